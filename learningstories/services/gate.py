"""The one gate to all that is made for others: what its authors and readers have agreed to, and no more."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from learningstories.domain.challenge import Challenge
from learningstories.domain.errors import (
    ExpectedError,
    NoPrintConsent,
    NoStageConsent,
    NoWebConsent,
    ShortlistEmpty,
)
from learningstories.domain.reviewer import PromiseUse, Reviewer, ReviewerId
from learningstories.domain.showcase import Book
from learningstories.domain.story import Story, StoryId, StoryState, public_name, story_state
from learningstories.i18n import _
from learningstories.services.challenges import book_of
from learningstories.services.output import LeftOut, Use
from learningstories.services.ports import UnitOfWork
from learningstories.services.shortlisting import Place, Programme, programme

_REFUSALS = {Use.PRINT: NoPrintConsent, Use.STAGE: NoStageConsent, Use.WEB: NoWebConsent}
_SHOWN = frozenset({PromiseUse.NAMED, PromiseUse.UNSIGNED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """What a reader or a `guest` will do. `name` and `person` are there only where they agreed to be named.

    `person` is the same in all that one person promised.
    """

    text: str
    name: str = ""
    person: str = ""
    guest: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Admitted:
    """A story that may be shown, with the author's name as it may be (maybe empty), and its promises.

    `said` is how that name is said, as much of it as may be.
    """

    place: Place
    author: str
    said: str
    promises: tuple[Promised, ...]

    @property
    def story(self) -> Story:
        """The story itself; of its author only `author` may be shown."""
        return self.place.story


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """What came through the gate, in the running order; `left_out` says why the others did not.

    `promises` are those that guests made for the whole evening.
    """

    challenge: Challenge
    book: Book
    programme: Programme
    stories: tuple[Admitted, ...]
    left_out: tuple[LeftOut, ...]
    promises: tuple[Promised, ...] = ()

    def admitted(self, place: Place) -> Admitted | None:
        """What may be shown of a place in the running order; None for nothing but its minutes."""
        return next((story for story in self.stories if story.place is place), None)


def through(unit: UnitOfWork, use: Use) -> Passed:
    """The shortlist as far as it may be shown; raises `ShortlistEmpty`, or `NoPrintConsent` and its like."""
    passed = passing(unit, use)
    if not passed.programme.places:
        raise ShortlistEmpty
    if not passed.stories:
        raise _refusal(passed, use)
    return passed


def passing(unit: UnitOfWork, use: Use) -> Passed:
    """The same where it may be nothing at all."""
    challenge, made = unit.challenge(), programme(unit)
    readers = {reader.id: reader for reader in unit.reviewers.all()} if made.places else {}
    guests = {} if use is Use.WEB or not made.places else _of_guests(unit, readers.values())
    stories, left_out = [], []
    for place in made.places:
        story = place.story
        why = why_not(story, challenge, use)
        if why:
            left_out.append(LeftOut(number=story.number, title=story.title, why=why))
        else:
            promises = (
                ()
                if use is Use.WEB
                else _in_order([*_of_readers(unit, story, readers), *guests.get(story.id, [])])
            )
            said = public_name(story.author_said.strip(), story.name_use)
            stories.append(Admitted(place=place, author=story.public_name, said=said, promises=promises))
    return Passed(
        challenge=challenge,
        book=book_of(unit),
        programme=made,
        stories=tuple(stories),
        left_out=tuple(left_out),
        promises=_in_order(guests.get(None, [])),
    )


def why_not(story: Story, challenge: Challenge, use: Use) -> str:
    """Why a story may not be in an output of this use; empty if it may."""
    state = story_state(story, challenge, 0)
    out = {
        StoryState.WITHDRAWN: _("It was withdrawn"),
        StoryState.REFUSED: _("It came late and was refused"),
        StoryState.NOT_ELIGIBLE: _("It was found not eligible"),
    }
    not_agreed = {
        Use.PRINT: "" if story.consent_print else _("Its author has not agreed to its being printed"),
        Use.STAGE: "" if story.consent_stage else _("Its author has not agreed to its being told on stage"),
        Use.WEB: "" if story.consent_web else _("Its author has not agreed to its being on the web"),
        Use.NONE: "",
    }
    return out.get(state) or not_agreed[use]


def _of_readers(unit: UnitOfWork, story: Story, readers: Mapping[ReviewerId, Reviewer]) -> Iterator[Promised]:
    """What readers will do, those they let be shown at the evening; their names where they agreed to that."""
    for reading in unit.readings.find(story_id=story.id):
        reader = readers[reading.reviewer_id]
        text = reading.action.strip()
        if reader.promise_use in _SHOWN and reading.counts and not reading.no_action and text:
            named = reader.promise_use is PromiseUse.NAMED
            person = str(reader.id) if named else ""
            yield Promised(text=text, name=reader.name if named else "", person=person)


def _of_guests(unit: UnitOfWork, readers: Iterable[Reviewer]) -> Mapping[StoryId | None, list[Promised]]:
    """What guests will do, in the same way; under None what they promised for the whole evening.

    Guests of one name are one person unless their addresses differ; who has a reader's is that reader.
    """
    known = {reader.email.strip().casefold(): str(reader.id) for reader in readers}
    found: dict[StoryId | None, list[Promised]] = {}
    for promise in unit.promises.find(reviewer_id=None):
        if promise.use in _SHOWN:
            name = promise.name if promise.use is PromiseUse.NAMED else ""
            address = promise.email.casefold()
            person = (known.get(address) or f"{address} {name.casefold()}") if name else ""
            promised = Promised(text=promise.text, name=name, person=person, guest=True)
            found.setdefault(promise.story_id, []).append(promised)
    return found


def _in_order(promises: Iterable[Promised]) -> tuple[Promised, ...]:
    return tuple(sorted(promises, key=lambda promise: (promise.text, promise.name, promise.person)))


def _refusal(passed: Passed, use: Use) -> ExpectedError:
    """Where nothing is left although there is something on the shortlist."""
    numbers = tuple(out.number for out in passed.left_out)
    return _REFUSALS[use](numbers) if use in _REFUSALS else ShortlistEmpty()
