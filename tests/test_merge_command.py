"""`carteira customers merge`: two records become one customer, and can be two again."""

import csv
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carteira_cli.render.merge import COLUMNS
from conftest import DATA, EXAMPLES
from states import state

ORDERS = "Pedido;Data;Cliente;Valor"
LIST = "Código;Razão social;Nome fantasia;CNPJ;Cidade;UF;Contato;Telefone;E-mail"
ONE, OTHER = "11.222.333/0001-81", "12.345.678/0001-95"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "carteira.db"


@pytest.fixture
def take(done, written):
    """Imports a file of these lines; what the import counted."""

    def run(name, *lines):
        return done("import", written(name, *lines), "-f", "json").json["summary"]

    return run


@pytest.fixture
def two(take):
    """A shop by its company's name in the list, and as the orders call it."""
    take(
        "lista.csv",
        LIST,
        f"1;Ana Alimentos Ltda;;{ONE};Itu;SP;Célia;(11) 4025-1010;",
        "2;Bar do Zé;;;Itu;SP;;;",
    )
    take("a.csv", ORDERS, "7;02/03/2026;Mercado Ana;100,00", "8;09/03/2026;Mercado Ana;50,00")


def news(summary):
    """What an import added or changed, of everything it counts."""
    names = ("rows_imported", "rows_updated", "customers_created", "customers_updated")
    return [summary[name] for name in names]


def exported(run, table):
    return run("export").json["tables"][table]


def names(run):
    return [row["customer"] for row in run("customers", "--limit", "0", "-f", "json").json["rows"]]


def sales(run, *who):
    return [row["order"] for row in run("sales", *who, "--limit", "0", "-f", "json").json["rows"]]


@pytest.mark.usefixtures("two")
def test_everything_of_the_second_goes_to_the_first(done):
    done("log", "Mercado Ana", "--result", "callback", "--next", "3")

    ran = done("customers", "merge", ONE, "mercado ana")

    assert (ran.out, ran.err) == (
        "Mercado Ana agora é Ana Alimentos Ltda: 2 pedidos, 1 conversa, 1 retorno\n"
        "Gravado (operação 4). Para desfazer: carteira undo\n",
        "",
    )
    assert names(done) == ["Ana Alimentos Ltda", "Bar do Zé"]
    assert sales(done, "Ana Alimentos") == sales(done) == ["8", "7"]
    assert done("history", "--limit", "1", "-f", "json").json["rows"][0]["summary"] == (
        "Mercado Ana → Ana Alimentos Ltda"
    )
    done("doctor")


@pytest.mark.usefixtures("two")
def test_a_row_has_every_key(done):
    ran = done("customers", "merge", "mercado ana", ONE, "-f", "json")

    (row,) = ran.json["rows"]
    assert tuple(row) == COLUMNS
    assert isinstance(row.pop("customer_id"), str)
    assert isinstance(row.pop("other_id"), str)
    assert row == {
        "customer": "Mercado Ana",
        "other": "Ana Alimentos Ltda",
        "sales": 0,
        "interactions": 0,
        "follow_ups": 0,
        "contacts": 1,
        "changed": ["tax_id", "city", "state"],
    }
    assert ran.json["summary"] == {"operation": 3}


@pytest.mark.usefixtures("two")
def test_a_rehearsal_counts_the_same_and_changes_nothing(done, path):
    before = state(path)

    rehearsed = done("customers", "merge", "mercado ana", ONE, "--dry-run")

    assert state(path) == before
    told, last = rehearsed.out.rsplit("\n", 2)[0], rehearsed.out.splitlines()[-1]
    assert last == "Ensaio: nada foi alterado."
    assert told == (
        "Ana Alimentos Ltda agora é Mercado Ana: 1 contato\n"
        " No cadastro de Mercado Ana mudou: CNPJ, cidade, estado"
    )
    assert done("customers", "merge", "mercado ana", ONE).out.startswith(told)


@pytest.mark.usefixtures("two")
def test_what_named_the_one_that_went_names_the_one_that_stands(done):
    done("customers", "merge", "mercado ana", ONE)

    for typed in (ONE, "1", "ana alimentos ltda", "alimentos", "mercado ana"):
        (row,) = done("customers", typed, "-f", "json").json["rows"]
        assert row["customer"] == "Mercado Ana"


@pytest.mark.usefixtures("two")
def test_the_record_that_went_is_still_in_the_export(done):
    done("customers", "merge", ONE, "mercado ana")

    people = exported(done, "customer")

    (stands,) = [row["id"] for row in people if row["name"] == "Ana Alimentos Ltda"]
    assert [(row["name"], row["merged_into"]) for row in people] == [
        ("Ana Alimentos Ltda", None),
        ("Bar do Zé", None),
        ("Mercado Ana", stands),
    ]


