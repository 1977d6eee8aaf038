"""Taking files into one operation: found, understood, brought in, and whether they may stay."""

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, NamedTuple

from carteira_cli.commands.arrivals import Arrival
from carteira_cli.commands.profiles import existing, known
from carteira_cli.domain.importing import Outcome, PassedOver, Taken
from carteira_cli.domain.models import FileRow, Problem
from carteira_cli.errors import BadData, NotInstalled, UsageFault, _, plural
from carteira_cli.ingest.layout import Layout, Wishes
from carteira_cli.ingest.learning import learned
from carteira_cli.ingest.profile import Profile
from carteira_cli.ingest.profile_text import text_of
from carteira_cli.render.importing import said
from carteira_cli.render.plain import count, reais
from carteira_cli.store import Connection, imports, people, profiles, sources
from carteira_cli.store.imports import FileFacts
from carteira_cli.store.operations import Operation
from carteira_cli.store.sources import Sourcing

_CHUNK = 1 << 20
_MORE_SAID = 5  # problems that an error tells of, the first in its sentence
_ORDER = ("customers", "nfe", "sales", "contacts", "interactions")
"""Lists first: who has a tax id and a code is found by whatever comes after."""


class Said(NamedTuple):
    """What the user said of the files: it holds for each of them."""

    wishes: Wishes = Wishes()
    sourcing: Sourcing = Sourcing()
    strict: bool = False
    save_profile: str = ""


class Understood(NamedTuple):
    """One table of a file that arrived, and how it is read."""

    arrival: Arrival
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


class Importer:
    """Takes files in, one after the other, inside one operation."""

    def __init__(
        self,
        connection: Connection,
        running: Operation,
        said: Said,
        passing: Callable[[Iterator[FileRow]], Iterator[FileRow]] = iter,
    ) -> None:
        """All rows go through `passing` on their way in: the demo moves their days."""
        self._passing = passing
        self._connection = connection
        self._running = running
        self._said = said

    def take(self, arrivals: Sequence[Arrival]) -> tuple[list[Taken], list[PassedOver]]:
        """Examine every file, stream each table into the operation, and see whether it may stay.

        Raises:
            BadData: a file that was named as a whole cannot be used, or nothing that was found can,
                or too much of a file was refused.
        """
        among = known(self._connection)
        existing(self._said.wishes.profile, among)
        understood, passed_over = understand(arrivals, self._said.wishes, among)
        understood.sort(key=lambda each: _ORDER.index(each.layout.kind))
        if self._said.save_profile:
            self._save_profile(understood)
        return [self._take(each) for each in understood], passed_over

    def _save_profile(self, understood: list[Understood]) -> None:
        """Keep how the file was read under the name that the user gave."""
        if len({each.arrival for each in understood}) > 1:
            raise UsageFault(
                _("--save-profile vale para um arquivo só."),
                _("Importe antes o arquivo de que o perfil deve ser."),
            )
        name, said = self._said.save_profile, self._said.sourcing
        profile = learned(understood[0].layout, name)
        profile = replace(profile, source=said.source, principal=said.principal)
        profiles.keep(self._connection, name, text_of(profile), self._running)

    def _take(self, table: Understood) -> Taken:
        layout = table.layout
        with table.arrival.open() as stream:
            outcome = self._bring_in(stream, layout)
            outcome.problems = list(with_cells(outcome.problems, stream, layout))
            digest = _digest(stream)
        taken = Taken(
            table.name,
            layout.kind,
            layout.encoding,
            layout.delimiter,
            layout.header_line,
            layout.headers,
            layout.remarks + self._on_principal(layout),
            layout.unused,
            outcome,
            profile=layout.profile.name,
            title=layout.profile.title,
        )
        if outcome.mostly_refused or (self._said.strict and outcome.problems):
            raise too_much_refused(taken)
        facts = FileFacts(table.name, layout.kind, digest, layout.profile.name)
        imports.record(self._connection, facts, outcome, self._running)
        return taken._replace(
            twin=imports.twin(self._connection, digest, outcome, self._running),
            rejects_file=str(_beside(table)),
        )

    def _on_principal(self, layout: Layout) -> tuple[str, ...]:
        """Sales of nobody, in a portfolio that tells principals apart, are seldom meant."""
        is_told = self._sourcing(layout).principal or "principal" in layout.fields
        if layout.kind != "sales" or is_told or not sources.principal_names(self._connection):
            return ()
        return (_("Sem representada: se o arquivo é de uma só, diga qual com --principal"),)

    def _sourcing(self, layout: Layout) -> Sourcing:
        """Where the rows come from: what the user said, else what the profile remembers."""
        said, profile = self._said.sourcing, layout.profile
        by_line = not {"product", "product_code"}.isdisjoint(layout.fields)
        if said.source or said.principal:
            return said._replace(by_line=by_line)
        return Sourcing(profile.source, profile.principal, by_line)

    def _bring_in(self, stream: BinaryIO, layout: Layout) -> Outcome:
        from carteira_cli.ingest.reading import read

        take = {
            "sales": imports.take_sales,
            "customers": imports.take_customers,
            "contacts": people.take_contacts,
            "interactions": people.take_interactions,
        }[layout.kind]
        rows = self._passing(read(stream, layout))
        return take(self._connection, rows, self._sourcing(layout), self._running)


