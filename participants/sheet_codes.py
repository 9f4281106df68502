"""The code on the blank of a consent: whose it is, for what, who signs, under which text.

It holds numbers only, no names, and is sealed with the secret of the installation, so that a
sheet of another system is never taken for one of ours.
"""

from dataclasses import astuple, dataclass

from django.utils.crypto import constant_time_compare, salted_hmac

from participants.states import Purpose

_SALT = "participants.consent_sheet"
_MARK, _SEAL_LENGTH, _PARTS = "NS1", 12, 6
_PURPOSES = {purpose.value: str(place) for place, purpose in enumerate(Purpose, start=1)}


@dataclass(frozen=True)
class SheetCode:
    """One sheet: the numbers of the person, of the signer (0 when unknown) and of the wording."""

    person: int
    purpose: str
    signer: int
    text: int

    def __str__(self) -> str:
        person, purpose, signer, text = astuple(self)
        said = f"{_MARK}.{person}.{_PURPOSES[purpose]}.{signer}.{text}"
        return f"{said}.{_seal(said)}"


def read_code(text: str) -> SheetCode | None:
    """Read what stands in a code; nothing when it is not one of ours."""
    said, _dot, seal = text.rpartition(".")
    parts = said.split(".")
    if len(parts) != _PARTS - 1 or parts[0] != _MARK:
        return None
    if not constant_time_compare(seal, _seal(said)):
        return None
    purposes = {code: purpose for purpose, code in _PURPOSES.items()}
    return SheetCode(int(parts[1]), purposes[parts[2]], int(parts[3]), int(parts[4]))


def _seal(said: str) -> str:
    return salted_hmac(_SALT, said, algorithm="sha256").hexdigest()[:_SEAL_LENGTH].upper()
