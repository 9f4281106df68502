"""What the check knows: the administrator changes it, and roadmaps are checked by it at once."""

import re

import pytest
from django.core.cache import cache
from django.urls import reverse

from roadmap.check_data import method_in_force, said_of
from roadmap.checking import check_of
from roadmap.forms.check_data import FORMS
from roadmap.linting.method import shipped_knowledge, shipped_method
from roadmap.linting.overlay import checked_pattern
from roadmap.models import CheckEntry
from roadmap.states import CheckData
from tests import people
from tests.factories.roadmap import TODAY, a_roadmap, an_activity
from tests.people import client_of

pytestmark = pytest.mark.django_db

NORM = {
    "pattern": "приказ от 01.02.2020 № 77",
    "why": "Приказ отменён",
    "since": "2021-09-01",
    "now": "приказ от 03.04.2021 № 15",
    "replace": "приказ от 03.04.2021 № 15",
    "source": "Приказ от 03.04.2021 № 15",
}
STEP = {
    "name": "прививки от скуки",
    "match": "прививк",
    "unless": "",
    "stage": "",
    "obligatory": ["school"],
}


@pytest.fixture(autouse=True)
def _forget():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def admin():
    return client_of(people.admin())


@pytest.fixture
def change(admin, django_capture_on_commit_callbacks):
    """Send a form and let what waits for the commit happen."""

    def send(address, args, **typed):
        with django_capture_on_commit_callbacks(execute=True):
            return admin.post(reverse(address, args=args), typed)

    return send


@pytest.fixture
def roadmap():
    made = a_roadmap(by=people.curator())
    an_activity(made, "до 25 октября", title="Изучить приказ от 01.02.2020  N 77")
    return made


def found(roadmap, code):
    return [row.finding for row in check_of(roadmap, today=TODAY).rows if row.finding.code == code]


def test_an_act_that_is_added_is_found_in_every_roadmap(change, roadmap):
    assert found(roadmap, "outdated-law") == []

    change("add-check-entry", ["norm"], **NORM)

    (finding,) = found(roadmap, "outdated-law")
    assert finding.message == "Приказ отменён (с 01.09.2021)."
    assert finding.changes[0].text == "Изучить приказ от 03.04.2021 № 15"


def test_a_step_that_is_asked_of_schools_is_missing_in_a_plan_without_it(change, roadmap):
    change("add-check-entry", ["step"], **STEP)

    messages = [finding.message for finding in found(roadmap, "obligatory-step-missing")]

    assert "В плане нет шага: прививки от скуки." in messages


def test_an_act_that_is_switched_off_is_not_found_and_comes_back(change, admin):
    norm = said_of("norm", "gost-2016")
    typed = {name: norm[name] for name in ("pattern", "why", "since", "now", "replace", "source")}

    change("check-entry", ["norm", "gost-2016"], is_off="on", **typed)
    off = {each.code for each in method_in_force().norms}
    change("restore-check-entry", ["norm", "gost-2016"])
    back = {each.code for each in method_in_force().norms}

    assert "gost-2016" not in off
    assert back == {each.code for each in shipped_method().norms}
    assert not CheckEntry.objects.exists()


def test_a_list_of_words_is_changed(change):
    words = said_of("words", "events")["words"]

    change("check-entry", ["words", "events"], words="\n".join([*words, "Квест"]))

    assert method_in_force().words["events"].stand_in("городской квест")
    assert not shipped_method().words["events"].stand_in("городской квест")


def test_what_the_form_does_not_ask_about_stays(change):
    step = said_of("step", "pair_order")

    change(
        "check-entry", ["step", "pair_order"],
        name="приказ о парах", match="\n".join(step["match"]), unless="", stage=step["stage"],
        obligatory=["school"],
    )  # fmt: skip

    changed = method_in_force().steps["pair_order"]
    assert (changed.name, changed.after) == ("приказ о парах", tuple(step["after"]))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("[анкет", "ошибка в знаках"),
        ("(а+)+", "повторение внутри повторения"),
        (".*", "нашлось бы в любом тексте"),
        ("а" * 500, "слишком длинная"),
    ],
)
def test_what_cannot_be_looked_for_is_refused_and_stays_typed(change, typed, said):
    page = change("check-entry", ["words", "events"], words=typed)

    text = page.content.decode()
    assert page.status_code == 422
    assert said in text
    assert typed in text
    assert not CheckEntry.objects.exists()


def test_what_is_written_instead_names_only_parts_that_are_there(change):
    page = change("add-check-entry", ["norm"], **{**NORM, "replace": r"\1 и ещё"})

    assert "упомянута часть" in page.content.decode()
    assert not CheckEntry.objects.exists()


def test_the_page_shows_what_differs_from_what_is_shipped(change, admin):
    change("add-check-entry", ["norm"], **NORM)

    text = admin.get(reverse("check-data")).content.decode()

    assert "Приказ отменён" in text
    assert "добавлено" in text


@pytest.mark.parametrize(
    ("kind", "code"), [("norm", "no-such"), ("words", "no-such"), ("other", "events")]
)
def test_what_is_not_known_has_no_page(admin, kind, code):
    assert admin.get(reverse("check-entry", args=[kind, code])).status_code == 404


def test_words_are_changed_but_not_added(admin):
    assert admin.get(reverse("add-check-entry", args=["words"])).status_code == 404


@pytest.mark.parametrize("kind", CheckData)
def test_what_is_shipped_passes_its_own_form_unchanged(kind):
    known = shipped_knowledge()
    tables = {"step": known.steps, "norm": known.norms}
    said = tables.get(kind) or {code: {"words": words} for code, words in known.word_lists.items()}

    for each in said.values():
        lists = {name: "\n".join(value) for name, value in each.items() if isinstance(value, list)}
        form = FORMS[kind]({**each, **lists, "obligatory": each.get("obligatory", [])})

        assert form.is_valid(), (each, form.errors)
        assert {**each, **form.said(each)} == {**_blank(kind), **each}


def _blank(kind):
    return {"unless": [], "stage": "", "obligatory": []} if kind == CheckData.STEP else {}


def test_plain_words_of_an_act_are_found_however_they_are_spaced():
    pattern = checked_pattern("ГОСТ 7.1-2003 № 5 (часть 2)", of_act=True)

    assert re.search(pattern, "ГОСТ  7.1 – 2003 N5 (часть 2)")
    assert not re.search(pattern, "ГОСТ 7x1-2003 № 5 (часть 2)")
