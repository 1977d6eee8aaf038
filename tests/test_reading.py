import gzip
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carteira_cli.domain.rows import CustomerRow, Party, Problem, SaleRow, Skipped
from carteira_cli.errors import BadData
from carteira_cli.ingest.examining import examine
from carteira_cli.ingest.layout import Wishes
from carteira_cli.ingest.reading import read, read_together

ANA = Party(name="Ana")


def file(*lines: str, encoding: str = "cp1252") -> io.BytesIO:
    return io.BytesIO("\r\n".join(lines).encode(encoding))


def understood(*lines: str, **wishes) -> list:
    stream = file(*lines)
    return list(read(stream, *examine(stream, "a.csv", Wishes(**wishes))))


def refused(*lines: str, **wishes) -> tuple[str, str]:
    with pytest.raises(BadData) as fault:
        examine(file(*lines), "a.csv", Wishes(**wishes))
    return fault.value.sentence, fault.value.remedy


def test_sales_are_read_many_at_a_time():
    stream = file("Data;Cliente;Valor", *(f"21/09/2026;Ana;{at},00" for at in range(1, 301)))
    layout = examine(stream, "a.csv", Wishes())[0]

    together = list(read_together(stream, layout))

    assert [some.size for some in together] == [256, 44]
    assert [row for some in together for row in some.each()] == list(read(stream, layout))


def test_a_principals_report():
    stream = file(
        "Relatório de vendas",
        "",
        "Filtros;período",
        "Pedido;Data;Razão Social;Valor Total (R$);Situação;Representada;Condição de pagamento",
        "10;21/09/2026;Ana;1.234,56;Faturado;Serra;28 dias",
        "11;31/02/2026;Ana;10,00;;;",
        "12;22/09/2026;Ana;dez reais;;;",
        "13;22/09/2026;;10,00;;;",
        " ; ;;;;;",
        "14;22/09/2026;Ana;-10,00;;;",
        "15;22/09/2026;Ana;10,00;Devolvido;;",
        "16;22/09/2026;Ana;-10,00;Cancelado;;",
        "4;;;1.234,56;;;",
    )
    (layout,) = examine(stream, "vendas.csv", Wishes())
    assert (layout.encoding, layout.delimiter, layout.header_line) == ("cp1252", ";", 4)
    assert (layout.kind, layout.sheet, layout.rows, layout.amount) == ("sales", "", 8, "amount")
    assert list(read(stream, layout)) == [
        SaleRow(
            5, ANA, "2026-09-21", 123456, "10", status="invoiced", principal="Serra",
            payment_terms="28 dias",
        ),
        Problem(
            6, "Data", "31/02/2026", "fevereiro de 2026 tem 28 dias",
            ("11", "31/02/2026", "Ana", "10,00", "", "", ""),
        ),
        Problem(
            7, "Valor Total (R$)", "dez reais", "não é um valor",
            ("12", "22/09/2026", "Ana", "dez reais", "", "", ""),
        ),
        Problem(
            8, "Razão Social", "", "falta o cliente",
            ("13", "22/09/2026", "", "10,00", "", "", ""),
        ),
        SaleRow(10, ANA, "2026-09-22", -1000, "14", status="returned"),
        SaleRow(11, ANA, "2026-09-22", -1000, "15", status="returned"),
        SaleRow(12, ANA, "2026-09-22", -1000, "16", status="cancelled"),
        Skipped(13, "linha de total"),
    ]  # fmt: skip


def test_every_field_of_a_line():
    (row,) = understood(
        "order,line,date,customer,product,product_code,category,quantity,unit_price,amount,"
        "gross_amount,status,principal,channel,payment_terms,commission_rate,invoiced_on,paid_on",
        "A1,2,2026-09-21,Ana,Pão,P1,Padaria,1.5,2.00,3.00,3.30,paid,Serra,WhatsApp,28,11.9%,"
        "2026-09-22,2026-10-20",
    )
    assert row == SaleRow(
        2, ANA, "2026-09-21", 300, "A1", "2", "paid", "Serra", "Pão", "P1", "Padaria", 1.5, 200,
        330, "WhatsApp", "28", 1190, "2026-09-22", "2026-10-20",
    )  # fmt: skip


def test_a_customer_list_with_a_stated_last_purchase():
    assert understood(
        "Razão Social;Contato;Porte;Rede;Observações;Última compra;Valor última compra",
        "Ana;Bia;ME;Rede Sul;liga cedo;21/09/2026;1.234,56",
        "Lia;;;;;nunca;",
        "Rui;;;;;ontem;",
        "Total;;;;;;9",
    ) == [
        CustomerRow(2, ANA, "Bia", "ME", "Rede Sul", "liga cedo", "2026-09-21", 123456),
        CustomerRow(3, Party(name="Lia")),
        Problem(
            4, "Última compra", "ontem", "não é uma data", ("Rui", "", "", "", "", "ontem", "")
        ),
        Skipped(5, "linha de total"),
    ]


