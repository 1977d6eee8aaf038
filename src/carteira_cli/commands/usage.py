"""A mistake on the command line, in our own words: several of the library's are fixed English."""

from collections.abc import Collection, Sequence
from difflib import get_close_matches
from typing import Any

import typer

from carteira_cli.errors import UsageFault, _


def worded(
    fault: typer.TyperException, arguments: Sequence[str], word: str, commands: Collection[str]
) -> UsageFault:
    """The sentence and the remedy for what the parser refused.

    The parser's exceptions are private classes: they are told apart by what they carry.

    Args:
        fault: What the parser raised.
        arguments: The whole command line.
        word: The one of its words that stands where the command does; empty without any.
        commands: Every word that is a command.
    """
    option = str(getattr(fault, "option_name", ""))
    parameter = getattr(fault, "param", None)
    if option and hasattr(fault, "possibilities"):
        return _unknown_option(option, fault.possibilities or ())
    if option:
        return _wrongly_used(
            option, given=any(typed.startswith(f"{option}=") for typed in arguments)
        )
    if parameter is not None:
        return _missing(fault) if not getattr(fault, "message", "") else _wrong_value(parameter)
    return _too_many_words(word) if word in commands else _unknown_command(word, commands)


def _unknown_option(option: str, possible: Collection[str]) -> UsageFault:
    return UsageFault(
        _("Não conheço a opção {option}.").format(option=option),
        _did_you_mean(sorted(possible)) or _("Veja as opções com --help."),
    )


def _wrongly_used(option: str, *, given: bool) -> UsageFault:
    sentence = _("A opção {option} não leva valor.") if given else _("Falta o valor de {option}.")
    return UsageFault(sentence.format(option=option), _("Veja como usar com --help."))


def _missing(fault: Any) -> UsageFault:
    """What the help says of the word that is missing, and the command's example."""
    parameter = fault.param
    what = parameter.help.removesuffix(".")
    return UsageFault(
        _("Falta {name} ({what}).").format(name=_name(parameter), what=what[:1].lower() + what[1:]),
        fault.ctx.command.epilog or _("Veja como usar com --help."),
    )


def _wrong_value(parameter: object) -> UsageFault:
    return UsageFault(
        _("O valor de {name} não serve.").format(name=_name(parameter)),
        _("Veja os valores possíveis com --help."),
    )


def _name(parameter: object) -> str:
    typed = next(iter(getattr(parameter, "opts", [])), "")
    shown = typed if typed.startswith("-") else getattr(parameter, "human_readable_name", typed)
    return str(shown).removesuffix("...")


def _too_many_words(command: str) -> UsageFault:
    return UsageFault(
        _("Há palavras a mais depois de {command}.").format(command=command),
        _(
            "Um nome com espaços vai entre aspas. Veja como usar com carteira {command} --help."
        ).format(command=command),
    )


def _unknown_command(word: str, commands: Collection[str]) -> UsageFault:
    return UsageFault(
        _("Não conheço o comando {word}.").format(word=word) if word else _("Falta o comando."),
        _did_you_mean(get_close_matches(word, commands))
        or _("Veja os comandos com carteira --help."),
    )


def _did_you_mean(words: Sequence[str]) -> str:
    return _("Você quis dizer {words}?").format(words=", ".join(words)) if words else ""
