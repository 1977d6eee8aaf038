"""What the files that arrived are: tables, each with its layout, and notes."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from carteira_cli.commands.arrivals import Arrival, is_note, name_of
from carteira_cli.commands.profiles import existing
from carteira_cli.domain.importing import PassedOver
from carteira_cli.errors import BadData, CarteiraError, NotInstalled, _
from carteira_cli.ingest.layout import Layout, Shape, Wishes
from carteira_cli.ingest.profile import Profile
from carteira_cli.render.plain import count

_SHOWN = 5  # reasons that are said where nothing can be used


class Understood(NamedTuple):
    """One table of a file that arrived, or all the notes (XML) together, and how it is read."""

    arrivals: tuple[Arrival, ...]
    layout: Layout
    name: str

    @property
    def kind(self) -> str:
        """What its rows are."""
        return self.layout.kind

    @property
    def title(self) -> str:
        """What its profile calls it; "" without one."""
        return self.layout.profile.title

    @property
    def header_line(self) -> int:
        """The line of its header."""
        return self.layout.header_line

    @property
    def encoding(self) -> str:
        """The encoding, or the kind of sheet."""
        return self.layout.encoding


def understand(
    arrivals: Sequence[Arrival], wishes: Wishes, profiles: Callable[[], list[Profile]]
) -> tuple[list[Understood], list[PassedOver]]:
    """The tables of all files, and the files that were found and cannot be used.

    `profiles` gives those to try: who has only notes loads none.

    Raises:
        BadData: a file that was named itself cannot be used, or none that was found.
    """
    notes: list[Arrival] = []
    files: list[Arrival] = []
    for arrival in arrivals:
        (notes if is_note(arrival) else files).append(arrival)
    understood = [_all(notes)] if notes else []
    if not files:
        return understood, []
    among = profiles()
    existing(wishes.profile, among)
    tables, faults = _tables_of(files, wishes, among)
    if not (understood or tables):
        raise nothing([fault for _arrival, fault in faults])
    return understood + tables, [passed_over(each.name, fault) for each, fault in faults]


def nothing(faults: Sequence[CarteiraError]) -> CarteiraError:
    """The refusal of files none of which can be used: why, of the first of them."""
    if len(faults) == 1:
        return faults[0]
    more = ["…"] if len(faults) > _SHOWN else []
    return BadData(
        _("Nenhum dos {n} arquivos pode ser importado.").format(n=count(len(faults))),
        "\n".join([*(fault.sentence for fault in faults[:_SHOWN]), *more]),
    )


def passed_over(name: str, fault: CarteiraError) -> PassedOver:
    """Why what was found under that name is left out."""
    return PassedOver(name, fault.sentence.removeprefix(f"{name}: "))


def _tables_of(
    files: Sequence[Arrival], wishes: Wishes, among: Sequence[Profile]
) -> tuple[list[Understood], list[tuple[Arrival, CarteiraError]]]:
    tables: list[Understood] = []
    faults: list[tuple[Arrival, CarteiraError]] = []
    for arrival in files:
        try:
            tables += _tables(arrival, wishes, among)
        except (BadData, NotInstalled) as fault:
            if not arrival.is_found:
                raise
            faults.append((arrival, fault))
    return tables, faults


def _all(notes: Sequence[Arrival]) -> Understood:
    """Notes tell of each other (returns, cancellations): they are taken in together."""
    layout = Layout(Shape("xml"), "nfe", 0, (_("Arquivo"),), {}, {}, {}, rows=len(notes))
    paths = list(dict.fromkeys(arrival.path for arrival in notes))
    name = notes[0].name if len(notes) == 1 else name_of(paths[0])
    if len(paths) > 1:
        name = name_of(paths[0].parent)
    return Understood(tuple(notes), layout, name)


def _tables(arrival: Arrival, wishes: Wishes, among: Sequence[Profile]) -> Iterator[Understood]:
    from carteira_cli.ingest.examining import examine

    if wishes.kind == "nfe":
        raise BadData(
            _("{file}: não é uma nota fiscal eletrônica (XML).").format(file=arrival.name),
            _("Importe sem --kind nfe: o tipo se reconhece pelo conteúdo."),
        )
    with arrival.open() as stream:
        layouts = examine(stream, arrival.name, wishes, among)
    for layout in layouts:
        several = len(layouts) > 1
        name = f"{arrival.name} › {layout.sheet}" if several else arrival.name
        yield Understood((arrival,), layout, name)
