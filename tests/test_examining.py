"""The first pass: which tables are read, and what each of their columns is."""

import io

import pytest

from carteira_cli.domain.rows import Party, Problem, SaleRow, Skipped
from carteira_cli.errors import BadData
from carteira_cli.ingest.choosing import peek
from carteira_cli.ingest.examining import examine
from carteira_cli.ingest.layout import Wishes
from carteira_cli.ingest.profile import Profile, Split
from carteira_cli.ingest.profile_text import built_in
from carteira_cli.ingest.reading import read
from packing import csv, workbook

HEAD = ["Pedido", "Data", "Cliente", "Valor"]
ROW = ["1", "13/02/2026", "Ana", 1.0]


def tables(content, name="a.xlsx", profiles=(), **wishes):
    data = workbook(content) if isinstance(content, dict) else csv(*content)
    return examine(io.BytesIO(data), name, Wishes(**wishes), profiles)


def rows(content, name="a.xlsx", profiles=(), **wishes):
    data = workbook(content) if isinstance(content, dict) else csv(*content)
    stream = io.BytesIO(data)
    found = examine(stream, name, Wishes(**wishes), profiles)
    return [row for layout in found for row in read(stream, layout)]


def refused(*arguments, **wishes):
    with pytest.raises(BadData) as fault:
        tables(*arguments, **wishes)
    return fault.value.sentence


# Sheets


def sheets(content, **wishes):
    found = tables(content, **wishes)
    assert not any(layout.remarks[1:] for layout in found[1:])
    return [layout.sheet for layout in found], [
        remark for remark in found[0].remarks if remark.startswith("Aba")
    ]


def test_one_sheet_needs_no_word():
    assert sheets({"A": [HEAD, ROW]}) == (["A"], [])


def test_sheets_with_the_same_columns_are_all_read():
    assert sheets({"A": [HEAD, ROW], "B": [["x"], HEAD, ROW]}) == (["A", "B"], [])
    assert sheets({"A": [HEAD, ROW], "B": [[*HEAD[::-1]], ROW[::-1]]}) == (["A", "B"], [])


def test_which_sheets_are_left_is_said():
    notes = [["Observação"], ["olá"]]
    assert sheets({"Nota": notes, "A": [HEAD, ROW]}) == (["A"], ["Aba lida: A."])
    assert sheets({"A": [HEAD, ROW], "N": notes, "B": [HEAD, ROW], "M": notes}) == (
        ["A", "B"],
        ["Abas não lidas: N, M."],
    )
    assert sheets({"A": [HEAD, ROW], "Vazia": []}) == (["A"], [])


def test_a_sheet_with_rows_is_read_before_one_that_only_has_columns():
    model = [*HEAD, "Produto", "Quantidade"]
    assert sheets({"Modelo": [model], "A": [HEAD, ROW]}) == (["A"], ["Aba lida: A."])
    people = ["Razão Social", "Telefone", "Cidade", "UF", "Segmento", "E-mail"]
    assert sheets({"Modelo": [people], "A": [HEAD, ROW]}) == (["A"], ["Aba lida: A."])
    assert sheets({"A": [HEAD, ROW], "Out": [HEAD]}) == (["A"], ["Aba lida: A."])


def test_a_sheet_whose_rows_are_all_no_data_is_none():
    gone = Profile("a", signature=("Pedido", "D_E_L_E_T_"), deleted={"D_E_L_E_T_": ("*",)})
    head = [*HEAD, "D_E_L_E_T_"]
    content = {"A": [head, [*ROW, "*"]], "B": [head, [*ROW, ""]]}

    assert sheets(content, profiles=(gone,)) == (["B"], ["Aba lida: B."])
    assert refused({"A": content["A"]}, profiles=(gone,)) == (
        "a.xlsx: Há um cabeçalho e nenhuma linha abaixo dele."
    )


def test_no_sheet_has_rows():
    assert refused({"A": [HEAD], "B": [HEAD]}) == (
        "a.xlsx: Há um cabeçalho e nenhuma linha abaixo dele."
    )


