"""Files of the systems of principals: SAP, Protheus, Sankhya, and what factories mail."""

from datetime import date

from truth import (
    ANA,
    ANA_MASKED,
    CORACAO,
    DELETED,
    IRMAOS,
    IRMAOS_MASKED,
    SAO_JOAO,
    SAO_JOAO_MASKED,
    TOTAL,
    ZERO,
    Case,
    case,
    listed,
    sale,
    skipped,
)
from writers import text, xlsx

MONTHS = [
    "Jan",
    "Fev",
    "Mar",
    "Abr",
    "Mai",
    "Jun",
    "Jul",
    "Ago",
    "Set",
    "Out",
    "Nov",
    "Dez",
]
SHEET = {"encoding": "xlsx", "delimiter": ""}


def _month(title: str, *rows: list) -> list:
    header = ["Cod + Nome cliente", "Quantidade", "Vendas", "Devoluções", "Faturado"]
    return [[title], [], header, *rows]


def _sap_months(title: str) -> dict:
    """Twelve tabs; two months with sales, the others with nothing but their total."""
    sold = {
        "Jan": [
            ["9000000001 - MERCADO ANA LTDA", 10, 1000, 200, 800],
            ["9000000002 - PADARIA SAO JOAO - FILIAL", 3, 98.7, 0, 98.7],
            ["Total", 13, 1098.7, 200, 898.7],
        ],
        "Set": [
            ["9000000001 - MERCADO ANA LTDA", 0, 0, 50.5, -50.5],
            ["9000000003 - EMPORIO CORACAO", 1, 1234.56, None, 1234.56],
            ["Total", 1, 1234.56, 50.5, 1184.06],
            ["Valores sem impostos"],
        ],
    }
    return {tab: _month(title, *sold.get(tab, [["Total", 0, 0, 0, 0]])) for tab in MONTHS}


ANA_SAP = {"name": "MERCADO ANA LTDA", "code": "9000000001"}
JOAO_SAP = {"name": "PADARIA SAO JOAO - FILIAL", "code": "9000000002"}
CORACAO_SAP = {"name": "EMPORIO CORACAO", "code": "9000000003"}


def _sap_rows(year: str) -> tuple:
    """A month is its first day; what came back is a return of the same line."""
    return (
        sale(4, ANA_SAP, f"{year}-01-01", 100000, quantity=10.0),
        sale(4, ANA_SAP, f"{year}-01-01", -20000, status="returned"),
        sale(5, JOAO_SAP, f"{year}-01-01", 9870, quantity=3.0),
        sale(4, ANA_SAP, f"{year}-09-01", -5050, status="returned"),
        sale(5, CORACAO_SAP, f"{year}-09-01", 123456, quantity=1.0),
    )


_SAP_NOISE = (
    skipped(6, TOTAL),
    *[skipped(4, TOTAL)] * 7,
    skipped(6, TOTAL),
    skipped(7, "observação fora da tabela"),
    *[skipped(4, TOTAL)] * 3,
)


@case
def sap_mensal() -> Case:
    content = xlsx(_sap_months("Vendas 2026"))
    return Case({"vendas.xlsx": content}, profile="sap-mensal", rows=_sap_rows("2026"),
                skipped=_SAP_NOISE, header_line=3, **SHEET)  # fmt: skip


@case
def sap_mensal_year_told() -> Case:
    """No year in the title: it is asked."""
    content = xlsx(_sap_months("Vendas por cliente"))
    return Case({"vendas.xlsx": content}, profile="sap-mensal", rows=_sap_rows("2025"),
                skipped=_SAP_NOISE, header_line=3, command=("--year", "2025"), **SHEET)  # fmt: skip


@case
def sap_mensal_year_unknown() -> Case:
    """Nobody says the year: nothing goes in."""
    content = xlsx(_sap_months("Vendas por cliente"))
    stops = "vendas.xlsx: O arquivo traz vendas por mês e não diz de que ano."
    return Case({"vendas.xlsx": content}, stops=stops)


