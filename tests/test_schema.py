"""The shape of the file: strict tables, a twin for each table that changes, ids of the world."""

import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from sqlite_utils import Database

from carteira_cli.store import schema
from carteira_cli.store.file import open_portfolio
from carteira_cli.store.format import APPLICATION_ID, SCHEMA_VERSION
from conftest import DATA
from states import state

DERIVED = {"customer_summary", "customer_month", "month_end"}


@pytest.fixture
def blank(tmp_path):
    with closing(open_portfolio(tmp_path / "blank.db")) as connection:
        yield connection


def tables(connection):
    """Our tables, by name: whether each is STRICT."""
    rows = connection.execute("PRAGMA table_list").fetchall()
    return {
        name: bool(strict)
        for _schema, name, kind, _columns, _without, strict in rows
        if kind == "table" and not name.startswith(("sqlite_", "_"))
    }


def columns(connection, table):
    return [row[1:3] for row in connection.execute(f"PRAGMA table_info({table})")]


def test_a_blank_file_gets_the_shape_of_the_golden(blank, golden):
    rows = blank.execute(
        "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL "
        "AND tbl_name NOT LIKE '~_%' ESCAPE '~' ORDER BY tbl_name, type DESC, name"
    )

    golden("schema.txt", "".join(f"{statement};\n" for (statement,) in rows))


def test_every_table_is_strict(blank):
    assert [name for name, strict in tables(blank).items() if not strict] == []


def test_every_table_that_a_command_changes_has_a_twin(blank):
    changed = {name for name in tables(blank) if not name.endswith("_history")}

    assert changed - DERIVED - {"operation"} == set(schema.SHADOWED)
    assert {f"{name}_history" for name in schema.SHADOWED} <= set(tables(blank))


@pytest.mark.parametrize("table", schema.SHADOWED)
def test_the_twin_has_the_same_columns_and_two_triggers_fill_it(blank, table):
    own = columns(blank, table)

    assert columns(blank, f"{table}_history")[3:] == own
    assert blank.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ? ORDER BY name",
        (table,),
    ).fetchall() == [(f"{table}_delete",), (f"{table}_update",)]


def test_the_triggers_keep_the_row_as_it_was_with_its_types(blank):
    blank.execute("INSERT INTO operation (id, at, command) VALUES (1, '', 'a'), (2, '', 'b')")
    blank.execute("INSERT INTO product (id, code, operation_id) VALUES (9, '007', 1)")

    blank.execute("UPDATE product SET code = '7'")
    blank.execute("DELETE FROM product")

    assert blank.execute(
        "SELECT operation, action, id, code, typeof(code), operation_id FROM product_history"
    ).fetchall() == [(2, "update", 9, "007", "text", 1), (2, "delete", 9, "7", "text", 1)]


def test_the_file_says_whose_it_is_and_how_it_is_shaped(blank):
    assert blank.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert blank.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)


OPEN = """
import sys
from pathlib import Path
from carteira_cli.store.file import open_portfolio
sys.stdin.read(1)
with_tables = open_portfolio(Path(sys.argv[1]))
print(with_tables.execute("SELECT count(*) FROM customer").fetchone()[0])
"""


def test_two_processes_may_make_the_same_file_at_once(tmp_path):
    for number in range(3):
        path = tmp_path / f"both{number}.db"
        started = [
            subprocess.Popen(
                [sys.executable, "-c", OPEN, path],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for _process in range(2)
        ]
        for process in started:
            process.stdin.write("go")
            process.stdin.flush()

        assert [(*process.communicate(), process.returncode) for process in started] == [
            ("0\n", "", 0),
            ("0\n", "", 0),
        ]


def test_a_failed_migration_leaves_no_table(tmp_path):
    path = tmp_path / "odd.db"
    with closing(sqlite3.connect(path)) as odd:
        odd.execute("CREATE TABLE customer (name TEXT)")
        odd.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    before = path.read_bytes()

    with pytest.raises(sqlite3.OperationalError):
        open_portfolio(path)

    with closing(sqlite3.connect(path)) as odd:
        assert odd.execute("SELECT name FROM sqlite_schema").fetchall() == [("customer",)]
    assert path.read_bytes()[:1024] == before[:1024]


def shape(path):
    """Every column of every table, and every trigger and index as it is written."""
    with closing(sqlite3.connect(path)) as connection:
        made = connection.execute(
            "SELECT type, name, iif(type = 'table', '', sql) FROM sqlite_schema "
            "WHERE sql IS NOT NULL AND name NOT LIKE '~_%' ESCAPE '~' ORDER BY type, name"
        ).fetchall()
        return made, {
            name: columns(connection, name) for kind, name, _sql in made if kind[0] == "t"
        }


@pytest.mark.parametrize(
    ("version", "beyond"), [(1, "m002_whom_a_source_means"), (2, "m003_what_overlaps")]
)
def test_a_file_of_an_earlier_shape_is_copied_and_brought_up_to_date(tmp_path, version, beyond):
    old, new = tmp_path / "carteira.db", tmp_path / "new.db"
    with closing(sqlite3.connect(old, isolation_level=None)) as connection:
        database = Database(connection, execute_plugins=False)
        schema.migrations.apply(database, stop_before=beyond)
        connection.execute("INSERT INTO operation (id, at, command) VALUES (1, '', 'import')")
        connection.execute(
            "INSERT INTO customer (id, name, name_key, operation_id) VALUES (9, 'Ana', 'ana', 1)"
        )
    before = state(old)

    with closing(open_portfolio(old)) as connection:
        found = connection.execute("SELECT name, merged_into FROM customer").fetchall()
        connection.execute("UPDATE customer SET merged_into = id")
        kept = connection.execute("SELECT name, merged_into FROM customer_history").fetchall()
    with closing(open_portfolio(new)):
        pass

    assert (found, kept) == ([("Ana", None)], [("Ana", None)])
    assert state(tmp_path / f"carteira.formato-{version}.backup.db") == before
    assert shape(old) == shape(new)


def ids(path):
    with closing(sqlite3.connect(path)) as connection:
        return [
            row[0]
            for table in schema.SHADOWED
            for row in connection.execute(f"SELECT id FROM {table}")  # noqa: S608 our own names
        ]


def test_ids_have_63_bits_and_follow_each_other_within_an_import(done, tmp_path):
    done("import", DATA / "northwind" / "orders.csv")

    given = sorted(ids(tmp_path / "carteira.db"))

    assert given[0].bit_length() in (62, 63)
    assert given == list(range(given[0], given[0] + len(given)))


def test_two_portfolios_share_no_id(done, tmp_path):
    for name in ("one.db", "other.db"):
        done("--db", tmp_path / name, "import", DATA / "northwind" / "orders.csv")

    assert set(ids(tmp_path / "one.db")).isdisjoint(ids(tmp_path / "other.db"))
