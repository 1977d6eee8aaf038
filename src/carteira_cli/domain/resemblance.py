"""Two customers that may be one, as plain values, and the words for why."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from carteira_cli.domain.models import Customer
from carteira_cli.domain.rows import Reach
from carteira_cli.errors import _


class Resemblance(NamedTuple):
    """Two customers that may be one, the one to keep first; score 0–1, evidence as codes."""

    customer_id: int
    other_id: int
    score: float
    evidence: tuple[str, ...]


class Side(NamedTuple):
    """One of the two; `last_day` is the ordinal of the last order day, None without any."""

    customer: Customer
    reach: Reach
    last_day: int | None


class Pair(NamedTuple):
    """What a person tells the two by, and why they may be one."""

    kept: Side
    other: Side
    score: float
    evidence: tuple[str, ...]


class Suggested(NamedTuple):
    """The pairs to show of a day, the likeliest first, and how many there are in all."""

    as_of: date
    pairs: Sequence[Pair]
    total: int


def evidence_words() -> dict[str, str]:
    """Code → word in the language in use; what contradicts stands last."""
    return {
        "same_name": _("mesmo nome"),
        "crossed_name": _("nome de um é fantasia do outro"),
        "same_trade_name": _("mesmo nome fantasia"),
        "similar_name": _("nomes parecidos"),
        "abbreviated_name": _("um nome abrevia o outro"),
        "same_wrong_tax_id": _("mesmo CNPJ errado"),
        "near_tax_id": _("CNPJ quase igual"),
        "branch": _("mesma raiz de CNPJ: filial?"),
        "same_phone": _("mesmo telefone"),
        "same_email": _("mesmo e-mail"),
        "same_city": _("mesma cidade"),
        "other_tax_id": _("mas outro CNPJ"),
        "other_city": _("mas outra cidade"),
    }
