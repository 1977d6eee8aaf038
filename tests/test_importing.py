import pytest

from carteira_cli.domain.importing import Outcome, with_wrong_tax_id
from carteira_cli.domain.rows import Party, Problem, Skipped

BAD = Problem(2, "Data", "31/02", "não existe")


def test_every_row_of_the_file_is_counted_once():
    outcome = Outcome(
        imported=3, duplicate=2, updated=1, problems=[BAD], skipped=[Skipped(9, "linha de total")]
    )

    assert (outcome.should_count, outcome.read) == (7, 8)


@pytest.mark.parametrize(
    ("refused", "imported", "mostly"), [(0, 0, False), (1, 0, True), (1, 1, False), (2, 1, True)]
)
def test_more_than_half_is_more_than_half(refused, imported, mostly):
    outcome = Outcome(imported=imported, problems=[BAD] * refused)

    assert outcome.mostly_refused is mostly


def test_totals_and_titles_do_not_dilute_what_was_refused():
    noise = [Skipped(line, "linha de total") for line in range(10)]

    assert Outcome(imported=1, problems=[BAD, BAD], skipped=noise).mostly_refused


def test_a_wrong_tax_id_is_told_once_for_each_name():
    ana, bia = Party(name="Ana", tax_id_text="1"), Party(name="Bia", tax_id_text="1")

    assert with_wrong_tax_id([Party(name="Caio"), bia, ana, bia]) == [bia, ana]
    assert with_wrong_tax_id([]) == []
