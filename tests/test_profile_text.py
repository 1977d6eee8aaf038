"""Profiles as JSON: what comes back as it went, and what is refused with its place and reason."""

import json
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carteira_cli.cli import _catalogue
from carteira_cli.errors import BadData, speak
from carteira_cli.ingest.columns import NAMES, key
from carteira_cli.ingest.profile import Join, Profile, Split
from carteira_cli.ingest.profile_text import built_in, parse, text_of

WORDS = st.text("abcçãé #/-_%()", min_size=1, max_size=12).filter(key)
NAMED = st.lists(WORDS, max_size=3, unique=True).map(tuple)
FIELDS = st.sampled_from(sorted(NAMES))


@st.composite
def profiles(draw):
    columns = draw(st.dictionaries(FIELDS, st.nothing() | WORDS, max_size=4))
    columns = {field: f"{column} {at}" for at, (field, column) in enumerate(columns.items())}
    returns = draw(st.sampled_from(["", "Devoluções"])) if "amount" in columns else ""
    return Profile(
        name=draw(st.text("abc ãé-", min_size=1, max_size=9).filter(str.strip)),
        title=draw(st.text(max_size=20).filter(lambda text: text.isprintable())),
        kind=draw(st.sampled_from(["", "sales", "customers", "contacts", "interactions"])),
        signature=draw(st.lists(WORDS, min_size=1, max_size=4).map(tuple)),
        columns=columns,
        ignored=draw(NAMED),
        choices=draw(st.dictionaries(st.sampled_from(["date", "amount"]), NAMED)),
        joins=draw(
            st.lists(
                st.builds(Join, FIELDS, st.lists(WORDS, min_size=1, max_size=3).map(tuple), WORDS),
                max_size=2,
            ).map(tuple)
        ),
        splits=draw(
            st.lists(
                st.builds(Split, WORDS, FIELDS.map(lambda name: rf"(?P<{name}>\d+) - .+")),
                max_size=2,
            ).map(tuple)
        ),
        statuses=draw(st.dictionaries(WORDS, st.sampled_from(["open", "paid", "returned"]))),
        results=draw(st.dictionaries(WORDS, st.sampled_from(["refused", "callback"]))),
        deleted=draw(st.dictionaries(WORDS, NAMED)),
        numbered=draw(st.sampled_from(["", "Ordem"])),
        returns=returns,
        received=draw(st.sampled_from(["", "Valor"])),
        date_order=draw(st.sampled_from(["", "dmy", "mdy", "ymd"])),
        decimal=draw(st.sampled_from(["", ",", "."])),
        cents_from=draw(st.sampled_from(["", "net", "gross"])),
        source=draw(WORDS),
        principal=draw(WORDS),
    )


@given(profiles())
def test_what_is_written_is_read_back(profile):
    text = text_of(profile)

    assert parse(text) == profile
    assert parse(text.encode()) == profile
    assert text_of(parse(text)) == text


@given(st.sampled_from(built_in()))
def test_the_built_in_profiles_are_written_as_they_are_read(profile):
    assert parse(text_of(profile)) == profile


def test_the_built_in_profiles_are_such_as_a_person_may_write():
    folder = files("carteira_cli.ingest").joinpath("profiles")
    written = [parse(each.read_bytes()) for each in folder.iterdir()]

    assert sorted(written, key=lambda profile: profile.name) == [*built_in()]


def test_the_built_in_profiles_are_by_name_and_have_a_title():
    names = [profile.name for profile in built_in()]

    assert names == sorted(set(names))
    assert {"mercos-vendas", "sap-mensal", "uci-online-retail"} <= set(names)
    assert all(profile.title and profile.kind for profile in built_in())


def test_what_says_nothing_is_not_written():
    assert json.loads(text_of(Profile("meu", signature=("Data",)))) == {
        "name": "meu",
        "signature": ["Data"],
    }


SMALLEST = '{"name": "meu", "signature": ["Emissão"]}'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_an_editor_may_save_it_in_its_own_encoding(encoding):
    assert parse(SMALLEST.encode(encoding)) == Profile("meu", signature=("Emissão",))


def refused(text: str | bytes) -> str:
    with pytest.raises(BadData) as fault:
        parse(text)
    assert fault.value.remedy
    return fault.value.sentence.removeprefix("O perfil não serve: ")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "linha 1: aí o JSON se quebra."),
        ('{"name":\n "meu",\n}', "linha 3: aí o JSON se quebra."),
        ("[" * 9999, "linha 1: aí o JSON se quebra."),
        ('{"name":\n "meu', "linha 2: aí o JSON se quebra."),
        ('{"name":\n "meu\n}', "linha 2: aí o JSON se quebra."),
        ("[]", "JSON: [] não é um objeto { }."),
        ("{}", "name: falta."),
        ('{"name": 7}', "name: 7 não é um texto."),
        ('{"name": "meu", "signature": "Data"}', 'signature: "Data" não é uma lista [ ].'),
        ('{"name": "meu", "columns": ["Data"]}', 'columns: ["Data"] não é um objeto { }.'),
        ('{"name": "meu", "columns": {"date": null}}', "columns.date: null não é um texto."),
        ('{"name": "meu", "joins": ["A1"]}', 'joins.0: "A1" não é um objeto { }.'),
        ('{"name": "meu", "joins": [{"field": "code"}]}', "joins.0.columns: falta."),
        ('{"name": "meu", "sum": "Valor"}', "sum: não existe num perfil."),
    ],
)
def test_what_is_no_profile_is_told_by_its_place(text, said):
    assert refused(text) == said


