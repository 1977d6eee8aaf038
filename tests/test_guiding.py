"""`carteira import` without a file, in a real terminal: from the newest file to the last key."""

import os
from datetime import date

import pytest
import xlsxwriter

from notes import note
from terminal import Terminal

ODD = "Quando;Quem;Quanto\n13/02/2026;Padaria Alfa;10,00\n14/02/2026;Mercado Beta;20,00\n"
LEAVES = "0 sair\n"


@pytest.fixture
def home(tmp_path):
    """A home whose Downloads hold an odd file, and older ones."""
    downloads = tmp_path / "Downloads"
    downloads.mkdir()
    (downloads / "estranho.csv").write_text(ODD, encoding="utf-8")
    (downloads / "foto.png").write_bytes(b"x")
    (downloads / "estranho.csv.recusadas.csv").write_text(ODD, encoding="utf-8")
    with xlsxwriter.Workbook(downloads / "meses.xlsx") as book:
        for month in ("Jan", "Fev"):
            sheet = book.add_worksheet(month)
            sheet.write_row(0, 0, ["Cliente", "Valor"])
            sheet.write_row(1, 0, ["Padaria Alfa", 10.5])
    for hours, name in enumerate(("estranho.csv", "meses.xlsx")):
        at = 1_790_000_000 - 3600 * hours  # 2026-09-21
        os.utime(downloads / name, (at, at))
    return tmp_path


@pytest.fixture
def guided(home):
    """Starts the guide in a terminal."""

    def start(*more):
        environment = {"HOME": str(home), "XDG_CONFIG_HOME": str(home / ".config")}
        return Terminal(["--db", home / "guia.db", *more, "import"], environment)

    return start


@pytest.fixture
def sold(done, home):
    """The orders in the portfolio: day, customer, centavos."""

    def read():
        rows = done("--db", home / "guia.db", "sales", "-f", "json").json["rows"]
        return sorted((row["date"], row["customer"], row["amount_cents"]) for row in rows)

    return read


def walk(terminal, *steps):
    """Press the keys of each step after its question has appeared; the exit code at the end."""
    for question, keys in steps:
        terminal.expect(question)
        terminal.press(keys)
    return terminal.finish()


WHOSE = ("(Enter: nenhuma · 0 sair)\n", "\n")
CORRECTED = [
    (LEAVES, "1"),
    (LEAVES, "a"),
    (LEAVES, "a"),
    (LEAVES, "b"),
    (LEAVES, "b"),
    (LEAVES, "c"),
    (LEAVES, "g"),
    (LEAVES, "\r"),
]


def test_an_odd_file_is_led_through(guided, home, sold, golden):
    terminal = guided()

    code = walk(terminal, *CORRECTED, WHOSE, ("(Enter: não)\n", "rota\n"), (LEAVES, "\r"))

    assert code == 0
    golden("import-guided.txt", terminal.seen.replace(str(home), "~"))
    assert sold() == [("2026-02-13", "Padaria Alfa", 1000), ("2026-02-14", "Mercado Beta", 2000)]


def test_what_was_corrected_is_known_the_next_time(guided, done, home, sold):
    walk(guided(), *CORRECTED, WHOSE, ("(Enter: não)\n", "rota\n"), (LEAVES, "\r"))
    before = sold()

    again = done(
        "--db", home / "guia.db", "import", home / "Downloads" / "estranho.csv", "-f", "json"
    ).json["summary"]

    assert (again["profile"], again["rows_duplicate"], again["rows_imported"]) == ("rota", 2, 0)
    assert sold() == before


@pytest.mark.parametrize("steps", [0, 1, 7])
def test_whoever_leaves_has_changed_nothing(steps, guided, sold):
    terminal = guided()

    assert walk(terminal, *CORRECTED[:steps], (LEAVES, "0")) == 0
    assert terminal.seen.endswith("Nada foi alterado.\n")
    assert sold() == []


def test_whoever_leaves_at_the_counts_has_changed_nothing(guided, sold):
    terminal = guided()

    assert walk(terminal, *CORRECTED, WHOSE, ("(Enter: não)\n", "\n"), (LEAVES, "0")) == 0
    assert terminal.seen.endswith("Nada foi alterado.\n")
    assert sold() == []


