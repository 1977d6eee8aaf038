"""Zips: what is in them, and what of them does no harm."""

import io
import struct
import zipfile
from contextlib import suppress

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from carteira_cli.errors import BadData
from carteira_cli.ingest import archives
from carteira_cli.ingest.unreadable import Unreadable
from packing import locked, zipped

SALES = b"Data;Cliente;Valor\n13/02/2026;Ana;1,00\n"
TOO_LARGE = "O zip, descompactado, é grande demais."
DAMAGED = "O zip está danificado ou tem senha."


WHOLE = zipped({"a.csv": SALES}).getvalue()


def declaring(data: bytes, name: bytes, **sizes) -> io.BytesIO:
    """The zip with other sizes, or another method, said of a member than it has."""
    central = data.index(b"PK\x01\x02" + data[data.index(b"PK\x01\x02") + 4 :][:42] + name)
    places = {"method": (10, "<H"), "packed": (20, "<I"), "size": (24, "<I")}
    changed = bytearray(data)
    for what, value in sizes.items():
        at, form = places[what]
        struct.pack_into(form, changed, central + at, value)
    return io.BytesIO(bytes(changed))


@pytest.mark.parametrize(
    ("stream", "expected"),
    [
        (zipped({"a.csv": b"x"}), True),
        (zipped({}), True),
        (zipped({"xl/workbook.xml": b"x"}), False),
        (zipped({"content.xml": b"x"}), False),
        (zipped({"[Content_Types].xml": b"x", "word/document.xml": b"x"}), False),
        (zipped({"mimetype": b"application/epub+zip"}), False),
        (io.BytesIO(b"Data;Valor\n"), False),
        (io.BytesIO(b""), False),
        (io.BytesIO(zipped({"xl/workbook.xml": b"x" * 99}).getvalue()[:60]), False),
    ],
)
def test_a_zip_of_files_and_what_is_none(stream, expected):
    assert archives.is_archive(stream) is expected


def refused(act) -> str:
    with pytest.raises(BadData) as fault:
        act()
    assert fault.value.remedy
    return fault.value.sentence


def test_half_a_zip_is_damaged():
    stream = io.BytesIO(zipped({"a.csv": SALES}).getvalue()[:60])

    assert refused(lambda: archives.is_archive(stream)) == "O zip está danificado."


def test_a_damaged_workbook_is_called_a_workbook():
    data = bytearray(zipped({"xl/workbook.xml": b"x" * 99}).getvalue())
    struct.pack_into("<I", data, len(data) - 22 + 12, archives.MOST_DIRECTORY + 1)

    assert refused(lambda: archives.is_archive(io.BytesIO(data))) == "A planilha está danificada."


@pytest.mark.parametrize("behind", [b"", b" a remark", b"PK\x05\x06"])
def test_a_list_of_members_beyond_its_bounds_is_not_looked_at(behind):
    data = bytearray(zipped({"a.csv": SALES}).getvalue())
    struct.pack_into("<I", data, len(data) - 22 + 12, archives.MOST_DIRECTORY + 1)
    stream = io.BytesIO(bytes(data) + behind)

    assert refused(lambda: archives.is_archive(stream)) == TOO_LARGE


def test_the_files_in_a_zip():
    stream = zipped(
        {
            "b.csv": SALES,
            "pasta/a.csv": SALES,
            "pasta/": b"",
            ".oculto.csv": SALES,
            "pasta/.git/x": SALES,
            "~$b.xlsx": SALES,
            "__MACOSX/._b.csv": SALES,
            "pasta/Thumbs.db": SALES,
            "b.csv.recusadas.csv": SALES,
            "../fora.csv": SALES,
            "./aqui.csv": SALES,
            "/raiz.csv": SALES,
            "C:\\vendas.csv": SALES,
        }
    )
    assert archives.members(stream) == [
        "b.csv",
        "pasta/a.csv",
        "../fora.csv",
        "./aqui.csv",
        "/raiz.csv",
        "C:\\vendas.csv",
    ]


