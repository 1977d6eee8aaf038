import pytest

from carteira_cli.errors import BadData
from carteira_cli.ingest.conventions import survey
from carteira_cli.ingest.layout import Wishes

OPEN_DAYS = "Nenhuma data decide entre dia e mês: lidas à brasileira (--date-order muda)."
OPEN_NUMBERS = "Nenhum número tem centavos: 1.234 é lido como milhares (--decimal muda)."
OPEN_POINTS = "Nenhum número tem centavos: 1,234 é lido como milhares (--decimal muda)."
TORN = (
    "Há números com vírgula e números com ponto, e nenhum dos dois prevalece: "
    "o decimal lido é “,” (--decimal muda)."
)


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
    ("cells", "expected", "remark"),
    [(["1.234"], ",", OPEN_NUMBERS), (["1,234"], ".", OPEN_POINTS)],
)
def test_three_digits_after_the_only_mark_are_thousands(cells, expected, remark):
    found = surveyed("amount", *cells)
    assert found.decimals == {"amount": expected}
    assert found.remarks == (remark,)


@pytest.mark.parametrize("cells", [["12,5", "1.234", "10.5"], ["12,5", "10.5"], ["1,234", "1.234"]])
def test_a_column_of_both_marks_says_which_was_taken(cells):
    found = surveyed("amount", *cells)
    assert found.decimals == {"amount": ","}
    assert found.remarks == (TORN,)


def test_a_torn_column_follows_the_others_and_says_so():
    found = surveyed("amount quantity", "12,5|1.50", "10.5|2.50")
    assert found.decimals == {"amount": ".", "quantity": "."}
    assert found.remarks == (TORN.replace("“,”", "“.”"),)


def test_what_is_said_of_two_columns_alike_is_said_once():
    found = surveyed("amount quantity unit_price", "1.234|2.000|1,500")
    assert found.decimals == {"amount": ",", "quantity": ",", "unit_price": "."}
    assert found.remarks == (OPEN_NUMBERS, OPEN_POINTS)


def test_numbers_of_a_sheet_and_short_rows_tell_nothing():
    rows = [(2, [1.5, 46286.0]), (3, [])]
    found = survey(rows, {"amount": 0, "date": 1}, Wishes())
    assert (found.decimals, found.date_orders) == ({"amount": ","}, {"date": "dmy"})
    assert (found.rows, found.remarks) == (2, ())


def test_no_rows_give_brazils_conventions():
    assert survey([], {"amount": 0}, Wishes()) == ({"amount": ","}, {}, 0, (), (0, 0, 0), (), False)


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
        (["32/01/2026"], "dmy", (OPEN_DAYS,)),
        (["32/01/2026", "02/21/2026"], "mdy", ("Datas lidas como mês/dia/ano.",)),
    ],
)
def test_a_day_beyond_twelve_tells_the_order(days, expected, remark):
    found = surveyed("date", *days)
    assert found.date_orders == {"date": expected}
    assert found.remarks == remark


def test_an_open_column_of_days_follows_the_others():
    found = surveyed("date paid_on", "01/02/2026|02/28/2026")
    assert found.date_orders == {"date": "mdy", "paid_on": "mdy"}


@pytest.mark.parametrize(
    "days",
    [
        ["21/09/2026", "22/09/2026", "09/23/2026", "09/24/2026", "25/09/2026"],
        ["21/09/2026", "01/02/2026", "09/23/2026"],
    ],
    ids=["both proven", "no majority"],
)
def test_two_orders_in_one_column_are_refused_with_both_readings(days):
    with pytest.raises(BadData) as fault:
        surveyed("date", *days)
    assert fault.value.sentence == (
        "A mesma coluna traz datas em duas ordens — "
        "linha 2: 21/09/2026 (dia/mês); linha 4: 09/23/2026 (mês/dia)."
    )
    assert fault.value.remedy == (
        "Diga qual vale com --date-order dmy ou --date-order mdy: as outras são recusadas."
    )


@pytest.mark.parametrize("others", [["10/25/2026"], ["32/01/2026", "02/30/2026"]])
def test_a_date_in_another_order_stops_no_file(others):
    days = [f"{day}/03/2026" for day in range(1, 29)]
    assert surveyed("date", *others, *days).date_orders == {"date": "dmy"}


def test_an_order_is_proven_by_a_tenth_of_the_telling_cells():
    days = [f"{day}/03/2026" for day in range(13, 31)]
    surveyed("date", *days, "01/25/2026", "04/05/2026")
    surveyed("date", *days, "31/03/2026", "01/25/2026", "01/26/2026")
    with pytest.raises(BadData):
        surveyed("date", *days, "01/25/2026", "01/26/2026")


def test_a_thousand_cells_settle_a_mark():
    rows = [f"{number},50" for number in range(5000)] + ["1.50"] * 2
    assert surveyed("amount", *rows).decimals == {"amount": ","}


def test_unknown_status_words_are_named():
    rows = ["faturado", "", "Na doca", *(f"x{number}" for number in range(30))]
    (remark,) = surveyed("status", *rows).remarks
    words = ", ".join(["Na doca", *(f"x{number}" for number in range(19))])
    assert remark == f"Situações desconhecidas, lidas como faturado: {words}."


@pytest.mark.parametrize(
    ("rows", "numbering"),
    [
        ([], (0, 0, 0)),
        (["1|5,00", "|5,00", "X2|5,00", "Caixa|5,00"], (0, 0, 3)),
        (["C1|5,00", " c2 |R$ 5,00", "3|-5,00"], (2, 0, 1)),
        (["C1|-5,00", "C2|(5,00)", "C3|5,00-", "C4|−5,00", "C5|-", "C6|"], (2, 4, 0)),
        (["C1|5,00|-2", "C2|5,00|2", "C3"], (2, 1, 0)),
        (["C123A|5,00", "C-1|5,00"], (0, 0, 2)),
        ([*(f"{number}|1" for number in range(3000)), "C9|1", "C10|-1"], (1, 1, 3000)),
    ],
)
def test_numbers_with_c_are_counted_by_the_sign_beside_them(rows, numbering):
    assert surveyed("order amount quantity", *rows).numbering == numbering


def test_numbers_of_a_sheet_bear_no_c():
    rows = [(2, [17.0, -5.0]), (3, ["C1", -5.0]), (4, [])]

    assert survey(rows, {"order": 0, "amount": 1}, Wishes()).numbering == (0, 1, 1)


def test_the_principals_that_rows_name_are_told_once_each():
    names = [
        "Serra",
        " SERRA ",
        "",
        "Ávila",
        "Total geral",
        *(f"P{number}" for number in range(30)),
    ]
    rows = [(line, [name]) for line, name in enumerate([*names, 7.0], 2)]

    found = survey(rows, {"principal": 0}, Wishes()).principals

    assert found[:4] == ("Serra", "Ávila", "P0", "P1")
    assert len(found) == 20
    assert survey([(2, [7.0])], {"principal": 0}, Wishes()).principals == ("7",)
