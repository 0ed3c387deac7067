"""What blind packs show of a story: proposals for the organiser to look at, and what was decided."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import uuid4

from learningstories.domain.errors import CutDoesNotFit
from learningstories.domain.redaction import TEXT, TITLE, Cut, Redaction, RedactionId, redacted
from learningstories.domain.story import Attachment, Story
from learningstories.i18n import _, plural, speaking
from learningstories.services.naming import telling
from learningstories.services.ports import UnitOfWork
from learningstories.services.workspace import Workspace

SHOWN_ROLES = ("picture", "sound", "video")
_AROUND = 40  # letters of what stands before and after, for the eye


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One replacement to look at; `before` and `after` are the words around it.

    It is proposed to be made where it is `sure`, and only shown where it may mean something else.
    """

    cut: Cut
    kind: str
    sure: bool
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BlindStory:
    """A story as a blind pack shows it, and whether somebody has looked at the replacements."""

    title: str
    markdown: str
    descriptions: dict[str, str]
    approved: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BlindLook:
    """All there is to look at in a story: its words by part, what could be replaced, and what was decided.

    The parts are the title, the text, and the descriptions of pictures and recordings, in this order.
    `decided` is None where nobody has looked at the story as it is now. So many `sounds` stay out of blind
    packs, whatever is decided: a voice is known as well as a name.
    """

    story: Story
    parts: Mapping[str, str]
    proposals: tuple[Proposal, ...]
    decided: tuple[Cut, ...] | None
    sounds: int = 0

    @property
    def open(self) -> bool:
        """Whether words would be replaced that nobody has looked at, or may have to be."""
        return self.decided is None and bool(self.proposals)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """The words of a story by part; `of` changes with any of them."""

    parts: dict[str, str]
    of: str


def proposals(workspace: Workspace, number: int) -> list[Proposal]:
    """What could be replaced in a story; raises `NoSuchStory`."""
    with workspace.read() as unit:
        story = unit.story(number)
        with speaking(unit.challenge().language):
            return list(_proposed(story, _words(unit, story)))


def look(unit: UnitOfWork, story: Story) -> BlindLook:
    """What there is to look at in a story. Words as in `speaking`."""
    words = _words(unit, story)
    return BlindLook(
        story=story,
        parts=words.parts,
        proposals=tuple(_proposed(story, words)),
        decided=_decided(unit, story, words),
        sounds=sum(file.role == "sound" for file in shown_files(unit, story)),
    )


def decided(workspace: Workspace, number: int) -> tuple[Cut, ...] | None:
    """What was decided about a story as it is now; None where nobody has looked at it."""
    with workspace.read() as unit:
        story = unit.story(number)
        return _decided(unit, story, _words(unit, story))


def approve(workspace: Workspace, number: int, cuts: Sequence[Cut]) -> None:
    """Have these replacements made in blind packs, and no others; the story itself stays as it is.

    Raises `NoSuchStory`, and `CutDoesNotFit` where a replacement is of words that do not stand there.
    """
    with workspace.change(_("Approve what blind packs show of #{number}").format(number=number)) as unit:
        _approve(workspace, unit, number, cuts)


def approve_all(workspace: Workspace, decisions: Mapping[int, Sequence[Cut]]) -> None:
    """The same for several stories by number, as one step; raises what `approve` raises."""
    label = plural(
        "Approve what blind packs show of {n} story",
        "Approve what blind packs show of {n} stories",
        len(decisions),
    )
    with workspace.change(label.format(n=len(decisions))) as unit:
        for number, cuts in decisions.items():
            _approve(workspace, unit, number, cuts)


def _approve(workspace: Workspace, unit: UnitOfWork, number: int, cuts: Sequence[Cut]) -> None:
    story = unit.story(number)
    words = _words(unit, story)
    for cut in cuts:
        if words.parts.get(cut.part, "")[cut.start : cut.start + len(cut.was)] != cut.was or not cut.was:
            raise CutDoesNotFit(number, cut.was)
    before = unit.redactions.find(story_id=story.id)
    redaction = Redaction(
        id=before[0].id if before else RedactionId(uuid4()),
        story_id=story.id,
        of=words.of,
        cuts=tuple(sorted(set(cuts), key=lambda cut: (cut.part, cut.start, cut.was))),
        approved_by=workspace.who,
        approved_at=workspace.clock(),
    )
    if before:
        unit.redactions.replace(redaction)
    else:
        unit.redactions.add(redaction)


def by_hand(workspace: Workspace, number: int, words: str, becomes: str) -> list[Cut]:
    """Every place in a story where these words stand, to be replaced as well; raises `NoSuchStory`."""
    with workspace.read() as unit:
        parts = _words(unit, unit.story(number)).parts
    return [
        Cut(part=part, start=start, was=words, becomes=becomes)
        for part, text in parts.items()
        for start in _places(text, words)
    ]


def blind(unit: UnitOfWork, story: Story) -> BlindStory:
    """The story as a blind pack shows it: as approved, or else with all replacements that are sure.

    Words as in `speaking`.
    """
    words = _words(unit, story)
    cuts = _decided(unit, story, words)
    approved = cuts is not None
    if cuts is None:
        cuts = tuple(proposal.cut for proposal in _proposed(story, words) if proposal.sure)
    shown = {part: redacted(text, part, cuts) for part, text in words.parts.items()}
    title, markdown = shown.pop(TITLE), shown.pop(TEXT)
    return BlindStory(title=title, markdown=markdown, descriptions=shown, approved=approved or not cuts)


def shown_files(unit: UnitOfWork, story: Story) -> list[Attachment]:
    """The pictures and recordings of a story, in a steady order."""
    found = unit.attachments.find(story_id=story.id, role=list(SHOWN_ROLES))
    return sorted(found, key=lambda file: (SHOWN_ROLES.index(file.role), file.name, file.sha))


def _words(unit: UnitOfWork, story: Story) -> _Words:
    parts = {TITLE: story.title, TEXT: unit.texts.get(story.text_sha)}
    parts |= {file.sha: file.description for file in shown_files(unit, story)}
    told = "\0".join(f"{part}\0{words}" for part, words in parts.items())
    return _Words(parts=parts, of=sha256(told.encode("utf-8", "replace")).hexdigest())


def _decided(unit: UnitOfWork, story: Story, words: _Words) -> tuple[Cut, ...] | None:
    found = unit.redactions.find(story_id=story.id)
    return found[0].cuts if found and found[0].of == words.of else None


def _proposed(story: Story, words: _Words) -> Iterator[Proposal]:
    marks = {
        "author": _("author"),
        "e-mail": _("e-mail"),
        "link": _("link"),
        "phone": _("phone number"),
        "handle": _("name"),
    }
    for part, text in words.parts.items():
        for found in telling(text, story.author, story.email):
            was, mark = text[found.start : found.end], marks[found.kind]
            yield Proposal(
                cut=Cut(part=part, start=found.start, was=was, becomes=f"«{mark}»"),
                kind=found.kind,
                sure=found.sure,
                before=text[max(0, found.start - _AROUND) : found.start],
                after=text[found.end : found.end + _AROUND],
            )


def _places(text: str, words: str) -> Iterator[int]:
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + len(words))
