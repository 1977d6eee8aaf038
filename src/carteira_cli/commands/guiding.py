"""The guided import: choose the file, see its rows, correct its columns, see the counts, confirm.

One key at a time; nothing is written before the last one.
"""

from collections.abc import Sequence
from pathlib import Path

import typer

from carteira_cli.commands.arrivals import arrived, name_of
from carteira_cli.commands.correcting import Guided, columns_agreed
from carteira_cli.commands.dialogue import ENTER, LEAVE, Left, can_ask, key, show, typed, width
from carteira_cli.commands.downloads import digest_of, newest
from carteira_cli.commands.import_options import no_file
from carteira_cli.commands.profiles import known
from carteira_cli.commands.rehearsing import rehearsed
from carteira_cli.commands.session import Session, say
from carteira_cli.commands.taking import Said
from carteira_cli.domain.text import safe
from carteira_cli.errors import CarteiraError, _
from carteira_cli.render import guiding as render
from carteira_cli.render import importing as outcome
from carteira_cli.store import Connection, import_files, sources

_OFFERED = 9


def guide(session: Session, said: Said) -> Guided:
    """Lead to a file and to how it is read; `said` is what the command line said already.

    Raises:
        UsageFault: nobody sits at the terminal.
        Exit: the person left.
    """
    if not can_ask():
        raise no_file()
    try:
        with session.portfolio() as connection:
            path = _choose(session, connection)
            return _agreed(session, connection, Guided(path, said))
    except Left as left:
        say(_("Nada foi alterado."))
        raise typer.Exit from left


def _agreed(session: Session, connection: Connection, guided: Guided) -> Guided:
    """The way of reading that was confirmed over the counts of a rehearsal."""
    asked = guided.said.wishes
    while True:
        guided = columns_agreed(guided, known(connection))
        if guided.is_nobodys:
            names = list(sources.principal_names(connection).values())
            guided = guided._replace(said=_sold_for(guided.said, names))
        if guided.said.wishes != asked and not guided.said.save_profile:
            guided = guided._replace(said=_remembered(guided.said))
        try:
            taken = rehearsed(session, connection, guided.said, arrived([guided.path]))
        except CarteiraError as fault:
            show([" " + fault.sentence, " " + fault.remedy])
            key(_("Enter volta às colunas · 0 sair"), ENTER)
            continue
        show(outcome.of_files(each._replace(rejects_file=None) for each in taken))
        show(_whose(guided.said.sourcing.principal))
        if key(_("Gravar? Enter sim · c colunas · 0 sair"), ["c", *ENTER]) in ENTER:
            return guided


def _sold_for(said: Said, names: Sequence[str]) -> Said:
    """With the principal that the person tells, by number or name, of sales that name none."""
    keyed = {str(number): name for number, name in enumerate(names[:_OFFERED], 1)}
    show(render.principals(keyed, width()))
    question = _("De que representada são os pedidos? (Enter: nenhuma · 0 sair)")
    while (answer := typed(question)).isdecimal() and answer not in keyed:
        if answer in LEAVE:
            raise Left
    return said._replace(sourcing=said.sourcing._replace(principal=keyed.get(answer, answer)))


def _whose(principal: str) -> list[str]:
    return [" " + _("Representada: {name}").format(name=safe(principal))] if principal else []


def _remembered(said: Said) -> Said:
    """With the name under which the corrections are kept, if the person gives one."""
    question = _("Guardar para os próximos arquivos iguais? Nome do perfil (Enter: não)")
    return said._replace(save_profile=typed(question))


# The file


def _choose(session: Session, connection: Connection) -> Path:
    folder = session.downloads()
    found = {str(number): each for number, each in enumerate(newest(folder, _OFFERED), 1)}
    offered = [
        render.Offered(
            number,
            name_of(each.path),
            each.size,
            session.day_of(each.written_at),
            import_files.is_recorded(connection, digest_of(each)),
        )
        for number, each in found.items()
    ]
    show(render.offers(offered, folder.name))
    number = _("Tecla do arquivo · ") if found else ""
    while True:
        pressed = key(number + _("o outro arquivo ou pasta · 0 sair"), ["o", *found])
        if pressed in found:
            return found[pressed].path
        if path := _typed_path():
            return path


def _typed_path() -> Path | None:
    """What was typed or dropped onto the window: consoles put quotes around it."""
    name = typed(_("Arquivo ou pasta:")).strip("\"'")
    path = Path(name).expanduser()
    if name and path.exists():
        return path
    if name:
        show([" " + _("O arquivo {path} não existe.").format(path=path)])
    return None
