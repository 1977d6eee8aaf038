"""Refused rows: the file they go to, and the sentence for a table of which too many were."""

import re
from collections.abc import Container, Iterator
from itertools import count as numbers
from pathlib import Path
from typing import BinaryIO

from carteira_cli.commands.arrivals import name_of
from carteira_cli.commands.understanding import Understood
from carteira_cli.domain.importing import Taken
from carteira_cli.domain.rows import Problem
from carteira_cli.errors import BadData, _, plural
from carteira_cli.ingest.layout import FLOOD, Layout, names_shown
from carteira_cli.render.importing import said
from carteira_cli.render.plain import count

_LONGEST_NAME = 230  # bytes: with the ending no more than file systems take
_MORE_SAID = 5  # problems that an error tells of, the first in its sentence


def rejects_beside(table: Understood, used: Container[str]) -> Path:
    """Where the refused rows of a table go: beside its file, under a name of its own.

    That is the file's name, with the one inside it (of a zip's member, of a sheet) made fit for
    every system. `used` are the names (case folded) that others have.
    """
    path = table.arrivals[0].path
    _folder, file, inside = table.name.partition(name_of(path))
    name = (file or table.name) + re.sub(r"[^\w.,()+-]+", "-", inside)
    short = name.encode()[:_LONGEST_NAME].decode(errors="ignore")
    names = (f"{short}{f'-{n}' if n > 1 else ''}.recusadas.csv" for n in numbers(1))
    return path.with_name(next(name for name in names if name.casefold() not in used))


def too_much_refused(taken: Taken, rows: int) -> BadData:
    """The sentence for a file that may not go in, with its first problems and the way out.

    Of its `rows` those behind a flood of refused ones were not read.
    """
    refused = taken.outcome.problems
    is_flood = len(refused) >= FLOOD and taken.outcome.read < rows
    return BadData(
        _("Mais da metade das {all} linhas de {file} foi recusada; a primeira: {first}.").format(
            all=count(rows), file=taken.name, first=said(refused[0])
        )
        if is_flood
        else plural(
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
    if taken.kind == "nfe":
        return why
    hint = _(
        "Se o dado está em outra coluna, diga qual: --map CAMPO=COLUNA. "
        "Colunas do arquivo: {columns}."
    ).format(columns=names_shown(taken.headers))
    return f"{why}\n{hint}"


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