@case
def sap_mensal_half_a_year() -> Case:
    """The months to come are tabs with a header and no row."""
    sold = _month("Vendas 2026", ["9000000001 - MERCADO ANA LTDA", 1, 10, 0, 10])
    content = xlsx({"Jan": sold, "Fev": sold, "Mar": _month("Vendas 2026"), "Abr": []})
    rows = (
        sale(4, ANA_SAP, "2026-01-01", 1000, quantity=1.0),
        sale(4, ANA_SAP, "2026-02-01", 1000, quantity=1.0),
    )
    return Case(
        {"vendas.xlsx": content},
        profile="sap-mensal",
        rows=rows,
        header_line=3,
        **SHEET,
    )


@case
def sap_mensal_with_a_year_tab() -> Case:
    """A thirteenth tab adds the others up: it is of no month, and is left out."""
    sold = _month("Vendas 2026", ["9000000001 - MERCADO ANA LTDA", 1, 10, 0, 10])
    year = _month("Vendas 2026", ["9000000001 - MERCADO ANA LTDA", 2, 20, 0, 20])
    content = xlsx({"Jan": sold, "Fev": sold, "Ano": year})
    rows = (
        sale(4, ANA_SAP, "2026-01-01", 1000, quantity=1.0),
        sale(4, ANA_SAP, "2026-02-01", 1000, quantity=1.0),
    )
    return Case({"vendas.xlsx": content}, profile="sap-mensal", rows=rows, header_line=3, **SHEET)


@case
def sap_clientes() -> Case:
    header = ["Código do Cliente", "CNPJ ou CPF Cliente", "Nome Cliente", "Endereço", "Cidade",
              "Unidade Federação", "Telefone", "ZR Representante"]  # fmt: skip
    content = xlsx({
        "Sheet1": [
            header,
            [9000000001, 10101010000177, "MERCADO ANA LTDA", "R EXEMPLO 1", "AMPARO", "SP",
             "19 3232-0002", "900123"],
            [9000000002, 1112233000149, "ZERO COMERCIO", "R EXEMPLO 2", "EXTREMA", "MG", "",
             "900123"],
        ]
    })  # fmt: skip
    rows = (
        listed(2, {"name": "MERCADO ANA LTDA", "code": "9000000001", "tax_id": ANA,
                   "city": "AMPARO", "state": "SP", "phone": "+551932320002",
                   "phone_text": "19 3232-0002"}),
        listed(3, {"name": "ZERO COMERCIO", "code": "9000000002", "tax_id": ZERO,
                   "city": "EXTREMA", "state": "MG"}),
    )  # fmt: skip
    return Case({"clientes.xlsx": content}, kind="customers", profile="sap-clientes", rows=rows,
                **SHEET)  # fmt: skip


@case
def sap_business_one() -> Case:
    content = text(
        "DocNum\tDocDate\tCardCode\tCardName\tDocTotal\tCANCELLED",
        "1501\t21.09.26\tC0001\tMercado Ana Ltda\t1.234,56\tN",
        "1502\t22.09.26\tC0002\tPadaria São João\t98,70\tY",
        encoding="cp1252",
    )
    rows = (
        sale(2, {"name": "Mercado Ana Ltda", "code": "C0001"}, "2026-09-21", 123456, order="1501",
             status="invoiced"),
        sale(3, {"name": "Padaria São João", "code": "C0002"}, "2026-09-22", 9870, order="1502",
             status="cancelled"),
    )  # fmt: skip
    return Case({"ORDR.txt": content}, profile="sap-business-one", rows=rows, encoding="cp1252",
                delimiter="\t")  # fmt: skip


@case
def protheus_sa1() -> Case:
    """Codes are two columns, texts are padded, a star marks what was deleted."""
    content = text(
        "A1_COD;A1_LOJA;A1_NOME;A1_CGC;A1_MUN;A1_EST;A1_PRICOM;A1_ULTCOM;D_E_L_E_T_",
        f"000123;01;MERCADO ANA LTDA       ;{ANA};AMPARO    ;SP;20190305;20260921; ",
        f"000123;02;MERCADO ANA FILIAL     ;{CORACAO};ITAPIRA   ;SP;20200101;        ; ",
        f"000124;01;PADARIA SAO JOAO       ;{SAO_JOAO};AMPARO    ;SP;20190305;20250101;*",
    )
    rows = (
        listed(2, {"name": "MERCADO ANA LTDA", "code": "000123-01", "tax_id": ANA,
                   "city": "AMPARO", "state": "SP"}, last_on="2026-09-21"),
        listed(3, {"name": "MERCADO ANA FILIAL", "code": "000123-02", "tax_id": CORACAO,
                   "city": "ITAPIRA", "state": "SP"}),
    )  # fmt: skip
    return Case({"sa1010.csv": content}, kind="customers", profile="protheus-sa1", rows=rows,
                skipped=(skipped(4, DELETED),))  # fmt: skip


