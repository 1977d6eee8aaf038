"""How the bytes stand: encoding, delimiter, where the header is, what is no data, what lies."""

import gzip

from truth import FILTERS, REMARK, REPEATED, TOTAL, Case, case, refused, sale, skipped
from writers import ods, packed, page, text, xlsx

HEADER = ("Pedido", "Data", "Razão Social", "Cidade", "Valor Total", "Situação")
ORDERS = (
    ("1001", "21/09/2026", "Padaria São João Ltda", "Jundiaí", "1.234,56", "Faturado"),
    ("1002", "22/09/2026", "Empório Coração Ltda", "São Paulo", "98,70", "Em aberto"),
    (
        "1003",
        "23/09/2026",
        "Irmãos Gonçalves ME",
        "Mogi Guaçu",
        "2.500,00",
        "Cancelado",
    ),
)
TABLE = (HEADER, *ORDERS)


def orders(first: int) -> tuple:
    """ORDERS as they are to be understood, the first of them on this line."""
    padaria = {"name": "Padaria São João Ltda", "city": "Jundiaí"}
    emporio = {"name": "Empório Coração Ltda", "city": "São Paulo"}
    irmaos = {"name": "Irmãos Gonçalves ME", "city": "Mogi Guaçu"}
    return (
        sale(first, padaria, "2026-09-21", 123456, order="1001", status="invoiced"),
        sale(first + 1, emporio, "2026-09-22", 9870, order="1002", status="open"),
        sale(first + 2, irmaos, "2026-09-23", 250000, order="1003", status="cancelled"),
    )


def lines(*before: str, after: tuple[str, ...] = (), **how: str) -> bytes:
    """TABLE with `;` between the cells, and whole lines before and after it."""
    return text(*before, *(";".join(row) for row in TABLE), *after, **how)


@case
def encoding_utf8() -> Case:
    return Case({"vendas.csv": lines()}, rows=orders(2))


@case
def encoding_utf8_bom() -> Case:
    content = lines(encoding="utf-8-sig")
    return Case({"vendas.csv": content}, rows=orders(2), encoding="utf-8-sig")


@case
def encoding_cp1252() -> Case:
    return Case({"vendas.csv": lines(encoding="cp1252")}, rows=orders(2), encoding="cp1252")


@case
def encoding_cp850() -> Case:
    return Case({"VENDAS.TXT": lines(encoding="cp850")}, rows=orders(2), encoding="cp850")


@case
def encoding_utf16() -> Case:
    """What Excel saves as "Texto Unicode": UTF-16 with a mark, tabs between."""
    content = "".join("\t".join(row) + "\r\n" for row in TABLE).encode("utf-16")
    return Case({"vendas.txt": content}, rows=orders(2), encoding="utf-16", delimiter="\t")


@case
def encoding_ascii() -> Case:
    content = text("Pedido;Data;Cliente;Valor", "7;21/09/2026;Mercado Ana;10,00")
    rows = (sale(2, "Mercado Ana", "2026-09-21", 1000, order="7"),)
    return Case({"vendas.csv": content}, rows=rows)


@case
def encoding_cp1252_one_letter() -> Case:
    """All the evidence is one accented letter."""
    content = text(
        "Pedido;Data;Cliente;Valor",
        "7;21/09/2026;Mercado Ação;10,00",
        encoding="cp1252",
    )
    rows = (sale(2, "Mercado Ação", "2026-09-21", 1000, order="7"),)
    return Case({"vendas.csv": content}, rows=rows, encoding="cp1252")


@case
def encoding_cp850_capitals() -> Case:
    """An old system's list: capitals only, whose bytes are letters of cp1252 too."""
    content = text(
        "PEDIDO;DATA;CLIENTE;CIDADE;VALOR",
        "7;21/09/2026;PADARIA CONCEIÇÃO;SÃO JOÃO DA BOA VISTA;10,00",
        "8;22/09/2026;ARMAZÉM IPÊ;ITÁPOLIS;20,00",
        encoding="cp850",
    )
    rows = (
        sale(2, {"name": "PADARIA CONCEIÇÃO", "city": "SÃO JOÃO DA BOA VISTA"}, "2026-09-21", 1000,
             order="7"),
        sale(3, {"name": "ARMAZÉM IPÊ", "city": "ITÁPOLIS"}, "2026-09-22", 2000, order="8"),
    )  # fmt: skip
    return Case({"VENDAS.TXT": content}, rows=rows, encoding="cp850")


