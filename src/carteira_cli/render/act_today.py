"""What to do today, at most five lines with one verb each."""

from collections.abc import Iterable, Sequence

from carteira_cli.domain.act_today import Action
from carteira_cli.domain.status import Morning
from carteira_cli.errors import _
from carteira_cli.render.fitted import fitted
from carteira_cli.render.lines import GOOD, STRONG, URGENT, Line, line
from carteira_cli.render.plain import phone, whole_reais

_WIDTH = 80
_VERB = 9
_LEAST = {1: 16, 2: 7, 3: 22}  # customer, city, signals


def screen(morning: Morning, width: int | None) -> Iterable[Line]:
    """A title and a line per action; what is urgent is said in the first word."""
    actions = morning.status.actions
    yield line(" " + _("AGIR HOJE"), STRONG)
    if not actions:
        yield line(" " + _("Nada vencido: nenhum retorno, nenhum cliente A além do ciclo."), GOOD)
        return
    rows = [_cells(action, morning) for action in actions]
    right = (False, False, False, False, True, False)
    for row in fitted(rows, right, (width or _WIDTH * 3) - 1, least=_LEAST):
        yield line(" ").then(row[:_VERB], URGENT).then(row[_VERB:])


def _cells(action: Action, morning: Morning) -> Sequence[str]:
    verbs = {"follow_up": _("retornar"), "call": _("ligar"), "invoice": _("nota")}
    customer, reach = morning.people[action.customer_id], morning.reaches[action.customer_id]
    called = phone(reach.phone, reach.phone_text) or _("sem telefone")
    return (
        verbs[action.action],
        customer.shown,
        customer.city,
        " · ".join(filter(None, action.signals)),
        whole_reais(action.value_cents),
        _("sem faturar") if action.action == "invoice" else called,
    )
