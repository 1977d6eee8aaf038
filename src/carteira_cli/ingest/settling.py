"""Which column is which field, and how rows are made fit: by the wishes, the profile, the names."""

from carteira_cli.errors import BadData, _
from carteira_cli.ingest.columns import key
from carteira_cli.ingest.header import match_columns
from carteira_cli.ingest.heading import Heading
from carteira_cli.ingest.layout import Wishes
from carteira_cli.ingest.months import first_day, month_of, year_in
from carteira_cli.ingest.shaping import Shaping, shaping_of

_SEVERAL = 2  # columns called after a month: one alone may be anything


def settle_shaping(
    heading: Heading, sheet: str, name: str, wishes: Wishes
) -> tuple[Shaping, str, dict[int, str]]:
    """How the rows are made fit; where they have no day, by the months of columns or of the tab."""
    plain = shaping_of(heading.profile, heading.headers, "", {})
    fields = settle_fields(heading, plain, wishes)
    if "date" in fields:
        return plain, "", {}
    tab = month_of(sheet)
    columns = {at: found for at, text in enumerate(heading.headers) if (found := month_of(text))}
    if len(columns) < _SEVERAL or "amount" in fields:
        columns = {}
    if not (columns or tab):
        return plain, "", {}
    year = int(wishes.year or 0) or year_in(heading.title) or year_in([name])
    months = {at: _day(found, year) for at, found in columns.items()}
    month = _day(tab, year) if tab and not columns else ""
    return shaping_of(heading.profile, heading.headers, month, months), month, months


def _day(month: tuple[int, int], year: int) -> str:
    year = month[0] or year
    if not year:
        raise BadData(
            _("O arquivo traz vendas por mês e não diz de que ano."),
            _("Diga o ano: --year 2026."),
            "--year",
        )
    return first_day(year, month[1])


def settle_fields(heading: Heading, shaping: Shaping, wishes: Wishes) -> dict[str, int]:
    """Each field's column: as was wished, as the profile says, as it is made, as it is named."""
    profile, headers = heading.profile, heading.headers
    keys = list(map(key, headers))
    asked = {field for field, _column in wishes.columns}
    columns = {key(column) for _field, column in wishes.columns}
    made = {
        field: shaping.width + at for at, field in enumerate(shaping.fields) if field not in asked
    }
    told = [
        (field, column)
        for field, column in profile.columns.items()
        if field not in asked | made.keys() and key(column) in set(keys) - columns
    ]
    left_out = set(map(key, profile.ignored)) - columns
    ignored = {at for at, name in enumerate(keys) if name in left_out}
    return match_columns(headers, [*wishes.columns, *told], made, ignored | shaping.used)
