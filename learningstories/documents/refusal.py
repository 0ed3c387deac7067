"""Why a file cannot be read, within the readers, which do not know its name."""


class Refusal(Exception):
    """`cause` is one of `domain.errors.UNREADABLE`."""

    def __init__(self, cause: str) -> None:
        super().__init__(cause)
        self.cause = cause
