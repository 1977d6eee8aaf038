"""CNPJ (numeric and, since July 2026, alphanumeric) and CPF: read, checked, masked.

The check digits are validate_docbr's. It costs 24 ms to import, so only reading a tax id loads it.
"""

import re

_MASK = re.compile(r"[\s./–-]+")
_FRACTION = re.compile(r"\.0+\s*\Z")
_CNPJ = re.compile(r"[0-9A-Za-z]{12}[0-9]{2}")
_CPF = re.compile(r"[0-9]{11}")
_DIGITS = re.compile(r"[0-9]{1,14}")


def read_tax_id(text: str, *, was_number: bool) -> str:
    """The tax id, upper-case and without mask, if its check digits are right; "" for all else.

    Args:
        text: The cell: masked or bare, CNPJ or CPF.
        was_number: Whether the cell held a number, which loses zeros on the left and may gain
            ".0" on the right. Only then are zeros put back. Where both a CNPJ and a CPF would
            come of it (about one short number in a hundred), it is the CNPJ: reps sell to
            companies.

    Returns:
        14 characters (CNPJ), 11 digits (CPF), or "".
    """
    bare = _MASK.sub("", _FRACTION.sub("", text) if was_number else text)
    readings = [bare.upper()]
    if was_number and _DIGITS.fullmatch(bare):
        readings += [bare.zfill(14), bare.zfill(11)]
    return next((reading for reading in readings if _is_valid(reading)), "")


def _is_valid(bare: str) -> bool:
    from validate_docbr import CNPJ, CPF

    if _CPF.fullmatch(bare):
        return bool(CPF().validate(bare))
    return bool(_CNPJ.fullmatch(bare) and CNPJ().validate(bare))


def mask(tax_id: str) -> str:
    """A normalised tax id as people write it; anything of another length as it is."""
    t = tax_id
    if len(t) == 14:
        return f"{t[:2]}.{t[2:5]}.{t[5:8]}/{t[8:12]}-{t[12:]}"
    if len(t) == 11:
        return f"{t[:3]}.{t[3:6]}.{t[6:9]}-{t[9:]}"
    return tax_id
