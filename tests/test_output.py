"""Where a report goes, in what form, and what no console, pipe or name can do to it."""

import csv
import io
import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from carteira_cli.commands.output import Delivery, delivery, drawn, print_data, print_out
from carteira_cli.errors import UsageFault

ESCAPE = "\x1b"
REPORTS = {
    "status": ("status",),
    "reactivate": ("reactivate", "--list"),
    "pareto": ("pareto",),
}


@pytest.mark.parametrize(
    ("form", "output", "expected"),
    [
        ("", "", Delivery("table", None, "pt-BR")),
        ("json", "", Delivery("json", None, "pt-BR")),
        ("", "a.json", Delivery("json", Path("a.json"), "pt-BR")),
        ("", "a.CSV", Delivery("csv", Path("a.CSV"), "pt-BR")),
        ("", "a.md", Delivery("markdown", Path("a.md"), "pt-BR")),
        ("", "a.txt", Delivery("table", Path("a.txt"), "pt-BR")),
        ("csv", "a.csv", Delivery("csv", Path("a.csv"), "pt-BR")),
    ],
)
def test_form_and_ending_agree(form, output, expected):
    assert delivery(form, output, "pt-BR") == expected


@pytest.mark.parametrize(
    ("form", "output", "sentence", "remedy"),
    [
        (
            "yaml",
            "",
            "--format yaml não existe.",
            "As formas são: table, json, csv, markdown.",
        ),
        (
            "json",
            "a.csv",
            "Não sei gravar a.csv nessa forma.",
            "O final do arquivo escolhe a forma: .json, .csv, .md, .txt.",
        ),
        (
            "",
            "a.doc",
            "Não sei gravar a.doc nessa forma.",
            "O final do arquivo escolhe a forma: .json, .csv, .md, .txt.",
        ),
        (
            "",
            "a",
            "Não sei gravar a nessa forma.",
            "O final do arquivo escolhe a forma: .json, .csv, .md, .txt.",
        ),
    ],
)
def test_form_and_ending_contradict(form, output, sentence, remedy):
    with pytest.raises(UsageFault) as refused:
        delivery(form, output, "pt-BR")

    assert (refused.value.sentence, refused.value.remedy) == (sentence, remedy)


@pytest.mark.parametrize("report", REPORTS.values(), ids=list(REPORTS))
def test_a_file_holds_what_a_pipe_shows(example, tmp_path, report):
    for form, ending in (("json", "json"), ("csv", "csv"), ("markdown", "md"), ("table", "txt")):
        path = tmp_path / f"relatorio.{ending}"

        ran = example(*report, "-o", path)

        assert ran.out == ""
        assert path.read_bytes().decode() == example(*report, "-f", form).out


@pytest.mark.parametrize(
    ("name", "told"),
    [("a.json", "Relatório em {}/a.json, 1 linha.\n"), ("a.txt", "Relatório em {}/a.txt.\n")],
)
def test_where_a_file_is_and_how_many_rows_it_has_is_said(example, tmp_path, name, told):
    ran = example("segments", "--list", "--limit", "1", "-o", tmp_path / name)

    assert (ran.out, ran.err) == ("", told.format(tmp_path))


# Real processes, real consoles.


def process(*arguments, **environment):
    """One command line in a process of its own, its output in a pipe."""
    return subprocess.run(
        [sys.executable, "-m", "carteira_cli", *map(str, arguments)],
        capture_output=True,
        env={**os.environ, **environment},
    )


@pytest.mark.parametrize("report", REPORTS.values(), ids=list(REPORTS))
def test_a_pipe_gets_no_colour_and_no_width(example, report):
    ran = process(*report, COLUMNS="40", FORCE_COLOR="1", TERM="xterm", PYTHONUTF8="1")

    assert ran.stdout.decode() == example(*report).out
    assert ESCAPE not in example(*report).out


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "cp850"])
@pytest.mark.parametrize("report", REPORTS.values(), ids=list(REPORTS))
def test_an_old_console_gets_the_nearest_signs(example, report, encoding):
    ran = process(*report, PYTHONIOENCODING=encoding, PYTHONUTF8="0")

    shown = ran.stdout.decode(encoding)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert len(shown.splitlines()) == len(example(*report).out.splitlines())
    assert re.findall("[█…→≥]", shown) == []


