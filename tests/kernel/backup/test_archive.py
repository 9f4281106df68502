"""A backup holds every row and every file, and says so in its sums."""

import io
import json
from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from kernel.backup import archive
from kernel.backup.sealing import DoesNotOpen
from kernel.backup.tables import LEFT_OUT, models_of
from kernel.models import JournalEntry
from tests.people import client_of, curator

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "длинный пароль"
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def a_backup():
    target = io.BytesIO()
    archive.write(target, password=PASSWORD, now=NOW)
    return target.getvalue()


def parts(content):
    return {
        f"{entry.kind}/{entry.name}": entry.content.read()
        for entry in archive.entries(io.BytesIO(content), password=PASSWORD)
    }


def test_every_table_of_the_project_is_in_it_but_for_what_is_worth_nothing_later():
    about, sums = archive.check(io.BytesIO(a_backup()), password=PASSWORD)

    kept = {model._meta.label_lower for model in apps.get_models(include_auto_created=True)}
    assert set(sums.tables) == kept - LEFT_OUT
    assert about.made_at == NOW.isoformat()
    assert ["kernel", "0001_initial"] in about.migrations


def test_a_row_says_all_it_said_to_the_microsecond():
    member = curator(user__last_name="О'Ёлкина «Ъ»")
    line = JournalEntry.objects.create(
        verb="x", subject="y", details={"b": 1, "a": [None, 1.5, "ё\n"]}, by=member.user
    )

    rows = parts(a_backup())["tables/kernel.journalentry"].splitlines()

    said = dict(zip(json.loads(rows[0]), json.loads(rows[1]), strict=True))
    assert said["details"] == {"a": [None, 1.5, "ё\n"], "b": 1}
    assert said["written_at"] == line.written_at.isoformat()
    assert said["by_id"] == member.user_id


def test_uploaded_files_are_in_it_with_their_sums():
    name = default_storage.save("scans/согласие.pdf", ContentFile(b"%PDF-"))
    try:
        content = a_backup()
    finally:
        default_storage.delete(name)

    assert parts(content)[f"files/{name}"] == b"%PDF-"
    assert name in archive.check(io.BytesIO(content), password=PASSWORD)[1].files


def test_sessions_are_left_out():
    client_of(curator())

    assert Session.objects.exists()
    assert "tables/sessions.session" not in parts(a_backup())


def test_a_backup_whose_part_was_exchanged_is_damaged(monkeypatch):
    monkeypatch.setattr(archive, "_sum_of_lines", lambda content: archive.Sum(0, ""))

    with pytest.raises(DoesNotOpen):
        archive.check(io.BytesIO(a_backup()), password=PASSWORD)


@pytest.mark.parametrize("name", ["../secret-key", "/etc/passwd", "a/../../b", ""])
def test_no_file_is_put_outside_its_folder(name, tmp_path):
    with pytest.raises(DoesNotOpen):
        archive.place_of(tmp_path, name)


def test_every_kind_of_field_of_the_project_can_be_written():
    kinds = {
        type(field).__name__
        for model in models_of(apps)
        for field in model._meta.local_concrete_fields
    }

    assert kinds <= {
        "AutoField", "BigAutoField", "BigIntegerField", "BooleanField", "CharField", "DateField",
        "DateTimeField", "DecimalField", "EmailField", "FileField", "ForeignKey",
        "GenericIPAddressField", "IntegerField", "JSONField", "OneToOneField",
        "PositiveIntegerField", "PositiveSmallIntegerField", "SlugField", "SmallIntegerField",
        "TextField", "TimeField", "URLField",
    }  # fmt: skip
