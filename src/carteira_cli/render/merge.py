"""What a merge did, as a screen and as a row."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from carteira_cli.domain.merging import may_be_two
from carteira_cli.domain.models import Customer
from carteira_cli.domain.tax_id import mask
from carteira_cli.domain.text import safe
from carteira_cli.errors import _, plural
from carteira_cli.render.plain import count
from carteira_cli.render.saved import saved
from carteira_cli.render.sheet import Sheet

COLUMNS = (
    "customer_id",
    "customer",
    "other_id",
    "other",
    "sales",
    "interactions",
    "follow_ups",
    "contacts",
    "changed",
)


class Joined(NamedTuple):
    """A merge: who stands, who went into it, what went over; `operation` None: a rehearsal.

    `moved` counts records by kind; `changed` are the columns that stand otherwise now.
    """

    stands: Customer
    went: Customer
    moved: Mapping[str, int]
    changed: Sequence[str]
    operation: int | None


def sheet(shown: Joined, as_of: str) -> Sheet:
    """The merge as one row."""
    row = {
        "customer_id": str(shown.stands.id),
        "customer": shown.stands.name,
        "other_id": str(shown.went.id),
        "other": shown.went.name,
        **shown.moved,
        "changed": list(shown.changed),
    }
    return Sheet(as_of, COLUMNS, [row], {"operation": shown.operation})


def screen(shown: Joined) -> Iterable[str]:
    """Who is one now, and what went over; then how to take it back."""
    stands, went = shown.stands, shown.went
    told = _("{other} agora é {one}").format(other=safe(went.shown), one=safe(stands.shown))
    parts = [words.format(n=count(n)) for words, n in _words(shown.moved) if n]
    yield f"{told}: {', '.join(parts)}" if parts else told
    if shown.changed:
        yield " " + _("No cadastro de {one} mudou: {what}").format(
            one=safe(stands.shown), what=", ".join(_columns()[column] for column in shown.changed)
        )
    if may_be_two(stands.tax_id, went.tax_id):
        yield " " + _("Atenção: são dois CNPJs ou CPFs, {one} e {other}.").format(
            one=mask(stands.tax_id), other=mask(went.tax_id)
        )
    yield saved(shown.operation)


def _words(moved: Mapping[str, int]) -> Iterable[tuple[str, int]]:
    sales, talks, promises, people = moved.values()
    yield plural("{n} pedido", "{n} pedidos", sales), sales
    yield plural("{n} conversa", "{n} conversas", talks), talks
    yield plural("{n} retorno", "{n} retornos", promises), promises
    yield plural("{n} contato", "{n} contatos", people), people


def _columns() -> dict[str, str]:
    return {
        "name": _("nome"),
        "trade_name": _("nome fantasia"),
        "tax_id": _("CNPJ"),
        "tax_id_text": _("CNPJ com erro"),
        "segment": _("segmento"),
        "size": _("porte"),
        "potential": _("potencial"),
        "network": _("rede"),
        "city": _("cidade"),
        "state": _("estado"),
        "notes": _("observações"),
        "stated_last_on": _("última compra"),
        "stated_last_cents": _("valor da última compra"),
        "former_on": _("ex-cliente"),
        "former_reason": _("motivo"),
        "do_not_contact": _("não ligar mais"),
    }
