"""Two records of one customer as one: what the one that stands takes over from the other."""

from collections.abc import Collection
from typing import NamedTuple

from carteira_cli.domain.tax_id import mask


class Record(NamedTuple):
    """What is stored of a customer itself. Days ISO, centavos; "", None or 0 where nothing is."""

    name: str
    trade_name: str
    tax_id: str
    tax_id_text: str
    segment: str
    size: str
    potential: str
    network: str
    city: str
    state: str
    notes: str
    stated_last_on: str | None
    stated_last_cents: int | None
    former_on: str | None
    former_reason: str | None
    do_not_contact: int


def joined(stands: Record, goes: Record, codes: Collection[str] = ()) -> Record:
    """The record that stands, with what the other one adds to it.

    It keeps all that it says; its blanks are filled. A name that is only a stand-in (a tax id, a
    trade name, one of its `codes`) gives way to a name, as in an import. The newer of two stated
    purchases is the last one. Whom one of them may not contact is left in peace; former is only who
    is former in both, since the later day.
    """
    stand_ins = {mask(stands.tax_id), mask(goes.tax_id), goes.trade_name, *codes}
    stated = max(stands, goes, key=lambda record: record.stated_last_on or "")
    former = max(stands, goes, key=lambda record: record.former_on or "")
    is_former = stands.former_on and goes.former_on
    filled = Record._make(mine or theirs for mine, theirs in zip(stands, goes, strict=True))
    return filled._replace(
        name=goes.name if stands.name in stand_ins else stands.name,
        stated_last_on=stated.stated_last_on,
        stated_last_cents=stated.stated_last_cents,
        former_on=former.former_on if is_former else None,
        former_reason=former.former_reason if is_former else None,
    )


def changes(stands: Record, after: Record) -> dict[str, str | int | None]:
    """The columns in which the record that stands is another one after the merge."""
    return {
        field: new
        for field, new, old in zip(Record._fields, after, stands, strict=True)
        if new != old
    }


def may_be_two(one: str, other: str) -> bool:
    """Whether two valid tax ids ("" for none) are of two companies, or of two of their branches."""
    return bool(one and other) and one != other
