"""The columns of a file, corrected by whoever knows it: ten rows as understood, one key each."""

from collections.abc import Sequence
from itertools import islice, zip_longest
from pathlib import Path
from string import ascii_letters
from typing import NamedTuple

from carteira_cli.commands.arrivals import Arrival, arrived
from carteira_cli.commands.dialogue import ENTER, Left, key, show, typed, width
from carteira_cli.commands.import_options import checked
from carteira_cli.commands.taking import Said
from carteira_cli.commands.understanding import Understood, understand
from carteira_cli.errors import BadData, UsageFault, _, plural
from carteira_cli.ingest.layout import Wishes
from carteira_cli.ingest.profile import Profile
from carteira_cli.render import guiding as render
from carteira_cli.render import importing as outcome

_ROWS = 10
_NAMED = 8  # tables, so that the rows stay on the screen
_FIRST = ("sales", "customers", "contacts", "interactions", "nfe")
"""What is shown of several tables: money, then who bought. Notes have no columns to correct."""


class Guided(NamedTuple):
    """What the person chose: the file, and how it is to be read.

    `is_nobodys`: it holds sales, and neither it nor what was said names a principal.
    """

    path: Path
    said: Said
    is_nobodys: bool = False


def columns_agreed(guided: Guided, among: list[Profile]) -> Guided:
    """The way of reading that the person saw ten rows of, and agreed to."""
    while True:
        arrivals = arrived([guided.path])
        understood, fault = _try(arrivals, guided.said, among)
        if fault and fault.option in _ASKED:
            show([" " + fault.sentence])
            wishes = _ASKED[fault.option](guided.said.wishes)
            guided = guided._replace(said=guided.said._replace(wishes=wishes))
            continue
        keyed = _keyed(arrivals[0], understood, guided.said, among) if len(arrivals) == 1 else []
        _show_table(understood, fault, keyed)
        agree = _("Enter está certo · ") if not fault else ""
        pick = _("letra corrige a coluna · ") if keyed else ""
        keys = [each.key for each in keyed] + ([] if fault else [*ENTER])
        pressed = key(agree + pick + _("0 sair"), keys)
        if pressed in ENTER:
            is_told = guided.said.sourcing.principal
            nobodys = any(each.layout.names_nobody for each in understood)
            return guided._replace(is_nobodys=nobodys and not is_told)
        column = next(each for each in keyed if each.key == pressed)
        guided = guided._replace(said=_corrected(guided.said, column))


def _try(
    arrivals: Sequence[Arrival], said: Said, among: list[Profile]
) -> tuple[list[Understood], BadData | None]:
    try:
        understood, _passed_over = understand(arrivals, said.wishes, lambda: among)
    except BadData as fault:
        return [], fault
    return sorted(understood, key=lambda each: _FIRST.index(each.kind)), None


def _with_year(wishes: Wishes) -> Wishes:
    """The year of months that stand without one.

    Raises:
        Left: nothing was typed.
    """
    while year := typed(_("De que ano? (quatro algarismos; Enter sai)")):
        try:
            return checked(wishes._replace(year=year))
        except UsageFault as fault:
            show([" " + fault.sentence])
    raise Left


def _with_date_order(wishes: Wishes) -> Wishes:
    """Which of day and month stands first in the file."""
    order = {"d": "dmy", "m": "mdy"}
    return wishes._replace(
        date_order=order[key(_("d dia/mês/ano · m mês/dia/ano · 0 sair"), order)]
    )


_ASKED = {"--year": _with_year, "--date-order": _with_date_order}


def _keyed(
    arrival: Arrival, understood: Sequence[Understood], said: Said, among: list[Profile]
) -> list[render.Keyed]:
    """The columns of the file's first table by their keys, as far as there are letters."""
    if understood and understood[0].kind == "nfe":
        return []
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
    return dict(zip_longest(headers, map(render.sample, cells[: len(headers)]), fillvalue=""))


def _show_table(
    understood: Sequence[Understood], fault: BadData | None, keyed: Sequence[render.Keyed]
) -> None:
    from carteira_cli.ingest.reading import read

    if fault:
        show([" " + fault.sentence])
    for place, table in enumerate(understood[:_NAMED]):
        show([outcome.recognised(table)])
        if place == 0 and table.kind != "nfe":
            with table.arrivals[0].open() as stream:
                rows = list(islice(read(stream, table.layout), _ROWS))
            show(f" {remark}" for remark in table.layout.remarks)
            show(render.understood(rows, table.kind))
    if more := len(understood[_NAMED:]):
        show([" " + plural("e mais {n}", "e mais {n}", more).format(n=more)])
    show(render.columns(keyed, width()) if keyed else [])


def _corrected(said: Said, column: render.Keyed) -> Said:
    """With the field that the person says the column is."""
    fields = list(render.words().items())
    keyed = [
        render.Keyed(letter, code, word)
        for letter, (code, word) in zip(ascii_letters, fields, strict=False)
    ]
    show(render.choices(keyed, column.header, width()))
    question = _("letra do campo · - nenhum · Enter volta · 0 sair")
    pressed = key(question, ["-", *ENTER, *(each.key for each in keyed)])
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