@case
def protheus_sc5() -> Case:
    """Orders and their items joined: the customer is a code alone, until a list names it."""
    content = text(
        "C5_NUM;C5_CLIENTE;C5_LOJACLI;C5_EMISSAO;C6_ITEM;C6_PRODUTO;C6_QTDVEN;C6_PRCVEN;C6_VALOR;"
        "D_E_L_E_T_",
        "004501;000123;01;20260921;01;PAO001;10.00;12.50;125.00; ",
        "004501;000123;01;20260921;02;BOLO02;2.00;30.00;60.00; ",
        "004502;000123;02;20260922;01;PAO001;1.00;12.50;12.50;*",
        "004503;000124;01;20260923;01;PAO001;1.00;12.50;12.50; ",
    )
    rows = (
        sale(2, {"code": "000123-01"}, "2026-09-21", 12500, order="004501", line_key="01",
             product_code="PAO001", quantity=10.0, unit_price_cents=1250),
        sale(3, {"code": "000123-01"}, "2026-09-21", 6000, order="004501", line_key="02",
             product_code="BOLO02", quantity=2.0, unit_price_cents=3000),
        sale(5, {"code": "000124-01"}, "2026-09-23", 1250, order="004503", line_key="01",
             product_code="PAO001", quantity=1.0, unit_price_cents=1250),
    )  # fmt: skip
    return Case({"pedidos.csv": content}, profile="protheus-sc5", rows=rows,
                skipped=(skipped(4, DELETED),), counts={"sales_created": 2})  # fmt: skip


@case
def sankhya_cabecalho() -> Case:
    """TIPMOV D counts negative, though the amount stands without a sign."""
    content = text(
        "NUNOTA,CODPARC,DTNEG,VLRNOTA,TIPMOV",
        "88001,501,21/09/2026 00:00:00,1234.56,V",
        "88002,502,22/09/2026 00:00:00,98.70,V",
        "88003,501,23/09/2026 00:00:00,34.56,D",
    )
    rows = (
        sale(2, {"code": "501"}, "2026-09-21", 123456, order="88001", status="invoiced"),
        sale(3, {"code": "502"}, "2026-09-22", 9870, order="88002", status="invoiced"),
        sale(4, {"code": "501"}, "2026-09-23", -3456, order="88003", status="returned"),
    )
    return Case({"TGFCAB.csv": content}, profile="sankhya-cabecalho", rows=rows, delimiter=",")


@case
def sankhya_parceiros() -> Case:
    content = text(
        "CODPARC,NOMEPARC,CGC_CPF,TELEFONE",
        f"501,MERCADO ANA,{ANA},1932320002",
        f'502,"PADARIA SÃO JOÃO, FILIAL",{SAO_JOAO},',
        encoding="cp1252",
    )
    rows = (
        listed(2, {"name": "MERCADO ANA", "code": "501", "tax_id": ANA, "phone": "+551932320002",
                   "phone_text": "1932320002"}),
        listed(3, {"name": "PADARIA SÃO JOÃO, FILIAL", "code": "502", "tax_id": SAO_JOAO}),
    )  # fmt: skip
    return Case({"TGFPAR.csv": content}, kind="customers", profile="sankhya-parceiros", rows=rows,
                encoding="cp1252", delimiter=",")  # fmt: skip


