"""Files of the rep's and small principals' own programs, of shops, and of public data sets."""

from pathlib import Path

from truth import (
    ANA,
    ANA_MASKED,
    IRMAOS_MASKED,
    NOBODY,
    PERSON,
    PERSON_MASKED,
    SAO_JOAO,
    SAO_JOAO_MASKED,
    TOTAL,
    Case,
    case,
    listed,
    met,
    refused,
    sale,
    skipped,
)
from writers import page, text, xlsx

SHEET = {"encoding": "xlsx", "delimiter": ""}


@case
def mercos_carteira() -> Case:
    """Days are text; its states and cycles are counted anew, never read."""
    header = ["Razão Social", "Nome fantasia", "CNPJ/CPF", "E-mail", "Telefone", "Cidade", "Bairro",
              "CEP", "Endereço", "Estado", "Último pedido", "Data do último pedido",
              "Vendedor do último pedido", "Valor do último pedido", "Dias sem comprar",
              "Ciclo médio de compra", "Situação", "Data de cadastro", "Segmento",
              "Tags de cliente"]  # fmt: skip
    content = xlsx({
        "Relatório": [
            header,
            ["Mercado Ana Ltda", "Mercado Ana", ANA_MASKED, "ana@exemplo.com.br", "(19) 3232-0002",
             "Amparo", "Centro", "13900-000", "Rua Exemplo, 1", "SP", "1201", "21/09/2026",
             "Carlos", 1234.56, 62, 30, "Ativo", "05/03/2019", "Mercado", "VIP"],
            ["Padaria São João", "", SAO_JOAO_MASKED, "", "", "", "", "", "", "MG", "", "", "", "",
             "", "", "Prospect", "01/02/2026", "", ""],
        ]
    })  # fmt: skip
    rows = (
        listed(2, {"name": "Mercado Ana Ltda", "trade_name": "Mercado Ana", "tax_id": ANA,
                   "city": "Amparo", "state": "SP", "segment": "Mercado",
                   "phone": "+551932320002", "phone_text": "(19) 3232-0002",
                   "email": "ana@exemplo.com.br"}, last_on="2026-09-21", last_cents=123456),
        listed(3, {"name": "Padaria São João", "tax_id": SAO_JOAO, "state": "MG"}),
    )  # fmt: skip
    return Case({"carteira.xlsx": content}, kind="customers", profile="mercos-carteira", rows=rows,
                **SHEET)  # fmt: skip


@case
def mercos_carteira_few_columns() -> Case:
    """The columns are the user's choice, and so is their order."""
    header = ["CNPJ/CPF", "Valor do último pedido", "Razão Social", "Nome fantasia", "Estado",
              "Data do último pedido", "Vendedor do último pedido"]  # fmt: skip
    row = [
        PERSON_MASKED,
        "R$ 1.234,56",
        "João Exemplo",
        "",
        "São Paulo",
        "21/09/2026",
        "Carlos",
    ]
    content = xlsx({"Relatório": [header, row]})
    rows = (
        listed(2, {"name": "João Exemplo", "tax_id": PERSON, "state": "SP"}, last_on="2026-09-21",
               last_cents=123456),
    )  # fmt: skip
    return Case({"carteira.xlsx": content}, kind="customers", profile="mercos-carteira", rows=rows,
                **SHEET)  # fmt: skip


_SALES = ("Data Emissão", "Pedido", "Tag de cliente", "Nome Fantasia", "Razão social",
          "Representada", "Colaborador", "Rede", "Valor vendido")  # fmt: skip
_SOLD = (
    ["21/09/2026", "1201", "VIP", "Mercado Ana", "Mercado Ana Ltda", "Serra Exemplo", "Carlos", "",
     1234.56],
    ["22/09/2026", "1202", "", "", "Padaria São João", "Ávila Exemplo", "Carlos", "Rede Exemplo",
     98.7],
    ["23/09/2026", "1203", "", "", "Padaria São João", "Ávila Exemplo", "Carlos", "", -8.7],
)  # fmt: skip