def test_bytes_that_are_no_text():
    assert refused(b"\x00\x01") == "O arquivo é binário: não é texto nem planilha."


def useless(**parts) -> str:
    return refused(json.dumps({"name": "meu", "signature": ["Data"], **parts}))


FIELD = "“quando” não é um campo."
TOO_MUCH = "o padrão é complicado demais: até 3 repetições (* + {}), e de grupo nenhuma."
STATUSES = "ordered, open, partially_invoiced, invoiced, paid, cancelled, returned"
RESULTS = (
    "order_promised, quote_sent, callback, no_answer, whatsapp_sent, refused, gave_up, "
    "wrong_number, do_not_contact, skipped"
)


def pattern(text: str) -> dict:
    return {"splits": [{"column": "Cliente", "pattern": text}]}


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"name": " "}, "name: falta o nome."),
        ({"name": "a\u202eb"}, "name: falta o nome."),
        ({"signature": []}, "signature: faltam as colunas que dizem de onde o arquivo é."),
        ({"signature": [" "]}, "signature: faltam as colunas que dizem de onde o arquivo é."),
        ({"columns": {"quando": "Data"}}, f"columns.quando: {FIELD}"),
        (
            {"columns": {"date": "Data", "paid_on": "DATA"}},
            "columns.paid_on: a coluna “DATA” já é de date.",
        ),
        ({"joins": [{"field": "quando", "columns": ["A"]}]}, f"joins.0.field: {FIELD}"),
        ({"joins": [{"field": "code", "columns": []}]}, "joins.0.columns: faltam as colunas."),
        (
            {"choices": {"customer": ["Cliente"]}},
            "choices.customer: “customer” não existe; existem date, amount.",
        ),
        (
            {"kind": "vendas"},
            "kind: “vendas” não existe; existem sales, customers, contacts, interactions.",
        ),
        ({"date_order": "dm"}, "date_order: “dm” não existe; existem dmy, mdy, ymd."),
        ({"decimal": ";"}, "decimal: “;” não existe; existem ,, .."),
        ({"cents_from": "x"}, "cents_from: “x” não existe; existem net, gross."),
        (
            {"statuses": {"OK": "faturado"}},
            f"statuses.OK: “faturado” não existe; existem {STATUSES}.",
        ),
        (
            {"results": {"OK": "sim"}},
            f"results.OK: “sim” não existe; existem {RESULTS}.",
        ),
        (
            {"returns": "Devoluções"},
            "returns: falta dizer em columns.amount a coluna das vendas.",
        ),
        (pattern("(?P<code>["), "splits.0.pattern: não é uma expressão regular."),
        (pattern("(?P<code>a{99999999999})"), "splits.0.pattern: não é uma expressão regular."),
        (
            pattern(r"(\d+) - (?P<customer>.+)"),
            "splits.0.pattern: cada grupo precisa de um nome: (?P<code>…).",
        ),
        (pattern(r"\d+"), "splits.0.pattern: cada grupo precisa de um nome: (?P<code>…)."),
        (pattern(r"(?P<quando>\d+)"), f"splits.0.pattern: {FIELD}"),
        (pattern("(?P<code>(?:a+)+)b"), f"splits.0.pattern: {TOO_MUCH}"),
        (pattern("(?P<code>a|a)*b"), f"splits.0.pattern: {TOO_MUCH}"),
        (pattern("(?P<code>.*.*.*.*.*)b"), f"splits.0.pattern: {TOO_MUCH}"),
        (pattern("(?P<code>" + "a?" * 9 + ")"), f"splits.0.pattern: {TOO_MUCH}"),
        (pattern("(?P<code>a)(?=b)"), f"splits.0.pattern: {TOO_MUCH}"),
        (pattern("(?P<code>" + "a" * 200 + ")"), f"splits.0.pattern: {TOO_MUCH}"),
    ],
)
def test_a_profile_that_cannot_be_used_says_why(parts, said):
    assert useless(**parts) == said


@pytest.mark.parametrize(
    "text", [r"\(\(\)+(?P<code>[()+*]+)\)*", r"(?P<code>[]+)]{2})(?:x|y)(?P<customer>\[.+)"]
)
def test_signs_that_stand_for_themselves_repeat_no_group(text):
    assert parse(json.dumps({"name": "meu", "signature": ["Data"], **pattern(text)})).splits == (
        Split("Cliente", text),
    )


def test_in_english():
    speak(_catalogue("en"))

    with pytest.raises(BadData) as fault:
        parse('{"name": 7}')
    assert fault.value.sentence == "The profile will not do: name: 7 is not a text."
