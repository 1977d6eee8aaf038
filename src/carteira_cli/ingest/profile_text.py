"""Profiles as JSON: the built-in ones of this package, and what a person writes or passes on."""

import json
import re
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING, Any

from carteira_cli.errors import BadData, _
from carteira_cli.ingest.encoding import settle_encoding
from carteira_cli.ingest.profile import Join, Profile, Split
from carteira_cli.ingest.profile_faults import Fault, faults

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_MOST_SHOWN = 40


def parse(text: str | bytes) -> Profile:
    """The profile that a JSON object describes; bytes in any encoding that files come in.

    Raises BadData, with the place and the reason, where the object is none or cannot be used.
    """
    from pydantic import ValidationError

    if isinstance(text, bytes):
        text = text.decode(settle_encoding(BytesIO(text)), errors="replace")
    try:
        profile = _adapter().validate_json(text)
    except ValidationError as fault:
        raise _useless(_worded(dict(fault.errors()[0]))) from fault
    for place, reason in faults(profile):
        raise _useless((place, reason))
    return profile


def _useless(fault: Fault) -> BadData:
    place, reason = fault
    return BadData(
        _("O perfil não serve: {place}: {reason}.").format(place=place, reason=reason),
        _("Veja como um perfil é: carteira config profiles show mercos-vendas."),
    )


def _worded(error: dict[str, Any]) -> Fault:
    """The validator's first complaint in the language in use."""
    place = ".".join(map(str, error["loc"])) or "JSON"
    kind = error["type"]
    if kind == "json_invalid":
        line, column = map(int, re.findall(r"\d+", error["msg"])[-2:])
        broken = line if column or line == 1 else line - 1  # the end of a line is the next one's 0
        return _("linha {line}").format(line=broken), _("aí o JSON se quebra")
    if kind == "missing":
        return place, _("falta")
    if kind == "unexpected_keyword_argument":
        return place, _("não existe num perfil")
    shown = json.dumps(error["input"], ensure_ascii=False)[:_MOST_SHOWN]
    wanted = {"string_type": _("um texto"), "tuple_type": _("uma lista [ ]")}
    return place, _("{value} não é {wanted}").format(
        value=shown, wanted=wanted.get(kind, _("um objeto {{ }}").format())
    )


@cache
def _adapter() -> "TypeAdapter[Profile]":
    from pydantic import TypeAdapter

    return TypeAdapter(Profile)


def text_of(profile: Profile) -> str:
    """The profile as a JSON object: what says nothing is left out."""
    said = {name: value for name, value in asdict(profile).items() if value}
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


@cache
def built_in() -> tuple[Profile, ...]:
    """The profiles that come with the program, by name: tests have checked them."""
    folder = files("carteira_cli.ingest").joinpath("profiles")
    texts = [each.read_bytes() for each in folder.iterdir() if each.name.endswith(".json")]
    return tuple(sorted(map(_of_ours, texts), key=lambda profile: profile.name))


def _of_ours(text: bytes) -> Profile:
    """As `parse` reads it, without the validator: to load that takes longer than most imports."""
    said = _frozen(json.loads(text))
    said["joins"] = tuple(Join(**join) for join in said.get("joins", ()))
    said["splits"] = tuple(Split(**split) for split in said.get("splits", ()))
    return Profile(**said)


def _frozen(value: Any) -> Any:
    """The same with tuples for lists."""
    if isinstance(value, dict):
        return {name: _frozen(each) for name, each in value.items()}
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
