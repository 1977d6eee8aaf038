"""The first file of a portfolio is written by set: the same comes of it as order by order."""

from contextlib import closing

from hypothesis import given, settings
from hypothesis import strategies as st

from carteira_cli.domain.rows import Party, SaleRow
from carteira_cli.store import imports
from carteira_cli.store.file import open_portfolio
from carteira_cli.store.operations import Stamp, operation
from carteira_cli.store.sources import Sourcing

DAYS = st.sampled_from(["2026-02-01", "2026-02-02"])
ROWS = st.lists(
    st.builds(
        SaleRow,
        line=st.just(0),
        party=st.sampled_from([Party(name="Ana"), Party(name="Bia"), Party(name="ANA", code="7")]),
        ordered_on=DAYS,
        amount_cents=st.sampled_from([1000, 250, -300]),
        order=st.sampled_from(["", "1", "1", "2", "3", "4"]),
        line_key=st.sampled_from(["", "", "1", "2"]),
        status=st.sampled_from(["", "", "open", "cancelled"]),
        principal=st.sampled_from(["", "Serra", "Ávila"]),
        product=st.sampled_from(["", "Café"]),
        quantity=st.sampled_from([None, 2.0]),
        gross_cents=st.sampled_from([None, None, 1200]),
        channel=st.sampled_from(["", "", "loja\x1f1"]),
        invoiced_on=st.one_of(st.none(), DAYS),
        **dict.fromkeys(("product_code", "category", "payment_terms"), st.just("")),
        **dict.fromkeys(("unit_price_cents", "commission_bp", "paid_on"), st.none()),
    ),
    max_size=12,
)
SOURCES = st.sampled_from([Sourcing(), Sourcing(source="ERP"), Sourcing(by_line=True)])

EARLIER = SaleRow(1, Party(name="Zé"), "2020-01-01", 1, principal="Outra")
SALES = (
    "SELECT source.name, number, customer.name, principal.name, ordered_on, invoiced_on, status, "
    "channel, amount_cents, gross_cents, (SELECT count(*) FROM sale_line WHERE sale_id = sale.id) "
    "FROM sale JOIN source ON source.id = source_id JOIN customer ON customer.id = customer_id "
    "LEFT JOIN principal ON principal.id = sale.principal_id WHERE ordered_on > '2020-01-01' "
    "ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11"
)
LINES = (
    "SELECT source.name, number, line, product.name, day, sale_line.amount_cents, quantity, "
    "sale_line.status, details FROM sale_line JOIN sale ON sale.id = sale_id "
    "JOIN source ON source.id = source_id LEFT JOIN product ON product.id = product_id "
    "ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9"
)
INDEXES = "SELECT name, sql FROM sqlite_schema WHERE type = 'index' ORDER BY name"


def taken(connection, rows, sourcing, number):
    stamp = Stamp("import", "2026-11-22T12:00:00+00:00", "2026-11-22", number << 32)
    with operation(connection, stamp) as running:
        return imports.take_sales(connection, rows, sourcing, running)


@settings(deadline=None, max_examples=50)
@given(rows=ROWS, sourcing=SOURCES)
def test_the_first_file_is_taken_as_any_other(rows, sourcing, tmp_path_factory):
    rows = [row._replace(line=at) for at, row in enumerate(rows, 2)]
    told = []
    folder = tmp_path_factory.mktemp("mundo")
    for name, before in (("first.db", []), ("later.db", [EARLIER])):
        with closing(open_portfolio(folder / name)) as connection:
            if before:
                taken(connection, before, Sourcing(), 1)
            outcome = taken(connection, rows, sourcing, 2)
            told.append(
                [
                    (outcome.imported, outcome.total_cents, outcome.sales_created),
                    (outcome.sales_cancelled, outcome.cancelled_cents),
                    [problem.line for problem in outcome.problems],
                    *(connection.execute(sql).fetchall() for sql in (SALES, LINES, INDEXES)),
                ]
            )
            again = taken(connection, rows, sourcing, 3)
            assert (again.imported, again.updated) == (0, 0)
            assert again.duplicate == outcome.imported

    assert told[0] == told[1]