@case
def fabrica_clientes() -> Case:
    header = ["CODIGO CLIENTE", "RAZAO CLIENTE", "CNPJ", "REPRESENTANTE", "CIDADE", "UF",
              "ULTIMA COMPRA", "DIAS SEM COMPRAR", "VALOR ULTIMA COMPRA", "TELEFONE 1",
              "TELEFONE 2"]  # fmt: skip
    content = xlsx({
        "CLIENTES": [
            header,
            [1001, "MERCADO ANA LTDA", ANA_MASKED, "EU REPRESENTACOES", "AMPARO", "SP",
             date(2026, 9, 21), 62, 1234.56, "(19) 3232-0002", "(19) 99999-0001"],
            [1002, "PADARIA SÃO JOÃO", SAO_JOAO_MASKED, "EU REPRESENTACOES", "ITAPIRA", "SP",
             "", "", "", "3232-0003", ""],
        ]
    })  # fmt: skip
    phone = {"phone": "+551932320002", "phone_text": "(19) 3232-0002"}
    mobile = {"phone": "+5519999990001", "phone_text": "(19) 99999-0001"}
    rows = (
        listed(2, {"name": "MERCADO ANA LTDA", "code": "1001", "tax_id": ANA, "city": "AMPARO",
                   "state": "SP", **phone, "reaches": [phone, mobile]},
               last_on="2026-09-21", last_cents=123456),
        listed(3, {"name": "PADARIA SÃO JOÃO", "code": "1002", "tax_id": SAO_JOAO,
                   "city": "ITAPIRA", "state": "SP", "phone_text": "3232-0003"}),
    )  # fmt: skip
    return Case({"clientes.xlsx": content}, kind="customers", profile="fabrica-clientes",
                rows=rows, **SHEET)  # fmt: skip


_ORDERS = ["Ordem", "Razão Social", "Digitação", "Data Liberação/Crédito", "Faturamento",
           "Vr Total (s/impostos)", "Vr Total (Líquido)", "Status"]  # fmt: skip


@case
def fabrica_pedidos() -> Case:
    """Three days and two values for one order; two tabs; rows without a number are noise.

    An order's day is when it was typed, the invoice's its own; nothing is read from the release.
    "With and without taxes" are the two values: the one without is the amount, as --cents-from net
    has it, and the other is the gross one.
    """
    september = [
        ["PEDIDOS DE SETEMBRO"],
        _ORDERS,
        ["Representante: Eu Representações"],
        [70001, "MERCADO ANA LTDA", "21/09/2026", "22/09/2026", "25/09/2026", 1000, 1150.5,
         "Faturado"],
        [70002, "PADARIA SÃO JOÃO", "23/09/2026", "24/09/2026", "", 200, 230.1, "Em aberto"],
        ["Subtotal", "", "", "", "", 1200, 1380.6, ""],
    ]  # fmt: skip
    october = [
        ["PEDIDOS DE OUTUBRO"],
        _ORDERS,
        ["70003", "MERCADO ANA LTDA", "01/10/2026", "", "", 300, 345, "Cancelado"],
        [
            "70004",
            "MERCADO ANA LTDA",
            "02/10/2026",
            "03/10/2026",
            "05/10/2026",
            400,
            460,
            "",
        ],
        ["70005", "PADARIA SÃO JOÃO", "02/10/2026", "", "", 500, 575, ""],
        ["Total geral", "", "", "", "", 1200, 1380, ""],
    ]
    rows = (
        sale(4, "MERCADO ANA LTDA", "2026-09-21", 100000, order="70001", status="invoiced",
             gross_cents=115050, invoiced_on="2026-09-25"),
        sale(5, "PADARIA SÃO JOÃO", "2026-09-23", 20000, order="70002", status="open",
             gross_cents=23010),
        sale(3, "MERCADO ANA LTDA", "2026-10-01", 30000, order="70003", status="cancelled",
             gross_cents=34500),
        sale(4, "MERCADO ANA LTDA", "2026-10-02", 40000, order="70004", status="invoiced",
             gross_cents=46000, invoiced_on="2026-10-05"),
        sale(5, "PADARIA SÃO JOÃO", "2026-10-02", 50000, order="70005", status="open",
             gross_cents=57500),
    )  # fmt: skip
    noise = "linha sem número de pedido"
    content = xlsx({"Setembro": september, "Outubro": october, "Legenda": [["Azul: faturado"]]})
    return Case({"pedidos.xlsx": content}, profile="fabrica-pedidos", rows=rows, header_line=2,
                skipped=(skipped(3, noise), skipped(6, noise), skipped(6, noise)),
                **SHEET)  # fmt: skip


