"""The stage of the life cycle: how far the relation with a customer has come."""

from typing import NamedTuple

from carteira_cli.domain.rhythm import REGULAR_ORDER_DAYS

_LOYAL_AFTER_DAYS = 365


class Relation(NamedTuple):
    """What the stage is read from.

    `situation`, `frequency` and `value` are codes (`value` None without revenue), `order_days` n
    over the whole history, `tenure` the days since the first order day, `contacted` whether any
    contact was ever logged, `open_complaint` whether a complaint waits for an answer.
    """

    situation: str
    order_days: int
    tenure: int
    frequency: str
    value: str | None
    contacted: bool = False
    open_complaint: bool = False


def lifecycle(relation: Relation) -> str:
    """The code of the stage; exactly one for every relation.

    A prospect is reach until contacted and acquisition after; inactive and former customers are
    lapsed, however much they bought; of the others, loyalty is recurrent, premium, a customer for
    12 months or more and without an open complaint, retention 3 order days or more, nurture less.
    """
    if relation.situation == "prospect":
        return "acquisition" if relation.contacted else "reach"
    if relation.situation in {"inactive", "former"}:
        return "lapsed"
    if _is_loyal(relation):
        return "loyalty"
    return "retention" if relation.order_days >= REGULAR_ORDER_DAYS else "nurture"


def _is_loyal(relation: Relation) -> bool:
    return (
        relation.frequency == "recurrent"
        and relation.value == "premium"
        and relation.tenure >= _LOYAL_AFTER_DAYS
        and not relation.open_complaint
    )
