"""Words that should not stand in what is told about a child: health, offences, family quarrels.

It is a hint and no judge: whoever writes reads the words again and may say that they are right.
"""

import re

_STEMS = (
    "диагноз", "инвалид", "овз", "зпр", "психиатр", "нарколог", "психоз", "депресси", "аутизм",
    "эпилепс", "лекарств", "таблетк", "болезн", "болеет", "беремен", "вич", "учете в пдн", "судим",
    "полици", "алкогол", "пьет", "пьёт", "развод", "бьет", "бьёт", "насили", "национальност",
    "религи", "мусульман", "православн",
)  # fmt: skip
_WORD = re.compile(r"\b(?:" + "|".join(_STEMS) + r")\w*", re.IGNORECASE)


def delicate_words(text: str) -> list[str]:
    """The words of a text that should be read again, each once."""
    return list(dict.fromkeys(found.lower() for found in _WORD.findall(text)))