def test_a_year_that_no_month_says_is_asked_for(guided, sold):
    asked = "De que ano? (quatro algarismos; Enter sai)\n"
    steps = [(LEAVES, "2"), (asked, "25\n"), (asked, "2025\n"), (LEAVES, "\r"), WHOSE]

    assert walk(guided(), *steps, ("(Enter: não)\n", "\n"), (LEAVES, "\r")) == 0
    assert sold() == [("2025-01-01", "Padaria Alfa", 1050), ("2025-02-01", "Padaria Alfa", 1050)]


def test_a_path_can_be_typed_or_dropped(guided, home, sold):
    path = home / "minha pasta.csv"
    path.write_text("Data;Cliente;Valor\n13/02/2026;Ana;1,00\n", encoding="utf-8")
    typed = [(LEAVES, "o"), ("pasta:\n", "nada.csv\n"), (LEAVES, "o"), ("pasta:\n", f"'{path}'\n")]

    assert walk(guided(), *typed, (LEAVES, "\r"), WHOSE, (LEAVES, "\r")) == 0
    assert sold() == [("2026-02-13", "Ana", 100)]


def test_days_in_two_orders_are_asked_about(guided, home, sold):
    (home / "Downloads" / "estranho.csv").write_text(
        "Data;Cliente;Valor\n13/02/2026;Ana;1,00\n14/02/2026;Ana;1,00\n"
        "02/15/2026;Ana;1,00\n02/16/2026;Ana;1,00\n05/02/2026;Ana;1,00\n",
        encoding="utf-8",
    )
    os.utime(home / "Downloads" / "estranho.csv", (1_790_000_000, 1_790_000_000))
    order = "d dia/mês/ano · m mês/dia/ano · 0 sair\n"
    steps = [(LEAVES, "1"), (order, "x"), (order, "d"), (LEAVES, "\r"), WHOSE]

    assert walk(guided(), *steps, ("(Enter: não)\n", "\n"), (LEAVES, "\r")) == 0
    assert [day for day, _customer, _cents in sold()] == ["2026-02-05", "2026-02-13", "2026-02-14"]


def test_of_a_folder_the_sales_are_shown_and_the_others_named(guided, home):
    folder = home / "tudo"
    folder.mkdir()
    (folder / "a.csv").write_text("Nome;Contato;Telefone\nAna;Rui;(11) 4025-1010\n")
    (folder / "b.csv").write_text("Nome;Cidade;UF\nAna;Itu;SP\n")
    for number in range(6):
        (folder / f"b{number}.csv").write_text("Nome;Cidade;UF\nBia;Itu;SP\n")
    (folder / "c.csv").write_text("Data;Cliente;Valor\n13/02/2026;Bia;1,00\n")
    terminal = guided()

    steps = [(LEAVES, "o"), ("pasta:\n", f"{folder}\n"), (" 0 sair\n", "0")]
    assert walk(terminal, *steps) == 0
    assert terminal.seen.split(f"{folder}\n")[-1].splitlines() == [
        "c.csv · reconheci: pedidos, cabeçalho na linha 1, utf-8",
        " Datas lidas como dia/mês/ano.",
        " Data        Cliente   Valor",
        " 13/02/2026  Bia        1,00",
        "a.csv · reconheci: lista de clientes, cabeçalho na linha 1, utf-8",
        "b.csv · reconheci: lista de clientes, cabeçalho na linha 1, utf-8",
        *(
            f"b{n}.csv · reconheci: lista de clientes, cabeçalho na linha 1, utf-8"
            for n in range(5)
        ),
        " e mais 1",
        " Enter está certo · 0 sair",
        "Nada foi alterado.",
    ]


def test_notes_are_named_before_they_are_imported(guided, home):
    (home / "nota.xml").write_bytes(note(7))
    terminal = guided()

    assert walk(terminal, (LEAVES, "o"), ("pasta:\n", f"{home}/nota.xml\n"), (LEAVES, "0")) == 0
    assert "\nnota.xml · reconheci: notas fiscais (NF-e)\n Enter" in terminal.seen


def test_the_principals_question_may_be_left(guided):
    terminal = guided()

    assert walk(terminal, *CORRECTED, ("nenhuma · 0 sair)\n", "0\n")) == 0
    assert terminal.seen.endswith("Nada foi alterado.\n")


