"""The options that reports share, said once: same name, same help, same meaning everywhere."""

from typing import Annotated

import typer

from carteira_cli.errors import _

AsOf = Annotated[
    str, typer.Option("--as-of", metavar=_("DATA"), help=_("Como estava nesse dia (padrão: hoje)."))
]
Format = Annotated[
    str,
    typer.Option("--format", "-f", metavar="table|json|csv|markdown", help=_("A forma da saída.")),
]
Output = Annotated[
    str,
    typer.Option(
        "--output",
        "-o",
        metavar=_("ARQUIVO"),
        help=_("Grava neste arquivo; o final escolhe a forma: .json .csv .md .txt."),
    ),
]
Limit = Annotated[
    int, typer.Option("--limit", metavar="N", min=0, help=_("No máximo tantas linhas (0: todas)."))
]
Explain = Annotated[bool, typer.Option("--explain", help=_("Mostra a conta de cada número."))]
City = Annotated[str, typer.Option("--city", metavar=_("CIDADE"), help=_("Só esta cidade."))]
State = Annotated[str, typer.Option("--state", metavar="UF", help=_("Só este estado."))]
Segment = Annotated[
    str, typer.Option("--segment", metavar=_("SEGMENTO"), help=_("Só este segmento."))
]
Principal = Annotated[
    str, typer.Option("--principal", metavar=_("REPRESENTADA"), help=_("Só esta representada."))
]
Classes = Annotated[
    str, typer.Option("--class", metavar="A,B,C", help=_("Só estas classes da curva ABC."))
]
Situations = Annotated[
    str,
    typer.Option(
        "--situation", metavar=_("SITUAÇÃO"), help=_("Só estas situações, separadas por vírgula.")
    ),
]
Since = Annotated[
    str,
    typer.Option("--since", metavar=_("DATA|all"), help=_("Desde este dia (all: desde sempre).")),
]
Until = Annotated[str, typer.Option("--until", metavar=_("DATA"), help=_("Até este dia."))]
Product = Annotated[
    str,
    typer.Option("--product", metavar=_("PRODUTO"), help=_("Só este produto (código ou nome).")),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help=_("Faz tudo, mostra as contas e não grava nada."))
]
