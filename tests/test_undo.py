"""`undo`, `redo` and `history`: bit for bit, or refused with the way out."""

import csv
import random
import re
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carteira_cli.commands import session
from conftest import DATA, NOON
from states import state

HEADER = ("Pedido", "Data", "Cliente", "Valor", "Status")
FIRST = ("1", "02/03/2026", "Mercado Ana", "100,00", "faturado")
SECOND = ("2", "09/04/2026", "Bar do Zé", "250,00", "faturado")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "carteira.db"


@pytest.fixture
def orders(tmp_path):
    """Writes a sales file of these rows."""

    def write(name, *rows):
        file = tmp_path / name
        with file.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, delimiter=";").writerows([HEADER, *rows])
        return file

    return write


COMMANDS = {
    "sales": ("import", DATA / "northwind" / "orders.csv"),
    "list": ("import", DATA / "northwind" / "customers.csv"),
    "log": ("log", "Empório da Ponte", "--result", "callback", "--next", "3"),
    "promise kept": ("log", "Doce Aurora", "--result", "order_promised"),
    "given up": ("log", "Empório da Ponte", "--result", "gave_up", "--reason", "price"),
    "former": ("customers", "Empório da Ponte", "--former", "closed"),
    "in peace": ("customers", "Empório da Ponte", "--do-not-contact"),
    "merge": ("customers", "merge", "Empório da Ponte", "Doce Aurora", "--yes"),
}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=list(COMMANDS))
def test_undo_is_bit_exact_and_so_is_redo(example, path, command):
    example("log", "Doce Aurora", "--result", "callback", "--next", "2")
    before = state(path)
    example(*command)
    after = state(path)

    example("undo")
    assert state(path) == before
    example("doctor")

    example("redo")
    assert state(path) == after
    example("doctor")


def test_undo_brings_back_what_a_demo_had_set(done, path):
    done("demo")
    full = state(path)
    number = len(done("history", "--limit", "0", "-f", "json").json["rows"])

    for _operation in range(number):
        done("undo")
    assert {name: rows for name, rows in state(path).items() if rows} == {}

    for _operation in range(number):
        done("redo")
    assert state(path) == full


def test_a_correction_is_undone_to_what_stood_before(done, path, orders):
    done("import", orders("a.csv", FIRST, SECOND))
    before = state(path)
    done("import", orders("b.csv", (*FIRST[:3], "90,00", "cancelado")))
    assert state(path) != before

    ran = done("undo")

    assert state(path) == before
    assert ran == (
        0,
        "Operação 2: import · b.csv: 0 linhas novas, 1 pedido corrigido, R$ 0,00\n"
        " Desfaz 1 pedido · 1 arquivo importado · 1 outro registro\n"
        "Gravado (operação 3). Para refazer: carteira redo\n",
        "",
    )


def test_any_operation_that_nothing_stands_upon_can_be_undone(done, carteira, path, orders):
    done("import", orders("a.csv", FIRST))
    only_first = state(path)
    done("import", orders("b.csv", SECOND))
    done("log", "Ana", "--result", "refused", "--reason", "price", "--next", "none")
    both = state(path)

    refused = carteira("undo", 1)
    assert (refused.code, refused.err) == (
        65,
        "carteira: A operação 1 só pode ser desfeita em parte: as operações 2, 3 vieram depois e "
        "mexem nos mesmos registros.\n"
        "Desfaça antes a mais nova: carteira undo 3.\n"
        "Para desfazer só o que dá: carteira undo 1 --yes.\n"
        "Nada foi alterado.\n",
    )
    assert state(path) == both

    done("undo", 2)
    done("undo", 3)
    assert state(path) == only_first


def test_what_a_later_operation_built_upon_stays(done, carteira, path, orders):
    done("import", orders("a.csv", FIRST))
    done("log", "Ana", "--result", "no_answer", "--next", "none")
    both = state(path)

    refused = carteira("undo", 1)

    assert (refused.code, refused.err.splitlines()[1]) == (
        65,
        "Desfaça antes a mais nova: carteira undo 2.",
    )
    assert state(path) == both