@pytest.mark.usefixtures("two")
def test_no_report_knows_the_one_that_went(done, path):
    done("customers", "Mercado Ana", "--former", "closed")
    done("customers", "merge", ONE, "mercado ana")

    listed = done("segments", "--list", "--limit", "0", "-f", "json").json["rows"]
    assert [row["customer"] for row in listed] == ["Ana Alimentos Ltda", "Bar do Zé"]
    counts = done("status", "-f", "json").json["summary"]["customers"]
    assert (counts["total"], counts["former"]) == (2, 0)


def test_merged_again_it_follows(done, take, path):
    take("a.csv", ORDERS, *(f"{n};02/03/2026;Loja {n};10,00" for n in "123"))
    before = state(path)
    done("customers", "merge", "Loja 2", "Loja 1")
    done("customers", "merge", "Loja 3", "Loja 2")

    assert names(done) == ["Loja 3"]
    assert done("customers", "Loja 1", "-f", "json").json["rows"][0]["customer"] == "Loja 3"
    assert news(take("b.csv", ORDERS, "1;02/03/2026;Loja 1;10,00")) == [0, 0, 0, 0]

    for _operation in range(2):
        done("undo")
    assert state(path) == before


# What the sources say afterwards.


@pytest.mark.parametrize("stands", [0, 1])
def test_the_files_come_again_and_say_nothing_new(done, take, path, stands):
    files = (
        ("lista.csv", LIST, f"1;Ana Alimentos Ltda;Mercadinho;{ONE};Itu;SP;Célia;(11) 4025-1010;"),
        ("outra.csv", LIST, "9;Mercado Ana;;;Salto;SP;Rui;(11) 4025-1010;a@b.example"),
        ("a.csv", ORDERS, "7;02/03/2026;Mercado Ana;100,00", "8;09/03/2026;Mercadinho;50,00"),
    )
    for file in files:
        take(*file)
    people = ("Ana Alimentos Ltda", "Mercado Ana")
    before = state(path)
    done("customers", "merge", people[stands], people[1 - stands])
    merged = state(path)

    for file in files[::-1]:
        assert news(take(*file)) == [0, 0, 0, 0]
    assert state(path) == merged

    done("undo")
    assert state(path) == before
    for file in files:
        assert news(take(*file)) == [0, 0, 0, 0]


@pytest.mark.parametrize("stands", [0, 1])
def test_a_list_with_both_corrects_only_the_one_that_stands(done, take, stands):
    header = "Código;Nome;Cidade;Porte;Observações;Data do último pedido"
    rows = ("1;Ana;Itu;P;às terças;05/02/2026", "2;Ana Maria;Salto;M;às quartas;06/02/2026")
    take("lista.csv", header, *rows)
    done("customers", "merge", str(stands + 1), str(2 - stands))

    assert news(take("lista.csv", header, *rows)) == [0, 0, 0, 0]
    row = exported(done, "customer")[stands]
    assert [row[key] for key in ("name", "city", "size", "notes", "stated_last_on")] == [
        ["Ana", "Itu", "P", "às terças", "2026-02-06"],
        ["Ana Maria", "Salto", "M", "às quartas", "2026-02-06"],
    ][stands]


def test_a_source_that_names_the_one_that_went_sells_to_the_one_that_stands(done, take):
    take("a.csv", "Pedido;Data;Cliente;Código;Valor", "7;02/03/2026;Mercado Ana;1;100,00")
    take("b.csv", "Pedido;Data;Cliente;Código;Valor", "8;02/03/2026;Ana Alimentos;2;50,00")
    done("customers", "merge", "Ana Alimentos", "Mercado Ana")

    summary = take(
        "c.csv",
        "Pedido;Data;Cliente;Código;Valor",
        "9;03/03/2026;Mercado Ana;1;10,00",  # the same words
        "10;03/03/2026;Mercado Ana Itu;1;10,00",  # the same code
    )

    assert news(summary) == [2, 0, 0, 0]
    assert sorted(sales(done, "Ana Alimentos")) == ["10", "7", "8", "9"]


def test_another_source_may_call_it_as_the_one_that_went(done, take, tmp_path):
    take("a.csv", ORDERS, "7;02/03/2026;Mercado Ana;100,00", "8;02/03/2026;Ana Alimentos;50,00")
    done("customers", "merge", "Ana Alimentos", "Mercado Ana")
    file = tmp_path / "b.csv"
    file.write_text(f"{ORDERS}\n1;04/03/2026;Mercado Ana;1,00\n", encoding="utf-8")

    ran = done("import", file, "--source", "outra", "-f", "json")

    assert news(ran.json["summary"]) == [1, 0, 0, 0]
    assert names(done) == ["Ana Alimentos"]


