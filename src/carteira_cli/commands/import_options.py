"""What may be said about the files of an import."""

from pathlib import Path
from typing import Annotated

import typer

from carteira_cli.domain.overlaps import ASK, KEEP, SKIP
from carteira_cli.errors import UsageFault, _
from carteira_cli.ingest.layout import Wishes
from carteira_cli.store.sources import Sourcing


def no_file() -> UsageFault:
    """The refusal where no file is told."""
    return UsageFault(_("Falta o arquivo."), _("Escreva: carteira import ARQUIVO."))


def _path(text: str) -> Path:
    """The path of a text; an empty one, of a variable that is not set, is not this folder."""
    if not text.strip():
        raise no_file()
    return Path(text)


Files = Annotated[
    list[Path],
    typer.Argument(metavar=_("ARQUIVO..."), help=_("Arquivos ou pastas."), parser=_path),
]
Kind = Annotated[
    str,
    typer.Option(
        "--kind",
        metavar="sales|customers|contacts|interactions|nfe",
        help=_("O que o arquivo traz."),
    ),
]
Map = Annotated[
    list[str],
    typer.Option(
        "--map",
        metavar=_("CAMPO=COLUNA"),
        help=_("Diz que coluna do arquivo é este campo (pode repetir)."),
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help=_("Se uma linha for recusada, nada entra."))]
OfPrincipal = Annotated[
    str, typer.Option("--principal", metavar=_("NOME"), help=_("A representada destes pedidos."))
]
Source = Annotated[
    str, typer.Option("--source", metavar=_("NOME"), help=_("O sistema de onde o arquivo vem."))
]
DateOrder = Annotated[
    str, typer.Option("--date-order", metavar="dmy|mdy|ymd", help=_("A ordem das datas."))
]
Decimal = Annotated[str, typer.Option("--decimal", metavar=",|.", help=_("O sinal dos centavos."))]
CentsFrom = Annotated[
    str,
    typer.Option("--cents-from", metavar="net|gross", help=_("Havendo dois valores, qual conta.")),
]
Profile = Annotated[
    str, typer.Option("--profile", metavar=_("NOME"), help=_("O perfil do arquivo."))
]
SaveProfile = Annotated[
    str,
    typer.Option(
        "--save-profile",
        metavar=_("NOME"),
        help=_("Guarda como este arquivo foi lido, para os próximos iguais."),
    ),
]
Year = Annotated[
    str, typer.Option("--year", metavar=_("AAAA"), help=_("O ano de meses que não o dizem."))
]
OnOverlap = Annotated[
    str,
    typer.Option(
        "--on-overlap",
        metavar="skip|keep|ask",
        help=_("Pedidos que outra origem já trouxe: deixar fora, contar também, ou perguntar."),
    ),
]
Rejects = Annotated[
    str, typer.Option("--rejects", metavar=_("ARQUIVO"), help=_("Onde gravar as linhas recusadas."))
]

_KINDS = ("", "sales", "customers", "contacts", "interactions", "nfe")


def checked(wishes: Wishes) -> Wishes:
    """The same wishes.

    Raises:
        UsageFault: one of them does not exist.
    """
    _one_of("--kind", wishes.kind, _KINDS)
    _one_of("--date-order", wishes.date_order, ("", "dmy", "mdy", "ymd"))
    _one_of("--decimal", wishes.decimal, ("", ",", "."))
    _one_of("--cents-from", wishes.cents_from, ("", "net", "gross"))
    if wishes.year and not (wishes.year.isdecimal() and 1900 <= int(wishes.year) <= 2199):
        raise UsageFault(
            _("--year {value} não é um ano.").format(value=wishes.year),
            _("Escreva os quatro algarismos: --year 2026."),
        )
    return wishes


def sourcing(source: str, principal: str, on_overlap: str) -> Sourcing:
    """Where the files come from.

    Raises:
        UsageFault: there is no such way with what came before.
    """
    _one_of("--on-overlap", on_overlap, (SKIP, KEEP, ASK))
    return Sourcing(source, principal, on_overlap=on_overlap)


def pairs(typed: list[str]) -> tuple[tuple[str, str], ...]:
    """The fields and columns of each `--map FIELD=COLUMN`.

    Raises:
        UsageFault: one is no pair.
    """
    return tuple(map(_pair, typed))


def _pair(typed: str) -> tuple[str, str]:
    field, sign, column = typed.partition("=")
    if not (sign and field.strip() and column.strip()):
        raise UsageFault(
            _("--map {value} não serve.").format(value=typed),
            _("Escreva o campo e a coluna: --map date=Emissão."),
        )
    return field.strip(), column.strip()


def _one_of(option: str, value: str, possible: tuple[str, ...]) -> None:
    if value not in possible:
        raise UsageFault(
            _("{option} {value} não existe.").format(option=option, value=value),
            _("Os valores são: {values}.").format(values=" ".join(filter(None, possible))),
        )
