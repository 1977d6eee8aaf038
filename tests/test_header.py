import pytest

from carteira_cli.errors import BadData
from carteira_cli.ingest.columns import NAMES
from carteira_cli.ingest.header import columns_shown, find_header, match_columns, settle_kind

HEADERS = ("Emissão", "Freguês", "Valor", "")


def test_the_header_names_most_columns():
    head = [(1, ["Relatório"]), (4, ["Data", 2.0]), (6, ["Data", "Valor "]), (7, ["1", "2"])]
    assert find_header(head, ()) == (6, ("Data", "Valor"))


def test_wanted_columns_count_as_known():
    assert (
        find_header([(1, ["Data"]), (2, ["Dt", "Vl X"])], [("date", "dt"), ("amount", "VL X")])[0]
        == 2
    )


def test_without_a_known_name_the_widest_row_is_shown():
    assert find_header([(1, ["x"]), (2, ["a", "b"]), (3, ["c", "d"])], ()) == (2, ("a", "b"))


def test_the_user_decides():
    assert match_columns(HEADERS, [("Cliente", "fregues"), ("amount", "#1")]) == {
        "customer": 1,
        "amount": 0,
    }


@pytest.mark.parametrize(
    ("wanted", "sentence", "remedy"),
    [
        (
            [("quando", "Valor")],
            "--map não conhece o campo “quando”.",
            f"Os campos são: {', '.join(NAMES)}.",
        ),
        (
            [("amount", "Total")],
            "O arquivo não tem a coluna “Total”.",
            "As colunas são: Emissão, Freguês, Valor.",
        ),
        (
            [("amount", "#5")],
            "O arquivo não tem a coluna “#5”.",
            "As colunas são: Emissão, Freguês, Valor.",
        ),
        (
            [("amount", "")],
            "O arquivo não tem a coluna “”.",
            "As colunas são: Emissão, Freguês, Valor.",
        ),
        (
            [("amount", "Valor"), ("quantity", "valor")],
            "--map usa duas vezes quantity=valor.",
            "Cada campo vem de uma coluna, e cada coluna vai para um campo.",
        ),
        (
            [("amount", "Valor"), ("amount", "Emissão")],
            "--map usa duas vezes amount=Emissão.",
            "Cada campo vem de uma coluna, e cada coluna vai para um campo.",
        ),
    ],
)
def test_a_wish_that_cannot_be_met_says_why(wanted, sentence, remedy):
    with pytest.raises(BadData) as fault:
        match_columns(HEADERS, wanted)
    assert (fault.value.sentence, fault.value.remedy) == (sentence, remedy)


def kind(fields: str, wished: str = "") -> str:
    return settle_kind(dict.fromkeys(fields.split(), 0), ("A", "B"), wished)


def test_a_text_of_one_column_is_no_table():
    with pytest.raises(BadData) as fault:
        settle_kind({}, ("Sua sessão expirou. " * 5, ""), "")
    assert fault.value.sentence == (
        "Não há tabela no arquivo: só um texto, que começa com "
        "“Sua sessão expirou. Sua sessão expirou. Sua sessão expirou. ”."
    )
    assert fault.value.remedy == (
        "Exporte de novo a partir do sistema; uma lista só de nomes: --map customer=#1."
    )


@pytest.mark.parametrize(
    ("fields", "wished", "expected"),
    [
        ("date amount customer", "", "sales"),
        ("date order_total code", "", "sales"),
        ("date quantity unit_price tax_id", "sales", "sales"),
        ("date gross_amount trade_name last_on", "", "sales"),
        ("date amount customer", "customers", "customers"),
        ("customer city", "", "customers"),
        ("code date", "customers", "customers"),
        ("customer last_on amount", "", "customers"),
        ("customer date last_amount", "", "customers"),
        ("customer at result", "", "interactions"),
        ("customer at result last_on", "", "interactions"),
        ("customer date amount at result", "", "sales"),
        ("customer date", "interactions", "interactions"),
        ("customer phone role birthday", "", "customers"),
        ("customer phone", "contacts", "contacts"),
        ("contact phone", "contacts", "contacts"),
    ],
)
def test_the_content_tells_the_kind(fields, wished, expected):
    assert kind(fields, wished) == expected


@pytest.mark.parametrize(
    ("fields", "wished", "lacking"),
    [
        ("city", "", "a data, o valor, o cliente"),
        ("customer date", "", "o valor"),
        ("customer amount", "", "a data"),
        ("customer quantity", "sales", "a data, o valor"),
        ("date amount", "", "o cliente"),
        ("date amount", "customers", "o cliente"),
        ("contact phone", "customers", "o cliente"),
        ("phone", "contacts", "o cliente"),
        ("customer result", "interactions", "a data"),
    ],
)
def test_a_file_that_can_be_neither_says_what_is_missing(fields, wished, lacking):
    with pytest.raises(BadData) as fault:
        kind(fields, wished)
    assert fault.value.sentence == f"Falta no arquivo: {lacking}."
    field_of = {"a data": "date", "o valor": "amount", "o cliente": "customer"}
    maps = " ".join(f"--map {field_of[name]}=COLUNA" for name in lacking.split(", "))
    assert fault.value.remedy == f"Diga qual coluna é: {maps}. As colunas são: A, B."


def test_of_a_long_name_of_a_column_the_start_is_shown():
    assert columns_shown(["a" * 61, "b" * 60]) == f"As colunas são: {'a' * 60}…, {'b' * 60}."


def test_only_the_first_sixty_columns_are_shown():
    names = [f"c{number}" for number in range(99)]
    assert columns_shown(names) == f"As colunas são: {', '.join(names[:60])}, …."
