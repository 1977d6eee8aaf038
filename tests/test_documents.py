"""Notes in the portfolio: sales, due dates, cancellations, whatever comes first."""

import io
import shutil
import sqlite3
from contextlib import closing
from itertools import count, islice, permutations

import pytest

from carteira_cli.domain.importing import Outcome
from carteira_cli.domain.rows import Problem
from carteira_cli.ingest.nfe import read_notes
from carteira_cli.store.file import open_portfolio
from carteira_cli.store.notes import take_notes
from carteira_cli.store.operations import Stamp, operation
from carteira_cli.store.sources import Sourcing
from notes import ANA, AVILA, COFFEE, SERRA, ZE, Company, cancellation, cnpj, key, note
from states import state

SALE = note(7)
CANCELLED = cancellation(key(SERRA, 7))
SERRA_KNOWN = "SERRA ALIMENTOS INVENTADOS LTDA"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "carteira.db"


@pytest.fixture(scope="module")
def blank(tmp_path_factory):
    """An empty portfolio to copy: making one takes a while."""
    file = tmp_path_factory.mktemp("blank") / "carteira.db"
    open_portfolio(file).close()
    return file


@pytest.fixture
def take(path):
    """Takes files in as one operation; what it did."""
    numbers = count(1)

    def run(*files, **sourcing):
        stamp = Stamp("import", "2026-11-22T15:00:00Z", "2026-11-22", next(numbers) * 10**6)
        named = ((f"{at}.xml", io.BytesIO(data)) for at, data in enumerate(files, 1))
        with closing(open_portfolio(path)) as connection, operation(connection, stamp) as running:
            return take_notes(connection, read_notes(named), Sourcing(**sourcing), running)

    return run


@pytest.fixture
def ask(path):
    def run(query):
        with closing(sqlite3.connect(path)) as connection:
            return connection.execute(query).fetchall()

    return run


SALES = (
    "SELECT number, customer.name, principal.name, ordered_on, status, amount_cents, gross_cents "
    "FROM sale JOIN customer ON customer.id = customer_id "
    "JOIN principal ON principal.id = sale.principal_id ORDER BY number"
)
ANAS = ("7-1", ANA.name, SERRA_KNOWN, "2026-11-05", "invoiced", 13245, 13445)
KEPT = "SELECT customer_id, revenue_cents, orders FROM customer_summary"


def comparable(path):
    """The portfolio, ids and operations aside: what must not depend on the order of files."""
    with closing(sqlite3.connect(path)) as connection:
        asked = (
            SALES,
            "SELECT line, status, quantity, unit_price_cents, amount_cents, code, product.name "
            "FROM sale_line LEFT JOIN product ON product.id = product_id",
            "SELECT due_on, amount_cents FROM instalment",
            "SELECT document_key, kind, day FROM document_event",
            "SELECT name, tax_id FROM principal",
            "SELECT name FROM source",
            "SELECT name, tax_id FROM customer",
            "SELECT document_key FROM sale",
        )
        return [sorted(connection.execute(query), key=repr) for query in asked]


def test_a_note_is_an_order_with_its_items(take, ask):
    outcome = take(note(7, dues=[("2026-12-05", "67.23"), ("2027-01-04", "67.22")]))

    (source_id,) = ask("SELECT id FROM source")[0]
    assert outcome == Outcome(
        imported=2, sales_created=1, customers_created=1, total_cents=13245,
        reached={source_id: "2026-11-05"},
    )  # fmt: skip
    assert ask(SALES) == [ANAS]
    assert ask("SELECT invoiced_on, document_key FROM sale") == [("2026-11-05", key(SERRA, 7))]
    assert ask("SELECT line, status, amount_cents, quantity FROM sale_line") == [
        ("1", "invoiced", 12345, 10.0), ("2", "invoiced", 900, 2.5),
    ]  # fmt: skip
    assert ask("SELECT due_on, amount_cents FROM instalment") == [
        ("2026-12-05", 6723), ("2027-01-04", 6722),
    ]  # fmt: skip
    assert ask("SELECT name, tax_id FROM principal") == [(SERRA_KNOWN, SERRA.tax_id)]
    assert ask("SELECT name, tax_id, city, state FROM customer") == [
        (ANA.name, ANA.tax_id, "Joinville", "SC")
    ]


def test_a_second_import_adds_nothing(take, path):
    files = [note(7, dues=[("2026-12-05", "134.45")]), note(8, recipient=ZE), CANCELLED]
    take(*files)
    before = state(path)
    outcome = take(*reversed(files))

    assert (outcome.imported, outcome.updated, outcome.duplicate) == (0, 0, 5)
    assert state(path) == before


def test_copies_of_a_note_in_one_batch_are_duplicates(take, ask):
    outcome = take(SALE, note(7, protocol=None), SALE)

    assert (outcome.imported, outcome.duplicate) == (2, 4)
    assert ask(SALES) == [ANAS]


