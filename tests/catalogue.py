"""The English catalogue: what the code says, what the `.po` holds, what the `.mo` was made of.

`make catalogue` runs this file: new texts come into the `.po` with an empty translation to fill in,
texts that are gone leave it, and the `.mo` is compiled again. `test_catalogue.py` asks the same
functions whether that was done. Neither file carries a date or a line number, so that they change
only when a text does.
"""

import ast
import json
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileParser, write_po

SOURCE = Path(__file__).parents[1] / "src" / "carteira_cli"
PO = SOURCE / "locale" / "en" / "LC_MESSAGES" / "carteira.po"
LIBRARY_PO = SOURCE / "locale" / "pt_BR" / "LC_MESSAGES" / "messages.po"  # written by hand
_TEXTS = {"_": 1, "plural": 2}  # how many of its arguments are texts


class Undated(Catalog):
    """A catalogue whose header says only what a reader of it needs."""

    mime_headers = Catalog.mime_headers.getter(
        lambda self: [
            ("Language", str(self.locale_identifier)),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", self.plural_forms),
        ]
    )


def in_code():
    """Every text that the code wraps, also inside an f-string, and the titles of profiles."""
    template = Undated()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if _is_wrapped(node):
                template.add(_message(node))
    for path in SOURCE.glob("ingest/profiles/*.json"):
        template.add(json.loads(path.read_text(encoding="utf-8"))["title"])
    return template


def _is_wrapped(node):
    called = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
    return called in _TEXTS and all(isinstance(each, ast.Constant) for each in node.args[:1])


def _message(call):
    texts = [argument.value for argument in call.args[: _TEXTS[call.func.id]]]
    return texts[0] if len(texts) == 1 else tuple(texts)


def in_file(path=PO):
    """The catalogue as it was committed, obsolete entries included."""
    language = path.parents[1].name
    catalogue = Undated(language, header_comment="# The words of carteira.", fuzzy=False)
    if path.exists():
        PoFileParser(catalogue).parse(path.read_text(encoding="utf-8").splitlines())
    return catalogue


def compiled(catalogue):
    """The bytes of the `.mo`."""
    target = BytesIO()
    write_mo(target, catalogue)
    return target.getvalue()


def written(catalogue):
    """The bytes of the `.po`, by text and without what is obsolete."""
    target = BytesIO()
    write_po(target, catalogue, sort_output=True, ignore_obsolete=True, no_location=True, width=100)
    return target.getvalue()


def untranslated(catalogue):
    """The texts that are still without their words."""
    return [
        message.id
        for message in catalogue
        if message.id and (message.fuzzy or not all(forms(message.string)))
    ]


def forms(text):
    """The forms of a text: one, or those of a plural."""
    return text if isinstance(text, (tuple, list)) else (text,)


def main():
    catalogue = in_file()
    catalogue.update(in_code(), no_fuzzy_matching=True)
    PO.write_bytes(written(catalogue))
    for path in (PO, LIBRARY_PO):
        path.with_suffix(".mo").write_bytes(compiled(in_file(path)))
    for text in untranslated(catalogue):
        print("to translate:", text)  # noqa: T201 who runs this file reads it


if __name__ == "__main__":
    main()
