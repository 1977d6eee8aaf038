"""A file takes its name whole, or not at all."""

import os
from errno import EIO, ENOSPC
from pathlib import Path

import pytest

from carteira_cli import errors
from carteira_cli.commands.files import write_together, write_whole
from carteira_cli.store import placing


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_written_whole_and_for_the_user_alone(tmp_path):
    before = os.umask(0)
    try:
        write_whole(tmp_path / "lista.csv", [b"a\r\n", b"b\r\n"])
    finally:
        os.umask(before)

    assert (tmp_path / "lista.csv").read_bytes() == b"a\r\nb\r\n"
    assert (tmp_path / "lista.csv").stat().st_mode & 0o777 == 0o600
    assert names(tmp_path) == ["lista.csv"]


def test_file_and_folder_reach_the_disk_in_that_order(tmp_path, monkeypatch):
    """What happened to which file; the calls themselves go through to the system."""
    seen = []
    flush, replace = os.fsync, os.replace

    def noted_flush(handle):
        seen.append(("flush", str(Path(f"/proc/self/fd/{handle}").readlink())))
        flush(handle)

    def noted_replace(source, target):
        seen.append(("replace", str(target)))
        replace(source, target)

    monkeypatch.setattr(os, "fsync", noted_flush)
    monkeypatch.setattr(os, "replace", noted_replace)
    path = tmp_path / "lista.csv"

    write_whole(path, [b"a"])

    assert seen == [
        ("flush", str(placing.beside(path))),
        ("replace", str(path)),
        ("flush", str(tmp_path)),
    ]


def test_several_take_their_names_together_or_not_at_all(tmp_path):
    def breaking():
        yield b"a"
        raise ZeroDivisionError

    (tmp_path / "a.csv").write_bytes(b"as it was")

    with pytest.raises(ZeroDivisionError):
        write_together({tmp_path / "a.csv": [b"new"], tmp_path / "b.csv": breaking()})

    assert names(tmp_path) == ["a.csv"]
    assert (tmp_path / "a.csv").read_bytes() == b"as it was"


@pytest.mark.parametrize("number", [ENOSPC, EIO])
def test_a_full_or_failing_disk_is_not_blamed_on_the_name(tmp_path, number):
    def writing():
        yield b"a"
        raise OSError(number, os.strerror(number))

    with pytest.raises(OSError, match=os.strerror(number)):
        write_whole(tmp_path / "lista.csv", writing())

    assert names(tmp_path) == []


def test_a_link_is_replaced_not_followed(tmp_path):
    (tmp_path / "real.csv").write_bytes(b"another's")
    (tmp_path / "lista.csv").symlink_to(tmp_path / "real.csv")

    write_whole(tmp_path / "lista.csv", [b"a"])

    assert (tmp_path / "real.csv").read_bytes() == b"another's"
    assert (tmp_path / "lista.csv").read_bytes() == b"a"


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("none/lista.csv", "a pasta não existe"),
        ("file/lista.csv", "o caminho passa por um arquivo"),
        ("folder", "não é um arquivo"),
        ("l" * 252 + ".csv", "o nome é longo demais"),
    ],
)
def test_what_cannot_be_written_is_said(tmp_path, place, why):
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    path = tmp_path / place

    with pytest.raises(errors.CannotCreate) as refused:
        write_whole(path, [b"a"])

    assert refused.value.sentence == f"Não consegui gravar {path}: {why}."
    assert refused.value.remedy == (
        f"Se está aberto no Excel, feche {path.name} e repita; ou escolha outra pasta."
    )
    assert names(tmp_path) == ["file", "folder"]


def test_a_device_keeps_its_name(tmp_path):
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)

    with pytest.raises(errors.CannotCreate):
        write_whole(pipe, [b"a"])

    assert pipe.is_fifo()
