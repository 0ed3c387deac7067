"""What the showcase page must know besides the pages themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from learningstories.domain.challenge import Challenge
from learningstories.domain.showcase import Book, Paper
from learningstories.services.gate import passing
from learningstories.services.output import LeftOut, chosen_paper
from learningstories.services.outputs import output_of, outputs
from learningstories.services.saved_outputs import Standing, standings
from learningstories.services.showcase import book_title
from learningstories.services.workspace import Workspace

# Width and height in millimetres.
SIZES = {Paper.A5: (148.0, 210.0), Paper.A4: (210.0, 297.0), Paper.LETTER: (215.9, 279.4)}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowcaseState:
    """The choices for all outputs; `lock` is the key of the shortlist's lock, empty while it is open.

    `left_out` is for the output of that `kind`, `papers` are those chosen for each kind that has any.
    """

    challenge: Challenge
    book: Book
    own_title: str
    chosen: int
    lock: str
    kind: str
    left_out: tuple[LeftOut, ...]
    papers: Mapping[str, Paper]
    standings: Mapping[str, Standing]


def showcase_state(workspace: Workspace, kind: str) -> ShowcaseState:
    """Read it; `own_title` is the title that the book has when none is given."""
    known = outputs()
    with workspace.read() as unit:
        passed = passing(unit, output_of(kind).use)
        challenge, book, made = passed.challenge, passed.book, passed.programme
        return ShowcaseState(
            challenge=challenge,
            book=book,
            own_title=book_title(challenge, replace(book, title="")),
            chosen=len(made.places),
            lock=str(made.lock.id) if made.lock else "",
            kind=kind,
            left_out=passed.left_out,
            papers={each.kind: paper for each in known if (paper := chosen_paper(each, book)) is not None},
            standings=standings(unit, known),
        )
