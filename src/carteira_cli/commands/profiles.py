"""The profiles that an import tries: the rep's own before those that come with the program."""

from carteira_cli.commands.session import say
from carteira_cli.errors import BadData, UsageFault, _
from carteira_cli.ingest.profile import Profile
from carteira_cli.ingest.profile_text import built_in, parse
from carteira_cli.store import Connection, profiles


def known(connection: Connection) -> list[Profile]:
    """Every profile, the rep's own first: of equals the first counts.

    One that this version cannot use (another one wrote it) is told of and left out.
    """
    own = {}
    for name, text in profiles.read_all(connection).items():
        try:
            own[name] = parse(text)
        except BadData as fault:
            told = _(
                "Perfil {name}: {sentence} Para tirá-lo: carteira config profiles remove {name}"
            )
            say(told.format(name=name, sentence=fault.sentence))
    return [*own.values(), *(profile for profile in built_in() if profile.name not in own)]


def existing(name: str, among: list[Profile]) -> str:
    """The name of a profile that there is; "" for none asked for.

    Raises:
        UsageFault: there is none of that name.
    """
    if not name or any(profile.name == name for profile in among):
        return name
    raise UsageFault(
        _("Não conheço o perfil {name}.").format(name=name),
        _("Os perfis são: {names}.").format(names=", ".join(each.name for each in among)),
    )
