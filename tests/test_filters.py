from carteira_cli.domain.filters import Filters, kept
from carteira_cli.domain.models import Customer

BLANK = Customer(0, "", "", "", "", "", "", "", "", "", "", None, None, None, None, 0)
ANA = BLANK._replace(id=1, city="São Paulo", state="SP", segment="Mercado")
BIA = BLANK._replace(id=2, city="São José", state="SC", segment="Padaria")
NOWHERE = BLANK._replace(id=3)
ALL = [ANA, BIA, NOWHERE]


def test_no_filter_keeps_everybody():
    assert kept(ALL, Filters()) == {1, 2, 3}
    assert kept([], Filters(city="São Paulo")) == set()


def test_a_city_may_be_typed_without_accents_and_in_part():
    assert kept(ALL, Filters(city="sao")) == {1, 2}
    assert kept(ALL, Filters(city="SÃO PAULO")) == {1}
    assert kept(ALL, Filters(city="Paulo")) == set()


def test_all_filters_must_hold():
    assert kept(ALL, Filters(city="são", state="sc", segment="pad")) == {2}
    assert kept(ALL, Filters(state="SP", segment="padaria")) == set()


def test_only_city_state_and_segment_stand_in_the_record():
    assert not Filters(classes=frozenset("A"), situations=frozenset({"new"})).by_record
    assert all(Filters(**{place: "x"}).by_record for place in ("city", "state", "segment"))
