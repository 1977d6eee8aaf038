"""Mistakes on the command line: what is wrong, what to do, that nothing happened; exit 2."""

import pytest

MISTAKES = {
    ("paretto",): (
        "carteira: Não conheço o comando paretto.\nVocê quis dizer pareto?\nNada foi alterado.\n",
        "carteira: There is no command paretto.\nDid you mean pareto?\nNothing was changed.\n",
    ),
    ("zzz",): (
        "carteira: Não conheço o comando zzz.\n"
        "Veja os comandos com carteira --help.\nNada foi alterado.\n",
        "carteira: There is no command zzz.\n"
        "See the commands with carteira --help.\nNothing was changed.\n",
    ),
    ("--db", "pareto"): (
        "carteira: Falta o comando.\nVeja os comandos com carteira --help.\nNada foi alterado.\n",
        "carteira: The command is missing.\n"
        "See the commands with carteira --help.\nNothing was changed.\n",
    ),
    ("pareto", "--limitt", "3"): (
        "carteira: Não conheço a opção --limitt.\nVocê quis dizer --limit?\nNada foi alterado.\n",
        "carteira: Option --limitt is unknown.\nDid you mean --limit?\nNothing was changed.\n",
    ),
    ("pareto", "--zzz"): (
        "carteira: Não conheço a opção --zzz.\nVeja as opções com --help.\nNada foi alterado.\n",
        "carteira: Option --zzz is unknown.\nSee the options with --help.\nNothing was changed.\n",
    ),
    ("pareto", "--city"): (
        "carteira: Falta o valor de --city.\nVeja como usar com --help.\nNada foi alterado.\n",
        "carteira: The value of --city is missing.\n"
        "See how to use it with --help.\nNothing was changed.\n",
    ),
    ("pareto", "--explain=3"): (
        "carteira: A opção --explain não leva valor.\n"
        "Veja como usar com --help.\nNada foi alterado.\n",
        "carteira: Option --explain takes no value.\n"
        "See how to use it with --help.\nNothing was changed.\n",
    ),
    ("pareto", "--limit", "muitos"): (
        "carteira: O valor de --limit não serve.\n"
        "Veja os valores possíveis com --help.\nNada foi alterado.\n",
        "carteira: The value of --limit will not do.\n"
        "See the possible values with --help.\nNothing was changed.\n",
    ),
    ("pareto", "--limit", "-1"): (
        "carteira: O valor de --limit não serve.\n"
        "Veja os valores possíveis com --help.\nNada foi alterado.\n",
        "carteira: The value of --limit will not do.\n"
        "See the possible values with --help.\nNothing was changed.\n",
    ),
    ("pareto", "Mercado", "Ana"): (
        "carteira: Há palavras a mais depois de pareto.\n"
        "Um nome com espaços vai entre aspas. Veja como usar com carteira pareto --help.\n"
        "Nada foi alterado.\n",
        "carteira: There are too many words after pareto.\n"
        "A name with spaces goes in quotes. See how to use it with carteira pareto --help.\n"
        "Nothing was changed.\n",
    ),
    ("pareto", "--as-of", "31/02/2026"): (
        "carteira: --as-of 31/02/2026 não é uma data.\n"
        "Escreva a data como 2026-11-22 ou 22/11/2026.\nNada foi alterado.\n",
        "carteira: --as-of 31/02/2026 is not a date.\n"
        "Write the date as 2026-11-22 or 22/11/2026.\nNothing was changed.\n",
    ),
}


@pytest.mark.parametrize("typed", MISTAKES, ids=" ".join)
@pytest.mark.parametrize(("language", "place"), [("pt-BR", 0), ("en", 1)])
def test_a_mistake_says_what_and_what_to_do(carteira, typed, language, place):
    ran = carteira("--lang", language, *typed)

    assert (ran.code, ran.out, ran.err) == (2, "", MISTAKES[typed][place])


def test_an_unknown_language_is_said_in_portuguese(carteira):
    ran = carteira("--lang", "fr", "pareto")

    assert ran.code == 2
    assert ran.err == (
        "carteira: --lang fr não existe.\nAs línguas são pt-BR e en.\nNada foi alterado.\n"
    )


def test_nothing_at_all_gets_the_help(carteira):
    bare, asked = carteira(), carteira("--help")

    assert (bare.code, bare.err) == (0, "")
    assert bare.out == asked.out


@pytest.mark.parametrize(
    "typed",
    [("status", "--lang", "en"), ("status", "--lang=en"), ("--lang", "en", "status")],
    ids=" ".join,
)
def test_the_language_may_stand_behind_the_command(done, typed):
    assert done(*typed).out.splitlines()[0].startswith(" The portfolio is empty")


def test_behind_two_dashes_it_is_a_name(carteira):
    ran = carteira("show", "--", "--lang")

    assert (ran.code, ran.err.splitlines()[0]) == (65, "carteira: Nenhum cliente é --lang.")
