"""The work behind the benchmark of importing: run in a shell of its own, prints a line of JSON."""

import json
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection
from import_export import resources
from tablib import Dataset

from accounts.models import Membership, Organization, User
from accounts.states import OrganizationKind, Role
from kernel.spreadsheets import Sheet, read, write
from participants.actions import imports
from participants.models import PeopleImport, Person

NOW, TODAY = datetime(2026, 11, 24, 9, tzinfo=UTC), date(2026, 11, 24)
HEADS = ("Фамилия", "Имя", "Отчество", "Дата рождения", "Класс", "Телефон")
FACTS = ("last_name", "first_name", "patronymic", "born_on", "class_name", "phone")
LETTERS = "абвгдежзик"


class PlainResource(resources.ModelResource):
    """The library as it comes."""

    class Meta:
        model = Person
        fields = ("id", "organization", "kind", "entered_at", *FACTS)


def main(count: int) -> None:
    """Measure each step and print the figures."""
    content = write([Sheet("Ученики", HEADS, [_pupil(number) for number in range(count)])])
    by = _curator()
    steps: list[dict[str, Any]] = []
    brought = _timed(steps, "file and check", lambda: _checked(content, by))
    done = _timed(steps, "loading", lambda: _loaded(brought, by))
    again = _timed(steps, "the same file again", lambda: _checked(content, by))
    ours = _total(steps[:2])
    PeopleImport.objects.all().delete()
    Person.objects.all().delete()
    _timed(steps, "plain: reading and dry run", lambda: _plain(content, by, dry_run=True))
    _timed(steps, "plain: import", lambda: _plain(content, by, dry_run=False))
    plain = _total(steps[3:])
    print(
        json.dumps(
            {
                "rows": count,
                "made": done["made"],
                "changed_again": len(again.rows) - again.counts.get("same", 0),
                "steps": steps,
                "ratio": ours["cpu_s"] / plain["cpu_s"],
                "faster": plain["s"] / ours["s"],
            },
            ensure_ascii=False,
        )
    )


def _pupil(number: int) -> tuple[str, ...]:
    """A pupil whom no other has the name of."""
    digits = "".join(LETTERS[int(digit)] for digit in f"{number:05d}")
    return (
        f"Лугов{digits}",
        "Егор",
        "Львович",
        f"{number % 28 + 1:02d}.05.{2009 + number % 10}",
        f"{number % 11 + 1}{'АБВГ'[number % 4]}",
        f"+7 900 {number // 10000:03d}-{number // 100 % 100:02d}-{number % 100:02d}",
    )


def _curator() -> Membership:
    region = Organization.objects.create(
        kind=OrganizationKind.REGION, full_name="Регион", short_name="Регион"
    )
    school = Organization.objects.create(
        kind=OrganizationKind.SCHOOL, full_name="Школа № 1", short_name="Школа № 1", parent=region
    )
    user = User.objects.create(username="curator")
    return Membership.objects.create(
        user=user, organization=school, role=Role.CURATOR, since_on=TODAY
    )


def _checked(content: bytes, by: Membership) -> PeopleImport:
    brought = imports.bring_file(
        by.organization,
        profile="pupils",
        name="ученики.xlsx",
        content=content,
        by=by,
        now=NOW,
        today=TODAY,
    )
    if brought.checked_at is None:
        brought = imports.check_import(brought, by=by, now=NOW, today=TODAY, step=_silent)
    return brought


def _loaded(brought: PeopleImport, by: Membership) -> dict[str, int]:
    return imports.load_people(brought, by=by, now=NOW, today=TODAY, step=_silent)


def _plain(content: bytes, by: Membership, *, dry_run: bool) -> None:
    heads, *rows = read(content, "x.xlsx", max_rows=len(content))[0].rows
    common = [by.organization_id, "pupil", f"{NOW:%Y-%m-%d %H:%M:%S}"]
    made = Dataset(headers=["organization", "kind", "entered_at", *FACTS, "id"])
    for row in rows:
        last, first, patronymic, born, *rest = row
        day, month, year = str(born).split(".")
        made.append([*common, last, first, patronymic, f"{year}-{month}-{day}", *rest, ""])
    result = PlainResource().import_data(made, dry_run=dry_run, raise_errors=True)
    if len(result.rows) != len(rows) or len(heads) != len(HEADS):
        raise SystemExit("the plain run did not load the rows")


def _timed(steps: list[dict[str, Any]], name: str, deed: Callable[[], Any]) -> Any:
    asked = 0

    def count(execute: Any, *args: Any) -> Any:
        nonlocal asked
        asked += 1
        return execute(*args)

    started, cpu = time.perf_counter(), time.process_time()
    with connection.execute_wrapper(count):
        done = deed()
    steps.append(
        {
            "step": name,
            "s": time.perf_counter() - started,
            "cpu_s": time.process_time() - cpu,
            "queries": asked,
        }
    )
    return done


def _total(steps: list[dict[str, Any]]) -> dict[str, float]:
    return {name: sum(step[name] for step in steps) for name in ("s", "cpu_s")}


def _silent(*_told: Any) -> None:
    """Nobody looks at the progress here."""