def test_equal_sales_of_one_day_both_stay(done, take):
    files = (
        ("a.csv", "Data;Cliente;Valor", "02/03/2026;Ana;10,00", "02/03/2026;Bia;10,00"),
        ("b.csv", "Data;Cliente;Valor", "02/03/2026;Bia;10,00"),
    )
    take(*files[0])
    done("customers", "merge", "Ana", "Bia")

    assert [row["amount_cents"] for row in done("sales", "-f", "json").json["rows"]] == [1000] * 2
    assert [news(take(*file)) for file in files] == [[0, 0, 0, 0]] * 2


def test_real_files_come_again_after_a_merge_and_after_its_undo(northwind, path):
    before = state(path)
    northwind("customers", "merge", "Island Trading", "The Cracker Box")
    merged = state(path)

    for whole in (merged, before):
        for file in ("orders.csv", "customers.csv"):
            ran = northwind("import", DATA / "northwind" / file, "-f", "json")
            assert news(ran.json["summary"]) == [0, 0, 0, 0]
        assert state(path) == whole
        if whole is merged:
            northwind("undo")


def test_a_merge_of_the_examples_is_undone_and_redone_bit_for_bit(example, path):
    example("log", "Empório da Ponte", "--result", "gave_up", "--reason", "price")
    example("log", "Doce Aurora", "--result", "callback", "--next", "2")
    before = state(path)
    example("customers", "merge", "Empório da Ponte", "Doce Aurora", "--yes")
    after = state(path)
    example("doctor")

    for _again in range(2):
        example("undo")
        assert state(path) == before
        example("doctor")
        example("redo")
        assert state(path) == after
        example("doctor")
    for file in ("serra-vendas.csv", "avila-pedidos.xlsx", "carteira-clientes.csv"):
        principal = ("--principal", "Serra Alimentos") if file.startswith("serra") else ()
        ran = example("import", EXAMPLES / file, *principal, "-f", "json")
        assert news(ran.json["summary"]) == [0, 0, 0, 0]


# People and marks.


def contacts(run):
    rows = exported(run, "contact")
    return sorted((row["name"], row["phone"], row["email"]) for row in rows)


def test_no_number_is_lost_and_none_is_there_twice(done, take):
    take(
        "lista.csv",
        LIST,
        "1;Ana;;;;;Célia;(11) 4025-1010;",
        "2;Bia;;;;;;(11) 4025-1010;celia@b.example",
        "2;Bia;;;;;Rui;(11) 4025-2020;",
    )
    done("customers", "merge", "Ana", "Bia")

    assert contacts(done) == [
        ("Célia", "+551140251010", "celia@b.example"),
        ("Rui", "+551140252020", ""),
    ]


@pytest.mark.parametrize("stands", ["Ana", "Bia"])
@pytest.mark.parametrize("marked", ["Ana", "Bia"])
def test_who_is_left_in_peace_stays_so(done, take, stands, marked):
    take("a.csv", ORDERS, "1;02/03/2026;Ana;1,00", "2;02/03/2026;Bia;1,00")
    done("customers", marked, "--do-not-contact")
    goes = {"Ana": "Bia", "Bia": "Ana"}[stands]

    done("customers", "merge", stands, goes)

    assert done("customers", "-f", "json").json["rows"][0]["do_not_contact"] is True


def test_only_former_twice_is_former(done, take):
    take("a.csv", ORDERS, *(f"{n};02/03/2026;Loja {n};1,00" for n in "1234"))
    for number in "123":
        done("customers", f"Loja {number}", "--former", "closed")
    done("customers", "merge", "Loja 1", "Loja 2")
    done("customers", "merge", "Loja 3", "Loja 4")

    rows = done("customers", "-f", "json").json["rows"]
    assert [row["former_reason"] for row in rows] == ["closed", None]
    done("doctor")


# What is refused.


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("ana", "zé"), 65, "2 clientes podem ser ana:"),
        (("zé", "ana"), 65, "2 clientes podem ser ana:"),
        (("zé", "Bar do Zé"), 65, "Bar do Zé é o próprio Bar do Zé."),
        (("zé", "xyz"), 65, "Nenhum cliente é xyz."),
        (("zé",), 2, "Falta SAI (o que se junta a ele)."),
        (("zé", "ana", "bia"), 2, "Há palavras a mais depois de customers merge."),
    ],
)
def test_a_wrong_wish_changes_nothing(carteira, path, arguments, code, sentence):
    before = state(path)

    ran = carteira("customers", "merge", *arguments)

    assert (ran.code, ran.out, ran.err.splitlines()[-1]) == (code, "", "Nada foi alterado.")
    assert ran.err.splitlines()[0] == f"carteira: {sentence}"
    assert state(path) == before


