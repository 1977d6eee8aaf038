"""`carteira config profiles`, and the profiles that an import fits, learns and is told."""

import json
from pathlib import Path

import pytest

from carteira_cli.ingest.profile_text import built_in
from packing import csv

ORDERS = "Nro;Emitido;Freguês;Vlr Venda;Extra"
MAPPED = ("--map", "order=Nro", "--map", "date=Emitido", "--map", "customer=Freguês",
          "--map", "amount=Vlr Venda")  # fmt: skip
COUNTED = ("rows_imported", "rows_duplicate", "rows_rejected", "profile")


@pytest.fixture
def file(tmp_path):
    def write(name, *lines):
        path = tmp_path / name
        path.write_bytes(csv(*lines))
        return path

    return write


@pytest.fixture
def imported(done):
    return lambda *arguments: done("import", *arguments, "-f", "json").json["summary"]


@pytest.fixture
def sales(done):
    """Day, order, customer, principal, source and centavos of every order."""

    def told():
        rows = done("sales", "-f", "json", "--limit", "0").json["rows"]
        keys = ("date", "order", "customer", "principal", "source", "amount_cents")
        return [tuple(row[key] for key in keys) for row in rows]

    return told


def counts(summary):
    return tuple(summary[key] for key in COUNTED)


@pytest.fixture
def shown(done):
    return lambda name: json.loads(done("config", "profiles", "show", name).out)


# Learning


def test_a_file_like_one_that_was_saved_is_recognised_by_itself(file, imported, sales, shown):
    first = file("janeiro.csv", ORDERS, "1;13/02/2026;Ana;1,00;x")
    saved = (*MAPPED, "--date-order", "mdy", "--source", "Meu ERP", "--principal", "Serra")
    file("janeiro.csv", ORDERS, "1;02/13/2026;Ana;1,00;x")
    assert counts(imported(first, *saved, "--save-profile", "meu-erp")) == (1, 0, 0, None)

    then = file(
        "x.csv", "Relatório", "", ORDERS, "1;02/13/2026;Ana;1,00;x", "2;03/04/2026;Bia;2,00;"
    )

    assert counts(imported(then)) == (1, 1, 0, "meu-erp")
    assert sales() == [
        ("2026-03-04", "2", "Bia", "Serra", "Meu ERP", 200),
        ("2026-02-13", "1", "Ana", "Serra", "Meu ERP", 100),
    ]
    assert shown("meu-erp") == {
        "name": "meu-erp",
        "kind": "sales",
        "signature": ["Nro", "Emitido", "Freguês", "Vlr Venda"],
        "columns": {
            "order": "Nro",
            "date": "Emitido",
            "customer": "Freguês",
            "amount": "Vlr Venda",
        },
        "date_order": "mdy",
        "decimal": ",",
        "source": "Meu ERP",
        "principal": "Serra",
    }


def test_who_says_one_thing_of_a_file_keeps_what_the_profile_says_of_the_rest(
    file, imported, sales
):
    path = file("a.csv", ORDERS, "1;13/02/2026;Ana;1,00;x")
    imported(path, *MAPPED, "--source", "ERP", "--principal", "Serra", "--save-profile", "erp")
    imported(file("b.csv", ORDERS, "2;14/02/2026;Ana;2,00;x"), "--principal", "Ávila")
    imported(file("c.csv", ORDERS, "3;15/02/2026;Ana;3,00;x"), "--source", "Outro")

    assert [row[3:5] for row in sales()] == [("Serra", "Outro"), ("Ávila", "ERP"), ("Serra", "ERP")]


def test_saving_again_changes_it_and_undo_takes_it_back(file, imported, done, shown):
    path = file("a.csv", ORDERS, "1;13/02/2026;Ana;1,00;7,50")
    imported(path, *MAPPED, "--source", "ERP", "--save-profile", "erp")
    first = shown("erp")
    again = imported(path, "--map", "amount=Extra", "--save-profile", "erp", "--dry-run")
    assert (counts(again), shown("erp")) == ((0, 0, 0, "erp"), first)

    imported(path, "--map", "amount=Extra", "--save-profile", "erp")
    assert shown("erp") == first | {
        "signature": [*first["signature"], "Extra"],
        "columns": {**first["columns"], "amount": "Extra"},
    }

    done("undo")
    assert shown("erp") == first
    done("undo")
    assert "erp" not in done("config", "profiles").out
    done("redo")
    assert shown("erp") == first


