"""Every text of the code has its English words, and the compiled catalogue is the written one."""

import string

import pytest

from carteira_cli.cli import main
from catalogue import LIBRARY_PO, PO, compiled, forms, in_code, in_file, untranslated, written


def ids(catalogue):
    return {message.id for message in catalogue if message.id}


def fields(text):
    """The names that `text` fills in; the same in each form of a plural."""
    parsed = [string.Formatter().parse(form) for form in forms(text)]
    return {frozenset(name for _, name, _, _ in parts if name is not None) for parts in parsed}


def test_the_catalogue_holds_what_the_code_says_and_nothing_else():
    assert ids(in_file()) == ids(in_code())
    assert in_file().obsolete == {}


def test_every_text_has_its_words():
    assert untranslated(in_file()) == []


def test_the_file_is_written_the_one_way():
    assert PO.read_bytes() == written(in_file())


@pytest.mark.parametrize("path", [PO, LIBRARY_PO], ids=lambda path: path.stem)
def test_the_compiled_file_is_the_written_one(path):
    assert path.with_suffix(".mo").read_bytes() == compiled(in_file(path))


def test_words_fill_in_the_same_fields():
    translated = [message for message in in_file() if message.id and all(forms(message.string))]

    assert [m.id for m in translated if fields(m.string) != fields(m.id)] == []


def test_the_program_speaks_them(capsys):
    main(["--lang", "en", "pareto", "--by", "planet"])

    assert capsys.readouterr().err == (
        "carteira: There is no --by planet.\n"
        "The curve can be of: customer, product, category, city, state, segment, principal.\n"
        "Nothing was changed.\n"
    )
