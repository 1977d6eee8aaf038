"""`carteira export`: all that the file holds, exactly, for whoever owns it."""

import csv

import pytest

TABLES = [
    "contact",
    "customer",
    "customer_claim",
    "customer_code",
    "document_event",
    "follow_up",
    "import_file",
    "import_source",
    "instalment",
    "interaction",
    "operation",
    "overlap",
    "principal",
    "product",
    "profile",
    "sale",
    "sale_line",
    "setting",
    "source",
]


def test_everything_is_in_one_object(example):
    example("log", "Empório da Ponte", "--result", "callback", "--note", "às 9h", "--next", "2")

    told = example("export").json

    assert (list(told), told["carteira"], sorted(told["tables"])) == (
        ["carteira", "tables"],
        1,
        TABLES,
    )
    assert [row["note"] for row in told["tables"]["interaction"]] == ["às 9h"]
    assert {row["command"] for row in told["tables"]["operation"]} == {"import", "log"}
    assert sum(row["amount_cents"] for row in told["tables"]["sale"]) > 0


def test_an_empty_portfolio_has_every_table(done):
    assert done("export").json["tables"] == {name: [] for name in TABLES}


def test_ids_are_text_and_operations_are_numbers(example):
    tables = example("export").json["tables"]

    sale, operation = tables["sale"][0], tables["operation"][0]
    assert {type(sale[key]) for key in ("id", "customer_id", "source_id")} == {str}
    assert (type(sale["operation_id"]), type(operation["id"])) == (int, int)
    assert sale["customer_id"] in {row["id"] for row in tables["customer"]}
    assert {type(row["tax_id"]) for row in tables["customer"]} <= {str, type(None)}


def test_the_same_portfolio_gives_the_same_bytes(example, tmp_path):
    example("backup", tmp_path / "copia.db")

    first = example("export").out

    assert example("export").out == first
    assert example("--db", tmp_path / "copia.db", "export").out == first
    assert first.isascii()
    assert first.endswith("]}}\n")


ODD = 'Padaria \x1b[31mÁgua\x07 \u202e😀 "x"'


@pytest.fixture
def odd(done, tmp_path):
    """A portfolio of one customer whose name is no plain text, and whose notes are a formula."""
    file = tmp_path / "lista.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(("Razão Social", "Cidade", "Observações"))
        writer.writerow((ODD, "-Itu", "=1+1"))
    done("import", file)
    return done


def test_json_text_is_exact_and_escaped(odd):
    ran = odd("export")

    assert ran.json["tables"]["customer"][0]["name"] == ODD
    assert "\\u001b[31m\\u00c1gua" in ran.out
    assert ran.out.isascii()


def test_json_file_holds_what_stdout_shows(odd, tmp_path):
    ran = odd("export", "-o", tmp_path / "tudo.json")

    rows = sum(map(len, odd("export").json["tables"].values()))
    assert (ran.out, ran.err) == ("", f"{rows} linhas em {tmp_path}/tudo.json.\n")
    assert (tmp_path / "tudo.json").read_text(encoding="ascii") == odd("export").out
    assert (tmp_path / "tudo.json").stat().st_mode & 0o777 == 0o600


def cells(path, delimiter):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=delimiter))


def test_csv_folder_opens_in_a_spreadsheet_of_the_language(odd, tmp_path):
    folder = tmp_path / "tudo"

    ran = odd("export", "-f", "csv", "-o", folder)

    assert (ran.out, ran.err) == ("", f"{len(TABLES)} arquivos em {folder}.\n")
    assert sorted(path.stem for path in folder.iterdir()) == TABLES
    content = (folder / "customer.csv").read_bytes()
    assert content.startswith("\ufeffid;name;".encode())
    assert content.count(b"\r\n") == content.count(b"\n") == 2
    (row,) = cells(folder / "customer.csv", ";")
    assert (row["name"], row["city"], row["notes"]) == (
        'Padaria <001B>[31mÁgua<0007> <202E>😀 "x"',
        "'-Itu",
        "'=1+1",
    )
    assert {path.stat().st_mode & 0o777 for path in (folder, *folder.iterdir())} == {0o700, 0o600}


def test_csv_in_english_has_commas_and_no_mark(odd, tmp_path):
    odd("--lang", "en", "export", "-f", "csv", "-o", tmp_path / "all")

    assert (tmp_path / "all" / "customer.csv").read_bytes().startswith(b"id,name,")
    (row,) = cells(tmp_path / "all" / "customer.csv", ",")
    assert row["notes"] == "'=1+1"


def test_csv_folder_is_written_again(odd, tmp_path):
    for _time in range(2):
        odd("export", "-f", "csv", "-o", tmp_path / "tudo")

    assert sorted(path.stem for path in (tmp_path / "tudo").iterdir()) == TABLES


REFUSALS = {
    "csv without a folder": (("-f", "csv"), 2, "Falta a pasta dos CSV.", "Diga qual: -o PASTA."),
    "another form": (
        ("-f", "markdown"),
        2,
        "Não sei exportar em markdown.",
        "Use --format json, ou --format csv com -o PASTA.",
    ),
    "json under another name": (
        ("-o", "tudo.csv"),
        2,
        "Não sei gravar tudo.csv nessa forma.",
        "Use --format json, ou --format csv com -o PASTA.",
    ),
    "no such folder": (
        ("-o", "none/tudo.json"),
        73,
        "Não consegui gravar none/tudo.json: a pasta não existe.",
        "Se está aberto no Excel, feche tudo.json e repita; ou escolha outra pasta.",
    ),
    "folder in no folder": (
        ("-f", "csv", "-o", "none/tudo"),
        73,
        "Não consegui criar a pasta none/tudo.",
        "Escolha outra com -o PASTA.",
    ),
}


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """A working folder with nothing but the portfolio in it."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("typed", "told"), [(case[0], case[1:]) for case in REFUSALS.values()], ids=list(REFUSALS)
)
def test_refusals(carteira, elsewhere, typed, told):
    code, first, second = told

    ran = carteira("export", *typed)

    assert (ran.code, ran.out, ran.err) == (
        code,
        "",
        f"carteira: {first}\n{second}\nNada foi alterado.\n",
    )