def test_a_column_that_no_name_tells_apart_is_kept_by_its_number(file, imported, sales, shown):
    lines = ("Data;Nome;Nome;;Valor", "13/02/2026;Rep;Ana;77;1,00")
    mapped = ("--map", "customer=#3", "--map", "order=#4")
    imported(file("a.csv", *lines), *mapped, "--save-profile", "meu")
    assert shown("meu")["columns"] == {
        "customer": "#3",
        "order": "#4",
        "date": "Data",
        "amount": "Valor",
    }
    assert shown("meu")["signature"] == ["Nome", "Data", "Valor"]

    assert counts(imported(file("b.csv", *lines))) == (0, 1, 0, "meu")
    assert sales() == [("2026-02-13", "77", "Ana", None, None, 100)]


def test_a_profile_of_the_program_is_refined_under_a_name_of_ones_own(file, imported, shown):
    head = "Nº Pedido;Data;Cliente;Situação;Valor;Vendedor"
    path = file("a.csv", head, "1;13/02/2026;Ana;Atendido;1,00;Rui")
    assert imported(path)["profile"] == "bling-pedidos"

    imported(path, "--map", "segment=Vendedor", "--save-profile", "bling-meu")

    assert imported(path)["profile"] == "bling-meu"
    assert shown("bling-meu")["columns"]["segment"] == "Vendedor"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (" ", "O perfil não serve: name: falta o nome."),
        ("a\x1bb", "O perfil não serve: name: falta o nome."),
    ],
)
def test_a_profile_needs_a_name(name, said, file, carteira, done):
    path = file("a.csv", ORDERS, "1;13/02/2026;Ana;1,00;x")

    ran = carteira("import", path, *MAPPED, "--save-profile", name)

    assert (ran.code, ran.err.splitlines()[0]) == (65, f"carteira: {said}")
    assert done("sales", "-f", "json").json["rows"] == []


def test_a_file_without_column_names_teaches_nothing(file, carteira):
    path = file("a.csv", "13/02/2026;Ana;1,00")

    ran = carteira(
        "import", path, "--map", "date=#1", "--map", "customer=#2", "--map", "amount=#3",
        "--save-profile", "meu",
    )  # fmt: skip

    assert (ran.code, ran.err) == (
        65,
        "carteira: O arquivo não tem nomes de colunas pelos quais reconhecer outro igual.\n"
        "Repita sem --save-profile.\n"
        "Nada foi alterado.\n",
    )


def test_a_profile_is_of_one_file(file, carteira, tmp_path):
    for name in ("a.csv", "b.csv"):
        file(name, "Data;Cliente;Valor", "13/02/2026;Ana;1,00")

    ran = carteira("import", tmp_path, "--save-profile", "meu")

    assert (ran.code, ran.err.splitlines()[0]) == (
        2,
        "carteira: --save-profile vale para um arquivo só.",
    )


# Asking for one


def test_a_profile_that_is_asked_for_is_used_where_it_fits(file, imported):
    head = "Nº Pedido;Data;Cliente;Situação;Valor"
    path = file("a.csv", head, "1;13/02/2026;Ana;Atendido;1,00")
    imported(path, "--save-profile", "meu")

    assert imported(path)["profile"] == "meu"
    assert imported(path, "--profile", "bling-pedidos")["profile"] == "bling-pedidos"


def test_a_profile_that_does_not_fit_says_which_columns_it_lacks(file, carteira):
    path = file("a.csv", "Data;Cliente;Valor;Cor", "13/02/2026;Ana;1,00;x")

    assert carteira("import", path, "--profile", "bling-pedidos").err == (
        "carteira: a.csv: O arquivo não serve no perfil bling-pedidos: "
        "falta “Nº Pedido”, “Situação”.\n"
        "As colunas são: Data, Cliente, Valor, Cor.\n"
        "Nada foi alterado.\n"
    )


def test_a_profile_that_nobody_knows(file, carteira):
    path = file("a.csv", "Data;Cliente;Valor", "13/02/2026;Ana;1,00")

    ran = carteira("import", path, "--profile", "bing")

    assert ran.code == 2
    assert ran.err.splitlines()[0] == "carteira: Não conheço o perfil bing."
    assert ran.err.splitlines()[1].startswith("Os perfis são: bling-itens, bling-notas, ")


def test_a_field_of_the_profile_that_the_user_maps_elsewhere(file, imported, sales):
    head = "Nº Pedido;Data;Cliente;Situação;Valor;Entrega;Loja"
    path = file("a.csv", head, "1;13/02/2026;Ana;Atendido;1,00;14/02/2026;Alfa")

    imported(path, "--map", "data=Entrega", "--map", "cliente=#7")

    assert sales() == [("2026-02-14", "1", "Alfa", None, None, 100)]


