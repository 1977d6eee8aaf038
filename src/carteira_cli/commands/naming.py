"""The customer a person means: by part of the name, tax id or code."""

from collections.abc import Sequence

from carteira_cli.domain.models import Customer
from carteira_cli.domain.tax_id import mask
from carteira_cli.domain.text import safe
from carteira_cli.errors import BadData, _, plural
from carteira_cli.store import Connection, customers

_LISTED = 10


def one_customer(connection: Connection, typed: str) -> Customer:
    """The one customer that `typed` names.

    Raises:
        BadData: nobody goes by that, or several do; the several are listed.
    """
    return _the_one(typed, customers.named(connection, typed))


def another_customer(connection: Connection, typed: str, one: Customer) -> Customer:
    """The one customer beside `one` that `typed` names.

    Raises:
        BadData: it names `one` alone, nobody, or several others.
    """
    found = customers.named(connection, typed)
    if found == [one]:
        raise BadData(
            _("{typed} é o próprio {name}.").format(typed=typed, name=one.shown),
            _("Diga dois clientes: primeiro o que fica, depois o que se junta a ele."),
        )
    return _the_one(typed, [customer for customer in found if customer != one])


def _the_one(typed: str, found: Sequence[Customer]) -> Customer:
    if len(found) == 1:
        return found[0]
    if not found:
        raise BadData(
            _("Nenhum cliente é {typed}.").format(typed=typed),
            _("Diga parte do nome, o CNPJ ou CPF, ou o código do cliente."),
        )
    raise _several(typed, found)


def _several(typed: str, found: Sequence[Customer]) -> BadData:
    lines = [f"  {_told_apart(customer)}" for customer in found[:_LISTED]]
    if more := len(found) - len(lines):
        lines.append("  " + plural("e mais {n}", "e mais {n}", more).format(n=more))
    return BadData(
        _("{n} clientes podem ser {typed}:").format(n=len(found), typed=typed)
        + "\n"
        + "\n".join(lines),
        _("Escreva mais do nome, ou use o CNPJ, o CPF ou o código."),
    )


def _told_apart(customer: Customer) -> str:
    """Name and city, and the tax id where there is one: what two namesakes do not share."""
    place = "/".join(filter(None, (customer.city, customer.state)))
    return safe(" · ".join(filter(None, (customer.shown, place, mask(customer.tax_id)))))
