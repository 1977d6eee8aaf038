"""A thousand invented NF-e in a zip: their import against the bare parse of peer_nfe.py."""

import random
import subprocess
import sys
import zipfile
from pathlib import Path

from portfolios import CACHE, CARTEIRA

HERE = Path(__file__).parent
_NOTES, _BUYERS, _GOODS, _ITEMS = 1_000, 300, 200, 10


def pair():
    """Name, commands and bound: the whole import into a portfolio of its own, each time empty."""
    notes, empty, copy = _made(), CACHE / "empty.db", CACHE / "notes.db"
    subprocess.run([*CARTEIRA, "--db", empty, "status"], check=True, capture_output=True)
    command = " ".join(f"'{word}'" for word in (*CARTEIRA, "--db", copy, "import", notes))
    ours = ["sh", "-c", f"cp '{empty}' '{copy}' && exec {command}"]
    return (
        "import, 1,000 NF-e in a zip / ElementTree",
        ours,
        [sys.executable, HERE / "peer_nfe.py", notes],
        3.0,
    )


def _made():
    """The zip, from the cache or new."""
    path = CACHE / f"{_NOTES}-notes.zip"
    if not path.exists():
        CACHE.mkdir(exist_ok=True)
        aside = path.with_suffix(".making")
        with zipfile.ZipFile(aside, "w", zipfile.ZIP_DEFLATED) as archive:
            for number, data in enumerate(_notes(), 1):
                archive.writestr(f"nota-{number:04}.xml", data)
        aside.replace(path)
    return path


def _notes():
    sys.path.append(str(HERE.parent / "tests"))
    from notes import Company, Piece, cnpj, note

    chance = random.Random(f"{_NOTES} notes")
    seller = Company(cnpj("112223330001"), "Serra Alimentos Inventados Ltda")
    buyers = [
        Company(cnpj(f"{at:08}0001"), f"Mercado Inventado {at}", phone=f"1132{at:06}")
        for at in range(1, _BUYERS + 1)
    ]
    goods = [
        Piece(f"P{at}", f"Produto inventado {at}", "7.0000", f"{at}.1234", f"{at * 7}.86")
        for at in range(1, _GOODS + 1)
    ]
    for number in range(1, _NOTES + 1):
        day = f"2026-{chance.randint(1, 10):02}-{chance.randint(1, 28):02}"
        dues = [("2026-12-05", "100.00"), ("2027-01-05", "100.00")]
        pieces = chance.sample(goods, _ITEMS)
        yield note(number, seller, chance.choice(buyers), pieces, day=day, dues=dues)