def test_an_enter_that_comes_with_a_key_is_no_answer(guided):
    terminal = guided()

    assert walk(terminal, (LEAVES, "1\r"), (LEAVES, "0")) == 0
    assert "Essa tecla" not in terminal.seen


def test_whose_orders_they_are_is_asked_once(guided, done, home):
    asked = " De que representada são os pedidos? (Enter: nenhuma · 0 sair)\n"
    (home / "outro.csv").write_text("Data;Cliente;Valor\n13/02/2026;Bia;1,00\n")
    first = guided()
    steps = [(LEAVES, "o"), ("pasta:\n", f"{home}/outro.csv\n"), (LEAVES, "\r")]
    assert walk(first, *steps, (asked, "Serra Alimentos\n"), (LEAVES, "\r")) == 0
    assert "Representadas:" not in first.seen

    second = guided()
    answers = [
        (" Representadas: 1 Serra Alimentos\n" + asked, "7\n"),
        (asked, "1\n"),
        ("(Enter: não)\n", "\n"),
    ]
    assert (
        walk(second, *CORRECTED, *answers, (" Representada: Serra Alimentos\n", ""), (LEAVES, "\r"))
        == 0
    )

    rows = done("--db", home / "guia.db", "sales", "-f", "json").json["rows"]
    assert [row["principal"] for row in rows] == ["Serra Alimentos"] * 3


@pytest.mark.parametrize(
    ("steps", "keys"),
    [
        (0, "Tecla do arquivo · o outro arquivo ou pasta · 0 sair\n"),
        (1, "letra corrige a coluna · 0 sair\n"),
        (2, "letra do campo · - nenhum · Enter volta · 0 sair\n"),
        (7, "Enter está certo · letra corrige a coluna · 0 sair\n"),
    ],
)
def test_a_key_that_does_nothing_is_told_which_keys_do(steps, keys, guided):
    terminal = guided()

    steps = [*CORRECTED[:steps], (LEAVES, "9"), (f" Essa tecla não serve: {keys}", "0")]
    assert walk(terminal, *steps) == 0


def test_what_was_imported_is_marked_until_it_is_undone(guided, done, home):
    done("--db", home / "guia.db", "import", home / "Downloads" / "meses.xlsx", "--year", "2025")
    mark = " 2  meses.xlsx     6  21/09/2026  já importado\n"
    terminal = guided()
    assert walk(terminal, (LEAVES, "0")) == 0
    assert mark in terminal.seen
    assert terminal.seen.count("já importado") == 1

    done("--db", home / "guia.db", "undo")
    terminal = guided()
    assert walk(terminal, (LEAVES, "0")) == 0
    assert "já importado" not in terminal.seen


def test_cells_are_shown_as_people_write_them(guided, home):
    with xlsxwriter.Workbook(home / "Downloads" / "outro.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Quando", "Quem", "Quanto", "Quantas", "Depois"])
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_datetime(1, 0, date(2026, 2, 13), day)
        sheet.write_row(1, 1, ["Ana", 1234.5, 3, "2026-02-30"])
    terminal = guided()

    assert walk(terminal, (LEAVES, "1"), (LEAVES, "0")) == 0
    assert (
        " Colunas: a Quando (13/02/2026) · b Quem (Ana) · c Quanto (1.234,50)\n"
        "          d Quantas (3) · e Depois (2026-02-30)\n"
    ) in terminal.seen


def test_english(guided):
    terminal = guided("--lang", "en")

    assert walk(terminal, ("0 leave\n", "0")) == 0
    assert terminal.seen.endswith("Nothing was changed.\n")


def test_where_nobody_sits_nobody_is_asked(carteira):
    ran = carteira("import")

    assert (ran.code, ran.out, ran.err) == (
        2,
        "",
        "carteira: Falta o arquivo.\nEscreva: carteira import ARQUIVO.\nNada foi alterado.\n",
    )


def test_the_desktop_says_where_downloads_are(home, guided):
    (home / "Downloads").rename(home / "Baixados")
    (home / ".config").mkdir()
    (home / ".config" / "user-dirs.dirs").write_text('XDG_DOWNLOAD_DIR="$HOME/Baixados"\n')
    terminal = guided()

    terminal.expect("estranho.csv")
    assert walk(terminal, (LEAVES, "0")) == 0
