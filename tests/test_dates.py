from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carteira_cli.ingest.dates import day_reader, told_order
from carteira_cli.ingest.unreadable import Unreadable

DMY, MDY, YMD = day_reader("dmy"), day_reader("mdy"), day_reader("ymd")
DAYS = st.dates(date(1980, 1, 1), date(2079, 12, 31))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("21/09/2026", "2026-09-21"),
        (" 21/09/26 ", "2026-09-21"),
        ("1/2/6", "2006-02-01"),
        ("21.09.2026", "2026-09-21"),
        ("21-09-80", "1980-09-21"),
        ("2026-09-21", "2026-09-21"),
        ("2026/09/21", "2026-09-21"),
        ("20260921", "2026-09-21"),
        ("20260921140500", "2026-09-21"),
        ("21/09/2026 14:05", "2026-09-21"),
        ("21/09/2026 14:05:59", "2026-09-21"),
        ("21/09/2026 14h05", "2026-09-21"),
        ("2026-09-21T23:59:00-03:00", "2026-09-21"),
        ("2026-09-21T23:59:00.123Z", "2026-09-21"),
        ("09/2026", "2026-09-01"),
        ("2026-09", "2026-09-01"),
        ("Set/2026", "2026-09-01"),
        ("set/26", "2026-09-01"),
        ("Março/2026", "2026-03-01"),
        ("21-set-26", "2026-09-21"),
        ("21 de setembro de 2026", "2026-09-21"),
        ("46286", "2026-09-21"),
        ("46286.68", "2026-09-21"),
        ("46286,68", "2026-09-21"),
        (46286.68, "2026-09-21"),
        (20260921.0, "2026-09-21"),
        ("", None),
        (" - ", None),
        ("Nunca", None),
        ("00/00/0000", None),
    ],
)
def test_days_as_files_write_them(text, expected):
    assert DMY(text) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("31/02/2026", "fevereiro de 2026 tem 28 dias"),
        ("30/02/2024", "fevereiro de 2024 tem 29 dias"),
        ("31/04/2026", "abril de 2026 tem 30 dias"),
        ("00/04/2026", "abril de 2026 tem 30 dias"),
        ("09/21/2026", "não existe o mês 21: nesta coluna as datas são dia/mês/ano"),
        ("32/01/2026", "janeiro de 2026 tem 31 dias"),
        ("20261301", "não existe o mês 13"),
        ("21/09/1826", "o ano 1826 não pode ser"),
        ("0026-09-21", "o ano 26 não pode ser"),
        ("amanhã", "não é uma data"),
        ("21/09-2026", "não é uma data"),
        ("foo/2026", "não é uma data"),
        ("123", "não é uma data"),
        (12.0, "não é uma data"),
        (90000.0, "não é uma data"),
        (20260921.5, "não é uma data"),
    ],
)
def test_what_is_no_day_says_why(text, reason):
    with pytest.raises(Unreadable) as fault:
        DMY(text)
    assert fault.value.reason == reason


@given(DAYS)
def test_every_day_comes_back_in_every_order(day):
    iso = day.isoformat()
    assert DMY(f"{day:%d/%m/%Y}") == DMY(f"{day:%d/%m/%y}") == iso
    assert MDY(f"{day:%m/%d/%Y}") == MDY(f"{day:%m-%d-%y}") == iso
    assert YMD(f"{day:%y/%m/%d}") == YMD(f"{day:%Y.%m.%d}") == iso
    assert MDY(iso) == MDY(f"{day:%Y%m%d}") == iso
    assert DMY(float((day - date(1899, 12, 30)) / timedelta(days=1))) == iso


@pytest.mark.parametrize(
    ("text", "order"),
    [
        (" 21/09/2026 10:00", "dmy"),
        ("09/21/2026", "mdy"),
        ("32/09/21", "ymd"),
        ("09/10/2026", ""),
        ("31/02/2026", ""),
        ("32/01/2026", ""),
        ("13/13/2026", ""),
        ("0/1/2026", ""),
        ("21/09/1826", ""),
        ("2026-09-21", None),
        ("Set/2026", None),
        ("", None),
    ],
)
def test_a_text_tells_the_only_order_in_which_it_is_a_day(text, order):
    assert told_order(text) == order
