"""The help pages in our words: of the library's some are fixed English, the others it looks up.

Those it looks up (`Options`, `default: …`) stand in `locale/pt_BR/LC_MESSAGES/messages.po`.
"""

from collections.abc import Iterable
from typing import Any

from typer.core import TyperCommand, TyperGroup

from carteira_cli.errors import _


class Command(TyperCommand):
    """One command. The types of the parameters are private to the library."""

    def get_params(self, ctx: Any) -> list[Any]:
        """The options and arguments, with our help."""
        return _worded(super().get_params(ctx))

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the line that says how to type it."""
        _write_usage(ctx, formatter, self.collect_usage_pieces(ctx))


class Group(TyperGroup):
    """The program with its commands."""

    def get_params(self, ctx: Any) -> list[Any]:
        """The options before the command, with our help."""
        return _worded(super().get_params(ctx))

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the line that says how to type it."""
        _write_usage(ctx, formatter, self.collect_usage_pieces(ctx))


def _worded(parameters: Iterable[Any]) -> list[Any]:
    words = {
        "--help": _("Mostra esta ajuda."),
        "--install-completion": _("Faz a tecla Tab completar os comandos neste terminal."),
        "--show-completion": _("Mostra o script que faz a tecla Tab completar."),
    }
    worded = list(parameters)
    for parameter in worded:
        parameter.help = words.get(parameter.opts[0], parameter.help)
    return worded


def _write_usage(ctx: Any, formatter: Any, pieces: Iterable[str]) -> None:
    braceless = (
        piece.strip("{}") for piece in pieces
    )  # what is needed stands bare, as in `cp A B`
    formatter.write_usage(ctx.command_path, " ".join(braceless), _("Uso: "))
