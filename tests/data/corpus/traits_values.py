"""What stands in the cells: numbers, days, tax ids, phones, states of orders."""

from datetime import date, datetime

from truth import (
    ANA,
    ANA_MASKED,
    CORACAO,
    CORACAO_MASKED,
    LETTERS,
    LETTERS_MASKED,
    NOBODY,
    PERSON,
    PERSON_MASKED,
    SAO_JOAO,
    ZERO,
    ZERO_MASKED,
    Case,
    case,
    listed,
    refused,
    sale,
)
from writers import text, xlsx

MOMENT = datetime(2026, 9, 21, 14, 5)  # noqa: DTZ001 a sheet knows no zones
COLUMNS = ["Pedido", "Data", "Cliente", "Valor Total"]


def amounts(*cells: str) -> bytes:
    """One order a line, all of one customer and day."""
    rows = (f"{at};21/09/2026;Ana;{cell}" for at, cell in enumerate(cells, 1))
    return text(";".join(COLUMNS), *rows)


def of_amounts(*cents: int) -> tuple:
    """The orders of `amounts`; what is below zero is a return."""
    return tuple(
        sale(at + 1, "Ana", "2026-09-21", each, order=str(at))
        | ({"status": "returned"} if each < 0 else {})
        for at, each in enumerate(cents, 1)
    )


def days(*cells: str) -> bytes:
    rows = (f"{at};{cell};Ana;10,00" for at, cell in enumerate(cells, 1))
    return text(";".join(COLUMNS), *rows)


def of_days(*found: str) -> tuple:
    return tuple(sale(at + 1, "Ana", day, 1000, order=str(at)) for at, day in enumerate(found, 1))


@case
def numbers_brazilian() -> Case:
    content = amounts(
        "R$ 1.234,56", "1234,56", "1.234,5", "12", "0,99", "1.000.000,00", "R$12,30", ",50",
        "(1.234,56)", "-1.234,56", "1.234,56-", "R$ -12,30", "-R$ 12,30", "−7,00",
    )  # fmt: skip
    rows = of_amounts(
        123456, 123456, 123450, 1200, 99, 100000000, 1230, 50,
        -123456, -123456, -123456, -1230, -1230, -700,
    )  # fmt: skip
    return Case({"vendas.csv": content}, rows=rows)


@case
def numbers_with_a_point() -> Case:
    """What programs write: a decimal point, and the noise of binary fractions."""
    content = amounts(
        "1234.56",
        "1,234.56",
        "1234.5600000000001",
        "0.1",
        "33.333333333333336",
        "-5.00",
        "1e3",
    )
    rows = of_amounts(123456, 123456, 123456, 10, 3333, -500)
    wrong = (refused(8, "Valor Total", "1e3", "não é um valor"),)
    return Case({"vendas.csv": content}, rows=rows, refused=wrong)


@case
def numbers_rounded_half_up() -> Case:
    """Once, from the digits: 1,005 is not 1,00499…"""
    content = text(
        "Pedido;Data;Cliente;Quantidade;Preço unitário",
        "1;21/09/2026;Ana;3;1,115",
        "2;21/09/2026;Ana;1;1,005",
        "3;21/09/2026;Ana;0,5;2,55",
        "4;21/09/2026;Ana;-1;1,005",
        "5;21/09/2026;Ana;1,25;10,00",
    )
    rows = (
        sale(2, "Ana", "2026-09-21", 335, order="1", quantity=3.0, unit_price_cents=112),
        sale(3, "Ana", "2026-09-21", 101, order="2", quantity=1.0, unit_price_cents=101),
        sale(4, "Ana", "2026-09-21", 128, order="3", quantity=0.5, unit_price_cents=255),
        sale(5, "Ana", "2026-09-21", -101, order="4", quantity=-1.0, unit_price_cents=101,
             status="returned"),
        sale(6, "Ana", "2026-09-21", 1250, order="5", quantity=1.25, unit_price_cents=1000),
    )  # fmt: skip
    return Case({"vendas.csv": content}, rows=rows)


