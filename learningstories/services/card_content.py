"""Talk cards: for each author, reader and guest a card with a true reason to be spoken to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from learningstories.domain.challenge import Challenge
from learningstories.i18n import _, in_context, listed, plural, speaking
from learningstories.services.document_content import Line, Printed
from learningstories.services.gate import Admitted, Passed, Promised, through
from learningstories.services.guests import guests_of
from learningstories.services.meetings import Meeting, meetings
from learningstories.services.output import MadeOutput, Order, Use
from learningstories.services.output_choices import with_choices
from learningstories.services.sheets import make_sheets, sheets
from learningstories.services.showcase import book_title

_BLANK = 6  # cards for guests who come unannounced
_MOST_NAME = 60
_MOST_LETTERS = 220  # of a reason, so that it fits on its card

Card = Mapping[str, Printed]
Told = tuple[Promised, Admitted | None]


def make_cards(order: Order) -> MadeOutput:
    """Sheets of cards to be cut; raises `ShortlistEmpty`, `NoStageConsent`."""
    with order.workspace.read() as unit:
        passed = through(unit, Use.STAGE)
    passed = replace(passed, book=with_choices(passed.book, order.choices))
    with speaking(passed.challenge.language):
        data: dict[str, Printed] = {"kicker": book_title(passed.challenge, passed.book)}
        data["cards"] = list(cards(passed))
        content = sheets(
            order, passed.challenge, passed.book, template="cards", title=_("Talk cards"), data=data
        )
    return make_sheets(order, content, passed.left_out)


def cards(passed: Passed) -> Iterator[Card]:
    """The cards in the order in which they are cut: authors by the running order, readers, guests."""
    met = meetings(passed.stories)
    for some in _by_author(met):
        yield _author(some, passed.challenge)
    promised = _by_person(passed)
    for told in promised:
        yield _promiser(told, passed.challenge)
    have_one = {told[0][0].name.casefold() for told in promised if _is_guest(told)}
    names = [name for name in guests_of(passed.book) if name.casefold() not in have_one]
    after = _("Leave this card with us, with an address, and we ask you in a month.")
    spare = _BLANK if not names else -len(names) % _BLANK
    for name in [*names, *[""] * spare]:
        yield _card("guest", name, "", foot=after)


def _by_author(met: Iterable[Meeting]) -> list[list[Meeting]]:
    """One for each author who may be named; two of one name are two people, unless they share an address."""
    people: dict[object, list[Meeting]] = {}
    for meeting in met:
        story = meeting.story.story
        if meeting.story.author:
            person = (story.email.casefold(), meeting.story.author) if story.email else story.id
            people.setdefault(person, []).append(meeting)
    return list(people.values())


def _author(met: Sequence[Meeting], challenge: Challenge) -> Card:
    first = met[0].story
    names = list(dict.fromkeys(one.name for meeting in met for one in meeting.people))
    find = _("Find {names}: my story made them want to act.")
    foot = find.format(names=_listed(names)) if names else _unsigned(first)
    also = [_("I also tell “{title}”.").format(title=_title(each.story)) for each in met[1:]]
    return _card(
        "author",
        first.author,
        Line(text=_short(_title(first)), language=first.story.language or challenge.language),
        foot=" ".join([*also, foot]).strip(),
        theme=first.story.theme.strip(),
    )


def _unsigned(admitted: Admitted) -> str:
    """What somebody will do who is not named; else that the story is told tonight."""
    if admitted.promises:
        first = admitted.promises[0]
        of_guest, of_reader = (
            _("What one guest will do: “{promise}”"),
            _("What one reader will do: “{promise}”"),
        )
        said = of_guest if first.guest else of_reader
        return said.format(promise=_short(first.text))
    return _("Tell me what it made you think of.")


def _by_person(passed: Passed) -> list[list[Told]]:
    """What each who may be named promised, readers first; for the whole evening there is no story."""
    people: dict[str, list[Told]] = {}
    for_stories = [(promise, each) for each in passed.stories for promise in each.promises]
    for told in [*for_stories, *((promise, None) for promise in passed.promises)]:
        if told[0].person:
            people.setdefault(told[0].person, []).append(told)
    return sorted(
        people.values(), key=lambda told: (_is_guest(told), told[0][0].name.casefold(), told[0][0].person)
    )


def _is_guest(told: Iterable[Told]) -> bool:
    """Who has read, too, is a reader."""
    return all(promise.guest for promise, _story in told)


def _promiser(told: Sequence[Told], challenge: Challenge) -> Card:
    promise, first = told[0]
    language = first.story.language if first else ""
    after = _after([admitted for _promise, admitted in told if admitted])
    asked = _("Ask me in a month whether I did.")
    return _card(
        "moved" if _is_guest(told) else "reader",
        promise.name,
        Line(text=_short(promise.text), language=language or challenge.language),
        foot=f"{after} {asked}".strip(),
    )


def _after(stories: Sequence[Admitted]) -> str:
    """Which stories it was that moved somebody; nothing where it was the evening."""
    if not stories:
        return ""
    more = plural(
        "After “{title}” and {n} more story.", "After “{title}” and {n} more stories.", len(stories) - 1
    )
    after = more if len(stories) > 1 else _("After “{title}”.")
    return after.format(title=_short(_title(stories[0]), _MOST_LETTERS // 2), n=len(stories) - 1)


def _card(kind: str, name: str, reason: "str | Line", *, foot: str, theme: str = "") -> Card:
    role, label = {
        "author": (_("Author"), _("Ask me about")),
        "reader": (in_context("card", "Reader"), _("What I will do")),
        "moved": (_("Guest"), _("What I will do")),
        "guest": (_("Guest"), _("Tonight made me want to")),
    }[kind]
    return {
        "kind": kind,
        "role": role,
        "name": _short(name, _MOST_NAME),
        "label": label,
        "reason": reason,
        "theme": _short(theme, _MOST_NAME),
        "foot": foot,
    }


def _title(admitted: Admitted) -> str:
    return admitted.story.title.strip() or _("Without a title")


def _listed(names: Sequence[str]) -> str:
    return (
        names[0]
        if len(names) == 1
        else _("{names} and {last}").format(names=listed(names[:-1]), last=names[-1])
    )


def _short(text: str, most: int = _MOST_LETTERS) -> str:
    """The text, cut between words where it is too long for a card."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[:most].rsplit(maxsplit=1)[0] + "…"
