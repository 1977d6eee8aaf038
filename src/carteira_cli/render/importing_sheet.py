"""What an import did, as rows and counts for a program."""

from collections.abc import Iterable

from carteira_cli.domain.importing import Outcome, together
from carteira_cli.domain.overlaps import Overlap
from carteira_cli.render.importing import Import
from carteira_cli.render.sheet import Sheet

COLUMNS = ("file", "line", "column", "value", "reason")


def sheet(shown: Import, as_of: str) -> Sheet:
    """The refused rows, and the counts of all files together."""
    rows = [
        {
            "file": taken.name,
            "line": problem.line,
            "column": problem.column or None,
            "value": problem.value,
            "reason": problem.reason,
        }
        for taken in shown.files
        for problem in taken.outcome.problems
    ]
    return Sheet(as_of, COLUMNS, rows, _summary(shown))


def _summary(shown: Import) -> dict[str, object]:
    files = shown.files
    one = files[0] if len(files) == 1 else None
    outcome = together(files, "").outcome
    return {
        "operation": shown.operation,
        "kind": _common(taken.kind for taken in files),
        "profile": _common(taken.profile for taken in files) or None,
        "encoding": _common(taken.encoding for taken in files),
        "delimiter": _common(taken.delimiter for taken in files),
        "header_line": _common(taken.header_line for taken in files),
        **_counts(outcome),
        "unused_columns": one and list(one.unused),
        "overlaps": [_overlap(overlap) for overlap in outcome.overlaps],
        "orders_alike": outcome.alike.orders if outcome.alike.is_suspect else 0,
        "months_beside": outcome.of_months.sales,
        "invoices_beside": outcome.of_invoices.sales,
        "same_file_operation": next((each.twin.operation for each in files if each.twin), None),
        "rejects_file": one and one.rejects_file,
        "files": [taken.name for taken in files],
        "files_passed_over": [each._asdict() for each in shown.passed_over],
    }


def _counts(outcome: Outcome) -> dict[str, object]:
    return {
        "rows_read": outcome.read,
        "rows_imported": outcome.imported,
        "rows_duplicate": outcome.duplicate,
        "rows_updated": outcome.updated,
        "rows_rejected": len(outcome.problems),
        "rows_skipped": len(outcome.skipped),
        "customers_created": outcome.customers_created,
        "customers_updated": outcome.customers_updated,
        "sales_created": outcome.sales_created,
        "sales_updated": outcome.sales_updated,
        "total_cents": outcome.total_cents,
        "sales_cancelled": outcome.sales_cancelled,
        "cancelled_cents": outcome.cancelled_cents,
        "rows_in_future": outcome.future.rows,
        "wrong_tax_ids": len(outcome.wrong_tax_ids),
    }


def _overlap(overlap: Overlap) -> dict[str, object]:
    return {
        "source": overlap.source,
        "orders": overlap.orders,
        "total_cents": overlap.cents,
        "source_cents": overlap.source_cents,
        "kept": overlap.is_kept,
    }


def _common(values: Iterable[object]) -> object:
    """The one value that all tables have; None where they differ."""
    different = set(values)
    return different.pop() if len(different) == 1 else None
