"""Moving the days of rows by whole weeks: the demo's orders end this week, on the same weekdays."""

from datetime import date, timedelta

from carteira_cli.domain.rows import CustomerRow, FileRow, SaleRow

_WEEK = 7


def whole_weeks(anchor: date, today: date) -> int:
    """The days (a multiple of 7, or negative) that bring `anchor` closest to `today`, not after."""
    return (today - anchor).days // _WEEK * _WEEK


def shifted(row: FileRow, days: int) -> FileRow:
    """The row with every day moved by `days`; what has no day stays as it is."""
    if isinstance(row, SaleRow):
        return row._replace(
            ordered_on=moved(row.ordered_on, days),
            invoiced_on=row.invoiced_on and moved(row.invoiced_on, days),
            paid_on=row.paid_on and moved(row.paid_on, days),
        )
    if isinstance(row, CustomerRow):
        return row._replace(last_on=row.last_on and moved(row.last_on, days))
    return row


def moved(day: str, days: int) -> str:
    """An ISO day moved by `days`."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
