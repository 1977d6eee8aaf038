"""Folders and zips: every file in them comes in once, and none stops the others."""

import io
import shutil
import sys
import zipfile

import pytest

from carteira_cli.commands.arrivals import arrived, is_note, opened
from carteira_cli.errors import BadData, NoInput
from notes import note
from packing import csv, locked, workbook, zipped

ORDERS = "Pedido;Data;Cliente;Valor"
COUNTED = ("rows_imported", "rows_duplicate", "rows_rejected", "rows_skipped")


def sales(number: int, *more: str) -> bytes:
    """A file of one order, whose number and amount are `number`."""
    return csv(ORDERS, f"{number};13/02/2026;Ana;{number},00", *more)


@pytest.fixture
def folder(tmp_path):
    """Makes a folder of these files."""

    def make(files: dict[str, bytes], name: str = "recebidos"):
        for path, content in files.items():
            target = tmp_path / name / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        return tmp_path / name

    return make


@pytest.fixture
def imported(done):
    return lambda *arguments: done("import", *arguments, "-f", "json").json["summary"]


def counts(summary):
    return tuple(summary[key] for key in COUNTED)


def names(path):
    return [arrival.name for arrival in arrived([path])]


# What there is


def test_a_folder_is_the_files_in_it_and_below(folder):
    path = folder(
        {
            "b.csv": sales(1),
            "sub/a.csv": sales(2),
            "sub/mais/c.zip": zipped({"x/d.csv": sales(3), "c.csv": sales(4)}).getvalue(),
            ".oculto.csv": sales(5),
            ".git/e.csv": sales(6),
            "~$b.xlsx": sales(7),
            "b.csv.recusadas.csv": sales(8),
            "desktop.ini": b"[.ShellClassInfo]",
        }
    )
    assert names(path) == [
        "b.csv",
        "sub/a.csv",
        "sub/mais/c.zip › c.csv",
        "sub/mais/c.zip › x/d.csv",
    ]


def test_who_asks_for_one_file_is_told_when_it_is_not_there(tmp_path):
    with pytest.raises(NoInput):
        arrived([tmp_path / "vendas.csv"])


@pytest.mark.parametrize("files", [{}, {".oculto": b"x"}])
def test_a_folder_without_a_file(files, folder):
    path = folder({"outro/a.csv": b"", **{f"vazia/{name}": data for name, data in files.items()}})
    (path / "vazia").mkdir(exist_ok=True)

    with pytest.raises(BadData) as fault:
        arrived([path / "vazia"])
    assert fault.value.sentence == f"A pasta {path / 'vazia'} não tem arquivos."


def test_a_zip_without_a_file(folder):
    path = folder({"a.zip": zipped({"pasta/": b""}).getvalue()})

    with pytest.raises(BadData) as fault:
        arrived([path / "a.zip"])
    assert fault.value.sentence == "O zip a.zip não tem arquivos."


def test_a_zip_is_one_whatever_it_is_called_and_a_workbook_is_none(folder):
    path = folder(
        {
            "a.csv": zipped({"b.csv": sales(1)}).getvalue(),
            "c.zip": workbook({"A": [["Data"]]}),
        }
    )
    assert names(path) == ["a.csv › b.csv", "c.zip"]


def test_notes_are_told_by_their_bytes_and_in_a_zip_by_their_names(folder):
    path = folder(
        {
            "a.dat": note(1),
            "b.xml": b"<html>",
            "c.zip": zipped({"d.XML": note(2), "e.txt": note(3)}).getvalue(),
            "f.zip": b"PK\x03\x04" + b"damaged",
        }
    )
    found = arrived([path])

    assert {arrival.name: is_note(arrival) for arrival in found} == {
        "a.dat": True,
        "b.xml": False,
        "c.zip › d.XML": True,
        "c.zip › e.txt": False,
        "f.zip": False,
    }
    assert [(name, stream.read(2**20)) for name, stream in opened([found[0], found[2]])] == [
        ("a.dat", note(1)),
        ("c.zip › d.XML", note(2)),
    ]


# What comes of it


