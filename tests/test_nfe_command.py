"""`carteira import` of NF-e: one file, a folder, a zip; twice, undone, refused."""

import csv
import zipfile
from pathlib import Path

import pytest

from notes import ANA, AVILA, COFFEE, SERRA, ZE, cancellation, key, note
from states import state

FILES = {
    "a.xml": note(7, dues=[("2026-12-05", "134.45")]),
    "b.xml": note(8, recipient=ZE, protocol=None),
    "c.xml": note(3, AVILA),
    "copy of a.xml": note(7, dues=[("2026-12-05", "134.45")]),
    "cancelled.xml": cancellation(key(SERRA, 8)),
    "returned.xml": note(20, ANA, SERRA, (COFFEE,), purpose=4, refers_to=(key(SERRA, 7),)),
}
NOTES = [  # the newest first, by number within a day
    (f"20-1/{ANA.tax_id}", ANA.name, SERRA.name, -12345, "returned"),
    ("3-1", ANA.name, AVILA.name, 13245, "invoiced"),
    ("7-1", ANA.name, SERRA.name, 13245, "invoiced"),
]


@pytest.fixture
def folder(tmp_path):
    into = tmp_path / "notas"
    into.mkdir()
    for name, data in FILES.items():
        (into / name).write_bytes(data)
    return into


@pytest.fixture
def packed(tmp_path):
    path = tmp_path / "notas.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in FILES.items():
            archive.writestr(f"2026/11/{name}", data)
    return path


def sales(done, *more):
    rows = done("sales", "--format", "json", *more).json["rows"]
    found = [
        tuple(row[each] for each in ("order", "customer", "principal", "amount_cents", "status"))
        for row in rows
    ]
    return sorted(found)


def counts(ran):
    summary = ran.json["summary"]
    kinds = ("imported", "duplicate", "updated", "rejected", "skipped")
    return [summary[f"rows_{kind}"] for kind in kinds]


@pytest.mark.parametrize("place", ["folder", "packed"])
def test_a_folder_and_a_zip_come_in_once(place, request, done, tmp_path):
    path, portfolio = request.getfixturevalue(place), tmp_path / "carteira.db"
    done("status")
    empty = state(portfolio)
    rehearsal = done("import", path, "--dry-run", "--format", "json")
    first = done("import", path, "--format", "json")

    assert counts(first) == counts(rehearsal) == [8, 2, 0, 0, 0]
    assert first.json["summary"]["kind"] == "nfe"
    assert sales(done) == NOTES
    assert sales(done, "--status", "cancelled") == [
        ("8-1", ZE.name, SERRA.name, 13245, "cancelled")
    ]
    assert counts(done("import", path, "--format", "json")) == [0, 10, 0, 0, 0]

    done("undo")
    assert state(portfolio) == empty


def test_whoever_gave_everything_back_did_buy(done, tmp_path):
    returned = note(20, ANA, SERRA, purpose=4, refers_to=(key(SERRA, 7),))
    for name, data in (("a.xml", note(7)), ("b.xml", returned)):
        (tmp_path / name).write_bytes(data)
    done("import", tmp_path / "a.xml", tmp_path / "b.xml")

    shown = done("show", ANA.name).out.splitlines()

    assert [line.strip() for line in shown if "Situação" in line] == [
        "Situação    prospect: devolveu tudo o que comprou",
    ]


def test_files_named_one_by_one_are_one_batch(done, folder):
    done("import", *sorted(folder.iterdir(), reverse=True))

    assert sales(done) == NOTES


def test_a_single_note_of_a_principal_that_was_named(done, folder):
    done("import", folder / "a.xml", "--principal", "Serra")

    assert sales(done) == [("7-1", ANA.name, "Serra", 13245, "invoiced")]


