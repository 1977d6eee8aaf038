"""What `undo` and `redo` share: taking one operation back, as an operation of its own."""

from collections.abc import Callable
from typing import NamedTuple

from carteira_cli.commands.output import Delivery, deliver
from carteira_cli.commands.session import Session
from carteira_cli.domain.models import Recorded
from carteira_cli.domain.undoing import REVERSED, TakenBack
from carteira_cli.errors import BadData, _, plural
from carteira_cli.store import Connection, operations, reverting, settings, summaries


class Wish(NamedTuple):
    """The command, which operation it means (of those given, newest first), what to say at its end.

    `rehearsal`: it is only tried (`--dry-run`). `partly`: a part of it is enough (`--yes`).
    """

    command: str
    choose: Callable[[list[Recorded]], Recorded]
    saved: str
    rehearsal: bool = False
    partly: bool = False


def take_back(session: Session, wish: Wish, order: Delivery) -> None:
    """Revert an operation, whole or as far as was wished, and say what became of it.

    Raises:
        BadData: later operations keep a part of it, and nobody agreed to that.
    """
    with (
        session.portfolio() as connection,
        session.change(connection, wish.command, rehearsal=wish.rehearsal) as running,
    ):
        found = reverting.revert(
            connection, wish.choose(operations.history(connection)[1:]), running
        )
        if not (found.is_whole or (wish.partly and found.records(REVERSED))):
            _show(session, order, found)
            raise _only_partly(found)
        _refresh(connection, found.customers)
        operations.summarise(connection, running, _in_one_line(found))
    _show(session, order, found, wish)


def _show(session: Session, order: Delivery, found: TakenBack, done: Wish | None = None) -> None:
    from carteira_cli.render import undoing as render

    last = ""
    if done:
        last = _("Ensaio: nada foi alterado.") if done.rehearsal else done.saved
    shown = render.Undone(found, session.committed, last.format(number=session.committed))
    deliver(
        order,
        lambda: render.sheet(shown, session.as_of("").isoformat()),
        lambda width: render.screen(shown, width),
    )


def _only_partly(found: TakenBack) -> BadData:
    """Why it was not done, and both ways to go on."""
    sentence = _("A operação {number} só pode ser desfeita em parte").format(number=found.target.id)
    if found.in_the_way:
        later = plural(
            "a operação {later} veio depois e mexe nos mesmos registros",
            "as operações {later} vieram depois e mexem nos mesmos registros",
            len(found.in_the_way),
        ).format(later=", ".join(map(str, found.in_the_way)))
        sentence = f"{sentence}: {later}"
    remedies = []
    if found.in_the_way:
        remedies.append(
            _("Desfaça antes a mais nova: carteira undo {newest}.").format(
                newest=found.in_the_way[-1]
            )
        )
    if found.records(REVERSED):
        remedies.append(
            _("Para desfazer só o que dá: carteira undo {number} --yes.").format(
                number=found.target.id
            )
        )
    return BadData(f"{sentence}.", "\n".join(remedies))


def _in_one_line(found: TakenBack) -> str:
    words = (
        _("operação {number}: {command}")
        if found.is_whole
        else _("operação {number}: {command}, em parte")
    )
    return words.format(number=found.target.id, command=found.target.command)


def _refresh(connection: Connection, customer_ids: frozenset[int]) -> None:
    thresholds = settings.thresholds(connection)
    if customer_ids:
        summaries.refresh(connection, customer_ids, thresholds)
    else:
        summaries.rebuild_month_ends(connection, thresholds)


def numbered(recorded: list[Recorded], number: int) -> Recorded:
    """The operation of that number.

    Raises:
        BadData: there is none, or it was undone already.
    """
    for operation in recorded:
        if operation.id == number:
            break
    else:
        raise BadData(
            _("Não há operação {number}.").format(number=number),
            _("Veja as operações com carteira history."),
        )
    if operation.undone_by is not None:
        raise BadData(
            _("A operação {number} já foi desfeita.").format(number=number),
            _("Para refazê-la: carteira undo {undo}.").format(undo=operation.undone_by),
        )
    return operation


def last_standing(recorded: list[Recorded]) -> Recorded:
    """The newest operation that still stands and is not itself an undo.

    Raises:
        BadData: there is none.
    """
    for operation in recorded:
        if operation.undone_by is None and operation.reverts is None:
            return operation
    raise BadData(_("Não há nada para desfazer."), _("Veja as operações com carteira history."))


def last_undo(recorded: list[Recorded]) -> Recorded:
    """The undo that came last of all, leaving aside the redos and what was itself undone.

    Raises:
        BadData: the last thing done was neither an undo nor a redo.
    """
    undos = {operation.id for operation in recorded if operation.reverts is not None}
    for operation in recorded:
        if operation.undone_by is not None or operation.reverts in undos:
            continue
        if operation.reverts is not None:
            return operation
        break
    raise BadData(_("Não há nada para refazer."), _("Só se refaz o que acabou de ser desfeito."))
