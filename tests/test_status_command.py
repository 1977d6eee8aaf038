"""`carteira status`: one screen, 80×24, and every figure of it as data."""

import json
import subprocess
import sys

from carteira_cli.commands import output
from carteira_cli.commands.status import _quoted
from conftest import DATA


def test_example_screen_is_the_golden(example, golden):
    ran = example("status", "--as-of", "2026-11-04")

    golden("status-example.txt", ran.out)


def test_example_screen_in_english_is_the_golden(example, golden):
    ran = example("--lang", "en", "status", "--as-of", "2026-11-04", "--explain")

    golden("status-example-en.txt", ran.out)


def test_how_many_have_stopped_at_once_is_told_as_it_is(done, tmp_path):
    """Of twenty who buy every month two stopped long ago, and two more of late."""
    path = tmp_path / "a.csv"
    lasts = dict.fromkeys(range(16), 11) | {16: 9, 17: 9, 18: 3, 19: 3}
    rows = [
        f"05/{month:02}/2026;Loja {name};10,00"
        for name, last in lasts.items()
        for month in range(1, last + 1)
    ]
    path.write_text("\n".join(["Data;Cliente;Valor", *rows]), encoding="utf-8")
    done("import", path)

    def told(day):
        return done("status", "--as-of", day).out.splitlines()[2]

    assert told("2026-11-22") == (
        " Pararam de comprar 4 de 20 clientes, mais que o habitual. Falta importar?"
    )
    assert told("2027-01-25") == (
        " Quase toda a carteira parou de comprar. Falta importar pedidos?"
    )


def test_empty_portfolio_says_how_to_begin(done, golden, tmp_path):
    golden("status-empty.txt", done("status").out.replace(str(tmp_path), "PASTA"))


def test_filters_that_nobody_fits_are_no_empty_portfolio(example):
    assert example("status", "--city", "Campinaz").out == " Nenhum cliente com esses filtros.\n"


def test_the_next_command_has_the_same_filters(example):
    shown = example(
        "status", "--as-of", "2026-11-04", "--state", "SP", "--principal", "Serra Alimentos"
    ).out.splitlines()[-1]

    assert shown.split("   ")[0] == (
        ' Próximo: carteira reactivate --list --state SP --principal "Serra Alimentos"'
    )


def test_what_double_quotes_do_not_protect_stands_in_single_ones(example):
    shown = example("status", "--segment", "$zz", "--as-of", "2026-11-04").out

    assert shown == " Nenhum cliente com esses filtros.\n"
    assert _quoted("a $b") == "'a $b'"


def test_summary_holds_every_key_of_the_contract(example):
    summary = example("status", "--as-of", "2026-11-04", "-f", "json").json["summary"]

    assert summary == json.loads((DATA / "contract" / "status-summary.json").read_text())


def test_northwind_as_it_was(northwind, golden):
    golden("status-northwind-1998-05-06.txt", northwind("status", "--as-of", "1998-05-06").out)