def test_what_is_refused_is_listed_and_the_rest_goes_in(done, folder):
    (folder / "denied.xml").write_bytes(note(9, protocol="302", reason="Uso Denegado"))
    (folder / "laughs.xml").write_bytes(b'<!DOCTYPE x [<!ENTITY a "ha">]><NFe >&a;</NFe>')
    ran = done("import", folder, "--format", "json")

    assert counts(ran) == [8, 2, 0, 2, 0]
    assert [(row["column"], row["value"], row["reason"]) for row in ran.json["rows"]] == [
        ("denied.xml", "302 Uso Denegado", "a nota não foi autorizada"),
        ("laughs.xml", "<!DOCTYPE", "tem DTD, que uma NF-e não tem"),
    ]
    with Path(ran.json["summary"]["rejects_file"]).open(encoding="utf-8-sig") as file:
        assert [row[0] for row in csv.reader(file, delimiter=";")][1:] == [
            "denied.xml", "laughs.xml",
        ]  # fmt: skip


@pytest.mark.parametrize(
    "data", [note(7, protocol="302"), note(7)[:900], note(7, key=key(SERRA, 7)[:-1] + "9")]
)
def test_a_note_that_is_refused_alone_leaves_nothing(carteira, done, tmp_path, data):
    done("status")
    before = state(tmp_path / "carteira.db")
    (tmp_path / "a.xml").write_bytes(data)
    ran = carteira("import", tmp_path / "a.xml")

    assert ran.code == 65
    assert ran.err.splitlines()[-1] == "Nada foi alterado."
    assert state(tmp_path / "carteira.db") == before


# A note of some days after the order that it is of


@pytest.fixture
def after_its_order(done, tmp_path):
    """Two files: an order, and its note of eight days later."""
    orders, notes = tmp_path / "a.csv", tmp_path / "a.xml"
    rows = ("1001;28/10/2026;{};132,45", "1002;05/11/2026;{};99,00", "1003;01/09/2026;{};132,45")
    lines = ["Pedido;Data;Cliente;Valor", *(row.format(ANA.name) for row in rows), ""]
    orders.write_text("\n".join(lines), encoding="utf-8")
    notes.write_bytes(note(7))
    return [(orders, "--source", "Mercos"), (notes,)]


@pytest.mark.parametrize("turned", [1, -1])
def test_a_note_that_equals_an_order_of_days_before_is_told(after_its_order, done, turned):
    first, second = after_its_order[::turned]
    done("import", *first)
    shown = done("import", *second, "--dry-run").out.splitlines()

    assert [line for line in shown if "nota (" in line] == [
        " 1 venda nova (R$ 132,45) tem cliente e valor de outra de dias antes ou depois, uma em "
        "pedido e outra em nota (1001): se são a mesma, conta duas vezes"
    ]
    for told in (1, 0):
        summary = done("import", *second, "-f", "json").json["summary"]
        assert (summary["invoices_beside"], summary["overlaps"]) == (told, [])


@pytest.mark.parametrize("turned", [1, -1])
def test_a_note_of_the_day_that_an_order_was_invoiced_on_is_that_order(turned, done, tmp_path):
    orders, notes = tmp_path / "a.csv", tmp_path / "a.xml"
    row = f"1001;28/10/2026;05/11/2026;{ANA.name};132,45"
    orders.write_text(f"Pedido;Data;Data de faturamento;Cliente;Valor\n{row}\n", encoding="utf-8")
    notes.write_bytes(note(7))
    for file in (orders, notes)[::turned]:
        done("import", file)

    assert [row["amount_cents"] for row in done("sales", "-f", "json").json["rows"]] == [13245]
    for file in (orders, notes)[::turned]:
        assert done("import", file, "-f", "json").json["summary"]["rows_imported"] == 0


def test_the_source_of_notes_that_are_left_out_goes_with_whom_they_tell_of(done, tmp_path):
    orders, *notes = (tmp_path / name for name in ("a.csv", "b.xml", "c.xml"))
    rows = [f"{number};05/11/2026;{who.name};{who.tax_id};132,45" for number, who in SOLD.items()]
    orders.write_text("\n".join(["Pedido;Data;Cliente;CNPJ;Valor", *rows, ""]), encoding="utf-8")
    for path, (number, who) in zip(notes, SOLD.items(), strict=True):
        path.write_bytes(note(number, recipient=who))
    for file in (orders, *notes):
        done("import", file)

    for number in (2, 1, 3):
        done("undo", number, "--yes")
        assert done("doctor", "-f", "json").json["summary"] == {"sound": True}
    assert done("customers", "-f", "json").json["rows"] == []


SOLD = {7: ANA, 8: ZE}
