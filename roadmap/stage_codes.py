"""Which of the seven stages a stage is, guessed from its title; a person may correct it."""

from kernel.russian import search_key
from roadmap.states import StageCode

# The first line whose words all stand in the title wins.
_SIGNS: tuple[tuple[tuple[str, ...], StageCode], ...] = (
    (("баз", "наставляем"), StageCode.MENTEES),
    (("банк", "наставляем"), StageCode.MENTEES),
    (("баз", "наставник"), StageCode.MENTORS),
    (("банк", "наставник"), StageCode.MENTORS),
    (("обучен",), StageCode.TRAINING),
    (("отбор",), StageCode.TRAINING),
    (("заверш",), StageCode.COMPLETION),
    (("итог",), StageCode.COMPLETION),
    (("формиров", "пар"), StageCode.PAIRS),
    (("формиров", "групп"), StageCode.PAIRS),
    (("работ", "пар"), StageCode.WORK),
    (("работ", "групп"), StageCode.WORK),
    (("услови",), StageCode.PREPARATION),
    (("подготов",), StageCode.PREPARATION),
)


def code_of(title: str) -> str:
    """Guess the code of a stage; empty when its title says nothing we know."""
    said = search_key(title)
    for signs, code in _SIGNS:
        if all(sign in said for sign in signs):
            return code.value
    return ""
