"""A picture for each story, by which it is shown where a link to it is shared."""

import io
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from learningstories.services.document_content import DocumentContent, Line, Printed
from learningstories.services.gate import Passed
from learningstories.services.one_line import one_line
from learningstories.services.output import Order
from learningstories.services.progress import Control
from learningstories.services.showcase import dated
from learningstories.services.site_content import CARD_WIDTH, SiteContent, SiteStory

_MOST_LETTERS = 220  # of a title: more could not be read at that size


def write_cards(order: Order, passed: Passed, content: SiteContent, folder: Path) -> tuple[str, ...]:
    """Write the picture of each story to its place in `folder`; returns what to tell of them.

    They are typeset as all else is, so that every script has its letters. Raises what `make_document` raises.
    """
    with TemporaryDirectory(prefix="learningstories-") as scratch:
        pages = Path(scratch, "cards.pdf")
        steps = Control(
            lambda _done, _total: order.control.step(len(content.stories), len(content.stories) + 1)
        )
        made = order.toolbox.make_document(_cards(passed, content), pages, steps)
        for place, story in enumerate(content.stories):
            order.control.step(len(content.stories), len(content.stories) + 1)
            path = folder / story.card
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(_png(*order.toolbox.page_image(pages, place, CARD_WIDTH)))
    return made.notes


def _cards(passed: Passed, content: SiteContent) -> DocumentContent:
    return DocumentContent(
        template="social",
        title=content.title,
        data={
            "title": content.title,
            "foot": content.organisation,
            "cards": list(_lines(content)),
        },
        dated=dated(passed.challenge),
        language=content.language,
        author=content.organisation,
        look=content.look,
    )


def _lines(content: SiteContent) -> Iterator[dict[str, Printed]]:
    for story in content.stories:
        yield {
            "title": _line(story.title, story),
            "author": _line(story.author, story),
            "opening": _line(story.opening, story),
        }


def _line(text: str, story: SiteStory) -> Line:
    return Line(text=one_line(text, _MOST_LETTERS), language=story.language)


def _png(width: int, height: int, rows: bytes) -> bytes:
    picture = Image.frombuffer("RGB", (width, height), rows, "raw", "BGRX", 0, 1)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
