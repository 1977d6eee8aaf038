"""Rows that are no data: totals, repeated headers, filters, footers."""

import re
from collections.abc import Mapping, Sequence

from carteira_cli.domain.text import fold
from carteira_cli.errors import _
from carteira_cli.ingest.layout import Row
from carteira_cli.ingest.texts import shown_text

_WORD = r"tota(?:l|is)(?: gera(?:l|is))?|grand total|soma"
_WHOSE = (
    r"(?:client|pedid|vend|mes|dia|ano|period|semana|representad|loja|filia|grupo|pagina|relatori|"
    r"iten|produt|categoria|cidade|estado|regiao|nota|fatura|carteira|empresa)"
)
_TOTAL = re.compile(
    rf"sub ?tota(?:l|is)\b.*|(?:{_WORD})(?: (?:de|d[oa]s?|por|n[oa]|em) {_WHOSE}.*)?", re.ASCII
)
_OF_TOTALS = re.compile(rf"(?:{_WORD}) (?:de|d[oa]s?|por|n[oa]|em|r)\b.*", re.ASCII)
_FILTERS = re.compile(r"filtros?\b.*")
_NUMBER = re.compile(r"[-(]?(?:R\$)?[\s(-]*[0-9.,]+\s*%?\)?-?", re.IGNORECASE)
_TELLING = 200  # letters: no longer cell says that its row is a total
_WHO_AND_WHEN = ("date", "customer", "trade_name", "code", "tax_id")


def is_total(name: str) -> bool:
    """Whether a customer's name only says of what the row is the total.

    "Total geral", "Total do cliente Ana" and "Subtotal Ana" do; "Total Distribuidora" and "Total da
    Construção" may be customers.
    """
    return bool(name) and _TOTAL.fullmatch(fold(name)) is not None


def why_no_data(cells: Row, headers: Sequence[str], fields: Mapping[str, int]) -> str | None:
    """Why a row that cannot be understood is no data at all; None where it should have been.

    A blank row gives an empty reason. Only rows that failed to be read are asked about, so that a
    customer called "Total Distribuidora" stays one.
    """
    texts = [shown_text(cell).strip() for cell in cells]
    filled = [text for text in texts if text]
    if not filled:
        return ""
    if texts[: len(headers)] == list(headers):
        return _("cabeçalho repetido")
    if _FILTERS.fullmatch(fold(filled[0][:_TELLING])):
        return _("linha de filtros")
    order = texts[fields["order"]] if fields.get("order", len(texts)) < len(texts) else ""
    if _says_total(filled, order) or _is_unlabelled_total(texts, filled, fields):
        return _("linha de total")
    is_remark = len(filled) == 1 and len(headers) > 2
    return _("observação fora da tabela") if is_remark else None


def _says_total(filled: list[str], order: str) -> bool:
    """Whether a cell says so; the vaguer words count only in a row without an order's number."""
    short = [(text, fold(text)) for text in filled if len(text) <= _TELLING]
    return any(
        _TOTAL.fullmatch(folded) or (order in {"", text} and _OF_TOTALS.fullmatch(folded))
        for text, folded in short
    )


def _is_unlabelled_total(texts: list[str], filled: list[str], fields: Mapping[str, int]) -> bool:
    named = [
        texts[fields[field]]
        for field in _WHO_AND_WHEN
        if fields.get(field, len(texts)) < len(texts)
    ]
    return not any(named) and all(_NUMBER.fullmatch(text) for text in filled)