@case
def fabrica_pedidos_gross() -> Case:
    """The same columns in a text, where the user counts with taxes."""
    content = text(
        ";".join(_ORDERS),
        "70001;MERCADO ANA LTDA;21/09/2026;22/09/2026;25/09/2026;1.000,00;1.150,50;Faturado",
        "70002;IRMAOS GONCALVES;21/09/2026;;;2.000,00;2.301,00;",
    )
    rows = (
        sale(2, "MERCADO ANA LTDA", "2026-09-21", 115050, order="70001", status="invoiced",
             gross_cents=115050, invoiced_on="2026-09-25"),
        sale(3, "IRMAOS GONCALVES", "2026-09-21", 230100, order="70002", status="open",
             gross_cents=230100),
    )  # fmt: skip
    return Case({"pedidos.csv": content}, profile="fabrica-pedidos", rows=rows,
                command=("--cents-from", "gross"))  # fmt: skip


@case
def fabrica_pedidos_tabs_that_differ() -> Case:
    """A column more on one tab makes it no other table."""
    september = [_ORDERS, [70001, "MERCADO ANA LTDA", "21/09/2026", "", "", 1000, 1150.5, ""]]
    october = [
        [*_ORDERS, "Obs"],
        [70002, "PADARIA SÃO JOÃO", "01/10/2026", "", "", 200, 230.1, "", "frete pago"],
    ]
    content = xlsx({"Setembro": september, "Outubro": october})
    rows = (
        sale(2, "MERCADO ANA LTDA", "2026-09-21", 100000, order="70001", status="open",
             gross_cents=115050),
        sale(2, "PADARIA SÃO JOÃO", "2026-10-01", 20000, order="70002", status="open",
             gross_cents=23010),
    )  # fmt: skip
    return Case({"pedidos.xlsx": content}, profile="fabrica-pedidos", rows=rows, **SHEET)


@case
def cadastro_clientes() -> Case:
    content = text(
        "Razão Social;Nome Fantasia;CNPJ/CPF;Inscrição Estadual;Endereço;Bairro;CEP;Cidade;UF;"
        "Telefone;E-mail;Observações;Status;Rede de Clientes;PRAZO DE PAGAMENTO;Representante",
        f"Mercado Ana Ltda;Mercado Ana;{ANA_MASKED};isento;Rua Exemplo, 1;Centro;13900-000;Amparo;"
        "SP;(19) 3232-0002;ana@exemplo.com.br;Recebe só de manhã;Ativo;Rede Exemplo;28/56;Eu",
        f"Irmãos Gonçalves ME;;{IRMAOS_MASKED};;;;;;;;;;Inativo;;;Eu",
        encoding="cp1252",
    )
    rows = (
        listed(2, {"name": "Mercado Ana Ltda", "trade_name": "Mercado Ana", "tax_id": ANA,
                   "city": "Amparo", "state": "SP", "phone": "+551932320002",
                   "phone_text": "(19) 3232-0002", "email": "ana@exemplo.com.br"},
               network="Rede Exemplo", notes="Recebe só de manhã"),
        listed(3, {"name": "Irmãos Gonçalves ME", "tax_id": IRMAOS}),
    )  # fmt: skip
    return Case({"cadastro.csv": content}, kind="customers", profile="cadastro-clientes",
                rows=rows, encoding="cp1252")  # fmt: skip


@case
def planilha_propria() -> Case:
    """A spreadsheet of one's own, a tab for each group."""
    header = [
        "nome",
        "contato",
        "categoria",
        "histórico de compras",
        "frequência",
        "valor médio",
    ]
    content = xlsx({
        "prospects": [header, ["Bar do Exemplo", "Zé", "bar", "", "", ""]],
        "ativos": [
            header,
            ["Mercado Ana", "Ana Exemplo", "mercado", "compra desde 2019", "mensal", 1234.56],
            ["Padaria São João", "", "padaria", "pães e bolos", "quinzenal", "R$ 98,70"],
        ],
        "inativos": [header],
        "potenciais": [header, ["Empório Coração", "Bia", "", "", "", ""]],
    })  # fmt: skip
    rows = (
        listed(2, {"name": "Bar do Exemplo", "segment": "bar"}, contact="Zé"),
        listed(2, {"name": "Mercado Ana", "segment": "mercado"}, contact="Ana Exemplo"),
        listed(3, {"name": "Padaria São João", "segment": "padaria"}),
        listed(2, {"name": "Empório Coração"}, contact="Bia"),
    )
    return Case({"meus clientes.xlsx": content}, kind="customers", profile="planilha-propria",
                rows=rows, **SHEET)  # fmt: skip