def test_of_two_by_one_name_the_other_is_meant(done, take):
    take("lista.csv", LIST, f"1;Mercado Ana;;{ONE};;;;;", f"2;Mercado Ana;;{OTHER};;;;;")

    done("customers", "merge", OTHER, "mercado ana", "--yes")

    assert done("customers", "mercado ana", "-f", "json").json["rows"][0]["tax_id"] == (
        "12345678000195"
    )


@pytest.mark.usefixtures("two")
def test_one_merged_already_is_the_one_it_was_merged_into(done, carteira):
    done("customers", "merge", ONE, "mercado ana")

    ran = carteira("customers", "merge", ONE, "mercado ana")

    assert (ran.code, ran.err.splitlines()[0]) == (
        65,
        "carteira: mercado ana é o próprio Ana Alimentos Ltda.",
    )


def test_two_tax_ids_take_a_yes(done, carteira, take, path):
    take("lista.csv", LIST, f"1;Ana;;{ONE};;;;;", f"2;Bia;;{OTHER};;;;;")
    before = state(path)
    warned = " Atenção: são dois CNPJs ou CPFs, 11.222.333/0001-81 e 12.345.678/0001-95."

    refused = carteira("customers", "merge", "Ana", "Bia")
    assert (refused.code, refused.out, refused.err) == (
        65,
        "",
        "carteira: Ana e Bia têm CNPJ ou CPF diferentes: 11.222.333/0001-81 e "
        "12.345.678/0001-95.\n"
        "Se são mesmo um cliente só (filiais, por exemplo), repita com --yes.\n"
        "Nada foi alterado.\n",
    )
    assert done("customers", "merge", "Ana", "Bia", "--dry-run").out.splitlines()[1] == warned
    assert state(path) == before

    assert done("customers", "merge", "Ana", "Bia", "--yes").out.splitlines()[1] == warned
    assert names(done) == ["Ana"]
    assert done("customers", OTHER, "-f", "json").json["rows"][0]["tax_id"] == "11222333000181"
    assert news(take("b.csv", LIST, f"2;Bia;;{OTHER};;;;;")) == [0, 0, 0, 0]


def test_somebody_called_merge_is_found(done, take):
    take("a.csv", ORDERS, "1;02/03/2026;Merge;1,00", "2;02/03/2026;Merge Duplicates;1,00")

    rows = done("customers", "-f", "json", "--", "merge").json["rows"]

    assert [row["customer"] for row in rows] == ["Merge"]


# Random histories.

PEOPLE = ("Ana", "Ana Maria", "Bia", "Bia Ltda")
ROWS = st.tuples(
    st.booleans(),  # whether the order has a number, one of its own
    st.sampled_from(("2026-03-02", "2026-04-09")),
    st.sampled_from(PEOPLE),
    st.sampled_from(("", "11222333000181", "12345678000195")),
    st.sampled_from(("", "7", "8")),
    st.sampled_from(("10.00", "20.00")),
)
STEPS = st.one_of(
    st.lists(ROWS, min_size=1, max_size=4),
    st.tuples(st.just("merge"), st.sampled_from(PEOPLE), st.sampled_from(PEOPLE)),
)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(STEPS, min_size=2, max_size=6))
def test_whatever_was_merged_a_file_that_comes_again_adds_nothing(carteira, steps):
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "any.db"
        taken = []
        for number, step in enumerate(steps):
            before = state(path) if path.exists() else None
            if isinstance(step, tuple):
                ran = carteira("--db", path, "customers", *step, "--yes")
            else:
                taken.append(written(Path(name) / f"{number}.csv", step))
                ran = imported(carteira, path, taken[-1])
            assert ran.code in (0, 65), ran.err
            assert carteira("--db", path, "doctor").code == 0
            if ran.code == 0 and before is not None and state(path) != before:
                assert carteira("--db", path, "undo").code == 0
                assert state(path) == before
                assert carteira("--db", path, "redo").code == 0
        settled(carteira, path, taken)


def written(file, rows):
    with file.open("w", encoding="utf-8", newline="") as stream:
        header = ("Pedido", "Data", "Cliente", "CNPJ", "Código", "Valor")
        numbers = (f"{file.stem}{place}" if row[0] else "" for place, row in enumerate(rows))
        orders = [(number, *row[1:]) for number, row in zip(numbers, rows, strict=True)]
        csv.writer(stream).writerows([header, *orders])
    return file


