"""Why a customer stands as it does: the rule of its situation, in words."""

from carteira_cli.domain.glossary import label
from carteira_cli.domain.show import Card
from carteira_cli.errors import _


def why(card: Card) -> str:
    """The rule that decided the situation, with the settings it looked at."""
    thresholds = card.judged.thresholds
    words = {
        "never_bought": _("devolveu tudo o que comprou")
        if card.dealings.days
        else _("nunca comprou"),
        "marked_former": _("você marcou assim"),
        "first_bought_lately": _("primeira compra há {new_days} dias ou menos"),
        "silent_for_long": _("mais de {inactive_days} dias sem comprar"),
        "within_two_intervals": _("até 2 ciclos sem comprar"),
        "bought_lately": _("até {occasional_days} dias sem comprar"),
        "within_four_intervals": _("entre 2 e 4 ciclos sem comprar"),
        "late_but_bought_lately": _(
            "mais de 4 ciclos, mas só até {occasional_days} dias sem comprar"
        ),
        "silent_for_a_while": _("entre {occasional_days} e {at_risk_days} dias sem comprar"),
        "beyond_four_intervals": _("mais de 4 ciclos sem comprar"),
        "silent_beyond_limit": _("mais de {at_risk_days} dias sem comprar"),
    }
    said = words[card.judged.rule].format(**thresholds._asdict())
    reason = label("reason", card.customer.former_reason)
    return f"{said}, {reason}" if card.judged.rule == "marked_former" and reason else said