FILES = {
    "a.csv": sales(1),
    "sub/b.csv": sales(2, "3;31/02/2026;Bia;3,00"),
    "sub/c.xlsx": workbook(
        {"A": [["Pedido", "Data", "Cliente", "Valor"], ["4", "14/02/2026", "Ana", 4.0]]}
    ),
    "d.zip": zipped({"e.csv": sales(5), "x/f.csv": sales(6, "Total;;;6,00")}).getvalue(),
    "foto.jpg": b"\xff\xd8\xff\xe0",
    "leia.txt": b"Segue o arquivo pedido.\n",
}


def test_a_folder_comes_in_once_and_is_taken_back_whole(imported, done, folder):
    path = folder(FILES)
    empty = done("export").json["tables"]

    rehearsed = imported(path, "--dry-run")
    first = imported(path)
    second = imported(path)

    assert counts(rehearsed) == counts(first) == (5, 0, 1, 1)
    assert first["total_cents"] == 1800
    assert first["files"] == [
        "a.csv",
        "d.zip › e.csv",
        "d.zip › x/f.csv",
        "sub/b.csv",
        "sub/c.xlsx",
    ]
    assert first["files_passed_over"] == [
        {"name": "foto.jpg", "reason": "O arquivo é binário: não é texto nem planilha."},
        {
            "name": "leia.txt",
            "reason": "Falta no arquivo: a data, o valor, o cliente.",
        },
    ]
    assert counts(second) == (0, 5, 1, 1)

    done("undo")
    emptied = done("export").json["tables"]
    assert emptied["sale"] == emptied["customer"] == empty["sale"] == []


def test_the_screen_tells_of_what_was_passed_over(done, folder):
    path = folder({"a.csv": sales(1), "b.csv": b""})

    assert "b.csv · não entrou: O arquivo está vazio." in done("import", path).out.splitlines()


def test_a_folder_in_which_nothing_can_be_used(carteira, folder):
    path = folder({"a.csv": b"", "b.pdf": b"%PDF-1.7"})

    ran = carteira("import", path)

    assert (ran.code, ran.out) == (65, "")
    assert ran.err == (
        "carteira: Nenhum dos 2 arquivos pode ser importado.\n"
        "a.csv: O arquivo está vazio.\n"
        "b.pdf: O arquivo é um PDF, e não uma planilha.\n"
        "Nada foi alterado.\n"
    )


def test_the_only_file_of_a_folder_speaks_for_itself(carteira, folder):
    assert carteira("import", folder({"a.csv": b""})).err == (
        "carteira: a.csv: O arquivo está vazio.\n"
        "Exporte de novo a partir do sistema e importe o resultado.\n"
        "Nada foi alterado.\n"
    )


BOMB = zipped({"a.csv": bytes(2**21)}).getvalue()
TOLD = {
    "bomba.zip": (BOMB, "O zip, descompactado, é grande demais."),
    "vazio.zip": (zipped({}).getvalue(), "O zip vazio.zip não tem arquivos."),
    "meio.zip": (zipped({"a.csv": sales(1)}).getvalue()[:50], "O zip está danificado."),
    "carta.docx": (
        zipped({"[Content_Types].xml": b"x", "word/document.xml": b"x"}).getvalue(),
        "O arquivo é um documento, e não uma planilha.",
    ),
}


@pytest.mark.parametrize("name", TOLD)
def test_a_zip_that_is_none_stops_no_folder_but_who_names_it_is_told(
    name, imported, carteira, folder
):
    content, sentence = TOLD[name]
    path = folder({"a.csv": sales(1), name: content})

    assert imported(path)["files_passed_over"] == [{"name": name, "reason": sentence}]
    ran = carteira("import", path / name)
    named = sentence if name in sentence else f"{name}: {sentence}"
    assert (ran.code, ran.err.splitlines()[0]) == (65, f"carteira: {named}")


def test_what_is_locked_or_damaged_in_a_zip_is_passed_over(imported, carteira, folder):
    good = zipped({"a.csv": sales(1), "b.csv": sales(2)}).getvalue()
    path = folder({"um.zip": locked(good), "dois.zip": locked(zipped({"a.csv": b"x"}).getvalue())})
    reason = "O zip está danificado ou tem senha."

    assert imported(path)["files_passed_over"] == [
        {"name": "dois.zip", "reason": reason},
        {"name": "um.zip › a.csv", "reason": reason},
    ]
    ran = carteira("import", path / "dois.zip")
    assert (ran.code, ran.err.splitlines()[0]) == (65, f"carteira: dois.zip: {reason}")