SAP = "Cod + Nome cliente;Quantidade;Vendas;Devoluções;Faturado;Data"


@pytest.mark.parametrize(
    ("mapped", "cents"),
    [((), [-1000, 10_000]), (("amount=Vendas",), [-1000, 10_000]), (("amount=Faturado",), [9000])],
)
def test_what_was_given_back_is_beside_the_sales_unless_another_amount_is_meant(
    mapped, cents, file, imported, sales
):
    path = file("a.csv", SAP, "12 - Ana;3;100,00;10,00;90,00;13/02/2026")
    options = [part for pair in mapped for part in ("--map", pair)]

    assert imported(path, *options, "--save-profile", "meu")["profile"] == "sap-mensal"
    assert sorted(row[5] for row in sales()) == cents
    assert counts(imported(path)) == (0, len(cents), 0, "meu")


# The list


def test_the_list_of_profiles(file, imported, done):
    path = file("a.csv", ORDERS, "1;13/02/2026;Ana;1,00;x")
    imported(path, *MAPPED, "--save-profile", "zz-meu")

    ran = done("config", "profiles", "-f", "json").json

    assert ran["summary"] == {"profiles": len(built_in()) + 1, "own": 1}
    assert ran["rows"][:2] == [
        {"profile": "zz-meu", "title": None, "kind": "sales", "own": True},
        {
            "profile": "bling-itens",
            "title": "itens de pedidos do Bling",
            "kind": "sales",
            "own": False,
        },
    ]
    lines = done("config", "profiles").out.splitlines()
    assert lines[0].split() == ["Perfil", "Arquivo"]
    assert lines[1].split() == ["zz-meu", "seu"]
    assert done("config", "profiles", "-f", "csv").out.splitlines()[1] == "zz-meu;;sales;true"
    assert (
        "| zz-meu |  | sales | true |"
        in done("config", "profiles", "-f", "markdown").out.splitlines()
    )


def test_the_list_in_english(done):
    lines = done("--lang", "en", "config", "profiles").out.splitlines()

    assert lines[0].split() == ["Profile", "File"]
    assert lines[1].split(maxsplit=1) == ["bling-itens", "Bling order items"]


def test_a_title_cannot_command_the_terminal(done, tmp_path):
    path = written(tmp_path, name="meu", title="a\x1b[31mb", signature=["Nro"])
    done("config", "profiles", "add", path)

    assert done("config", "profiles").out.splitlines()[1].split() == ["meu", "a<001B>[31mb", "seu"]


# Passing them on


def written(folder: Path, **profile) -> Path:
    path = folder / "p.json"
    path.write_text(json.dumps(profile), encoding="utf-8")
    return path


def test_a_profile_goes_to_a_colleague(file, imported, done, tmp_path):
    path = file("a.csv", ORDERS, "1;13/02/2026;Ana;1,00;x")
    imported(path, *MAPPED, "--source", "ERP", "--save-profile", "meu-erp")
    exported = tmp_path / "meu.json"
    done("config", "profiles", "export", "meu-erp", "-o", exported)
    assert exported.read_text("utf-8") == done("config", "profiles", "show", "meu-erp").out

    other = ("--db", tmp_path / "outra.db")
    ran = done(*other, "config", "profiles", "add", exported)
    assert ran.err == (
        "Perfil meu-erp guardado. Gravado (operação 1). Para desfazer: carteira undo\n"
    )
    summary = done(*other, "import", path, "-f", "json").json["summary"]
    assert counts(summary) == (1, 0, 0, "meu-erp")

    done(*other, "undo")
    done(*other, "config", "profiles", "remove", "meu-erp")
    assert done(*other, "config", "profiles", "-f", "json").json["summary"]["own"] == 0
    done(*other, "undo")
    assert done(*other, "config", "profiles", "-f", "json").json["summary"]["own"] == 1


def test_a_rehearsal_keeps_nothing(done, tmp_path):
    path = written(tmp_path, name="meu", signature=["Nro"])

    ran = done("config", "profiles", "add", path, "--dry-run")
    assert ran.err == "Ensaio: nada foi alterado.\n"
    assert done("config", "profiles", "-f", "json").json["summary"]["own"] == 0

    done("config", "profiles", "add", path)
    done("config", "profiles", "remove", "meu", "--dry-run")
    assert done("config", "profiles", "-f", "json").json["summary"]["own"] == 1


