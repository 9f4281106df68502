"""Keys under which names are found and sorted alike by every database.

SQLite does not fold Cyrillic letters and plain byte order puts Ё before А, so tables keep two
columns: `search` with `search_key(text)` and `sort_name` with `sort_key(text)`.
"""

import unicodedata

SORT_KEY_FACTOR = 2

# Where the letters of the languages of Russia stand, as their alphabets and dictionaries have it.
_ALPHABET = (
    "0123456789"
    "abcdefghijklmnopqrstuvwxyz"
    "аӑӓәӕбвгѓғҕӷґдђеёӗєжӂӝҗзҙӟѕиӥіїйҋјкқӄҡҝҟќлӆљмӎнңӈҥӊњоӧөӫ"
    "пҧрҏсҫтҭћуўӱӳӯүұфхҳһцчӵҷҹӌҽџшщъыӹьҍэӭюяӏ"
)
_CODES = {letter: f"{code:02x}" for code, letter in enumerate(_ALPHABET, start=2)}
_GAP = "01"
_UNKNOWN = "f"
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
_QUOTES = dict.fromkeys(map(ord, "«»„“”\"'ʼ’‘`"), None)


def search_key(text: str) -> str:
    """Fold what people type and what is stored to one spelling.

    Capitals, ё, kinds of dashes and quotes, and doubled spaces make no difference; «й» typed
    as two characters is the same «й».
    """
    folded = unicodedata.normalize("NFC", text).translate(_DASHES).translate(_QUOTES).casefold()
    return " ".join(folded.replace("ё", "е").split())


def sort_key(text: str) -> str:
    """Write the text so that byte order is the order of a Russian dictionary.

    Two hexadecimal digits a letter, hence the same order under every collation: Ё directly
    after Е, Ә after А, Ң after Н, a space or hyphen before any letter.
    """
    plain = unicodedata.normalize("NFC", text).translate(_DASHES).translate(_QUOTES).casefold()
    return "".join(_code(letter) for letter in " ".join(plain.replace("-", " ").split()))


def _code(letter: str) -> str:
    if letter == " ":
        return _GAP
    return _CODES.get(letter) or f"{_UNKNOWN}{ord(letter):06x}"