def test_a_blank_invoice_day_means_open():
    statuses = [
        row.status
        for row in understood(
            "Data;Cliente;Valor;Data de faturamento;Status",
            "21/09/2026;Ana;1,00;;",
            "21/09/2026;Ana;1,00;22/09/2026;",
            "21/09/2026;Ana;1,00;;Faturado em parte",
        )
    ]
    assert statuses == ["open", "invoiced", "partially_invoiced"]


def test_a_file_that_is_silent_on_the_status_says_none():
    (silent,) = understood("Data;Cliente;Valor", "21/09/2026;Ana;1,00")
    (blank,) = understood("Data;Cliente;Valor;Status", "21/09/2026;Ana;1,00;")
    (back,) = understood("Data;Cliente;Valor", "21/09/2026;Ana;-1,00")

    assert (silent.status, blank.status, back.status) == ("", "", "returned")


def test_an_invoice_number_of_c_and_digits_is_a_return():
    rows = understood(
        "InvoiceNo;StockCode;Quantity;InvoiceDate;UnitPrice;CustomerID;Status",
        "C536379;D;-1;12/13/2010;27.50;14527;",
        "C536380;D;2;12/13/2010;27.50;14527;",
        "C536381;D;2;12/13/2010;27.50;14527;cancelled",
        "536382;D;2;12/13/2010;27.50;14527;",
        "CX1;D;2;12/13/2010;27.50;14527;",
    )
    assert [row.amount_cents for row in rows] == [-2750, -5500, 5500, 5500, 5500]
    assert [row.status for row in rows[:3]] == ["returned", "returned", "cancelled"]


def test_rows_of_totals_are_skipped_and_customers_called_total_stay():
    rows = understood(
        "Cliente;Data;Valor",
        "Total Distribuidora Ltda;13/02/2026;10,00",
        "Subtotal A;;20,00",
        "TOTAL GERAL;14/02/2026;30,00",
        "Total do cliente X;14/02/2026;30,00",
    )
    assert rows[0].party.name == "Total Distribuidora Ltda"
    assert rows[1:] == [Skipped(line, "linha de total") for line in (3, 4, 5)]


def unused(*lines: str, **wishes) -> tuple[str, ...]:
    return examine(file(*lines), "a.csv", Wishes(**wishes))[0].unused


def test_columns_that_nothing_is_read_from_are_named():
    sales = ("Data;Cliente;Vendedor;;Valor Total;Valor Líquido;Rede;Cor", "21/09/2026;Ana;;;2;1;;")
    assert unused(*sales) == ("Vendedor", "Rede", "Cor")
    assert unused(*sales, kind="customers") == (
        "Data", "Vendedor", "Valor Total", "Valor Líquido", "Cor",
    )  # fmt: skip
    assert unused("Data;Cliente;Subtotal;Total do pedido", "21/09/2026;Ana;1;2") == (
        "Total do pedido",
    )
    assert unused("Data;Cliente;Valor", "21/09/2026;Ana;1") == ()


def amounts(*lines: str, **wishes) -> list[int]:
    return [row.amount_cents for row in understood(*lines, **wishes)]


def test_quantity_times_price_where_there_is_no_amount():
    header = "Data;Cliente;Quantidade;Preço unitário"
    assert amounts(f"{header};Total do pedido", "21/09/2026;Ana;3;3,335;99,00") == [1001]
    assert amounts(f"{header};Valor", "21/09/2026;Ana;3;2,00;", "21/09/2026;Ana;3;2,00;5") == [
        600,
        500,
    ]
    problems = understood(header, "21/09/2026;Ana;3;", "21/09/2026;Ana;;1,50", "21/09/2026;Ana;x;1")
    assert [(row.column, row.value, row.reason) for row in problems] == [
        ("Preço unitário", "", "falta o valor"),
        ("Preço unitário", "", "falta o valor"),
        ("Quantidade", "x", "não é um valor"),
    ]


def test_net_or_gross():
    lines = ("Data;Cliente;Valor Líquido;Valor Bruto", "21/09/2026;Ana;1,00;1,10")
    assert amounts(*lines) == [100]
    assert amounts(*lines, cents_from="gross") == [110]
    assert amounts("Data;Cliente;Valor Bruto", "21/09/2026;Ana;1,10", cents_from="net") == [110]
    assert amounts("Data;Cliente;Valor", "21/09/2026;Ana;1,10", cents_from="gross") == [110]
    assert amounts("Data;Cliente;Valor da nota", "21/09/2026;Ana;1,10") == [110]