def test_totals_alone_are_no_rows():
    """Yet one row that is refused beside them is one."""
    total = ["Total geral", "", "", "10,00"]
    assert len(total) == len(HEAD)

    assert refused({"A": [HEAD, total, HEAD], "B": [HEAD, total]}) == (
        "a.xlsx: Abaixo do cabeçalho só há totais."
    )
    assert sheets({"A": [HEAD, total], "B": [HEAD, total, ROW]})[0] == ["A", "B"]
    assert sheets({"A": [HEAD, total, ["1", "31/02/2026", "Ana", "1,00"]]})[0] == ["A"]


def test_a_header_at_the_end_of_the_first_rows_may_have_rows_below():
    late = [*([f"linha {n}"] for n in range(49)), HEAD, ROW]
    assert sheets({"A": late}) == (["A"], [])


def test_days_in_two_orders_are_told_with_their_sheet():
    days = [["1", day, "Ana", 1.0] for day in ("13/02/2026", "02/14/2026")]
    assert refused({"B": [["x"]], "A": [HEAD, *days]}) == (
        "a.xlsx: A: A mesma coluna traz datas em duas ordens — "
        "linha 2: 13/02/2026 (dia/mês); linha 3: 02/14/2026 (mês/dia)."
    )


def test_the_profile_that_was_asked_for_chooses_the_sheet():
    small = Profile("a", signature=("Data", "Freguês"), columns={"customer": "Freguês"})
    content = {"A": [HEAD, ROW], "B": [["Data", "Freguês", "Valor"], ["13/02/2026", "Bia", 2.0]]}

    assert sheets(content, profiles=(small,), profile="a") == (["B"], ["Aba lida: B."])
    assert refused({"A": content["A"]}, profiles=(small,), profile="a") == (
        "a.xlsx: O arquivo não serve no perfil a: falta “Freguês”."
    )


def test_a_peek_at_what_could_not_be_understood():
    stream = io.BytesIO(workbook({"A": [["x"]], "B": [["Quando", "Quem"], ["ontem", "Ana"]]}))
    assert peek(stream, Wishes(columns=(("date", "Quando"),)), ()) == (
        ("Quando", "Quem"),
        ["ontem", "Ana"],
    )
    assert peek(io.BytesIO(b"Data;Valor\n"), Wishes(), ()) == (("Data", "Valor"), [])


# Months

MONTH = ["Cliente", "Vendas"]


def days(*arguments, **wishes):
    return [row.ordered_on for row in rows(*arguments, **wishes)]


def tabs(*names, title=()):
    return {name: [*title, MONTH, ["Ana", 1.0]] for name in names}


@pytest.mark.parametrize(
    ("content", "name", "year", "expected"),
    [
        (tabs("Jan", "Fev"), "vendas 2025.xlsx", "", ["2025-01-01", "2025-02-01"]),
        (tabs("Jan", "Fev"), "vendas 2025.xlsx", "2024", ["2024-01-01", "2024-02-01"]),
        (tabs("Jan", title=[["Vendas de 2023"]]), "de 2025.xlsx", "", ["2023-01-01"]),
        (tabs("Jan", title=[["De 2023 a 2024"]]), "de 2025.xlsx", "", ["2025-01-01"]),
        (tabs("Dez 2022", "Jan 23"), "2025.xlsx", "2021", ["2022-12-01", "2023-01-01"]),
        (tabs("Março"), "x.zip › 2025/v.xlsx", "", ["2025-03-01"]),
    ],
)
def test_the_month_of_a_tab_and_its_year(content, name, year, expected):
    assert days(content, name, year=year) == expected


def test_a_month_without_a_year_is_asked_for():
    with pytest.raises(BadData) as fault:
        tables(tabs("Jan", "Fev"))
    assert (fault.value.sentence, fault.value.remedy, fault.value.option) == (
        "a.xlsx: O arquivo traz vendas por mês e não diz de que ano.",
        "Diga o ano: --year 2026.",
        "--year",
    )