@case
def encoding_cp850_capitals_few() -> Case:
    """As many letters in cp1252, but no word of Portuguese begins with "SÇ"."""
    content = text(
        "PEDIDO;DATA;CLIENTE;CIDADE;VALOR",
        "7;21/09/2026;PADARIA DO ZE;SÃO CARLOS;10,00",
        encoding="cp850",
    )
    rows = (
        sale(2, {"name": "PADARIA DO ZE", "city": "SÃO CARLOS"}, "2026-09-21", 1000, order="7"),
    )
    return Case({"VENDAS.TXT": content}, rows=rows, encoding="cp850")


@case
def encoding_cp1252_no_break_blanks() -> Case:
    """The blank of "R$ 1.234,56" as Excel writes it is a letter of cp850: it proves nothing."""
    content = text(
        "Pedido;Data;Cliente;Valor",
        "7;21/09/2026;Mercado Ana;R$\u00a01.234,56",
        "8;22/09/2026;Padaria João;R$\u00a098,70",
        encoding="cp1252",
    )
    rows = (
        sale(2, "Mercado Ana", "2026-09-21", 123456, order="7"),
        sale(3, "Padaria João", "2026-09-22", 9870, order="8"),
    )
    return Case({"vendas.csv": content}, rows=rows, encoding="cp1252")


@case
def delimiter_comma() -> Case:
    content = text(
        "Pedido,Data,Razão Social,Cidade,Valor Total,Situação",
        '1001,21/09/2026,Padaria São João Ltda,Jundiaí,"1.234,56",Faturado',
        '1002,22/09/2026,Empório Coração Ltda,São Paulo,"98,70",Em aberto',
        '1003,23/09/2026,Irmãos Gonçalves ME,Mogi Guaçu,"2.500,00",Cancelado',
    )
    return Case({"vendas.csv": content}, rows=orders(2), delimiter=",")


@case
def delimiter_tab() -> Case:
    content = text(*("\t".join(row) for row in TABLE), encoding="cp1252")
    return Case({"vendas.tsv": content}, rows=orders(2), encoding="cp1252", delimiter="\t")


@case
def delimiter_pipe() -> Case:
    content = text(*("|".join(row) for row in TABLE))
    return Case({"vendas.txt": content}, rows=orders(2), delimiter="|")


@case
def delimiter_semicolon_among_commas() -> Case:
    """More commas than semicolons: in the amounts, in the names, in the title."""
    content = text(
        "Vendas, pedidos, faturamento, tudo",
        "Pedido;Data;Cliente;Valor",
        "1;21/09/2026;Ana, Bia, Caio e Cia, Ltda;1.234,56",
        "2;22/09/2026;Doces, Salgados, Etc;98,70",
    )
    rows = (
        sale(3, "Ana, Bia, Caio e Cia, Ltda", "2026-09-21", 123456, order="1"),
        sale(4, "Doces, Salgados, Etc", "2026-09-22", 9870, order="2"),
    )
    return Case({"vendas.csv": content}, rows=rows, header_line=2)


@case
def delimiter_told_by_excel() -> Case:
    """`sep=;` on the first line is Excel's, not a column."""
    return Case({"vendas.csv": lines("sep=;")}, rows=orders(3), header_line=2)


@case
def delimiter_tab_among_times() -> Case:
    """Parted by blanks, the cells would be as many: the time would be the customer."""
    content = text(
        "Pedido\tData\tCliente\tValor Total",
        "1\t21/09/2026 14:05\tAna\t10,00",
        "2\t22/09/2026 09:30\tBia\t20,00",
    )
    rows = (
        sale(2, "Ana", "2026-09-21", 1000, order="1"),
        sale(3, "Bia", "2026-09-22", 2000, order="2"),
    )
    return Case({"vendas.txt": content}, rows=rows, delimiter="\t")


