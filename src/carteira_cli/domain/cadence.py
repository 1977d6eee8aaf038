"""What follows a contact by itself: the next date, and what the result says of the customer."""

from datetime import date

from carteira_cli.domain.business_days import add_business_days

MOST_DAYS = 999
_NEXT_AFTER = {"no_answer": 2, "order_promised": 3, "quote_sent": 5, "callback": 7}
_NO_CONTACT = "skipped"
_LAST_WORDS = frozenset({"gave_up", "do_not_contact"})


def proposed(result: str, day: date) -> date | None:
    """The next date after a contact on `day` that ended in `result`; None where none follows.

    Counted in business days: a call nobody answered is tried again after 2, a promised order is
    asked after in 3, a quote in 5, and "call later" means 7.
    """
    count = _NEXT_AFTER.get(result)
    return None if count is None else add_business_days(day, count)


def keeps_promises(result: str) -> bool:
    """Whether the contact settles what was due: any contact does, a name passed over does not."""
    return result != _NO_CONTACT


def is_last(result: str) -> bool:
    """Whether nothing may follow: a customer given up, or one who does not want to be called."""
    return result in _LAST_WORDS
