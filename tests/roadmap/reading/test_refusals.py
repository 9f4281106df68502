"""What is not a roadmap, broken or hostile is refused with a sentence, quickly and harmlessly."""

import struct
import zipfile
import zlib
from io import BytesIO
from time import monotonic

import pytest
from django.utils import translation

from roadmap.reading import RoadmapRefused, read
from tests.roadmap.reading.makers import docx, odt, xlsx
from tests.roadmap.reading.plans import FRONT, WITH_RESULTS

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 0) + b"IHDR"


def archive(**parts):
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(
                name.replace("__", "/").replace("_xml", ".xml").replace("_png", ".png"), content
            )
    return stream.getvalue()


def word(body):
    namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return f"<w:document {namespace}><w:body>{body}</w:body></w:document>"


def photograph():
    return archive(word__document_xml=word("<w:p/>"), word__media__image1_png=PNG)


def entities():
    laughs = '<!DOCTYPE x [<!ENTITY a "ха"><!ENTITY b "&a;&a;&a;&a;">]>'
    return archive(word__document_xml=laughs + word("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>"))


def stranger():
    entity = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    return archive(word__document_xml=entity + word("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>"))


def bomb():
    return archive(word__document_xml=b" " * (60 * 1024 * 1024))


def lying_bomb():
    """An archive whose header says that the part is small."""
    content = bytearray(archive(word__document_xml=b" " * (40 * 1024 * 1024)))
    place = content.rfind(b"PK\x01\x02")
    content[place + 24 : place + 28] = struct.pack("<I", 1_000)
    return bytes(content)


REFUSED = {
    "nothing": (b"", "пуст"),
    "too large": (b"x" * (50 * 1024 * 1024), "больше 20 МБ"),
    "a picture": (PNG, "фотография"),
    "a document that is a photograph": (photograph(), "фотография"),
    "an entity bomb": (entities(), "повреждён"),
    "a foreign entity": (stranger(), "повреждён"),
    "a zip bomb": (bomb(), "повреждён"),
    "a zip bomb that lies": (lying_bomb(), "повреждён"),
    "half an archive": (docx(FRONT, WITH_RESULTS)[:3_000], "повреждён"),
    "an archive of something else": (archive(readme="x"), "архив"),
    "noise": (zlib.compress(b"roadmap" * 1_000) * 50, "не читаются"),
    "a broken pdf": (b"%PDF-1.7\n" + b"\x00\xff" * 500, "повреждён"),
    "a letter": ("Добрый день! Высылаю план позже.".encode(), "Дорожная карта"),
    "a table of something else": (
        docx([], [["Фамилия", "Класс", "Оценка"], ["Ветров", "7", "5"], ["Лугов", "8", "4"]]),
        "Дорожная карта",
    ),
    "a page without tables": (b"<html><body><p>x</p></body></html>", "Дорожная карта"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_with_a_sentence(name):
    content, sentence = REFUSED[name]
    started = monotonic()

    with translation.override("ru"), pytest.raises(RoadmapRefused) as refusal:
        read(content, "план.docx")

    assert sentence in str(refusal.value)
    assert monotonic() - started < 5


def test_the_name_of_a_file_does_not_matter():
    assert read(docx(FRONT, WITH_RESULTS), "план.pdf").items_count == 3
    assert read(odt(FRONT, WITH_RESULTS), "без расширения").items_count == 3
    assert read(xlsx(FRONT, WITH_RESULTS), "план.docx").items_count == 3


@pytest.mark.parametrize("cut", range(200, 6_000, 700))
def test_a_file_cut_anywhere_is_read_or_refused(cut):
    for content in (docx(FRONT, WITH_RESULTS), xlsx(FRONT, WITH_RESULTS), odt(FRONT, WITH_RESULTS)):
        with pytest.raises(RoadmapRefused):
            read(content[: min(cut, len(content) - 30)], "plan.docx")
