"""Certificates: a page for each author who is on the shortlist, or for whoever else they were chosen for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from learningstories.domain.alphabet import alphabetic
from learningstories.domain.challenge import Challenge
from learningstories.domain.errors import NothingToCertify
from learningstories.domain.reviewer import ReviewerId
from learningstories.domain.story import Story
from learningstories.i18n import _, plural, speaking
from learningstories.services.challenges import book_of
from learningstories.services.document_content import Line, Printed
from learningstories.services.gate import through, why_not
from learningstories.services.output import LeftOut, MadeOutput, Order, Use
from learningstories.services.output_choices import Certified, certified, with_choices
from learningstories.services.ports import UnitOfWork
from learningstories.services.sheets import make_sheets, sheets
from learningstories.services.showcase import book_title, event_line

Page = Mapping[str, Printed]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Certified:
    """The pages, `given` for what and `why` below it."""

    given: str
    why: str
    pages: list[Page]
    names_readers: bool = False


def make_certificates(order: Order) -> MadeOutput:
    """A page for each; raises `ShortlistEmpty`, `NoStageConsent`, `NothingToCertify`.

    Where no author's name may be shown there is a line for it, which the author may fill in.
    """
    with order.workspace.read() as unit:
        challenge = unit.challenge()
        book = with_choices(book_of(unit), order.choices)
        whom = certified(book)
        left_out = _left_out(whom, unit)  # who makes them reads that
        with speaking(challenge.language):
            made = _for_whom(whom, unit)
    if not made.pages:
        raise NothingToCertify
    with speaking(challenge.language):
        data: dict[str, Printed] = {
            "kicker": book_title(challenge, book),
            "heading": _("Certificate"),
            "given": _("This is to thank"),
            "for": made.given,
            "chosen": made.why,
            "event": event_line(challenge),
            "community": challenge.community.strip() or challenge.title,
            "signature": _("Signature"),
            "date": _("Date"),
            "pages": made.pages,
        }
        content = sheets(order, challenge, book, template="certificates", title=_("Certificates"), data=data)
    told = _("They name readers: give each to its reader only, unless all agreed to be named.")
    return make_sheets(order, content, left_out, (told,) if made.names_readers else ())


def _for_whom(whom: Certified, unit: UnitOfWork) -> _Certified:
    if whom is Certified.READERS:
        return _readers(unit)
    if whom is Certified.AUTHORS:
        return _authors(unit)
    passed = through(unit, Use.STAGE)
    return _Certified(
        given=_("for the learning story"),
        why=_("which was chosen to be told, so that others may learn from it."),
        pages=[_page(admitted.story, passed.challenge) for admitted in passed.stories],
    )


def _authors(unit: UnitOfWork) -> _Certified:
    """Everyone whose story takes part, whether it was chosen or not."""
    challenge = unit.challenge()
    stories = sorted(unit.stories.all(), key=lambda story: story.number)
    return _Certified(
        given=_("for the learning story"),
        why=_("and for letting others learn from it."),
        pages=[_page(story, challenge) for story in stories if not why_not(story, challenge, Use.STAGE)],
    )


def _left_out(whom: Certified, unit: UnitOfWork) -> list[LeftOut]:
    """The stories that may not be shown, in the words of the window."""
    if whom is Certified.READERS:
        return []
    if whom is not Certified.AUTHORS:
        return list(through(unit, Use.STAGE).left_out)
    challenge = unit.challenge()
    return [
        LeftOut(number=story.number, title=story.title, why=why)
        for story in sorted(unit.stories.all(), key=lambda story: story.number)
        if (why := why_not(story, challenge, Use.STAGE))
    ]


def _readers(unit: UnitOfWork) -> _Certified:
    return _Certified(
        given=_("for reading"),
        why=_("and for the time and care given to them."),
        pages=list(_pages_of_readers(unit)),
        names_readers=True,
    )


def _pages_of_readers(unit: UnitOfWork) -> Iterator[Page]:
    read: dict[ReviewerId, int] = {}
    for reading in unit.readings.all():
        if reading.counts:
            read[reading.reviewer_id] = read.get(reading.reviewer_id, 0) + 1
    readers = sorted(unit.reviewers.all(), key=lambda reader: (alphabetic(reader.name), reader.email))
    for reader in readers:
        count = read.get(reader.id, 0)
        if count and reader.set_aside_at is None:
            much = plural("{n} learning story", "{n} learning stories", count).format(n=count)
            yield {"name": reader.name, "title": much}


def _page(story: Story, challenge: Challenge) -> Page:
    title = story.title.strip() or _("Without a title")
    return {
        "name": story.public_name,
        "title": Line(text=title, language=story.language or challenge.language),
    }
