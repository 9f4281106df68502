"""The folder for an inspection: what lies in it, what is missing, and no name where none may be."""

import hashlib
import io
import zipfile
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kernel import jobs
from kernel.models import Job, JournalEntry
from kernel.russian.masking import Mask
from kernel.uploads import Upload
from roadmap import exhibits
from roadmap.actions.evidence import add_evidence
from roadmap.actions.folder import want_folder
from roadmap.exhibits import Exhibit, names_of
from roadmap.folder import LONGEST_NAME, folder_of, safe
from roadmap.models import Activity
from roadmap.states import RoadmapState
from tests import people
from tests.factories.participants import PersonFactory
from tests.factories.roadmap import TODAY, a_roadmap, an_activity
from tests.papers import text_of_pdf
from tests.people import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator():
    return people.curator()


@pytest.fixture
def roadmap(curator):
    return a_roadmap(by=curator, state=RoadmapState.APPROVED)


def an_upload(name, content):
    return Upload(name, content, hashlib.sha256(content).hexdigest())


def done(activity):
    Activity.objects.filter(pk=activity.pk).update(state="done", done_on=TODAY)
    return activity


def packed(roadmap, by, *, is_depersonalized=False):
    """Ask for the folder, let the worker work, open what it made."""
    wanted = want_folder(
        roadmap, is_depersonalized=is_depersonalized, by=by, today=TODAY, now=timezone.now()
    )
    jobs.run(wanted.pk)
    made = Job.objects.get(pk=wanted.pk)
    return made, zipfile.ZipFile(io.BytesIO(made.file.read()))


def test_papers_lie_in_folders_by_stage_and_activity(roadmap, curator):
    activity = done(an_activity(roadmap, number="2.1", title="Провести анкетирование: 7–9 классы"))
    add_evidence(activity, upload=an_upload("Протокол.pdf", b"one"), by=curator, now=timezone.now())
    add_evidence(activity, upload=an_upload("Протокол.pdf", b"two"), by=curator, now=timezone.now())
    add_evidence(
        activity, link="https://school.example/a", title="Новость", by=curator, now=timezone.now()
    )

    _job, archive = packed(roadmap, curator)

    home = "Этап 1. Формирование базы наставляемых/2.1 Провести анкетирование 7–9 классы"
    assert archive.namelist() == [
        f"{home}/Протокол.pdf",
        f"{home}/Протокол (2).pdf",
        f"{home}/Новость.url",
        "Опись.pdf",
        "Опись.docx",
        "Дорожная карта.pdf",
    ]
    assert archive.read(f"{home}/Протокол (2).pdf") == b"two"
    assert archive.read(f"{home}/Новость.url") == (
        b"[InternetShortcut]\r\nURL=https://school.example/a\r\n"
    )


def test_names_are_marked_as_unicode_so_that_windows_reads_them(roadmap, curator):
    _job, archive = packed(roadmap, curator)

    assert all(entry.flag_bits & 0x800 for entry in archive.infolist())


def test_the_register_names_every_activity_and_every_gap(roadmap, curator):
    done(an_activity(roadmap, number="2.1", title="Провести анкетирование"))
    an_activity(roadmap, due_on=TODAY - timedelta(3), number="2.2", title="Собрать согласия")
    an_activity(roadmap, due_on=TODAY + timedelta(30), number="2.3", title="Создать базу")

    folder = folder_of(roadmap, today=TODAY)
    _job, archive = packed(roadmap, curator)

    assert [(line.number, line.gap) for line in folder.lines] == [
        ("2.1", "нет подтверждения"),
        ("2.2", "не выполнено в срок"),
        ("2.3", ""),
    ]
    text = text_of_pdf(archive.read("Опись.pdf"))
    assert "Пробелы" in text
    for words in ("Провести анкетирование", "Собрать согласия", "Создать базу"):
        assert words in text