def test_notes_that_are_locked_or_damaged_stop_no_folder(imported, carteira, folder):
    damaged = zipped({"a.xml": note(1), "b.xml": note(2), "c.xml": note(3)}, zipfile.ZIP_STORED)
    path = folder(
        {
            "a.csv": sales(1),
            "notas.zip": damaged.getvalue().replace(note(2)[-9:], b"</other>x", 1),
            "senha.zip": locked(zipped({"d.xml": note(4)}).getvalue()),
        }
    )
    summary = imported(path)

    assert summary["files"] == ["notas.zip", "a.csv"]
    assert counts(summary) == (5, 0, 1, 0)
    assert summary["files_passed_over"] == [
        {"name": "senha.zip", "reason": "O zip está danificado ou tem senha."}
    ]
    ran = carteira("import", path / "senha.zip")
    assert (ran.code, ran.err.splitlines()[0]) == (
        65,
        "carteira: senha.zip: O zip está danificado ou tem senha.",
    )


def test_a_zip_of_nothing_but_a_damaged_note(carteira, folder):
    damaged = zipped({"a.xml": note(1)}, zipfile.ZIP_STORED).getvalue()
    path = folder({"notas.zip": damaged.replace(b"</NFe>", b"</Nfe>", 1)})

    assert carteira("import", path / "notas.zip").err == (
        "carteira: 1 das 1 linhas de notas.zip › a.xml foi recusada: linha 1, notas.zip › a.xml: "
        "no zip, está danificado ou tem senha.\n"
        "Nada entrou porque mais da metade das linhas foi recusada.\n"
        "Nada foi alterado.\n"
    )


def test_a_zip_in_a_zip_is_to_be_unpacked_by_hand(carteira, folder):
    inner = zipped({"a.csv": sales(1)}).getvalue()
    path = folder({"fora.zip": zipped({"dentro.zip": inner}).getvalue()})

    assert carteira("import", path / "fora.zip").err == (
        "carteira: fora.zip › dentro.zip: O arquivo é um zip, e não uma planilha.\n"
        "Descompacte e importe os arquivos que estão dentro dele.\n"
        "Nada foi alterado.\n"
    )


def test_names_in_a_zip_lead_nowhere(imported, folder, tmp_path):
    bad = "7;;Ana;1,00"
    members = {
        "../fora.csv": sales(1, bad),
        "/etc/raiz.csv": sales(2, bad),
        "C:\\Users\\x\\vendas.csv": sales(3, bad),
        "a?*<>|b.csv": sales(4, bad),
    }
    path = folder({"x.zip": zipped(members).getvalue()})
    before = set(tmp_path.parent.iterdir())

    assert counts(imported(path / "x.zip")) == (4, 0, 4, 0)
    assert {each.name for each in path.iterdir()} == {
        "x.zip",
        "x.zip-..-fora.csv.recusadas.csv",
        "x.zip-etc-raiz.csv.recusadas.csv",
        "x.zip-C-Users-x-vendas.csv.recusadas.csv",
        "x.zip-a-b.csv.recusadas.csv",
    }
    assert set(tmp_path.parent.iterdir()) == before


