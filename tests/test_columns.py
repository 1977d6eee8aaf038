import pytest

from carteira_cli.ingest.columns import count_known, field_named, key, recognise


def test_a_header_is_compared_without_unit_case_accent_and_little_words():
    assert key("Preço Líquido (R$)") == key("PRECO  LIQUIDO") == "preco liquido"
    assert key("% Comissão") != key("Comissão (R$)")
    assert key("da") == "da"


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        (
            "Data Emissão|Pedido|Tag de cliente|Nome Fantasia|Razão social|Representada|Colaborador"
            "|Rede|Valor vendido",
            "date order - trade_name customer principal - network amount",
        ),
        (
            "Razão Social|Nome fantasia|CNPJ/CPF|E-mail|Telefone|Cidade|Bairro|Estado"
            "|Último pedido|Data do último pedido|Vendedor do último pedido"
            "|Valor do último pedido|Dias sem comprar|Situação|Segmento",
            "customer trade_name tax_id email phone city - state - last_on - last_amount - status"
            " segment",
        ),
        (
            "Data Emissão|Pedido|Cliente|Razão social|Representada|Valor",
            "date order trade_name customer principal amount",
        ),
        (
            "Data Emissão|Pedido|Cliente|Criador|Preço Líquido (R$)|Quantidade|Subtotal (R$)",
            "date order customer - unit_price quantity amount",
        ),
        (
            "Código do Cliente|CNPJ ou CPF Cliente|Nome Cliente|Endereço|Cidade|Unidade Federação",
            "code tax_id customer - city state",
        ),
        (
            "DocNum|DocDate|CardCode|CardName|DocTotal|CANCELLED",
            "order date code customer order_total status",
        ),
        (
            "Operação|Nota Fiscal|Data de Emissão (completa)|Cliente (Razão Social)"
            "|Código do Produto|Quantidade|Total de Mercadoria|Total da Nota Fiscal|Estado"
            "|Cliente (CNPJ/CPF)",
            "- order date customer product_code quantity amount order_total state tax_id",
        ),
        (
            "Previsão de Faturamento|Cliente (Nome Fantasia)|Pedido de Venda|Vendedor|Etapa"
            "|Total da Nota Fiscal",
            "date trade_name order - status order_total",
        ),
        ("Nº Pedido|Data|Cliente|Situação|Valor", "order date customer status amount"),
        (
            "Número|Valor total líquido|Data de emissão|Número do pedido|Situação",
            "- amount date order status",
        ),
        (
            "ID|Número do pedido|Data|ID contato|Nome do contato|CPF/CNPJ",
            "- order date code customer tax_id",
        ),
        (
            "Data de Competência|Descrição|Categoria|Valor|Cliente/Fornecedor"
            "|CNPJ/CPF Cliente/Fornecedor",
            "date product category amount customer tax_id",
        ),
        (
            "C5_NUM|C5_CLIENTE|C5_LOJACLI|C5_EMISSAO|C6_PRODUTO|C6_QTDVEN|C6_PRCVEN|C6_VALOR",
            "order code - date product_code quantity unit_price amount",
        ),
        (
            "A1_COD|A1_NOME|A1_CGC|A1_MUN|A1_EST|A1_ULTCOM",
            "code customer tax_id city state last_on",
        ),
        ("NUNOTA|CODPARC|DTNEG|VLRNOTA|TIPMOV", "order code date order_total -"),
        (
            "CODIGO CLIENTE|RAZAO CLIENTE|CNPJ|REPRESENTANTE|CIDADE|UF|ULTIMA COMPRA"
            "|DIAS SEM COMPRAR|VALOR ULTIMA COMPRA|TELEFONE 1|TELEFONE 2",
            "code customer tax_id - city state last_on - last_amount phone phone_2",
        ),
        (
            "Ordem|Razão Social|Digitação|Data Liberação/Crédito|Faturamento"
            "|Vr Total (s/impostos)|Vr Total (Líquido)|Status",
            "order customer date - invoiced_on amount gross_amount status",
        ),
        (
            "InvoiceNo|StockCode|Description|Quantity|InvoiceDate|UnitPrice|CustomerID|Country",
            "order product_code product quantity date unit_price code -",
        ),
        ("order_id|customer_id|order_date|required_date|shipped_date|freight|amount",
         "order code date - - - amount"),
        (" customer_id|date|number_of_cds|dollar_value", "code date quantity amount"),
        ("Valor|Valor Total|Data|Cliente", "- amount date customer"),
        ("Valor do pedido com IPI|Data de emissão do pedido|Cliente", "order_total date customer"),
        ("Data|Data|Cliente", "date - customer"),
        ("Data|Cliente|Valor Total|Valor Líquido", "date customer gross_amount amount"),
        ("Data|Cliente|Vl. Bruto|Vlr. Líquido", "date customer gross_amount amount"),
        ("Data|Cliente|VR TOTAL|Vlr Unitário", "date customer amount unit_price"),
        ("Data|Cliente|Valor Bruto|Total|Net amount", "date customer gross_amount - amount"),
        ("Data|Cliente|Valor Líquido|Valor do frete", "date customer amount -"),
        ("Nome|Celular|Contato|WhatsApp|Telefone 3|Fone 2|Tel",
         "customer phone contact phone_2 phone_3 phone_4 -"),
        ("Data do pedido|Data faturamento|Nome do contato|Cliente",
         "date invoiced_on contact customer"),
        ("Data Início|Razão Social|E-mails|Telefones|Resultado|Descrição|Motivo|Vendedor|Tipo",
         "at customer email phone result product reason - activity"),
        ("Nome|Cargo|Aniversário|E-mail|E-mail 2", "customer role birthday email email_2"),
    ],
)  # fmt: skip
def test_headers_of_real_files(headers, expected):
    names = headers.split("|")
    found = {at: field for field, at in recognise(names, {}).items()}
    assert [found.get(at, "-") for at in range(len(names))] == expected.split()


def test_what_is_taken_stays():
    assert recognise(["Data", "Valor"], {"notes": 0}) == {"notes": 0, "amount": 1}


def test_a_phone_that_was_asked_for_stands_before_the_others():
    headers = ["Telefone 1", "Nome", "Ramal", "Celular"]

    assert recognise(headers, {"phone": 2}) == {
        "customer": 1, "phone": 2, "phone_2": 0, "phone_3": 3
    }  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ("date", "date"),
        ("Data", "date"),
        ("CLIENTE", "customer"),
        ("vlr", "amount"),
        ("faturamento", "invoiced_on"),
        ("phone_2", "phone_2"),
        ("quando", ""),
        ("", ""),
    ],
)
def test_a_field_has_the_names_of_its_columns_too(typed, field):
    assert field_named(typed) == field


def test_rows_of_data_name_nothing():
    assert count_known(["Mercado Aurora", 12.5, "", "Data" * 99]) == 0
    assert count_known(["Data", "Valor", "Valor"]) == 2