def _sold(first: int) -> tuple:
    ana = {"name": "Mercado Ana Ltda", "trade_name": "Mercado Ana"}
    return (
        sale(first, ana, "2026-09-21", 123456, order="1201", principal="Serra Exemplo"),
        sale(first + 1, "Padaria São João", "2026-09-22", 9870, order="1202",
             principal="Ávila Exemplo"),
        sale(first + 2, "Padaria São João", "2026-09-23", -870, order="1203",
             principal="Ávila Exemplo", status="returned"),
    )  # fmt: skip


@case
def mercos_vendas() -> Case:
    """No tax id; the last row is the orders' count and sum, without a label."""
    total = ["", 3, "", "", "", "", "", "", 1324.56]
    content = xlsx({"Relatório": [_SALES, *_SOLD, total]})
    return Case({"vendas.xlsx": content}, profile="mercos-vendas", rows=_sold(2),
                skipped=(skipped(5, TOTAL),), **SHEET)  # fmt: skip


@case
def mercos_vendas_xls() -> Case:
    """The same workbook in Excel 97's format."""
    content = (Path(__file__).parent / "mercos-vendas.xls").read_bytes()
    return Case({"vendas.xls": content}, profile="mercos-vendas", rows=_sold(2),
                skipped=(skipped(5, TOTAL),), encoding="xls", delimiter="")  # fmt: skip


@case
def mercos_vendas_with_filters() -> Case:
    """The same report as a page called .xls, its header below the filters."""
    money = {1234.56: "R$ 1.234,56", 98.7: "R$ 98,70", -8.7: "R$ -8,70"}
    rows = [[*row[:-1], money[row[-1]]] for row in _SOLD]
    before = [
        ["Relatório de vendas"],
        [],
        ["Filtros"],
        ["Período: 01/09/2026 a 30/09/2026"],
        [],
    ]
    total = ["", "3", *[""] * 6, "R$ 1.324,56"]
    content = page([*before, _SALES, *rows, total], "utf-8")
    return Case({"vendas.xls": content}, profile="mercos-vendas", rows=_sold(7), delimiter="",
                skipped=(skipped(10, TOTAL),), header_line=6)  # fmt: skip


@case
def mercos_produtos() -> Case:
    """One line per product, the order on each; the report does not name the products."""
    header = ["Data Emissão", "Pedido", "Cliente", "Criador", "Preço Líquido (R$)", "Quantidade",
              "Subtotal (R$)"]  # fmt: skip
    content = xlsx({
        "Relatório": [
            header,
            ["21/09/2026", "1201", "Mercado Ana", "Carlos", 12.5, 10, 125],
            ["21/09/2026", "1201", "Mercado Ana", "Carlos", 30, 2, 60],
            ["22/09/2026", "1202", "Padaria São João", "Carlos", 3.333, 3, 10],
        ]
    })  # fmt: skip
    rows = (
        sale(2, "Mercado Ana", "2026-09-21", 12500, order="1201", quantity=10.0,
             unit_price_cents=1250),
        sale(3, "Mercado Ana", "2026-09-21", 6000, order="1201", quantity=2.0,
             unit_price_cents=3000),
        sale(4, "Padaria São João", "2026-09-22", 1000, order="1202", quantity=3.0,
             unit_price_cents=333),
    )  # fmt: skip
    return Case({"produtos.xlsx": content}, profile="mercos-produtos", rows=rows,
                counts={"sales_created": 2}, **SHEET)  # fmt: skip


