"""What a challenge holds about one person, wherever it is kept."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from learningstories.domain.errors import NoSuchPerson, PersonUnclear
from learningstories.domain.pack import Pack, Return
from learningstories.domain.promise import Promise
from learningstories.domain.reading import Reading
from learningstories.domain.reviewer import Reviewer
from learningstories.domain.scrubbing import Scrub
from learningstories.domain.story import Attachment, Story, StoryVersion
from learningstories.i18n import _
from learningstories.services.challenges import book_of
from learningstories.services.changes import Kind
from learningstories.services.forgetting import Named, PastStep
from learningstories.services.guests import guests_of
from learningstories.services.one_line import one_line
from learningstories.services.output import Use
from learningstories.services.outputs import outputs
from learningstories.services.ports import Lists, UnitOfWork
from learningstories.services.story_query import StoryQuery

MOST_TYPED = 320
_MOST_LOOKED_AT = 1_000  # stories whose texts are read for the person's name
_OF_READERS = frozenset(
    {"book", "large-print", "cards", "script", "introductions", "certificates", "letters"}
)
_OF_ALL = frozenset({"account", "xlsx", "csv", "json", "archive"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Whom it is about: `names` are theirs alone, or empty where others are called so, too."""

    name: str
    names: frozenset[str]
    mails: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Everything that names the person. `others` are readings of their stories, `packed` packs that hold one.

    `returned` are their returns and their packs' ones; `listed` tells whether they are on the list of guests;
    `mentions` are texts and answers of others that say the name: those stay as their writers wrote them.
    """

    person: Person
    stories: tuple[Story, ...]
    versions: tuple[StoryVersion, ...]
    files: tuple[Attachment, ...]
    others: tuple[Reading, ...]
    reviewers: tuple[Reviewer, ...]
    readings: tuple[Reading, ...]
    packs: tuple[Pack, ...]
    packed: tuple[Pack, ...]
    returned: tuple[Return, ...]
    promises: tuple[Promise, ...]
    listed: bool
    extended: bool
    outputs: tuple[str, ...]
    steps: tuple[PastStep, ...]
    mentioned: tuple[int, ...]
    mentions: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing is about them."""
        return not (
            self.stories
            or self.reviewers
            or self.promises
            or self.returned
            or self.listed
            or self.extended
            or self.steps
        )


def held_about(unit: UnitOfWork, lists: Lists | None, typed: str) -> Held:
    """Everything about the person with this name or address; raises `NoSuchPerson`, `PersonUnclear`.

    Without `lists` it is not looked who else mentions them.
    """
    person, named = _person(unit, typed)
    keys = {kind: [each.key for each in named if each.kind is kind] for kind in Kind}
    stories = sorted(unit.stories.find(id=keys[Kind.STORY]), key=lambda story: story.number)
    reviewers = tuple(unit.reviewers.find(id=keys[Kind.REVIEWER]))
    packs = tuple(pack for one in reviewers for pack in unit.packs.find(reviewer_id=one.id))
    found = Held(
        person=person,
        stories=tuple(stories),
        versions=tuple(each for story in stories for each in unit.versions.find(story_id=story.id)),
        files=tuple(each for story in stories for each in unit.attachments.find(story_id=story.id)),
        others=tuple(each for story in stories for each in unit.readings.find(story_id=story.id)),
        reviewers=reviewers,
        readings=tuple(each for one in reviewers for each in unit.readings.find(reviewer_id=one.id)),
        packs=packs,
        packed=tuple(_packed(unit, stories, packs)),
        returned=tuple(_returned(unit, person, reviewers, packs)),
        promises=tuple(_promises(unit, keys[Kind.PROMISE], reviewers)),
        listed=any(_is(name, person) for name in guests_of(book_of(unit))),
        extended=any(_is(each.email, person) for each in unit.challenge().extensions),
        outputs=tuple(_outputs(unit, stories, reviewers=bool(reviewers))),
        steps=(),
        mentioned=tuple(_mentioned(unit, lists, person, stories)) if lists is not None else (),
        mentions=unit.forgetting.answers_naming(person.names, [one.id for one in reviewers]),
    )
    return _with_steps(unit, found, typed)


def scrub_of(held: Held) -> Scrub:
    """What is taken out of all that was written about others."""
    of_stories = (held.stories, held.versions, held.files, held.others)
    of_readers = (held.reviewers, held.readings, held.packs, held.returned, held.promises)
    records: Iterable[UUID] = (record.id for some in (*of_stories, *of_readers) for record in some)
    return Scrub(
        records=records,
        words={
            "names": held.person.names,
            "mails": held.person.mails,
            "titles": frozenset(story.title for story in held.stories if story.title.strip()),
            "shas": frozenset(file.sha for file in held.files),
        },
        numbers=[story.number for story in held.stories],
        person=_("a removed person"),
        story=_("a removed story"),
    )


