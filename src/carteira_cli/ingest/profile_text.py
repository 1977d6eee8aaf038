"""Profiles as JSON: the built-in ones of this package, and what a person writes or passes on."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from carteira_cli.errors import BadData, _
from carteira_cli.ingest.profile import Profile

if TYPE_CHECKING:
    from pydantic import TypeAdapter


def parse(text: str | bytes) -> Profile:
    """The profile that a JSON object describes.

    Raises BadData, with the place and the value, where the object is none.
    """
    from pydantic import ValidationError

    try:
        return _adapter().validate_json(text)
    except ValidationError as fault:
        first: Mapping[str, Any] = fault.errors()[0]
        place = ".".join(map(str, first["loc"])) or "JSON"
        raise BadData(
            _("O perfil não serve: {place}: {reason}.").format(place=place, reason=first["msg"]),
            _("Veja como um perfil é: carteira config profiles show NOME."),
        ) from fault


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
    """The profiles that come with the program, by name."""
    folder = files("carteira_cli.ingest").joinpath("profiles")
    texts = [each.read_bytes() for each in folder.iterdir() if each.name.endswith(".json")]
    return tuple(sorted(map(parse, texts), key=lambda profile: profile.name))
