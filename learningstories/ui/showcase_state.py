"""What the showcase page must know besides the pages themselves."""

from dataclasses import dataclass, replace

from learningstories.domain.challenge import Challenge
from learningstories.domain.showcase import Book, Paper
from learningstories.services.gate import passing
from learningstories.services.output import LeftOut, Use
from learningstories.services.showcase import book_title
from learningstories.services.workspace import Workspace

# Width and height in millimetres.
SIZES = {Paper.A5: (148.0, 210.0), Paper.A4: (210.0, 297.0), Paper.LETTER: (215.9, 279.4)}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowcaseState:
    """The choices for the book; `lock` is the key of the shortlist's lock, empty while it is open."""

    challenge: Challenge
    book: Book
    own_title: str
    chosen: int
    lock: str
    left_out: tuple[LeftOut, ...]


def showcase_state(workspace: Workspace) -> ShowcaseState:
    """Read it; `own_title` is the title that the book has when none is given."""
    with workspace.read() as unit:
        passed = passing(unit, Use.PRINT)
        challenge, book, made = passed.challenge, passed.book, passed.programme
        return ShowcaseState(
            challenge=challenge,
            book=book,
            own_title=book_title(challenge, replace(book, title="")),
            chosen=len(made.places),
            lock=str(made.lock.id) if made.lock else "",
            left_out=passed.left_out,
        )


def page_shape(paper: Paper) -> float:
    """A page's height by its width."""
    width, height = SIZES[paper]
    return height / width
