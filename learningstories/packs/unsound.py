"""What is not as it should be, within this layer, which does not know the file's name."""


class Unsound(Exception):
    """`cause` is "not_a_pack", "damaged", "unsafe", "too_big", "too_new", "locked" or "wrong_phrase"."""

    def __init__(self, cause: str) -> None:
        super().__init__(cause)
        self.cause = cause