def imported(carteira, path, file):
    options = ("--date-order", "ymd", "--decimal", ".", "-f", "json")
    return carteira("--db", path, "import", file, *options)


def settled(carteira, path, taken):
    """Each file comes again: nobody new, and no sale twice."""
    for file in taken:
        ran = imported(carteira, path, file)
        if ran.code == 0:
            summary = ran.json["summary"]
            assert (summary["rows_imported"], summary["customers_created"]) == (0, 0)


# Undone and redone out of order.


@pytest.fixture
def shops(done, take):
    """Three shops, each by an import of its own: operations 1 to 3."""
    for number, name in enumerate(("Ana", "Bia", "Cao"), start=1):
        take(f"{name}.csv", ORDERS, f"{number};02/03/2026;{name};{number}0,00")
    return done


def test_what_comes_back_to_one_that_went_goes_on_to_the_one_that_stands(shops, take, path):
    take("b.csv", ORDERS, "9;04/03/2026;Bia;5,00")
    shops("undo")
    shops("customers", "merge", "Ana", "Bia")
    before = state(path)

    shops("undo", 5)  # the import of order 9 comes back

    assert sorted(sales(shops, "Ana")) == ["1", "2", "9"]
    shops("doctor")
    shops("undo", 7)
    assert state(path) == before


def test_a_merge_that_comes_back_follows_a_later_one(shops, path):
    shops("customers", "merge", "Ana", "Bia")
    shops("undo")
    shops("customers", "merge", "Cao", "Ana")
    before = state(path)

    shops("undo", 5)  # Bia is Ana again, and Ana is Cao

    assert names(shops) == ["Cao"]
    assert sorted(sales(shops, "Bia")) == ["1", "2", "3"]
    shops("doctor")
    shops("undo", 7)
    assert state(path) == before


def test_two_are_not_merged_into_each_other(shops, carteira, path):
    shops("customers", "merge", "Ana", "Bia")
    shops("undo")
    shops("customers", "merge", "Bia", "Ana")
    before = state(path)

    refused = carteira("undo", 5)

    assert (refused.code, refused.out, refused.err.splitlines()[0]) == (
        65,
        "",
        "carteira: A operação 5 não pode ser desfeita, nem em parte.",
    )
    assert state(path) == before


# What came while two were one, after they are two again

DAILY = "Data;Cliente;Valor"
CAME = ("02/04/2026;Mercado Ana;30,00", "03/04/2026;Mercado Ana;40,00")


@pytest.fixture
def parted(done, take):
    """Two shops that were one while the second's newer orders, without numbers, came."""
    take("a.csv", DAILY, "02/03/2026;Mercado Ana;10,00", "02/04/2026;Padaria Bia;30,00")
    done("customers", "merge", "Padaria Bia", "Mercado Ana")
    take("b.csv", DAILY, *CAME)
    done("undo", "2")


def owned(run):
    rows = run("sales", "--limit", "0", "--since", "all", "-f", "json").json["rows"]
    return sorted((row["customer"], row["date"], row["amount_cents"]) for row in rows)


@pytest.mark.usefixtures("parted")
def test_what_came_while_two_were_one_goes_to_whom_its_file_names(done, take):
    assert owned(done)[-2:] == [
        ("Padaria Bia", "2026-04-02", 3000),
        ("Padaria Bia", "2026-04-03", 4000),
    ]

    assert news(take("b.csv", DAILY, *CAME)) == [1, 1, 0, 0]  # that of 02/04 looked like Bia's

    assert owned(done) == [
        ("Mercado Ana", "2026-03-02", 1000),
        ("Mercado Ana", "2026-04-02", 3000),
        ("Mercado Ana", "2026-04-03", 4000),
        ("Padaria Bia", "2026-04-02", 3000),
    ]
    assert news(take("b.csv", DAILY, *CAME)) == [0, 0, 0, 0]
    assert done("doctor", "-f", "json").json["summary"] == {"sound": True}


@pytest.mark.usefixtures("parted")
def test_only_as_much_goes_as_came(done, take):
    more = [*CAME, CAME[0], CAME[0], "03/04/2026;Mercado Ana;41,00"]

    assert news(take("b.csv", DAILY, *more)) == [4, 1, 0, 0]
    assert news(take("a.csv", DAILY, "02/04/2026;Padaria Bia;30,00")) == [0, 0, 0, 0]
    assert owned(done)[-1] == ("Padaria Bia", "2026-04-02", 3000)