@case
def delimiter_inside_quotes() -> Case:
    """Quotes hold delimiters, quotes and line ends; a row is where it begins."""
    content = text(
        "Pedido;Data;Cliente;Produto;Valor",
        '1;21/09/2026;"Ana; Filhos ""e"" Cia";"Caixa 12 un',
        'com tampa";10,00',
        "2;22/09/2026;Bia;Tampa 3/4;5,00",
    )
    rows = (
        sale(2, 'Ana; Filhos "e" Cia', "2026-09-21", 1000, order="1",
             product="Caixa 12 un\r\ncom tampa"),
        sale(4, "Bia", "2026-09-22", 500, order="2", product="Tampa 3/4"),
    )  # fmt: skip
    return Case({"vendas.csv": content}, rows=rows)


@case
def newline_unix_and_none_at_the_end() -> Case:
    content = lines(newline="\n").rstrip(b"\n")
    return Case({"vendas.csv": content}, rows=orders(2))


@case
def newline_old_mac() -> Case:
    return Case({"vendas.csv": lines(newline="\r")}, rows=orders(2))


@case
def header_on_row_2() -> Case:
    content = lines("Relatório de vendas")
    return Case({"vendas.csv": content}, rows=orders(3), header_line=2)


@case
def header_on_row_6() -> Case:
    before = (
        "Relatório de vendas",
        "",
        "Filtros",
        "Período: 01/09/2026 a 30/09/2026",
        "",
    )
    return Case({"vendas.csv": lines(*before)}, rows=orders(7), header_line=6)


_FILTER_LINES = (
    "Data: 01/09/2026 a 30/09/2026",
    "Vendedor: todos",
    "Cliente: todos",
    "Situação: Faturado, Em aberto, Cancelado",
    "Cidade: todas",
    "Representada: todas",
    "Produto: todos",
)


@case
def header_on_row_9() -> Case:
    """In a workbook, with the filters in one cell each."""
    before = [
        ["Relatório de vendas"],
        [],
        ["Filtros"],
        *([f] for f in _FILTER_LINES[:4]),
        [],
    ]
    content = xlsx({"Relatório": [*before, *TABLE]})
    return Case({"vendas.xlsx": content}, rows=orders(10), header_line=9, encoding="xlsx",
                delimiter="")  # fmt: skip


@case
def header_on_row_10() -> Case:
    """The filters' names in one column, what was chosen in the next: each names a column."""
    chosen = (f"{line.replace(': ', ';')};;;;" for line in _FILTER_LINES[:5])
    before = ("Relatório de vendas;;;;;", ";;;;;", "Filtros;;;;;", *chosen, ";;;;;")
    return Case({"vendas.csv": lines(*before)}, rows=orders(11), header_line=10)


@case
def header_on_row_12() -> Case:
    before = ("Relatório de vendas", "", "Filtros", *_FILTER_LINES, "")
    content = lines(*before, encoding="cp1252")
    return Case({"vendas.csv": content}, rows=orders(13), header_line=12, encoding="cp1252")


@case
def header_none() -> Case:
    """Columns by number: the first line is data already."""
    command = ("--map", "date=#1", "--map", "customer=#2", "--map", "amount=#3")
    content = text("21/09/2026;Mercado Ana;10,00", "22/09/2026;Mercado Bia;20,00")
    rows = (
        sale(1, "Mercado Ana", "2026-09-21", 1000),
        sale(2, "Mercado Bia", "2026-09-22", 2000),
    )
    return Case({"vendas.csv": content}, rows=rows, header_line=0, command=command)


@case
def header_of_other_names() -> Case:
    """Names that nobody knows, told by --map."""
    command = (
        "--map",
        "date=Quando",
        "--map",
        "customer=Quem",
        "--map",
        "amount=Quanto",
    )
    content = text("Quem;Quando;Quanto;Como", "Mercado Ana;21/09/2026;10,00;Pix")
    rows = (sale(2, "Mercado Ana", "2026-09-21", 1000),)
    return Case({"vendas.csv": content}, rows=rows, command=command)