def test_twelve_tabs_are_twelve_months():
    names = ["Jan", "Fev", "Mar", "Abr", "Mai", "Jun", "Jul", "Ago", "Set", "Out", "Nov", "Dez"]
    found = tables(tabs(*names), year="2026")

    assert [layout.month for layout in found] == [f"2026-{number:02}-01" for number in range(1, 13)]
    assert {(layout.kind, layout.made) for layout in found} == {
        ("sales", (f"2026-{number:02}",)) for number in range(1, 13)
    }


def test_a_tab_is_no_day_where_the_rows_have_one_or_nothing_was_sold():
    assert days({"Jan": [HEAD, ROW]}) == ["2026-02-13"]
    people = {"Mar": [["Nome", "Telefone"], ["Ana", "(11) 4025-1010"]]}
    assert [(layout.kind, layout.month) for layout in tables(people)] == [("customers", "")]
    sold = {"Mar": [["Cliente", "Valor"], ["Ana", 1.0]]}
    assert [layout.month for layout in tables(sold, kind="customers")] == [""]


WIDE = ["Cliente", "Jan", "Fev/25", "2025-03", "Total"]


def test_columns_of_months_are_a_sale_each_and_their_sum_is_none():
    content = (";".join(WIDE), "Ana;1,00;;3,00;4,00", "Bia;;-;;0", "Rui;dez;2,00;vinte;")
    found = rows(content, name="2024.csv")

    ana, rui = Party(name="Ana"), Party(name="Rui")
    assert found == [
        SaleRow(2, ana, "2024-01-01", 100),
        SaleRow(2, ana, "2025-03-01", 300),
        Skipped(3, "linha sem valor em nenhum mês"),
        Problem(4, "Jan", "dez", "não é um valor", ("Rui", "dez", "2,00", "vinte", "")),
        SaleRow(4, rui, "2025-02-01", 200),
    ]
    (layout,) = tables(content, name="2024.csv")
    assert layout.months == ((1, "2024-01-01"), (2, "2025-02-01"), (3, "2025-03-01"))
    assert (layout.unused, layout.month) == (("Total",), "")


def test_months_of_a_sheet_may_be_its_days():
    content = {"2025": [["Cliente", "2025-01-01", "2025-02-01"], ["Ana", 1.0, 2.0]]}
    assert days(content) == ["2025-01-01", "2025-02-01"]


def test_one_column_called_after_a_month_may_be_anything():
    assert refused(("Cliente;Jan;Valor", "Ana;x;1,00"), name="2025.csv") == (
        "2025.csv: Falta no arquivo: a data."
    )


def test_months_beside_an_amount_that_somebody_meant_are_not_read():
    content = (";".join(WIDE), "Ana;1,00;;3,00;4,00")
    mapped = (("amount", "Total"), ("date", "2025-03"))
    assert refused(content, name="2024.csv", columns=mapped[:1]) == (
        "2024.csv: Falta no arquivo: a data."
    )
    assert [layout.months for layout in tables(content, kind="customers")] == [()]


def test_a_month_in_two_columns_is_refused():
    content = ("Cliente;Jan;Fev;Jan;Fev", "Ana;1,00;2,00;3,00;4,00")
    assert refused(content, name="2024.csv") == (
        "2024.csv: O mesmo mês está em duas colunas: “Jan”, “Fev”, “Jan”, “Fev”."
    )


# Columns


def fields(head, profiles=(), **wishes):
    content = (head, ";".join(["13/02/2026"] * (head.count(";") + 1)))
    (layout,) = tables(content, profiles=profiles, **wishes)
    return {field: layout.column(field) for field in layout.fields}


OWN = Profile(
    "meu",
    signature=("Quando",),
    columns={"date": "Quando", "customer": "#3", "paid_on": "Sumiu", "amount": "Total"},
    ignored=("Cliente", "Rede"),
)


def test_what_the_profile_says_goes_before_the_names():
    head = "Cliente;Quando;Quem;Total;Data"
    assert fields(head, (OWN,)) == {"date": "Quando", "customer": "Quem", "amount": "Total"}


