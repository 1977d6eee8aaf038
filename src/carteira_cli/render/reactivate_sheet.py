"""The call list as rows."""

from datetime import date

from carteira_cli.domain.call_list import Call, CallList
from carteira_cli.domain.whatsapp import whatsapp_url
from carteira_cli.render.call_reason import reason
from carteira_cli.render.sheet import Sheet

COLUMNS = (
    "rank",
    "customer_id",
    "customer",
    "trade_name",
    "tax_id",
    "city",
    "state",
    "phone",
    "whatsapp_url",
    "email",
    "days_silent",
    "typical_interval_days",
    "lateness",
    "situation",
    "rfm_segment",
    "abc",
    "last_order_on",
    "last_order_cents",
    "average_ticket_cents",
    "revenue_cents",
    "value_score_cents",
    "risk",
    "reason",
    "last_products",
    "stale",
)


def sheet(listed: CallList) -> Sheet:
    """The names as data; the summary is of all candidates, whatever the limit."""
    summary = {
        "candidates": listed.candidates,
        "shown": len(listed.calls),
        "at_stake_cents": listed.at_stake_cents,
        "follow_ups_due": listed.follow_ups_due,
    }
    rows = [_row(call, listed.as_of) for call in listed.calls]
    return Sheet(listed.as_of.isoformat(), COLUMNS, rows, summary)


def _row(call: Call, as_of: date) -> dict[str, object]:
    standing, customer = call.portrait.standing, call.customer
    return {
        "rank": call.rank,
        "customer_id": str(customer.id),
        "customer": customer.name,
        "trade_name": customer.trade_name or None,
        "tax_id": customer.tax_id or None,
        "city": customer.city or None,
        "state": customer.state or None,
        "phone": call.reach.phone or call.reach.phone_text or None,
        "whatsapp_url": whatsapp_url(call.reach.phone),
        "email": call.reach.email or None,
        "days_silent": standing.days_silent,
        "typical_interval_days": standing.interval,
        "lateness": standing.lateness,
        "situation": standing.situation,
        "rfm_segment": call.portrait.rfm_segment,
        "abc": call.portrait.abc,
        "last_order_on": call.last_on.isoformat(),
        "last_order_cents": call.last_cents,
        "average_ticket_cents": call.ticket_cents,
        "revenue_cents": standing.summary.revenue_cents,
        "value_score_cents": round(call.reachable.value_score),
        "risk": call.portrait.risk,
        "reason": reason(call, as_of),
        "last_products": call.recent.products,
        "stale": call.stale,
    }
