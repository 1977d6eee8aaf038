import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carteira_cli.errors import BadData
from carteira_cli.ingest.encoding import settle_encoding

TEXT = "Razão Social;Preço;Média\nPão São João;é;ação\n"


def settled(data: bytes) -> str:
    return settle_encoding(io.BytesIO(data))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "cp850"])
def test_each_encoding_is_told(encoding):
    assert settled(TEXT.encode(encoding)) == encoding


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"so ascii", "utf-8"),
        ("São Paulo".encode("cp1252"), "cp1252"),
        ("JOSÉ".encode("cp850"), "cp850"),
        (b"caf\xe9 \x81", "cp850"),
        (b"\x95 \x96", "cp1252"),
        ("á".encode()[:1], "cp1252"),
    ],
)
def test_the_letters_decide(data, expected):
    assert settled(data) == expected


@given(st.text("abc çãõáéíóúâêôà;\n", min_size=1), st.sampled_from(["utf-8", "utf-16"]))
def test_what_a_unicode_file_says_is_read_back(text, encoding):
    data = text.encode(encoding)
    assert data.decode(settled(data)) == text


def test_a_letter_may_lie_across_two_chunks():
    assert settled(b"a\n" * 2**19 + b"\n" * 0 + b"x" + ("é\n" * 2**19).encode()) == "utf-8"


@pytest.mark.parametrize(
    "data",
    [b"a;b\x00c", b"\xff\xfea\x00\x00\x00", b"\xff\xfea", b"\xff\xfe\x00\xd8a\x00"],
)
def test_a_nul_or_broken_utf16_is_a_binary_file(data):
    with pytest.raises(BadData) as fault:
        settled(data)
    assert fault.value.sentence == "O arquivo é binário: não é texto nem planilha."


@pytest.mark.parametrize(("before", "line"), [(b"a;b\n", 2), (b"a\n" * 2**20, 2**20 + 1)])
def test_the_line_of_a_nul_in_a_text_is_named(before, line):
    with pytest.raises(BadData) as fault:
        settled(before + b"c;\x00d\ne\x00")
    assert fault.value.sentence == (
        f"Na linha {line} há um byte nulo: o arquivo não é texto, ou está danificado."
    )


@pytest.mark.parametrize("start", [b"", b"\xff\xfe"])
def test_a_line_beyond_all_bounds_is_no_table(start):
    with pytest.raises(BadData) as fault:
        settled(start + b"a" * (2**21 + 2**19))
    assert fault.value.sentence == "O arquivo tem uma linha de mais de 1 MB: não dá para ler."
