"""What anybody may have written, as it may stand in one line: in a name, a label, the head of a mail."""

import re

# Line breaks, control characters and half characters, and what reverses the direction of writing.
_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)


def one_line(text: str, most: int) -> str:
    """The text without hidden characters, in single spaces; of more than `most` letters the beginning."""
    line = " ".join(_HIDDEN.sub(" ", text).split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
