"""The account of how the shortlist came about, as a PDF or as Markdown."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from learningstories.domain.errors import NothingToRank
from learningstories.i18n import _, speaking
from learningstories.services.account_content import account
from learningstories.services.account_words import Block, account_blocks
from learningstories.services.challenges import book_of
from learningstories.services.output import MadeOutput, Order
from learningstories.services.saving import save_whole
from learningstories.services.sheets import make_sheets, sheets
from learningstories.services.showcase import book_title

if TYPE_CHECKING:
    from learningstories.services.results import Results

_MARKDOWN = ".md"
_MARKS = re.compile(r"([\\`*_{}\[\]<>|~]|^#(?=[\s#]))")


def make_account(order: Order) -> MadeOutput:
    """The form that the target's ending names, else a PDF; raises `ShortlistEmpty`."""
    with order.workspace.read() as unit:
        challenge, book = unit.challenge(), book_of(unit)
    results = ranked(order)
    with speaking(challenge.language):
        blocks = list(account_blocks(account(order.workspace, results, order.control)))
        title = _("How the shortlist came about")
        if order.target.suffix.casefold() == _MARKDOWN:
            data = markdown(title, book_title(challenge, book), blocks).encode("utf-8", "replace")
            save_whole(order.target, data)
            return MadeOutput(path=order.target, bytes=len(data), form="md")
        kicker = book_title(challenge, book)
        content = sheets(
            order,
            challenge,
            book,
            template="report",
            title=title,
            data={"kicker": kicker, "blocks": blocks},
        )
    return make_sheets(order, content)


def ranked(order: Order) -> "Results | None":
    """The ranking by the kept rules; None where there is none yet."""
    from learningstories.services.sought import results_by_rules  # noqa: PLC0415 - brings NumPy along

    if order.lists is None:
        return None
    try:
        return results_by_rules(order.workspace, order.lists)
    except NothingToRank:
        return None


def markdown(title: str, kicker: str, blocks: Sequence[Block]) -> str:
    """The blocks as Markdown; what people wrote is never markup in it."""
    lines = [f"# {_plain(title)}", "", _plain(kicker)]
    for block in blocks:
        lines += ["", *_lines(block)]
    return "\n".join(lines) + "\n"


def _lines(block: Mapping[str, Any]) -> Iterator[str]:
    if block["kind"] == "heading":
        yield f"## {_plain(block['line'])}"
    elif block["kind"] == "list":
        yield from (f"- {_plain(line)}" for line in block["lines"])
    elif block["kind"] == "table":
        yield from _table(block)
    else:
        yield _plain(block["line"])


def _table(block: Mapping[str, Any]) -> Iterator[str]:
    yield _row([column["name"] for column in block["columns"]])
    yield _row(["---:" if column["align"] == "end" else "---" for column in block["columns"]], plain=False)
    yield from (_row(row) for row in block["rows"])


def _row(cells: Sequence[str], *, plain: bool = True) -> str:
    return "| " + " | ".join(_plain(cell) if plain else cell for cell in cells) + " |"


def _plain(text: str) -> str:
    return _MARKS.sub(r"\\\1", " ".join(text.split()))
