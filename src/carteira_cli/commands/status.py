"""`carteira status`: how the portfolio is today, on one screen."""

import shlex
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated, TypeVar

import typer

from carteira_cli.commands import gathering, options
from carteira_cli.commands.gathering import Gathered
from carteira_cli.commands.output import deliver, delivery
from carteira_cli.commands.session import Session
from carteira_cli.domain import act_today, days, status
from carteira_cli.domain.business_days import business_days_left
from carteira_cli.domain.call_list import at_stake
from carteira_cli.domain.days import Span
from carteira_cli.domain.filters import Filters
from carteira_cli.domain.models import FollowUp
from carteira_cli.domain.pareto import Pareto, pareto
from carteira_cli.domain.reactivation import Reachable, candidates, in_order
from carteira_cli.domain.standing import Standing
from carteira_cli.domain.status import Month, Morning, Status, Trust
from carteira_cli.errors import _
from carteira_cli.store import (
    contacts,
    customers,
    openings,
    settings,
    sources,
    summaries,
    windows,
)
from carteira_cli.store.windows import Window

_Value = TypeVar("_Value")
_MOST_CALLS = 20  # of the premium names, how many are looked at for a stale source

HELP = _("A carteira hoje: o que fazer agora e como vai o mês.")

Limit = Annotated[
    int,
    typer.Option(
        "--limit", min=0, metavar="N", help=_("No máximo tantas linhas em AGIR HOJE (0: todas).")
    ),
]


def run(
    ctx: typer.Context,
    city: options.City = "",
    state: options.State = "",
    segment: options.Segment = "",
    principal: options.Principal = "",
    as_of: options.AsOf = "",
    form: options.Format = "",
    output: options.Output = "",
    limit: Limit = act_today.MOST_ACTIONS,
    explain: options.Explain = False,
) -> None:
    """Gather what the derived tables hold, let the domain count, show one screen."""
    session: Session = ctx.obj
    order = delivery(form, output, session.language)
    day = session.as_of(as_of)
    with session.portfolio() as connection:
        scope = gathering.scope_of(connection, day, principal)
        gathered = Gathered(connection, day, scope, summaries.read_without_gaps)
        report = report_of(gathered, Filters(city, state, segment), limit)
        shown = [action.customer_id for action in report.actions]
        people = customers.read(connection, shown)
        reaches = contacts.first_reach(connection, shown)
    from carteira_cli.render import status as render
    from carteira_cli.render.status_sheet import sheet

    morning = Morning(report, people, reaches)
    typed = _typed(city=city, state=state, segment=segment, principal=principal)
    asked = render.Asked(typed, str(session.path), gathered.thresholds, explain)
    deliver(order, lambda: sheet(morning), lambda width: render.screen(morning, width, asked))


def _typed(**filters: str) -> str:
    """The filters as somebody would type them again."""
    return " ".join(f"--{name} {_quoted(value)}" for name, value in filters.items() if value)


def _quoted(word: str) -> str:
    """For a shell: in double quotes, which every system knows, unless they would not protect it."""
    quoted = shlex.quote(word)
    return quoted if quoted == word or set(word) & set('"$`\\!') else f'"{word}"'


def report_of(gathered: Gathered, filters: Filters, limit: int) -> Status:
    """The morning's figures, of everybody or of those the filters choose.

    `limit`: at most so many lines of what to do today, 0 for all.
    """
    chosen = gathered.chosen(filters) if any(filters) else None
    standings = _of(gathered.standings, chosen)
    year = _of(gathered.year, chosen)
    curve = pareto((key, bought.revenue_cents, bought.orders) for key, bought in year.items())
    counts = status.situation_counts(standings.values())
    ends = _month_ends(gathered, chosen)
    to_call = _to_call(gathered, standings)
    promises = [each for each in gathered.promises if each.customer_id in standings]
    return Status(
        as_of=gathered.as_of,
        business_days_left=business_days_left(gathered.as_of),
        trust=_trust(gathered),
        paused=status.pause(standings.values(), ends),
        actions=act_today.chosen_actions(
            _actions(gathered, standings, curve, (to_call, promises)), limit
        ),
        customers=counts,
        changes=status.changes(counts, ends[0] if ends else None),
        active=status.active_split(standings.values(), year),
        month=_month(gathered, chosen),
        last_12_months_cents=sum(bought.revenue_cents for bought in year.values()),
        average_ticket_cents=status.average_ticket(year),
        curve=curve,
        at_risk_cents=status.at_risk_cents(curve, standings),
        soon=status.soon(standings.values(), promises, gathered.as_of),
        due_follow_ups=sum(promise.due_on <= gathered.scope.as_of for promise in promises),
        to_call=len(to_call),
        at_stake_cents=at_stake(to_call, standings),
    )


