"""Where a table's header is, and which profile it fits: by its columns, never the file's name."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from carteira_cli.errors import BadData, _
from carteira_cli.ingest.columns import key
from carteira_cli.ingest.header import Head, Wanted, columns_shown, find_header
from carteira_cli.ingest.layout import Row
from carteira_cli.ingest.profile import NO_PROFILE, Profile
from carteira_cli.ingest.texts import shown_text

_LONGEST_NAME = 200


class Heading(NamedTuple):
    """The header's line (0: none) and cells, the profile it fits, and the rows before it."""

    line: int
    headers: tuple[str, ...]
    profile: Profile
    title: tuple[str, ...]


def heading_of(
    head: Head, wanted: Wanted, profiles: Sequence[Profile], asked: str
) -> Heading | None:
    """The heading of a table whose first rows are `head` (at least one).

    `profiles` are tried in their order, the one with most columns in its signature wins; `asked` is
    the name of the one that the user wants: None where that one does not fit.
    """
    found = _fitting(head, [each for each in profiles if not asked or each.name == asked])
    if asked and not found:
        return None
    line, headers, profile = found or (*find_header(head, wanted), NO_PROFILE)
    title = tuple(shown_text(cell) for at, cells in head if at < line for cell in cells if cell)
    return Heading(line, headers, profile, title)


def _fitting(
    head: Head, profiles: Iterable[Profile]
) -> tuple[int, tuple[str, ...], Profile] | None:
    rows = [(line, cells, _keys(cells)) for line, cells in head]
    signatures = [(profile, frozenset(map(key, profile.signature))) for profile in profiles]
    fits = [
        (len(signature), line, cells, profile)
        for profile, signature in signatures
        for line, cells, keys in rows
        if signature and signature <= keys
    ]
    if not fits:
        return None
    _size, line, cells, profile = max(fits, key=lambda fit: fit[0])
    return line, tuple(shown_text(cell).strip() for cell in cells), profile


def _keys(cells: Row) -> set[str]:
    return {key(cell) for cell in cells if isinstance(cell, str) and 0 < len(cell) <= _LONGEST_NAME}


def unfit(asked: str, head: Head, profiles: Iterable[Profile]) -> BadData:
    """The refusal of a file in which the profile that the user wants does not find its columns."""
    headers = find_header(head, ())[1]
    keys = set(map(key, headers))
    profile = next(each for each in profiles if each.name == asked)
    lacking = [column for column in profile.signature if key(column) not in keys]
    return BadData(
        _("O arquivo não serve no perfil {profile}: falta {columns}.").format(
            profile=asked, columns=", ".join(f"“{column}”" for column in lacking)
        ),
        columns_shown(headers),
    )
