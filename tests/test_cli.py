"""The one error boundary: no traceback reaches a user, and the last line says what was saved."""

import subprocess
import sys

import pytest

from carteira_cli.cli import COMMANDS, build
from carteira_cli.commands import session, status


def test_a_bug_is_one_sentence_without_data(carteira, monkeypatch):
    def broken(*_asked):
        raise ZeroDivisionError("Dona Célia")

    monkeypatch.setattr(status, "report_of", broken)

    ran = carteira("status")

    assert (ran.code, ran.out) == (70, "")
    assert ran.err.splitlines() == [
        "carteira: Erro do programa (ZeroDivisionError).",
        "Repita com --debug e mande o que aparecer a quem cuida do carteira.",
        "Nada foi alterado.",
    ]


def test_debug_lets_the_bug_through(carteira, monkeypatch):
    def broken(*_asked):
        raise ZeroDivisionError

    monkeypatch.setattr(status, "report_of", broken)

    with pytest.raises(ZeroDivisionError):
        carteira("--debug", "status")


def test_an_interrupted_command_says_that_nothing_changed(carteira, monkeypatch):
    def interrupted(*_asked):
        raise KeyboardInterrupt

    monkeypatch.setattr(status, "report_of", interrupted)

    ran = carteira("status")

    assert (ran.code, ran.err.splitlines()[-1]) == (130, "Interrompido. Nada foi alterado.")


def test_only_the_command_that_is_called_is_made_ready():
    assert [command.name for command in build("status").registered_commands] == ["status"]
    assert len(build("--help").registered_commands) > len(COMMANDS)


def test_hidden_words_are_the_commands_in_portuguese(done, example):
    assert done("reativar", "--list").out == example("reactivate", "--list").out


def test_the_module_runs_as_the_program_does(tmp_path):
    ran = subprocess.run(
        [sys.executable, "-m", "carteira_cli", "--version"],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )

    assert ran.stdout == "carteira 0.1.0\n"


def test_a_terminal_gets_sentences_in_whole_words(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "30")
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)

    session.say("As representadas são: Ávila Bebidas, Lume Utilidades.\nNada foi alterado.")

    assert capsys.readouterr().err.splitlines() == [
        "As representadas são: Ávila",
        "Bebidas, Lume Utilidades.",
        "Nada foi alterado.",
    ]
