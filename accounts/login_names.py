"""Login names: Latin, lower case, easy to type; made up for those who have no e-mail."""

import re
import secrets

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SHAPE = re.compile(r"[a-z0-9][a-z0-9._-]{2,59}", re.ASCII)
LETTERS = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh",
        "з": "z", "и": "i", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o",
        "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts",
        "ч": "ch", "ш": "sh", "щ": "sch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu",
        "я": "ya",
    }
)  # fmt: skip


def clean_login_name(typed: str) -> str:
    """Bring a login name to its one spelling, or say what is wrong with it."""
    name = typed.strip().lower()
    if not SHAPE.fullmatch(name):
        raise ValidationError(
            _("A login name has 3 to 60 Latin letters, digits, dots, hyphens or underscores.")
        )
    return name


def made_login_name(last_name: str) -> str:
    """Make up a login name for somebody who did not choose one: «sokolova-40817»."""
    latin = re.sub(r"[^a-z]+", "", last_name.lower().translate(LETTERS))[:30]
    return f"{latin or 'person'}-{secrets.randbelow(90_000) + 10_000}"