def understand(
    arrivals: Sequence[Arrival], wishes: Wishes, among: Sequence[Profile]
) -> tuple[list[Understood], list[PassedOver]]:
    """The tables of all files, and the files that were found and cannot be used.

    `among` are the profiles to try.

    Raises:
        BadData: a file that was named itself cannot be used, or none that was found.
    """
    from carteira_cli.ingest.examining import examine

    understood: list[Understood] = []
    passed_over: list[PassedOver] = []
    for arrival in arrivals:
        try:
            with arrival.open() as stream:
                layouts = examine(stream, arrival.name, wishes, among)
        except (BadData, NotInstalled) as fault:
            if not arrival.is_found:
                raise
            passed_over.append(PassedOver(arrival.name, fault.sentence))
            last = fault
        else:
            understood += _tables(arrival, layouts)
    if not understood:
        raise last
    return understood, passed_over


def _tables(arrival: Arrival, layouts: list[Layout]) -> Iterator[Understood]:
    for layout in layouts:
        several = len(layouts) > 1
        name = f"{arrival.name} › {layout.sheet}" if several else arrival.name
        yield Understood(arrival, layout, name)


def _beside(table: Understood) -> Path:
    """Where the refused rows go: beside the file, under the name of the table they were in."""
    name = re.sub(r"[^\w.,()+-]+", "-", table.name.rpartition("/")[2])
    return table.arrival.path.with_name(f"{name}.recusadas.csv")


def with_cells(problems: list[Problem], stream: BinaryIO, layout: Layout) -> Iterator[Problem]:
    """Complete the rows that the portfolio refused: only the file knows their cells and column."""
    from carteira_cli.ingest.container import unpacked
    from carteira_cli.ingest.rows import rows
    from carteira_cli.ingest.texts import shown_text

    lacking = {problem.line for problem in problems if not problem.cells}
    found = {
        line: tuple(map(shown_text, cells))
        for line, cells in (rows(unpacked(stream), layout.shape) if lacking else ())
        if line in lacking
    }
    for problem in problems:
        if problem.cells:
            yield problem
        else:
            yield problem._replace(column=layout.column("order"), cells=found[problem.line])


def _digest(stream: BinaryIO) -> str:
    stream.seek(0)
    digest = hashlib.sha256()
    while chunk := stream.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def too_much_refused(taken: Taken) -> BadData:
    """The sentence for a file that may not go in, with its first problems and the way out."""
    refused = taken.outcome.problems
    return BadData(
        plural(
            "{refused} das {all} linhas de {file} foi recusada: {first}.",
            "{refused} das {all} linhas de {file} foram recusadas; a primeira: {first}.",
            len(refused),
        ).format(
            refused=count(len(refused)),
            all=count(taken.outcome.should_count),
            file=taken.name,
            first=said(refused[0]),
        ),
        "\n".join([*map(said, refused[1:_MORE_SAID]), _way_out(taken)]),
    )


def _way_out(taken: Taken) -> str:
    """Why nothing went in, and what may help."""
    if taken.outcome.mostly_refused:
        why = _("Nada entrou porque mais da metade das linhas foi recusada.")
    else:
        why = _("Nada entrou porque --strict não aceita nenhuma linha recusada.")
    hint = _(
        "Se o dado está em outra coluna, diga qual: --map CAMPO=COLUNA. "
        "Colunas do arquivo: {columns}."
    ).format(columns=", ".join(filter(None, taken.headers)))
    return f"{why}\n{hint}"


def in_one_line(taken: Sequence[Taken]) -> str:
    """What an import did, for the history; customer lists alone bring no money."""
    rows = sum(file.outcome.imported for file in taken)
    new = plural("{rows} linha nova", "{rows} linhas novas", rows).format(rows=count(rows))
    cents = sum(file.outcome.total_cents for file in taken)
    is_money = any(file.kind == "sales" for file in taken)
    names = ", ".join(file.name for file in taken)
    return f"{names}: {new}, R$ {reais(cents)}" if is_money else f"{names}: {new}"
