"""Whom to talk to at a customer and what was said there, as lines of its card."""

from collections.abc import Iterable, Sequence
from datetime import date

from carteira_cli.domain.glossary import label
from carteira_cli.domain.models import Contact, FollowUp, Interaction
from carteira_cli.domain.show import Talks
from carteira_cli.domain.text import fold
from carteira_cli.errors import _
from carteira_cli.render.labelled import labelled
from carteira_cli.render.lines import Line
from carteira_cli.render.plain import day, in_one_line, phone

_TALKS, _PROMISES = 2, 1


def people(contacts: Sequence[Contact]) -> Iterable[Line]:
    """Whom to call, and below who else there is: in full where it is one, else in one line."""
    if not contacts:
        yield labelled(_("Contato"), _("nenhum telefone nem e-mail ainda"))
        return
    first, *others = _persons(contacts)
    yield labelled(_("Contato"), *first)
    if len(others) == 1:
        yield labelled("", *others[0])
    elif others:
        yield labelled(
            "", *(" ".join(filter(None, (who, calls or mails))) for who, calls, mails in others)
        )


def _persons(contacts: Sequence[Contact]) -> list[tuple[str, str, str]]:
    """Each person's name and role, phones and e-mails; who has no name is told by the phone."""
    known: dict[str | int, list[Contact]] = {}
    for place, contact in enumerate(contacts):
        known.setdefault(fold(contact.reach.name) or place, []).append(contact)
    return [
        (
            _listed([group[0].reach.name, *(each.role for each in group)]),
            _listed(phone(each.reach.phone, each.reach.phone_text) for each in group),
            _listed(each.reach.email for each in group),
        )
        for group in known.values()
    ]


def said(talks: Talks) -> Iterable[Line]:
    """What was said lately and what is promised, after a blank line; nothing where nothing is."""
    if talks.interactions or talks.follow_ups:
        yield Line()
    for place, talk in enumerate(talks.interactions[:_TALKS]):
        yield labelled("" if place else _("Conversas"), _talk(talk))
    for place, promise in enumerate(talks.follow_ups[:_PROMISES]):
        yield labelled("" if place else _("Retornos"), _promise(promise))


def _talk(talk: Interaction) -> str:
    """The day and what came of it; of an imported contact that tells no result, how it was made."""
    what = label("result", talk.result) or label("channel", talk.channel)
    words = _listed((what, label("reason", talk.reason), in_one_line(talk.note)))
    return f"{day(date.fromisoformat(talk.day))} {words or _('contato')}"


def _promise(promise: FollowUp) -> str:
    return f"{day(date.fromisoformat(promise.due_on))} {in_one_line(promise.what)}"


def _listed(words: Iterable[str]) -> str:
    """The words, each once, with commas between them."""
    return ", ".join(filter(None, dict.fromkeys(words)))
