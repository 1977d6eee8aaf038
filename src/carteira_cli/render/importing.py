"""What an import did, as a screen and as the file of refused rows."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple, Protocol

from carteira_cli.domain.importing import Outcome, PassedOver, Taken, together
from carteira_cli.domain.rows import Problem
from carteira_cli.domain.text import harmless, safe
from carteira_cli.errors import _, plural, translated
from carteira_cli.render.corrections import corrected
from carteira_cli.render.plain import count, reais
from carteira_cli.render.remarks import left_out, remarks
from carteira_cli.render.saved import saved
from carteira_cli.render.writing import csv_text

_SHOWN_PROBLEMS = 5
_OF_MONEY = frozenset({"sales", "nfe"})


class Import(NamedTuple):
    """The files of one import; `operation` None: a rehearsal, or nothing that was not there.

    `unreachable` counts those without a phone, where that is worth saying. `passed_over` are the
    files of a folder or a zip that cannot be used. `profile` is the name of the one that was kept.
    """

    files: list[Taken]
    operation: int | None
    is_rehearsal: bool
    unreachable: int = 0
    passed_over: Sequence[PassedOver] = ()
    profile: str = ""


class ReadAs(Protocol):
    """What of a table tells how it was understood."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def header_line(self) -> int: ...  # noqa: D102
    @property
    def encoding(self) -> str: ...  # noqa: D102


def said(problem: Problem) -> str:
    """A problem in one line: `linha 14, Data "31/02/2026": fevereiro de 2026 tem 28 dias`."""
    where = _("linha {line}").format(line=problem.line)
    what = f"{safe(problem.column)} " if problem.column else ""
    value = f'"{safe(problem.value)}"' if problem.value else ""
    stood = f", {what}{value}".rstrip() if what or value else ""
    return f"{where}{stood}: {problem.reason}"


def screen(shown: Import) -> Iterable[str]:
    """What one wants to know right after: what was new, what was refused, how to take it back."""
    yield from of_files(shown.files, is_stored=shown.operation is not None)
    if len({taken.file for taken in shown.files}) > 1:
        yield _all_together(shown.files)
    for name, reason in shown.passed_over:
        yield _("{file} · não entrou: {reason}").format(file=safe(name), reason=safe(reason))
    if shown.unreachable:
        yield " " + plural(
            "{n} cliente está sem telefone: importe também a lista de clientes "
            "(quem é: carteira customers --missing phone)",
            "{n} clientes estão sem telefone: importe também a lista de clientes "
            "(quem são: carteira customers --missing phone)",
            shown.unreachable,
        ).format(n=count(shown.unreachable))
    if shown.profile:
        yield " " + _("Perfil guardado: {name}. Arquivos iguais são lidos assim.").format(
            name=safe(shown.profile)
        )
    is_idle = shown.operation is None and not shown.is_rehearsal
    yield _("Nada foi alterado.") if is_idle else saved(shown.operation)


def _all_together(files: Sequence[Taken]) -> str:
    """What several files brought, in a line; only orders bring money."""
    outcome = together(files, "").outcome
    new = plural("{n} nova", "{n} novas", outcome.imported).format(n=count(outcome.imported))
    told = _("Ao todo {n} linhas: {new}").format(n=count(outcome.read), new=new)
    if not (outcome.is_news and any(taken.kind in _OF_MONEY for taken in files)):
        return told
    return f"{told} · R$ {reais(outcome.total_cents)}"


def of_files(files: Iterable[Taken], *, is_stored: bool = False) -> Iterable[str]:
    """What each file brought; the tabs of a workbook are told of together."""
    for _file, tables in groupby(files, key=lambda taken: (taken.file, taken.kind)):
        yield from _of_tables(list(tables), is_stored=is_stored)


def _of_tables(tables: Sequence[Taken], *, is_stored: bool) -> Iterable[str]:
    """How the tables of one file were understood, what of them is new, and what was refused."""
    several = len(tables) > 1
    name = _("{file} ({n} abas)").format(file=tables[0].file, n=len(tables))
    taken = together(tables, name) if several else tables[0]
    yield recognised(taken)
    for remark in (*taken.remarks, *remarks(taken, is_stored=is_stored)):
        yield f" {safe(remark)}"
    yield " " + _row_counts(taken)
    yield from _gains(taken)
    yield from corrected(taken.outcome)
    for table in tables:
        yield from _refused(table)


