"""Rows that are no data: totals, repeated headers, filters, footers."""

import re
from collections.abc import Mapping, Sequence

from carteira_cli.domain.text import fold
from carteira_cli.errors import _
from carteira_cli.ingest.layout import Row
from carteira_cli.ingest.texts import shown_text

_TOTAL = re.compile(r"(?:sub ?)?tota(?:l|is)(?: gera(?:l|is))?|(?:grand|sub) total|soma", re.ASCII)
_OF_TOTALS = re.compile(rf"(?:{_TOTAL.pattern})(?: (?:de|do|da|dos|das|por|em|r)\b.*)?", re.ASCII)
_FILTERS = re.compile(r"filtros?\b.*")
_NUMBER = re.compile(r"[-(]?(?:R\$)?[\s(-]*[\d.,]+\s*%?\)?-?", re.IGNORECASE)
_WHO_AND_WHEN = ("date", "customer", "trade_name", "code", "tax_id")


def is_total(name: str) -> bool:
    """Whether a customer's name is but the word for a total."""
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
    if reason := _by_its_words(filled):
        return reason
    if _is_unlabelled_total(texts, filled, fields):
        return _("linha de total")
    is_remark = len(filled) == 1 and len(headers) > 2
    return _("observação fora da tabela") if is_remark else None


def _by_its_words(filled: list[str]) -> str:
    folded = [fold(text) for text in filled]
    if _FILTERS.fullmatch(folded[0]):
        return _("linha de filtros")
    return _("linha de total") if any(_OF_TOTALS.fullmatch(text) for text in folded) else ""


def _is_unlabelled_total(texts: list[str], filled: list[str], fields: Mapping[str, int]) -> bool:
    named = [
        texts[fields[field]]
        for field in _WHO_AND_WHEN
        if fields.get(field, len(texts)) < len(texts)
    ]
    return not any(named) and all(_NUMBER.fullmatch(text) for text in filled)