def test_due_dates_are_replaced_only_when_they_differ(take, ask):
    take(note(7, dues=[("2026-12-05", "134.45")]))
    first = ask("SELECT id FROM instalment")
    take(note(7, dues=[("2026-12-05", "134.45")]))
    assert ask("SELECT id FROM instalment") == first

    take(note(7, dues=[("2026-12-10", "134.45")]))
    assert ask("SELECT due_on, amount_cents FROM instalment") == [("2026-12-10", 13445)]


def test_the_order_of_files_does_not_matter(take, path, blank):
    files = [
        note(7), note(8, recipient=ZE), CANCELLED,
        note(5, ANA, SERRA._replace(name="Serra"), purpose=4, refers_to=(key(SERRA, 7),)),
        note(9, SERRA._replace(name="SERRA ALIM."), day="2026-11-06"),
    ]  # fmt: skip
    seen = []
    for order in islice(permutations(files), 0, None, 7):
        shutil.copy(blank, path)
        take(*order)
        seen.append(comparable(path))

    assert all(each == seen[0] for each in seen)
    assert seen[0][0] == [
        (f"5-1/{ANA.tax_id}", ANA.name, SERRA_KNOWN, "2026-11-05", "returned", -13245, -13445),
        (*ANAS[:4], "cancelled", *ANAS[5:]),
        ("8-1", ZE.name, SERRA_KNOWN, "2026-11-05", "invoiced", 13245, 13445),
        ("9-1", ANA.name, SERRA_KNOWN, "2026-11-06", "invoiced", 13245, 13445),
    ]


def test_whatever_is_imported_first_the_end_is_the_same(take, path, blank):
    files = [SALE, note(8, recipient=ZE), CANCELLED, note(9, AVILA)]
    seen = []
    for order in permutations(files):
        shutil.copy(blank, path)
        for file in order:
            take(file)
        seen.append(comparable(path))

    assert all(each == seen[0] for each in seen)


def test_a_later_event_cancels_the_sale_and_its_lines(take, ask, done, path):
    take(SALE, note(8, recipient=ZE))
    before = state(path)
    outcome = take(CANCELLED)

    assert (outcome.imported, outcome.updated, outcome.sales_updated) == (1, 0, 1)
    assert outcome.total_cents == 0
    assert ask("SELECT number, status FROM sale ORDER BY number") == [
        ("7-1", "cancelled"), ("8-1", "invoiced"),
    ]  # fmt: skip
    assert ask("SELECT DISTINCT sale_line.status FROM sale_line WHERE amount_cents = 900 "
               "ORDER BY 1") == [("cancelled",), ("invoiced",)]  # fmt: skip
    assert [row[1:] for row in ask(KEPT)] == [(13245, 1)]
    done("doctor", "--full")

    after = state(path)
    done("undo")
    assert state(path) == before
    done("redo")
    assert state(path) == after


def test_an_earlier_event_waits_for_its_note(take, ask, done, path):
    outcome = take(CANCELLED)
    assert (outcome.imported, outcome.sales_updated, outcome.reached) == (1, 0, {})
    assert ask("SELECT document_key, kind, day FROM document_event") == [
        (key(SERRA, 7), "cancelled", "2026-11-06")
    ]
    before = state(path)
    take(SALE)

    assert (
        ask("SELECT status FROM sale UNION ALL SELECT status FROM sale_line")
        == [("cancelled",)] * 3
    )
    assert ask(KEPT) == []
    done("doctor", "--full")
    done("undo")
    assert state(path) == before


def test_an_event_cannot_be_undone_from_under_the_sale_it_cancelled(take, ask, carteira):
    take(CANCELLED)
    take(SALE)
    carteira("undo", "1")

    assert ask("SELECT status, document_event.document_key FROM sale JOIN document_event "
               "USING (document_key)") == [("cancelled", key(SERRA, 7))]  # fmt: skip


def test_an_event_that_comes_again_is_a_duplicate(take):
    take(SALE, CANCELLED)
    outcome = take(CANCELLED, CANCELLED)

    assert (outcome.imported, outcome.duplicate, outcome.sales_updated) == (0, 2, 0)


def test_a_return_by_the_principal_lowers_value(take, ask):
    take(SALE, note(8, pieces=(COFFEE,), purpose=4, leaves=0, refers_to=(key(SERRA, 7),)))

    assert ask(SALES)[1] == (
        "8-1", ANA.name, SERRA_KNOWN, "2026-11-05", "returned", -12345, -12445,
    )  # fmt: skip
    assert [row[1:] for row in ask(KEPT)] == [(900, 1)]


def test_a_return_by_the_customer_turns_the_roles_round(take, ask):
    take(SALE)
    take(note(7, ANA, SERRA._replace(name="Serra"), (COFFEE,), purpose=4))

    assert ask(SALES) == [
        ANAS,
        (f"7-1/{ANA.tax_id}", ANA.name, SERRA_KNOWN, "2026-11-05", "returned", -12345, -12445),
    ]
    assert ask("SELECT count(*) FROM customer") == [(1,)]
    assert ask("SELECT name, tax_id FROM principal") == [(SERRA_KNOWN, SERRA.tax_id)]


