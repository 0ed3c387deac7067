"""How slips in the arguments are told."""


class Misused(Exception):
    """The arguments make no sense; `usage` says which would."""

    def __init__(self, message: str, usage: str = "") -> None:
        super().__init__(message)
        self.usage = usage
