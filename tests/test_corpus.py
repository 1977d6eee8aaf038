"""What a rep receives, each file with the rows it must become (data/corpus/SOURCE.md)."""

import csv
import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from io import StringIO
from itertools import pairwise, product
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from carteira_cli.commands.arrivals import Arrival, arrived
from carteira_cli.domain.rows import FileRow, Problem, Skipped
from carteira_cli.errors import BadData
from carteira_cli.ingest.examining import examine
from carteira_cli.ingest.layout import Layout, Wishes
from carteira_cli.ingest.profile_text import built_in
from carteira_cli.ingest.reading import read
from conftest import DATA

CORPUS = DATA / "corpus"
TRUTHS = {
    path.parent.name: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted(CORPUS.glob("*/expected.json"))
}
STOPPED = [name for name, truth in TRUTHS.items() if "stops" in truth]
READ = [name for name in TRUTHS if name not in STOPPED]
NOTES = [name for name in READ if TRUTHS[name]["kind"] == "nfe"]
SOURCES = [
    name
    for name in READ
    if TRUTHS[name].get("profile") or TRUTHS[name]["kind"] in {"nfe", "contacts"}
    if "command" not in TRUTHS[name]
]
TABLES = [name for name in READ if name not in NOTES]
ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "cp850")
DELIMITERS = (";", ",", "\t", "|")
MONEY_IN = ("rows_imported", "sales_created", "customers_created", "total_cents")


class Received(NamedTuple):
    """A case's files where a rep would have them: one, or a folder of several."""

    path: Path
    options: tuple[str, ...]


@pytest.fixture
def received(tmp_path: Path) -> Callable[[str], Received]:
    def copied(name: str) -> Received:
        folder = tmp_path / name
        shutil.copytree(CORPUS / name, folder, ignore=shutil.ignore_patterns("expected.json"))
        files = list(folder.iterdir())
        only = files[0] if len(files) == 1 else folder
        return Received(only, tuple(TRUTHS[name].get("command", ())))

    return copied


def wishes(options: tuple[str, ...]) -> Wishes:
    """The options of a command line as the reading takes them."""
    said = [*pairwise(options)][::2]
    columns = tuple(tuple(value.split("=")) for option, value in said if option == "--map")
    others = {option[2:].replace("-", "_"): value for option, value in said if option != "--map"}
    return Wishes(columns=columns, **others)


class Table(NamedTuple):
    """One table of one file."""

    arrival: Arrival
    layout: Layout


def tables(case: Received) -> list[Table]:
    found = []
    for arrival in arrived([case.path]):
        with arrival.open() as stream:
            layouts = examine(stream, arrival.name, wishes(case.options), built_in())
        found += [Table(arrival, layout) for layout in layouts]
    return found


def rows(table: Table) -> list[FileRow]:
    with table.arrival.open() as stream:
        return list(read(stream, table.layout))


def plain(value: Any) -> Any:
    """A value as JSON holds it, without what is blank by default."""
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        blank = value._field_defaults
        values = value._asdict().items()
        return {name: plain(one) for name, one in values if name not in blank or one != blank[name]}
    return [plain(one) for one in value] if isinstance(value, tuple) else value


def told(problem: Problem) -> dict[str, Any]:
    values = problem._asdict()
    del values["cells"]
    return values


def parted(found: list[FileRow]) -> dict[str, list]:
    """The rows as a case tells them: records, what is no data, and what was refused."""
    parts: dict[str, list] = {"rows": [], "skipped": [], "refused": []}
    for row in found:
        if isinstance(row, Problem):
            parts["refused"].append(told(row))
        else:
            parts["skipped" if isinstance(row, Skipped) else "rows"].append(plain(row))
    return parts


def told_in(truth: dict[str, Any]) -> dict[str, list]:
    return {part: truth.get(part, []) for part in ("rows", "skipped", "refused")}


@pytest.mark.parametrize("name", TABLES)
def test_each_row_is_understood(name: str, received: Callable[[str], Received]):
    found = [row for table in tables(received(name)) for row in rows(table)]
    assert parted(found) == told_in(TRUTHS[name])


@pytest.mark.parametrize("name", TABLES)
def test_each_table_is_recognised(name: str, received: Callable[[str], Received]):
    truth = TRUTHS[name]
    found = {
        (
            table.layout.kind,
            table.layout.profile.name or None,
            table.layout.encoding,
            table.layout.delimiter,
            table.layout.header_line,
        )
        for table in tables(received(name))
    }
    names = ("kind", "profile", "encoding", "delimiter", "header_line")
    assert found == {tuple(truth[name] for name in names)}


STORED = """
SELECT s.id, s.number, s.ordered_on AS day, s.invoiced_on, s.status, s.amount_cents, s.gross_cents,
  c.name AS customer, c.tax_id, c.tax_id_text, c.city, c.state, p.name AS principal,
  (SELECT phone FROM contact WHERE customer_id = c.id) AS phone
FROM sale s JOIN customer c ON c.id = s.customer_id JOIN principal p ON p.id = s.principal_id
ORDER BY s.ordered_on"""
LINES = """
SELECT l.line, p.code, p.name, l.quantity, l.unit_price_cents, l.amount_cents
FROM sale_line l JOIN product p ON p.id = l.product_id WHERE sale_id = ? ORDER BY l.line"""
DUE = "SELECT due_on, amount_cents FROM instalment WHERE sale_id = ? ORDER BY due_on"


def stored(connection: sqlite3.Connection) -> list[dict[str, Any]]:
    """Every order of the portfolio, only what is not blank."""
    connection.row_factory = sqlite3.Row
    orders = [dict(row) for row in connection.execute(STORED)]
    for order in orders:
        number = (order.pop("id"),)
        order["lines"] = [list(row) for row in connection.execute(LINES, number)]
        order["due"] = [list(row) for row in connection.execute(DUE, number)]
    return [{key: value for key, value in order.items() if value} for order in orders]


