"""What people type about people: names, lines of text and phones, cleaned or refused.

Each function returns the clean text or raises `ValidationError` with a sentence that names the
field. Empty text is the field's own business (`required`), except text that only looks empty.
"""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

NAME_LENGTH = 100
TOO_LONG = 10_000

_INVISIBLE = frozenset({"Cf", "Cc", "Cs", "Co", "Cn", "Zl", "Zp"})
_LAYOUT = frozenset("\n\r\t")
_NAME_SIGNS = frozenset(" -'’ʼ.()")
_CYRILLIC, _LATIN = "CYRILLIC", "LATIN"
_PHONE_NOISE = re.compile(r"[\s()\-\u2010-\u2014.]+")
_PHONE = re.compile(r"(?:\+?7|8)?(\d{3})(\d{3})(\d{2})(\d{2})", re.ASCII)


def clean_text(text: str, label: str = "") -> str:
    """Clean free text of several lines: one spelling of letters, no invisible characters."""
    plain = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    for letter in plain:
        if letter not in _LAYOUT and unicodedata.category(letter) in _INVISIBLE:
            raise ValidationError(_bad_character(letter, label), code="invisible")
    return plain.strip()


def clean_line(text: str, label: str = "", *, max_length: int = 0) -> str:
    """Clean one line: as `clean_text`, with line breaks and doubled spaces made one space."""
    if text and not _visible(text):
        raise ValidationError(_empty(label), code="empty")
    if len(text) > TOO_LONG:
        raise ValidationError(_("The value is too long."), code="max_length")
    line = " ".join(clean_text(text, label).split())
    if max_length and len(line) > max_length:
        raise ValidationError(
            _("No more than %(limit)d characters (%(count)d entered).")
            % {"limit": max_length, "count": len(line)},
            code="max_length",
        )
    return line


def clean_name(text: str, label: str = "") -> str:
    """Clean a part of a person's name: letters of one alphabet, hyphens, apostrophes.

    Ё and the letters of all languages of Russia stay; a Latin «C» among Russian letters is
    shown to the person, because nobody would find such a name again.
    """
    name = clean_line(text, label, max_length=NAME_LENGTH)
    for letter in name:
        if letter not in _NAME_SIGNS and not _is_letter(letter):
            raise ValidationError(_bad_character(letter, label), code="character")
    strangers = foreign_letters(name)
    if strangers:
        raise ValidationError(
            _("The name mixes Russian and Latin letters: %(letters)s. Correct it.")
            % {"letters": ", ".join(f"«{letter}»" for letter in strangers)},
            code="alphabets",
        )
    return name


def foreign_letters(name: str) -> list[str]:
    """List the Latin letters inside a Cyrillic name, each once, as they come."""
    latin = [letter for letter in name if _script(letter) == _LATIN]
    has_cyrillic = any(_script(letter) == _CYRILLIC for letter in name)
    return list(dict.fromkeys(latin)) if has_cyrillic else []


def clean_phone(text: str) -> str:
    """Write a Russian phone as «+7 900 000-00-00»."""
    typed = clean_line(text, max_length=TOO_LONG)
    if not typed:
        return ""
    found = _PHONE.fullmatch(_PHONE_NOISE.sub("", typed))
    if found is None:
        raise ValidationError(_("Enter the phone as +7 900 000-00-00."), code="phone")
    code, first, second, third = found.groups()
    return f"+7 {code} {first}-{second}-{third}"


def _visible(text: str) -> bool:
    return any(
        not letter.isspace() and unicodedata.category(letter) not in _INVISIBLE for letter in text
    )


def _is_letter(letter: str) -> bool:
    return unicodedata.category(letter) in {"Lu", "Ll", "Lm", "Lo", "Mn"}


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0] if letter.isalpha() else ""


def _empty(label: str) -> str:
    if label:
        return _("The field “%(label)s” cannot be empty.") % {"label": label}
    return _("The field cannot be empty.")


def _bad_character(letter: str, label: str) -> str:
    invisible = unicodedata.category(letter) == "Cf"
    if label and invisible:
        return _("An invisible character is not allowed in the field “%(label)s”.") % {
            "label": label
        }
    if label:
        return _("A character that is not allowed in the field “%(label)s”.") % {"label": label}
    if invisible:
        return _("The text has an invisible character that is not allowed.")
    return _("The text has a character that is not allowed.")
