import gzip
import io
import zipfile

import pytest

from carteira_cli.errors import BadData
from carteira_cli.ingest.container import kind_of, unpacked


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> io.BytesIO:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a;b", "text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...", "xls"),
        (b"\xef\xbb\xbf\r\n<HTML><body>", "html"),
        (b"<table><tr>", "html"),
        (b"<?xml version='1.0'?><html>", "html"),
        (b"[Data];[Cliente]", "text"),
        (zipped({"xl/workbook.xml": b"x"}).getvalue(), "xlsx"),
        (zipped({"content.xml": b"x"}).getvalue(), "ods"),
    ],
)
def test_the_first_bytes_tell_what_a_file_is(data, expected):
    assert kind_of(io.BytesIO(data)) == expected


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "O arquivo está vazio."),
        (b" \r\n\t", "O arquivo está vazio."),
        (b"PK\x03\x04 cut off", "A planilha está danificada."),
        (
            b"<?xml version='1.0'?><nfeProc>",
            "Um arquivo XML não é uma tabela que se possa importar.",
        ),
        (b'\xef\xbb\xbf{\n  "a": 1}', "Um arquivo JSON não é uma tabela que se possa importar."),
        (b"{}", "Um arquivo JSON não é uma tabela que se possa importar."),
        (b'[{"a": 1}]', "Um arquivo JSON não é uma tabela que se possa importar."),
        (b"[]", "Um arquivo JSON não é uma tabela que se possa importar."),
        (
            b'{"carteira": 1, "tables": {}}',
            "É uma exportação do carteira; a volta dela ainda não existe.",
        ),
        (b"\x89PNG\r\n\x1a\n", "O arquivo é binário: não é texto nem planilha."),
        (b"\xff\xd8\xff\xe0", "O arquivo é binário: não é texto nem planilha."),
        (bytes(range(1, 256)), "O arquivo é binário: não é texto nem planilha."),
        (b"%PDF-1.7\n", "O arquivo é um PDF, e não uma planilha."),
        (
            zipped({"[Content_Types].xml": b"", "word/document.xml": b""}).getvalue(),
            "O arquivo é um documento, e não uma planilha.",
        ),
        (zipped({"a.csv": b"a;b"}).getvalue(), "O arquivo é um zip, e não uma planilha."),
    ],
)
def test_what_cannot_be_a_table_is_refused(data, sentence):
    with pytest.raises(BadData) as fault:
        kind_of(io.BytesIO(data))
    assert fault.value.sentence == sentence
    assert fault.value.remedy


BOMB = "O arquivo, descompactado, é grande demais para ser uma tabela de verdade."


@pytest.mark.parametrize(
    "stream",
    [
        zipped({f"xl/{number}": b"" for number in range(501)}),
        zipped({"xl/sheet1.xml": b"0" * 2**21}),
    ],
    ids=["members", "ratio"],
)
def test_a_workbook_beyond_its_bounds_is_refused_unopened(stream):
    with pytest.raises(BadData) as fault:
        kind_of(stream)
    assert fault.value.sentence == BOMB


def test_gzip_is_unpacked_on_the_way():
    packed = io.BytesIO(gzip.compress(b"a;b\n1;2\n"))
    stream = unpacked(packed)
    assert io.TextIOWrapper(stream).read() == "a;b\n1;2\n"
    assert unpacked(packed).read() == b"a;b\n1;2\n"


def test_what_is_not_gzip_is_given_back_as_it_is():
    stream = io.BytesIO(b"a;b")
    assert unpacked(stream) is stream


def test_a_gzip_bomb_is_refused():
    stream = unpacked(io.BytesIO(gzip.compress(b"0" * 2**23)))
    with pytest.raises(BadData) as fault:
        list(iter(lambda: stream.read(2**16), b""))
    assert fault.value.sentence == BOMB


def test_a_damaged_gzip_says_so():
    with pytest.raises(BadData) as fault:
        unpacked(io.BytesIO(gzip.compress(b"a;b\n" * 99)[:-9])).read()
    assert fault.value.sentence == "O arquivo .gz está danificado."


def test_a_packed_workbook_is_a_workbook():
    packed = io.BytesIO(gzip.compress(zipped({"xl/workbook.xml": b"x"}).getvalue()))
    assert kind_of(unpacked(packed)) == "xlsx"