@case
def numbers_of_a_sheet() -> Case:
    """Floats, with their noise; a text among them."""
    cells = [1234.56, 1234.5600000000001, 0.1 + 0.2, 1000, "R$ 1.234,56", -12.3, 2.675]
    table = [[str(at), "21/09/2026", "Ana", cell] for at, cell in enumerate(cells, 1)]
    content = xlsx({"Plan1": [COLUMNS, *table]})
    rows = of_amounts(123456, 123456, 30, 100000, 123456, -1230, 268)
    return Case({"vendas.xlsx": content}, rows=rows, encoding="xlsx", delimiter="")


@case
def numbers_mark_per_column() -> Case:
    """Kilos with a point, money with a comma: each column decides for itself."""
    content = text(
        "Pedido;Data;Cliente;Quantidade;Valor Total",
        "1;21/09/2026;Ana;1.5;1.234,56",
        "2;21/09/2026;Ana;12.25;98,70",
        "3;21/09/2026;Ana;1000;1.000",
    )
    rows = (
        sale(2, "Ana", "2026-09-21", 123456, order="1", quantity=1.5),
        sale(3, "Ana", "2026-09-21", 9870, order="2", quantity=12.25),
        sale(4, "Ana", "2026-09-21", 100000, order="3", quantity=1000.0),
    )
    return Case({"vendas.csv": content}, rows=rows)


@case
def numbers_without_cents() -> Case:
    """Nothing tells which mark it is: Brazil's thousands."""
    content = amounts("1.234", "2.500", "980")
    return Case({"vendas.csv": content}, rows=of_amounts(123400, 250000, 98000))


@case
def numbers_mark_told() -> Case:
    """The same cells, where the user knows better."""
    content = amounts("1.234", "2.500", "980")
    return Case(
        {"vendas.csv": content},
        rows=of_amounts(123, 250, 98000),
        command=("--decimal", "."),
    )


@case
def numbers_that_are_none() -> Case:
    """Two marks, words, nothing: refused with the cell, and the others go in."""
    content = amounts("1,234,56", "dez reais", "10,00", "", "20,00", "1.23.4,5", "30,00", "40,00",
                      "50,00")  # fmt: skip
    wrong = (
        refused(2, "Valor Total", "1,234,56",
                "não é um valor: tem mais de um separador de decimais"),
        refused(3, "Valor Total", "dez reais", "não é um valor"),
        refused(5, "Valor Total", "", "falta o valor"),
        refused(7, "Valor Total", "1.23.4,5",
                "não é um valor: nesta coluna o separador de decimais é “,”"),
    )  # fmt: skip
    found = of_amounts(0, 0, 1000, 0, 2000, 0, 3000, 4000, 5000)
    rows = tuple(row for row in found if row["amount_cents"])
    return Case({"vendas.csv": content}, rows=rows, refused=wrong)


@case
def numbers_per_cent() -> Case:
    """A rate in per cent, as text; hundredths of a per cent are kept."""
    content = text(
        "Pedido;Data;Cliente;Valor;% Comissão",
        "1;21/09/2026;Ana;10,00;11,9%",
        "2;21/09/2026;Ana;10,00;5",
        "3;21/09/2026;Ana;10,00;0,5 %",
        "4;21/09/2026;Ana;10,00;",
    )
    rows = tuple(
        row | rate
        for row, rate in zip(
            of_days(*["2026-09-21"] * 4),
            (
                {"commission_bp": 1190},
                {"commission_bp": 500},
                {"commission_bp": 50},
                {},
            ),
            strict=True,
        )
    )
    return Case({"vendas.csv": content}, rows=rows)


@case
def dates_brazilian() -> Case:
    content = days("21/09/2026", "1/9/2026", "21-09-2026", "21.09.2026", "03/04/2026")
    rows = of_days("2026-09-21", "2026-09-01", "2026-09-21", "2026-09-21", "2026-04-03")
    return Case({"vendas.csv": content}, rows=rows)


@case
def dates_of_two_digits() -> Case:
    content = days("21/09/26", "01/02/25", "31/12/99")
    return Case({"vendas.csv": content}, rows=of_days("2026-09-21", "2025-02-01", "1999-12-31"))


@case
def dates_iso() -> Case:
    content = days("2026-09-21", "2026-02-03", "2026/02/03")
    return Case({"vendas.csv": content}, rows=of_days("2026-09-21", "2026-02-03", "2026-02-03"))