def test_the_same_order_imported_again_bars_the_way_back(done, carteira, path, orders):
    """The undone order may not come back beside its like."""
    done("import", orders("a.csv", FIRST))
    done("undo")
    done("import", orders("a.csv", FIRST))
    again = state(path)

    refused = carteira("undo", 2)

    assert (refused.code, refused.err) == (
        65,
        "carteira: A operação 2 só pode ser desfeita em parte: a operação 3 veio depois e mexe nos "
        "mesmos registros.\n"
        "Desfaça antes a mais nova: carteira undo 3.\n"
        "Para desfazer só o que dá: carteira undo 2 --yes.\n"
        "Nada foi alterado.\n",
    )
    assert state(path) == again
    done("undo", 3)
    done("undo", 2)
    assert state(path).keys() == again.keys()
    done("doctor")


def test_an_import_that_brings_nothing_is_no_operation(done, path, orders):
    """A plain undo takes back what came, not that the same came again."""
    file = orders("a.csv", FIRST)
    done("import", file)
    before = state(path)

    again = done("import", file)
    copied = done("import", orders("b.csv", FIRST), "-f", "json").json

    assert (again.out.splitlines()[2:], again.err) == (
        [" 1 linha: 0 novas, 1 já existia", "Nada foi alterado."],
        "",
    )
    assert copied["summary"]["operation"] is None
    assert state(path) == before
    assert undone(done) == [False]
    assert done("undo").out.startswith("Operação 1: import")
    done("redo")
    assert state(path) == before


def test_a_newer_file_without_news_still_tells_how_fresh_its_source_is(
    done, path, orders, monkeypatch
):
    done("import", orders("a.csv", FIRST))
    tomorrow = NOON + timedelta(days=1)
    monkeypatch.setattr(session, "now", lambda: tomorrow)

    done("import", orders("a.csv", FIRST))
    assert undone(done) == [False]
    newer = done("import", orders("b.csv", FIRST, ("", "", "Total", "100,00", "")))

    assert newer.out.splitlines()[-1] == "Gravado (operação 2). Para desfazer: carteira undo"


def test_what_an_import_without_rows_of_its_own_teaches_is_kept(done, orders):
    """A code, a source's name or a profile is a change too."""
    file = orders("a.csv", FIRST)
    done("import", file)

    done("import", file, "--save-profile", "Casa")

    assert undone(done) == [False, False]


def test_an_undo_and_a_redo_can_be_undone_by_their_number(done, path, orders):
    done("import", orders("a.csv", FIRST))
    there = state(path)
    done("undo")
    gone = state(path)

    done("undo", 2)
    assert state(path) == there
    done("undo", 3)
    assert state(path) == gone

    assert undone(done) == [False, True, False, True]
    done("redo")
    assert state(path) == there
    assert undone(done) == [False, False, True, True, False]


def undone(done):
    """Which operations are marked as undone, the newest first."""
    return [row["undone"] for row in done("history", "-f", "json").json["rows"]]


def test_what_was_undone_is_not_undone_again(done, carteira, orders):
    done("import", orders("a.csv", FIRST))
    done("undo")

    assert carteira("undo", 1) == (
        65,
        "",
        "carteira: A operação 1 já foi desfeita.\nPara refazê-la: carteira undo 2.\n"
        "Nada foi alterado.\n",
    )
    assert carteira("undo", 7) == (
        65,
        "",
        "carteira: Não há operação 7.\nVeja as operações com carteira history.\n"
        "Nada foi alterado.\n",
    )
    assert carteira("undo") == (
        65,
        "",
        "carteira: Não há nada para desfazer.\nVeja as operações com carteira history.\n"
        "Nada foi alterado.\n",
    )


def test_redo_only_follows_an_undo(done, carteira, orders):
    nothing = (
        65,
        "",
        "carteira: Não há nada para refazer.\nSó se refaz o que acabou de ser desfeito.\n"
        "Nada foi alterado.\n",
    )
    assert carteira("redo") == nothing
    done("import", orders("a.csv", FIRST))
    assert carteira("redo") == nothing
    done("undo")
    done("redo")
    assert carteira("redo") == nothing
    done("undo")
    done("import", orders("b.csv", SECOND))
    assert carteira("redo") == nothing


