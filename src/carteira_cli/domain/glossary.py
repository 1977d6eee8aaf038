"""One word for each thing: the codes that files and scripts hold, and the words people see.

Each table is a function of its translator, the parameter `_`: with the one of `errors` it speaks
the language in use, with `str` it gives the Portuguese words as they stand here.
"""

from collections.abc import Callable

from carteira_cli.domain.text import fold
from carteira_cli.errors import _ as _in_use

_Translator = Callable[[str], str]


def _situation(_: _Translator) -> dict[str, str]:
    return {
        "prospect": _("prospect"),
        "new": _("novo"),
        "active": _("ativo"),
        "at_risk": _("em risco"),
        "inactive": _("inativo"),
        "former": _("ex-cliente"),
    }


def _rfm_segment(_: _Translator) -> dict[str, str]:
    return {
        "champions": _("campeões"),
        "potential_loyalist": _("fiéis em potencial"),
        "loyal": _("fiéis"),
        "promising": _("promissores"),
        "newcomers": _("recém-chegados"),
        "cant_lose": _("não pode perder"),
        "fading": _("valiosos em queda"),
        "needs_attention": _("pedem atenção"),
        "about_to_sleep": _("prestes a adormecer"),
        "asleep": _("adormecidos"),
    }


def _value(_: _Translator) -> dict[str, str]:
    return {"premium": _("premium"), "intermediate": _("intermediário"), "basic": _("básico")}


def _frequency(_: _Translator) -> dict[str, str]:
    return {
        "recurrent": _("recorrente"),
        "occasional": _("ocasional"),
        "none": _("sem compra no período"),
    }


def _lifecycle(_: _Translator) -> dict[str, str]:
    return {
        "reach": _("alcance"),
        "acquisition": _("aquisição"),
        "nurture": _("nutrição"),
        "retention": _("retenção"),
        "loyalty": _("lealdade"),
        "lapsed": _("a reconquistar"),
    }


def _rhythm(_: _Translator) -> dict[str, str]:
    return {
        "on_time": _("dentro do ciclo"),
        "due": _("hora de repor"),
        "late": _("passou do ciclo"),
        "very_late": _("muito além do ciclo"),
        "no_rhythm": _("sem ciclo ainda"),
    }


def _risk(_: _Translator) -> dict[str, str]:
    return {"low": _("baixo"), "medium": _("médio"), "high": _("alto")}


def _result(_: _Translator) -> dict[str, str]:
    return {
        "order_promised": _("pedido prometido"),
        "quote_sent": _("orçamento enviado"),
        "callback": _("ligar depois"),
        "no_answer": _("não atendeu"),
        "whatsapp_sent": _("WhatsApp enviado"),
        "refused": _("não quis agora"),
        "gave_up": _("cliente perdido"),
        "wrong_number": _("telefone errado"),
        "do_not_contact": _("não ligar mais"),
        "skipped": _("pulado"),
    }


def _reason(_: _Translator) -> dict[str, str]:
    return {
        "has_stock": _("ainda tem estoque"),
        "price": _("preço"),
        "payment_terms": _("prazo"),
        "competitor": _("concorrente"),
        "slow_mover": _("produto não gira"),
        "out_of_stock": _("falta na fábrica"),
        "delivery": _("entrega"),
        "service": _("atendimento"),
        "financial": _("sem caixa"),
        "credit_blocked": _("crédito bloqueado"),
        "buyer_changed": _("trocou o comprador"),
        "no_interest": _("sem interesse"),
        "closed": _("fechou as portas"),
    }


def _channel(_: _Translator) -> dict[str, str]:
    return {
        "phone": _("telefone"),
        "whatsapp": _("WhatsApp"),
        "email": _("e-mail"),
        "visit": _("visita"),
        "other": _("outro"),
    }


def _action(_: _Translator) -> dict[str, str]:
    return {
        "follow_up": _("retornar"),
        "call": _("ligar"),
        "invoice": _("nota"),
        "renew": _("renovar"),
        "commission": _("comissão"),
    }


def _status(_: _Translator) -> dict[str, str]:
    return {
        "ordered": _("pedido"),
        "open": _("em aberto"),
        "partially_invoiced": _("faturado em parte"),
        "invoiced": _("faturado"),
        "paid": _("pago"),
        "cancelled": _("cancelado"),
        "returned": _("devolvido"),
    }


_TABLES = {
    "situation": _situation,
    "rfm_segment": _rfm_segment,
    "value": _value,
    "frequency": _frequency,
    "lifecycle": _lifecycle,
    "rhythm": _rhythm,
    "risk": _risk,
    "result": _result,
    "reason": _reason,
    "channel": _channel,
    "action": _action,
    "status": _status,
}
GROUPS = tuple(_TABLES)


def labels(group: str) -> dict[str, str]:
    """Code → word in the language in use, in the order of the glossary.

    Args:
        group: One of `GROUPS`; "action" is what stands first in a line of "act today".
    """
    return _TABLES[group](_in_use)


def label(group: str, code: str | None) -> str:
    """The word for a code in the language in use; "" where there is no code."""
    return labels(group)[code] if code else ""


def code_of(group: str, word: str) -> str | None:
    """The code a person means: by the code, or by the word in Portuguese or the language in use.

    Case, accents, punctuation and the s of a plural do not matter: "Em risco", "at-risk" and
    "inativos" are understood. None for any other word.
    """
    wanted = _key(word)
    for code, portuguese in _TABLES[group](str).items():
        if wanted in {_key(code), _key(portuguese), _key(_in_use(portuguese))}:
            return code
    return None


def _key(word: str) -> str:
    return fold(word).rstrip("s")