@case
def mercos_atendimentos() -> Case:
    header = ["Data Início", "Razão Social", "Nome Fantasia", "CNPJ/CPF", "E-mails", "Telefones",
              "Cidade", "Estado", "Resultado", "Descrição", "Motivo", "Vendedor",
              "Tipo"]  # fmt: skip
    content = xlsx({
        "Relatório": [
            header,
            ["21/09/2026 14:05", "Mercado Ana Ltda", "Mercado Ana", ANA_MASKED, "", "", "Amparo",
             "SP", "Não atendeu", "", "", "Carlos", "Telefone"],
            ["22/09/2026 09:30", "Padaria São João", "", "", "", "", "", "", "Orçamento enviado",
             "Pediu preço do bolo.\nVolta na sexta.", "Preço", "Carlos", "WhatsApp"],
            ["23/09/2026 16:00", "Padaria São João", "", "", "", "", "", "", "", "Só passei", "",
             "Carlos", "Visita"],
        ]
    })  # fmt: skip
    ana = {"name": "Mercado Ana Ltda", "trade_name": "Mercado Ana", "tax_id": ANA,
           "city": "Amparo", "state": "SP"}  # fmt: skip
    padaria = {"name": "Padaria São João"}
    rows = (
        met(2, ana, "2026-09-21", time="14:05", channel="phone", result="no_answer"),
        met(3, padaria, "2026-09-22", time="09:30", channel="whatsapp", result="quote_sent",
            reason="price", note="Pediu preço do bolo.\nVolta na sexta."),
        met(4, padaria, "2026-09-23", time="16:00", channel="visit", note="Só passei"),
    )  # fmt: skip
    return Case({"atendimentos.xlsx": content}, kind="interactions", profile="mercos-atendimentos",
                rows=rows, **SHEET)  # fmt: skip


@case
def omie_pedidos() -> Case:
    """The header floats; an order's stage says whether it was invoiced."""
    header = ["Previsão de Faturamento", "Cliente (Nome Fantasia)", "Pedido de Venda", "Vendedor",
              "Etapa", "Total da Nota Fiscal"]  # fmt: skip
    content = xlsx({
        "Pedidos": [
            ["Pedidos de venda"],
            ["Emitido em 22/11/2026"],
            [],
            header,
            ["21/09/2026", "Mercado Ana", "301", "Carlos", "Faturado", 1234.56],
            ["22/09/2026", "Padaria São João", "302", "Carlos", "Pedido de Venda", 98.7],
            ["23/09/2026", "Padaria São João", "303", "Carlos", "Separar Estoque", 10],
            ["24/09/2026", "Mercado Ana", "304", "Carlos", "Faturar", 20],
            ["25/09/2026", "Mercado Ana", "305", "Carlos", "Cancelado", 30],
            ["", "", "", "", "", 1393.26],
        ]
    })  # fmt: skip
    ana = {"name": "Mercado Ana", "trade_name": "Mercado Ana"}
    padaria = {"name": "Padaria São João", "trade_name": "Padaria São João"}
    rows = (
        sale(5, ana, "2026-09-21", 123456, order="301", status="invoiced"),
        sale(6, padaria, "2026-09-22", 9870, order="302", status="open"),
        sale(7, padaria, "2026-09-23", 1000, order="303", status="open"),
        sale(8, ana, "2026-09-24", 2000, order="304", status="open"),
        sale(9, ana, "2026-09-25", 3000, order="305", status="cancelled"),
    )
    return Case({"pedidos.xlsx": content}, profile="omie-pedidos", rows=rows,
                skipped=(skipped(10, TOTAL),), header_line=4, **SHEET)  # fmt: skip