@case
def dates_compact() -> Case:
    content = days("20260921", "20260203", "20260921140500")
    return Case({"vendas.csv": content}, rows=of_days("2026-09-21", "2026-02-03", "2026-09-21"))


@case
def dates_with_a_time() -> Case:
    content = days("21/09/2026 14:05", "21/09/2026 23:59:59", "2026-09-21 00:00:00.000")
    return Case({"vendas.csv": content}, rows=of_days(*["2026-09-21"] * 3))


@case
def dates_with_an_offset() -> Case:
    """The day as it is written, whatever the offset."""
    content = days("2026-09-21T23:30:00-03:00", "2026-09-22T01:15:00Z", "2026-09-22T02:00:00+00:00")
    return Case({"vendas.csv": content}, rows=of_days("2026-09-21", "2026-09-22", "2026-09-22"))


@case
def dates_of_a_month() -> Case:
    """A month alone is its first day."""
    content = days("09/2026", "Set/2026", "fev/2026", "2026-03", "Dezembro/2025")
    rows = of_days("2026-09-01", "2026-09-01", "2026-02-01", "2026-03-01", "2025-12-01")
    return Case({"vendas.csv": content}, rows=rows)


@case
def dates_serial_in_text() -> Case:
    """Excel's count of days, as it is left when a column was formatted as a number."""
    content = days("46059.68", "46286", "46286,5")
    return Case({"vendas.csv": content}, rows=of_days("2026-02-06", "2026-09-21", "2026-09-21"))


@case
def dates_of_a_sheet() -> Case:
    """A day, a moment, a number, a text: all in one column."""
    cells = [date(2026, 9, 21), MOMENT, 46059.68, "21/09/2026", 20260921]
    table = [[str(at), cell, "Ana", 10.0] for at, cell in enumerate(cells, 1)]
    content = xlsx({"Plan1": [COLUMNS, *table]})
    rows = of_days("2026-09-21", "2026-09-21", "2026-02-06", "2026-09-21", "2026-09-21")
    return Case({"vendas.xlsx": content}, rows=rows, encoding="xlsx", delimiter="")


@case
def dates_month_first() -> Case:
    """A foreign file: one day beyond 12 settles the order for the whole column."""
    content = text(
        "Order,Date,Customer,Amount",
        "1,9/3/2026,Ana,10.00",
        "2,9/21/2026,Ana,10.00",
        "3,12/1/2026 8:26,Ana,10.00",
    )
    rows = of_days("2026-09-03", "2026-09-21", "2026-12-01")
    return Case({"sales.csv": content}, rows=rows, delimiter=",")


@case
def dates_that_tell_nothing() -> Case:
    """Each could be either: Brazil's order."""
    content = days("03/04/2026", "05/06/2026")
    return Case({"vendas.csv": content}, rows=of_days("2026-04-03", "2026-06-05"))


@case
def dates_order_told() -> Case:
    """The same days, where the user knows better."""
    content = days("03/04/2026", "05/06/2026")
    rows = of_days("2026-03-04", "2026-05-06")
    return Case({"vendas.csv": content}, rows=rows, command=("--date-order", "mdy"))


@case
def dates_that_do_not_exist() -> Case:
    content = days("31/02/2026", "21/09/2026", "32/01/2026", "22/09/2026", "amanhã", "23/09/2026",
                   "", "24/09/2026")  # fmt: skip
    wrong = (
        refused(2, "Data", "31/02/2026", "fevereiro de 2026 tem 28 dias"),
        refused(4, "Data", "32/01/2026", "janeiro de 2026 tem 31 dias"),
        refused(6, "Data", "amanhã", "não é uma data"),
        refused(8, "Data", "", "falta a data"),
    )
    rows = (
        sale(3, "Ana", "2026-09-21", 1000, order="2"),
        sale(5, "Ana", "2026-09-22", 1000, order="4"),
        sale(7, "Ana", "2026-09-23", 1000, order="6"),
        sale(9, "Ana", "2026-09-24", 1000, order="8"),
    )
    return Case({"vendas.csv": content}, rows=rows, refused=wrong)


