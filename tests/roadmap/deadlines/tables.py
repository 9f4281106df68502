"""Tables that a person annotated: phrase; context; reading.

The context is `s2021` (the school year 2021/2022), `y2015` (a calendar year) or nothing. The
reading is written as `kind start..end r=recurrence m=months md=MM-DD..MM-DD | the part after «далее»`.
"""

from pathlib import Path

from roadmap.deadlines import facts, parse

HERE = Path(__file__).parent
_CONTEXTS = {"s": "school_year", "y": "year"}


def rows(name):
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()[1:]
    return [tuple(line.rsplit(";", 2)) for line in lines if line.strip(";")]


def year_of(context):
    return {_CONTEXTS[context[0]]: int(context[1:])} if context else {}


def read(phrase, context=""):
    return parse(phrase.replace("\\n", "\n"), **year_of(context))


def said(deadline):
    return _written(facts(deadline))


def _written(told):
    words = [told["kind"], f"{told['start'] or ''}..{told['end'] or ''}"]
    if told["recurrence"]:
        words.append(f"r={told['recurrence']}")
    if told["months"]:
        words.append("m=" + ",".join(map(str, told["months"])))
    if told["start_md"] or told["end_md"]:
        words.append(f"md={told['start_md'] or ''}..{told['end_md'] or ''}")
    written = " ".join(words)
    return f"{written} | {_written(told['then'])}" if told["then"] else written
