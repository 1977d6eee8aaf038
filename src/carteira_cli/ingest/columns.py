"""The names under which real files carry our fields, Portuguese and English.

The better-known name stands first: of two columns for one field it wins. The order of the fields
matters too: an earlier field takes a column before a later one can. Names are compared folded.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from carteira_cli.domain.text import fold

NAMES: dict[str, tuple[str, ...]] = {
    "order": (
        "pedido", "nº pedido", "número do pedido", "nº do pedido", "num pedido", "pedido de venda",
        "código do pedido", "ordem", "ordem de venda", "order", "order_id", "order number",
        "order no", "c5_num", "c6_num", "nunota", "docnum", "invoiceno", "invoice no",
        "invoice number", "número", "nota fiscal", "nº nota", "número da nota", "nf", "documento",
    ),
    "line": ("item", "nº item", "item do pedido", "linha", "line", "line number", "c6_item"),
    "date": (
        "data", "data do pedido", "data emissão", "data de emissão", "data de emissão (completa)",
        "emissão", "data da venda", "data venda", "dt pedido", "dt emissão", "dt venda",
        "data de competência", "digitação", "data digitação", "date", "order_date",
        "order_purchase_timestamp", "sale date", "c5_emissao", "dtneg", "docdate", "dia",
        "invoicedate", "invoice date", "faturamento", "data faturamento", "data da nota",
        "mês", "competência", "previsão de faturamento",
    ),
    "customer": (
        "razão social", "cliente", "cliente (razão social)", "nome do cliente", "nome cliente",
        "razao cliente", "nome", "cliente/fornecedor", "customer", "customer name", "name",
        "company", "company name", "cardname", "a1_nome", "nomeparc", "empresa",
        "nome do contato",
    ),
    "trade_name": (
        "nome fantasia", "fantasia", "cliente (nome fantasia)", "apelido", "trade name",
        "a1_nreduz", "cliente",
    ),
    "code": (
        "código do cliente", "código cliente", "cód cliente", "cód. do cliente", "codigo cliente",
        "customer_unique_id", "customer code", "customer_id", "customerid", "cardcode",
        "c5_cliente", "a1_cod", "codparc", "id contato", "id cliente", "código", "cód", "code",
    ),
    "tax_id": (
        "cnpj", "cnpj/cpf", "cpf/cnpj", "cnpj ou cpf", "cnpj/cpf do cliente", "cnpj do cliente",
        "cnpj ou cpf cliente", "cliente (cnpj/cpf)", "cnpj/cpf cliente/fornecedor", "cnpj cliente",
        "cpf", "tax id", "tax_id", "a1_cgc", "cgc_cpf", "cgc", "cgc/cpf",
    ),
    "city": ("cidade", "município", "city", "customer_city", "ship_city", "a1_mun"),
    "state": (
        "uf", "estado", "unidade federação", "unidade da federação", "state", "a1_est", "province",
        "region", "customer_state",
    ),
    "segment": (
        "segmento", "ramo", "ramo de atividade", "segment", "business_type", "industry", "setor",
    ),
    "phone": (
        "telefone", "telefones", "fone", "celular", "whatsapp", "telefone celular",
        "telefone comercial", "tel", "cel", "phone", "phone number", "mobile",
    ),
    "email": ("e-mail", "email", "e-mails", "emails", "e-mail 1", "correio eletrônico"),
    "product": (
        "produto", "nome do produto", "descrição do produto", "product", "product name",
        "item name", "descrição", "description", "mercadoria",
    ),
    "product_code": (
        "código do produto", "código produto", "cód produto", "cód. do produto", "sku",
        "referência", "product code", "product_id", "stockcode", "stock code", "c6_produto",
        "código (sku)",
    ),
    "category": ("categoria", "category", "linha de produto", "grupo de produto", "família"),
    "quantity": (
        "quantidade", "qtd", "qtde", "quant", "quantity", "qty", "c6_qtdven", "unidades",
        "number_of_cds",
    ),
    "unit_price": (
        "preço unitário", "valor unitário", "preço líquido", "preço de venda", "preço",
        "unit_price", "unitprice", "price", "c6_prcven",
    ),
    "amount": (
        "valor total (s/impostos)", "valor líquido", "total líquido", "valor total líquido",
        "valor vendido", "valor da venda", "valor do item", "total do item", "subtotal",
        "total de mercadoria", "total da mercadoria", "valor da mercadoria", "valor total",
        "preço total", "faturado", "vendas", "c6_valor", "amount", "net amount", "sales amount",
        "line total", "payment_value", "total amount", "revenue", "dollar_value", "total", "valor",
    ),
    "order_total": (
        "valor do pedido", "total do pedido", "valor total do pedido", "total da nota fiscal",
        "valor da nota", "valor total da nota", "vlrnota", "doctotal", "order total",
    ),
    "gross_amount": (
        "valor bruto", "total bruto", "valor total bruto", "valor com impostos",
        "total com impostos", "valor total (c/impostos)", "valor total com impostos",
        "gross amount", "gross",
    ),
    "status": (
        "status", "situação", "situação do pedido", "status do pedido", "etapa", "order_status",
        "cancelled", "canceled", "cancelado",
    ),
    "principal": (
        "representada", "fábrica", "fornecedor", "marca", "principal", "brand", "supplier",
    ),
    "channel": ("canal", "canal de venda", "channel", "sales channel"),
    "payment_terms": (
        "condição de pagamento", "prazo de pagamento", "cond pagamento", "cond. pagto",
        "forma de pagamento", "prazo", "payment_terms", "payment terms",
    ),
    "commission_rate": (
        "% comissão", "comissão (%)", "percentual de comissão", "alíquota de comissão",
        "commission_rate", "commission rate", "comissão %",
    ),
    "invoiced_on": (
        "data de faturamento", "data do faturamento", "data faturamento", "faturamento",
        "faturado em", "data da nota", "data da nf", "dt faturamento", "invoiced_on",
        "invoice date", "invoiced on",
    ),
    "paid_on": ("data de pagamento", "data do pagamento", "pago em", "paid_on", "paid on"),
    "last_on": (
        "data do último pedido", "data da última compra", "data última compra", "última compra",
        "último pedido em", "dt última compra", "last_on", "last purchase", "last order date",
        "a1_ultcom",
    ),
    "last_amount": (
        "valor do último pedido", "valor da última compra", "valor última compra",
        "last_amount", "last order amount", "last purchase amount",
    ),
    "invoice": ("nota fiscal", "nº nota fiscal", "número da nota fiscal", "nº nota", "nf", "nº nf",
                "número da nota", "número da nf", "nf-e", "nº nf-e", "nota", "invoice number"),
    "contact": ("contato", "nome do contato", "pessoa de contato", "comprador", "contact",
                "contact name"),
    "size": ("porte", "tamanho", "size", "company size"),
    "network": ("rede", "rede de clientes", "grupo econômico", "network", "chain"),
    "notes": ("observações", "observação", "obs", "notes", "comments", "comentários"),
    "role": ("cargo", "função", "cargo do contato", "role", "job title"),
    "birthday": (
        "aniversário", "data de aniversário", "data de nascimento", "nascimento", "dt nascimento",
        "birthday", "birth date",
    ),
    "email_2": ("e-mail 2", "email 2"),
    "at": (
        "data início", "data de início", "data do atendimento", "data atendimento",
        "data da visita", "data visita", "data do contato", "início",
    ),
    "result": ("resultado", "resultado do atendimento", "resultado da visita", "result"),
    "reason": ("motivo", "motivo da não venda", "reason"),
    "note": ("relato", "anotação", "descrição do atendimento", "note"),
    "activity": ("tipo", "tipo de atendimento", "tipo do atendimento", "tipo de contato"),
}  # fmt: skip

MORE_PHONES = ("phone_2", "phone_3", "phone_4")
"""The fields of further phone columns: no name of their own, they follow `phone` from the left."""

_TOTALS = ("valor total", "preço total", "total", "valor total líquido")
_NET = frozenset({"liquido", "impostos", "net"})
_LONGEST_NAME = 60
_MOST_COLUMNS = 1000
_LITTLE_WORDS = frozenset({"de", "do", "da", "dos", "das", "e", "o", "a", "r", "brl", "the", "of"})
_LONG_FOR = {"vlr": "valor", "vl": "valor", "vr": "valor"}
_ITS_NUMBER = re.compile(r" \d+$", re.ASCII)


@lru_cache(maxsize=2**15)
def key(header: str) -> str:
    """The header as it is compared: folded, without articles and without a unit such as (R$).

    What stands for "valor" (Vlr, Vl, Vr) is written out.
    """
    words = [_LONG_FOR.get(word, word) for word in fold(header.replace("%", " percent ")).split()]
    return " ".join(word for word in words if word not in _LITTLE_WORDS) or " ".join(words)


@cache
def _fields_named() -> dict[str, dict[str, int]]:
    """For each known name the fields it may mean, with its rank among the field's names."""
    named: dict[str, dict[str, int]] = {}
    for field, names in NAMES.items():
        for rank, name in enumerate(names):
            named.setdefault(key(name), {}).setdefault(field, rank)
    return named