def _of(found: Mapping[int, _Value], chosen: set[int] | None) -> Mapping[int, _Value]:
    return found if chosen is None else {key: found[key] for key in found if key in chosen}


def _trust(gathered: Gathered) -> Trust:
    """How far the data reaches, and which source wants an import."""
    connection, scope = gathered.connection, gathered.scope
    newest = windows.newest_day(connection, scope)
    ages = status.source_ages(
        sources.freshness(connection, scope.as_of),
        gathered.as_of,
        gathered.stale_days,
    )
    if newest is None:
        return Trust(None, None, ages)
    file = sources.file_of_newest_sale(connection, newest, scope.principal_id)
    return Trust(date.fromisoformat(newest), file, ages)


def _to_call(gathered: Gathered, standings: Mapping[int, Standing]) -> list[Reachable]:
    """The call list in its order: what `carteira reactivate --list` will show."""
    today = gathered.as_of.toordinal()
    found = candidates(
        (each for each in gathered.reachable if each.customer_id in standings),
        today,
        occasional_days=gathered.thresholds.occasional_days,
    )
    return in_order(found, today)


def _month(gathered: Gathered, chosen: set[int] | None) -> Month:
    """This month so far, beside the same days of the month before and of last year."""
    connection, scope = gathered.connection, gathered.scope
    this = _window(days.month_to_date(gathered.as_of))
    before = _window(days.previous_month_to_date(gathered.as_of))
    last_year = _window(days.same_days_last_year(gathered.as_of))
    bought = _of(gathered.bought(this), chosen)
    return Month(
        sum(each.revenue_cents for each in bought.values()),
        windows.invoiced(connection, this, scope, chosen),
        windows.ordered(connection, before, scope, chosen),
        windows.ordered(connection, last_year, scope, chosen),
        status.coverage(bought, _of(gathered.standings, chosen)),
    )


def _window(span: Span) -> Window:
    return Window(span.since.isoformat(), span.until.isoformat())


def _month_ends(gathered: Gathered, chosen: set[int] | None) -> list[Mapping[str, int]]:
    """The situations at the six month ends before the reference day, the newest first.

    Kept ones where they answer; after the newest sale the summaries themselves tell; for an earlier
    day, one principal or some customers they are counted anew.
    """
    ends = [end.toordinal() for end in days.previous_month_ends(gathered.as_of, 6)]
    kept: dict[int, Mapping[str, int]] = {}
    if chosen is None and summaries.is_kept(gathered.connection, gathered.scope):
        kept = dict(summaries.kept_counts(gathered.connection))
    missing = sorted(end for end in ends if end not in kept)
    if missing:
        found = summaries.read(gathered.connection, gathered.scope)
        some = [each for each in found if chosen is None or each.customer_id in chosen]
        kept.update(summaries.counts_at(gathered.connection, some, missing, gathered.thresholds))
    return [kept[end] for end in ends]


def _actions(
    gathered: Gathered,
    standings: Mapping[int, Standing],
    curve: Pareto,
    called: tuple[list[Reachable], list[FollowUp]],
) -> list[act_today.Action]:
    """All there is to do: promises due, premium customers past their rhythm, open orders."""
    to_call, promises = called
    due = {promise.customer_id for promise in promises if promise.due_on <= gathered.scope.as_of}
    unpromised = [each for each in to_call if each.customer_id not in due]
    late_since = gathered.as_of - timedelta(days=settings.invoice_days(gathered.connection))
    opened = openings.until(gathered.connection, late_since.isoformat(), gathered.scope)
    return [
        *act_today.follow_up_actions(promises, standings, gathered.as_of),
        *act_today.call_actions(_premium(gathered, curve, unpromised), standings),
        *act_today.invoice_actions(opened, standings, gathered.as_of),
    ]


def _premium(gathered: Gathered, curve: Pareto, to_call: list[Reachable]) -> list[int]:
    """The premium names of the call list whose silence is not merely a missing import."""
    premium = {int(row.key) for row in curve.rows if row.abc == "A"}
    found = [each.customer_id for each in to_call if each.customer_id in premium][:_MOST_CALLS]
    stale = sources.stale_customers(gathered.connection, found, gathered.stale_before)
    return [customer_id for customer_id in found if customer_id not in stale]
