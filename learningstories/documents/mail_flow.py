"""Lines that a mail program broke only for the way (RFC 3676), made whole again."""

import re

_QUOTES = re.compile(r">*")
_SIGNATURE = "-- "


def unflowed(text: str, *, delete_space: bool = False) -> str:
    """The text with its paragraphs in one line each; quotations of one depth belong together."""
    lines: list[str] = []
    depth_before, is_open = 0, False
    for line in text.replace("\r\n", "\n").split("\n"):
        depth = len(_QUOTES.match(line)[0])  # type: ignore[index]  # it matches nothing as well
        words = line[depth:].removeprefix(" ")
        goes_on = is_open and depth == depth_before and words != _SIGNATURE
        is_open = words.endswith(" ") and words != _SIGNATURE
        if is_open and delete_space:
            words = words[:-1]
        if goes_on:
            lines[-1] += words
        else:
            lines.append(f"{'>' * depth} {words}" if depth else words)
        depth_before = depth
    return "\n".join(lines)