@case
def dates_in_two_orders() -> Case:
    """Two readings that exclude each other: nothing goes in, both are shown."""
    stops = (
        "vendas.csv: A mesma coluna traz datas em duas ordens — "
        "linha 2: 21/09/2026 (dia/mês); linha 3: 09/22/2026 (mês/dia)."
    )
    return Case({"vendas.csv": days("21/09/2026", "09/22/2026")}, stops=stops)


@case
def tax_ids() -> Case:
    content = text(
        "Razão Social;CNPJ/CPF",
        f"Mercado Ana;{ANA_MASKED}",
        f"Padaria São João;{SAO_JOAO}",
        f"Armazém Novo;{LETTERS_MASKED.lower()}",
        f"João Feirante;{PERSON_MASKED}",
        "Bar do Zé;10.101.010/0001-78",
        "Almacén Sur;30-71234567-8",
        "Sem Documento;",
        f"Zero à Esquerda;{ZERO[1:]}",
    )
    rows = (
        listed(2, {"name": "Mercado Ana", "tax_id": ANA}),
        listed(3, {"name": "Padaria São João", "tax_id": SAO_JOAO}),
        listed(4, {"name": "Armazém Novo", "tax_id": LETTERS}),
        listed(5, {"name": "João Feirante", "tax_id": PERSON}),
        listed(6, {"name": "Bar do Zé", "tax_id_text": "10.101.010/0001-78"}),
        listed(7, {"name": "Almacén Sur", "tax_id_text": "30-71234567-8"}),
        listed(8, {"name": "Sem Documento"}),
        listed(9, {"name": "Zero à Esquerda", "tax_id_text": ZERO[1:]}),  # text loses no zero
    )
    return Case({"clientes.csv": content}, kind="customers", rows=rows)


@case
def tax_ids_of_a_sheet() -> Case:
    """A number lost its zeros on the left; a text beside it did not."""
    table = [
        ["Razão Social", "CNPJ"],
        ["Zero à Esquerda", 1112233000149.0],
        ["Mercado Ana", 10101010000177.0],
        ["Mercado Bia", ZERO_MASKED],
        ["Pessoa", 12345678909.0],
        ["Errado", 12345678.0],
    ]
    rows = (
        listed(2, {"name": "Zero à Esquerda", "tax_id": ZERO}),
        listed(3, {"name": "Mercado Ana", "tax_id": ANA}),
        listed(4, {"name": "Mercado Bia", "tax_id": ZERO}),
        listed(5, {"name": "Pessoa", "tax_id": PERSON}),
        listed(6, {"name": "Errado", "tax_id_text": "12345678"}),
    )
    content = xlsx({"Clientes": table})
    return Case({"clientes.xlsx": content}, kind="customers", rows=rows, encoding="xlsx",
                delimiter="")  # fmt: skip


@case
def phones() -> Case:
    """What can be called is understood, what came is kept; nobody's area code is made up."""
    cells = {
        "(19) 99999-0001": "+5519999990001",
        "19-9-9999-0001": "+5519999990001",
        "19999990001": "+5519999990001",
        "+55 19 99999-0001": "+5519999990001",
        "5519999990001": "+5519999990001",
        "019 3232-0002": "+551932320002",
        "+351 912 345 678": "+351912345678",
        "99999-0001": "",
        "não tem": "",
    }
    content = text("Nome;Telefone", *(f"Ana {at};{cell}" for at, cell in enumerate(cells)))
    rows = tuple(
        listed(at + 2, {"name": f"Ana {at}", **one(phone, cell)})
        for at, (cell, phone) in enumerate(cells.items())
    )
    return Case({"contatos.csv": content}, kind="customers", rows=rows)


def one(phone: str, came_as: str) -> dict:
    """The one phone of somebody, where it could be understood and where not."""
    return {"phone": phone, "phone_text": came_as} if phone else {"phone_text": came_as}