def test_an_old_console_keeps_its_accents(example):
    shown = process("pareto", PYTHONIOENCODING="cp1252").stdout.decode("cp1252")

    assert "Ipê" in shown


@pytest.mark.parametrize("form", ["json", "csv", "markdown"])
def test_programs_get_utf_8_whatever_the_console_speaks(example, form):
    ran = process("pareto", "-f", form, PYTHONIOENCODING="ascii", PYTHONUTF8="0")

    assert ran.stdout.decode("utf-8") == example("pareto", "-f", form).out


@pytest.mark.parametrize(
    "command", [("sales", "--limit", "0"), ("sales", "--limit", "0", "-f", "csv"), ("export",)]
)
def test_a_reader_who_has_seen_enough_is_no_fault(example, command):
    with subprocess.Popen(
        [sys.executable, "-m", "carteira_cli", *command],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        running.stdout.read(10)
        running.stdout.close()
        complaints = running.stderr.read()

    assert (running.returncode, complaints) == (0, b"")


@pytest.mark.parametrize("command", [("sales", "--limit", "0"), ("export",)])
def test_a_full_disk_behind_stdout_is_told(example, command):
    with open("/dev/full", "wb") as full:  # noqa: PTH123 a device, not a path of ours
        ran = subprocess.run(
            [sys.executable, "-m", "carteira_cli", *command], stdout=full, stderr=subprocess.PIPE
        )

    assert (ran.returncode, ran.stderr.decode()) == (
        74,
        "carteira: Falha de leitura ou gravação: o disco está cheio.\n"
        "Veja o espaço livre do disco e repita.\n"
        "Nada foi alterado.\n",
    )


@pytest.fixture
def stdout(monkeypatch):
    """Lets a stream of this process's own be its stdout."""

    def become(stream):
        monkeypatch.setattr(sys, "stdout", stream)
        return stream

    return become


@pytest.mark.parametrize("put_out", [print_out, print_data])
def test_what_nobody_reads_goes_nowhere(stdout, put_out):
    reader, writer = os.pipe()
    os.close(reader)
    with stdout(os.fdopen(writer, "w")):
        put_out(["one line\n"])
        put_out(["and another, to nowhere\n"])


def test_what_cannot_be_put_out_is_a_fault(stdout):
    with stdout(Path("/dev/full").open("w")), pytest.raises(OSError, match="No space left"):
        print_out(["one line\n"])


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [("utf-8", "Ávila · 7…"), ("cp1252", "Ávila · 7…"), ("ascii", "Ávila - 7.")],
)
def test_signs_follow_the_encoding_of_the_console(stdout, encoding, shown):
    stdout(io.TextIOWrapper(io.BytesIO(), encoding))

    assert drawn(Delivery("table", None, "pt-BR"), lambda _width: ["Ávila · 7…"]) == shown + "\n"
    assert drawn(Delivery("table", Path("a.txt"), "pt-BR"), lambda _width: ["7…"]) == "7…\n"


def on_a_terminal(*arguments, **environment):
    """What one command line writes to a real terminal of 80×24."""
    main, other = pty.openpty()
    subprocess.run(["stty", "cols", "80", "rows", "24", "-onlcr"], stdin=other, check=True)
    known = {key: value for key, value in os.environ.items() if key not in ("COLUMNS", "LINES")}
    with subprocess.Popen(
        [sys.executable, "-m", "carteira_cli", *arguments],
        stdin=other,
        stdout=other,
        stderr=other,
        env={**known, "TERM": "xterm-256color", "PYTHONUTF8": "1", **environment},
    ) as running:
        os.close(other)
        written = b"".join(iter(lambda: _read(main), b""))
        os.close(main)
    assert running.returncode == 0
    return written.decode()


def _read(terminal):
    try:
        return os.read(terminal, 65536)
    except OSError:  # how Linux says that the other side was closed
        return b""


@pytest.mark.parametrize("language", ["pt-BR", "en"])
@pytest.mark.parametrize("report", REPORTS.values(), ids=list(REPORTS))
def test_a_terminal_shows_one_screen_in_colour(example, report, language):
    shown = on_a_terminal("--lang", language, *report, CARTEIRA_AS_OF="2026-11-04")

    lines = re.sub(ESCAPE + r"\[[0-9;]*m", "", shown).splitlines()
    assert ESCAPE + "[" in shown
    assert max(map(len, lines)) <= 80
    assert len(lines) <= 23
    assert ESCAPE not in "".join(lines)


