"""The morning's figures as data."""

from carteira_cli.domain.act_today import Action
from carteira_cli.domain.status import Morning, Status
from carteira_cli.render.sheet import Sheet

COLUMNS = ("action", "customer_id", "customer", "city", "phone", "value_cents", "signals")


def sheet(morning: Morning) -> Sheet:
    """Today's actions, and every figure of the screen as the summary."""
    rows = [_row(action, morning) for action in morning.status.actions]
    return Sheet(morning.status.as_of.isoformat(), COLUMNS, rows, _summary(morning.status))


def _row(action: Action, morning: Morning) -> dict[str, object]:
    customer = morning.people[action.customer_id]
    reach = morning.reaches[action.customer_id]
    return {
        "action": action.action,
        "customer_id": str(action.customer_id),
        "customer": customer.name,
        "city": customer.city or None,
        "phone": reach.phone or reach.phone_text or None,
        "value_cents": action.value_cents,
        "signals": list(filter(None, action.signals)),
    }


def _summary(status: Status) -> dict[str, object]:
    month, covered = status.month, status.month.coverage
    classes = {letter.lower(): total.members for letter, total in status.curve.classes.items()}
    until = status.trust.data_until
    return {
        "data_until": until and until.isoformat(),
        "source": status.trust.file,
        "stale_sources": [source.name for source in status.trust.sources if source.stale],
        "customers": {"total": sum(status.customers.values()), **status.customers},
        "active": status.active._asdict(),
        "revenue": {
            "month_ordered_cents": month.ordered_cents,
            "month_invoiced_cents": month.invoiced_cents,
            "previous_month_cents": month.previous_cents,
            "same_days_last_year_cents": month.same_days_last_year_cents,
            "last_12_months_cents": status.last_12_months_cents,
        },
        "average_ticket_cents": status.average_ticket_cents,
        "coverage": {**covered._asdict(), "share": covered.share},
        "abc": {**classes, "at_risk_cents": status.at_risk_cents},
        "goals": [],
        "due_follow_ups": status.due_follow_ups,
        "renewals_due": 0,
        "portfolio_paused": status.paused is not None,
    }
