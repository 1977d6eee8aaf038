"""What an import settled, as a profile."""

import io

import pytest

from carteira_cli.errors import BadData
from carteira_cli.ingest.examining import examine
from carteira_cli.ingest.layout import Wishes
from carteira_cli.ingest.learning import learned
from carteira_cli.ingest.profile import Profile
from carteira_cli.ingest.profile_text import built_in, parse, text_of
from carteira_cli.ingest.reading import read
from conftest import DATA
from packing import csv


def layout(*lines, profiles=(), **wishes):
    return examine(io.BytesIO(csv(*lines)), "a.csv", Wishes(**wishes), profiles)[0]


def test_what_the_columns_share_is_kept_and_what_they_do_not_is_left_open():
    found = layout(
        "Data;Pago em;Cliente;Valor;Quantidade;Relato",
        "02/13/2026;13/02/2026;Ana;1,50;1.5;x",
        "02/14/2026;14/02/2026;Bia;2,50;2.5;x",
    )
    assert learned(found, "meu") == Profile(
        "meu",
        kind="sales",
        signature=("Data", "Cliente", "Quantidade", "Valor", "Pago em"),
        columns={
            "date": "Data",
            "paid_on": "Pago em",
            "customer": "Cliente",
            "amount": "Valor",
            "quantity": "Quantidade",
        },
    )


NET = ("Data;Cliente;Valor Líquido;Valor Bruto", "13/02/2026;Ana;1,00;2,00")


@pytest.mark.parametrize(
    ("lines", "before", "wished", "kept"),
    [
        (NET, "", "gross", "gross"),
        (NET, "", "", "net"),
        (NET, "gross", "", "gross"),
        (NET, "gross", "net", "net"),
        (("Data;Cliente;Valor", "13/02/2026;Ana;1,00"), "gross", "", "gross"),
        (("Data;Cliente;Valor", "13/02/2026;Ana;1,00"), "", "net", ""),
    ],
)
def test_which_amount_counts(lines, before, wished, kept):
    known = Profile("a", signature=("Cliente",), cents_from=before)

    assert learned(layout(*lines, profiles=(known,), cents_from=wished), "b").cents_from == kept


SAP = ("Cod + Nome cliente;Quantidade;Vendas;Devoluções;Faturado", "1 - Ana;3;9,00;1,00;8,00")


def test_what_a_profile_does_to_rows_is_kept():
    (sap,) = (profile for profile in built_in() if profile.name == "sap-mensal")
    again = learned(layout(*SAP, "Total;3;9,00;1,00;8,00", profiles=(sap,), kind="sales",
                           columns=(("date", "Faturado"),), date_order="dmy"), "meu")  # fmt: skip

    assert (again.splits, again.returns, again.ignored) == (sap.splits, sap.returns, sap.ignored)
    assert again.columns == {"amount": "Vendas", "quantity": "Quantidade", "date": "Faturado"}
    assert parse(text_of(again)) == again


def test_months_are_not_kept_only_who_sold():
    found = layout("Cliente;Jan/2025;Fev/2025;Total", "Ana;1,00;2,00;3,00")

    assert learned(found, "meu") == Profile(
        "meu",
        kind="sales",
        signature=("Cliente",),
        columns={"customer": "Cliente"},
        date_order="dmy",
        decimal=",",
    )


CORPUS = sorted(path for path in DATA.glob("corpus/*/*.*") if path.name != "expected.json")


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_table_of_the_corpus_is_read_again_as_it_taught(path):
    with path.open("rb") as stream:
        try:
            tables = examine(stream, path.name, Wishes(), built_in())
        except BadData:
            return  # no table that can be read without a word from the user
        for table in [each for each in tables if each.header_line]:
            own = learned(table, "meu")
            assert parse(text_of(own)) == own
            again = examine(stream, path.name, Wishes(), (own, *built_in()))
            (same,) = (each for each in again if each.sheet == table.sheet)
            assert same.profile.name == "meu"
            assert list(read(stream, same)) == list(read(stream, table))


def test_a_file_whose_columns_have_no_names():
    found = layout("13/02/2026;Ana;1,00", columns=(("date", "#1"), ("customer", "#2"),
                   ("amount", "#3")))  # fmt: skip

    with pytest.raises(BadData) as fault:
        learned(found, "meu")
    assert fault.value.remedy == "Repita sem --save-profile."
