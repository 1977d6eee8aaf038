"""Assembles the program. `main` is the one error boundary, `entry` the one exit."""

import gettext
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import typer

from carteira_cli.commands import help as words
from carteira_cli.commands.session import (
    ENGLISH,
    Session,
    data_file,
    language_of,
    prepare_process,
    say,
)
from carteira_cli.errors import CarteiraError, _, speak
from carteira_cli.store.file import explain

COMMANDS = {
    "import": "importing",
    "status": "status",
    "reactivate": "reactivate",
    "pareto": "pareto",
    "segments": "segments",
    "sales": "sales",
    "show": "show",
    "log": "log",
    "customers": "customers",
    "customers duplicates": "duplicates",
    "customers merge": "merge",
    "undo": "undo",
    "redo": "redo",
    "history": "history",
    "export": "export",
    "backup": "backup",
    "doctor": "doctor",
    "config": "config",
    "demo": "demo",
}
ALIASES = {
    "importar": "import",
    "reativar": "reactivate",
    "registrar": "log",
    "desfazer": "undo",
}
_LOCALE = Path(__file__).with_name("locale")
_WITH_VALUE = ("--db", "--lang")
_INTERRUPTED = 130


def entry() -> None:
    """The console script: the only place where the process ends."""
    sys.exit(main(sys.argv[1:]))


def main(arguments: Sequence[str]) -> int:
    """Run one command line; the exit code. No traceback reaches a user without `--debug`."""
    prepare_process()
    language = language_of(arguments, os.environ)
    speak(_catalogue(language))
    _teach_library(language)
    session = Session(data_file(os.environ), language, "CARTEIRA_DB" in os.environ)
    try:
        return _run(arguments, session)
    except CarteiraError as fault:
        return _report(fault, session)
    except KeyboardInterrupt:
        say(_("Interrompido.") + " " + _outcome(session))
        return _INTERRUPTED
    except Exception as fault:
        if "--debug" in arguments:
            raise
        return _report(explain(fault) or _bug(fault), session)


def _catalogue(language: str) -> gettext.NullTranslations:
    """The words of the language; Portuguese is what the code is written in."""
    if language == ENGLISH:
        return gettext.translation("carteira", _LOCALE, [ENGLISH])
    return gettext.NullTranslations()


def _teach_library(language: str) -> None:
    """Show the library where its own words are: it looks them up by the usual environment."""
    gettext.bindtextdomain("messages", _LOCALE)
    os.environ["LANGUAGE"] = "C" if language == ENGLISH else "pt_BR"


def _run(typed: Sequence[str], session: Session) -> int:
    arguments = _joined(_language_first(typed))
    word = _command_word(arguments)
    application = build(word)
    try:
        code = application(arguments or ["--help"], "carteira", standalone_mode=False, obj=session)
    except typer.TyperException as fault:
        from carteira_cli.commands.usage import worded

        raise worded(fault, arguments, word or "", [*COMMANDS, *ALIASES]) from fault
    if code == _INTERRUPTED:
        raise KeyboardInterrupt  # which the library has made an exit code of
    return code if isinstance(code, int) else 0


def build(word: str | None) -> typer.Typer:
    """The application with the command `word` alone, or with all of them where it names none.

    Making every command ready costs more than most commands do; a morning's `status` waits for
    its own only. Help, completion and a mistyped word get the whole program.
    """
    from carteira_cli.commands import root

    application = typer.Typer(
        cls=words.Group,
        options_metavar=_("[OPÇÕES]"),
        subcommand_metavar=_("COMANDO ..."),
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    application.callback(help=root.HELP)(root.options)
    command = ALIASES.get(word or "", word)
    if command in COMMANDS:
        _register(application, str(word), command, hidden=word in ALIASES)
        return application
    for name in COMMANDS:
        _register(application, name, name, hidden=" " in name)  # its own word's help tells of it
    for alias, name in ALIASES.items():
        _register(application, alias, name, hidden=True)
    return application


def _register(application: typer.Typer, word: str, command: str, *, hidden: bool = False) -> None:
    module = import_module(f"carteira_cli.commands.{COMMANDS[command]}")
    application.command(
        word,
        cls=words.Command,
        help=module.HELP,
        epilog=getattr(module, "EPILOG", None),
        options_metavar=_("[OPÇÕES]"),
        hidden=hidden,
    )(module.run)


def _language_first(typed: Sequence[str]) -> list[str]:
    """What was typed, with a `--lang` that stands behind the command before it."""
    end = typed.index("--") if "--" in typed else len(typed)
    for place, word in enumerate(typed[:end]):
        length = 2 if word == "--lang" else 1
        if word == "--lang" or word.startswith("--lang="):
            after = place + length
            return [*typed[place:after], *typed[:place], *typed[after:]]
    return [*typed]


def _joined(typed: Sequence[str]) -> list[str]:
    """What was typed, with two words that name one command (`customers merge`) as one.

    After `--` they are no command: `customers -- merge` looks for somebody of that name.
    """
    place = _command_place(typed)
    both = " ".join(typed[place : place + 2])
    return [*typed[:place], both, *typed[place + 2 :]] if both in COMMANDS else [*typed]


def _command_word(arguments: Sequence[str]) -> str | None:
    """The first word that is neither an option nor the value of one."""
    return next(iter(arguments[_command_place(arguments) :]), None)


def _command_place(arguments: Sequence[str]) -> int:
    place = 0
    while place < len(arguments) and arguments[place].startswith("-"):
        place += 2 if arguments[place] in _WITH_VALUE else 1
    return place


def _report(fault: CarteiraError, session: Session) -> int:
    say("carteira: " + fault.sentence)
    if fault.remedy:
        say(fault.remedy)
    say(_outcome(session))
    return fault.exit_code


def _outcome(session: Session) -> str:
    if session.committed is None:
        return _("Nada foi alterado.")
    return _("Gravado (operação {number}).").format(number=session.committed)


def _bug(fault: Exception) -> CarteiraError:
    """A fault of the program itself: nothing of the data in it is shown."""
    return CarteiraError(
        _("Erro do programa ({kind}).").format(kind=type(fault).__name__),
        _("Repita com --debug e mande o que aparecer a quem cuida do carteira."),
    )