def test_facts_of_the_system_close_a_gap(roadmap, monkeypatch):
    activity = done(an_activity(roadmap, title="Закрепить пары", proof_code="pairs_by_order"))
    monkeypatch.setitem(
        exhibits._sources, "pairs_by_order", lambda _: [Exhibit("Приказ", ".pdf", lambda: b"1")]
    )

    line = next(iter(folder_of(roadmap, today=TODAY).lines))

    assert (line.activity_id, line.gap) == (activity.pk, "")
    assert [piece.path.rpartition("/")[2] for piece in line.pieces] == ["Приказ.pdf"]


def test_no_name_stands_in_the_variant_without_personal_data(roadmap, curator):
    PersonFactory(organization=roadmap.programme.organization, last_name="Стрижова")
    activity = done(
        an_activity(
            roadmap,
            title="Беседа со Стрижовой А. П.",
            responsible=[curator],
            note="Была Стрижова",
            proof_code="pairs_by_order",
        )
    )
    for title, free in (("Список Стрижовой.pdf", False), ("Фото Стрижовой.jpg", True)):
        add_evidence(
            activity,
            upload=an_upload(title, b"x"),
            is_free_of_personal_data=free,
            by=curator,
            now=timezone.now(),
        )

    made, archive = packed(roadmap, curator, is_depersonalized=True)

    mask = Mask(names_of(roadmap.programme.organization))
    words = "\n".join([*archive.namelist(), text_of_pdf(archive.read("Опись.pdf")), made.file_name])
    assert mask.finds(words) == set()
    assert "Дорожная карта.pdf" not in archive.namelist()
    assert next(iter(archive.namelist())).endswith("/Фото ….jpg")
    assert "хранятся в школе: 1" in text_of_pdf(archive.read("Опись.pdf")).replace("\n", " ")


def test_a_file_that_is_gone_from_the_disk_is_named_and_the_folder_is_made(roadmap, curator):
    activity = done(an_activity(roadmap, title="Создать базу"))
    kept = add_evidence(
        activity, upload=an_upload("База.xlsx", b"x"), by=curator, now=timezone.now()
    )
    kept.file.storage.delete(kept.file.name)

    made, archive = packed(roadmap, curator)

    assert made.result["lost"] == [
        archive.read("Не найдено.txt").decode("utf-8-sig").splitlines()[1]
    ]


def test_the_journal_says_who_took_the_papers_together(roadmap, curator):
    client_of(curator).post(reverse("inspection-folder", args=[roadmap.pk]), {"plain": "1"})

    entry = JournalEntry.objects.get(verb="build_folder")
    assert (entry.by_id, entry.details) == (curator.user_id, {"depersonalized": True})


def test_the_page_shows_the_gaps_before_anything_is_packed(roadmap, curator):
    done(an_activity(roadmap, number="2.1", title="Провести анкетирование"))

    page = client_of(curator).get(reverse("inspection-folder", args=[roadmap.pk]))

    assert "нет подтверждения" in page.content.decode()
    assert not Job.objects.exists()


def test_many_activities_take_as_many_queries_as_one(roadmap, django_assert_num_queries):
    an_activity(roadmap, title="Первое")
    with django_assert_num_queries(3):
        folder_of(roadmap, today=TODAY)
    for number in range(20):
        an_activity(roadmap, title=f"Ещё {number}")

    with django_assert_num_queries(3):
        folder_of(roadmap, today=TODAY)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ('План: "весна" / осень?.docx', "План весна осень.docx"),
        ("con", "_con"),
        ("NUL.txt", "_NUL.txt"),
        ("  . . ", "_"),
        ("а" * 300 + ".pdf", "а" * LONGEST_NAME + ".pdf"),
        ("Отчёт за 2026 г.", "Отчёт за 2026 г"),
        ("a\x00b\nc.pdf", "a b c.pdf"),
        ("../../etc/passwd", "etc passwd"),
    ],
)
def test_a_name_is_one_that_windows_takes(title, name):
    assert safe(title) == name
