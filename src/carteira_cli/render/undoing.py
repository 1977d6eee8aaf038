"""What an undo did as a screen and as rows: what was reversed, what was kept, what failed."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from carteira_cli.domain.text import safe
from carteira_cli.domain.undoing import FAILED, KEPT, REVERSED, Group, TakenBack
from carteira_cli.errors import _, plural
from carteira_cli.render.lines import WARNING, Line, flowed, line
from carteira_cli.render.plain import count
from carteira_cli.render.sheet import Sheet

COLUMNS = ("outcome", "kind", "records", "examples")


class Undone(NamedTuple):
    """What was taken back, by which operation (None: nothing was saved), and what to say last."""

    found: TakenBack
    operation: int | None
    last: str = ""


def sheet(shown: Undone, as_of: str) -> Sheet:
    """The three lists, a row for each kind of record: a table's name, as in the export."""
    found = shown.found
    summary = {
        "operation": shown.operation,
        "undone": found.target.id,
        "command": found.target.command,
        **{outcome: found.records(outcome) for outcome in (REVERSED, KEPT, FAILED)},
        "in_the_way": found.in_the_way,
    }
    return Sheet(as_of, COLUMNS, [group._asdict() for group in found.groups], summary)


def screen(shown: Undone, width: int | None) -> Iterable[Line]:
    """The operation, then what it comes to, list by list."""
    target = shown.found.target
    groups = sorted(shown.found.groups, key=_place)
    named = _("Operação {number}: {command}").format(number=target.id, command=target.command)
    yield line(" · ".join(filter(None, (named, safe(target.summary)))))
    gone = _counted([group for group in groups if group.outcome == REVERSED]) or [_("nada")]
    verb = _("Refaz") if target.command == "undo" else _("Desfaz")
    yield from flowed(verb, [(each, "") for each in gone], width, indent=len(verb) + 2)
    titles = {
        KEPT: _("Fica, porque mudou depois ou algo mais novo depende disso:"),
        FAILED: _("Não volta, porque já há outro igual ou falta aquilo de que depende:"),
    }
    for outcome, title in titles.items():
        stayed = [group for group in groups if group.outcome == outcome]
        if stayed:
            yield line(f" {title}", WARNING)
            yield from (line(f"   {each}") for each in _told(stayed))
    if shown.last:
        yield line(shown.last)


def _place(group: Group) -> int:
    return KINDS.index(group.kind) if group.kind in KINDS else len(KINDS)


def _told(groups: Sequence[Group]) -> Iterable[str]:
    """A line for each kind, with a few of the records by name; then the others together."""
    for group in groups:
        if group.examples:
            more = ", …" if group.records > len(group.examples) else ""
            yield f"{_counted([group])[0]}: {', '.join(map(safe, group.examples))}{more}"
    nameless = _counted([group for group in groups if not group.examples])
    if nameless:
        yield ", ".join(nameless)


def _counted(groups: Sequence[Group]) -> list[str]:
    """The kinds in a person's words; those that only the program knows are one, the last."""
    told = [
        _words(group.records)[group.kind].format(n=count(group.records))
        for group in groups
        if group.kind in KINDS
    ]
    other = sum(group.records for group in groups if group.kind not in KINDS)
    words = plural("{n} outro registro", "{n} outros registros", other)
    return [*told, words.format(n=count(other))] if other else told


def _words(n: int) -> dict[str, str]:
    """What so many records of a kind are called, the kinds in the order they are told."""
    return {
        "sale": plural("{n} pedido", "{n} pedidos", n),
        "sale_line": plural("{n} item de pedido", "{n} itens de pedido", n),
        "instalment": plural("{n} parcela", "{n} parcelas", n),
        "customer": plural("{n} cliente", "{n} clientes", n),
        "contact": plural("{n} contato", "{n} contatos", n),
        "interaction": plural("{n} conversa", "{n} conversas", n),
        "follow_up": plural("{n} retorno", "{n} retornos", n),
        "principal": plural("{n} representada", "{n} representadas", n),
        "product": plural("{n} produto", "{n} produtos", n),
        "profile": plural("{n} perfil", "{n} perfis", n),
        "import_file": plural("{n} arquivo importado", "{n} arquivos importados", n),
    }


KINDS = tuple(_words(0))
