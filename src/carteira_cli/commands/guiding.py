"""The guided import: choose the file, see its rows, correct its columns, see the counts, confirm.

One key at a time; nothing is written before the last one.
"""

from collections.abc import Sequence
from contextlib import closing
from itertools import islice, zip_longest
from pathlib import Path
from string import ascii_letters
from typing import NamedTuple

import typer

from carteira_cli.commands.arrivals import Arrival, arrived
from carteira_cli.commands.dialogue import ENTER, Left, can_ask, key, show, typed, width
from carteira_cli.commands.downloads import newest
from carteira_cli.commands.import_options import checked
from carteira_cli.commands.profiles import known
from carteira_cli.commands.session import Session, say
from carteira_cli.commands.taking import Importer, Said
from carteira_cli.commands.understanding import Understood, understand
from carteira_cli.commands.watching import Watch
from carteira_cli.domain.importing import Taken
from carteira_cli.errors import BadData, CarteiraError, UsageFault, _
from carteira_cli.ingest.profile import Profile
from carteira_cli.ingest.texts import shown_text
from carteira_cli.render import guiding as render
from carteira_cli.render import importing as outcome
from carteira_cli.store import Connection

_OFFERED = 9
_ROWS = 10
_ASKED = ("--year", "--date-order")


class Guided(NamedTuple):
    """What the person chose: the file, and how it is to be read."""

    path: Path
    said: Said


def guide(session: Session, said: Said) -> Guided:
    """Lead to a file and to how it is read; `said` is what the command line said already.

    Raises:
        UsageFault: nobody sits at the terminal.
        Exit: the person left.
    """
    if not can_ask():
        raise UsageFault(_("Falta o arquivo."), _("Escreva: carteira import ARQUIVO."))
    try:
        with session.portfolio() as connection:
            return _agreed(session, connection, Guided(_choose(session), said))
    except Left as left:
        say(_("Nada foi alterado."))
        raise typer.Exit from left


def _agreed(session: Session, connection: Connection, guided: Guided) -> Guided:
    """The way of reading that was confirmed over the counts of a rehearsal."""
    asked = guided.said.wishes
    while True:
        guided = _columns_agreed(guided, known(connection))
        if guided.said.wishes != asked and not guided.said.save_profile:
            guided = guided._replace(said=_remembered(guided.said))
        try:
            taken = _rehearsed(session, connection, guided)
        except CarteiraError as fault:
            show([" " + fault.sentence, " " + fault.remedy])
            key(_("Enter volta às colunas · 0 sair"))
            continue
        show(outcome.of_files(taken))
        if key(_("Gravar? Enter sim · c colunas · 0 sair")) in ENTER:
            return guided


def _rehearsed(session: Session, connection: Connection, guided: Guided) -> list[Taken]:
    with (
        closing(Watch()) as watch,
        session.change(connection, "import", rehearsal=True) as running,
    ):
        importer = Importer(connection, running, guided.said, watch=watch)
        taken, _passed = importer.take(arrived([guided.path]))
    return [each._replace(rejects_file=None) for each in taken]


def _remembered(said: Said) -> Said:
    """With the name under which the corrections are kept, if the person gives one."""
    question = _("Guardar para os próximos arquivos iguais? Nome do perfil (Enter: não)")
    return said._replace(save_profile=typed(question))


# The file


def _choose(session: Session) -> Path:
    folder = session.downloads()
    found = newest(folder, _OFFERED)
    show(
        render.offers(
            [
                render.Offered(
                    str(number), each.path.name, each.size, session.day_of(each.written_at)
                )
                for number, each in enumerate(found, 1)
            ],
            folder.name,
        )
    )
    while True:
        pressed = key(_("Número do arquivo · o outro arquivo ou pasta · 0 sair"))
        if pressed.isdecimal() and int(pressed) <= len(found):
            return found[int(pressed) - 1].path
        if pressed.isdecimal():
            show([" " + _("Não há o número {number}.").format(number=pressed)])
        if pressed == "o" and (path := _typed_path()):
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


# Its columns