def recognise(headers: Sequence[str], taken: Mapping[str, int]) -> dict[str, int]:
    """The column index of each field that a header names, `taken` first and untouched.

    A header that is a known name beats one that only begins with one of several words ("Data de
    emissão do pedido"). Further phones follow the first, and beside a net amount a plain total is
    the gross one. No headers give what was taken.
    """
    keys = [key(header) for header in headers]
    fields = dict(taken)
    for meanings in ([_exactly(name) for name in keys], [_beginning(name) for name in keys]):
        for field in [name for name in NAMES if name not in fields]:
            used = set(fields.values())
            ranks = [
                (meaning[field], at)
                for at, meaning in enumerate(meanings)
                if field in meaning and at not in used
            ]
            if ranks:
                fields[field] = min(ranks)[1]
    return _with_gross(keys, fields) | _phones(keys, fields, taken)


def _with_gross(keys: list[str], fields: dict[str, int]) -> dict[str, int]:
    """Of "Valor Total" beside "Valor Líquido" the first is the gross amount."""
    at = fields.get("amount")
    if at is None or "gross_amount" in fields or _NET.isdisjoint(keys[at].split()):
        return fields
    free = [name if at not in fields.values() else "" for at, name in enumerate(keys)]
    total = next((key(name) for name in _TOTALS if key(name) in free), None)
    return fields if total is None else fields | {"gross_amount": free.index(total)}


