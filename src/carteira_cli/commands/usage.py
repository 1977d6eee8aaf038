"""A mistake on the command line, in our own words: several of the library's are fixed English."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

import typer

from carteira_cli.errors import UsageFault, _


def worded(
    fault: typer.TyperException, arguments: Sequence[str], commands: Iterable[str]
) -> UsageFault:
    """The sentence and the remedy for what the parser refused.

    The parser's exceptions are private classes: they are told apart by what they carry.
    """
    unknown = getattr(fault, "option_name", "")
    if unknown:
        return _unknown_option(str(unknown), getattr(fault, "possibilities", None) or ())
    parameter = getattr(fault, "param", None)
    if parameter is not None:
        return _wrong_value(parameter, str(getattr(fault, "message", "")))
    return _unknown_command(arguments, list(commands))


def _unknown_option(option: str, possible: Iterable[str]) -> UsageFault:
    return UsageFault(
        _("Não conheço a opção {option}, ou falta o valor dela.").format(option=option),
        _("Você quis dizer {words}?").format(words=", ".join(possible))
        if possible
        else _("Veja as opções com --help."),
    )


def _wrong_value(parameter: object, message: str) -> UsageFault:
    name = next(iter(getattr(parameter, "opts", [])), "")
    if not message:
        return UsageFault(
            _("Falta {name}.").format(name=_name(name)), _("Veja como usar com --help.")
        )
    return UsageFault(
        _("O valor de {name} não serve.").format(name=_name(name)),
        _("Veja os valores possíveis com --help."),
    )


def _name(name: str) -> str:
    return name if name.startswith("-") else name.upper()


def _unknown_command(arguments: Sequence[str], commands: list[str]) -> UsageFault:
    word = next((word for word in arguments if word not in commands and word[:1] != "-"), "")
    near = get_close_matches(word, commands, n=3)
    return UsageFault(
        _("Não entendi o comando {word}.").format(word=word) if word else _("Falta o comando."),
        _("Você quis dizer {words}?").format(words=", ".join(near))
        if near
        else _("Veja os comandos com carteira --help."),
    )
