"""Makes the showcase book from the shortlist: only what its authors and readers have agreed to."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from learningstories.domain.challenge import Challenge
from learningstories.domain.deadline import zone_of
from learningstories.domain.showcase import Book
from learningstories.domain.story import Story
from learningstories.i18n import _, plural, speaking
from learningstories.services.book_content import (
    BookContent,
    BookPicture,
    BookPromise,
    BookStory,
    RunningOrderRow,
)
from learningstories.services.gate import Admitted, Passed, through
from learningstories.services.output import MadeOutput, Order, Use
from learningstories.services.ports import UnitOfWork
from learningstories.services.progress import Control
from learningstories.services.shortlisting import Place
from learningstories.services.written_dates import written_moment


def make_book(order: Order) -> MadeOutput:
    """Typeset the shortlist as a book.

    A story whose author has not agreed to print is never handed to the typesetter, whatever the
    shortlist says. Raises `ShortlistEmpty`, `NoPrintConsent` when no story is left, and what
    `toolbox.make_book` raises; then the target is as it was.
    """
    with TemporaryDirectory(prefix="learningstories-") as folder:
        with order.workspace.read() as unit:
            passed = through(unit, Use.PRINT)
            to_html = order.toolbox.documents.to_html
            with speaking(passed.challenge.language):
                content = book_content(unit, passed, to_html, Path(folder), order.control)
        if order.paper is not None:
            content = replace(content, paper=order.paper)
        made = order.toolbox.make_book(content, order.target, order.control)
    return MadeOutput(
        path=order.target,
        pages=made.pages,
        bytes=made.bytes,
        accessible=made.accessible,
        notes=made.notes,
        left_out=passed.left_out,
    )


def book_content(
    unit: UnitOfWork,
    passed: Passed,
    to_html: Callable[[str], str],
    folder: Path,
    control: Control | None = None,
) -> BookContent:
    """The book, worded in the language of the moment; its pictures are written to `folder`."""
    challenge, book = passed.challenge, passed.book
    stories = []
    for done, admitted in enumerate(passed.stories):
        if control is not None:
            control.step(done, len(passed.stories))
        stories.append(_story(unit, passed, admitted, to_html=to_html, folder=folder))
    return BookContent(
        title=book_title(challenge, book),
        dated=dated(challenge),
        stories=tuple(stories),
        subtitle=_subtitle(challenge, book),
        colophon=_colophon(unit, len(stories)),
        call_html=to_html(challenge.call),
        organisation=challenge.community,
        event=event_line(challenge),
        language=challenge.language,
        paper=book.paper,
        look=book.look,
        running_order=tuple(_row(passed, place) for place in passed.programme.places)
        if book.running_order
        else (),
    )


def _story(
    unit: UnitOfWork, passed: Passed, admitted: Admitted, *, to_html: Callable[[str], str], folder: Path
) -> BookStory:
    story, book = admitted.story, passed.book
    return BookStory(
        number=story.number,
        title=story.title,
        html=to_html(unit.texts.get(story.text_sha)),
        author=admitted.author,
        theme=story.theme,
        language=story.language or passed.challenge.language,
        pictures=_pictures(unit, story, folder),
        promises=tuple(
            BookPromise(text=promise.text, name=promise.name if book.reader_names else "")
            for promise in admitted.promises
        )
        if book.actions
        else (),
    )


def _pictures(unit: UnitOfWork, story: Story, folder: Path) -> tuple[BookPicture, ...]:
    found = []
    kept = unit.attachments.find(story_id=story.id, role="picture")
    for picture in sorted(kept, key=lambda a: (a.sha, a.description)):
        path = folder / picture.sha
        path.write_bytes(unit.blobs.get(picture.sha))
        found.append(BookPicture(sha=picture.sha, path=path, alt=picture.description))
    return tuple(found)


def _row(passed: Passed, place: Place) -> RunningOrderRow:
    time = clock_time(place.starts_at, passed.challenge)
    admitted = passed.admitted(place)
    if admitted is None:
        # Its minutes are part of the evening, but nothing that would name it may be printed.
        return RunningOrderRow(time=time, title=_("A story that is only told"), minutes=place.minutes)
    return RunningOrderRow(
        time=time,
        title=place.story.title,
        author=admitted.author,
        minutes=place.minutes,
        number=place.story.number,
    )


def book_title(challenge: Challenge, book: Book) -> str:
    """What stands on the cover: the organiser's title, or that of the evening, or the challenge's."""
    return book.title.strip() or challenge.event_title.strip() or challenge.title


def _subtitle(challenge: Challenge, book: Book) -> tuple[str, ...]:
    own = tuple(line.strip() for line in book.subtitle.splitlines() if line.strip())
    if own:
        return own
    named = _("The {title} showcase").format(title=challenge.title)
    first = named if book_title(challenge, book) != challenge.title else challenge.community
    when = challenge.event_at and _told_date(challenge.event_at, challenge)
    event = " · ".join(part for part in (when, challenge.event_place) if part)
    return tuple(line for line in (first, event) if line)


def event_line(challenge: Challenge) -> str:
    """The evening in a line: what it is, when and where."""
    when = challenge.event_at and _told_date(challenge.event_at, challenge)
    return " · ".join(part for part in (challenge.event_title, when, challenge.event_place) if part)


def _told_date(moment: datetime, challenge: Challenge) -> str:
    return written_moment(moment, challenge.zone, challenge.language)


def clock_time(moment: datetime | None, challenge: Challenge) -> str:
    """A moment of the evening on the clocks there; empty for none."""
    return f"{moment.astimezone(zone_of(challenge.zone)):%H:%M}" if moment else ""


def dated(challenge: Challenge) -> date:
    """The one date that files have of themselves: the evening's, or that of the deadline."""
    return (challenge.event_at or challenge.closes_at).astimezone(zone_of(challenge.zone)).date()


def _colophon(unit: UnitOfWork, printed: int) -> str:
    count = sum(not story.withdrawn for story in unit.stories.all())
    chosen = plural("{n} story chosen from {count}", "{n} stories chosen from {count}", printed)
    told = chosen.format(n=printed, count=count)
    readers = _who_read(unit)
    if not readers:
        return told
    by = plural("by {n} reader", "by {n} readers", len(readers)).format(n=len(readers))
    return f"{told} {by}"


def _who_read(unit: UnitOfWork) -> Sequence[object]:
    return list({reading.reviewer_id for reading in unit.readings.all() if reading.counts})
