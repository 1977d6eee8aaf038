"""Kinds of rows: each is written once, and told again by the party's object."""

from contextlib import closing

import pytest

from carteira_cli.domain.rows import Party
from carteira_cli.store.file import open_portfolio
from carteira_cli.store.kinds import KIND, Kinds
from carteira_cli.store.operations import Operation
from carteira_cli.store.sources import Origin

ANA, BIA, CAIO = (Party(name=name) for name in ("Ana", "Bia", "Caio"))
SAID = (None, "", "", None, "", "")


@pytest.fixture
def portfolio(tmp_path):
    with closing(open_portfolio(tmp_path / "carteira.db")) as connection:
        connection.execute(f"CREATE TEMP TABLE kind ({KIND})")
        yield connection


@pytest.mark.parametrize(
    ("most", "numbers"), [(50_000, [0, 1, 0, 2, 0, 1]), (2, [0, 1, 0, 2, 3, 4])]
)
def test_who_is_forgotten_is_the_same_customer_again(portfolio, most, numbers):
    claims = {}
    running = Operation(1, "2026-11-22", "", iter(range(100)))
    kinds = Kinds(portfolio, running, claims, lambda _name: Origin(7, None), most)

    found = []
    for parties in ([ANA, BIA], [ANA, CAIO], [ANA, BIA]):
        said = [[value] * len(parties) for value in SAID]
        found += kinds.of(parties, [""] * len(parties), ["open"] * len(parties), said)

    rows = portfolio.execute("SELECT kind, claim, status FROM kind ORDER BY kind").fetchall()
    assert [number for number, *_origin in found] == numbers
    assert {claim.party: number for claim, number in claims.items()} == {ANA: 0, BIA: 1, CAIO: 2}
    assert [rows[number] for number in numbers] == [
        (number, claim, "open") for number, claim in zip(numbers, (0, 1, 0, 2, 0, 1), strict=True)
    ]
