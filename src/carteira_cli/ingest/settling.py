"""Which column is which field, and how rows are made fit: by the wishes, the profile, the names."""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from carteira_cli.errors import BadData, _
from carteira_cli.ingest.columns import field_named, key
from carteira_cli.ingest.header import has_amount, match_columns, place_of
from carteira_cli.ingest.heading import Heading
from carteira_cli.ingest.layout import Wishes
from carteira_cli.ingest.months import Month, first_day, month_of, year_in
from carteira_cli.ingest.profile import Profile
from carteira_cli.ingest.shaping import Shaping, shaping_of

_SEVERAL = 2  # columns called after a month: one alone may be anything


class Settled(NamedTuple):
    """The profile as the user wants it, how it makes the rows fit, and each field's column.

    `month` and `months` are as in `Layout`.
    """

    profile: Profile
    shaping: Shaping
    fields: dict[str, int]
    month: str = ""
    months: Mapping[int, str] = {}


def settle(heading: Heading, sheet: str, name: str, wishes: Wishes) -> Settled:
    """How the table below a heading is read, in a sheet of a file of that name.

    Where sales have no day, the months that columns are called after are their days, else that of
    the tab. Raises BadData where it is unknown of what year, or which of two columns a month is.
    """
    heading, wishes = _agreed(heading, wishes)
    profile, headers = heading.profile, heading.headers
    plain = shaping_of(profile, headers, "", {})
    fields = _fields(heading, plain, wishes)
    columns = _months(heading, wishes)
    tab = month_of(sheet) if has_amount(fields) else None
    if "date" in fields or wishes.kind not in {"", "sales"} or not (columns or tab):
        return Settled(profile, plain, fields)
    year = int(wishes.year or 0) or year_in(heading.title) or year_in([name])
    months = {at: _day(found, year) for at, found in columns.items()}
    _refuse_twice(headers, months)
    month = _day(tab, year) if tab and not columns else ""
    shaping = shaping_of(profile, headers, month, months)
    return Settled(profile, shaping, _fields(heading, shaping, wishes), month, months)


def _agreed(heading: Heading, wishes: Wishes) -> tuple[Heading, Wishes]:
    """What the profile and the user say of the amount, made to agree.

    Where the user says that another column is the amount, nothing was given back beside it.
    """
    profile, headers = heading.profile, heading.headers
    if profile.returns and "amount" in asked(wishes):
        sold = "amount", place_of(profile.columns["amount"], headers)
        others = tuple(
            (field, column)
            for field, column in wishes.columns
            if (field_named(field), place_of(column, headers)) != sold
        )
        wishes = wishes._replace(columns=others)
        profile = replace(profile, returns="" if "amount" in asked(wishes) else profile.returns)
    return heading._replace(profile=profile), wishes


def asked(wishes: Wishes) -> set[str]:
    """The fields that the user said a column for."""
    return {field_named(field) for field, _column in wishes.columns}


def _months(heading: Heading, wishes: Wishes) -> dict[int, Month]:
    """The columns that are months; beside them a total is their sum, unless somebody says not."""
    columns = {at: found for at, text in enumerate(heading.headers) if (found := month_of(text))}
    is_told = "amount" in asked(wishes) | heading.profile.columns.keys()
    return {} if is_told or len(columns) < _SEVERAL else columns


def _day(month: Month, year: int) -> str:
    year = month[0] or year
    if not year:
        raise BadData(
            _("O arquivo traz vendas por mês e não diz de que ano."),
            _("Diga o ano: --year 2026."),
            "--year",
        )
    return first_day(year, month[1])


def _refuse_twice(headers: tuple[str, ...], months: Mapping[int, str]) -> None:
    """A month in two columns is of two years, or of sales and something else: who could tell?"""
    if len(set(months.values())) == len(months):
        return
    shown = ", ".join(f"“{headers[at]}”" for at in months)
    raise BadData(
        _("O mesmo mês está em duas colunas: {columns}.").format(columns=shown),
        _("Deixe uma coluna para cada mês, com o ano no nome: Jan/2026."),
    )


def _fields(heading: Heading, shaping: Shaping, wishes: Wishes) -> dict[str, int]:
    """Each field's column: as was wished, as the profile says, as it is made, as it is named."""
    profile, headers = heading.profile, heading.headers
    said = asked(wishes)
    wished = {place_of(column, headers) for _field, column in wishes.columns}
    made = {
        field: shaping.width + at for at, field in enumerate(shaping.fields) if field not in said
    }
    told = [
        (field, column)
        for field, column in profile.columns.items()
        if field not in said | made.keys() and place_of(column, headers) not in {None, *wished}
    ]
    left_out = set(map(key, profile.ignored))
    ignored = {at for at, name in enumerate(headers) if key(name) in left_out} - wished
    return match_columns(headers, [*wishes.columns, *told], made, ignored | shaping.used)
