"""The findings of a check-up as a screen and as rows."""

from collections.abc import Iterable, Sequence

from carteira_cli.domain.models import Finding
from carteira_cli.domain.text import safe
from carteira_cli.errors import _
from carteira_cli.render.lines import GOOD, URGENT, Line, line
from carteira_cli.render.sheet import Sheet

COLUMNS = ("check", "sound", "detail")


def sheet(findings: Sequence[Finding], as_of: str) -> Sheet:
    """Each check and its verdict."""
    rows = [{**finding._asdict(), "detail": finding.detail or None} for finding in findings]
    return Sheet(as_of, COLUMNS, rows, {"sound": all(finding.sound for finding in findings)})


def screen(findings: Sequence[Finding]) -> Iterable[Line]:
    """One line per check, then the verdict."""
    names = {
        "structure": _("estrutura do arquivo"),
        "references": _("referências entre registros"),
        "summaries": _("resumo por cliente"),
        "months": _("resumo por mês"),
        "month_ends": _("situações nos fins de mês"),
        "lines": _("itens contra pedidos"),
    }
    for finding in findings:
        verdict = _("certo") if finding.sound else safe(finding.detail)
        yield line(f" {names[finding.check]:<30} ").then(verdict, GOOD if finding.sound else URGENT)
    if all(finding.sound for finding in findings):
        yield line(" " + _("A carteira está sã."), GOOD)