@case
def omie_notas() -> Case:
    """One line per product; the note's total stands on each of its lines and is not added up."""
    header = ["Operação", "Nota Fiscal", "Data de Emissão (completa)", "Cliente (Razão Social)",
              "Código do Produto", "Quantidade", "Total de Mercadoria", "Total da Nota Fiscal",
              "Estado", "Cliente (CNPJ/CPF)"]  # fmt: skip
    content = xlsx({
        "Notas": [
            ["Faturamento por item"],
            [],
            header,
            ["Venda de Produto", "00000101", "21/09/2026", "Mercado Ana Ltda", "PAO1", 10, 100, 150,
             "SP", ANA_MASKED],
            ["Venda de Produto", "00000101", "21/09/2026", "Mercado Ana Ltda", "BOL2", 2, 50, 150,
             "SP", ANA_MASKED],
            ["Venda de Produto", "00000102", "22/09/2026", "Irmãos Gonçalves ME", "PAO1", 1.5, 15,
             18, "MG", IRMAOS_MASKED],
            ["", "", "", "", "", 13.5, 165, 318, "", ""],
        ]
    })  # fmt: skip
    ana = {"name": "Mercado Ana Ltda", "tax_id": ANA, "state": "SP"}
    irmaos = {"name": "Irmãos Gonçalves ME", "tax_id": "40404040000113", "state": "MG"}
    rows = (
        sale(
            4,
            ana,
            "2026-09-21",
            10000,
            order="00000101",
            product_code="PAO1",
            quantity=10.0,
        ),
        sale(
            5,
            ana,
            "2026-09-21",
            5000,
            order="00000101",
            product_code="BOL2",
            quantity=2.0,
        ),
        sale(
            6,
            irmaos,
            "2026-09-22",
            1500,
            order="00000102",
            product_code="PAO1",
            quantity=1.5,
        ),
    )
    return Case({"notas.xlsx": content}, profile="omie-notas", rows=rows,
                skipped=(skipped(7, TOTAL),), header_line=3, counts={"total_cents": 16500},
                **SHEET)  # fmt: skip


@case
def bling_pedidos() -> Case:
    content = text(
        "Nº Pedido;Data;Cliente;Situação;Valor",
        '"901";"21/09/2026";"Mercado Ana";"Atendido";"1.234,56"',
        '"902";"22/09/2026";"Padaria São João";"Em aberto";"98,70"',
        '"903";"23/09/2026";"Padaria São João";"Cancelado";"10,00"',
        '"904";"24/09/2026";"Mercado Ana";"Em andamento";"20,00"',
    )
    rows = (
        sale(2, "Mercado Ana", "2026-09-21", 123456, order="901", status="invoiced"),
        sale(3, "Padaria São João", "2026-09-22", 9870, order="902", status="open"),
        sale(4, "Padaria São João", "2026-09-23", 1000, order="903", status="cancelled"),
        sale(5, "Mercado Ana", "2026-09-24", 2000, order="904", status="open"),
    )
    return Case({"pedidos.csv": content}, profile="bling-pedidos", rows=rows)


@case
def bling_notas() -> Case:
    """The order's number is the order, not the note's; the customer's column is one more."""
    content = text(
        "Número;Valor total líquido;Data de emissão;Número do pedido;Situação;Cliente",
        "000501;1.234,56;21/09/2026;901;Autorizada;Mercado Ana",
        "000502;98,70;22/09/2026;902;Emitida DANFE;Padaria São João",
        "000503;10,00;23/09/2026;903;Cancelada;Padaria São João",
    )
    rows = (
        sale(2, "Mercado Ana", "2026-09-21", 123456, order="901", line_key="NF 501",
             status="invoiced"),
        sale(3, "Padaria São João", "2026-09-22", 9870, order="902", line_key="NF 502",
             status="invoiced"),
        sale(4, "Padaria São João", "2026-09-23", 1000, order="903", line_key="NF 503",
             status="cancelled"),
    )  # fmt: skip
    return Case({"notas.csv": content}, profile="bling-notas", rows=rows)


@case
def bling_itens() -> Case:
    """The freight, repeated on each line of its order, is no amount."""
    content = text(
        "Número do pedido;Data;Nome do contato;CPF/CNPJ;Situação;Código do produto;Descrição;"
        "Quantidade;Valor unitário;Valor frete",
        f"901;21/09/2026;Mercado Ana;{ANA_MASKED};Atendido;PAO1;Pão;10,00;12,50;25,00",
        f"901;21/09/2026;Mercado Ana;{ANA_MASKED};Atendido;BOL2;Bolo;2,00;30,00;25,00",
        "902;22/09/2026;Padaria São João;;Em aberto;PAO1;Pão;1,50;12,50;9,90",
    )
    ana = {"name": "Mercado Ana", "tax_id": ANA}
    rows = (
        sale(2, ana, "2026-09-21", 12500, order="901", status="invoiced", product="Pão",
             product_code="PAO1", quantity=10.0, unit_price_cents=1250),
        sale(3, ana, "2026-09-21", 6000, order="901", status="invoiced", product="Bolo",
             product_code="BOL2", quantity=2.0, unit_price_cents=3000),
        sale(4, "Padaria São João", "2026-09-22", 1875, order="902", status="open", product="Pão",
             product_code="PAO1", quantity=1.5, unit_price_cents=1250),
    )  # fmt: skip
    return Case({"itens.csv": content}, profile="bling-itens", rows=rows,
                counts={"total_cents": 20375, "sales_created": 2})  # fmt: skip


