"""`carteira config profiles`: how files are read: list, show, export, add, remove."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from carteira_cli.commands import options
from carteira_cli.commands.files import write_whole
from carteira_cli.commands.output import Delivery, deliver, delivery, print_data
from carteira_cli.commands.profiles import existing, known
from carteira_cli.commands.session import Session, say
from carteira_cli.errors import BadData, NoInput, UsageFault, _
from carteira_cli.ingest.profile import Profile
from carteira_cli.ingest.profile_text import parse, text_of
from carteira_cli.render import profiles as render
from carteira_cli.render.saved import saved
from carteira_cli.store import Connection, operations, profiles

HELP = _("Os perfis de arquivo: listar, ver, exportar, incluir, remover.")

_LONGEST = 2**20
Area = Annotated[str, typer.Argument(metavar="profiles", help=_("O que configurar."))]
Action = Annotated[
    str, typer.Argument(metavar="[show|export|add|remove]", help=_("Sem nada: a lista."))
]
Name = Annotated[
    str, typer.Argument(metavar=_("[NOME]"), help=_("O perfil; depois de add, o arquivo .json."))
]


class _Asked(NamedTuple):
    name: str
    order: Delivery
    rehearsal: bool


def run(
    ctx: typer.Context,
    area: Area,
    action: Action = "",
    name: Name = "",
    dry_run: options.DryRun = False,
    form: options.Format = "",
    output: options.Output = "",
) -> None:
    """Do what was asked with the profiles that an import tries."""
    _one_of(_("A configuração"), area, ["profiles"])
    _one_of(_("A ação"), action, list(_ACTIONS))
    if action and not name:
        raise UsageFault(_("Falta o nome do perfil."), _("Os nomes: carteira config profiles."))
    session: Session = ctx.obj
    order = delivery(form, output, session.language)
    _ACTIONS[action](session, _Asked(name, order, dry_run))


def _list(session: Session, asked: _Asked) -> None:
    with session.portfolio() as connection:
        found = known(connection)
        own = {each.name for each in found} & profiles.read_all(connection).keys()
    deliver(
        asked.order,
        lambda: render.sheet(found, own, session.as_of("").isoformat()),
        lambda _width: render.screen(found, own),
    )


def _show(session: Session, asked: _Asked) -> None:
    with session.portfolio() as connection:
        text = text_of(_named(connection, asked.name))
    if asked.order.path is None:
        print_data([text])
    else:
        write_whole(asked.order.path, [text.encode()])
        say(_("Perfil {name} em {path}.").format(name=asked.name, path=asked.order.path))


def _named(connection: Connection, name: str) -> Profile:
    among = known(connection)
    existing(name, among)
    return next(profile for profile in among if profile.name == name)


def _add(session: Session, asked: _Asked) -> None:
    """Keep the profile that somebody passed on as a file."""
    path = Path(asked.name)
    if not path.is_file():
        raise NoInput(
            _("O arquivo {path} não existe.").format(path=path),
            _("Confira o nome e a pasta; aspas ajudam quando o nome tem espaços."),
        )
    profile = _read(path)
    with (
        session.portfolio() as connection,
        session.change(connection, "config", rehearsal=asked.rehearsal) as running,
    ):
        profiles.keep(connection, profile.name, text_of(profile), running)
        told = _("perfil {name} guardado").format(name=profile.name)
        operations.summarise(connection, running, told)
    _say_done(session, told)


def _read(path: Path) -> Profile:
    if path.stat().st_size > _LONGEST:
        raise BadData(
            _("{path} é grande demais para um perfil.").format(path=path),
            _("Confira se é o arquivo certo."),
        )
    try:
        return parse(path.read_bytes())
    except BadData as fault:
        sentence = _("{file}: {sentence}").format(file=path.name, sentence=fault.sentence)
        raise BadData(sentence, fault.remedy) from fault


def _remove(session: Session, asked: _Asked) -> None:
    with (
        session.portfolio() as connection,
        session.change(connection, "config", rehearsal=asked.rehearsal) as running,
    ):
        if not profiles.remove(connection, asked.name):
            _named(connection, asked.name)
            raise UsageFault(
                _("O perfil {name} vem com o programa e fica.").format(name=asked.name),
                _(
                    "Um perfil seu com o mesmo nome toma o lugar dele: --save-profile {name}."
                ).format(name=asked.name),
            )
        told = _("perfil {name} removido").format(name=asked.name)
        operations.summarise(connection, running, told)
    _say_done(session, told)


def _say_done(session: Session, told: str) -> None:
    done = f"{told[:1].upper()}{told[1:]}. " if session.committed else ""
    say(done + saved(session.committed))


def _one_of(what: str, value: str, possible: list[str]) -> None:
    if value not in possible:
        raise UsageFault(
            _("{option} {value} não existe.").format(option=what, value=value),
            _("Os valores são: {values}.").format(values=" ".join(filter(None, possible))),
        )


_ACTIONS: dict[str, Callable[[Session, _Asked], None]] = {
    "": _list,
    "show": _show,
    "export": _show,
    "add": _add,
    "remove": _remove,
}