def test_no_two_tables_share_their_refused_rows(done, folder):
    bad = "7;;Ana;1,00"
    members = {"a b.csv": sales(1, bad), "a-b.csv": sales(2, bad), "A_b.csv": sales(3, bad)}
    head = ["Pedido", "Data", "Cliente", "Valor"]
    row = ["5", "14/02/2026", "Ana", 4.0]
    tabs = {
        "V & 1": [head, row, ["6", "?", "Ana", 1.0]],
        "V(1)": [head, ["8", *row[1:]], ["9", "?", "Ana", 1.0]],
    }
    path = folder(
        {
            "x.zip": zipped(members).getvalue(),
            "março vendas.xlsx": workbook(tabs),
            "março vendas.csv": sales(4, bad),
            f"{'ã' * 120}.csv": sales(10, bad),
        }
    )
    done("import", path)

    rejects = {each.name: each.read_text("utf-8-sig") for each in path.glob("*.recusadas.csv")}
    assert {name: text.splitlines()[1].split(";")[0] for name, text in rejects.items()} == {
        "x.zip-a-b.csv.recusadas.csv": "7",
        "x.zip-a-b.csv-2.recusadas.csv": "7",
        "x.zip-A_b.csv.recusadas.csv": "7",
        "março vendas.xlsx-V-1.recusadas.csv": "6",
        "março vendas.xlsx-V(1).recusadas.csv": "9",
        "março vendas.csv.recusadas.csv": "7",
        f"{'ã' * 115}.recusadas.csv": "7",
    }


def test_the_principal_said_of_a_folder_is_of_the_files_that_name_none(done, folder):
    own = b"Pedido;Data;Cliente;Valor;Representada\n2;14/02/2026;Ana;2,00;Serra\n"
    path = folder({"a.csv": sales(1), "b.csv": own, "c.csv": own.replace(b"\n2", b"\n3")})

    ran = done("import", path, "--principal", "Nova").out.splitlines()

    said = (
        " As linhas nomeiam a representada (Serra), e cada uma fica com a sua: "
        "--principal Nova só vale para as que não nomeiam nenhuma"
    )
    assert ran.count(said) == 2
    rows = done("sales", "-f", "json", "--since", "all").json["rows"]
    assert sorted((row["order"], row["principal"]) for row in rows) == [
        ("1", "Nova"),
        ("2", "Serra"),
        ("3", "Serra"),
    ]


REFUSED = b"Pedido;Data;Cliente;Valor\n7;31/02/2026;Eva;1,00\n8;;Eva;1,00\n9;14/02/2026;Eva;1,00\n"


def test_a_file_that_may_not_stay_stops_no_folder_and_leaves_nothing(imported, done, folder):
    path = folder({"a.csv": sales(1), "b.csv": REFUSED, "c.csv": sales(3)})

    rehearsed = imported(path, "--dry-run")
    summary = imported(path)

    assert counts(rehearsed) == counts(summary) == (2, 0, 0, 0)
    assert (summary["files"], summary["customers_created"]) == (["a.csv", "c.csv"], 1)
    assert summary["files_passed_over"] == [
        {
            "name": "b.csv",
            "reason": "2 das 3 linhas de b.csv foram recusadas; a primeira: linha 2, "
            'Data "31/02/2026": fevereiro de 2026 tem 28 dias.',
        }
    ]
    tables = done("export").json["tables"]
    assert [row["name"] for row in tables["customer"]] == ["Ana"]
    assert [row["name"] for row in tables["import_file"]] == ["a.csv", "c.csv"]
    assert not list(path.glob("*.recusadas.csv"))


def test_a_folder_of_which_nothing_may_stay(carteira, done, folder):
    ran = carteira("import", folder({"a.csv": REFUSED}))

    assert (ran.code, ran.err.splitlines()[-1]) == (65, "Nada foi alterado.")
    assert ran.err.splitlines()[0] == (
        "carteira: 2 das 3 linhas de a.csv foram recusadas; a primeira: linha 2, "
        'Data "31/02/2026": fevereiro de 2026 tem 28 dias.'
    )
    assert done("export").json["tables"]["customer"] == []


def test_strict_lets_nothing_of_a_folder_in(carteira, done, folder):
    path = folder({"a.csv": sales(1), "b.csv": sales(2, "3;;Ana;1,00", "4;14/02/2026;Ana;1,00")})

    ran = carteira("import", path, "--strict")

    assert ran.code == 65
    assert ran.err.splitlines()[0] == (
        "carteira: 1 das 3 linhas de b.csv foi recusada: linha 3, Data: falta a data."
    )
    assert done("sales", "-f", "json").json["rows"] == []
    assert not list(path.glob("*.recusadas.csv"))