def test_totals_of_orders_are_never_added_up_by_line():
    lines = ("Data;Cliente;Produto;Total do pedido", "21/09/2026;Ana;Pão;1,10")
    sentence, remedy = refused(*lines)
    assert sentence == (
        "a.csv: O arquivo tem itens, mas o único valor é o do pedido inteiro: “Total do pedido”."
    )
    assert remedy == (
        "Se cada pedido tem uma só linha, use --map amount=“Total do pedido”. "
        "As colunas são: Data, Cliente, Produto, Total do pedido."
    )
    assert amounts(*lines, columns=(("amount", "Total do pedido"),)) == [110]


def test_a_blank_amount_is_refused():
    (problem,) = understood("Data;Cliente;Valor", "21/09/2026;Ana;")
    assert (problem.column, problem.reason) == ("Valor", "falta o valor")


def test_a_row_without_a_code_names_the_only_column_that_could_tell():
    (problem,) = understood("Data;CustomerID;Valor", "21/09/2026;;10,00")
    assert (problem.column, problem.reason) == ("CustomerID", "falta o cliente")


def test_a_blank_day_is_refused():
    (problem,) = understood("Data;Cliente;Valor", "-;Ana;10,00")
    assert (problem.column, problem.value, problem.reason) == ("Data", "-", "falta a data")


def test_ragged_rows():
    assert understood(
        "Data;Cliente;Valor;Obs",
        "21/09/2026;Ana;1,00",
        "21/09/2026;Ana;1,00;a; ;",
        "21/09/2026;Ana;1,00;a;b;c",
    ) == [
        SaleRow(2, ANA, "2026-09-21", 100),
        SaleRow(3, ANA, "2026-09-21", 100),
        Problem(
            4,
            "",
            "b c",
            "tem mais colunas que o cabeçalho",
            ("21/09/2026", "Ana", "1,00", "a", "b", "c"),
        ),
    ]


def test_a_rate_of_a_sheet_is_a_share_and_of_a_text_a_percentage():
    rows = understood(
        "Data;Cliente;Valor;% Comissão",
        "21/09/2026;Ana;1,00;11,9%",
        "21/09/2026;Ana;1,00;0,5",
        "21/09/2026;Ana;1,00;",
    )
    assert [row.commission_bp for row in rows] == [1190, 50, None]


def test_the_user_maps_what_has_no_known_name():
    lines = ("quem;quando;quanto", "Ana;09/21/2026;1,234.50")
    stream = file(*lines)
    wishes = Wishes(columns=(("customer", "Quem"), ("date", "quando"), ("amount", "#3")))
    (layout,) = examine(stream, "a.csv", wishes)
    assert list(read(stream, layout)) == [SaleRow(2, ANA, "2026-09-21", 123450)]
    assert layout.remarks == ("Datas lidas como mês/dia/ano.",)


def test_a_file_without_a_header_is_mapped_by_number():
    stream = file(" 00004 0001 19970101  2   29.33", " 00004 0001 19970118  2   29.73")
    wishes = Wishes(columns=(("code", "#1"), ("date", "#3"), ("amount", "#5")))
    (layout,) = examine(stream, "a.txt", wishes)
    assert (layout.delimiter, layout.header_line) == (" ", 0)
    assert layout.headers == ("#1", "#2", "#3", "#4", "#5")
    assert list(read(stream, layout)) == [
        SaleRow(1, Party(code="00004"), "1997-01-01", 2933),
        SaleRow(2, Party(code="00004"), "1997-01-18", 2973),
    ]


def test_the_users_conventions_hold():
    rows = understood(
        "Data;Cliente;Valor",
        "01/02/2026;Ana;1.500",
        "21/02/2026;Ana;1.500",
        date_order="mdy",
        decimal=".",
    )
    assert rows[0] == SaleRow(2, ANA, "2026-01-02", 150)
    assert rows[1].reason == "não existe o mês 21: nesta coluna as datas são mês/dia/ano"


def test_gzip_and_a_stream_that_stays_open():
    stream = io.BytesIO(gzip.compress(file("Data;Cliente;Valor", "21/09/2026;Ana;1,00").read()))
    (layout,) = examine(stream, "a.csv.gz", Wishes())
    assert list(read(stream, layout)) == [SaleRow(2, ANA, "2026-09-21", 100)]
    assert not stream.closed


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ([""], "a.csv: O arquivo está vazio."),
        ([";;", ";;"], "a.csv: O arquivo não tem nenhuma linha preenchida."),
        (["Data;Cliente;Valor", ";;"], "a.csv: Há um cabeçalho e nenhuma linha abaixo dele."),
        (
            ["Data;Cliente;Valor", 'x;"y;z'],
            "a.csv: Na linha 2 há aspas que se abrem e não se fecham.",
        ),
        (
            ["Cidade;Valor", "Itu;1"],
            "a.csv: Falta no arquivo: a data, o cliente.",
        ),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_named_with_the_reason(lines, sentence):
    said, remedy = refused(*lines)
    assert said == sentence
    assert remedy


