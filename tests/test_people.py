"""Taking people and talks in: twice is once, and the order of the rows does not matter."""

from contextlib import closing
from itertools import count

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from carteira_cli.domain.rows import ContactRow, InteractionRow, Party, Problem, Reach, Skipped
from carteira_cli.store import people
from carteira_cli.store.operations import Operation
from carteira_cli.store.sources import Sourcing
from sold import blank

TABLES = ("interaction", "contact", "customer", "customer_claim", "customer_code")
PARTIES = st.sampled_from(
    [Party("Ana"), Party("ANA", city="Itu"), Party("Bia", phone="+551140251010"), Party("Caio")]
)
DAYS = st.sampled_from(["2026-11-10", "2026-11-11"])
TALKS = st.lists(
    st.builds(
        InteractionRow,
        st.just(2),
        PARTIES,
        DAYS,
        st.sampled_from(["", "14:05"]),
        st.sampled_from(["", "visit"]),
        st.sampled_from(["", "refused", "do_not_contact", "skipped"]),
        st.just(""),
        st.sampled_from(["", "um\ndois"]),
    ),
    max_size=8,
)
REACHES = st.builds(
    Reach,
    st.sampled_from(["", "Rui", "Eva"]),
    st.sampled_from(["+551140251010", "+5511988887777"]),
    st.just("x"),
    st.sampled_from(["", "a@um.example"]),
)
CONTACTS = st.lists(
    st.builds(
        ContactRow,
        st.just(2),
        PARTIES,
        st.lists(REACHES, min_size=1, max_size=3).map(tuple),
        st.sampled_from(["", "Sócia", "Gerente"]),
        st.sampled_from([None, "--05-13", "1980-05-13"]),
    ),
    max_size=8,
)


@pytest.fixture(scope="module")
def connection(tmp_path_factory):
    with closing(blank(tmp_path_factory.mktemp("people") / "blank.db")) as connection:
        connection.execute("DELETE FROM customer WHERE id > 1")
        connection.execute("SAVEPOINT before")
        yield connection


def taken(connection, function, rows, first_id=100):
    running = Operation(1, "2026-11-22", "", count(first_id))
    return function(connection, rows, Sourcing(), running)


def held(connection):
    return [
        connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 our own tables
        for table in TABLES
    ]


def told(connection):
    """The talks without ids."""
    return connection.execute(
        "SELECT name_key, at, day, channel, result, reason, note FROM interaction "
        "JOIN customer ON customer.id = customer_id ORDER BY at, 1, 4, 5, 7"
    ).fetchall()


@given(rows=TALKS)
def test_a_report_that_comes_again_adds_nothing(connection, rows):
    connection.execute("ROLLBACK TO before")
    first = taken(connection, people.take_interactions, rows)
    then, talks = held(connection), told(connection)
    again = taken(connection, people.take_interactions, rows, 1000)

    assert (first.imported, again.imported, again.duplicate) == (len(rows), 0, len(rows))
    assert (again.customers_created, again.customers_updated) == (0, 0)
    assert held(connection) == then
    connection.execute("ROLLBACK TO before")
    taken(connection, people.take_interactions, rows[::-1])
    assert told(connection) == talks


NOBODYS = ContactRow(
    2,
    Party(name="Ana"),
    (
        Reach(phone="+551140251010"),
        Reach("Eva", "+5511988887777"),
        Reach(phone="+5511988887777"),
    ),
    "Sócia",
)
RUIS = ContactRow(3, Party(name="Ana"), (Reach("Rui", "+5511988887777"),), "Gerente")


@given(rows=CONTACTS)
@example(rows=[NOBODYS, RUIS]).via("a shared phone corrected who shares it")
def test_an_address_book_that_comes_again_adds_nothing(connection, rows):
    connection.execute("ROLLBACK TO before")
    first = taken(connection, people.take_contacts, rows)
    then = held(connection)
    again = taken(connection, people.take_contacts, rows, 1000)

    known = sum(row.party.name.casefold() == "ana" for row in rows)
    assert (first.read, len(first.skipped)) == (len(rows), len(rows) - known)
    assert (again.imported, again.updated, again.duplicate) == (0, 0, known)
    assert held(connection) == then


def test_what_is_no_row_is_counted(connection):
    connection.execute("ROLLBACK TO before")
    noise = [Problem(2, "", "", "falta a data"), Skipped(3, "linha de total")]
    for function in (people.take_contacts, people.take_interactions):
        outcome = taken(connection, function, noise)
        assert (outcome.problems, outcome.skipped) == (noise[:1], noise[1:])
