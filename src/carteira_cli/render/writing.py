"""A sheet written for programs: JSON, CSV and Markdown, the same columns in each."""

import csv
import io
import json
from collections.abc import Callable, Iterable

from carteira_cli.domain.text import safe
from carteira_cli.render.sheet import Sheet

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "'")


def to_json(sheet: Sheet) -> str:
    """One object: `as_of`, `rows`, `summary`; non-ASCII escaped, text exact."""
    rows = [{column: row[column] for column in sheet.columns} for row in sheet.rows]
    return json.dumps({"as_of": sheet.as_of, "rows": rows, "summary": sheet.summary}) + "\n"


def to_csv(sheet: Sheet, language: str) -> str:
    """The rows as a spreadsheet of the language opens them: `;` and a BOM in Portuguese.

    Text that a spreadsheet would take for a formula gets a `'` in front, which our own import takes
    off again; numbers stay numbers.
    """
    rows = ([row[column] for column in sheet.columns] for row in sheet.rows)
    return csv_text([sheet.columns, *rows], language)


def csv_text(
    rows: Iterable[Iterable[object]], language: str, shown: Callable[[str], str] = safe
) -> str:
    """Rows of cells as CSV text; see `to_csv`. `shown` makes a text fit to be written."""
    portuguese = language == "pt-BR"
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if portuguese else ",", lineterminator="\r\n")
    writer.writerows([_csv_cell(cell, portuguese, shown) for cell in row] for row in rows)
    return ("\ufeff" if portuguese else "") + out.getvalue()


def _csv_cell(
    value: object,
    portuguese: bool,  # noqa: FBT001 the language, not a mode
    shown: Callable[[str], str],
) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return repr(value).replace(".", ",") if portuguese else repr(value)
    if isinstance(value, str):
        text = shown(value)
        return f"'{text}" if text.lstrip().startswith(_FORMULA) else text
    return _flat(value)


def to_markdown(sheet: Sheet) -> str:
    """The rows as a table for a document."""
    lines = [_line(sheet.columns), _line(["---"] * len(sheet.columns))]
    lines += [_line([_flat(row[column]) for column in sheet.columns]) for row in sheet.rows]
    return "\n".join(lines) + "\n"


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join([cell.replace("|", "\\|") for cell in cells]) + " |"


def _flat(value: object) -> str:
    """A cell as text: plain lists by commas, anything else that is no text as JSON writes it."""
    if value is None:
        return ""
    if isinstance(value, (list, tuple)) and not any(isinstance(item, dict) for item in value):
        return ", ".join(_flat(item) for item in value)
    if isinstance(value, str):
        return safe(value)
    return safe(json.dumps(value, ensure_ascii=False))