def test_a_principal_known_by_its_tax_id_keeps_its_name(take, ask):
    take(SALE, principal="Serra")
    take(note(8))

    assert ask("SELECT name, tax_id FROM principal") == [("Serra", SERRA.tax_id)]
    assert ask("SELECT name FROM source") == [("Serra",)]
    assert [row[:3] for row in ask(SALES)] == [
        ("7-1", ANA.name, "Serra"),
        ("8-1", ANA.name, "Serra"),
    ]


def test_a_source_that_was_named_holds_the_sales_of_each_principal(take, ask):
    take(SALE, note(7, AVILA, ZE), source="Notas")

    assert [row[:3] for row in ask(SALES)] == [
        ("7-1", ANA.name, SERRA_KNOWN), (f"7-1/{AVILA.tax_id}", ZE.name, AVILA.name),
    ]  # fmt: skip
    assert ask("SELECT name FROM source") == [("Notas",)]


def test_branches_number_their_notes_each_by_itself(take, ask):
    branch = SERRA._replace(tax_id=cnpj("112223330002"))
    take(note(7, branch, ZE))
    take(SALE)

    assert [row[:2] for row in ask(SALES)] == [
        ("7-1", ZE.name), (f"7-1/{SERRA.tax_id}", ANA.name),
    ]  # fmt: skip
    assert ask("SELECT name, tax_id FROM principal") == [(SERRA_KNOWN, branch.tax_id)]
    outcome = take(SALE, note(7, branch, ZE))
    assert (outcome.imported, outcome.duplicate) == (0, 4)


def test_a_draft_and_its_authorised_note_are_one_sale(take, ask):
    draft_key = key(SERRA, 7, code=11111111)
    take(note(7, key=draft_key, protocol=None))
    outcome = take(SALE)

    assert (outcome.imported, outcome.duplicate) == (0, 2)
    assert ask(SALES) == [ANAS]
    assert ask("SELECT document_key FROM sale") == [(key(SERRA, 7),)]


def test_a_note_under_another_source_is_the_same_note(take, ask):
    take(SALE)
    outcome = take(SALE, source="Outro sistema")

    (source_id,) = ask("SELECT id FROM source")[0]
    assert (outcome.imported, outcome.duplicate) == (0, 2)
    assert outcome.reached == {source_id: "2026-11-05"}
    assert ask(SALES) == [ANAS]
    assert take(CANCELLED, source="Outro sistema").sales_updated == 1


def test_a_foreign_buyer_is_known_by_name_and_no_wrong_tax_id(take, ask):
    shop = Company("AB-123", "Almacén Inventado", "EXTERIOR", "EX", id_tag="idEstrangeiro")
    wrong = ANA._replace(tax_id="44555666000182")
    outcome = take(note(7, recipient=shop), note(8, recipient=wrong))

    assert ask("SELECT name, tax_id, tax_id_text FROM customer ORDER BY 1") == [
        ("Almacén Inventado", None, "AB-123"), (ANA.name, None, "44555666000182"),
    ]  # fmt: skip
    assert [party.tax_id_text for party in outcome.wrong_tax_ids] == ["44555666000182"]


def test_without_names_the_tax_id_names(take, ask):
    take(note(7, SERRA._replace(name="")))

    assert ask("SELECT name, tax_id FROM principal") == [("11.222.333/0001-81", SERRA.tax_id)]


def test_a_wrong_tax_id_is_no_principals(take, ask):
    take(note(7, SERRA._replace(tax_id="11222333000182")))

    assert ask("SELECT name, tax_id FROM principal") == [(SERRA_KNOWN, "")]


def test_a_number_that_is_another_customers_is_refused_with_its_file(take, ask, tmp_path, done):
    csv = tmp_path / "serra.csv"
    csv.write_text("Pedido;Data;Cliente;Valor\n7-1;02/03/2026;Bar do Zé;10,00\n", encoding="utf-8")
    done("import", csv, "--principal", SERRA_KNOWN)
    outcome = take(note(8), SALE)

    reason = "o pedido 7-1 é de outro cliente; se vem de outro sistema, diga qual: --source NOME"
    assert outcome.problems == [Problem(2, "2.xml", "7-1", reason, ("2.xml",))] * 2
    assert ask("SELECT number, document_key FROM sale ORDER BY number") == [
        ("7-1", ""), ("8-1", key(SERRA, 8)),
    ]  # fmt: skip


def test_denied_notes_leave_nothing(take, ask):
    outcome = take(note(7, protocol="302", reason="Uso Denegado"), SALE)

    assert outcome.problems == [
        Problem(1, "1.xml", "302 Uso Denegado", "a nota não foi autorizada", ("1.xml",))
    ]
    assert ask(SALES) == [ANAS]
