"""Issued papers: numbers without gaps or doubles, facts that come back as they were."""

import threading
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection, transaction

from kernel.documents.issue import (
    AlreadyIssued,
    FactsTouched,
    facts_of,
    issue,
    next_number,
    restore,
    stored_facts,
)
from kernel.models import IssuedDocument, JournalEntry, NumberCounter


@dataclass(frozen=True)
class Line:
    mentor: str
    mentees: tuple[str, ...] = ()
    until_on: date | None = None


@dataclass(frozen=True)
class Order:
    title: str
    number: str = ""
    signed_on: date | None = None
    made_at: datetime | None = None
    lines: tuple[Line, ...] = ()
    rate: Decimal = Decimal(0)
    place: tuple[str, int] = ("", 0)
    head: Line | None = None
    totals: dict[str, int] = field(default_factory=dict)
    any_of: Line | str = ""
    dates: list[date] = field(default_factory=list)


ORDER = Order(
    title="О закреплении",
    signed_on=date(2026, 10, 25),
    made_at=datetime(2026, 10, 25, 8, tzinfo=UTC),
    lines=(Line("Лис А. П.", ("Ёлкин И.", "Әхмәтов Р."), date(2027, 5, 31)), Line("Ким И.")),
    rate=Decimal("1.50"),
    place=("Заречный", 7),
    head=Line("Белов П. П."),
    totals={"пар": 2},
    any_of=Line("Один"),
    dates=[date(2026, 1, 1)],
)


def issued(facts=ORDER, **changes):
    card = {
        "kind": "pair_order",
        "tenant_id": 1,
        "on": date(2026, 10, 25),
        "by": None,
        "title": "Приказ",
        **changes,
    }
    return issue(facts, **card)


def test_facts_come_back_exactly_as_they_were():
    assert restore(Order, stored_facts(ORDER)) == ORDER


def test_facts_of_an_older_edition_are_read_with_defaults():
    stored = {"title": "Старый", "lines": [{"mentor": "Лис", "gone": 1}], "gone": True}

    assert restore(Order, stored) == Order(title="Старый", lines=(Line("Лис"),))


def test_a_paper_gets_its_number_and_says_it(db):
    paper = issued(number_pattern="{number}-Н/{year}")

    assert paper.number_text == "1-Н/2026"
    assert facts_of(IssuedDocument.objects.get(), Order).number == "1-Н/2026"
    assert JournalEntry.objects.get().details == {"kind": "pair_order", "number": "1-Н/2026"}


def test_numbers_run_by_organization_kind_and_year(db):
    numbers = [
        issued().number,
        issued().number,
        issued(tenant_id=2).number,
        issued(kind="report").number,
        issued(on=date(2027, 1, 11)).number,
        issued().number,
    ]

    assert numbers == [1, 2, 1, 1, 1, 3]


def test_a_paper_that_fails_gives_its_number_back(db):
    @transaction.atomic
    def fails():
        issued()
        raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()

    assert issued().number == 1


def test_asked_again_under_the_same_key_it_is_the_same_paper(db):
    first = issued(key="order:7")

    assert issued(key="order:7") == first
    assert issued().number == 2


def test_another_text_under_the_same_key_is_refused(db):
    issued(key="order:7")

    with pytest.raises(AlreadyIssued) as refused:
        issued(Order(title="Другой"), key="order:7")

    assert str(refused.value) == "Документ № 1 уже выпущен, и его содержание другое."


def test_facts_that_somebody_touched_are_not_printed(db):
    paper = issued()
    paper.facts["title"] = "О другом"
    paper.save()

    with pytest.raises(FactsTouched):
        facts_of(paper, Order)


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite writes one at a time anyway")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("key", ["", "order:7"])
def test_forty_at_once_leave_no_gap_and_no_double(key):
    start, papers, failures = threading.Barrier(40), [], []

    def ask():
        try:
            start.wait()
            papers.append(issued(key=key))
        except Exception as failure:  # noqa: BLE001 -- shown below
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _ in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    wanted = [1] * 40 if key else list(range(1, 41))
    assert sorted(paper.number for paper in papers) == wanted
    assert NumberCounter.objects.get().last == max(wanted)


def test_a_number_without_a_paper(db):
    assert [next_number(kind="pass", tenant_id=1, year=2026) for _ in range(3)] == [1, 2, 3]