def recognised(read_as: ReadAs) -> str:
    """What a table is, and how its bytes were read."""
    kinds = {
        "sales": _("pedidos"),
        "customers": _("lista de clientes"),
        "contacts": _("contatos"),
        "interactions": _("atendimentos"),
    }
    if read_as.kind == "nfe":
        return _("{file} · reconheci: notas fiscais (NF-e)").format(file=safe(read_as.name))
    if read_as.encoding == "vcard":
        return _("{file} · reconheci: cartões de contato (vCard)").format(file=safe(read_as.name))
    return _("{file} · reconheci: {kind}, cabeçalho na linha {line}, {encoding}").format(
        file=safe(read_as.name),
        kind=translated(read_as.title) if read_as.title else kinds[read_as.kind],
        line=read_as.header_line,
        encoding=read_as.encoding,
    )


def _row_counts(taken: Taken) -> str:
    outcome = taken.outcome
    parts = [
        plural("{n} nova", "{n} novas", outcome.imported).format(n=count(outcome.imported)),
        plural("{n} já existia", "{n} já existiam", outcome.duplicate).format(
            n=count(outcome.duplicate)
        ),
        plural("{n} atualizada", "{n} atualizadas", outcome.updated).format(
            n=count(outcome.updated)
        ),
        plural("{n} recusada", "{n} recusadas", len(outcome.problems)).format(
            n=count(len(outcome.problems))
        ),
    ]
    some = [
        part
        for part, rows in zip(
            parts, (1, outcome.duplicate, outcome.updated, outcome.problems), strict=True
        )
        if rows
    ]
    all_rows = plural("{n} linha", "{n} linhas", outcome.read).format(n=count(outcome.read))
    return f"{all_rows}: {', '.join((*some, *left_out(outcome.skipped)))}"


def _gains(taken: Taken) -> Iterable[str]:
    """The money, the orders and the customers that came; nothing where none did."""
    outcome, people = taken.outcome, _people(taken.outcome)
    if taken.kind in _OF_MONEY and outcome.imported:
        yield " " + " · ".join((*_money(outcome), people or _("nenhum cliente novo")))
    elif people:
        yield f" {people}"


def _money(outcome: Outcome) -> Iterable[str]:
    """The new orders; those that are kept and count in nothing by themselves."""
    counted = outcome.sales_created - outcome.sales_cancelled
    orders = plural("{n} pedido", "{n} pedidos", counted).format(n=count(counted))
    yield _("R$ {amount} em {orders}").format(amount=reais(outcome.total_cents), orders=orders)
    if outcome.sales_cancelled:
        yield plural(
            "{n} cancelado (R$ {amount})", "{n} cancelados (R$ {amount})", outcome.sales_cancelled
        ).format(n=count(outcome.sales_cancelled), amount=reais(outcome.cancelled_cents))


def _people(outcome: Outcome) -> str:
    """The customers that are new and those that changed; "" where there are none."""
    created, updated = outcome.customers_created, outcome.customers_updated
    if created and updated:
        changed = plural("{n} atualizado", "{n} atualizados", updated)
    else:
        changed = plural("{n} cliente atualizado", "{n} clientes atualizados", updated)
    new = plural("{n} cliente novo", "{n} clientes novos", created)
    said_of = [text.format(n=count(n)) for text, n in ((new, created), (changed, updated)) if n]
    return ", ".join(said_of)


def _refused(taken: Taken) -> Iterable[str]:
    problems = taken.outcome.problems
    if not problems:
        return
    if taken.rejects_file:
        yield " " + _("Recusadas, em {file}:").format(file=safe(taken.rejects_file))
    else:
        yield " " + _("Recusadas:")
    for problem in problems[:_SHOWN_PROBLEMS]:
        yield f"   {said(problem)}"
    if len(problems) > _SHOWN_PROBLEMS:
        more = len(problems) - _SHOWN_PROBLEMS
        yield "   " + plural("e mais {n}", "e mais {n}", more).format(n=count(more))


def rejects(taken: Taken) -> str:
    """The refused rows as they came, then line and reason: to mend and import again.

    The columns keep their numbers, so that the same `--map FIELD=#3` holds. What stood beyond the
    header stays beyond it, and is refused again until somebody has put it right. A month that a tab
    or a title told is written out.
    """
    width = len(taken.headers)
    months = {at: f"{day[5:7]}/{day[:4]}" for at, day in taken.months}
    named = [months.get(at, header) for at, header in enumerate(taken.headers)]
    title, day = ([_("Data")], [taken.month]) if taken.month else ([], [])
    rows: list[list[str]] = [[*named, _("Linha recusada"), _("Motivo da recusa"), *title]]
    for problem in taken.outcome.problems:
        cells = [*problem.cells, *[""] * (width - len(problem.cells))]
        rows.append([*cells[:width], str(problem.line), said(problem), *day, *cells[width:]])
    return csv_text(rows, "pt-BR", harmless)
