"""Rows of a file into cards, through django-import-export: fields, their widgets, what changes.

The rows come with parted names and the number of the recognised card (`file_rows`,
`recognition`). An empty cell never erases what the card knows.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from import_export import fields, resources
from tablib import Dataset

from accounts.models import Organization
from kernel.russian import guess_gender
from participants.actions.people import named_columns
from participants.cells import widget_for
from participants.file_rows import FileRow
from participants.models import Person
from participants.people_rules import birth_trouble
from participants.states import LEARNERS, ImportProfile

BATCH = 500
EMPTY = (None, "")
MATCH = "match"
COLUMNS = (
    "kind", "last_name", "first_name", "patronymic", "gender", "born_on", "birth_year",
    "class_name", "post", "workplace", "experience_years", "phone", "email",
)  # fmt: skip
STORED = (*COLUMNS, "search", "sort_name")


class PersonResource(resources.ModelResource):
    """Cards of one organization, written in batches, all in the transaction of the caller."""

    class Meta:
        model = Person
        fields: list[str] = []
        import_id_fields = ["last_name"]
        use_bulk = True
        batch_size = BATCH
        skip_unchanged = True
        report_skipped = True
        store_instance = True
        skip_html_diff = True

    def __init__(
        self,
        organization: Organization,
        *,
        profile: str,
        known: Mapping[int, Person],
        now: datetime,
        today: date,
    ) -> None:
        super().__init__()
        self.profile = profile
        self.organization = organization
        self.known = known
        self.now = now
        self.today = today
        self.tell: Callable[[int], None] | None = None
        self._done = 0
        for name in COLUMNS:
            self.fields[name] = fields.Field(
                attribute=name, column_name=name, widget=widget_for(name)
            )

    def get_instance(self, instance_loader: Any, row: Mapping[str, Any]) -> Person | None:
        """The card that the row was recognised as."""
        return self.known.get(row[MATCH])

    def init_instance(self, row: Any = None) -> Person:
        """A card that has nothing yet."""
        return Person(organization=self.organization, entered_at=self.now)

    def get_bulk_update_fields(self) -> list[str]:
        """The columns that a file may change."""
        return list(STORED)

    def get_import_order(self) -> tuple[str, ...]:
        """Read all columns that there are."""
        return COLUMNS

    def import_field(
        self, field: Any, instance: Person, row: Any, *args: Any, **kwargs: Any
    ) -> None:
        """Leave the card as it is where the cell is empty."""
        if row.get(field.column_name) not in EMPTY:
            super().import_field(field, instance, row, *args, **kwargs)

    def import_instance(self, instance: Person, row: Any, **kwargs: Any) -> None:
        """Read the row, then look at what must be true of all of it together."""
        if row[MATCH] is not None:
            row = {**row, "kind": None}
        super().import_instance(instance, row, **kwargs)
        trouble = self._trouble(instance)
        if trouble:
            raise ValidationError(trouble)
        instance.gender = instance.gender or guess_gender(instance.name)
        if instance.born_on is not None:
            instance.birth_year = instance.born_on.year
        for column, value in named_columns(instance.name).items():
            setattr(instance, column, value)

    def after_import_row(self, row: Any, row_result: Any, **kwargs: Any) -> None:
        """Tell from time to time how many rows are read."""
        self._done += 1
        if self.tell and self._done % BATCH == 0:
            self.tell(self._done)

    def skip_row(
        self, instance: Person, original: Person, row: Any, import_validation_errors: Any = None
    ) -> bool:
        """Leave a card alone that the row says nothing new about."""
        if import_validation_errors or original.pk is None:
            return False
        return all(getattr(instance, name) == getattr(original, name) for name in COLUMNS)

    def bulk_create(self, *how: Any, **kwargs: Any) -> None:
        """Write new cards; a check writes nothing at all."""
        if how[1]:
            self.create_instances.clear()
            return
        super().bulk_create(*how, **kwargs)

    def bulk_update(self, *how: Any, **kwargs: Any) -> None:
        """Write changed cards; a check writes nothing at all."""
        if how[1]:
            self.update_instances.clear()
            return
        super().bulk_update(*how, **kwargs)

    def _trouble(self, person: Person) -> dict[str, str]:
        if not person.last_name or not person.first_name:
            return {"last_name": _("The last and the first name are needed: «Иванова Анна».")}
        if (
            self.profile == ImportProfile.PUPILS
            and person.kind in LEARNERS
            and not person.class_name
        ):
            return {"class_name": _("Enter the class or group.")}
        said = birth_trouble(person.kind, person.born_on, person.birth_year, self.today)
        return {"born_on" if person.born_on else "birth_year": said} if said else {}


def dataset_of(rows: list[FileRow], matches: Mapping[int, int | None]) -> Dataset:
    """The rows as import-export takes them: one column a fact, and whom each was recognised as."""
    made = Dataset(headers=[MATCH, *COLUMNS])
    for row in rows:
        made.append([matches.get(row.number), *(row.values.get(name) for name in COLUMNS)])
    return made
