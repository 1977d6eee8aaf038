"""What a run knows of the world: language, file, day, and the operation that is safely written."""

import os
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from carteira_cli.commands import session
from carteira_cli.commands.session import Session, data_file, language_of
from carteira_cli.errors import UsageFault
from carteira_cli.store import settings


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {}, "pt-BR"),
        (["--lang", "en", "status"], {}, "en"),
        (["--lang", "EN-gb", "status"], {}, "en"),
        (["--lang=en", "status"], {}, "en"),
        (["--lang", "pt-BR"], {"CARTEIRA_LANG": "en"}, "pt-BR"),
        (["--lang=pt-BR"], {"CARTEIRA_LANG": "en"}, "pt-BR"),
        (["--lang", "de"], {"CARTEIRA_LANG": "en"}, "pt-BR"),
        (["--lang"], {"CARTEIRA_LANG": "en"}, "en"),
        ([], {"CARTEIRA_LANG": "en", "LANG": "pt_BR.UTF-8"}, "en"),
        ([], {"CARTEIRA_LANG": "pt-BR", "LANG": "en_US.UTF-8"}, "pt-BR"),
        ([], {"CARTEIRA_LANG": "", "LANG": "en_US.UTF-8"}, "en"),
        ([], {"LC_ALL": "pt_BR.UTF-8", "LANG": "en_US.UTF-8"}, "pt-BR"),
        ([], {"LC_MESSAGES": "en_GB.UTF-8", "LANG": "pt_BR.UTF-8"}, "en"),
        ([], {"LANG": "C.UTF-8"}, "pt-BR"),
        ([], {"LANG": "de_DE.UTF-8"}, "pt-BR"),
    ],
)
def test_language(arguments, environment, language):
    assert language_of(arguments, environment) == language


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("linux", {}, "~/.local/share/carteira/carteira.db"),
        ("linux", {"XDG_DATA_HOME": "/dados"}, "/dados/carteira/carteira.db"),
        ("linux", {"XDG_DATA_HOME": ""}, "~/.local/share/carteira/carteira.db"),
        ("darwin", {"XDG_DATA_HOME": "/x"}, "~/Library/Application Support/carteira/carteira.db"),
        ("win32", {"LOCALAPPDATA": "/Local"}, "/Local/carteira/carteira.db"),
        ("win32", {}, "~/AppData/Local/carteira/carteira.db"),
        ("win32", {"CARTEIRA_DB": "/minha.db", "LOCALAPPDATA": "/Local"}, "/minha.db"),
        ("linux", {"CARTEIRA_DB": "/minha.db"}, "/minha.db"),
        ("linux", {"CARTEIRA_DB": ""}, "~/.local/share/carteira/carteira.db"),
    ],
)
def test_data_file(monkeypatch, platform, environment, expected):
    monkeypatch.setattr(sys, "platform", platform)

    assert data_file(environment) == Path(expected).expanduser()


@pytest.fixture
def run(tmp_path):
    return Session(tmp_path / "carteira.db", "pt-BR")


def test_the_reference_day_is_typed_or_set_or_today(run, monkeypatch):
    assert run.as_of("2026-03-05") == date(2026, 3, 5)
    assert run.as_of("05/03/2026") == date(2026, 3, 5)
    monkeypatch.setenv("CARTEIRA_AS_OF", "2025-12-31")
    assert run.as_of("") == date(2025, 12, 31)
    assert run.as_of("2026-03-05") == date(2026, 3, 5)
    monkeypatch.delenv("CARTEIRA_AS_OF")
    assert run.as_of("") == date(2026, 11, 22)


@pytest.mark.parametrize("typed", ["ontem", "31/02/2026", "2026-13-01", "9999-12-31"])
def test_what_is_no_day_is_refused(run, typed):
    with pytest.raises(UsageFault) as refused:
        run.as_of(typed)

    assert refused.value.sentence == f"--as-of {typed} não é uma data."
    assert refused.value.remedy == "Escreva a data como 2026-11-22 ou 22/11/2026."