def test_several_undos_are_redone_one_by_one(done, path, orders):
    states = [state_after(done, path, orders("a.csv", FIRST))]
    states.append(state_after(done, path, orders("b.csv", SECOND)))
    done("undo")
    done("undo")

    done("redo")
    assert state(path) == states[0]
    done("redo")
    assert state(path) == states[1]


def state_after(done, path, file):
    done("import", file)
    return state(path)


@pytest.mark.parametrize("command", [("undo",), ("undo", 1)])
def test_rehearsal_counts_and_changes_nothing(done, path, orders, command):
    done("import", orders("a.csv", FIRST, SECOND))
    before = state(path), done("history", "-f", "json").out

    rehearsed = done(*command, "--dry-run")

    assert (state(path), done("history", "-f", "json").out) == before
    assert rehearsed.out.splitlines()[2:] == ["Ensaio: nada foi alterado."]
    assert done(*command).out.splitlines()[:2] == rehearsed.out.splitlines()[:2]


def test_redo_can_be_rehearsed(done, path, orders):
    done("import", orders("a.csv", FIRST))
    done("undo")
    before = state(path)

    done("redo", "--dry-run")

    assert state(path) == before


def test_history_tells_what_was_done_and_taken_back(done, orders):
    done("import", orders("a.csv", FIRST))
    done("undo")

    told = done("history", "-f", "json").json

    assert told == {
        "as_of": "2026-11-22",
        "rows": [
            {
                "operation": 2,
                "at": "2026-11-22T15:00:00+00:00",
                "command": "undo",
                "summary": "operação 1: import",
                "undone": False,
            },
            {
                "operation": 1,
                "at": "2026-11-22T15:00:00+00:00",
                "command": "import",
                "summary": "a.csv: 1 linha nova, R$ 100,00",
                "undone": True,
            },
        ],
        "summary": {"operations": 2},
    }
    assert [line.split() for line in done("history").out.splitlines()] == [
        ["#", "Dia", "Comando", "O", "que", "fez"],
        ["2", "22/11/2026", "undo", "operação", "1:", "import"],
        [
            *("1", "22/11/2026", "import", "a.csv:", "1", "linha", "nova,", "R$", "100,00"),
            *("desfeita", "por", "2"),
        ],
    ]


def test_history_shows_the_newest_and_counts_all(done, orders):
    for name in ("a", "b", "c"):
        done("import", orders(f"{name}.csv", (name, *FIRST[1:])))

    few = done("history", "--limit", 2, "-f", "json").json
    assert ([row["operation"] for row in few["rows"]], few["summary"]) == (
        [3, 2],
        {"operations": 3},
    )
    assert done("history", "--as-of", "2026-11-21").out == " Nenhuma operação ainda.\n"


def test_long_names_leave_room_for_what_came(done, on_screen, orders):
    """The key of a note is a name of 44 digits; what it brought is what one looks for."""
    key = "35261111222333000181550010000000071123456785"
    done("import", orders(f"{key}.csv", FIRST), orders(f"{key[::-1]}.csv", SECOND))
    done("undo")

    assert on_screen("history").splitlines() == [
        " #  Dia         Comando  O que fez",
        " 2  22/11/2026  undo     operação 1: import",
        " 1  22/11/2026  import   35261…3.csv: 2 linhas novas, R$ 350,00  desfeita por 2",
    ]
    assert f"{key}.csv, {key[::-1]}.csv: 2 linhas novas, R$ 350,00" in done("history").out


# Random histories.

