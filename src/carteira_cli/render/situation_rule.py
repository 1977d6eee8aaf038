"""How a situation is decided, in words."""

from collections.abc import Iterable

from carteira_cli.domain.situation import Thresholds
from carteira_cli.errors import _


def situation_rule(thresholds: Thresholds) -> Iterable[str]:
    """The rules of the situations, the first that fits, in the settings' own days."""
    lines = (
        _("prospect: nunca comprou, ou devolveu tudo; ex-cliente: você marcou assim."),
        _("novo: 1ª compra há até {new_days} dias e a última há até {occasional_days}."),
        _("inativo: mais de {inactive_days} dias sem comprar, seja qual for o ciclo."),
        _by_rhythm() if thresholds.rule == "rhythm" else "",
        _(
            "Os demais: ativo até {occasional_days} dias, em risco até {at_risk_days}, "
            "depois inativo."
        ),
    )
    return [line.format(**thresholds._asdict()) for line in lines if line]


def _by_rhythm() -> str:
    return _(
        "Com 3 dias de compra: ativo até 2 ciclos, em risco até 4 ou {occasional_days} dias, "
        "e inativo."
    )