@case
def phones_with_names_between() -> Case:
    """Several in one cell: each with whoever is named beside it."""
    content = text(
        "Cliente;Telefone",
        "Ana;João 19 99999-0001 / Maria (19) 3232-0002",
        "Bia;(11) 2222-0004 / (11) 99999-0003",
        "Caio;(19) 3232-0006 (Davi)",
        "Eva;3232-0007 / 19 99999-0008",
    )
    rows = (
        listed(2, {"name": "Ana", **one("+5519999990001", "19 99999-0001"), "reaches": [
            {"name": "João", **one("+5519999990001", "19 99999-0001")},
            {"name": "Maria", **one("+551932320002", "(19) 3232-0002")},
        ]}),
        listed(3, {"name": "Bia", **one("+551122220004", "(11) 2222-0004"), "reaches": [
            one("+551122220004", "(11) 2222-0004"),
            one("+5511999990003", "(11) 99999-0003"),
        ]}),
        listed(4, {"name": "Caio", **one("+551932320006", "(19) 3232-0006"), "reaches": [
            {"name": "Davi", **one("+551932320006", "(19) 3232-0006")},
        ]}),
        listed(5, {"name": "Eva", **one("+5519999990008", "19 99999-0008"), "reaches": [
            one("+5519999990008", "19 99999-0008"),
            one("", "3232-0007"),
        ]}),
    )  # fmt: skip
    return Case({"clientes.csv": content}, kind="customers", rows=rows)


@case
def phones_in_several_columns() -> Case:
    """The first that is understood is the one to call; each text once."""
    content = text(
        "Cliente;Telefone 1;Telefone 2;Celular;E-mail",
        "Ana;3232-0002;(19) 3232-0003;(19) 99999-0001;ana@exemplo.com.br",
        "Bia;;;19 99999-0005;",
        "Caio;(19) 3232-0006;(19) 3232-0006;;caio@exemplo.com.br, nota@exemplo.com.br",
    )
    rows = (
        listed(2, {
            "name": "Ana", **one("+551932320003", "(19) 3232-0003"), "email": "ana@exemplo.com.br",
            "reaches": [
                {**one("+551932320003", "(19) 3232-0003"), "email": "ana@exemplo.com.br"},
                one("+5519999990001", "(19) 99999-0001"),
                one("", "3232-0002"),
            ],
        }),
        listed(3, {"name": "Bia", **one("+5519999990005", "19 99999-0005")}),
        listed(4, {
            "name": "Caio", **one("+551932320006", "(19) 3232-0006"),
            "email": "caio@exemplo.com.br",
            "reaches": [
                {**one("+551932320006", "(19) 3232-0006"), "email": "caio@exemplo.com.br"},
                {"email": "nota@exemplo.com.br"},
            ],
        }),
    )  # fmt: skip
    return Case({"clientes.csv": content}, kind="customers", rows=rows)


@case
def states_by_name() -> Case:
    content = text("Cliente;Estado", "Ana;SP", "Bia;São Paulo", "Caio;sp", "Davi;minas gerais",
                   "Eva;Pará", "Flo;Buenos Aires", "Gil;")  # fmt: skip
    found = ("SP", "SP", "SP", "MG", "PA", "Buenos Aires", "")
    names = ("Ana", "Bia", "Caio", "Davi", "Eva", "Flo", "Gil")
    rows = tuple(
        listed(at, {"name": name} | ({"state": state} if state else {}))
        for at, (name, state) in enumerate(zip(names, found, strict=True), 2)
    )
    return Case({"clientes.csv": content}, kind="customers", rows=rows)


@case
def personal_data_in_a_name() -> Case:
    """A one-person company's registered name ends in its owner's CPF: kept as it came."""
    content = text("Razão Social;CNPJ", f"JOSE EXEMPLO DA SILVA 12345678909;{CORACAO_MASKED}",
                   "MARIA EXEMPLO 987.654.321-00;")  # fmt: skip
    rows = (
        listed(2, {"name": "JOSE EXEMPLO DA SILVA 12345678909", "tax_id": CORACAO}),
        listed(3, {"name": "MARIA EXEMPLO 987.654.321-00"}),
    )
    return Case({"clientes.csv": content}, kind="customers", rows=rows)


