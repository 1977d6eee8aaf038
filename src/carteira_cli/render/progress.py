"""How far a long command is: one line on stderr that goes away again."""

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

_BAR = 30


class Bar:
    """A bar on stderr; old consoles get it in ASCII."""

    def __init__(self, title: str) -> None:
        """`title` stands in front of the bar and must be safe to show."""
        columns = (
            TextColumn(" {task.description}", markup=False),
            BarColumn(_BAR),
            TaskProgressColumn(),
            TimeElapsedColumn(),
        )
        self._progress = Progress(
            *columns,
            console=Console(stderr=True, markup=False, emoji=False, highlight=False),
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._task = self._progress.add_task(title, total=1.0)

    def show(self, share: float) -> None:
        """Draw it at `share`, from 0 to 1."""
        self._progress.start()
        self._progress.update(self._task, completed=share)

    def hide(self) -> None:
        """Wipe it off the screen."""
        self._progress.stop()
