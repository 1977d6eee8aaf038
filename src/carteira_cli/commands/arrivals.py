"""The files behind what was typed: files, folders, zips, and the notes (XML) among them."""

import os
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import lru_cache, partial
from itertools import groupby
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from carteira_cli.errors import BadData, NoInput, _, reason
from carteira_cli.ingest import archives, nfe

_IN_MEMORY = 2**22
_HEAD = 2048


class Arrival(NamedTuple):
    """One file that arrived: what it is called, the file of the disk it is (in), how to open it.

    `is_found` tells that it was not named itself but found in a folder or a zip: one that cannot be
    used is then told of and passed over. `member` is its name in the zip, where it is in one.
    """

    name: str
    path: Path
    open: Callable[[], AbstractContextManager[BinaryIO]]
    is_found: bool = False
    member: str = ""


def arrived(named: Iterable[Path]) -> list[Arrival]:
    """The files behind what was typed; a folder and a zip stand for the files in them, by name.

    Raises:
        NoInput: nothing is there.
        BadData: a folder or a zip with no file in it, or a zip that is damaged or beyond bounds.
    """
    found: dict[tuple[Path, str], Arrival] = {}
    for path in named:
        for arrival in _at(path):  # named twice, or named and in a folder: one file
            found.setdefault((arrival.path.resolve(), arrival.member), arrival)
    return [*found.values()]


def _at(path: Path) -> list[Arrival]:
    if path.name.startswith(archives.LOCK):
        raise BadData(
            _("{path} não é a planilha: é a trava que o Excel põe ao lado dela.").format(path=path),
            _("Feche o Excel e diga o arquivo sem ~$ no nome."),
        )
    if path.is_dir():
        return _in_folder(path)
    if not path.exists():
        raise NoInput(
            _("O arquivo {path} não existe.").format(path=path),
            _("Confira o nome e a pasta; aspas ajudam quando o nome tem espaços."),
        )
    return _of_file(path, name_of(path), is_found=False)


def name_of(path: Path) -> str:
    """The last part of a path as text: bytes that are none, in its name on the disk, are `�`."""
    return _text(path.name)


def _text(name: str) -> str:
    return os.fsencode(name).decode(errors="replace")


def _in_folder(folder: Path) -> list[Arrival]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and _is_data(path, folder))
    if not paths:
        raise BadData(
            _("A pasta {path} não tem arquivos.").format(path=folder),
            _("Diga o arquivo, ou a pasta onde ele está."),
        )
    return [
        arrival
        for path in paths
        for arrival in _found(path, _text(path.relative_to(folder).as_posix()))
    ]


def _is_data(path: Path, folder: Path) -> bool:
    return archives.is_data(path.relative_to(folder).parts)


def _found(path: Path, name: str) -> list[Arrival]:
    """As `_of_file`; what cannot be looked into says so when it is opened."""
    try:
        return _of_file(path, name, is_found=True)
    except BadData as fault:
        return [Arrival(name, path, partial(_refuse, fault), is_found=True)]
    except OSError as fault:
        unread = BadData(
            _("Não consegui ler o arquivo: {fault}.").format(fault=reason(fault)),
            _("Se está aberto no Excel, feche-o e repita."),
        )
        return [Arrival(name, path, partial(_refuse, unread), is_found=True)]


def _refuse(fault: BadData) -> AbstractContextManager[BinaryIO]:
    raise fault


def _of_file(path: Path, name: str, *, is_found: bool) -> list[Arrival]:
    if not path.is_file():
        raise BadData(
            _("{path} não é um arquivo.").format(path=name),
            _("Diga o arquivo, ou a pasta onde ele está."),
        )
    with path.open("rb") as stream, naming(name):
        if not archives.is_archive(stream):
            return [Arrival(name, path, lambda: path.open("rb"), is_found)]
        found = archives.members(stream)
    if not found:
        raise BadData(
            _("O zip {path} não tem arquivos.").format(path=name),
            _("Diga o arquivo, ou a pasta onde ele está."),
        )
    return [
        Arrival(inside, path, partial(_unpacked, path, member, inside), True, member)
        for member in sorted(found)
        for inside in (f"{name} › {member}",)
    ]


@contextmanager
def _unpacked(path: Path, member: str, name: str) -> Iterator[BinaryIO]:
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as copy:
        into = cast(BinaryIO, copy)
        with naming(name):
            archives.unpack(_archive(path, path.stat().st_mtime_ns), member, into)
        yield into


@lru_cache(maxsize=1)
def _archive(path: Path, _written_at: int) -> zipfile.ZipFile:
    """The open zip: it closes when the next one opens, or its list would be read for every file."""
    return zipfile.ZipFile(path)


@contextmanager
def naming(name: str) -> Iterator[None]:
    """Say of which file a refusal is."""
    try:
        yield
    except BadData as fault:
        sentence = _("{file}: {sentence}").format(file=name, sentence=fault.sentence)
        raise BadData(sentence, fault.remedy, fault.option) from fault


def is_note(arrival: Arrival) -> bool:
    """Whether it is an electronic invoice or an event of one; in a zip the name's ending tells."""
    if arrival.member:
        return arrival.member.lower().endswith(".xml")
    try:
        with arrival.open() as stream:
            return nfe.is_nfe(stream.read(_HEAD))
    except BadData:
        return False


def opened(arrivals: Iterable[Arrival]) -> Iterator[tuple[str, nfe.Readable]]:
    """The name and the content of each, one after the other; a zip is opened once for all in it."""
    for path, together in groupby(arrivals, key=lambda arrival: arrival.path):
        some = list(together)
        if some[0].member:
            with zipfile.ZipFile(path) as packed:
                for arrival in some:
                    yield arrival.name, archives.Member(packed, arrival.member)
        else:
            for arrival in some:
                with arrival.open() as stream:
                    yield arrival.name, stream
