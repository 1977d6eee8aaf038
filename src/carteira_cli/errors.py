"""What can go wrong, as a sentence with a remedy and an exit code; and the words it is said in.

The texts of the program are Brazilian Portuguese in the code and pass through `_` or `plural`.
The catalogue in use is the only thing that changes in this process: one ContextVar, set once by
`cli.main` before any command module is imported.
"""

import errno
import gettext
from contextvars import ContextVar

_catalogue: ContextVar[gettext.NullTranslations] = ContextVar(
    "catalogue",
    default=gettext.NullTranslations(),  # noqa: B039 nobody changes it
)


def speak(catalogue: gettext.NullTranslations) -> None:
    """Make `catalogue` the language of every sentence that follows."""
    _catalogue.set(catalogue)


def _(text: str) -> str:
    """The sentence in the language in use."""
    return _catalogue.get().gettext(text)


def translated(text: str) -> str:
    """A text that is data, as a profile's title: the catalogue takes it from where it stands."""
    return _(text)


def plural(one: str, many: str, count: int) -> str:
    """The sentence in the language and number in use; the count is still to be filled in."""
    return _catalogue.get().ngettext(one, many, count)


def reason(fault: OSError) -> str:
    """Why the operating system refused, in the language in use where we have words for it."""
    words = {
        errno.ENOENT: _("a pasta não existe"),
        errno.EACCES: _("sem permissão"),
        errno.EPERM: _("sem permissão"),
        errno.EROFS: _("o disco é só de leitura"),
        errno.ENOSPC: _("o disco está cheio"),
        errno.EISDIR: _("é uma pasta"),
        errno.ENOTDIR: _("o caminho passa por um arquivo"),
        errno.ENAMETOOLONG: _("o nome é longo demais"),
        errno.EFBIG: _("o arquivo passaria do tamanho permitido"),
        errno.EIO: _("o disco está com defeito"),
    }
    return words.get(fault.errno or 0) or str(fault.strerror or fault)


class CarteiraError(Exception):
    """A command that cannot go on: one sentence, a remedy, and an exit code (sysexits.h).

    `option` is the option whose value would have been the answer, where there is one: who guides a
    person can ask for it.
    """

    exit_code = 70

    def __init__(self, sentence: str, remedy: str = "", option: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.remedy = remedy
        self.option = option


class UsageFault(CarteiraError):
    """An option or its value is wrong."""

    exit_code = 2


class BadData(CarteiraError):
    """The content of a file, or a name that was typed, cannot be used."""

    exit_code = 65


class NoInput(CarteiraError):
    """The file to read is not there."""

    exit_code = 66


class NotInstalled(CarteiraError):
    """An optional part is missing; the remedy names the extra."""

    exit_code = 69


class CannotCreate(CarteiraError):
    """The file to write cannot be made."""

    exit_code = 73


class StorageFault(CarteiraError):
    """Disk full, input/output error, damaged file."""

    exit_code = 74


class Busy(CarteiraError):
    """Another process is writing to the portfolio."""

    exit_code = 75


class NotAllowed(CarteiraError):
    """The operating system refuses access."""

    exit_code = 77


class ForeignFile(CarteiraError):
    """The file is newer than this program, is not a portfolio, or lies in a synced folder."""

    exit_code = 78
