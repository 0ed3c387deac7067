"""What goes into the printed reading booklet of a pack, ready to be set, in the challenge's language."""

from dataclasses import dataclass

from learningstories.services.book_content import BookContent


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotLine:
    """One story on the ballot; `code` is how the organiser enters what is answered."""

    number: int
    title: str
    language: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotQuestion:
    """A further criterion, and the points of its scale in their words."""

    question: str
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BookletContent:
    """A pack on paper. `book` holds its cover and its stories, as a book does.

    `points` are the points of the scale in their words, `steps` say how to answer; `further` are the
    other criteria, and `aside` is ticked by who does not judge a story.
    """

    book: BookContent
    reviewer: str
    how: str
    steps: tuple[str, ...]
    question: str
    points: tuple[str, ...]
    further: tuple[BallotQuestion, ...]
    action: str
    aside: str
    ballot: str
    ballot_hint: str
    story: str
    code: str
    answer: str
    lines: tuple[BallotLine, ...]