def _columns_agreed(guided: Guided, among: list[Profile]) -> Guided:
    """The way of reading that the person saw ten rows of, and agreed to."""
    while True:
        arrivals = arrived([guided.path])
        understood, fault = _try(arrivals, guided.said, among)
        if fault and fault.option in _ASKED:
            guided = guided._replace(said=_answered(guided.said, fault))
            continue
        keyed = _keyed(arrivals[0], understood, guided.said, among) if len(arrivals) == 1 else []
        _show_table(understood, fault, keyed)
        agree = _("Enter está certo · ") if not fault else ""
        pick = _("letra corrige a coluna · ") if keyed else ""
        pressed = key(agree + pick + _("0 sair"))
        if pressed in ENTER and not fault:
            return guided
        column = next((each for each in keyed if each.key == pressed), None)
        if column:
            guided = guided._replace(said=_corrected(guided.said, column))


def _try(
    arrivals: Sequence[Arrival], said: Said, among: list[Profile]
) -> tuple[list[Understood], BadData | None]:
    try:
        understood, _passed_over = understand(arrivals, said.wishes, lambda: among)
    except BadData as fault:
        return [], fault
    return understood, None


def _answered(said: Said, fault: BadData) -> Said:
    """The value of the option that the file left open."""
    show([" " + fault.sentence])
    value = typed(f"{fault.option}:")
    if not value:
        raise Left
    wishes = said.wishes
    if fault.option == "--year":
        return said._replace(wishes=checked(wishes._replace(year=value)))
    return said._replace(wishes=checked(wishes._replace(date_order=value)))


def _keyed(
    arrival: Arrival, understood: Sequence[Understood], said: Said, among: list[Profile]
) -> list[render.Keyed]:
    """The columns of the file's first table by their keys, as far as there are letters."""
    if understood:
        layout = understood[0].layout
        fields = {layout.column(field): field for field in layout.fields}
        cells = dict.fromkeys(layout.headers, "")
    else:
        fields = {column: field for field, column in said.wishes.columns}
        cells = _first_cells(arrival, said, among)
    words = render.words()
    named = [header for header in cells if header]
    return [
        render.Keyed(letter, header, words.get(fields.get(header, ""), ""), cells[header])
        for letter, header in zip(ascii_letters, named, strict=False)
    ]


def _first_cells(arrival: Arrival, said: Said, among: list[Profile]) -> dict[str, str]:
    """Each column of a file that could not be understood, with its first cell."""
    from carteira_cli.ingest.choosing import peek

    try:
        with arrival.open() as stream:
            headers, cells = peek(stream, said.wishes, among)
    except BadData:
        return {}
    return dict(zip_longest(headers, map(shown_text, cells[: len(headers)]), fillvalue=""))


def _show_table(
    understood: Sequence[Understood], fault: BadData | None, keyed: Sequence[render.Keyed]
) -> None:
    from carteira_cli.ingest.reading import read

    if fault:
        show([" " + fault.sentence])
    for table in [each for each in understood if each.kind != "nfe"][:1]:
        with table.arrivals[0].open() as stream:
            rows = list(islice(read(stream, table.layout), _ROWS))
        show([outcome.recognised(table), *(f" {remark}" for remark in table.layout.remarks)])
        show(render.understood(rows, table.kind))
    for table in understood[1:]:
        show([outcome.recognised(table)])
    show(render.columns(keyed, width()) if keyed else [])


def _corrected(said: Said, column: render.Keyed) -> Said:
    """With the field that the person says the column is."""
    fields = list(render.words().items())
    keyed = [
        render.Keyed(letter, code, word)
        for letter, (code, word) in zip(ascii_letters, fields, strict=False)
    ]
    show(render.choices(keyed, column.header, width()))
    pressed = key(_("letra do campo · - nenhum · Enter volta"))
    wishes = said.wishes
    kept = [pair for pair in wishes.columns if pair[1] != column.header]
    chosen = next((each.header for each in keyed if each.key == pressed), "")
    if pressed == "-":
        wishes = wishes._replace(columns=tuple(kept), ignored=(*wishes.ignored, column.header))
    elif chosen:
        kept = [pair for pair in kept if pair[0] != chosen]
        ignored = tuple(name for name in wishes.ignored if name != column.header)
        wishes = wishes._replace(columns=(*kept, (chosen, column.header)), ignored=ignored)
    return said._replace(wishes=wishes)