NAMES = ("Mercado Ana", "Bar do Zé", "Empório Sul")
DAYS = st.integers(0, 400).map(lambda days: (date(2025, 9, 1) + timedelta(days)).isoformat())
ROWS = st.tuples(
    st.sampled_from(("", "1", "2", "3", "4")),
    DAYS,
    st.sampled_from(NAMES),
    st.integers(-9_000, 90_000).filter(bool).map(lambda cents: f"{cents / 100:.2f}"),
    st.sampled_from(("faturado", "cancelado", "aberto")),
)
RESULTS = ("refused", "callback", "order_promised", "gave_up", "do_not_contact")
STEPS = st.one_of(
    st.lists(ROWS, min_size=1, max_size=5).map(lambda rows: ("import", rows)),
    st.tuples(
        st.just("log"), st.sampled_from(NAMES), st.just("--result"), st.sampled_from(RESULTS)
    ),
    st.tuples(st.just("customers"), st.sampled_from(NAMES), st.just("--former"), st.just("closed")),
    st.tuples(st.just("customers"), st.sampled_from(NAMES), st.just("--not-former")),
    st.tuples(
        st.just("customers"), st.just("merge"), st.sampled_from(NAMES), st.sampled_from(NAMES)
    ),
    st.just(("undo",)),
    st.integers(1, 9).map(lambda number: ("undo", number)),
    st.just(("redo",)),
)


def typed(step, folder):
    """The step as it is typed; an import gets a file to take."""
    if step[0] != "import":
        return step
    file = folder / "pedidos.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([HEADER, *step[1]])
    return ("import", file, "--date-order", "ymd", "--decimal", ".")


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(STEPS, min_size=2, max_size=9))
def test_every_history_keeps_its_promises(carteira, steps):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "any.db"
        carteira("--db", path, "status")
        blank = state(path)
        for step in steps:
            keeps_its_promise(carteira, path, typed(step, folder))
        unwind(carteira, path)
        assert state(path) == blank


def keeps_its_promise(carteira, path, command):
    """Refused and nothing changed, or done and sound; an undo comes back by a redo."""
    before = state(path)
    ran = carteira("--db", path, *command)
    after = state(path)
    assert ran.code in (0, 65), ran.err
    assert ran.code == 0 or after == before
    assert carteira("--db", path, "doctor").code == 0
    if command == ("undo",) and ran.code == 0:
        assert carteira("--db", path, "redo").code == 0
        assert state(path) == before
        assert carteira("--db", path, "undo").code == 0
        assert state(path) == after


def unwind(carteira, path):
    """Undo all there is; what is refused names what has to go first."""
    command = ("undo",)
    for _attempt in range(100):
        ran = carteira("--db", path, *command)
        first = re.search(r"carteira undo (\d+)", ran.err)
        command = ("undo", first[1]) if first else ("undo",)
        if ran.code and not first:
            assert ran.err.startswith("carteira: Não há nada para desfazer.")
            return
    pytest.fail("there is no end to it")


# The plug is pulled.

ROWS_OF_A_BIG_FILE = 50_000


@pytest.fixture
def big(tmp_path):
    """A sales file of fifty thousand rows."""
    chance = random.Random(7)  # noqa: S311 no secret
    file = tmp_path / "grande.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEADER)
        for number in range(ROWS_OF_A_BIG_FILE):
            day = date(2024, 1, 1) + timedelta(chance.randrange(900))
            customer = f"Cliente {chance.randrange(2_000)}"
            writer.writerow(
                (number + 100, day.isoformat(), customer, chance.randrange(1, 10**6), "faturado")
            )
    return file


def killed_after(seconds, *command):
    """The command, killed when it has run so long; its exit code."""
    with subprocess.Popen(
        [sys.executable, "-m", "carteira_cli", *map(str, command)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            return process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait()


def test_a_killed_import_happened_or_did_not(done, path, orders, big):
    done("import", orders("a.csv", FIRST))
    before = counts(path)
    chance = random.Random(11)  # noqa: S311 no secret
    for _plug in range(5):
        code = killed_after(chance.uniform(0.3, 3.0), "import", big)
        happened = counts(path)["sale"] > 1
        assert happened or counts(path) == before
        assert not happened or counts(path)["sale"] == ROWS_OF_A_BIG_FILE + 1
        assert code or happened
        done("doctor")
        if happened:
            done("undo")
    assert counts(path) == before
    done("import", orders("b.csv", SECOND))


def counts(path):
    return {name: len(rows) for name, rows in state(path).items()}


def test_what_was_taken_back_is_counted_in_thousands(example):
    said = example("undo", "2").out

    assert said.splitlines()[1] == (
        " Desfaz 1.509 pedidos · 2.608 itens de pedido · 1 representada · 16 produtos · "
        "1 arquivo importado · 182 outros registros"
    )
