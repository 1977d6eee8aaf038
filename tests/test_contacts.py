"""Who a contact must be: nothing that was said is lost, and saying it again is no news."""

from contextlib import closing
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carteira_cli.domain.models import Contact
from carteira_cli.domain.rows import Party, Reach
from carteira_cli.store import contacts
from carteira_cli.store.operations import Operation
from sold import blank

CUSTOMER = 1
ANA = Reach("Ana", "+5511988887777", "(11) 98888-7777", "ana@um.example")


@pytest.fixture(scope="module")
def connection(tmp_path_factory):
    with closing(blank(tmp_path_factory.mktemp("contacts") / "blank.db")) as connection:
        yield connection


@pytest.fixture
def keep(connection):
    """Keeps reaches in order in an empty book; what was news, and what the book then holds."""

    def kept(*reaches):
        return hold(connection, reaches)

    return kept


def hold(connection, reaches):
    connection.execute("DELETE FROM contact")
    running = Operation(1, "2026-11-22", "", count(1))
    news = [
        contacts.keep(connection, [Contact(CUSTOMER, reach, "", None)], running)
        for reach in reaches
    ]
    return news, [stored.reach for _id, stored in contacts.with_ids(connection, CUSTOMER)]


@pytest.mark.parametrize(
    ("said", "held"),
    [
        (Reach(phone="+5511988887777", phone_text="11988887777"), [ANA]),
        (Reach(email="ana@um.example"), [ANA]),
        (Reach("ANA"), [ANA]),
        (Reach(), [ANA]),
        (Reach("Rui", ANA.phone, ANA.phone_text), [ANA, Reach("Rui", ANA.phone, ANA.phone_text)]),
        (Reach("Ana", "", "4025-1010"), [ANA, Reach("Ana", "", "4025-1010")]),
        (
            Reach("", "+551140251010", "", "ana@um.example"),
            [ANA, Reach("", "+551140251010", "", "ana@um.example")],
        ),
        (
            Reach("", ANA.phone, ANA.phone_text, "ana@dois.example"),
            [ANA, Reach("", email="ana@dois.example")],
        ),
        (Reach("Ana", email="ana@dois.example"), [ANA, Reach("Ana", email="ana@dois.example")]),
    ],
)
def test_who_a_contact_must_be(keep, said, held):
    assert keep(ANA, said) == ([True, len(held) > 1], held)


def test_blanks_are_filled(keep):
    phone = Reach("", ANA.phone, ANA.phone_text)
    assert keep(phone, Reach("Ana", ANA.phone, "11988887777", ANA.email)) == ([True, True], [ANA])
    assert keep(Reach("Ana"), Reach("", "", "4025-1010"), Reach("Ana", "", "40251010")) == (
        [True, True, True],
        [Reach("Ana"), Reach("Ana", "", "4025-1010")],
    )


@pytest.mark.parametrize(
    ("party", "name", "expected"),
    [
        (Party(phone="+551140251010"), "", [Reach("", "+551140251010")]),
        (Party(phone_text="1", email="a@b.example"), "Ana", [Reach("Ana", "", "1", "a@b.example")]),
        (Party(), "Ana", [Reach("Ana")]),
        (Party(reaches=(Reach("Rui"), Reach("", "1"))), "Ana", [Reach("Rui"), Reach("Ana", "1")]),
        (Party(reaches=(Reach("Rui"), Reach("ANA"))), "Ana", [Reach("Rui"), Reach("ANA")]),
        (Party(reaches=(Reach("Rui"),)), "Ana", [Reach("Rui"), Reach("Ana")]),
    ],
)  # fmt: skip
def test_a_contacts_name_is_of_the_first_phone_that_is_nobodys(party, name, expected):
    people = contacts.people(CUSTOMER, party, name)
    assert [person.reach for person in people if any(person.reach)] == expected


def test_whom_to_call_has_a_phone_came_last_and_stood_first(connection):
    connection.execute("DELETE FROM contact")
    ids = count(1)
    connection.execute("INSERT OR IGNORE INTO operation (id, at, command) VALUES (2, '', 'import')")
    for operation, reaches in (
        (1, [Reach("a", "+551140251010")]),
        (
            2,
            [Reach("b", "", "4025-1010"), Reach("c", "+551140251011"), Reach("d", "+551140251012")],
        ),
        (2, [Reach("e", email="e@um.example")]),
    ):
        people = [Contact(CUSTOMER, reach, "", None) for reach in reaches]
        contacts.keep(connection, people, Operation(operation, "2026-11-22", "", ids))

    assert contacts.first_reach(connection, [CUSTOMER, 2]) == {
        CUSTOMER: Reach("c", "+551140251011", email="e@um.example"),
        2: Reach(),
    }
    names = [person.reach.name for person in contacts.of_customer(connection, CUSTOMER)]
    assert names == ["c", "d", "a", "b", "e"]


REACHES = st.lists(
    st.builds(
        Reach,
        st.sampled_from(["", "Ana", "ANA", "Rui"]),
        st.sampled_from(["", "+551140251010", "+5511988887777"]),
        st.sampled_from(["", "4025-1010"]),
        st.sampled_from(["", "a@um.example", "b@um.example"]),
    ),
    max_size=6,
)


@given(REACHES)
def test_nothing_is_lost_and_the_second_time_is_no_news(connection, reaches):
    _news, held = hold(connection, reaches)
    for reach in reaches:
        for place, said in enumerate(reach[:2]):
            assert not said or said.casefold() in {one[place].casefold() for one in held}
        assert not reach.email or reach.email in {one.email for one in held}

    running = Operation(1, "2026-11-22", "", count(1000))
    again = [Contact(CUSTOMER, reach, "", None) for reach in reaches]
    assert not contacts.keep(connection, again, running)
    assert [stored.reach for _id, stored in contacts.with_ids(connection, CUSTOMER)] == held
