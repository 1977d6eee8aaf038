"""`carteira customers`: who is in the portfolio, what is missing, and marks for good."""

from collections.abc import Collection, Iterable
from datetime import date
from functools import partial
from typing import Annotated, NamedTuple

import typer

from carteira_cli.commands import gathering, options, wording
from carteira_cli.commands.gathering import Gathered
from carteira_cli.commands.naming import one_customer
from carteira_cli.commands.output import deliver, delivery
from carteira_cli.commands.session import Session
from carteira_cli.commands.wording import coded, listed
from carteira_cli.domain.filters import Filters
from carteira_cli.domain.glossary import label
from carteira_cli.domain.models import Customer
from carteira_cli.domain.records import EXPECTED, Entry, Roster, field_of, fields, missing
from carteira_cli.domain.text import fold
from carteira_cli.errors import UsageFault, _
from carteira_cli.store import Connection, contacts, customers, marks, operations
from carteira_cli.store.summaries import Scope

HELP = _("Os clientes: o que falta no cadastro, ex-cliente, não ligar.")
EPILOG = _(
    "Clientes repetidos: carteira customers duplicates mostra quem pode ser um só, carteira "
    "customers merge junta dois. Quem se chama assim: carteira customers -- merge."
)

Name = Annotated[
    str, typer.Argument(metavar=_("CLIENTE"), help=_("Parte do nome, CNPJ, CPF ou código."))
]
FormerFor = Annotated[
    str, typer.Option("--former", metavar=_("MOTIVO"), help=_("Marca como ex-cliente."))
]
NotFormer = Annotated[bool, typer.Option("--not-former", help=_("Tira a marca de ex-cliente."))]
DoNotContact = Annotated[
    bool, typer.Option("--do-not-contact", help=_("Marca para não ligar mais."))
]
AllowContact = Annotated[
    bool, typer.Option("--allow-contact", help=_("Tira a marca de não ligar mais."))
]
Missing = Annotated[
    str,
    typer.Option(
        "--missing", metavar="phone,email,…", help=_("Só quem não tem algum destes dados.")
    ),
]


class Wish(NamedTuple):
    """The marks that were asked for; `former` is a reason's code."""

    former: str
    not_former: bool
    do_not_contact: bool
    allow_contact: bool


def run(
    ctx: typer.Context,
    name: Name = "",
    former: FormerFor = "",
    not_former: NotFormer = False,
    do_not_contact: DoNotContact = False,
    allow_contact: AllowContact = False,
    missing_fields: Missing = "",
    city: options.City = "",
    state: options.State = "",
    segment: options.Segment = "",
    principal: options.Principal = "",
    classes: options.Classes = "",
    situation: options.Situations = "",
    dry_run: options.DryRun = False,
    as_of: options.AsOf = "",
    form: options.Format = "",
    output: options.Output = "",
    limit: options.Limit = 18,  # with what stands around them one screen
) -> None:
    """List who fits, or set the marks of the one customer that was named."""
    session: Session = ctx.obj
    order = delivery(form, output, session.language)
    day = session.as_of(as_of)
    wish = _wish(name, Wish(former, not_former, do_not_contact, allow_contact))
    filters = gathering.filters_of(city, state, segment, classes, situation)
    lacking = _fields(missing_fields)
    with session.portfolio() as connection:
        if any(wish):
            roster = _marked(session, connection, (name, wish), rehearsal=dry_run)
        elif name:
            roster = _of_one(connection, day, one_customer(connection, name))
        else:
            scope = gathering.scope_of(connection, day, principal)
            roster = _listed(Gathered(connection, day, scope), filters, lacking)
    from carteira_cli.render import customers as render

    deliver(order, partial(render.sheet, roster, limit), partial(render.screen, roster, limit))


def _listed(gathered: Gathered, filters: Filters, lacking: frozenset[str]) -> Roster:
    """Everybody who fits the filters and lacks one of the fields, by name."""
    chosen = gathered.chosen(filters)
    if gathered.scope.principal_id is not None:
        chosen &= {each.customer_id for each in gathered.summaries if each.order_days}
    counted = tuple(code for code in fields() if code in lacking or code in EXPECTED)
    entries = _entries(gathered, [gathered.customers[key] for key in chosen], counted)
    kept = (entry for entry in entries if not lacking or lacking.intersection(entry.missing))
    return Roster(gathered.as_of, sorted(kept, key=_by_name), counted)