@case
def header_in_another_order() -> Case:
    """Columns are chosen by the user of the system: capitals, no accents, more of them."""
    content = text(
        "VALOR TOTAL;VENDEDOR;SITUACAO;RAZAO SOCIAL;CEP;DATA;CIDADE;PEDIDO",
        "1.234,56;Eu;Faturado;Padaria São João Ltda;13200-000;21/09/2026;Jundiaí;1001",
        "98,70;Eu;Em aberto;Empório Coração Ltda;01000-000;22/09/2026;São Paulo;1002",
        "2.500,00;Eu;Cancelado;Irmãos Gonçalves ME;13840-000;23/09/2026;Mogi Guaçu;1003",
    )
    return Case({"vendas.csv": content}, rows=orders(2))


@case
def total_without_label() -> Case:
    after = ("3;;;;3.833,26;",)
    return Case({"vendas.csv": lines(after=after)}, rows=orders(2), skipped=(skipped(5, TOTAL),))


@case
def total_with_label() -> Case:
    after = (
        "Subtotal;;;;3.833,26;",
        "Total;;;;3.833,26;",
        "Total geral;;3 pedidos;;3.833,26;",
    )
    noise = (skipped(5, TOTAL), skipped(6, TOTAL), skipped(7, TOTAL))
    return Case({"vendas.csv": lines(after=after)}, rows=orders(2), skipped=noise)


@case
def total_then_filters() -> Case:
    """The total, a blank line, and how the report was made."""
    after = (";;;Total;3.833,26;", "", "Filtros aplicados: período de 01/09/2026 a 30/09/2026",
             "Emitido em 01/10/2026 08:00 por Carlos")  # fmt: skip
    noise = (skipped(5, TOTAL), skipped(7, FILTERS), skipped(8, REMARK))
    return Case({"vendas.csv": lines(after=after)}, rows=orders(2), skipped=noise)


@case
def total_is_somebody() -> Case:
    """Customers whose names begin as a total does are customers."""
    content = text(
        "Pedido;Data;Cliente;Valor",
        "1;21/09/2026;Total Distribuidora Ltda;10,00",
        "2;22/09/2026;Total da Construção ME;20,00",
        ";;Total do cliente;30,00",
    )
    rows = (
        sale(2, "Total Distribuidora Ltda", "2026-09-21", 1000, order="1"),
        sale(3, "Total da Construção ME", "2026-09-22", 2000, order="2"),
    )
    return Case({"vendas.csv": content}, rows=rows, skipped=(skipped(4, TOTAL),))


@case
def page_breaks() -> Case:
    """A printed report: the header comes again on each page, blank rows between."""
    content = text(*(";".join(row) for row in (HEADER, ORDERS[0])), ";;;;;", "",
                   *(";".join(row) for row in (HEADER, *ORDERS[1:])))  # fmt: skip
    first, second, third = orders(2)
    rows = (first, second | {"line": 6}, third | {"line": 7})
    return Case({"vendas.csv": content}, rows=rows, skipped=(skipped(5, REPEATED),))


@case
def rows_of_other_widths() -> Case:
    """Short rows end in blanks, blanks too many do no harm, a filled cell too many is refused."""
    content = text(
        "Pedido;Data;Cliente;Valor;Situação;Cidade",
        "1;21/09/2026;Ana;10,00",
        "2;22/09/2026;Bia;20,00;Faturado;Itu;;;",
        "3;23/09/2026;Caio;30,00;Faturado;Itu;sobra",
    )
    rows = (
        sale(2, "Ana", "2026-09-21", 1000, order="1"),
        sale(
            3,
            {"name": "Bia", "city": "Itu"},
            "2026-09-22",
            2000,
            order="2",
            status="invoiced",
        ),
    )
    wrong = (refused(4, "", "sobra", "tem mais colunas que o cabeçalho"),)
    return Case({"vendas.csv": content}, rows=rows, refused=wrong)


