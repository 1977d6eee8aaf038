"""What a person should know of a file that went in: each as one sentence, the gravest first."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from carteira_cli.domain.credit_notes import Verdict
from carteira_cli.domain.importing import Differing, Future, Taken, Twin
from carteira_cli.domain.overlaps import Alike, Beside, Overlap
from carteira_cli.domain.rows import Party, Skipped
from carteira_cli.errors import _, plural
from carteira_cli.render.plain import count, day, reais

_SHOWN_COLUMNS = 8
_SHOWN_TAX_IDS = 3
_SHOWN_NAMES = 3


def remarks(taken: Taken, *, is_stored: bool) -> Iterator[str]:
    """The sentences that the file gives cause for; none where all is well.

    `is_stored`: what would be another in the next import has to be undone first.
    """
    yield from _to_have_otherwise(taken, is_stored=is_stored)
    if taken.month or taken.months:
        yield _("Totais por mês, sem o dia: cada um conta no dia 1 do seu mês")
    if taken.outcome.future.rows:
        yield _in_future(taken.outcome.future)
    if taken.outcome.wrong_tax_ids:
        yield _wrong(taken.outcome.wrong_tax_ids)
    if taken.differing:
        yield _differing(taken.differing)
    if taken.unused:
        yield _unused(taken.unused)


def _way(*, is_stored: bool) -> str:
    """How to have a file in another way."""
    return _("desfaça (carteira undo) e importe") if is_stored else _("importe")


def _to_have_otherwise(taken: Taken, *, is_stored: bool) -> Iterator[str]:
    """What counts twice, or for nobody, unless the file is imported in another way."""
    yield from map(_overlapping, taken.outcome.overlaps)
    if taken.outcome.alike.is_suspect:
        yield _alike(taken.outcome.alike, _way(is_stored=is_stored))
    if taken.outcome.of_months.sales:
        yield _of_months(taken.outcome.of_months)
    if taken.outcome.of_invoices.sales:
        yield _of_invoices(taken.outcome.of_invoices)
    if taken.twin:
        yield _counted_twice(taken.twin, is_stored=is_stored)
    if taken.is_nobodys:
        yield _("Sem representada: se é de uma só, {way} com --principal NOME").format(
            way=_way(is_stored=is_stored)
        )


def came_before(overlap: Overlap) -> str:
    """How much of a file another source brought before."""
    if overlap.differs:
        text = plural(
            "{n} pedido (R$ {amount}) já veio de {source}, lá com R$ {there}",
            "{n} pedidos (R$ {amount}) já vieram de {source}, lá com R$ {there}",
            overlap.orders,
        )
    else:
        text = plural(
            "{n} pedido (R$ {amount}) já veio de {source}, com cliente, dia e valor iguais",
            "{n} pedidos (R$ {amount}) já vieram de {source}, com cliente, dia e valor iguais",
            overlap.orders,
        )
    return text.format(
        n=count(overlap.orders),
        amount=reais(overlap.cents),
        source=overlap.source or _("outra origem"),
        there=reais(overlap.source_cents),
    )


def _overlapping(overlap: Overlap) -> str:
    if overlap.is_kept:
        what = plural("conta também", "contam também", overlap.orders)
    else:
        what = plural(
            "não conta de novo (se é outro: --on-overlap keep)",
            "não contam de novo (se são outros: --on-overlap keep)",
            overlap.orders,
        )
    return f"{came_before(overlap)}: {what}"


def _alike(alike: Alike, way: str) -> str:
    return _(
        "{n} pedidos novos (de {seen} em dias que já estavam) têm cliente, dia e valor de outros, "
        "com outro número: se são de outro sistema, {way} com --source NOME"
    ).format(n=count(alike.orders), seen=count(alike.seen), way=way)


def _of_months(found: Beside) -> str:
    return plural(
        "{n} venda nova (R$ {amount}) é de um mês que o cliente já tem, em pedidos ou em total, "
        "com outra soma: pode ser que o mês conte duas vezes",
        "{n} vendas novas (R$ {amount}) são de um mês que o cliente já tem, em pedidos ou em "
        "total, com outra soma: pode ser que o mês conte duas vezes",
        found.sales,
    ).format(n=count(found.sales), amount=reais(found.cents))


def _of_invoices(found: Beside) -> str:
    more = ["…"] if found.sales > len(found.numbers) else []
    return plural(
        "{n} venda nova (R$ {amount}) tem cliente e valor de outra de dias antes ou depois, uma "
        "em pedido e outra em nota ({numbers}): se são a mesma, conta duas vezes",
        "{n} vendas novas (R$ {amount}) têm cliente e valor de outras de dias antes ou depois, "
        "umas em pedido e outras em nota ({numbers}): se são as mesmas, contam duas vezes",
        found.sales,
    ).format(
        n=count(found.sales),
        amount=reais(found.cents),
        numbers=", ".join([*found.numbers, *more]),
    )


def _counted_twice(twin: Twin, *, is_stored: bool) -> str:
    text = (
        _(
            "Este mesmo arquivo já entrou na operação {n} com outra origem ({source}): "
            "os pedidos contam duas vezes. Para desfazer: carteira undo"
        )
        if is_stored
        else _(
            "Este mesmo arquivo já entrou na operação {n} com outra origem ({source}): "
            "os pedidos contariam duas vezes"
        )
    )
    return text.format(n=twin.operation, source=twin.source or _("sem nome"))


def _in_future(future: Future) -> str:
    return plural(
        "{n} linha tem data no futuro ({day}); só conta a partir desse dia",
        "{n} linhas têm data no futuro (até {day}); só contam a partir desse dia",
        future.rows,
    ).format(n=count(future.rows), day=day(date.fromisoformat(future.until)))


def _wrong(parties: Sequence[Party]) -> str:
    shown = [
        f"{party.tax_id_text} ({party.name or party.code})" for party in parties[:_SHOWN_TAX_IDS]
    ]
    if len(parties) > _SHOWN_TAX_IDS:
        shown.append("…")
    return plural(
        "{n} CNPJ ou CPF não confere e ficou como texto: {shown}",
        "{n} CNPJ ou CPF não conferem e ficaram como texto: {shown}",
        len(parties),
    ).format(n=count(len(parties)), shown=", ".join(shown))


def _differing(found: Differing) -> str:
    return plural(
        "Num pedido os itens não somam o total, e valem os itens: {order}, itens {items}, "
        "total {told}",
        "Em {n} pedidos os itens não somam o total, e valem os itens; o primeiro: {order}, "
        "itens {items}, total {told}",
        found.orders,
    ).format(
        n=count(found.orders),
        order=found.first,
        items=reais(found.items_cents),
        told=reais(found.told_cents),
    )


def _unused(columns: Sequence[str]) -> str:
    shown = ", ".join(columns[:_SHOWN_COLUMNS])
    more = len(columns) - _SHOWN_COLUMNS
    if more > 0:
        shown += " " + plural("e mais {n}", "e mais {n}", more).format(n=count(more))
    return _("Colunas não usadas: {columns}").format(columns=shown)


def of_others(principals: Sequence[str], said: str) -> str:
    """What of `--principal` holds for a file whose rows name others."""
    shown = ", ".join(principals[:_SHOWN_NAMES])
    more = ", …" if len(principals) > _SHOWN_NAMES else ""
    return _(
        "As linhas nomeiam a representada ({names}), e cada uma fica com a sua: "
        "--principal {principal} só vale para as que não nomeiam nenhuma"
    ).format(names=shown + more, principal=said)


def with_c(verdict: Verdict, rows: int) -> str:
    """As what the rows with a number like C1234 and an amount above zero are read, and why."""
    why = {
        "signs": _("as devoluções do arquivo são negativas"),
        "source": _("a origem já tem pedidos sem C")
        if verdict.are_returns
        else _("a origem já tem vendas assim"),
        "file": _("os outros pedidos não têm C")
        if verdict.are_returns
        else _("quase todos os pedidos têm C; se são notas de crédito, importe antes as vendas"),
    }[verdict.why]
    if verdict.are_returns:
        text = plural(
            "{n} linha com número C… conta como devolução: {why} (se é venda de outro sistema, "
            "diga qual: --source NOME)",
            "{n} linhas com número C… contam como devolução: {why} (se são vendas de outro "
            "sistema, diga qual: --source NOME)",
            rows,
        )
    else:
        text = plural(
            "{n} linha com número C… conta como venda: {why}",
            "{n} linhas com número C… contam como venda: {why}",
            rows,
        )
    return text.format(n=count(rows), why=why)


def left_out(skipped: Iterable[Skipped]) -> Iterator[str]:
    """How many rows are no data, and of what is less plain than a total also why."""
    noise = {
        _("linha de total"),
        _("cabeçalho repetido"),
        _("linha de filtros"),
        _("observação fora da tabela"),
    }
    reasons = Counter(each.reason for each in skipped)
    totals = sum(rows for reason, rows in reasons.items() if reason in noise)
    if totals:
        yield plural("{n} de total ou título", "{n} de total ou título", totals).format(
            n=count(totals)
        )
    for reason, rows in reasons.items():
        if reason not in noise:
            yield _("{n} fora ({reason})").format(n=count(rows), reason=reason)
