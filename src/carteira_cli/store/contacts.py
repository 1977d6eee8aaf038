"""The people at a customer, and how to reach them: each phone is a contact of its own."""

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from carteira_cli.domain.models import Contact
from carteira_cli.domain.rows import Party, Reach
from carteira_cli.domain.text import fold
from carteira_cli.store.operations import Operation

_FIELDS = ", ".join(Reach._fields)
_SAID = f"{_FIELDS}, role, birthday"
_TO_CALL_FIRST = "phone <> '' DESC, phone_text <> '' DESC, name <> '' DESC, operation_id DESC, id"


class Kept(NamedTuple):
    """What became of a contact that was said: its id, whether any of it was news, or all."""

    id: int
    is_news: bool
    is_new: bool = False


def people(customer_id: int, party: Party, name: str = "") -> list[Contact]:
    """Whom a row names at the customer; `name` is of who has the first phone that is nobody's."""
    reaches = [*party.reaches] or [Reach("", party.phone, party.phone_text, party.email)]
    if name and fold(name) not in {fold(reach.name) for reach in reaches}:
        reaches.append(Reach())
        nobodys = [reach.name for reach in reaches].index("")
        reaches[nobodys] = reaches[nobodys]._replace(name=name)
    return [Contact(customer_id, reach, "", None) for reach in reaches]


def keep(connection: sqlite3.Connection, said: Iterable[Contact], running: Operation) -> bool:
    """Remember contacts; was anything new? Who is not named and cannot be reached is nobody."""
    kept = [keep_one(connection, each, running) for each in said if any(each.reach)]
    return any(one.is_news for one in kept)


def keep_one(connection: sqlite3.Connection, said: Contact, running: Operation) -> Kept:
    """Remember a contact, or fill the blanks of the one it must be.

    Nothing that was said is lost, and saying it again is no news: another e-mail of a phone that is
    known is kept beside it.
    """
    known = whom(connection, said)
    if known is None:
        return Kept(_add(connection, said, running), is_news=True, is_new=True)
    contact_id, stored = known
    if _is_told(connection, said):
        return Kept(contact_id, is_news=False)
    blank = _blank(said, stored)
    change(connection, contact_id, blank)
    is_news = bool(blank)
    if _differ(said.reach.email, stored.reach.email):
        other = said._replace(reach=said.reach._replace(phone="", phone_text=""))
        is_news |= keep_one(connection, other, running).is_news
    return Kept(contact_id, is_news)


def _is_told(connection: sqlite3.Connection, said: Contact) -> bool:
    """Whether each answer stands somewhere already, under the name that it was given with.

    Answers stand where they are, so that this stays true: a file that comes again has no news.
    """
    name = fold(said.reach.name)
    told = [
        each
        for _id, each in with_ids(connection, said.customer_id)
        if not name or fold(each.reach.name) == name
    ]
    known = {answer for each in told for answer in _answers(each)}
    return bool(told) and known.issuperset(filter(None, _answers(said)))


def _answers(contact: Contact) -> tuple[str, str, str, str | None]:
    return _number(contact.reach), contact.reach.email, contact.role, contact.birthday


def whom(connection: sqlite3.Connection, said: Contact) -> tuple[int, Contact] | None:
    """The stored contact that this one must be, and its id; None where it is somebody else."""
    alike = [
        stored
        for stored in with_ids(connection, said.customer_id)
        if _same_person(said.reach, stored[1].reach)
    ]
    return min(alike, key=lambda stored: _strangeness(said, stored[1])) if alike else None


def _same_person(said: Reach, stored: Reach) -> bool:
    """No other name, and the same number; where one has no number, the same e-mail or name."""
    if _differ(fold(said.name), fold(stored.name)):
        return False
    number, known = _number(said), _number(stored)
    if number and known:
        return number == known
    if said.email and stored.email:
        return said.email == stored.email
    return bool(said.name and stored.name)


def _number(reach: Reach) -> str:
    """What tells a phone from others, however it was written."""
    digits = "".join(filter(str.isdigit, reach.phone_text))
    return reach.phone or digits or reach.phone_text


def _differ(said: str, stored: str) -> bool:
    return bool(said and stored) and said != stored


