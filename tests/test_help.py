"""Help pages: complete, in one language at a time, and as the goldens show them."""

import os
import subprocess
import sys

import pytest
import typer

from carteira_cli.cli import ALIASES, COMMANDS, build

# In a process of its own: help texts are settled when the command modules are imported.
PAGES = """
from carteira_cli.cli import COMMANDS, main
for words in [[], *([name] for name in COMMANDS)]:
    main([*words, "--help"])
    print()
"""
ROOM = 62  # of 80 columns, beside the longest name


def spoken(code, language):
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "CARTEIRA_LANG": language, "COLUMNS": "80", "PYTHONUTF8": "1"},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return done.stdout, done.stderr


@pytest.mark.parametrize("language", ["pt-BR", "en"])
def test_every_page_is_the_golden(golden, language):
    pages, complaints = spoken(PAGES, language)

    golden(f"help-{language}.txt", pages)
    assert complaints == ""


def program():
    return typer.main.get_command(build(None))


def test_every_command_has_one_line_that_fits_the_list():
    commands = program().commands

    assert set(commands) == {*COMMANDS, *ALIASES}
    assert all(command.help for command in commands.values())
    assert [
        name
        for name, command in commands.items()
        if command.get_short_help_str(ROOM) != command.help
    ] == []


def test_every_option_and_argument_has_its_help():
    everything = [program(), *program().commands.values()]

    assert [
        (command.name, parameter.name)
        for command in everything
        for parameter in command.params
        if not parameter.help
    ] == []


def test_aliases_are_not_listed_nor_what_the_help_of_another_command_tells_of():
    hidden = {name for name, command in program().commands.items() if command.hidden}

    assert hidden == {*ALIASES, "customers duplicates", "customers merge"}


def test_what_is_missing_is_named_as_the_help_names_it():
    code = "from carteira_cli.cli import main; raise SystemExit(main(['show']) - 2)"

    assert spoken(code, "pt-BR")[1] == (
        "carteira: Falta CLIENTE (parte do nome, CNPJ ou código).\n"
        'Por exemplo: carteira show "Mercado Ana"\nNada foi alterado.\n'
    )
    assert spoken(code, "en")[1] == (
        "carteira: CUSTOMER is missing (part of the name, CNPJ or code).\n"
        'For example: carteira show "Mercado Ana"\nNothing was changed.\n'
    )