def test_the_history_tells_of_profiles(done, tmp_path):
    path = written(tmp_path, name="meu", signature=["Nro"])
    done("config", "profiles", "add", path)
    done("config", "profiles", "remove", "meu")

    rows = done("history", "-f", "json").json["rows"]
    assert [(row["command"], row["summary"]) for row in rows] == [
        ("config", "perfil meu removido"),
        ("config", "perfil meu guardado"),
    ]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("colours",), 2, "A configuração colours não existe."),
        (("profiles", "delete", "x"), 2, "A ação delete não existe."),
        (("profiles", "show"), 2, "Falta o nome do perfil."),
        (("profiles", "show", "x"), 2, "Não conheço o perfil x."),
        (("profiles", "remove", "x"), 2, "Não conheço o perfil x."),
        (
            ("profiles", "remove", "bling-itens"),
            2,
            "O perfil bling-itens vem com o programa e fica.",
        ),
        (("profiles", "add", "nada.json"), 66, "O arquivo nada.json não existe."),
    ],
)
def test_what_cannot_be_done_is_said(arguments, code, said, carteira, done):
    done("status")

    ran = carteira("config", *arguments)

    sentence, remedy, world = ran.err.splitlines()
    assert (ran.code, sentence, world) == (code, f"carteira: {said}", "Nada foi alterado.")
    assert remedy


def test_a_file_that_is_no_profile(carteira, tmp_path):
    path = written(tmp_path, name="meu", signature=["Nro"], statuses={"OK": "faturado"})
    assert carteira("config", "profiles", "add", path).err.splitlines()[0] == (
        "carteira: p.json: O perfil não serve: statuses.OK: “faturado” não existe; existem "
        "ordered, open, partially_invoiced, invoiced, paid, cancelled, returned."
    )
    path.write_text(json.dumps({"name": "a", "signature": ["b"], "splits": [{}]}))
    assert carteira("--lang", "en", "config", "profiles", "add", path).err.splitlines()[0] == (
        "carteira: p.json: The profile will not do: splits.0.column: missing."
    )
    path.write_bytes(b" " * (2**20 + 1))
    ran = carteira("config", "profiles", "add", path)
    assert (ran.code, ran.err.splitlines()[0]) == (
        65,
        f"carteira: {path} é grande demais para um perfil.",
    )


NEWER = {"name": "novo", "signature": ["Nro"], "colours": ["red"]}


def test_a_profile_of_a_newer_version_stops_nothing(file, imported, carteira, done, tmp_path):
    """As a file that was carried over holds it: put there behind the program's back."""
    import sqlite3
    from contextlib import closing

    path = file("a.csv", "Data;Cliente;Valor", "13/02/2026;Ana;1,00")
    done("config", "profiles", "add", written(tmp_path, name="novo", signature=["Nro"]))
    with closing(sqlite3.connect(tmp_path / "carteira.db")) as connection, connection:
        connection.execute("UPDATE profile SET definition = ?", (json.dumps(NEWER),))
    told = (
        "Perfil novo: O perfil não serve: colours: não existe num perfil. "
        "Para tirá-lo: carteira config profiles remove novo\n"
    )

    ran = done("import", path, "-f", "json")
    assert (ran.err, ran.json["summary"]["rows_imported"]) == (told, 1)
    ran = done("config", "profiles", "-f", "json")
    assert (ran.err, ran.json["summary"]["own"]) == (told, 0)
    ran = carteira("import", path, "--profile", "novo")
    assert (ran.code, ran.err.splitlines()[:2]) == (
        2,
        [told.rstrip(), "carteira: Não conheço o perfil novo."],
    )

    done("config", "profiles", "remove", "novo")
    assert done("import", path, "-f", "json").err == ""


PATIENT = [r"(?P<code>\d*)-(?P<customer>.*) .*", r"(?P<code>.*)-(?P<customer>.*).*"]


@pytest.mark.parametrize("pattern", PATIENT)
def test_no_pattern_that_is_taken_takes_forever(pattern, file, imported, done, tmp_path):
    split = {"column": "Quem", "pattern": pattern}
    done(
        "config", "profiles", "add",
        written(tmp_path, name="meu", signature=["Quem", "Data", "Valor"], splits=[split]),
    )  # fmt: skip
    rows = [f"13/02/2026;{'-' * number};1,00" for number in (50, 199, 200, 10_000)]

    assert imported(file("a.csv", "Data;Quem;Valor", *rows))["rows_imported"] == 4
