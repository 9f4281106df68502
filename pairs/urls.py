"""Addresses of this room."""

from django.urls import path

from pairs.views import desk, meetings, orders, pairs, queue

urlpatterns = [
    path("", pairs.pair_list, name="pairs"),
    path("pairs.xlsx", pairs.pair_register_xlsx, name="pairs-xlsx"),
    path("<int:pk>/", pairs.pair_detail, name="pair"),
    path("<int:pk>/goal/", pairs.set_goal, name="set-goal"),
    path("<int:pk>/complete/", pairs.complete_pair, name="complete-pair"),
    path("<int:pk>/dissolve/", pairs.dissolve_pair, name="dissolve-pair"),
    path("<int:pk>/change/", desk.change_pair, name="change-pair"),
    path("<int:pk>/reject/", desk.reject_pair, name="reject-pair"),
    path("<int:pk>/meet/", meetings.record_meeting, name="record-meeting"),
    path("meetings/<int:pk>/", meetings.edit_meeting, name="edit-meeting"),
    path("meetings/<int:pk>/cancel/", meetings.cancel_meeting, name="cancel-meeting"),
    path("my-mentees/", pairs.my_mentees, name="my-pairs"),
    path("my-mentor/", pairs.my_mentor, name="my-pair"),
    path("matching/", desk.matching, name="matching"),
    path("matching/suggest/", desk.suggest_pairs, name="suggest-pairs"),
    path("matching/add/", desk.propose_pair, name="propose-pair"),
    path("matching/take-back/", desk.reject_proposals, name="reject-proposals"),
    path("orders/", orders.order_list, name="orders"),
    path("orders/new/", orders.draw_up_order, name="draw-up-order"),
    path("orders/wording/", orders.order_wording, name="order-wording"),
    path("orders/<int:pk>/", orders.order_detail, name="order"),
    path("orders/<int:pk>/change/", orders.change_order, name="change-order"),
    path("orders/<int:pk>/without/<int:pair>/", orders.take_out_of_order, name="take-out-of-order"),
    path("orders/<int:pk>/names/", orders.confirm_names, name="confirm-names"),
    path("orders/<int:pk>/submit/", orders.submit_order, name="submit-order"),
    path("orders/<int:pk>/sign/", orders.sign_order, name="sign-order"),
    path("orders/<int:pk>/return/", orders.return_order, name="return-order"),
    path("orders/<int:pk>/discard/", orders.discard_order, name="discard-order"),
    path("orders/<int:pk>/order.pdf", orders.order_pdf, name="order-pdf"),
    path("orders/<int:pk>/order.docx", orders.order_docx, name="order-docx"),
    path("orders/<int:pk>/for-site.pdf", orders.order_for_site, name="order-for-site"),
    path("queue/", queue.queue, name="queue"),
    path("queue/<int:pk>/", queue.queue_card, name="queue-card"),
    path("queue/<int:pk>/refuse/", queue.refuse_queue_card, name="refuse-queue-card"),
]
