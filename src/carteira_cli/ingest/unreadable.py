"""What is raised of a cell that says nothing."""


class Unreadable(ValueError):
    """A cell that cannot be understood: why, as a sentence, in which field, what stood there."""

    def __init__(self, reason: str, field: str = "", value: str | float = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.field = field
        self.value = value