_TINY = (
    "ID;Número do pedido;Data;ID contato;Nome do contato;Tipo de Pessoa;CPF/CNPJ;Endereço;Número;"
    "Bairro;CEP;Cidade;UF;Fone;Frete pedido;Situação;Código (SKU);Descrição;Quantidade;"
    "Valor unitário",
    f"7001;55;21/09/2026;801;Mercado Ana Ltda;J;{ANA_MASKED};Rua Exemplo;12;Centro;13900-000;"
    "Amparo;SP;(19) 3232-0002;15,00;Faturado;PAO1;Pão;10,00;12,50",
    f"7001;55;21/09/2026;801;Mercado Ana Ltda;J;{ANA_MASKED};Rua Exemplo;12;Centro;13900-000;"
    "Amparo;SP;(19) 3232-0002;15,00;Faturado;BOL2;Bolo;2,00;30,00",
    f"7002;56;22/09/2026;802;João Exemplo;F;{PERSON_MASKED};;S/N;;;;;;0,00;Em aberto;PAO1;Pão;1,00;"
    "12,50",
)


def _tiny() -> tuple:
    ana = {"name": "Mercado Ana Ltda", "code": "801", "tax_id": ANA, "city": "Amparo",
           "state": "SP", "phone": "+551932320002", "phone_text": "(19) 3232-0002"}  # fmt: skip
    joao = {"name": "João Exemplo", "code": "802", "tax_id": PERSON}
    return (
        sale(2, ana, "2026-09-21", 12500, order="55", status="invoiced", product="Pão",
             product_code="PAO1", quantity=10.0, unit_price_cents=1250),
        sale(3, ana, "2026-09-21", 6000, order="55", status="invoiced", product="Bolo",
             product_code="BOL2", quantity=2.0, unit_price_cents=3000),
        sale(4, joao, "2026-09-22", 1250, order="56", status="open", product="Pão",
             product_code="PAO1", quantity=1.0, unit_price_cents=1250),
    )  # fmt: skip


@case
def tiny_pedidos() -> Case:
    """The address has a number too: it is not the order's."""
    return Case({"pedidos.csv": text(*_TINY)}, profile="tiny-pedidos", rows=_tiny(),
                counts={"sales_created": 2, "total_cents": 19750})  # fmt: skip


@case
def eccosys_pedidos() -> Case:
    """Eccosys exports the columns of Tiny, whose profile it fits."""
    content = text(*_TINY, encoding="cp1252")
    return Case(
        {"pedidos.csv": content},
        profile="tiny-pedidos",
        rows=_tiny(),
        encoding="cp1252",
    )


@case
def conta_azul() -> Case:
    """What was paid is negative and no sale; a description is no product."""
    content = text(
        "Data de Competência;Descrição;Categoria;Valor;Cliente/Fornecedor;"
        "CNPJ/CPF Cliente/Fornecedor",
        f"21/09/2026;Venda 101;Receita de vendas;1.234,56;Mercado Ana Ltda;{ANA_MASKED}",
        "22/09/2026;Aluguel;Despesas fixas;-900,00;Imobiliária Exemplo;",
        f"23/09/2026;Venda 102;Receita de vendas;98,70;João Exemplo;{PERSON_MASKED}",
    )
    rows = (
        sale(2, {"name": "Mercado Ana Ltda", "tax_id": ANA}, "2026-09-21", 123456),
        sale(4, {"name": "João Exemplo", "tax_id": PERSON}, "2026-09-23", 9870),
    )
    return Case({"extrato.csv": content}, profile="conta-azul", rows=rows,
                skipped=(skipped(3, "pagamento, e não venda"),))  # fmt: skip