@pytest.mark.parametrize("mapped", [(("data", "Data"),), (("date", "#5"),), (("emissão", "DATA"),)])
def test_what_the_user_says_goes_before_the_profile(mapped):
    head = "Cliente;Quando;Quem;Total;Data"
    assert fields(head, (OWN,), columns=mapped) == {
        "date": "Data",
        "customer": "Quem",
        "amount": "Total",
    }


def test_a_column_that_the_user_gives_to_another_field_is_not_the_profiles():
    head = "Cliente;Quando;Quem;Total;Valor;Data"
    assert fields(head, (OWN,), columns=(("gross_amount", "#4"), ("segment", "Cliente"))) == {
        "date": "Quando",
        "customer": "Quem",
        "amount": "Valor",
        "gross_amount": "Total",
        "segment": "Cliente",
    }


def test_the_user_may_map_what_a_pattern_makes():
    split = Profile(
        "a",
        signature=("Quem",),
        splits=(Split("Quem", r"(?P<code>\d+) - (?P<customer>.+)"),),
    )
    content = ("Data;Quem;Apelido;Valor", "13/02/2026;12 - Ana Lima;Ana;1,00")

    (made,) = rows(content, profiles=(split,))
    (mapped,) = rows(content, profiles=(split,), columns=(("customer", "Apelido"),))
    (whole,) = rows(content, profiles=(split,), columns=(("customer", "Quem"),))

    assert [(row.party.code, row.party.name) for row in (made, mapped, whole)] == [
        ("12", "Ana Lima"),
        ("12", "Ana"),
        ("12", "12 - Ana Lima"),
    ]


def test_a_column_or_field_that_is_mapped_twice_is_refused():
    content = ("Data;Cliente;Valor", "13/02/2026;Ana;1,00")
    for pair in (("order", "Data"), ("date", "Valor")):
        assert refused(content, name="a.csv", columns=(("date", "Data"), pair)) == (
            f"a.csv: --map usa duas vezes {pair[0]}={pair[1]}."
        )


(FACTORY,) = (profile for profile in built_in() if profile.name == "fabrica-pedidos")


def test_which_of_several_days_and_values_was_taken_is_said():
    head = "Ordem;Razão Social;Digitação;Data Liberação/Crédito;Faturamento;Vr Total (s/impostos);"
    content = (f"{head}Vr Total (Líquido)", "1;Ana;13/02/2026;14/02/2026;15/02/2026;1,00;2,00")

    (layout,) = tables(content, profiles=(FACTORY,))
    assert [remark for remark in layout.remarks if "vale como" in remark] == [
        "“Digitação” vale como a data; há também “Data Liberação/Crédito”, “Faturamento” "
        "(--map date=… muda).",
        "“Vr Total (s/impostos)” vale como o valor; há também “Vr Total (Líquido)” "
        "(--map amount=… muda).",
    ]
    (alone,) = tables(
        (
            "Ordem;Razão Social;Digitação;Faturamento;Vr Total (Líquido);Cor",
            "1;Ana;13/02/2026;;1,00;x",
        ),
        profiles=(FACTORY,),
        columns=(("amount", "Vr Total (Líquido)"), ("date", "Digitação")),
        ignored=("Faturamento",),
    )
    assert [remark for remark in alone.remarks if "vale como" in remark] == [
        "“Digitação” vale como a data; há também “Faturamento” (--map date=… muda)."
    ]
    assert alone.unused == ("Cor",)


(SAP,) = (profile for profile in built_in() if profile.name == "sap-mensal")


@pytest.mark.parametrize(
    ("columns", "amounts"),
    [
        ((), [1000, -100]),
        ((("valor", "#3"),), [1000, -100]),
        ((("amount", "Faturado"),), [900]),
    ],
)
def test_another_amount_has_nothing_given_back_beside_it(columns, amounts):
    content = (
        "Cod + Nome cliente;Quantidade;Vendas;Devoluções;Faturado;Data",
        "12 - Ana;3;10,00;1,00;9,00;13/02/2026",
    )
    found = rows(content, profiles=(SAP,), columns=columns)

    assert [row.amount_cents for row in found] == amounts
    assert [row.quantity for row in found] == [3.0, None][: len(amounts)]
