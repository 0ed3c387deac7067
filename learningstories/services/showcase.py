"""Makes the showcase book from the shortlist: only what its authors and readers have agreed to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from learningstories.domain.challenge import Challenge
from learningstories.domain.deadline import zone_of
from learningstories.domain.errors import NoPrintConsent, ShortlistEmpty
from learningstories.domain.reviewer import PromiseUse
from learningstories.domain.showcase import Book
from learningstories.domain.story import Story, StoryState, story_state
from learningstories.i18n import _, plural
from learningstories.services.book_content import (
    BookContent,
    BookPicture,
    BookPromise,
    BookReport,
    BookStory,
    RunningOrderRow,
)
from learningstories.services.challenges import book_of
from learningstories.services.ports import UnitOfWork
from learningstories.services.progress import Control
from learningstories.services.shortlisting import Place, programme
from learningstories.services.toolbox import Toolbox
from learningstories.services.workspace import Workspace
from learningstories.services.written_dates import written_moment


@dataclass(frozen=True, slots=True, kw_only=True)
class NotPrinted:
    """A story of the shortlist that is not in the book, and why."""

    number: int
    title: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeBook:
    """What came of making the book."""

    report: BookReport
    left_out: tuple[NotPrinted, ...]


def make(workspace: Workspace, toolbox: Toolbox, target: Path, control: Control) -> MadeBook:
    """Typeset the shortlist as a PDF in `target`.

    A story whose author has not agreed to print is never handed to the typesetter, whatever the
    shortlist says. Raises `ShortlistEmpty`, `NoPrintConsent` when no story is left, and what
    `toolbox.make_book` raises; then `target` is as it was.
    """
    with TemporaryDirectory(prefix="learningstories-") as folder:
        with workspace.read() as unit:
            content = book_content(unit, toolbox.documents.to_html, Path(folder), control)
            left_out = not_printed(unit)
        report = toolbox.make_book(content, target, control)
    return MadeBook(report=report, left_out=left_out)


def not_printed(unit: UnitOfWork) -> tuple[NotPrinted, ...]:
    """The stories of the shortlist that cannot be in the book."""
    challenge = unit.challenge()
    found = [(place.story, _why_not(place.story, challenge)) for place in programme(unit).places]
    return tuple(NotPrinted(number=s.number, title=s.title, why=why) for s, why in found if why)


def book_content(
    unit: UnitOfWork, to_html: Callable[[str], str], folder: Path, control: Control | None = None
) -> BookContent:
    """The book; its pictures are written to `folder`. Raises `ShortlistEmpty`, `NoPrintConsent`."""
    challenge, book, made = unit.challenge(), book_of(unit), programme(unit)
    if not made.places:
        raise ShortlistEmpty
    printed = [place.story for place in made.places if not _why_not(place.story, challenge)]
    if not printed:
        raise NoPrintConsent(tuple(place.story.number for place in made.places))
    stories = []
    for done, story in enumerate(printed):
        if control is not None:
            control.step(done, len(printed))
        stories.append(_story(unit, challenge, book, story, to_html=to_html, folder=folder))
    return BookContent(
        title=book_title(challenge, book),
        dated=_dated(challenge),
        stories=tuple(stories),
        subtitle=_subtitle(challenge, book),
        colophon=_colophon(unit, len(printed)),
        call_html=to_html(challenge.call),
        organisation=challenge.community,
        event=_event(challenge),
        language=challenge.language,
        paper=book.paper,
        look=book.look,
        running_order=tuple(_row(challenge, place) for place in made.places) if book.running_order else (),
    )


def _why_not(story: Story, challenge: Challenge) -> str:
    """Why a story may not be printed; empty if it may."""
    state = story_state(story, challenge, 0)
    if state is StoryState.WITHDRAWN:
        return _("It was withdrawn")
    if state is StoryState.REFUSED:
        return _("It came late and was refused")
    if state is StoryState.NOT_ELIGIBLE:
        return _("It was found not eligible")
    return "" if story.consent_print else _("Its author has not agreed to its being printed")


def _story(
    unit: UnitOfWork,
    challenge: Challenge,
    book: Book,
    story: Story,
    *,
    to_html: Callable[[str], str],
    folder: Path,
) -> BookStory:
    return BookStory(
        number=story.number,
        title=story.title,
        html=to_html(unit.texts.get(story.text_sha)),
        author=story.public_name,
        theme=story.theme,
        language=story.language or challenge.language,
        pictures=_pictures(unit, story, folder),
        promises=_promises(unit, story, names=book.reader_names) if book.actions else (),
    )


def _pictures(unit: UnitOfWork, story: Story, folder: Path) -> tuple[BookPicture, ...]:
    found = []
    kept = unit.attachments.find(story_id=story.id, role="picture")
    for picture in sorted(kept, key=lambda a: (a.sha, a.description)):
        path = folder / picture.sha
        path.write_bytes(unit.blobs.get(picture.sha))
        found.append(BookPicture(sha=picture.sha, path=path, alt=picture.description))
    return tuple(found)


def _promises(unit: UnitOfWork, story: Story, *, names: bool) -> tuple[BookPromise, ...]:
    """What readers will do, those they let be shown; their names only where they agreed to that too."""
    readers = {reader.id: reader for reader in unit.reviewers.all()}
    found = []
    for reading in unit.readings.find(story_id=story.id):
        reader = readers[reading.reviewer_id]
        shown = reader.promise_use in (PromiseUse.NAMED, PromiseUse.UNSIGNED)
        if shown and reading.counts and not reading.no_action and reading.action.strip():
            named = names and reader.promise_use is PromiseUse.NAMED
            found.append(BookPromise(text=reading.action.strip(), name=reader.name if named else ""))
    return tuple(sorted(found, key=lambda promise: (promise.text, promise.name)))


def _row(challenge: Challenge, place: Place) -> RunningOrderRow:
    time = f"{place.starts_at.astimezone(zone_of(challenge.zone)):%H:%M}" if place.starts_at else ""
    if _why_not(place.story, challenge):
        # Its minutes are part of the evening, but nothing that would name it may be printed.
        return RunningOrderRow(time=time, title=_("A story that is only told"), minutes=place.minutes)
    return RunningOrderRow(
        time=time,
        title=place.story.title,
        author=place.story.public_name,
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


def _event(challenge: Challenge) -> str:
    when = challenge.event_at and _told_date(challenge.event_at, challenge)
    return " · ".join(part for part in (challenge.event_title, when, challenge.event_place) if part)


def _told_date(moment: datetime, challenge: Challenge) -> str:
    return written_moment(moment, challenge.zone, challenge.language)


def _dated(challenge: Challenge) -> date:
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