@case
def cells_with_blanks_around() -> Case:
    """Blanks, no-break blanks and the quote that makes a formula harmless are not content."""
    content = text(
        "Pedido ; Data ; Cliente;Valor ",
        " 1 ;21/09/2026 ;  Mercado Ana  ; 10,00",
        "2;\u00a022/09/2026;\u00a0Bia\u00a0;R$\u00a020,00",
        "3;23/09/2026;'=Soma Atacado;30,00",
        "4;24/09/2026;'Scada Pão;40,00",
    )
    rows = (
        sale(2, "Mercado Ana", "2026-09-21", 1000, order="1"),
        sale(3, "Bia", "2026-09-22", 2000, order="2"),
        sale(4, "=Soma Atacado", "2026-09-23", 3000, order="3"),
        sale(5, "'Scada Pão", "2026-09-24", 4000, order="4"),
    )
    return Case({"vendas.csv": content}, rows=rows)


@case
def sheet_ods() -> Case:
    content = ods({"Vendas": TABLE})
    return Case({"vendas.ods": content}, rows=orders(2), encoding="ods", delimiter="")


@case
def sheet_mostly_blank() -> Case:
    """Thousands of formatted rows that hold nothing, and an order below them."""
    blanks = [[None] * 4] * 4000
    first = ["1", "21/09/2026", "Mercado Ana", 10.0]
    last = ["2", "22/09/2026", "Mercado Bia", 20.5]
    content = xlsx({"Plan1": [["Pedido", "Data", "Cliente", "Valor"], first, *blanks, last]})
    rows = (
        sale(2, "Mercado Ana", "2026-09-21", 1000, order="1"),
        sale(4003, "Mercado Bia", "2026-09-22", 2050, order="2"),
    )
    return Case({"vendas.xlsx": content}, rows=rows, encoding="xlsx", delimiter="")


@case
def sheet_begins_in_another_corner() -> Case:
    """Two columns and three rows are empty before the table."""
    table = [
        ["", "", "Data", "Cliente", "Valor"],
        ["", "", "21/09/2026", "Mercado Ana", 10.0],
    ]
    content = xlsx({"Plan1": [[], [], [], *table]})
    rows = (sale(5, "Mercado Ana", "2026-09-21", 1000),)
    return Case(
        {"vendas.xlsx": content},
        rows=rows,
        header_line=4,
        encoding="xlsx",
        delimiter="",
    )


@case
def liar_xls_is_html() -> Case:
    content = page(TABLE, "iso-8859-1")
    return Case({"vendas.xls": content}, rows=orders(2), encoding="cp1252", delimiter="")


@case
def liar_xls_is_html_in_utf8() -> Case:
    """With a title over all columns before the header."""
    content = page(TABLE, "utf-8").replace(
        b"<table border=1>",
        b"<table border=1><tr><td colspan=6>Vendas</td></tr><tr></tr>",
    )
    return Case({"vendas.xls": content}, rows=orders(4), header_line=3, delimiter="")


@case
def liar_xls_is_tabs() -> Case:
    content = text(*("\t".join(row) for row in TABLE), encoding="cp1252")
    return Case({"vendas.xls": content}, rows=orders(2), encoding="cp1252", delimiter="\t")


@case
def liar_csv_is_xlsx() -> Case:
    content = xlsx({"Plan1": TABLE})
    return Case({"vendas.csv": content}, rows=orders(2), encoding="xlsx", delimiter="")


@case
def liar_xlsx_is_csv() -> Case:
    return Case({"vendas.xlsx": lines(encoding="cp1252")}, rows=orders(2), encoding="cp1252")


@case
def gzip_of_csv() -> Case:
    content = gzip.compress(lines(), mtime=0)
    return Case({"vendas.csv.gz": content}, rows=orders(2))


@case
def zip_of_csv() -> Case:
    """One report in a zip, as mail programs pack it."""
    content = packed({"vendas.csv": lines(encoding="cp1252")})
    return Case({"vendas.zip": content}, rows=orders(2), encoding="cp1252")
