"""The words an option takes: a code, or its word in the language in use."""

from collections.abc import Collection

from carteira_cli.domain.glossary import code_of, labels
from carteira_cli.errors import UsageFault, _


def coded(group: str, option: str, word: str, known: Collection[str] = ()) -> str:
    """The code of a glossary group that `word` means; `known` are those there are (all).

    Raises:
        UsageFault: it is none of them; the remedy lists them.
    """
    codes = known or labels(group)
    code = code_of(group, word)
    if code is not None and code in codes:
        return code
    words = {code: labels(group)[code] for code in codes}
    raise unknown(option, word, _("As palavras são: {words}.").format(words=listed(words)))


def unknown(option: str, word: str, remedy: str) -> UsageFault:
    """What to raise where an option does not know the word."""
    return UsageFault(_("{option} {value} não existe.").format(option=option, value=word), remedy)


def listed(words: dict[str, str]) -> str:
    """Code → word as people may type them: the word, and the code where it is another one."""
    return ", ".join(word if word == code else f"{word} ({code})" for code, word in words.items())


def spoken(group: str) -> str:
    """The words of a glossary group, for a help text."""
    return ", ".join(labels(group).values())