@case
def order_with_its_total_on_each_line() -> Case:
    """The lines are added up; the order's total and the freight, repeated, are not."""
    content = text(
        "Pedido;Item;Data;Cliente;Produto;Quantidade;Valor do item;Frete;Total do pedido",
        "50;1;21/09/2026;Ana;Pão;10;100,00;20,00;150,00",
        "50;2;21/09/2026;Ana;Bolo;2;50,00;20,00;150,00",
        "51;1;22/09/2026;Bia;Pão;1;10,00;5,00;10,00",
    )
    rows = (
        sale(
            2,
            "Ana",
            "2026-09-21",
            10000,
            order="50",
            line_key="1",
            product="Pão",
            quantity=10.0,
        ),
        sale(
            3,
            "Ana",
            "2026-09-21",
            5000,
            order="50",
            line_key="2",
            product="Bolo",
            quantity=2.0,
        ),
        sale(
            4,
            "Bia",
            "2026-09-22",
            1000,
            order="51",
            line_key="1",
            product="Pão",
            quantity=1.0,
        ),
    )
    counts = {"sales_created": 2, "total_cents": 16000}
    return Case({"itens.csv": content}, rows=rows, counts=counts)


@case
def order_lines_that_repeat() -> Case:
    """Two equal lines of one order are two, and equal orders without a number are two."""
    content = text(
        "Pedido;Data;Cliente;Produto;Valor",
        "50;21/09/2026;Ana;Pão;10,00",
        "50;21/09/2026;Ana;Pão;10,00",
        ";22/09/2026;Bia;Bolo;5,00",
        ";22/09/2026;Bia;Bolo;5,00",
    )
    rows = (
        sale(2, "Ana", "2026-09-21", 1000, order="50", product="Pão"),
        sale(3, "Ana", "2026-09-21", 1000, order="50", product="Pão"),
        sale(4, "Bia", "2026-09-22", 500, product="Bolo"),
        sale(5, "Bia", "2026-09-22", 500, product="Bolo"),
    )
    counts = {"rows_imported": 4, "sales_created": 2, "total_cents": 3000}
    return Case({"itens.csv": content}, rows=rows, counts=counts)


@case
def returns() -> Case:
    """A negative amount, a word, an invoice that begins with C: each lowers the value."""
    content = text(
        "Nota Fiscal;Data;Cliente;Valor;Situação",
        "10;21/09/2026;Ana;100,00;Faturado",
        "11;22/09/2026;Ana;-30,00;",
        "12;23/09/2026;Ana;20,00;Devolvido",
        "C13;24/09/2026;Ana;-10,00;",
        "C14;24/09/2026;Ana;5,00;",
    )
    rows = (
        sale(2, "Ana", "2026-09-21", 10000, order="10", status="invoiced"),
        sale(3, "Ana", "2026-09-22", -3000, order="11", status="returned"),
        sale(4, "Ana", "2026-09-23", -2000, order="12", status="returned"),
        sale(5, "Ana", "2026-09-24", -1000, order="C13", status="returned"),
        sale(6, "Ana", "2026-09-24", -500, order="C14", status="returned"),
    )
    return Case({"notas.csv": content}, rows=rows, counts={"total_cents": 3500})


@case
def statuses() -> Case:
    """Cancelled keeps its amount, even a negative one; what nobody knows counts as invoiced."""
    words = {
        "Em aberto": "open", "Pendente": "open", "Faturado parcialmente": "partially_invoiced",
        "Faturado": "invoiced", "Entregue": "invoiced", "PAGO": "paid", "Cancelado": "cancelled",
        "Zebrado": "invoiced",
    }  # fmt: skip
    content = text(
        "Pedido;Data;Cliente;Valor;Status",
        *(f"{at};21/09/2026;Ana;10,00;{word}" for at, word in enumerate(words, 1)),
        "9;21/09/2026;Ana;-10,00;Cancelada",
        "10;21/09/2026;Ana;10,00;",
    )
    rows = (
        *(sale(at + 1, "Ana", "2026-09-21", 1000, order=str(at), status=code)
          for at, code in enumerate(words.values(), 1)),
        sale(10, "Ana", "2026-09-21", -1000, order="9", status="cancelled"),
        sale(11, "Ana", "2026-09-21", 1000, order="10"),
    )  # fmt: skip
    return Case({"vendas.csv": content}, rows=rows)


