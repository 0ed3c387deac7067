"""What goes into the showcase book: of what came through the gate, what the organiser chose."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

from learningstories.domain.alphabet import alphabetic
from learningstories.domain.challenge import Challenge
from learningstories.domain.deadline import zone_of
from learningstories.domain.showcase import Book
from learningstories.domain.story import Story
from learningstories.i18n import _, plural
from learningstories.services.book_content import (
    BookContent,
    BookPicture,
    BookPromise,
    BookStory,
    RunningOrderRow,
)
from learningstories.services.gate import Admitted, Passed
from learningstories.services.ports import UnitOfWork
from learningstories.services.progress import Control
from learningstories.services.shortlisting import Place
from learningstories.services.talking_points import questions_for
from learningstories.services.written_dates import written_moment


def book_content(
    unit: UnitOfWork, passed: Passed, to_html: Callable[[str], str], folder: Path, control: Control
) -> BookContent:
    """The book, worded in the language of the moment; its pictures are written to `folder`."""
    challenge, book = passed.challenge, passed.book
    stories = []
    for done, admitted in enumerate(passed.stories):
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
        cover=_cover(unit, book, folder),
        imprint=_imprint(challenge),
        readers=_readers(passed) if book.actions and book.reader_names else (),
        bleed=book.bleed,
        fours=book.fours,
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
        questions=questions_for(story) if book.questions else (),
    )


def _cover(unit: UnitOfWork, book: Book, folder: Path) -> BookPicture | None:
    if not book.cover:
        return None
    path = folder / f"cover-{book.cover}"
    path.write_bytes(unit.blobs.get(book.cover))
    return BookPicture(sha=path.name, path=path, alt=book.cover_alt)


def _readers(passed: Passed) -> tuple[str, ...]:
    """The readers who are named in the book beside what they will do, each once; nobody else is."""
    promises = [promise for each in passed.stories for promise in each.promises]
    named = {promise.person: promise.name for promise in promises if promise.person and not promise.guest}
    return tuple(sorted(named.values(), key=alphabetic))


def _imprint(challenge: Challenge) -> tuple[str, ...]:
    own = " · ".join(part for part in (challenge.title, challenge.community) if part)
    return (
        own,
        _("Each story is printed as its author agreed, and stays its author's. Ask before you copy it."),
        _("Made with Learning Stories. Set in Source Serif 4 and Inter."),
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
    return _("{chosen} {readers}").format(chosen=told, readers=by)


def _who_read(unit: UnitOfWork) -> Sequence[object]:
    return list({reading.reviewer_id for reading in unit.readings.all() if reading.counts})
