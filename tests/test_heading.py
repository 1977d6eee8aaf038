"""Where the header is, and which profile fits it."""

import pytest

from carteira_cli.ingest.heading import Heading, heading_of, unfit
from carteira_cli.ingest.profile import NO_PROFILE, Profile

SMALL = Profile("pequeno", signature=("Data", "Valor"))
OTHER = Profile("outro", signature=("Valor", "DATA"))
LARGE = Profile("grande", signature=("Data", "Valor", "Nº Pedido"))
BLANK = Profile("sem nada")

HEAD = [
    (1, ["Vendas 2025", "", 2025.0]),
    (3, ["Data", "Valor"]),
    (5, [" data ", "VALOR (R$)", "Nº do Pedido", "", 7.0]),
    (6, ["13/02/2026", "1,00", "1"]),
]


def heading(*profiles, asked="", head=HEAD):
    return heading_of(head, (), profiles, asked)


def test_without_a_profile_the_names_tell():
    assert heading(BLANK) == Heading(
        5, ("data", "VALOR (R$)", "Nº do Pedido", "", "7"), NO_PROFILE,
        ("Vendas 2025", "2025", "Data", "Valor"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("profiles", "line", "found"),
    [
        ((SMALL, BLANK), 3, SMALL),
        ((SMALL, OTHER), 3, SMALL),
        ((OTHER, SMALL), 3, OTHER),
        ((SMALL, OTHER, LARGE), 5, LARGE),
        ((Profile("x", signature=("Cor",)), SMALL), 3, SMALL),
    ],
)
def test_the_profile_with_most_columns_wins_and_of_equals_the_first(profiles, line, found):
    assert heading(*profiles)[::2] == (line, found)


def test_the_profile_that_was_asked_for_or_none():
    assert heading(SMALL, LARGE, asked="pequeno").profile == SMALL
    assert heading(SMALL, Profile("x", signature=("Cor",)), asked="x") is None


def test_what_the_wanted_profile_lacks_is_named():
    fault = unfit("x", HEAD, [SMALL, Profile("x", signature=("Data", "Cor", "nº pedido"))])

    assert fault.sentence == "O arquivo não serve no perfil x: falta “Cor”."
    assert fault.remedy == "As colunas são: data, VALOR (R$), Nº do Pedido, 7."
