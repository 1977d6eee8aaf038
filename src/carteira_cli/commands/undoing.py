"""What `undo` and `redo` share: taking one operation back, as an operation of its own."""

from collections.abc import Callable

from carteira_cli.commands.session import Session, say
from carteira_cli.domain.models import Recorded
from carteira_cli.errors import BadData, _
from carteira_cli.render.plain import count
from carteira_cli.store import Connection, operations, reverting, settings, summaries


def take_back(
    session: Session,
    command: str,
    choose: Callable[[list[Recorded]], Recorded],
    *,
    rehearsal: bool,
) -> None:
    """Revert the operation that `choose` picks from the history (newest first), and say so."""
    with (
        session.portfolio() as connection,
        session.change(connection, command, rehearsal=rehearsal) as running,
    ):
        target = choose(operations.history(connection)[1:])
        reverted = reverting.revert(connection, target, running)
        _refresh(connection, reverting.touched_customers(connection, running))
        summary = _("operação {number}: {command}").format(number=target.id, command=target.command)
        operations.summarise(connection, running, summary)
    say(
        _(
            "Operação {number} ({command} · {summary}). Registros retirados: {removed}; "
            "devolvidos: {restored}; de volta ao que eram: {changed}."
        ).format(
            number=target.id,
            command=target.command,
            summary=target.summary,
            **{name: count(number) for name, number in reverted._asdict().items()},
        )
    )
    if rehearsal:
        say(_("Ensaio: nada foi alterado."))
    else:
        say(_("Gravado (operação {number}).").format(number=session.committed))


def _refresh(connection: Connection, customer_ids: set[int]) -> None:
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
            _("Para refazê-la: carteira redo."),
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