def test_a_tab_has_refused_rows_of_its_own_or_none_is_named(carteira, folder):
    head = ["Pedido", "Data", "Cliente", "Valor"]
    tabs = {
        name: [head, [name, "14/02/2026", "Ana", 4.0], ["9", "?", "Ana", 1.0]]
        for name in ("1", "2")
    }
    path = folder({"a.xlsx": workbook(tabs)})

    ran = carteira("import", path / "a.xlsx", "--rejects", path / "r.csv")

    assert (ran.code, ran.err) == (
        2,
        "carteira: --rejects vale para uma aba só.\n"
        "Sem ela, as linhas recusadas de cada aba ficam ao lado do arquivo.\n"
        "Nada foi alterado.\n",
    )


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a file that cannot be read")
def test_a_file_that_the_system_does_not_give_stops_no_folder(imported, folder):
    path = folder({"a.csv": sales(1)})
    (path / "b.csv").symlink_to("/proc/self/mem")

    (passed,) = imported(path)["files_passed_over"]

    assert passed["name"] == "b.csv"
    assert passed["reason"].startswith("Não consegui ler o arquivo: ")


def test_a_folder_of_many_small_files_is_one_operation(imported, done, folder):
    path = folder({f"{number}.csv": sales(number) for number in range(1, 40)})

    assert counts(imported(path)) == (39, 0, 0, 0)
    assert len(done("history", "-f", "json").json["rows"]) == 1


def test_a_member_larger_than_memory_is_kept_on_disk(imported, folder):
    lines = [f"{n};13/02/2026;Ana;1,00;{'x' * 500}" for n in range(9000)]
    data = csv(f"{ORDERS};Obs", *lines)
    assert len(data) > 2**22

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.csv", data)
    assert counts(imported(folder({"a.zip": stream.getvalue()}) / "a.zip")) == (9000, 0, 0, 0)


def test_a_folder_of_the_portfolio_itself_takes_no_portfolio(imported, done, folder, tmp_path):
    path = folder({"a.csv": sales(1)})
    done("status")
    shutil.copy(tmp_path / "carteira.db", path / "carteira.db")

    assert imported(path)["files_passed_over"] == [
        {"name": "carteira.db", "reason": "O arquivo é binário: não é texto nem planilha."}
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_name_that_is_no_text_stops_no_folder(folder, imported, done):
    refused = "3;31/02/2026;Ana;1,00"
    path = folder(
        {
            "a.csv": sales(1),
            "sub\udce3/vend\udce3s.csv": sales(2, refused, "4;13/02/2026;Ana;1,00"),
            "n\udce3/1.xml": note(1),
            "n\udce3/2.xml": note(2),
        }
    )

    assert counts(imported(path)) == (7, 0, 1, 0)
    (row,) = done("history", "-f", "json").json["rows"]
    assert row["summary"] == "n�, a.csv, sub�/vend�s.csv: 7 linhas novas, R$ 268,90"
    rejects = path / "sub\udce3" / "vend�s.csv.recusadas.csv"
    assert rejects.read_text("utf-8-sig").splitlines()[1].split(";")[0] == "3"


def test_a_file_that_is_named_twice_is_taken_once(folder, done):
    path = folder({"a.csv": b"Data;Cliente;Valor\n13/02/2026;Ana;1,00\n"})

    summary = done("import", path / "a.csv", path, path / "a.csv", "-f", "json").json["summary"]

    assert (summary["rows_imported"], summary["rows_duplicate"]) == (1, 0)


@pytest.mark.parametrize(
    ("named", "code", "said"),
    [
        ("", 2, "Falta o arquivo.\nEscreva: carteira import ARQUIVO."),
        (
            "~$vendas.xlsx",
            65,
            "~$vendas.xlsx não é a planilha: é a trava que o Excel põe ao lado dela.\n"
            "Feche o Excel e diga o arquivo sem ~$ no nome.",
        ),
    ],
)
def test_nothing_and_a_lock_are_no_file(folder, carteira, monkeypatch, named, code, said):
    path = folder({"~$vendas.xlsx": b"Ana", "a.csv": b"Data;Cliente;Valor\n13/02/2026;Ana;1,00\n"})
    monkeypatch.chdir(path)

    assert carteira("import", named) == (code, "", f"carteira: {said}\nNada foi alterado.\n")
