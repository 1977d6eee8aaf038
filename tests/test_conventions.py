import pytest

from carteira_cli.errors import BadData
from carteira_cli.ingest.conventions import survey
from carteira_cli.ingest.layout import Wishes

OPEN_DAYS = "Nenhuma data decide entre dia e mês: lidas à brasileira (--date-order muda)."
OPEN_NUMBERS = "Nenhum número tem centavos: 1.234 e 1,234 são lidos como milhares (--decimal muda)."


def surveyed(fields: str, *rows: str, wishes: Wishes = Wishes()):  # noqa: B008 - immutable
    places = {field: at for at, field in enumerate(fields.split())}
    return survey([(line, row.split("|")) for line, row in enumerate(rows, 2)], places, wishes)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["1.234,56"], ","),
        (["1,234.56"], "."),
        (["1234,5"], ","),
        (["1234.5600000000001"], "."),
        (["1.234.567", "1,5"], ","),
        (["0,500"], ","),
        ([".500"], "."),
        (["R$ 12,50", "abc"], ","),
        (["12.50", "1,50", "2,50"], ","),
        (["11.9%"], "."),
    ],
)
def test_the_decimal_mark_is_told_by_the_column(cells, expected):
    found = surveyed("amount", *cells)
    assert found.decimals == {"amount": expected}
    assert found.remarks == ()


def test_an_open_column_follows_the_others_of_the_file():
    found = surveyed("amount quantity", "12.50|1.234", "3.10|2.000")
    assert found.decimals == {"amount": ".", "quantity": "."}
    assert found.remarks == ()


def test_where_nothing_tells_it_is_brazils_and_said_so():
    found = surveyed("amount date", "1.234|01/02/2026")
    assert (found.decimals, found.date_orders) == ({"amount": ","}, {"date": "dmy"})
    assert found.remarks == (OPEN_NUMBERS, OPEN_DAYS)


@pytest.mark.parametrize(
    ("cells", "expected"), [(["1.234"], ","), (["1,234"], "."), (["1,234", "1.234"], ",")]
)
def test_three_digits_after_the_only_mark_are_thousands(cells, expected):
    found = surveyed("amount", *cells)
    assert found.decimals == {"amount": expected}
    assert found.remarks == (OPEN_NUMBERS,)


def test_numbers_of_a_sheet_and_short_rows_tell_nothing():
    rows = [(2, [1.5, 46286.0]), (3, [])]
    found = survey(rows, {"amount": 0, "date": 1}, Wishes())
    assert (found.decimals, found.date_orders) == ({"amount": ","}, {"date": "dmy"})
    assert (found.rows, found.remarks) == (2, ())


def test_no_rows_give_brazils_conventions():
    assert survey([], {"amount": 0}, Wishes()) == ({"amount": ","}, {}, 0, ())


def test_what_the_user_says_holds():
    wishes = Wishes(decimal=".", date_order="mdy")
    found = surveyed("amount date", "1.234,5|21/09/2026", "1,5|09/21/2026", wishes=wishes)
    assert (found.decimals, found.date_orders) == ({"amount": "."}, {"date": "mdy"})
    assert found.remarks == ()


@pytest.mark.parametrize(
    ("days", "expected", "remark"),
    [
        (["01/02/2026", "21/02/2026"], "dmy", ("Datas lidas como dia/mês/ano.",)),
        (["01/02/2026", "02/21/2026"], "mdy", ("Datas lidas como mês/dia/ano.",)),
        (["32/02/21"], "ymd", ("Datas lidas como ano/mês/dia.",)),
        (["2026-02-21", "20260221", "ontem"], "dmy", ()),
        (["13/13/2026"], "dmy", (OPEN_DAYS,)),
    ],
)
def test_a_day_beyond_twelve_tells_the_order(days, expected, remark):
    found = surveyed("date", *days)
    assert found.date_orders == {"date": expected}
    assert found.remarks == remark


def test_an_open_column_of_days_follows_the_others():
    found = surveyed("date paid_on", "01/02/2026|02/28/2026")
    assert found.date_orders == {"date": "mdy", "paid_on": "mdy"}


def test_two_orders_in_one_column_are_refused_with_both_readings():
    with pytest.raises(BadData) as fault:
        surveyed("date", "21/09/2026", "22/09/2026", "09/23/2026")
    assert fault.value.sentence == (
        "A mesma coluna traz datas em duas ordens — "
        "linha 2: 21/09/2026 (dia/mês); linha 4: 09/23/2026 (mês/dia)."
    )
    assert fault.value.remedy == (
        "Diga qual vale com --date-order dmy ou --date-order mdy: as outras são recusadas."
    )


def test_a_thousand_cells_settle_a_mark():
    rows = [f"{number},50" for number in range(5000)] + ["1.50"] * 2
    assert surveyed("amount", *rows).decimals == {"amount": ","}


def test_unknown_status_words_are_named():
    rows = ["faturado", "", "Na doca", *(f"x{number}" for number in range(30))]
    (remark,) = surveyed("status", *rows).remarks
    words = ", ".join(["Na doca", *(f"x{number}" for number in range(19))])
    assert remark == f"Situações desconhecidas, lidas como faturado: {words}."