@case
def olist_orders() -> Case:
    """Joined with customers and payments: who buys is customer_unique_id; two payments are two."""
    content = text(
        '"order_id","customer_id","order_status","order_purchase_timestamp",'
        '"order_approved_at","customer_unique_id","customer_city","customer_state",'
        '"payment_value"',
        '"e481","9ef4","delivered","2017-10-02 10:56:33","2017-10-02 11:07:15","7c39","sao paulo",'
        '"SP",18.12',
        '"e481","9ef4","delivered","2017-10-02 10:56:33","2017-10-02 11:07:15","7c39","sao paulo",'
        '"SP",20.59',
        '"53cd","b083","canceled","2018-07-24 20:41:37","","af07","barreiras","BA",141.46',
        '"47f7","41ce","processing","2018-08-08 08:38:49","","3a65","vianopolis","GO",179.12',
        '"9498","f881","unavailable","2017-11-18 19:28:06","","7c39","sao paulo","SP",72.20',
        newline="\n",
    )
    buyer = {"code": "7c39", "city": "sao paulo", "state": "SP"}
    rows = (
        sale(2, buyer, "2017-10-02", 1812, order="e481", status="invoiced"),
        sale(3, buyer, "2017-10-02", 2059, order="e481", status="invoiced"),
        sale(4, {"code": "af07", "city": "barreiras", "state": "BA"}, "2018-07-24", 14146,
             order="53cd", status="cancelled"),
        sale(5, {"code": "3a65", "city": "vianopolis", "state": "GO"}, "2018-08-08", 17912,
             order="47f7", status="open"),
        sale(6, buyer, "2017-11-18", 7220, order="9498", status="cancelled"),
    )  # fmt: skip
    return Case({"olist.csv": content}, profile="olist-orders", rows=rows, delimiter=",",
                counts={"customers_created": 3, "sales_created": 4})  # fmt: skip


@case
def olist_orders_plain() -> Case:
    """The orders' file as it is published has no amount: nothing can go in, and why is said."""
    content = text(
        "order_id,customer_id,order_status,order_purchase_timestamp",
        "e481,9ef4,delivered,2017-10-02 10:56:33",
    )
    return Case({"orders.csv": content}, stops="orders.csv: Falta no arquivo: o valor.")


@case
def uci_online_retail() -> Case:
    """Quantity × price, month first, `C…` is a credit note; nobody's rows are refused."""
    content = text(
        "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country",
        "536365,85123A,WHITE HOLDER,6,12/1/2010 8:26,2.55,17850.0,United Kingdom",
        "536365,71053,WHITE LANTERN,6,12/1/2010 8:26,3.39,17850.0,United Kingdom",
        "C536379,D,Discount,-1,12/13/2010 9:41,27.50,14527.0,United Kingdom",
        "536414,22139,,56,12/1/2010 11:52,0,,United Kingdom",
        '536370,22728,"CLOCK, PINK",24,12/1/2010 8:45,3.75,12583,France',
    )
    rows = (
        sale(2, {"code": "17850"}, "2010-12-01", 1530, order="536365", product="WHITE HOLDER",
             product_code="85123A", quantity=6.0, unit_price_cents=255),
        sale(3, {"code": "17850"}, "2010-12-01", 2034, order="536365", product="WHITE LANTERN",
             product_code="71053", quantity=6.0, unit_price_cents=339),
        sale(4, {"code": "14527"}, "2010-12-13", -2750, order="C536379", product="Discount",
             product_code="D", quantity=-1.0, unit_price_cents=2750, status="returned"),
        sale(6, {"code": "12583"}, "2010-12-01", 9000, order="536370", product="CLOCK, PINK",
             product_code="22728", quantity=24.0, unit_price_cents=375),
    )  # fmt: skip
    return Case({"retail.csv": content}, profile="uci-online-retail", rows=rows, delimiter=",",
                refused=(refused(5, "CustomerID", "", NOBODY),))  # fmt: skip