def test_the_instant_is_that_of_the_machine(monkeypatch):
    monkeypatch.undo()

    assert session.now().tzinfo is UTC
    assert abs((datetime.now(UTC) - session.now()).total_seconds()) < 60


@pytest.fixture
def zone_of_the_machine():
    """The zone is the process's: it is put back when the test has ended."""
    with pytest.MonkeyPatch.context() as patch:
        yield patch
    time.tzset()


@pytest.mark.parametrize(
    ("zone", "instant", "day"),
    [
        ("America/Sao_Paulo", "2026-11-23T02:30:00+00:00", date(2026, 11, 22)),
        ("America/Sao_Paulo", "2026-11-23T03:00:00+00:00", date(2026, 11, 23)),
        ("Pacific/Kiritimati", "2026-11-22T10:00:00+00:00", date(2026, 11, 23)),
        ("UTC", "2026-11-22T23:59:59+00:00", date(2026, 11, 22)),
    ],
)
def test_the_civil_day_is_that_of_the_machines_zone(zone_of_the_machine, zone, instant, day):
    zone_of_the_machine.setenv("TZ", zone)
    time.tzset()

    assert Session.civil_day(instant) == day


def test_a_change_tells_its_number_when_it_is_written(run):
    with run.portfolio() as connection:
        with run.change(connection, "log") as running:
            settings.write(connection, "demo", "1", running)
            assert run.committed is None
        assert (run.committed, settings.read(connection)) == (1, {"demo": "1"})
        assert running.day == "2026-11-22"


def test_a_rehearsal_and_a_failure_write_nothing(run):
    with run.portfolio() as connection:
        with run.change(connection, "log", rehearsal=True) as running:
            settings.write(connection, "demo", "1", running)
        with pytest.raises(UsageFault), run.change(connection, "log") as running:
            settings.write(connection, "demo", _failing(), running)

        assert (run.committed, settings.read(connection)) == (None, {})


def _failing():
    raise UsageFault("o corpo falhou")


def test_a_change_may_count_for_another_day(run):
    with (
        run.portfolio() as connection,
        run.change(connection, "import", day=date(2026, 10, 30)) as running,
    ):
        assert (running.day, running.at) == ("2026-10-30", "2026-11-22T15:00:00+00:00")


def test_ids_begin_with_the_instant(run):
    with run.portfolio() as connection, run.change(connection, "log") as running:
        first = next(running.ids)

    milliseconds = int(datetime(2026, 11, 22, 15, tzinfo=UTC).timestamp() * 1000)
    assert 0 <= (first >> 21) - milliseconds < 1000
    assert next(running.ids) == first + 1


def test_files_are_private_and_output_never_fails(carteira):
    before = os.umask(0o022)
    try:
        carteira("status")
        assert os.umask(0o022) == 0o077
    finally:
        os.umask(before)
    assert (sys.stdout.errors, sys.stderr.errors) == ("replace", "replace")


def test_sentences_go_to_stderr_made_safe(capsys):
    session.say("Veja\n\x1b[2Jisto")

    assert capsys.readouterr() == ("", "Veja\n<001B>[2Jisto\n")


SETTINGS = {"situation.new_days": "30", "situation.rule": "calendar", "stale_days": "7"}


def test_settings_have_defaults_and_are_taken_back(run):
    with run.portfolio() as connection:
        assert settings.thresholds(connection).new_days == 90
        assert (settings.stale_days(connection), settings.invoice_days(connection)) == (15, 5)
        with run.change(connection, "config") as running:
            for key, value in SETTINGS.items():
                settings.write(connection, key, value, running)
            settings.write(connection, "stale_days", "8", running)
        assert settings.read(connection) == {**SETTINGS, "stale_days": "8"}
        assert settings.thresholds(connection)[:1] == (30,)
        assert settings.thresholds(connection).rule == "calendar"
        assert settings.stale_days(connection) == 8