def test_a_cell_beyond_all_bounds_is_a_problem():
    (problem,) = understood("Data;Cliente;Valor", "21/09/2026;" + "x" * 10_001 + ";1,00")
    assert (problem.line, problem.reason) == (2, "tem mais de 10.000 letras")


def test_what_our_own_export_guards_comes_back():
    (row,) = understood("Data;Cliente;Valor", "2026-09-21;'=Ana;1,00")
    assert row.party.name == "=Ana"


@given(
    st.lists(
        st.tuples(
            st.dates(date(1900, 1, 1), date(2199, 12, 31)),
            st.text("abcçãé '\",;", min_size=1),
            st.integers(-(10**9), 10**9),
        ),
        min_size=1,
        max_size=8,
    ),
    st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
)
def test_no_row_is_lost(table, encoding):
    lines = ["Data;Razão Social;Valor"]
    for day, name, value in table:
        guarded = f"'{name}" if name.lstrip().startswith("'") else name
        quoted = guarded.replace('"', '""')
        lines.append(f'{day:%d/%m/%Y};"{quoted}";{value // 100},{value % 100:02}')
    stream = file(*lines, encoding=encoding)
    (layout,) = examine(stream, "a.csv", Wishes(kind="sales", date_order="dmy"))
    outcomes = list(read(stream, layout))
    assert [row.line for row in outcomes] == list(range(2, len(table) + 2))
    for row, (day, name, value) in zip(outcomes, table, strict=True):
        if isinstance(row, SaleRow) and value >= 0:
            assert (row.ordered_on, row.amount_cents) == (day.isoformat(), value)
            assert row.party.name == name.strip()


SEED = "Data;Razão Social;CNPJ;Valor;Qtde\n21/09/2026;Ana;11.222.333/0001-81;1,00;2\n"


@given(
    st.sampled_from(["utf-8", "cp1252", "cp850", "utf-16"]),
    st.lists(
        st.tuples(
            st.integers(0, 200), st.binary(max_size=5) | st.sampled_from([b'"', b";", b"\r"])
        ),
        max_size=6,
    ),
)
def test_any_file_is_understood_or_refused_with_a_sentence(encoding, cuts):
    data = SEED.encode(encoding)
    for at, piece in cuts:
        data = data[:at] + piece + data[at + 1 :]
    stream = io.BytesIO(data)
    said, outcomes = said_or_understood(stream)
    assert said.startswith("a.csv: ") or all(outcome.line > 1 for outcome in outcomes)


@given(st.binary(max_size=60), st.sampled_from([b"PK\x03\x04", b"\x1f\x8b", b"<html>", b""]))
def test_any_bytes_are_understood_or_refused_with_a_sentence(data, magic):
    said, outcomes = said_or_understood(io.BytesIO(magic + data))
    assert said.startswith("a.csv: ") or all(outcome.line > 1 for outcome in outcomes)


def said_or_understood(stream) -> tuple[str, list]:
    try:
        return "", list(read(stream, *examine(stream, "a.csv", Wishes())))
    except BadData as fault:
        return fault.sentence, []


ROWS = [
    "10;21/09/2026;Ana;1,00",
    "C11;21/09/2026;Ana;2,00",
    "12;21/09/2026;Ana;-3,00",
    "13;31/02/2026;Ana;4,00",
    "14;21/09/2026;;5,00",
    "15;21/09/2026;Ana;6,00;surplus",
    "16;21/09/2026;Ana",
    "Total;;;21,00",
]


@given(st.lists(st.sampled_from(ROWS), min_size=1, max_size=600))
def test_many_rows_together_mean_what_each_means_alone(lines):
    header = "Pedido;Data;Cliente;Valor"
    stream = file(header, *lines)
    (layout,) = examine(file(header, *ROWS), "a.csv", Wishes())
    layout = layout._replace(credit_notes=True)
    alone = {line: list(read(file(header, line), layout)) for line in ROWS}
    assert list(read(stream, layout)) == [
        outcome._replace(line=at) for at, line in enumerate(lines, 2) for outcome in alone[line]
    ]


@pytest.mark.parametrize(("good", "read_to"), [(50_000, 100_000), (49_999, 50_176), (0, 50_176)])
def test_behind_a_flood_of_refused_rows_nothing_is_read(good, read_to):
    """Where half of the rows could still be good, all are read."""
    bad = b"ontem;Ana;1,00\n" * 50_000
    stream = io.BytesIO(b"Data;Cliente;Valor\n" + bad + b"13/02/2026;Ana;1,00\n" * good)
    (layout,) = examine(stream, "a.csv", Wishes())
    assert sum(1 for _row in read(stream, layout)) == min(read_to, 50_000 + good)