@pytest.mark.parametrize(
    "stream",
    [
        zipped({f"{number}.csv": b"" for number in range(archives.MOST_TABLES + 1)}),
        zipped({"a.csv": b"0" * 2**21}),
        zipped({f"{number}.csv": b"0" * 2**20 for number in range(65)}),
        declaring(zipped({"a.csv": SALES}).getvalue(), b"a.csv", packed=2**31, size=2**31 + 1),
    ],
    ids=["members", "ratio", "ratio of all", "size"],
)
def test_a_zip_beyond_its_bounds_is_refused_unopened(stream):
    assert refused(lambda: archives.members(stream)) == TOO_LARGE


def test_what_a_zip_may_be():
    assert len(archives.members(zipped({f"{n}.xml": b"" for n in range(20_000)}))) == 20_000
    assert len(archives.members(zipped({f"{n}.csv": b"0" * 2**20 for n in range(64)}))) == 64


def test_a_zip_of_which_every_file_is_locked_says_so():
    assert refused(lambda: archives.members(io.BytesIO(locked(WHOLE)))) == DAMAGED
    half = locked(zipped({"a.csv": b"1", "b.csv": b"2"}).getvalue())
    assert archives.members(io.BytesIO(half)) == ["a.csv", "b.csv"]


def test_two_files_of_one_name_cannot_be_told_apart():
    stream = io.BytesIO(zipped({"a.csv": b"1", "b.csv": b"2"}).getvalue().replace(b"b.", b"a."))

    assert (
        refused(lambda: archives.members(stream))
        == "O zip tem dois arquivos com o mesmo nome: a.csv."
    )


def unpacked(stream, name="a.csv") -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(stream) as archive:
        archives.unpack(archive, name, into)
    assert into.tell() == 0
    return into.read()


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("data", [b"", SALES, bytes(3 * 2**20)])
def test_a_member_comes_out_as_it_went_in(data, method):
    stream = zipped({"a.csv": data, "pasta/b.csv": b"b"}, method)

    assert unpacked(stream) == data
    with zipfile.ZipFile(stream) as archive:
        assert archives.Member(archive, "a.csv").read(2**22) == data


def test_a_member_may_say_that_it_is_larger_than_it_is():
    assert unpacked(declaring(WHOLE, b"a.csv", size=10**6)) == SALES


def broken() -> io.BytesIO:
    data = bytearray(zipped({"a.csv": SALES}).getvalue())
    data[38] ^= 0xFF
    return io.BytesIO(bytes(data))


@pytest.mark.parametrize(
    "stream",
    [
        io.BytesIO(locked(WHOLE)),
        broken(),
        zipped({"a.csv": b"0" * 9999}, zipfile.ZIP_BZIP2),
        zipped({"a.csv": b"0" * 9999}, zipfile.ZIP_LZMA),
        declaring(WHOLE, b"a.csv", method=99),
        declaring(WHOLE, b"a.csv", size=10),
        declaring(WHOLE, b"a.csv", packed=3),
    ],
    ids=["password", "bits", "bzip2", "lzma", "method", "smaller", "cut"],
)
def test_a_member_that_cannot_be_unpacked_is_named(stream):
    assert refused(lambda: unpacked(stream)) == DAMAGED
    with zipfile.ZipFile(stream) as archive, pytest.raises(Unreadable) as fault:
        archives.Member(archive, "a.csv").read(99)
    assert fault.value.reason == "no zip, está danificado ou tem senha"


SEED = zipped({"a.csv": SALES, "pasta/b.csv": SALES * 9}).getvalue()


@settings(max_examples=300)
@example([(256, b"\0" * 5)], 0)  # a file without a name
@given(
    st.lists(st.tuples(st.integers(0, len(SEED)), st.binary(min_size=1, max_size=6)), max_size=4),
    st.integers(0, 40),
)
def test_any_zip_is_unpacked_or_refused_with_a_sentence(changes, cut):
    data = SEED
    for at, piece in changes:
        data = data[:at] + piece + data[at + len(piece) :]
    stream = io.BytesIO(data[: len(data) - cut])
    with suppress(BadData):  # and nothing else
        found = archives.members(stream) if archives.is_archive(stream) else []
        for name in found:
            unpacked(stream, name)