def _phones(keys: list[str], fields: Mapping[str, int], taken: Mapping[str, int]) -> dict[str, int]:
    """All columns of phones from the left, the one that was asked for before them."""
    asked = [taken["phone"]] if "phone" in taken else []
    used = {at for field, at in fields.items() if field != "phone" or asked}
    found = [
        at
        for at, name in enumerate(keys)
        if at not in used and "phone" in _exactly(_ITS_NUMBER.sub("", name))
    ]
    return dict(zip(("phone", *MORE_PHONES), asked + found, strict=False))


def field_named(typed: str) -> str:
    """The field a person means by its name here or by any of its columns' names; "" for none."""
    meanings = {typed: 0} if typed in (*NAMES, *MORE_PHONES) else _exactly(key(typed))
    return min(meanings, key=meanings.__getitem__, default="")


def _exactly(header: str) -> dict[str, int]:
    return _fields_named().get(header, {})


def _beginning(header: str) -> dict[str, int]:
    """A weaker likeness: the more words begin as a known name, the better (ranks are negative)."""
    words = header.split()
    return {
        field: -count
        for count in range(2, len(words))
        for field in _exactly(" ".join(words[:count]))
    }


def count_known(cells: Sequence[str | float]) -> int:
    """How many different fields the cells of a row name; 0 for a row of data, as a rule."""
    names = [cell for cell in cells[:_MOST_COLUMNS] if isinstance(cell, str)]
    keys = {key(name) for name in names if 0 < len(name) <= _LONGEST_NAME}
    return len(keys & _fields_named().keys())