def _strangeness(said: Contact, stored: Contact) -> tuple[bool, bool, int]:
    """Of several whom a contact may be, one with the number is meant, then who says most of it."""
    new, old = said.reach, stored.reach
    return _number(new) != _number(old), _differ(new.email, old.email), len(_blank(said, stored))


def _blank(said: Contact, stored: Contact) -> dict[str, str | None]:
    """What was said and the stored contact does not say."""
    new = said.reach._asdict() | {"role": said.role, "birthday": said.birthday}
    old = stored.reach._asdict() | {"role": stored.role, "birthday": stored.birthday}
    return {field: value for field, value in new.items() if value and not old[field]}


def _add(connection: sqlite3.Connection, said: Contact, running: Operation) -> int:
    contact_id = next(running.ids)
    connection.execute(
        f"INSERT INTO contact (id, customer_id, {_SAID}, operation_id) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (contact_id, said.customer_id, *said.reach, said.role, said.birthday, running.id),
    )
    return contact_id


def correct(connection: sqlite3.Connection, contact_id: int, said: Contact) -> bool:
    """Take over the role and the birthday that were said; was either another one before?

    What is said of a number alone corrects nobody who has a name: others may share the number.
    """
    name, *stored = connection.execute(
        "SELECT name, role, birthday FROM contact WHERE id = ?", (contact_id,)
    ).fetchone()
    if name and not said.reach.name:
        return False
    told = {"role": said.role, "birthday": said.birthday}
    changes: dict[str, str | None] = {
        field: new
        for (field, new), old in zip(told.items(), stored, strict=True)
        if new and new != old
    }
    change(connection, contact_id, changes)
    return bool(changes)


def change(connection: sqlite3.Connection, contact_id: int, changes: dict[str, str | None]) -> None:
    """Set the named columns of a contact."""
    for field, new in changes.items():
        connection.execute(f"UPDATE contact SET {field} = ? WHERE id = ?", (new, contact_id))


def first_reach(connection: sqlite3.Connection, customer_ids: Iterable[int]) -> dict[int, Reach]:
    """Whom to call at each of these customers: of those with a phone the named, who came last.

    Who has no e-mail gets the customer's: somebody there has it.
    """
    found = {}
    for customer_id in customer_ids:
        row = connection.execute(
            f"SELECT {_FIELDS}, (SELECT email FROM contact WHERE customer_id = ?1 "
            f"AND email <> '' ORDER BY {_TO_CALL_FIRST} LIMIT 1) FROM contact "
            f"WHERE customer_id = ?1 ORDER BY {_TO_CALL_FIRST} LIMIT 1",
            (customer_id,),
        ).fetchone()
        *said, any_email = row or (*Reach(), "")
        reach = Reach(*said)
        found[customer_id] = reach._replace(email=reach.email or any_email or "")
    return found


def of_customer(connection: sqlite3.Connection, customer_id: int) -> list[Contact]:
    """Everybody known there, whom to call before the others."""
    rows = connection.execute(
        f"SELECT {_SAID} FROM contact WHERE customer_id = ? ORDER BY {_TO_CALL_FIRST}",
        (customer_id,),
    )
    return [_contact(customer_id, row) for row in rows]


def with_ids(connection: sqlite3.Connection, customer_id: int) -> list[tuple[int, Contact]]:
    """Everybody known there with the id of each, in the order they came in."""
    rows = connection.execute(
        f"SELECT id, {_SAID} FROM contact WHERE customer_id = ? ORDER BY id", (customer_id,)
    )
    return [(row[0], _contact(customer_id, row[1:])) for row in rows]


def _contact(customer_id: int, row: tuple[str, ...]) -> Contact:
    *reach, role, birthday = row
    return Contact(customer_id, Reach(*reach), role, birthday)


def without_phone(connection: sqlite3.Connection) -> int:
    """How many customers nobody can call."""
    (count,) = connection.execute(
        "SELECT count(*) FROM customer WHERE merged_into IS NULL AND NOT EXISTS (SELECT 1 "
        "FROM contact WHERE customer_id = customer.id AND (phone <> '' OR phone_text <> ''))"
    ).fetchone()
    return int(count)
