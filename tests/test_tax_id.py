import pytest
from hypothesis import given
from hypothesis import strategies as st
from validate_docbr import CNPJ, CPF

from carteira_cli.domain.tax_id import mask, read_tax_id


@pytest.mark.parametrize(
    ("text", "tax_id"),
    [
        ("12.345.678/0001-95", "12345678000195"),
        (" 12345678000195 ", "12345678000195"),
        ("12 345 678 0001 95", "12345678000195"),
        ("12.ABC.345/01DE-35", "12ABC34501DE35"),
        ("12abc34501de35", "12ABC34501DE35"),
        ("529.982.247-25", "52998224725"),
        ("52998224725", "52998224725"),
    ],
)
def test_a_tax_id_is_read_with_and_without_its_mask(text, tax_id):
    assert read_tax_id(text, was_number=False) == tax_id


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ISENTO",
        "12.345.678/0001-94",
        "00000000000000",
        "11111111111",
        "1234567800019",
        "191",
        "12345678000195.0",
        "1.2345678000195E+13",
        "１２３４５６７８０００１９５",
        "12ABC34501DEß5",
        "\x00" * 14,
    ],
)
def test_what_does_not_check_is_nobody(text):
    assert read_tax_id(text, was_number=False) == ""


@pytest.mark.parametrize(
    ("text", "tax_id"),
    [
        ("12345678000195", "12345678000195"),
        ("12345678000195.0", "12345678000195"),
        ("191", "00000000000191"),
        ("3007331000141", "03007331000141"),
        ("0.00", ""),
        ("-5", ""),
        ("1.2345678000195E+13", ""),
        ("123456780001950", ""),
    ],
)
def test_a_number_gets_back_the_zeros_it_lost(text, tax_id):
    assert read_tax_id(text, was_number=True) == tax_id


def test_a_short_number_is_a_cpf_where_only_that_checks():
    assert CPF().validate("01234567890")
    assert not CNPJ().validate("00001234567890")
    assert read_tax_id("1234567890", was_number=True) == "01234567890"


@given(st.text(), st.booleans())
def test_no_text_stops_the_reading(text, was_number):
    assert len(read_tax_id(text, was_number=was_number)) in {0, 11, 14}


@given(st.from_regex(r"[0-9A-Z]{12}", fullmatch=True))
def test_every_number_with_right_digits_survives_its_mask(root):
    cnpj = CNPJ()
    body = root + cnpj._generate_first_digit(root)
    tax_id = body + cnpj._generate_second_digit(body)
    expected = tax_id if len(set(tax_id)) > 1 else ""
    assert read_tax_id(mask(tax_id), was_number=False) == expected
    assert mask(tax_id) == cnpj.mask(tax_id)


def test_masks_are_those_of_the_tax_office():
    assert mask("12ABC34501DE35") == "12.ABC.345/01DE-35"
    assert mask("52998224725") == "529.982.247-25"
    assert mask("123") == "123"
    assert mask("") == ""
