"""Figures and words as people read them. The catalogue decides the decimal mark and the day."""

import re
from datetime import date

from carteira_cli.domain.money import half_up
from carteira_cli.domain.text import safe
from carteira_cli.errors import _, plural

_EXTENSION = re.compile(r"\b(?:r|ram|ramal|ext)\b[\s.:]*(\d{1,6})\)?\s*$", re.IGNORECASE | re.ASCII)


def reais(cents: int) -> str:
    """Centavos as `1.234,56`."""
    whole, rest = divmod(abs(cents), 100)
    return _marked(f"{'-' if cents < 0 else ''}{whole:,}.{rest:02d}")


def whole_reais(cents: int | float | None) -> str:
    """Centavos as `1.235`, rounded half up; nothing for None."""
    return "" if cents is None else _marked(f"{half_up(round(cents), 100):,}")


def number(value: float | None, places: int = 1) -> str:
    """A figure as `2,1`; nothing for None."""
    # Adding zero makes a rounded −0 a 0
    return "" if value is None else _marked(f"{round(value, places) + 0.0:,.{places}f}")


def count(value: int) -> str:
    """A count as `1.204`."""
    return _marked(f"{value:,}")


def share(value: float | None, places: int = 0) -> str:
    """A share 0–1 as `34%`; nothing for None."""
    return "" if value is None else f"{number(value * 100, places)}%"


def signed(value: int) -> str:
    """A change as `+3` or `−1`; nothing for none."""
    return "" if not value else f"{'+' if value > 0 else '−'}{abs(value)}"


def day(value: date) -> str:
    """A day as `22/11/2026`."""
    return value.strftime("%d/%m/%Y")


def short_day(value: date) -> str:
    """A day of this year as `22/11`."""
    return value.strftime("%d/%m")


def span(first: str | None, last: str) -> str:
    """A window of ISO days in words; None: from the beginning."""
    until = day(date.fromisoformat(last))
    if first is None:
        return _("até {last}").format(last=until)
    return _("{first} a {last}").format(first=day(date.fromisoformat(first)), last=until)


def weekday(value: date) -> str:
    """The day of the week as `dom.`."""
    names = (_("seg."), _("ter."), _("qua."), _("qui."), _("sex."), _("sáb."), _("dom."))
    return names[value.weekday()]


def phone(e164: str, text: str) -> str:
    """A phone as `(19) 3243-0444 r. 20`; a foreign or not understood one as it came."""
    digits = e164.removeprefix("+55")
    if digits != e164 and len(digits) in (10, 11):
        extension = _EXTENSION.search(text)
        shown = f"({digits[:2]}) {digits[2:-4]}-{digits[-4:]}"
        return f"{shown} r. {extension[1]}" if extension else shown
    return safe(text or e164)


def in_one_line(text: str) -> str:
    """A text of several lines in one, with strokes between them."""
    return " / ".join(filter(None, map(str.strip, text.splitlines())))


def cut(text: str, width: int) -> str:
    """`text` made safe to show and no longer than `width`, with `…` where it was cut."""
    shown = safe(text)
    return shown if len(shown) <= width else shown[: width - 1].rstrip(" ·") + "…"


def hidden(rows: int, limit: int) -> str:
    """How many of the rows the limit (0: none) keeps back, and how to see them; "" where none."""
    more = rows - limit
    if not limit or more <= 0:
        return ""
    return plural("E mais {n} (todos: --limit 0).", "E mais {n} (todos: --limit 0).", more).format(
        n=count(more)
    )


def safe_lines(text: str) -> str:
    """A sentence of several lines with everything but the line ends made safe."""
    return "\n".join(safe(line) for line in text.split("\n"))


def _marked(english: str) -> str:
    """Thousands and decimals as the language writes them."""
    marks = _(".,")
    return english.translate({ord(","): marks[0], ord("."): marks[1]})
