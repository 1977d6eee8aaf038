import pytest
from hypothesis import given
from hypothesis import strategies as st

from carteira_cli.domain.rows import Reach
from carteira_cli.ingest.phones import reaches_of

MOBILE, LINE = "+5511988887777", "+551140251010"


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("(11) 98888-7777", MOBILE),
        ("11988887777", MOBILE),
        ("11-9-8888-7777", MOBILE),
        ("11/98888-7777", MOBILE),
        ("+55 11 98888-7777", MOBILE),
        ("5511988887777", MOBILE),
        ("0xx11 4025-1010", LINE),
        ("011 4025.1010", LINE),
        ("99-9-9999-9999", "+5599999999999"),
        ("+55 (11) 98888-7777 ramal 5", MOBILE),
        ("WhatsApp 11 98888-7777", MOBILE),
        ("11 98888-7777/7778", MOBILE),
        ("+1 212 555 0199", "+12125550199"),
        ("+1 245-555-0173", ""),
        ("+1 2455550173", ""),
        ("(11) 8888-7777", ""),
        ("4025-1010 r. 20", ""),
        ("119888877777", ""),
        ("não tem", ""),
        ("1", ""),
    ],
)
def test_one_phone_stays_the_text_it_came_as(text, phone):
    assert reaches_of(f" {text} ") == (Reach("", phone, text),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("Ana (11) 98888-7777", [("Ana", MOBILE, "(11) 98888-7777")]),
        ("(11) 98888-7777 - (Ana)", [("Ana", MOBILE, "(11) 98888-7777")]),
        ("Ana e Bia 4025-1010", [("Ana e Bia", "", "4025-1010")]),
        (
            "Maria (11) 98888-7777 / João 11 4025-1010 r. 20",
            [("Maria", MOBILE, "(11) 98888-7777"), ("João", LINE, "11 4025-1010 r. 20")],
        ),
        (
            "11 98888 7777 Ana; 11 4025-1010 Zé",
            [("Ana", MOBILE, "11 98888 7777"), ("Zé", LINE, "11 4025-1010")],
        ),
        (
            "11 98888-7777 Ana 11 4025-1010 Zé",
            [("Ana", MOBILE, "11 98888-7777"), ("Zé", LINE, "11 4025-1010")],
        ),
        (
            "Ana 11 4025-1010 r. 20 Rui 11 98888-7777",
            [("Ana", LINE, "11 4025-1010 r. 20"), ("Rui", MOBILE, "11 98888-7777")],
        ),
        (
            "11 4025-1010 Ana, Rui 11 98888-7777",
            [("Ana", LINE, "11 4025-1010"), ("Rui", MOBILE, "11 98888-7777")],
        ),
        (
            "Ana / 11 4025-1010 / Rui / 11 98888-7777",
            [("Ana", LINE, "11 4025-1010"), ("Rui", MOBILE, "11 98888-7777")],
        ),
        (
            "Tel: 11 4025-1010 Fax: 11 4025-1011",
            [("", LINE, "11 4025-1010"), ("Fax", "+551140251011", "11 4025-1011")],
        ),
        (
            "11 4025 1010 11 98888 7777",
            [("", LINE, "11 4025 1010"), ("", MOBILE, "11 98888 7777")],
        ),
        (
            "11 4025-1010, 4025-1011 ::: 98888-7777",
            [("", LINE, "11 4025-1010"), ("", "", "4025-1011"), ("", "", "98888-7777")],
        ),
        (
            "+1 245-555-0173 / Ana 4025-1010",
            [("", "", "+1 245-555-0173"), ("Ana", "", "4025-1010")],
        ),
        (
            "Ana 11 4025-1010 / Rui 11 4025-1010",
            [("Ana", LINE, "11 4025-1010"), ("Rui", LINE, "11 4025-1010")],
        ),
        (
            "11 4025-1010 ou 1140251010 ou 11 98888-7777",
            [("", LINE, "11 4025-1010"), ("", MOBILE, "11 98888-7777")],
        ),
        (
            "2) 11 4025-1010 " + "só depois das 14 h, nunca às segundas nem no dia 10 do mês",
            [("só depois das 14 h, nunca às segundas nem no dia 10 do mês", LINE,
              "2) 11 4025-1010")],
        ),
    ],
)  # fmt: skip
def test_several_phones_with_the_names_between_them(text, expected):
    assert [tuple(reach[:3]) for reach in reaches_of(text)] == expected


def test_a_long_remark_is_no_name():
    remark = "não ligar antes das dez nem depois das quatro, e nunca na segunda-feira"
    assert reaches_of(f"11 4025-1010 {remark} / 11 98888-7777") == (
        Reach("", LINE, f"11 4025-1010 {remark}"),
        Reach("", MOBILE, "11 98888-7777"),
    )


NAME = st.sampled_from(["", "Ana", "João Souza", "Compras", "Dona Célia"])
NUMBER = st.sampled_from(
    [("11 4025-1010", LINE), ("(11) 98888-7777", MOBILE), ("+55 21 3333-4444", "+552133334444"),
     ("3333-4444", ""), ("21-9-7777-6666", "+5521977776666")]
)  # fmt: skip


@given(
    st.lists(st.tuples(NAME, NUMBER), min_size=2, max_size=5, unique_by=lambda told: told[1][0]),
    st.sampled_from([" / ", "; ", "\n", " | ", " ::: "]),
    st.booleans(),
)
def test_every_number_and_name_is_found_however_they_stand(told, between, name_first):
    cells = [
        " ".join(filter(None, (name, text) if name_first else (text, name)))
        for name, (text, _phone) in told
    ]
    assert reaches_of(between.join(cells)) == tuple(
        Reach(name, phone, text) for name, (text, phone) in told
    )


@given(st.text(st.sampled_from("0123456789 ()+-./;,Anar:"), max_size=60))
def test_no_digit_is_lost(text):
    found = reaches_of(text)
    shown = "".join(reach.name + reach.phone_text for reach in found)
    assert {digit for digit in text if digit.isdigit()} == {c for c in shown if c.isdigit()}
