"""The order on its pages: from proposals to the director's signature, as two people click it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from kernel.models import ConfirmedForm
from pairs.actions.orders import confirm_names
from pairs.models import Pair, PairOrder
from pairs.order_facts import needed_forms
from pairs.states import OrderState, PairState
from tests.factories.pairs import (
    PairFactory,
    PairOrderFactory,
    SubmittedOrderFactory,
    a_mentee,
    form,
    order_with,
)
from tests.people import client_of, curator, director

pytestmark = pytest.mark.django_db


def drawn_up(client, pairs, by):
    return client.post(
        reverse("draw-up-order"),
        {
            "pairs": [pair.pk for pair in pairs],
            "until_on": "2027-05-31",
            "word": "приказ",
            "curator": by.pk,
            "control": "",
        },
    )


def confirmed(order):
    forms = {needed: needed.form for needed in needed_forms(order)}
    confirm_names(order, forms=forms, by=order.curator, now=timezone.now())
    return order


def test_from_proposals_to_active_pairs_as_two_people_click_it():
    one = form()
    pairs = [PairFactory(form=one), PairFactory(form=one)]
    by, head = curator(post="заместитель директора"), director()
    client = client_of(by)

    drawn_up(client, pairs, by)
    order = PairOrder.objects.get()
    url = reverse("order", args=[order.pk])
    assert "подтвержден" in client.get(url).content.decode()
    names = client.get(reverse("confirm-names", args=[order.pk])).context["form"]
    client.post(
        reverse("confirm-names", args=[order.pk]),
        {name: field.initial for name, field in names.fields.items()},
    )
    client.post(reverse("submit-order", args=[order.pk]))
    signed = client_of(head).post(reverse("sign-order", args=[order.pk]), follow=True)

    assert "Приказ подписан под № 1" in signed.content.decode()
    assert list(Pair.objects.values_list("state", flat=True)) == [PairState.ACTIVE] * 2


def test_the_confirmed_form_is_what_was_typed():
    order = order_with(PairFactory())
    needed = next(
        one for one in needed_forms(order) if one.case == "accusative" and not one.is_post
    )
    client = client_of(curator())
    fields = client.get(reverse("confirm-names", args=[order.pk])).context["form"].fields

    client.post(
        reverse("confirm-names", args=[order.pk]),
        {
            name: "Своя Форма Имени" if needed.form == field.initial else field.initial
            for name, field in fields.items()
        },
    )

    assert ConfirmedForm.objects.get(text=needed.text).form == "Своя Форма Имени"


def test_sending_with_open_names_says_what_is_in_the_way():
    order = order_with(PairFactory())

    answer = client_of(curator()).post(reverse("submit-order", args=[order.pk]))

    order.refresh_from_db()
    assert (answer.status_code, order.state) == (409, OrderState.DRAFT)
    assert reverse("confirm-names", args=[order.pk]) in answer.content.decode()


def test_returning_without_a_comment_keeps_the_order_where_it_is():
    order = confirmed(order_with(PairFactory(), maker=SubmittedOrderFactory))
    client = client_of(director())

    empty = client.post(reverse("return-order", args=[order.pk]), {"comment": " "})
    client.post(reverse("return-order", args=[order.pk]), {"comment": "Добавьте срок"})

    order.refresh_from_db()
    assert (empty.status_code, order.state, order.comment) == (
        422, OrderState.RETURNED, "Добавьте срок",
    )  # fmt: skip


def test_a_director_who_made_the_order_gets_403():
    head = director()
    order = confirmed(order_with(PairFactory(), maker=SubmittedOrderFactory))
    PairOrder.objects.filter(pk=order.pk).update(made_by=head.user)

    answer = client_of(head).post(reverse("sign-order", args=[order.pk]))

    assert (answer.status_code, Pair.objects.get().state) == (403, PairState.PROPOSED)


def test_an_order_with_a_wrong_term_keeps_what_was_typed():
    pair = PairFactory()
    by = curator()

    answer = client_of(by).post(
        reverse("draw-up-order"),
        {"pairs": [pair.pk], "until_on": "2031-02-01", "word": "распоряжение", "curator": by.pk},
    )

    page = answer.content.decode()
    assert (answer.status_code, PairOrder.objects.count()) == (422, 0)
    assert "выходит за пределы учебного года" in page
    assert 'value="2031-02-01"' in page


def test_a_pair_of_another_school_cannot_be_put_into_an_order():
    from tests.factories.pairs import programme
    from tests.people import the_neighbour

    foreign = PairFactory(programme=programme(the_neighbour()))
    PairFactory(form=foreign.form)
    by = curator()

    answer = drawn_up(client_of(by), [foreign], by)

    assert (answer.status_code, PairOrder.objects.count()) == (422, 0)


def test_the_paper_opens_as_pdf_and_as_an_editable_file():
    order = order_with(PairFactory(mentee=a_mentee(last_name="Ёлкина")))
    client = client_of(curator())

    pdf = client.get(reverse("order-pdf", args=[order.pk]))
    docx = client.get(reverse("order-docx", args=[order.pk]))

    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    assert docx.content[:2] == b"PK"
    assert "attachment" in docx["Content-Disposition"]


def test_the_words_of_the_order_are_the_schools_own_and_checked():
    client = client_of(curator())
    url = reverse("order-wording")

    wrong = client.post(url, {"body": "О парах\n{кого}", "source": ""})
    right = client.post(
        url, {"body": "О парах\n{ПРИКАЗЫВАЮ}\n1. Назначить:\n{наставники}", "source": "свой"}
    )

    assert (wrong.status_code, right.status_code) == (422, 302)
    assert "О парах\n{кого}" in wrong.content.decode()
    assert "О парах\n{ПРИКАЗЫВАЮ}" in client.get(url).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_queries_of_the_list_do_not_grow(count, django_assert_max_num_queries):
    by = curator()
    for _ in range(count):
        PairOrderFactory(curator=by)
    client = client_of(by)

    with django_assert_max_num_queries(12):
        page = client.get(reverse("orders"))

    assert page.context["listing"].count == count
