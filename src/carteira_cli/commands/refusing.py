"""The sentence for a file of which too much was refused, and the way out."""

from carteira_cli.domain.importing import Taken
from carteira_cli.errors import BadData, _, plural
from carteira_cli.render.importing import said
from carteira_cli.render.plain import count

_MORE_SAID = 5  # problems that an error tells of, the first in its sentence


def too_much_refused(taken: Taken) -> BadData:
    """The sentence for a file that may not go in, with its first problems and the way out."""
    refused = taken.outcome.problems
    return BadData(
        plural(
            "{refused} das {all} linhas de {file} foi recusada: {first}.",
            "{refused} das {all} linhas de {file} foram recusadas; a primeira: {first}.",
            len(refused),
        ).format(
            refused=count(len(refused)),
            all=count(taken.outcome.should_count),
            file=taken.name,
            first=said(refused[0]),
        ),
        "\n".join([*map(said, refused[1:_MORE_SAID]), _way_out(taken)]),
    )


def _way_out(taken: Taken) -> str:
    """Why nothing went in, and what may help."""
    if taken.outcome.mostly_refused:
        why = _("Nada entrou porque mais da metade das linhas foi recusada.")
    else:
        why = _("Nada entrou porque --strict não aceita nenhuma linha recusada.")
    if taken.kind == "nfe":
        return why
    hint = _(
        "Se o dado está em outra coluna, diga qual: --map CAMPO=COLUNA. "
        "Colunas do arquivo: {columns}."
    ).format(columns=", ".join(filter(None, taken.headers)))
    return f"{why}\n{hint}"
