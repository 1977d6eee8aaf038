import pytest

from carteira_cli.ingest.statuses import is_known, status_of


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Em aberto", "open"),
        ("PENDENTE", "open"),
        ("Faturado em parte", "partially_invoiced"),
        ("Parcialmente faturado", "partially_invoiced"),
        ("partially_invoiced", "partially_invoiced"),
        ("Faturado", "invoiced"),
        ("N", "invoiced"),
        ("shipped", "invoiced"),
        ("Quitado", "paid"),
        ("Cancelado", "cancelled"),
        ("Y", "cancelled"),
        ("canceled", "cancelled"),
        ("Devolução", "returned"),
        ("", ""),
        ("  ", ""),
        ("Na doca", "invoiced"),
        (1.0, "invoiced"),
    ],
)
def test_status_words(word, code):
    assert status_of(word) == code


def test_which_words_are_known():
    assert is_known("Pago")
    assert is_known(" ")
    assert not is_known("Na doca")