@pytest.mark.parametrize("report", REPORTS.values(), ids=list(REPORTS))
def test_a_terminal_without_colour_shows_the_same_words(example, report):
    environment = {"CARTEIRA_AS_OF": "2026-11-04"}
    coloured = on_a_terminal(*report, **environment)

    plain = on_a_terminal(*report, NO_COLOR="1", **environment)

    assert ESCAPE not in plain
    uncoloured = re.sub(ESCAPE + r"\[[0-9;]*m", "", coloured)
    assert plain.splitlines() == [line.rstrip() for line in uncoloured.splitlines()]


LONG_LINES = [
    ("status", "--explain"),
    ("reactivate", "--list", "--explain"),
    ("show", "Churrascaria Fogo", "--explain"),
    ("customers",),
]


@pytest.mark.parametrize("language", ["pt-BR", "en"])
@pytest.mark.parametrize("command", LONG_LINES, ids=[command[0] for command in LONG_LINES])
def test_a_terminal_breaks_lines_between_words(example, command, language):
    """Every word of the screen is one of the pipe's, whole unless `…` says that it was cut."""
    arguments = ("--lang", language, *command)
    shown = on_a_terminal(*arguments, NO_COLOR="1", CARTEIRA_AS_OF="2026-11-04")
    whole = process(*arguments, PYTHONUTF8="1", CARTEIRA_AS_OF="2026-11-04").stdout.decode()

    assert max(map(len, shown.splitlines())) <= 80
    assert {word for word in shown.split() if "…" not in word} <= {*whole.split()}


def test_what_a_long_line_goes_on_with_is_indented(example):
    shown = on_a_terminal("pareto", "--explain", NO_COLOR="1", CARTEIRA_AS_OF="2026-11-04")

    assert " (quem cruza é A); B: antes de 95%; C: o\n   resto.\n" in shown


# A name that gives commands to whoever shows it.

HOSTILE = "Ana \x1b]0;pwned\x07\x1b[2J\x9b31m\u202e [red]fim[/red] | =1+1"
SHOWN = "Ana <001B>]0;pwned<0007><001B>[2J<009B>31m<202E> [red]fim[/red] | =1+1"


@pytest.fixture
def hostile(done, tmp_path):
    """A portfolio of one hostile customer, and the file it came in with one row too bad to take."""
    file = tmp_path / "pedidos.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows(
            [
                ("Pedido", "Data", "Cliente", "Valor"),
                ("1", "02/03/2026", HOSTILE, "100,00"),
                ("2", "31/02/2026", HOSTILE, "100,00"),
                ("3", "03/03/2026", HOSTILE, "200,00"),
            ]
        )
    done("import", file)
    return done


COMMANDS = [
    ("status",),
    ("reactivate", "--list", "--silent", "0"),
    ("pareto",),
    ("segments", "--list"),
    ("sales",),
    ("show", "ana"),
    ("customers",),
    ("history",),
]


@pytest.mark.parametrize("form", ["table", "csv", "markdown", "json"])
@pytest.mark.parametrize("command", COMMANDS, ids=[command[0] for command in COMMANDS])
def test_a_hostile_name_is_harmless_in_every_report(hostile, command, form):
    ran = hostile(*command, "-f", form)

    assert re.findall(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u202e]", ran.out + ran.err) == []


def test_a_hostile_name_is_shown_and_exact_for_programs(hostile):
    (row,) = hostile("pareto", "-f", "json").json["rows"]

    assert row["name"] == HOSTILE
    (line,) = csv.DictReader(hostile("pareto", "-f", "csv").out.splitlines(), delimiter=";")
    assert line["name"] == SHOWN


def test_a_hostile_name_is_harmless_in_the_refused_rows(hostile, tmp_path):
    refused = (tmp_path / "pedidos.csv.recusadas.csv").read_bytes().decode()

    assert SHOWN in refused
    assert ESCAPE not in refused


@pytest.mark.parametrize("typed", [HOSTILE, "\x1b[2Jninguém"])
def test_a_hostile_name_is_harmless_in_an_error(hostile, carteira, typed):
    ran = carteira("show", typed + "x")

    assert ran.code == 65
    assert re.findall(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", ran.err) == []
    assert "<001B>" in ran.err


def test_json_is_json(hostile):
    assert json.loads(hostile("status", "-f", "json").out)["as_of"] == "2026-11-22"
