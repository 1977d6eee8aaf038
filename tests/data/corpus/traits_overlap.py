"""Several files, or the same people several times: nothing twice, nobody twice."""

from truth import ANA, ANA_MASKED, SAO_JOAO, SAO_JOAO_MASKED, Case, case, listed, sale
from writers import text

COLUMNS = "Pedido;Data;Cliente;Valor"


@case
def overlap_of_one_day() -> Case:
    """September's report and October's both hold the 30th."""
    september = text(COLUMNS, "1;29/09/2026;Ana;10,00", "2;30/09/2026;Bia;20,00")
    october = text(COLUMNS, "2;30/09/2026;Bia;20,00", "3;01/10/2026;Ana;30,00")
    first, second, third = (
        sale(2, "Ana", "2026-09-29", 1000, order="1"),
        sale(3, "Bia", "2026-09-30", 2000, order="2"),
        sale(3, "Ana", "2026-10-01", 3000, order="3"),
    )
    counts = {"rows_read": 4, "rows_imported": 3, "rows_duplicate": 1, "sales_created": 3,
              "total_cents": 6000, "customers_created": 2}  # fmt: skip
    return Case({"2026-09.csv": september, "2026-10.csv": october},
                rows=(first, second, second | {"line": 2}, third), counts=counts)  # fmt: skip


@case
def overlap_without_numbers() -> Case:
    """True repeats live: two equal sales on the 30th are two in each report, and two in all."""
    september = text("Data;Cliente;Valor", "30/09/2026;Ana;10,00", "30/09/2026;Ana;10,00")
    october = text("Data;Cliente;Valor", "30/09/2026;Ana;10,00", "30/09/2026;Ana;10,00",
                   "01/10/2026;Ana;10,00")  # fmt: skip
    rows = (
        sale(2, "Ana", "2026-09-30", 1000),
        sale(3, "Ana", "2026-09-30", 1000),
        sale(2, "Ana", "2026-09-30", 1000),
        sale(3, "Ana", "2026-09-30", 1000),
        sale(4, "Ana", "2026-10-01", 1000),
    )
    counts = {
        "rows_imported": 3,
        "rows_duplicate": 2,
        "sales_created": 3,
        "total_cents": 3000,
    }
    return Case({"2026-09.csv": september, "2026-10.csv": october}, rows=rows, counts=counts)


@case
def overlap_under_another_name() -> Case:
    """The same file twice: names mean nothing."""
    content = text(COLUMNS, "1;29/09/2026;Ana;10,00", "2;30/09/2026;Bia;20,00")
    rows = (
        sale(2, "Ana", "2026-09-29", 1000, order="1"),
        sale(3, "Bia", "2026-09-30", 2000, order="2"),
    )
    counts = {"rows_imported": 2, "rows_duplicate": 2, "sales_created": 2}
    return Case({"vendas (1).csv": content, "vendas.csv": content}, rows=rows * 2, counts=counts)


@case
def overlap_of_a_part_and_the_whole() -> Case:
    """Half a month, then the whole of it in which one order was corrected."""
    half = text(COLUMNS, "1;10/09/2026;Ana;10,00", "2;11/09/2026;Bia;20,00")
    whole = text(COLUMNS, "1;10/09/2026;Ana;10,00", "2;11/09/2026;Bia;25,00",
                 "3;28/09/2026;Ana;30,00")  # fmt: skip
    rows = (
        sale(2, "Ana", "2026-09-10", 1000, order="1"),
        sale(3, "Bia", "2026-09-11", 2000, order="2"),
        sale(2, "Ana", "2026-09-10", 1000, order="1"),
        sale(3, "Bia", "2026-09-11", 2500, order="2"),
        sale(4, "Ana", "2026-09-28", 3000, order="3"),
    )
    counts = {"rows_imported": 3, "rows_duplicate": 1, "rows_updated": 1, "sales_created": 3,
              "sales_updated": 1}  # fmt: skip
    return Case({"1-quinzena.csv": half, "2-mes.csv": whole}, rows=rows, counts=counts)


@case
def same_customer_by_tax_id() -> Case:
    """Masked and bare, with another name, in a state written otherwise: one customer."""
    content = text(
        "Razão Social;Nome Fantasia;CNPJ;UF",
        f"Mercado Ana Ltda;Mercado Ana;{ANA_MASKED};SP",
        f"MERCADO ANA LTDA ME;;{ANA};São Paulo",
        f"Padaria São João;;{SAO_JOAO_MASKED};SP",
    )
    rows = (
        listed(2, {"name": "Mercado Ana Ltda", "trade_name": "Mercado Ana", "tax_id": ANA,
                   "state": "SP"}),
        listed(3, {"name": "MERCADO ANA LTDA ME", "tax_id": ANA, "state": "SP"}),
        listed(4, {"name": "Padaria São João", "tax_id": SAO_JOAO, "state": "SP"}),
    )  # fmt: skip
    return Case({"clientes.csv": content}, kind="customers", rows=rows,
                counts={"customers_created": 2})  # fmt: skip


@case
def same_customer_by_name() -> Case:
    """No tax id in a report of sales: the exact name, whatever its capitals and accents."""
    content = text(
        "Data;Cliente;Valor",
        "21/09/2026;Padaria São João;10,00",
        "22/09/2026;PADARIA SAO JOAO;20,00",
        "23/09/2026;Padaria São João II;30,00",
    )
    rows = (
        sale(2, "Padaria São João", "2026-09-21", 1000),
        sale(3, "PADARIA SAO JOAO", "2026-09-22", 2000),
        sale(4, "Padaria São João II", "2026-09-23", 3000),
    )
    return Case({"vendas.csv": content}, rows=rows, counts={"customers_created": 2})


@case
def same_name_of_two_companies() -> Case:
    """Two tax ids are two customers, whatever their name."""
    content = text(
        "Data;Cliente;CNPJ;Valor",
        f"21/09/2026;Mercado Central;{ANA};10,00",
        f"22/09/2026;Mercado Central;{SAO_JOAO};20,00",
    )
    rows = (
        sale(2, {"name": "Mercado Central", "tax_id": ANA}, "2026-09-21", 1000),
        sale(3, {"name": "Mercado Central", "tax_id": SAO_JOAO}, "2026-09-22", 2000),
    )
    return Case({"vendas.csv": content}, rows=rows, counts={"customers_created": 2})
