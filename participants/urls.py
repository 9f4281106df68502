"""Addresses of this room."""

from django.urls import path

from participants import assessment_urls, interview_urls, observation_urls, training_urls
from participants.views import bases as official
from participants.views import (
    bulk,
    consents,
    employment,
    entry,
    filters,
    imports,
    links,
    lists,
    merging,
    moving,
    partners,
    people,
    register,
    scans,
    texts,
    withdrawals,
    young,
)

bases = [
    path("", lists.people, name="people"),
    path("mentees/", lists.mentees, name="mentees"),
    path("mentors/", lists.mentors, name="mentors"),
    path("export/<str:part>/", lists.export_people, name="export-people"),
    path("bases/<str:base>/", official.base, name="base"),
    path("bases/<str:base>/file/", official.export_base, name="export-base"),
]
cards = [
    path("add/", people.add_person, name="add-person"),
    path("<int:pk>/", people.person, name="person"),
    path("<int:pk>/change/", people.change_person, name="change-person"),
    path("<int:pk>/contacts/", people.change_contacts, name="change-contacts"),
    path("<int:pk>/archive/", people.archive_person, name="archive-person"),
    path("<int:pk>/restore/", people.restore_person, name="restore-person"),
    path("<int:pk>/mentee/", people.edit_mentee, name="make-mentee"),
    path("<int:pk>/mentor/", people.edit_mentor, name="make-mentor"),
    path("<int:pk>/leave/<str:part>/", people.leave, name="leave-programme"),
    path("<int:pk>/guardians/add/", people.add_guardian, name="add-guardian"),
    path(
        "<int:pk>/guardians/<int:link>/confirm/",
        people.confirm_guardian,
        name="confirm-guardian",
    ),
    path("<int:pk>/guardians/<int:link>/remove/", people.remove_guardian, name="remove-guardian"),
    path(
        "<int:pk>/at-work/<str:paper>.<str:form>",
        employment.employment_paper,
        name="employment-paper",
    ),
    path("<int:pk>/invite/", entry.invite, name="invite-person"),
    path("<int:pk>/let-in/", entry.let_in, name="let-in"),
    path("let-class-in/", entry.let_class, name="let-class-in"),
]
doubles = [
    path("doubles/", merging.doubles, name="doubles"),
    path("<int:pk>/merge/", merging.find_double, name="find-double"),
    path("<int:pk>/merge/<int:other>/", merging.merge_cards, name="merge-cards"),
    path("<int:pk>/merge/<int:other>/apart/", merging.tell_cards_apart, name="tell-cards-apart"),
]
partner_pages = [
    path("partners/", partners.partners, name="partners"),
    path("partners/add/", partners.add_partner, name="add-partner"),
    path("partners/<int:pk>/", partners.partner, name="partner"),
    path("partners/<int:pk>/invite/", partners.invite_partner, name="invite-partner"),
    path("partners/<int:pk>/end/", partners.end_partner, name="end-partner"),
    path("offers/<int:pk>/accept/", partners.accept_offer, name="accept-offer"),
    path("offers/<int:pk>/decline/", partners.decline_offer, name="decline-offer"),
    path("offers/<int:pk>/take-back/", partners.take_offer_back, name="take-offer-back"),
    path("my-organization/", partners.my_partner, name="my-partner"),
    path("my-organization/offer/", partners.offer_mentor, name="offer-mentor"),
]
specialists = [
    path("young-specialists/", young.young_specialists, name="young-specialists"),
    path("young-specialists/bounds/", young.young_bounds, name="young-bounds"),
]
moves = [
    path("next-class/", moving.move_up, name="move-up"),
    path("<int:pk>/leave-school/", moving.leave, name="leave-school"),
]
many = [
    path("filters/<str:part>/keep/", filters.keep_filter, name="keep-filter"),
    path("filters/<int:pk>/forget/", filters.forget, name="forget-filter"),
    path("chosen/<str:part>/let-in/", bulk.let_in, name="let-chosen-in"),
    path("chosen/<str:part>/cards/", bulk.print_cards, name="cards-for-chosen"),
    path("chosen/<str:part>/consents/", bulk.print_blanks, name="print-for-chosen"),
    path("chosen/<str:part>/archive/", bulk.archive, name="archive-chosen"),
    path("chosen/<str:part>/form/", bulk.set_form, name="set-form-of-chosen"),
]
papers = [
    path("consents/", register.consents, name="consents"),
    path("consents/export/", register.export_consents, name="export-consents"),
    path("consents/texts/", texts.consent_texts, name="consent-texts"),
    path("consents/texts/<str:purpose>/", texts.change_consent_text, name="change-consent-text"),
    path("consents/withdrawals/", withdrawals.withdrawals, name="withdrawals"),
    path("consents/withdrawals/<int:pk>/done/", withdrawals.finish_step, name="finish-step"),
    path("consents/scans/", scans.bring_scans, name="bring-scans"),
    path("consents/desk/", scans.consent_desk, name="consent-desk"),
    path("consents/inbox/", scans.scan_inbox, name="scan-inbox"),
    path("consents/sheets/<int:pk>/", scans.paper_scan, name="paper-scan"),
    path("consents/sheets/<int:pk>/picture.jpg", scans.scan_picture, name="scan-picture"),
    path("consents/sheets/<int:pk>/discard/", scans.discard_scan, name="discard-scan"),
    path("consents/print/", consents.print_consents, name="print-consents"),
    path("<int:pk>/consents/record/", consents.record_consent, name="record-consent"),
    path("<int:pk>/consents/ask/", consents.ask_consent, name="ask-consent"),
    path("<int:pk>/consents/asked/<int:asked>/", consents.consent_request, name="consent-request"),
    path(
        "<int:pk>/consents/asked/<int:asked>/slip.pdf",
        consents.consent_slip,
        name="consent-slip",
    ),
    path(
        "<int:pk>/consents/<str:purpose>/form.<str:form>",
        consents.consent_form,
        name="consent-form",
    ),
    path("<int:pk>/consents/<str:purpose>/answer/", links.answer_consent, name="answer-consent"),
    path("consents/<int:pk>/withdraw/", consents.withdraw_consent, name="withdraw-consent"),
    path("consents/<int:pk>/scan/", consents.consent_scan, name="consent-scan"),
    path("link/<str:token>/", links.consent_link, name="consent-link"),
    path("link/<str:token>/withdraw/", links.withdraw_by_link, name="withdraw-by-link"),
]
own = [
    path("my-children/", links.my_children, name="my-children"),
    path("my-data/", links.my_data, name="my-data"),
    path("my-data/copy.<str:form>", links.own_copy, name="own-copy"),
]
files = [
    path("import/", imports.import_people, name="import-people"),
    path("import/sample/<str:profile>.xlsx", imports.import_sample, name="import-sample"),
    path("import/<int:pk>/", imports.import_page, name="import"),
    path("import/<int:pk>/columns/", imports.import_columns, name="import-columns"),
    path("import/<int:pk>/load/", imports.load_import, name="load-import"),
    path("import/<int:pk>/undo/", imports.undo_import, name="undo-import"),
    path("import/<int:pk>/missing/", imports.archive_missing, name="archive-missing"),
    path("import/<int:pk>/wrong.xlsx", imports.import_wrong_rows, name="import-wrong-rows"),
]
urlpatterns = [
    *(*bases, *cards, *moves, *specialists, *partner_pages, *many, *doubles, *papers, *own, *files),
    *training_urls.urlpatterns,
    *interview_urls.urlpatterns,
    *assessment_urls.urlpatterns,
    *observation_urls.urlpatterns,
]
