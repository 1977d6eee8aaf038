"""`carteira log`: what came of a contact, and when to call next."""

import re
from datetime import date
from typing import Annotated

import typer

from carteira_cli.commands import options
from carteira_cli.commands.naming import one_customer
from carteira_cli.commands.output import deliver, delivery
from carteira_cli.commands.session import Session, day_of, today
from carteira_cli.commands.wording import coded, listed, spoken
from carteira_cli.domain import cadence
from carteira_cli.domain.business_days import add_business_days
from carteira_cli.domain.glossary import label, labels
from carteira_cli.domain.models import Customer, Interaction
from carteira_cli.errors import BadData, UsageFault, _
from carteira_cli.store import Connection, interactions, marks, operations
from carteira_cli.store.interactions import Promise
from carteira_cli.store.operations import Operation

HELP = _("Registra um contato e marca o próximo.")
EPILOG = _('Por exemplo: carteira log "Mercado Ana" --result no_answer')

_LONGEST_NOTE = 10_000
_FOREVER = "9999-12-31"
_NONE = "none"
_HALF_A_CHARACTER = re.compile("[\ud800-\udfff]")

Who = Annotated[
    str, typer.Argument(metavar=_("CLIENTE"), help=_("Parte do nome, CNPJ, CPF ou código."))
]
Result = Annotated[
    str,
    typer.Option(
        "--result",
        metavar=_("RESULTADO"),
        help=_("O que resultou do contato: {words}.").format(words=spoken("result")),
    ),
]
Reason = Annotated[
    str,
    typer.Option(
        "--reason",
        metavar=_("MOTIVO"),
        help=_("Por que não: {words}.").format(words=spoken("reason")),
    ),
]
Note = Annotated[str, typer.Option("--note", metavar=_("TEXTO"), help=_("O que foi dito."))]
Channel = Annotated[
    str,
    typer.Option(
        "--channel", metavar="phone|whatsapp|email|visit|other", help=_("Por onde foi o contato.")
    ),
]
Next = Annotated[
    str,
    typer.Option(
        "--next",
        metavar=_("DATA|DIAS|none"),
        help=_("Quando falar de novo: um dia, ou em tantos dias úteis."),
    ),
]
On = Annotated[
    str, typer.Option("--on", metavar=_("DATA"), help=_("O dia do contato (padrão: hoje)."))
]


def run(
    ctx: typer.Context,
    customer: Who,
    result: Result = "",
    reason: Reason = "",
    note: Note = "",
    channel: Channel = "",
    following: Next = "",
    on: On = "",
    dry_run: options.DryRun = False,
    form: options.Format = "",
    output: options.Output = "",
) -> None:
    """Understand the words, write the contact and what follows from it, say both."""
    session: Session = ctx.obj
    order = delivery(form, output, session.language)
    code = coded("result", "--result", _said(result))
    contact = Interaction(
        0,
        _contact_day(on).isoformat(),
        _channel(channel, code),
        code,
        coded("reason", "--reason", reason) if reason else "",
        _kept_note(note),
    )
    next_on = _next_on(following, contact)
    with session.portfolio() as connection:
        who = one_customer(connection, customer)
        contact = contact._replace(customer_id=who.id)
        with session.change(connection, "log", rehearsal=dry_run) as running:
            _write(connection, (who, contact, next_on), running)
            operations.summarise(connection, running, f"{who.shown}: {label('result', code)}")
    from carteira_cli.render import log as render

    shown = render.Logged(who, contact, next_on, session.committed)
    deliver(order, lambda: render.sheet(shown), lambda _width: render.screen(shown))


def _write(
    connection: Connection, said: tuple[Customer, Interaction, date | None], running: Operation
) -> None:
    """The contact, what it settles, what it says of the customer, and what was promised in it.

    It settles what was due; a next date also takes the place of what was promised for before it.
    """
    who, contact, next_on = said
    if cadence.keeps_promises(contact.result):
        until = next_on.isoformat() if next_on else contact.day
        until = _FOREVER if cadence.is_last(contact.result) else until
        interactions.close_follow_ups(connection, who.id, contact.day, due_by=until)
    interaction_id = interactions.add_interaction(connection, contact, running)
    if contact.result == "gave_up":
        marks.mark_former(connection, who, contact.day, contact.reason or None)
    if contact.result == "do_not_contact":
        marks.forbid_contact(connection, who.id)
    if next_on is not None:
        promise = Promise(who.id, next_on.isoformat(), contact.note, interaction_id)
        interactions.add_follow_up(connection, promise, running)


def _said(result: str) -> str:
    """The result, which every contact has.

    Raises:
        UsageFault: it was left out; the remedy lists what it can be.
    """
    if result:
        return result
    words = listed(labels("result"))
    raise UsageFault(
        _("Falta {name}.").format(name="--result"),
        _("As palavras são: {words}.").format(words=words),
    )


def _channel(typed: str, result: str) -> str:
    """The channel that was said, or the one that the result implies."""
    if typed:
        return coded("channel", "--channel", typed)
    return "whatsapp" if result == "whatsapp_sent" else "phone"


def _contact_day(typed: str) -> date:
    day = day_of(typed, "--on") if typed else today()
    if day > today():
        raise UsageFault(
            _("--on {value} ainda não chegou.").format(value=typed),
            _("Para combinar um dia que vem, use --next."),
        )
    return day


def _kept_note(note: str) -> str:
    """The note as it came, if it can be kept at all.

    Raises:
        BadData: longer than a note may be, or with half a character that no file can hold.
    """
    if len(note) > _LONGEST_NOTE:
        raise BadData(
            _("A nota tem {n} caracteres; cabem {most}.").format(n=len(note), most=_LONGEST_NOTE),
            _("Guarde o texto longo em um arquivo e anote aqui onde ele está."),
        )
    if _HALF_A_CHARACTER.search(note):
        raise BadData(
            _("A nota tem um caractere que não é texto."), _("Escreva a nota de novo, sem ele.")
        )
    return note


def _next_on(typed: str, contact: Interaction) -> date | None:
    """The next date: as said, in that many business days, or what usually follows the result."""
    day = date.fromisoformat(contact.day)
    if not typed:
        return cadence.proposed(contact.result, day)
    if typed == _NONE:
        return None
    if cadence.is_last(contact.result):
        raise UsageFault(
            _("Depois de {result} não há próximo contato.").format(
                result=label("result", contact.result)
            ),
            _("Tire o --next, ou diga outro resultado."),
        )
    next_on = _in_days(typed, day) if typed.isdecimal() else day_of(typed, "--next")
    if next_on < day:
        raise UsageFault(
            _("--next {value} já passou.").format(value=typed),
            _("Diga um dia que vem, ou em quantos dias úteis: --next 7."),
        )
    return next_on


def _in_days(typed: str, day: date) -> date:
    if len(typed) > len(str(cadence.MOST_DAYS)):
        raise UsageFault(
            _("--next {value} é longe demais.").format(value=typed),
            _("Até {most} dias úteis; além disso, diga o dia.").format(most=cadence.MOST_DAYS),
        )
    return add_business_days(day, int(typed))
