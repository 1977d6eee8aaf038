"""What a case holds: a file as a rep receives it, and by hand the rows that it must become.

The truth is plain values: a name of `domain.rows`' fields, and only what is not blank. Nobody in
it exists; the tax ids have valid digits where they are meant to.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

Values = dict[str, Any]
CASES: dict[str, Callable[[], "Case"]] = {}

ANA, ANA_MASKED = "10101010000177", "10.101.010/0001-77"
SAO_JOAO, SAO_JOAO_MASKED = "20202020000152", "20.202.020/0001-52"
CORACAO, CORACAO_MASKED = "30303030000138", "30.303.030/0001-38"
IRMAOS, IRMAOS_MASKED = "40404040000113", "40.404.040/0001-13"
ZERO, ZERO_MASKED = "01112233000149", "01.112.233/0001-49"
LETTERS, LETTERS_MASKED = "12ABC345000188", "12.ABC.345/0001-88"
PERSON, PERSON_MASKED = "12345678909", "123.456.789-09"
SERRA, SERRA_MASKED = "50505050000107", "50.505.050/0001-07"


class Case(NamedTuple):
    """`files` are bytes by name. `stops` is the sentence with which nothing goes in, if so.

    `counts` are those of the summary that the rows alone do not tell; `command` holds the options;
    `stored` are the orders that electronic invoices become.
    """

    files: dict[str, bytes]
    kind: str = "sales"
    rows: tuple[Values, ...] = ()
    skipped: tuple[Values, ...] = ()
    refused: tuple[Values, ...] = ()
    stored: tuple[Values, ...] = ()
    profile: str | None = None
    encoding: str = "utf-8"
    delimiter: str = ";"
    header_line: int = 1
    command: tuple[str, ...] = ()
    counts: Values | None = None
    stops: str = ""


def case(function: Callable[[], Case]) -> Callable[[], Case]:
    """Enter a case under its function's name."""
    CASES[function.__name__.replace("_", "-")] = function
    return function


def sale(line: int, customer: str | Values, day: str, cents: int, **more: Any) -> Values:
    return {
        "line": line,
        "party": who(customer),
        "ordered_on": day,
        "amount_cents": cents,
        **more,
    }


def listed(line: int, customer: str | Values, **more: Any) -> Values:
    return {"line": line, "party": who(customer), **more}


def who(customer: str | Values) -> Values:
    """A name alone, or all that is known of somebody."""
    return {"name": customer} if isinstance(customer, str) else customer


def met(line: int, customer: Values, day: str, **more: Any) -> Values:
    return {"line": line, "party": customer, "day": day, **more}


def skipped(line: int, reason: str) -> Values:
    return {"line": line, "reason": reason}


def refused(line: int, column: str, value: str, reason: str) -> Values:
    return {"line": line, "column": column, "value": value, "reason": reason}


TOTAL = "linha de total"
FILTERS = "linha de filtros"
REPEATED = "cabeçalho repetido"
REMARK = "observação fora da tabela"
DELETED = "linha apagada no sistema"
NOBODY = "falta o cliente"
