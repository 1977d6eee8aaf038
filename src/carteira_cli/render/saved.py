"""The last sentence of what changes the portfolio: what became of it, and the way back."""

from carteira_cli.errors import _


def saved(operation: int | None) -> str:
    """That it was kept, as which operation; or, without one, that it was only tried."""
    if operation is None:
        return _("Ensaio: nada foi alterado.")
    return _("Gravado (operação {number}). Para desfazer: carteira undo").format(number=operation)
