"""The portfolio's records as a list, and what they lack."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from carteira_cli.domain.models import Customer
from carteira_cli.domain.rows import Reach
from carteira_cli.domain.text import fold
from carteira_cli.errors import _

EXPECTED = ("phone", "email", "tax_id", "segment", "city")  # the others on request


def fields() -> dict[str, str]:
    """The fields a record may lack: code → word in the language in use."""
    return {
        "phone": _("telefone"),
        "email": _("e-mail"),
        "tax_id": _("CNPJ"),
        "segment": _("segmento"),
        "size": _("porte"),
        "city": _("cidade"),
        "state": _("estado"),
    }


def field_of(typed: str) -> str | None:
    """The code of the field a person means by code or word; None for anything else."""
    wanted = fold(typed)
    return next(
        (code for code, word in fields().items() if wanted in {fold(code), fold(word)}), None
    )


def missing(customer: Customer, reach: Reach, counted: Collection[str] = EXPECTED) -> list[str]:
    """The codes of those of the counted fields that are blank, in the order of `fields`.

    A phone or tax id that was not understood is there all the same: it can be read and dialled.
    """
    held = {
        "phone": reach.phone or reach.phone_text,
        "email": reach.email,
        "tax_id": customer.tax_id,
        "segment": customer.segment,
        "size": customer.size,
        "city": customer.city,
        "state": customer.state,
    }
    return [code for code, value in held.items() if code in counted and not value]


class Entry(NamedTuple):
    """A customer in the list; `missing` are codes of `fields`."""

    customer: Customer
    situation: str
    reach: Reach
    missing: list[str]


class Roster(NamedTuple):
    """The list of a day; after a change, what was marked and the operation (None: a rehearsal).

    `counted` are the codes of the fields whose gaps were looked at.
    `unchanged`: what was to be marked was so already, and no operation was needed.
    """

    as_of: date
    entries: list[Entry]
    counted: tuple[str, ...] = EXPECTED
    marked: tuple[str, ...] = ()
    operation: int | None = None
    unchanged: bool = False

    @property
    def lacking(self) -> dict[str, int]:
        """How many of the records lack each of the counted fields."""
        return {code: sum(code in entry.missing for entry in self.entries) for code in self.counted}
