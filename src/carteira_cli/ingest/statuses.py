"""The words for an order's status in real files → the codes of glossary.md."""

from collections.abc import Mapping
from types import MappingProxyType

from carteira_cli.domain.text import fold

_WORDS = {
    "open": "aberto|aberta|em aberto|pendente|orcamento|digitado|digitacao|em digitacao|aguardando|"
    "em andamento|em analise|aprovado|liberado|confirmado|a faturar|nao faturado|enviado|"
    "open|pending|processing|created|approved|on hold|draft",
    "partially_invoiced": "parcialmente faturado|faturado parcialmente|faturado em parte|parcial|"
    "faturado parcial|faturamento parcial|atendido parcialmente|partially invoiced|partial",
    "invoiced": "faturado|faturada|concluido|concluida|atendido|entregue|finalizado|emitido|"
    "emitida|autorizada|nota emitida|nao|n|no|false|invoiced|shipped|delivered|complete|completed|"
    "closed|fulfilled",
    "paid": "pago|paga|quitado|quitada|recebido|liquidado|paid",
    "cancelled": "cancelado|cancelada|cancelamento|sim|s|y|yes|true|x|cancelled|canceled|"
    "void|unavailable|excluido|perdido|recusado|nao aprovado",
    "returned": "devolvido|devolvida|devolucao|devolucao total|estornado|estorno|returned|"
    "refunded|return|credit note",
}
_CODE_OF = {word: code for code, words in _WORDS.items() for word in words.split("|")}
_CODE_OF |= {fold(code): code for code in _WORDS}


def status_of(cell: str | float, words: Mapping[str, str] = MappingProxyType({})) -> str:
    """The code of a status word; empty for a blank, `invoiced` for a word that is not known.

    `words` (folded → code) are those of the source's profile: they come first.

    An unknown word must not lose an order's money: it counts as if nothing were said, and the first
    pass names it (`Layout.remarks`). "Sim" and "Y" are of columns called "Cancelado".
    """
    word = fold(str(cell))
    return words.get(word) or (_CODE_OF.get(word, "invoiced") if word else "")


def is_known(cell: str) -> bool:
    """Whether a status word has a code of its own; a blank needs none."""
    word = fold(cell)
    return not word or word in _CODE_OF


def is_credit_note(order: str) -> bool:
    """Whether an invoice's number is `C` and digits: such a one gives money back (product.md)."""
    return order[:1] in {"C", "c"} and order[1:].isdecimal()