def test_a_past_day_tells_what_it_told_then(done, northwind, tmp_path):
    """Sales after the day do not exist: the same as a portfolio that never got them."""
    orders = (
        (DATA / "northwind" / "orders.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    )
    known = [line for line in orders[1:] if line.split(",")[3] <= "1997-11-20"]
    early = tmp_path / "early.csv"
    early.write_text("".join([orders[0], *known]), encoding="utf-8")
    then = tmp_path / "then.db"
    done("--db", then, "import", early)
    done("--db", then, "import", DATA / "northwind" / "customers.csv")
    keys = ("customers", "active", "revenue", "abc", "coverage", "average_ticket_cents")

    now = northwind("status", "--as-of", "1997-11-20", "-f", "json").json["summary"]
    before = done("--db", then, "status", "--as-of", "1997-11-20", "-f", "json").json["summary"]

    assert {key: now[key] for key in keys} == {key: before[key] for key in keys}
    assert northwind("status", "--as-of", "1997-11-20").out == (
        done("--db", then, "status", "--as-of", "1997-11-20").out
    )


def test_heavy_libraries_stay_unloaded(example, tmp_path):
    """Start-up is a feature: these cost more than the report."""
    program = (
        "import sys; from carteira_cli.cli import main; code = main(sys.argv[1:]);"
        "print(code, [name for name in ('pydantic', 'sqlite_utils', 'dateutil.parser', 'rich',"
        " 'phonenumbers', 'python_calamine', 'importlib.metadata', 'json')"
        " if name in sys.modules], file=sys.stderr)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, "--db", str(tmp_path / "carteira.db"), "status"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert ran.stderr.splitlines()[-1] == "0 []"


def test_screen_fits_a_terminal(example, monkeypatch):
    monkeypatch.setattr(output.sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "dumb")

    lines = example("status", "--as-of", "2026-11-22").out.splitlines()

    assert max(map(len, lines)) <= 80
    assert len(lines) <= 23


def test_filters_count_only_whom_they_choose(example):
    whole = example("status", "--as-of", "2026-11-04", "-f", "json").json["summary"]
    cities = [
        example("status", "--as-of", "2026-11-04", "--state", state, "-f", "json").json["summary"]
        for state in ("SP", "MG")
    ]

    for key in ("month_ordered_cents", "month_invoiced_cents", "last_12_months_cents"):
        assert sum(part["revenue"][key] for part in cities) == whole["revenue"][key]
    assert sum(part["customers"]["total"] for part in cities) == whole["customers"]["total"]


def test_one_principal_is_computed_on_its_own(example):
    summary = example("status", "--as-of", "2026-11-04", "--principal", "ávila", "-f", "json").json[
        "summary"
    ]

    assert summary["data_until"] == "2026-10-09"
    assert summary["revenue"]["last_12_months_cents"] == sum(
        row["revenue_cents"]
        for row in example(
            "pareto", "--principal", "Ávila", "--as-of", "2026-11-04", "-f", "json", "--limit", "0"
        ).json["rows"]
    )


def test_unknown_principal_is_named_with_those_there_are(example, carteira):
    ran = carteira("status", "--principal", "Xyz")

    assert ran.code == 65
    assert ran.err.splitlines() == [
        "carteira: Nenhuma representada, ou mais de uma, se chama Xyz.",
        "As representadas são: Ávila Bebidas, Lume Utilidades, Serra Alimentos.",
        "Nada foi alterado.",
    ]


def test_silence_after_a_missed_import_is_not_called_risk(done, tmp_path):
    """Nobody of a stale source stands on the act-today list, and status says first to import."""
    from conftest import EXAMPLES

    done("import", EXAMPLES / "serra-vendas.csv", "--principal", "Serra")

    fresh = done("status", "--as-of", "2026-11-25", "-f", "json").json
    stale = done("status", "--as-of", "2027-01-25", "-f", "json").json

    assert fresh["summary"]["stale_sources"] == []
    assert "call" in {row["action"] for row in fresh["rows"]}
    assert stale["summary"]["stale_sources"] == ["Serra"]
    assert "call" not in {row["action"] for row in stale["rows"]}


def test_the_source_that_waits_longest_is_told_first(done, tmp_path):
    for month, name in enumerate(("Alfa", "Beta", "Cabo", "Duna", "Eixo"), 2):
        file = tmp_path / f"{name}.csv"
        file.write_text(f"pedido;data;cliente;valor\n1;13/{month:02}/2026;Ana;10\n")
        done("import", file, "--principal", name)

    assert done("status", "--as-of", "2027-01-25").out.splitlines()[0] == (
        " Carteira · seg. 25/01/2027 · 5 dias úteis no mês · "
        "Alfa até 13/02/2026, 346 dias: importe · Beta até 13/03/2026, 318 dias: importe · "
        "Cabo até 13/04/2026, 287 dias: importe · e mais 2"
    )


def test_a_past_day_knows_neither_later_files_nor_later_sales(done, tmp_path):
    header = "pedido;data;cliente;valor\n"
    for name, day, principal in (
        ("antes", "13/02/2026", "Serra"),
        ("depois", "13/12/2026", "Zeta"),
    ):
        file = tmp_path / f"{name}.csv"
        file.write_text(f"{header}1;{day};A;10\n")
        done("import", file, "--principal", principal)

    then = done("status", "--as-of", "2026-02-20", "-f", "json").json["summary"]
    eve = done("status", "--as-of", "2026-12-12", "-f", "json").json["summary"]

    assert (then["data_until"], then["source"]) == ("2026-02-13", "antes.csv")
    assert eve["stale_sources"] == ["Serra"]
    assert "Zeta" not in done("status", "--as-of", "2026-12-12").out


def test_the_limit_is_of_what_to_do_today(example):
    def lines(*options: str) -> list[dict]:
        return example("status", "--as-of", "2026-10-30", "-f", "json", *options).json["rows"]

    assert len(lines()) == 5
    assert [row["action"] for row in lines("--limit", "1")] == ["call"]
    assert len(lines("--limit", "0")) > 5


def test_one_principal_names_its_own_file(done, tmp_path):
    for name in ("alfa", "beta"):
        file = tmp_path / f"{name}.csv"
        file.write_text("pedido;data;cliente;valor\n1;13/02/2026;A;10\n")
        done("import", file, "--principal", name)

    files = [
        done("status", *options, "-f", "json").json["summary"]["source"]
        for options in (["--principal", "alfa"], ["--principal", "beta"], [])
    ]

    assert files == ["alfa.csv", "beta.csv", "beta.csv"]
