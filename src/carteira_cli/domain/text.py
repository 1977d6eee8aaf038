"""Two readings of a text: the key it is matched by, and the form in which it is safe to show."""

import re
import unicodedata
from functools import lru_cache

_NOT_A_WORD = re.compile(r"[\W_]+")

# Category Cf without ZWJ and ZWNJ, which join letters, and without the visible marks of Arabic,
# Syriac, Kaithi and Egyptian; then everything invisible that Unicode files elsewhere.
_UNSAFE = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f"  # C0, DEL, C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # direction
    "\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2065\u3164\ufeff\uffa0"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # no width, of shorthand and of music
    "\u2028\u2029"  # line and paragraph separators
    "\u206a-\u206f\ufff9-\ufffb"  # deprecated, interlinear
    "\ud800-\udfff"  # lone surrogates
    "\ue000-\uf8ff\U000f0000-\U0010ffff"  # private use
    "\U000e0000-\U000e0fff"  # tags
    "]"
)
_COMMANDING = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


@lru_cache(2**14)  # a file's rows are asked for the same names over and over
def fold(name: str) -> str:
    """The key a name is matched by: no accents, no case, no punctuation, single blanks.

    "  MERCADO São-João (ME)" and "Mercado Sao Joao ME" give the same key. Folding a key changes
    nothing. Letters of every script are kept; a text without a letter or digit ("★★★") is its own
    key, so that it can be matched at all.
    """
    return _NOT_A_WORD.sub(" ", _bare(_bare(name).casefold())).strip() or " ".join(name.split())


def _bare(text: str) -> str:
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join([char for char in decomposed if not unicodedata.combining(char)])


def unpadded(number: str) -> str:
    """A number or code without leading zeros, where it is of digits alone: 000123 is 123.

    One report of a system pads them and another, or the spreadsheet in between, does not.
    """
    if number[:1] == "0" and number.isascii() and number.isdecimal():
        return number.lstrip("0") or "0"
    return number


def safe(text: str) -> str:
    """The text with everything invisible or commanding made visible: ESC becomes `<001B>`.

    What is stored stays as it came; every screen, error and export shows it through here. A lone
    surrogate, which no stream can encode, becomes its code too. Emoji joiners are kept.
    """
    return _UNSAFE.sub(_code, text)


def harmless(text: str) -> str:
    """The text as it came, line breaks and all; only what commands the screen is made visible.

    For what is read again by us: `safe` would change a cell that spans two lines.
    """
    return _COMMANDING.sub(_code, text)


def _code(match: re.Match[str]) -> str:
    return f"<{ord(match[0]):04X}>"
