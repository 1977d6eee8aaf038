"""Files written for the rep: whole under their name, or not at all."""

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from errno import EDQUOT, EFBIG, EIO, ENOSPC
from pathlib import Path

from carteira_cli.errors import CannotCreate, _, reason
from carteira_cli.store.placing import beside, create, put_in_place

_OF_THE_DISK = (ENOSPC, EDQUOT, EFBIG, EIO)
_SQLITE = b"SQLite format 3\x00"


def check_place(path: Path) -> None:
    """Whether a file may be written there, asked before the work that it is to tell of.

    Raises:
        CannotCreate: the folder is missing, or something stands there that keeps its name.
    """
    if not path.parent.is_dir():
        raise _cannot_write(path, _("a pasta não existe"))
    _refuse_to_replace(path)


def write_whole(path: Path, content: Iterable[bytes]) -> None:
    """Write aside, flush, and only then take the name; the file is the user's alone (0600).

    Raises:
        CannotCreate: the folder is missing, or the file is open elsewhere or not ours to write.
        OSError: the disk is full or failing.
    """
    write_together({path: content})


def write_together(contents: Mapping[Path, Iterable[bytes]]) -> None:
    """Write several files; none takes its name before all of them are written.

    Raises:
        CannotCreate, OSError: as `write_whole`.
    """
    path = Path()
    try:
        for path, content in contents.items():
            _refuse_to_replace(path)
            with os.fdopen(create(beside(path)), "wb") as file:
                file.writelines(content)
        for path in contents:
            put_in_place(beside(path), path)
    except OSError as fault:
        if fault.errno in _OF_THE_DISK:
            raise
        raise _cannot_write(path, reason(fault)) from fault
    finally:
        for written in contents:
            with suppress(OSError):
                beside(written).unlink()


def _refuse_to_replace(path: Path) -> None:
    """A folder or a device keeps its name, and so does a portfolio: a report must not cost one."""
    if not path.exists():
        return
    if not path.is_file():
        raise _cannot_write(path, _("não é um arquivo"))
    with path.open("rb") as file:
        if file.read(len(_SQLITE)) == _SQLITE:
            raise CannotCreate(
                _("{path} é uma carteira ou outro banco de dados.").format(path=path),
                _("Escolha outro nome para o que vai ser gravado."),
            )


def _cannot_write(path: Path, fault: str) -> CannotCreate:
    return CannotCreate(
        _("Não consegui gravar {path}: {fault}.").format(path=path, fault=fault),
        _("Se está aberto no Excel, feche {name} e repita; ou escolha outra pasta.").format(
            name=path.name
        ),
    )
