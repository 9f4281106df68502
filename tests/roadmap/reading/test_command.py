"""manage.py read_roadmap FILE: what the importer understands, as JSON."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.roadmap.reading.makers import docx
from tests.roadmap.reading.plans import FRONT, WITH_RESULTS


def test_the_roadmap_is_printed_with_its_fields(tmp_path):
    path = tmp_path / "plan.docx"
    path.write_bytes(docx(FRONT, WITH_RESULTS))
    out = StringIO()

    call_command("read_roadmap", str(path), stdout=out)

    told = json.loads(out.getvalue())
    assert list(told) == ["organisation", "title", "approved", "columns", "stages", "problems"]
    assert list(told["stages"][0]) == ["number", "title", "goal", "result", "items"]
    assert told["stages"][0]["items"][0] == {
        "number": "1.1",
        "text": "Создание рабочей группы",
        "deadline": "до 10.09.2022",
        "responsible": "Директор",
        "result": "Приказ",
    }


def test_a_file_that_is_not_there_is_a_sentence(tmp_path):
    with pytest.raises(CommandError):
        call_command("read_roadmap", str(tmp_path / "plan.docx"))


def test_a_refusal_is_a_sentence_in_russian(tmp_path):
    path = tmp_path / "plan.docx"
    path.write_bytes(b"\x89PNG\r\n")

    with pytest.raises(CommandError, match="фотография"):
        call_command("read_roadmap", str(path))