def _with_steps(unit: UnitOfWork, held: Held, typed: str) -> Held:
    """History is looked through last: it may be all that is left of somebody."""
    found = replace(held, steps=tuple(unit.forgetting.steps(scrub_of(held))))
    if found.is_empty:
        raise NoSuchPerson(one_line(typed, MOST_TYPED))
    return found


def _person(unit: UnitOfWork, typed: str) -> tuple[Person, list[Named]]:
    """Who is meant, and the records that are theirs by the address, or by the name where they have none."""
    word = " ".join(typed.split())[:MOST_TYPED]
    if not word:
        raise NoSuchPerson("")
    found = list(unit.forgetting.named_so({word}))
    mails = {word} if "@" in word else _addresses(found)
    if len({mail.casefold() for mail in mails}) > 1:
        raise PersonUnclear(word, tuple(sorted(mails)))
    if mails:
        found = list(unit.forgetting.named_so(mails))
    names = {each.name for each in found if each.name.strip()} | ({word} if "@" not in word else set())
    alike = list(unit.forgetting.named_so(names)) if names else []
    theirs = [*found, *(each for each in alike if not each.mail.strip() and each not in found)]
    if not mails:
        theirs = alike
    known = {mail.casefold() for mail in mails}
    shared = {each.name.casefold() for each in alike if each.mail.strip().casefold() not in {"", *known}}
    mine = frozenset(name for name in names if name.casefold() not in shared)
    shown = next(iter(sorted(names)), word)
    return Person(name=shown, names=mine, mails=frozenset(mails)), _once(theirs)


def _addresses(found: Sequence[Named]) -> set[str]:
    told: dict[str, str] = {}
    for each in found:
        if each.mail.strip():
            told.setdefault(each.mail.strip().casefold(), each.mail.strip())
    return set(told.values())


def _once(named: Iterable[Named]) -> list[Named]:
    return list({(each.kind, each.key): each for each in named}.values())


def _is(word: str, person: Person) -> bool:
    told = " ".join(word.split()).casefold()
    return told in {each.casefold() for each in (*person.names, *person.mails)}


def _packed(unit: UnitOfWork, stories: Sequence[Story], theirs: Sequence[Pack]) -> Iterator[Pack]:
    """Packs of others that hold one of the stories: those are out in the world."""
    keys, own = {story.id for story in stories}, {pack.id for pack in theirs}
    for pack in unit.packs.all() if keys else ():
        if pack.id not in own and any(each.story_id in keys for each in pack.stories):
            yield pack


def _returned(
    unit: UnitOfWork, person: Person, reviewers: Sequence[Reviewer], packs: Sequence[Pack]
) -> Iterator[Return]:
    known = {one.id for one in reviewers}
    found = {each.id: each for key in known for each in unit.returns.find(reviewer_id=key)}
    found |= {each.id: each for pack in packs for each in unit.returns.find(pack_id=pack.id)}
    words = [word for word in (*person.mails, *person.names, *(key.hex for key in known)) if word]
    for each in unit.returns.find(reviewer_id=None) if words else ():
        told = each.name.encode("utf-8", "replace") + b"\n" + unit.blobs.get(each.sha)
        if each.id not in found and any(word.encode() in told for word in words):
            found[each.id] = each
    yield from found.values()


def _promises(unit: UnitOfWork, keys: Sequence[UUID], reviewers: Sequence[Reviewer]) -> Iterator[Promise]:
    found = {each.id: each for each in unit.promises.find(id=list(keys))}
    for one in reviewers:
        found |= {each.id: each for each in unit.promises.find(reviewer_id=one.id)}
    yield from found.values()


def _outputs(unit: UnitOfWork, stories: Sequence[Story], *, reviewers: bool) -> Iterator[str]:
    """What was saved and may hold the person: those files are wherever they were saved to."""
    numbers = {str(story.number) for story in stories}
    saved = {each.kind: each.holds for each in unit.saved_outputs.all()}
    for output in outputs():
        if output.kind not in saved:
            continue
        held = numbers & dict(saved[output.kind].get("stories", {})).keys()
        everyone = output.kind in _OF_ALL or (reviewers and output.kind in _OF_READERS)
        if everyone or (output.use is not Use.NONE and held):
            yield output.title


def _mentioned(unit: UnitOfWork, lists: Lists, person: Person, own: Sequence[Story]) -> Iterator[int]:
    """The stories of others that say the name."""
    mine, numbers = {story.number for story in own}, set()
    for name in person.names:
        numbers |= set(lists.numbers(StoryQuery(search=name))[:_MOST_LOOKED_AT])
    for number in sorted(numbers - mine):
        story = unit.story(number)
        told = f"{story.title}\n{unit.texts.get(story.text_sha)}".casefold()
        if any(name.casefold() in told for name in person.names):
            yield number