def _by_name(entry: Entry) -> tuple[str, int]:
    return fold(entry.customer.shown), entry.customer.id


def _entries(
    gathered: Gathered, people: Iterable[Customer], counted: Collection[str] = EXPECTED
) -> list[Entry]:
    found = list(people)
    reaches = contacts.first_reach(gathered.connection, (customer.id for customer in found))
    return [
        Entry(
            customer,
            gathered.standings[customer.id].situation,
            reaches[customer.id],
            missing(customer, reaches[customer.id], counted),
        )
        for customer in found
    ]


def _of_one(connection: Connection, day: date, who: Customer) -> Roster:
    return Roster(day, _entries(Gathered(connection, day, Scope(day.isoformat())), [who]))


def _marked(
    session: Session, connection: Connection, said: tuple[str, Wish], *, rehearsal: bool
) -> Roster:
    """Set the marks as one operation; the customer as it is then.

    Taking off what is not there is none.
    """
    name, typed = said
    who = one_customer(connection, name)
    wish = _needed(who, typed)
    if not any(wish):
        today = session.as_of("")
        return _of_one(connection, today, who)._replace(
            marked=_already(who, typed), operation=None, unchanged=True
        )
    with session.change(connection, "customers", rehearsal=rehearsal) as running:
        _mark(connection, who, wish, running.day)
        now = customers.read(connection, [who.id])[who.id]
        roster = _of_one(connection, date.fromisoformat(running.day), now)
        sentences = _sentences(now, wish)
        operations.summarise(connection, running, "; ".join(sentences))
    return roster._replace(marked=sentences, operation=session.committed)


def _needed(who: Customer, wish: Wish) -> Wish:
    """The wish without the marks to take off that are not there."""
    return wish._replace(
        not_former=wish.not_former and who.former_on is not None,
        allow_contact=wish.allow_contact and bool(who.do_not_contact),
    )


def _already(who: Customer, wish: Wish) -> tuple[str, ...]:
    """That the customer is what it was wished to be."""
    said = {
        _("{name} não é ex-cliente: nada a mudar."): wish.not_former,
        _("{name} não está fora das listas: nada a mudar."): wish.allow_contact,
    }
    return tuple(sentence.format(name=who.shown) for sentence, so in said.items() if so)


def _mark(connection: Connection, who: Customer, wish: Wish, day: str) -> None:
    if wish.former:
        marks.mark_former(connection, who, day, wish.former)
    if wish.not_former:
        marks.unmark_former(connection, who)
    if wish.do_not_contact:
        marks.forbid_contact(connection, who.id)
    if wish.allow_contact:
        marks.allow_contact(connection, who.id)


def _sentences(who: Customer, wish: Wish) -> tuple[str, ...]:
    """What was marked, in words, for the screen and for the history."""
    said = {
        _("{name}: agora é ex-cliente ({reason})"): bool(wish.former),
        _("{name}: não é mais ex-cliente"): wish.not_former,
        _("{name}: fora de todas as listas"): wish.do_not_contact,
        _("{name}: volta às listas"): wish.allow_contact,
    }
    reason = label("reason", wish.former)
    return tuple(
        sentence.format(name=who.shown, reason=reason) for sentence, so in said.items() if so
    )


def _wish(name: str, typed: Wish) -> Wish:
    """The marks with the reason's code, if they agree with each other and somebody is named.

    Raises:
        UsageFault: no customer to mark, an unknown reason, or a mark set and taken off at once.
    """
    if any(typed) and not name:
        raise UsageFault(
            _("Falta dizer qual cliente."), _("Escreva: carteira customers CLIENTE --former MOTIVO")
        )
    if (typed.former and typed.not_former) or (typed.do_not_contact and typed.allow_contact):
        raise UsageFault(_("Uma marca não pode ser posta e tirada ao mesmo tempo."))
    return (
        typed._replace(former=coded("reason", "--former", typed.former)) if typed.former else typed
    )


def _fields(typed: str) -> frozenset[str]:
    """The fields to look for, by code or word."""
    words = [word.strip() for word in typed.split(",") if word.strip()]
    found = {word: field_of(word) for word in words}
    unknown = [word for word, code in found.items() if code is None]
    if unknown:
        remedy = _("Os dados são: {fields}.").format(fields=listed(fields()))
        raise wording.unknown("--missing", unknown[0], remedy)
    return frozenset(filter(None, found.values()))
