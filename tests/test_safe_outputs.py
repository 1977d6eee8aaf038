"""What is written never costs what was there before, and a closed stream is no fault."""

import shutil
import subprocess
import sys

import pytest


@pytest.mark.parametrize("command", [["sales"], ["export"]])
def test_a_report_never_costs_a_portfolio(command, northwind, carteira, tmp_path):
    path = tmp_path / "minha.json"
    shutil.copy(tmp_path / "carteira.db", path)
    before = path.read_bytes()

    ran = carteira(*command, "-o", path)

    assert (ran.code, ran.out) == (73, "")
    assert ran.err.splitlines()[-1] == "Nada foi alterado."
    assert path.read_bytes() == before


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_a_closed_stream_is_no_fault(closed, northwind, tmp_path):
    command = f"{sys.executable} -m carteira_cli --db {tmp_path / 'carteira.db'} sales {closed}"

    ran = subprocess.run(["sh", "-c", command], check=False)

    assert ran.returncode == 0
    assert northwind("doctor", "-f", "json").json["summary"] == {"sound": True}


@pytest.mark.parametrize("option", ["--rejects", "-o"])
def test_no_output_takes_the_place_of_what_came(option, carteira, tmp_path):
    file = tmp_path / "pedidos.csv"
    file.write_text(
        "pedido;data;cliente;valor\n1;13/02/2026;A;10\n2;15/02/2026;B;x\n3;15/02/2026;B;4\n"
    )
    before = file.read_bytes()

    ran = carteira("import", file, option, file)

    assert (ran.code, ran.err.splitlines()[-1]) == (73, "Nada foi alterado.")
    assert file.read_bytes() == before
