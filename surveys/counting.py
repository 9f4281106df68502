"""Counting answers in the database: codes are unfolded there, never read into memory."""

from dataclasses import dataclass

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet

from surveys.models import AnonymousAnswer, Answer

# How each database makes rows of a list that is kept as JSON.
_UNFOLDED = {
    "sqlite": "json_each(said.chosen) AS one",
    "postgresql": "jsonb_array_elements_text(said.chosen) AS one(value)",
}


@dataclass(frozen=True)
class Tally:
    """How many answers to a question hold a code (see the table in surveys/kinds)."""

    question_id: int
    code: str
    count: int


def tally(answers: QuerySet[Answer] | QuerySet[AnonymousAnswer]) -> list[Tally]:
    """Count the codes of choices, question by question, in one query."""
    rows = answers.order_by().values("question_id", "chosen")
    try:
        inner, params = rows.query.sql_with_params()
    except EmptyResultSet:
        return []
    connection = connections[answers.db]
    # The names stand in this file, what was asked comes as parameters.
    sql = (
        f"SELECT said.question_id, one.value, COUNT(*) FROM ({inner}) AS said, "  # noqa: S608
        f"{_UNFOLDED[connection.vendor]} GROUP BY said.question_id, one.value"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return [Tally(*row) for row in cursor.fetchall()]
