"""Write the corpus: `python tests/data/corpus/make.py [FOLDER]`; see SOURCE.md."""

import json
import sys
from pathlib import Path
from typing import Any

import documents
import sources_erp
import sources_shops
import traits_overlap
import traits_text
import traits_values
from truth import CASES, Case

HERE = Path(__file__).parent
MODULES = (
    traits_text,
    traits_values,
    traits_overlap,
    sources_shops,
    sources_erp,
    documents,
)
"""What is imported enters its cases."""
ALWAYS = ("kind", "profile", "encoding", "delimiter", "header_line")


def expected(case: Case) -> dict[str, Any]:
    """The case without its files, and without what it leaves as it is by default."""
    values = case._asdict()
    del values["files"]
    always = ("kind",) if case.stored else () if case.stops else ALWAYS
    blank = Case._field_defaults
    return {
        name: value
        for name, value in values.items()
        if name in always or (name in blank and value != blank[name])
    }


def layed_out(values: dict[str, Any]) -> str:
    """JSON with a line for each row, so that a change of one is seen as one."""
    parts = []
    for name, value in values.items():
        if isinstance(value, tuple) and value and isinstance(value[0], dict):
            rows = ",\n  ".join(json.dumps(row, ensure_ascii=False) for row in value)
            parts.append(f'"{name}": [\n  {rows}\n ]')
        else:
            parts.append(f'"{name}": {json.dumps(value, ensure_ascii=False)}')
    return "{\n " + ",\n ".join(parts) + "\n}\n"


def write(folder: Path) -> None:
    for name, make in CASES.items():
        case = make()
        target = folder / name
        target.mkdir(parents=True, exist_ok=True)
        for file, content in case.files.items():
            (target / file).write_bytes(content)
        truth = layed_out(expected(case))
        (target / "expected.json").write_text(truth, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