@case
def status_by_the_invoice_day() -> Case:
    """Where the file has an invoice's day, a blank one means open."""
    content = text(
        "Pedido;Data;Cliente;Valor;Data de faturamento;Data de pagamento",
        "1;21/09/2026;Ana;10,00;25/09/2026;25/10/2026",
        "2;22/09/2026;Ana;20,00;;",
    )
    rows = (
        sale(2, "Ana", "2026-09-21", 1000, order="1", status="invoiced", invoiced_on="2026-09-25",
             paid_on="2026-10-25"),
        sale(3, "Ana", "2026-09-22", 2000, order="2", status="open"),
    )  # fmt: skip
    return Case({"vendas.csv": content}, rows=rows)


@case
def two_values() -> Case:
    """The net one is the amount, unless the user asks for the gross one."""
    content = text(
        "Pedido;Data;Cliente;Valor Bruto;Valor Líquido",
        "1;21/09/2026;Ana;110,00;100,00",
        "2;22/09/2026;Ana;220,00;200,00",
    )
    rows = (
        sale(2, "Ana", "2026-09-21", 10000, order="1", gross_cents=11000),
        sale(3, "Ana", "2026-09-22", 20000, order="2", gross_cents=22000),
    )
    return Case({"vendas.csv": content}, rows=rows)


@case
def two_values_gross() -> Case:
    content = text(
        "Pedido;Data;Cliente;Valor Bruto;Valor Líquido",
        "1;21/09/2026;Ana;110,00;100,00",
        "2;22/09/2026;Ana;220,00;200,00",
    )
    rows = (
        sale(2, "Ana", "2026-09-21", 11000, order="1", gross_cents=11000),
        sale(3, "Ana", "2026-09-22", 22000, order="2", gross_cents=22000),
    )
    return Case({"vendas.csv": content}, rows=rows, command=("--cents-from", "gross"))


@case
def nobody() -> Case:
    """A sale of nobody is refused; a code or a valid tax id alone is somebody, a wrong one not."""
    content = text(
        "Pedido;Data;Cliente;Código do cliente;CNPJ;Valor",
        "1;21/09/2026;;;;10,00",
        "2;21/09/2026;;77;;20,00",
        f"3;21/09/2026;;;{ANA_MASKED};30,00",
        "4;21/09/2026;;;11.111.111/1111-11;40,00",
        "5;21/09/2026;Ana;;;50,00",
    )
    rows = (
        sale(3, {"code": "77"}, "2026-09-21", 2000, order="2"),
        sale(4, {"tax_id": ANA}, "2026-09-21", 3000, order="3"),
        sale(6, "Ana", "2026-09-21", 5000, order="5"),
    )
    wrong = (refused(2, "Cliente", "", NOBODY), refused(5, "Cliente", "", NOBODY))
    return Case({"vendas.csv": content}, rows=rows, refused=wrong)


@case
def blanks_stay_blank() -> Case:
    """Dashes, zeros for a day, "nunca": nothing is made up."""
    content = text(
        "Cliente;Cidade;Data do último pedido;Valor do último pedido",
        "Ana;;21/09/2026;1.234,56",
        "Bia;Itu;-;-",
        "Caio;;Nunca;",
        "Davi;;00/00/0000;0,00",
    )
    rows = (
        listed(2, {"name": "Ana"}, last_on="2026-09-21", last_cents=123456),
        listed(3, {"name": "Bia", "city": "Itu"}),
        listed(4, {"name": "Caio"}),
        listed(5, {"name": "Davi"}, last_cents=0),
    )
    return Case({"clientes.csv": content}, kind="customers", rows=rows)


@case
def two_codes_of_one_system() -> Case:
    """A code that a sheet wrote as a number is the same code."""
    table = [["Cliente", "Código", "Data", "Valor"], ["Ana", 17850.0, "21/09/2026", 10.0],
             ["Ana", "17850", "22/09/2026", 20.0],
             ["Bia", "00017", "22/09/2026", 30.0]]  # fmt: skip
    rows = (
        sale(2, {"name": "Ana", "code": "17850"}, "2026-09-21", 1000),
        sale(3, {"name": "Ana", "code": "17850"}, "2026-09-22", 2000),
        sale(4, {"name": "Bia", "code": "00017"}, "2026-09-22", 3000),
    )
    content = xlsx({"Plan1": table})
    return Case({"vendas.xlsx": content}, rows=rows, encoding="xlsx", delimiter="",
                counts={"customers_created": 2})  # fmt: skip