def is_plain_text(name: str) -> bool:
    """Whether a case is one file whose cells stand between delimiters, and nothing around it."""
    files = [path for path in (CORPUS / name).iterdir() if path.name != "expected.json"]
    return len(files) == 1 and files[0].read_bytes()[:2] not in {b"PK", b"\x1f\x8b"}


TEXTS = [
    name
    for name in TABLES
    if TRUTHS[name]["delimiter"] and is_plain_text(name) and name != "delimiter-told-by-excel"
]


@pytest.mark.parametrize("name", TEXTS)
def test_the_same_table_in_other_bytes(name: str, received: Callable[[str], Received]):
    """Whatever the encoding and the delimiter, the rows are the same."""
    truth, (path, options) = TRUTHS[name], received(name)
    text = path.read_bytes().decode(truth["encoding"])
    table = list(csv.reader(StringIO(text, newline=""), delimiter=truth["delimiter"]))
    newline = next(end for end in ("\r\n", "\n", "\r") if end in text)
    for encoding, delimiter in product(ENCODINGS, DELIMITERS):
        other = StringIO()
        csv.writer(other, delimiter=delimiter, lineterminator=newline).writerows(table)
        if encoding in {"cp1252", "cp850"} and other.getvalue().isascii():
            continue  # it is UTF-8 as well
        try:
            path.write_bytes(other.getvalue().encode(encoding))
        except UnicodeEncodeError:
            continue  # a minus sign, a dash: this encoding has none
        (found,) = tables(Received(path, options))
        assert (found.layout.encoding, found.layout.delimiter) == (encoding, delimiter)
        assert (found.layout.profile.name or None) == truth["profile"]
        assert parted(rows(found)) == told_in(truth)


@pytest.mark.parametrize("name", NOTES)
def test_each_note_is_stored(name: str, received: Callable, done: Callable, tmp_path: Path):
    report = done("import", received(name).path, "-f", "json").json
    truth = TRUTHS[name]
    assert report["summary"]["kind"] in {"nfe", None}
    refused = [{key: row[key] for key in row if key != "file"} for row in report["rows"]]
    assert refused == truth.get("refused", [])
    with closing(sqlite3.connect(tmp_path / "carteira.db")) as connection:
        assert stored(connection) == truth["stored"]


@pytest.mark.parametrize("name", STOPPED)
def test_what_cannot_be_used_goes_in_nowhere(name: str, received: Callable, carteira: Callable):
    case = received(name)
    with pytest.raises(BadData) as fault:
        tables(case)
    assert fault.value.sentence == TRUTHS[name]["stops"]
    assert carteira("import", case.path, *case.options).code == 65
    assert carteira("sales", "-f", "json").json["rows"] == []


def make_known(truth: dict[str, Any], done: Callable) -> None:
    """An address book makes no customers: those it speaks of are in the portfolio before."""
    if truth["kind"] == "contacts":
        names = [row["party"]["name"] for row in truth["rows"]]
        Path("clientes.csv").write_text(
            "\n".join(["Cliente;Cidade", *map('"{}";Itu'.format, names)])
        )
        done("import", "clientes.csv")


@pytest.mark.parametrize("name", READ)
def test_a_dry_run_counts_as_the_import_and_a_second_import_adds_nothing(
    name: str, received: Callable, done: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    case = received(name)
    make_known(TRUTHS[name], done)

    def counts(*more: str) -> dict[str, Any]:
        summary = done("import", case.path, *case.options, "-f", "json", *more).json["summary"]
        return summary | {"operation": 0, "rejects_file": ""}

    rehearsed, taken, again = counts("--dry-run"), counts(), counts()
    assert rehearsed == taken
    truth = TRUTHS[name]
    parts = ("imported", "duplicate", "updated", "rejected", "skipped")
    assert taken["rows_read"] == sum(taken[f"rows_{part}"] for part in parts)
    assert taken["rows_rejected"] == len(truth.get("refused", []))
    assert taken["rows_skipped"] == len(truth.get("skipped", []))
    assert {key: taken[key] for key in truth.get("counts", {})} == truth.get("counts", {})
    assert {key: again[key] for key in MONEY_IN} == dict.fromkeys(MONEY_IN, 0)


def test_a_folder_of_every_source_is_taken_in_once_and_taken_back_whole(
    tmp_path: Path, done: Callable
):
    folder = tmp_path / "recebidos"
    folder.mkdir()
    for name in SOURCES:
        for file in (CORPUS / name).iterdir():
            if file.name != "expected.json":
                shutil.copy(file, folder / f"{name} {file.name}")

    def counts() -> dict[str, Any]:
        return done("import", folder, "-f", "json").json["summary"]

    first, again = counts(), counts()
    assert first["files_passed_over"] == []
    assert first["sales_created"] > 0 < first["customers_created"]
    assert {key: again[key] for key in MONEY_IN} == dict.fromkeys(MONEY_IN, 0)
    done("undo")
    done("undo")
    with closing(sqlite3.connect(tmp_path / "carteira.db")) as connection:
        left = {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
            for table in ("customer", "contact", "sale", "sale_line", "instalment", "interaction")
        }
    assert left == dict.fromkeys(left, 0)


def test_the_corpus_is_what_its_maker_makes(tmp_path: Path):
    subprocess.run([sys.executable, CORPUS / "make.py", tmp_path], check=True)
    made = {path.parent.name: path.read_bytes() for path in tmp_path.glob("*/expected.json")}
    assert made == {name: (CORPUS / name / "expected.json").read_bytes() for name in TRUTHS}
