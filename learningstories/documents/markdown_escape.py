"""Text and addresses written so that Markdown takes them for text and addresses."""

import re

_SPACE = re.compile(r"[ \t\r\n\f]+")
_SPECIAL = re.compile(r"([\\`*\[\]])")
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_ENTITY = re.compile(r"&(?=#|\w+;)")
_NOT_IN_ADDRESS = re.compile(r"[\s()<>\[\]\"'\\`|*{}\x00-\x1f]")
_LONGEST_ADDRESS = 2000

# What begins a line and would begin something else than a line of a paragraph.
_MARK_FIRST = re.compile(r"(?=#|>|[+-](?:\s|$)|-+\s*$|\|)")
_NUMBER_FIRST = re.compile(r"(\d+)\.(?=\s|$)")
_DEFINITION = re.compile(r"^(\[[^\]]*\]):")
_REFERENCE_FIRST = re.compile(r"([:=~])(?=\s|$|[:=~|-])")


def squeeze(text: str) -> str:
    """Runs of white space as one space; a space that may not break stays what it is."""
    return _SPACE.sub(" ", text)


def escape_text(text: str) -> str:
    """Text within a line."""
    text = _SPECIAL.sub(r"\\\1", text)
    # Looking behind each letter takes long, and most texts have neither.
    if "_" in text:
        text = _UNDERSCORE.sub(r"\\_", text)
    if "&" in text:
        text = _ENTITY.sub("&amp;", text)
    return text.replace("<", "&lt;")


def escape_line_start(line: str) -> str:
    """A line of a paragraph that must not begin a list, a heading, a quotation, a note or a table."""
    if line.startswith("["):
        return _DEFINITION.sub(r"\1&#58;", line)
    if _MARK_FIRST.match(line):
        return "\\" + line
    line = _NUMBER_FIRST.sub(r"\1\\.", line, count=1) if line[:1].isdigit() else line
    found = _REFERENCE_FIRST.match(line)
    return f"&#{ord(found[1])};{line[1:]}" if found else line


def escape_address(address: str) -> str:
    """The target of a link; empty for one that is too long to be one."""
    if len(address) > _LONGEST_ADDRESS:
        return ""
    encoded = _NOT_IN_ADDRESS.sub(
        lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), address.strip()
    )
    return _ENTITY.sub("&amp;", encoded)


def code_span(text: str) -> str:
    """Code within a line; empty for no code."""
    text = squeeze(text).strip()
    if not text:
        return ""
    ticks = "`" * (1 + max((len(run) for run in re.findall(r"`+", text)), default=0))
    edge = " " if "`" in (text[0], text[-1]) else ""
    return f"{ticks}{edge}{text}{edge}{ticks}"


def code_fence(text: str) -> str:
    """A block of code that stands on its own, not within a list or a quotation."""
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall(r"`+", text)), default=0))
    return f"{fence}\n{text}\n{fence}"


def indent(text: str) -> str:
    """The text as part of the list item, note or definition above it."""
    return "\n".join("    " + line if line.strip() else "" for line in text.split("\n"))
