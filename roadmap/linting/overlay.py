"""What an administrator has changed in the data of the linter, laid over what is shipped."""

import json
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from roadmap.linting.method import Method, folded, method_of, shipped_knowledge, shipped_method

STEP, NORM, WORDS = "step", "norm", "words"
# (kind, code, what is said instead); where nothing is said, it is not looked for any more.
Entry = tuple[str, str, Mapping[str, Any]]

LONGEST_PATTERN = 400
_SIGNS = re.compile(r"[\\\[\]{}*+?|^$]")
# A repetition of what is repeated within: it may take for ever on a long text.
_ENDLESS = re.compile(r"\([^()]*[+*][^()]*\)[+*]")


class PatternRefused(ValueError):
    """What was typed cannot be looked for."""


def method_with(entries: Iterable[Entry]) -> Method:
    """The method with the changes; without any it is the shipped one."""
    written = json.dumps(sorted(entries, key=lambda entry: entry[:2]), ensure_ascii=False)
    return _method(written) if written != "[]" else shipped_method()


@lru_cache(maxsize=4)
def _method(written: str) -> Method:
    knowledge = shipped_knowledge()
    word_lists = dict(knowledge.word_lists)
    for kind, code, said in json.loads(written):
        if kind == WORDS:
            word_lists[code] = said["words"]
        elif said:
            table = knowledge.steps if kind == STEP else knowledge.norms
            table[code] = {**said, "code": code}
        else:
            knowledge.norms.pop(code, None)
    return method_of(knowledge, word_lists)


def checked_pattern(typed: str, *, of_act: bool = False) -> str:
    """Take one line of words: a pattern, or plain words. An act is looked for as it is printed."""
    text = " ".join(typed.split())
    if len(text) > LONGEST_PATTERN:
        raise PatternRefused(_("“%(text)s…” is too long.") % {"text": text[:40]})
    pattern = text if _SIGNS.search(text) else _plain(text, of_act=of_act)
    if _ENDLESS.search(pattern):
        raise PatternRefused(_("“%(text)s” repeats a repetition.") % {"text": text})
    try:
        found = re.compile(pattern)
    except re.error as wrong:
        raise PatternRefused(_("“%(text)s” is not a pattern.") % {"text": text}) from wrong
    if found.search(""):
        raise PatternRefused(_("“%(text)s” would be found everywhere.") % {"text": text})
    return pattern


def _plain(text: str, *, of_act: bool) -> str:
    """Plain words: nothing in them is a sign, and the spaces and dashes of an act may differ."""
    literal = re.sub(r"[.()]", r"\\\g<0>", text if of_act else folded(text))
    if not of_act:
        return literal
    dashes = re.sub(r"\s*[-\u2010-\u2015\u2212]\s*", "\\\\s*[-\u2010-\u2015\u2212]\\\\s*", literal)
    return re.sub(r"\s*№\s*", "\\\\s*[№N]\\\\s*", dashes).replace(" ", "\\s+")
