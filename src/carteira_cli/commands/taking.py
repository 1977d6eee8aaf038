"""Taking files into one operation: found, understood, brought in, and whether they may stay."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from carteira_cli.commands.arrivals import Arrival, naming, opened
from carteira_cli.commands.crediting import judged
from carteira_cli.commands.profiles import known
from carteira_cli.commands.refusing import rejects_beside, too_much_refused, with_cells
from carteira_cli.commands.understanding import Understood, nothing, passed_over, understand
from carteira_cli.commands.watching import Watch
from carteira_cli.domain.importing import Outcome, PassedOver, Taken
from carteira_cli.domain.rows import Passing
from carteira_cli.domain.text import fold
from carteira_cli.errors import BadData, UsageFault, _, plural
from carteira_cli.ingest.layout import Layout, Wishes
from carteira_cli.ingest.learning import learned
from carteira_cli.ingest.profile_text import parse, text_of
from carteira_cli.ingest.totals import Totals, totals_of
from carteira_cli.render.plain import count, reais
from carteira_cli.render.remarks import of_others
from carteira_cli.store import Connection, import_files, imports, people, profiles, sources
from carteira_cli.store.notes import take_notes
from carteira_cli.store.operations import Operation, part
from carteira_cli.store.orderers import with_orderers
from carteira_cli.store.sources import Sourcing

_CHUNK = 1 << 20
_NAMED = 3  # files, in the history's line
_ORDER = ("customers", "nfe", "sales", "contacts", "interactions")
"""Lists first: who has a tax id and a code is found by whatever comes after."""


class Said(NamedTuple):
    """What the user said of the files: it holds for each of them."""

    wishes: Wishes = Wishes()
    sourcing: Sourcing = Sourcing()
    strict: bool = False
    save_profile: str = ""


class Importer:
    """Takes files in, one after the other, inside one operation."""

    def __init__(
        self,
        connection: Connection,
        running: Operation,
        said: Said,
        passing: Callable[[Iterator[Passing]], Iterator[Passing]] = iter,
        watch: Watch | None = None,
    ) -> None:
        """All rows go through `passing` on their way in: the demo moves their days."""
        self._watch = watch or Watch(looks=False)
        self._passing = passing
        self._connection = connection
        self._running = self._watch.over(running)
        self._said = said
        self._rejects: set[str] = set()
        self._are_several = False  # then `--principal` is not of a file that names another

    def take(self, arrivals: Sequence[Arrival]) -> tuple[list[Taken], list[PassedOver]]:
        """Examine every file, stream each table into the operation, and see whether it may stay.

        Raises:
            BadData: a file that was named as a whole cannot be used, or nothing that was found can,
                or too much of a file was refused.
        """
        profiles_known = partial(known, self._connection)
        looked_at = self._watch.looking(arrivals)
        understood, unusable = understand(looked_at, self._said.wishes, profiles_known)
        self._watch.understood(sum(each.layout.rows for each in understood))
        self._are_several = len({each.arrivals for each in understood}) > 1
        understood.sort(key=lambda each: _ORDER.index(each.layout.kind))
        if self._said.save_profile:
            self._save_profile(understood)
        taken, refused = self._take_all(judged(self._connection, understood, self._sourcing))
        return taken, unusable + refused

    def _take_all(self, tables: list[Understood]) -> tuple[list[Taken], list[PassedOver]]:
        """What became of each table; of those that were found one that may not stay stops no other.

        With --strict it does, and where nothing else is left.
        """
        taken: list[Taken] = []
        faults: list[tuple[Understood, BadData]] = []
        for table in tables:
            try:
                with part(self._connection):
                    taken.append(self._take(table))
            except BadData as fault:
                if self._said.strict or not table.arrivals[0].is_found:
                    raise
                faults.append((table, fault))
        if not taken:
            raise nothing([fault for _table, fault in faults])
        return taken, [passed_over(table.name, fault) for table, fault in faults]

    def _save_profile(self, understood: list[Understood]) -> None:
        """Keep how the file was read under the name that the user gave."""
        if len({each.arrivals for each in understood}) > 1:
            raise UsageFault(
                _("--save-profile vale para um arquivo só."),
                _("Importe antes o arquivo de que o perfil deve ser."),
            )
        name, layout = self._said.save_profile, understood[0].layout
        of = self._sourcing(layout)
        text = text_of(replace(learned(layout, name), source=of.source, principal=of.principal))
        parse(text)  # what could not be read back is not kept
        profiles.keep(self._connection, name, text, self._running)

    def _take(self, table: Understood) -> Taken:
        layout = table.layout
        with naming(table.name):
            outcome, totals = self._bring_in(table)
        self._watch.finished(layout.rows)
        digest = _digest(table)
        taken = Taken(
            table.name,
            layout.kind,
            layout.encoding,
            layout.delimiter,
            layout.header_line,
            layout.headers,
            layout.remarks + self._on_principals(layout),
            layout.unused,
            outcome,
            profile=layout.profile.name,
            title=layout.profile.title,
            differing=totals.differing() if totals else None,
            file=table.arrivals[0].name if len(table.arrivals) == 1 else table.name,
            month=layout.month,
            months=layout.months,
            is_nobodys=self._is_nobodys(layout),
        )
        if outcome.mostly_refused or (self._said.strict and outcome.problems):
            raise too_much_refused(taken, layout.rows)
        facts = import_files.FileFacts(table.name, layout.kind, digest, layout.profile.name)
        import_files.record(self._connection, facts, outcome, self._running)
        return taken._replace(
            twin=import_files.twin(self._connection, digest, outcome, self._running),
            rejects_file=self._beside(table) if outcome.problems else None,
        )

    def _beside(self, table: Understood) -> str:
        """Where the refused rows of a table go: no two share a file."""
        path = rejects_beside(table, self._rejects)
        self._rejects.add(path.name.casefold())
        return str(path)

    def _is_nobodys(self, layout: Layout) -> bool:
        """Sales of nobody, in a portfolio that tells principals apart, are seldom meant."""
        is_told = self._said.sourcing.principal or not layout.names_nobody
        return not is_told and bool(sources.principal_names(self._connection))

    def _on_principals(self, layout: Layout) -> tuple[str, ...]:
        """Nor are those of others, where the user named one."""
        said = self._sourcing(layout)
        others = [name for name in layout.principals if fold(name) != fold(said.principal)]
        if said.by_row and said.principal and others:
            return (of_others(others, said.principal),)
        return ()

    def _sourcing(self, layout: Layout) -> Sourcing:
        """Where the rows come from: what the user said, else what the profile remembers."""
        said, profile = self._said.sourcing, layout.profile
        by_line = not {"product", "product_code"}.isdisjoint(layout.fields)
        return said._replace(
            source=said.source or profile.source,
            principal=said.principal or profile.principal,
            by_line=by_line,
            by_row=self._are_several or len(layout.principals) > 1,
            by_month=bool(layout.month or layout.months),
        )

    def _bring_in(self, table: Understood) -> tuple[Outcome, Totals | None]:
        """What one table brings; sums of orders are taken while its rows pass."""
        sourcing = self._sourcing(table.layout)
        totals = None if table.kind == "nfe" else totals_of(table.layout)
        if table.kind == "nfe":
            outcome = self._of_notes(table, sourcing)
        else:
            outcome = self._of_table(table, totals, sourcing)
        self._watch.close()
        return outcome, totals

    def _of_table(self, table: Understood, totals: Totals | None, sourcing: Sourcing) -> Outcome:
        from carteira_cli.ingest.reading import read_together

        take = {
            "sales": imports.take_sales,
            "customers": imports.take_customers,
            "contacts": people.take_contacts,
            "interactions": people.take_interactions,
        }[table.kind]
        with table.arrivals[0].open() as stream:
            rows = self._watch.reading(self._passing(read_together(stream, table.layout, totals)))
            if table.layout.is_of_known_orders:
                rows = with_orderers(
                    self._connection, rows, self._sourcing(table.layout), self._running
                )
            outcome = take(self._connection, rows, sourcing, self._running)
            outcome.problems = list(with_cells(outcome.problems, stream, table.layout))
        return outcome

    def _of_notes(self, notes: Understood, sourcing: Sourcing) -> Outcome:
        from carteira_cli.ingest.nfe import read_notes

        found = read_notes(self._watch.reading(opened(notes.arrivals)))
        return take_notes(self._connection, found, sourcing, self._running)


def _digest(table: Understood) -> str:
    """The SHA-256 of what was read: of the file, or of all the files that the notes are in."""
    digest = hashlib.sha256()
    files = {arrival.path: arrival for arrival in table.arrivals}
    for arrival in files.values():
        with arrival.path.open("rb") if table.kind == "nfe" else arrival.open() as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
    return digest.hexdigest()


def in_one_line(taken: Sequence[Taken]) -> str:
    """What an import did, for the history; customer lists alone bring no money."""
    rows = sum(file.outcome.imported for file in taken)
    new = plural("{rows} linha nova", "{rows} linhas novas", rows).format(rows=count(rows))
    corrected = sum(file.outcome.sales_updated for file in taken)
    if corrected:
        told = plural("{n} pedido corrigido", "{n} pedidos corrigidos", corrected)
        new += f", {told.format(n=count(corrected))}"
    cents = sum(file.outcome.total_cents for file in taken)
    is_money = any(file.kind in {"sales", "nfe"} for file in taken)
    names = list(dict.fromkeys(file.file for file in taken))
    more = len(names) - _NAMED
    if more > 0:
        rest = plural("e mais {n} arquivo", "e mais {n} arquivos", more).format(n=count(more))
        names = [*names[:_NAMED], rest]
    told = ", ".join(names)
    return f"{told}: {new}, R$ {reais(cents)}" if is_money else f"{told}: {new}"
