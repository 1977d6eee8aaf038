"""Files written for the rep: whole under their name, or not at all."""

import os
from collections.abc import Iterable
from pathlib import Path

from carteira_cli.errors import CannotCreate, _


def write_whole(path: Path, content: Iterable[bytes]) -> None:
    """Write aside, flush, and only then take the name; the file is the user's alone (0600).

    Raises:
        CannotCreate: the folder is missing, or the file is open elsewhere or not ours to write.
    """
    aside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with aside.open("wb") as file:
            file.writelines(content)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except OSError as fault:
        raise CannotCreate(
            _("Não consegui gravar {path}: {fault}.").format(path=path, fault=fault.strerror),
            _("Se está aberto no Excel, feche {name} e repita; ou escolha outra pasta.").format(
                name=path.name
            ),
        ) from fault
    finally:
        aside.unlink(missing_ok=True)
