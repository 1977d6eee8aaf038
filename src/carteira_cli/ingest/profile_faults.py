"""What makes a profile useless though it is well written: unknown fields, codes and patterns."""

import re
from collections.abc import Collection, Iterator

from carteira_cli.domain.glossary import labels
from carteira_cli.domain.text import safe
from carteira_cli.errors import _
from carteira_cli.ingest.columns import field_named, key
from carteira_cli.ingest.kinds import FIELDS
from carteira_cli.ingest.profile import Profile, Split

_LONGEST = 200
_MOST_REPEATS = 3
_MOST_OPTIONAL = 3
_ATOMS = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)  # what stands for one letter
_OPENINGS = re.compile(r"\(\?(?:P<\w+>|:)")
_DATES = ("dmy", "mdy", "ymd")

Fault = tuple[str, str]
"""The place in the profile, and what is wrong there."""


def faults(profile: Profile) -> Iterator[Fault]:
    """Everything that would keep the profile from being used, in the order of its parts."""
    if not profile.name.strip() or safe(profile.name) != profile.name:
        yield "name", _("falta o nome")
    if not profile.signature or not all(map(key, profile.signature)):
        yield "signature", _("faltam as colunas que dizem de onde o arquivo é")
    yield from _fields(profile)
    for at, split in enumerate(profile.splits):
        if fault := _fault_of(split):
            yield f"splits.{at}.pattern", fault
    if profile.returns and "amount" not in profile.columns:
        yield "returns", _("falta dizer em columns.amount a coluna das vendas")
    yield from _codes(profile)


def _fields(profile: Profile) -> Iterator[Fault]:
    owner: dict[str, str] = {}
    for field, column in profile.columns.items():
        yield from _field(f"columns.{field}", field)
        if owner.setdefault(key(column), field) != field:
            yield (
                f"columns.{field}",
                _("a coluna “{column}” já é de {field}").format(
                    column=column, field=owner[key(column)]
                ),
            )
    for at, join in enumerate(profile.joins):
        yield from _field(f"joins.{at}.field", join.field)
        if not join.columns:
            yield f"joins.{at}.columns", _("faltam as colunas")
    for field in profile.choices:
        yield from _one_of(f"choices.{field}", field, ("date", "amount"))


def _field(place: str, name: str) -> Iterator[Fault]:
    if field_named(name) != name:
        yield place, _("“{value}” não é um campo").format(value=name)


def _codes(profile: Profile) -> Iterator[Fault]:
    yield from _one_of("kind", profile.kind, ("", *FIELDS))
    yield from _one_of("date_order", profile.date_order, ("", *_DATES))
    yield from _one_of("decimal", profile.decimal, ("", ",", "."))
    yield from _one_of("cents_from", profile.cents_from, ("", "net", "gross"))
    for word, code in profile.statuses.items():
        yield from _one_of(f"statuses.{word}", code, labels("status"))
    for word, code in profile.results.items():
        yield from _one_of(f"results.{word}", code, labels("result"))


def _one_of(place: str, value: str, possible: Collection[str]) -> Iterator[Fault]:
    if value not in possible:
        yield (
            place,
            _("“{value}” não existe; existem {possible}").format(
                value=value, possible=", ".join(filter(None, possible))
            ),
        )


def _fault_of(split: Split) -> str:
    """Why a pattern cannot take cells apart; "" where it can."""
    if len(split.pattern) > _LONGEST or _may_take_forever(split.pattern):
        return _("o padrão é complicado demais: até 3 repetições (* + {}), e de grupo nenhuma")
    try:
        pattern = re.compile(split.pattern)
    except (re.error, OverflowError):
        return _("não é uma expressão regular")
    if not pattern.groups or pattern.groups != len(pattern.groupindex):
        return _("cada grupo precisa de um nome: (?P<code>…)")
    unknown = [reason for name in pattern.groupindex for _place, reason in _field("", name)]
    return next(iter(unknown), "")


def _may_take_forever(pattern: str) -> bool:
    """Whether matching may take exponential time; plain repeats of letters cannot."""
    bare = _OPENINGS.sub("(", _ATOMS.sub("x", pattern))
    repeats = len(re.findall(r"[*+{]", bare))
    return (
        repeats > _MOST_REPEATS
        or bare.count("?") > _MOST_OPTIONAL
        or re.search(r"\)[*+{]|\(\?", bare) is not None
    )
