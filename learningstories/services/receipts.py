"""Acknowledgements for authors, each a draft that their mail program opens and only a person sends."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from pathlib import Path
from uuid import UUID

from learningstories.domain.challenge import Challenge
from learningstories.domain.deadline import LateDecision, Verdict, closes_for, extension_for
from learningstories.domain.errors import NoSuchStory
from learningstories.domain.story import Story, story_verdict
from learningstories.i18n import _, speaking
from learningstories.services.one_line import one_line
from learningstories.services.ports import UnitOfWork
from learningstories.services.progress import Control
from learningstories.services.proof import utc_words
from learningstories.services.saving import fit_name, make_folder, save_whole
from learningstories.services.wording import (
    moment_words,
    received_by_words,
    span_words,
    verdict_words,
    words_count,
)
from learningstories.services.workspace import Workspace

ENDING = ".eml"
_ADDRESS = re.compile(r"[^\s@<>()\[\],;:\\\"]+@(?:[^\s@<>()\[\],;:\\\"._-]+[.-])+[^\s@<>()\[\],;:\\\"._-]+")
_MOST_LETTERS = 150  # of a title or a name in the head of a mail
_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipts:
    """The drafts that were written, and the stories whose authors have no address to write to."""

    files: tuple[Path, ...]
    without_address: tuple[int, ...]


def write_receipts(
    workspace: Workspace, folder: Path, numbers: Sequence[int] = (), control: Control | None = None
) -> Receipts:
    """Write a draft for each of the stories, or for all that are not withdrawn, into `folder`.

    A draft for the same story that is there already is replaced. Raises `NoSuchStory` before anything
    is written, `CannotWrite`, `DiskFull`, `Cancelled`.
    """
    files: list[Path] = []
    bare: list[int] = []
    with workspace.read() as unit:
        challenge = unit.challenge()
        wanted = _wanted(unit, numbers)
        make_folder(folder)
        with speaking(challenge.language):
            for done, (story, sent) in enumerate(_each(unit, wanted)):
                if control is not None:
                    control.step(done, len(wanted))
                if not may_be_written_to(story.email):
                    bare.append(story.number)
                    continue
                files.append(folder / file_name(story))
                save_whole(files[-1], bytes(draft(story, challenge, sent)))
    return Receipts(files=tuple(files), without_address=tuple(bare))


def _wanted(unit: UnitOfWork, numbers: Sequence[int]) -> list[int]:
    there = {story.number: story.withdrawn for story in unit.stories.all()}
    for number in numbers:
        if number not in there:
            raise NoSuchStory(number)
    return sorted(set(numbers)) if numbers else sorted(n for n, withdrawn in there.items() if not withdrawn)


def _each(unit: UnitOfWork, numbers: Sequence[int]) -> Iterator[tuple[Story, str]]:
    """The stories, each with the name of the file that its fingerprint is of, if it is of one."""
    for start in range(0, len(numbers), _AT_ONCE):
        some = unit.stories.find(number=list(numbers[start : start + _AT_ONCE]))
        kept = unit.attachments.find(story_id=[story.id for story in some])
        names: Mapping[tuple[UUID, str], str] = {(file.story_id, file.sha): file.name for file in kept}
        for story in sorted(some, key=lambda each: each.number):
            yield story, names.get((story.id, story.fingerprint), "")


def may_be_written_to(email: str) -> bool:
    """Whether the address is one that a mail can go to."""
    return bool(_ADDRESS.fullmatch(email)) and one_line(email, len(email)) == email


def file_name(story: Story) -> str:
    """What the draft for a story is called: its number first, so that drafts stand in order."""
    return f"{fit_name(f'{story.number:04d} {story.title}')}{ENDING}"


def draft(story: Story, challenge: Challenge, sent: str = "") -> EmailMessage:
    """The mail as a draft; `sent` is the name of the file that was received. Words as in `speaking`."""
    sender = challenge.contact.strip()
    plain = (story.email + sender).isascii()
    message = EmailMessage(policy=SMTP if plain else SMTPUTF8)
    message["X-Unsent"] = "1"  # mail programs open it to be sent, not as one that came
    if may_be_written_to(sender):
        message["From"] = addressed(challenge.community or challenge.title, sender)
    message["To"] = addressed(story.author, story.email)
    message["Subject"] = _("We have your story #{number}: {title}").format(
        number=story.number, title=one_line(story.title, _MOST_LETTERS)
    )
    message.set_content("\n".join(_lines(story, challenge, sent)) + "\n", cte="quoted-printable")
    return message


def addressed(name: str, email: str) -> Address:
    """Somebody in the head of a mail; the address must be one that `may_be_written_to`."""
    local, _at, domain = email.rpartition("@")
    return Address(display_name=one_line(name, _MOST_LETTERS), username=local, domain=domain)


def _lines(story: Story, challenge: Challenge, sent: str) -> Iterator[str]:
    title, author = one_line(story.title, _MOST_LETTERS), one_line(story.author, _MOST_LETTERS)
    yield _("Dear {name},").format(name=author) if author else _("Hello,")
    yield ""
    yield _("Thank you for your story for “{challenge}”. It has reached us; please keep this mail.").format(
        challenge=one_line(challenge.title, _MOST_LETTERS)
    )
    yield ""
    zone, closes = challenge.zone, closes_for(challenge, story.email)
    yield _("Number: #{number}").format(number=story.number)
    yield _("Title: {title} ({words})").format(title=title, words=words_count(story.words))
    yield _("Received: {moment}").format(moment=moment_words(story.received_at, zone))
    yield _("That is: {moment}").format(moment=utc_words(story.received_at))
    yield _("How we know: {how}").format(how=received_by_words(story.received_by))
    yield _("Deadline: {moment}").format(moment=f"{moment_words(closes, zone)} ({utc_words(closes)})")
    yield ""
    yield from _verdict(story, challenge)
    yield ""
    yield from _fingerprint(story, sent)
    yield ""
    yield one_line(challenge.community or challenge.title, _MOST_LETTERS)
    if challenge.contact:
        yield one_line(challenge.contact, _MOST_LETTERS)


def _verdict(story: Story, challenge: Challenge) -> Iterator[str]:
    """Whether the story was in time, as its author is told."""
    in_time = story_verdict(story, challenge)
    if in_time is Verdict.ON_TIME:
        words = verdict_words(challenge, story.received_at, story.late_decision, story.email)
        yield f"{words[:1].upper()}{words[1:]}."
    else:
        late = span_words(max(story.received_at - closes_for(challenge, story.email), timedelta(minutes=1)))
        told = {
            Verdict.IN_GRACE: _(
                "It came {late} after the deadline, within the grace, and counts as in time."
            ),
            Verdict.LATE: _("It came {late} after the deadline. We shall tell you whether it takes part."),
            Verdict.REFUSED: _("It came {late} after the deadline and does not take part."),
            Verdict.ACCEPTED: _("It came {late} after the deadline and was accepted all the same."),
        }[in_time]
        yield told.format(late=late)
        if story.late_decision is not LateDecision.OPEN and story.late_reason:
            yield _("The reason: {reason}").format(reason=one_line(story.late_reason, _MOST_LETTERS))
    given = extension_for(challenge, story.email)
    if given is not None:
        until = moment_words(given.until, challenge.zone)
        yield _("You were given time until {moment}.").format(moment=until)


def _fingerprint(story: Story, sent: str) -> Iterator[str]:
    """What was received, so that anybody can check later that nothing of it was changed."""
    if not story.fingerprint:
        return
    yield _("The fingerprint (SHA-256) of what we received:")
    yield story.fingerprint
    if not sent:
        yield _("It is of the text as it reached us, which we can send you.")
        return
    yield _("It is of the file “{name}” as it reached us, which we can send you.").format(
        name=one_line(sent, _MOST_LETTERS)
    )
    yield _(
        "To check it, have your computer work out the fingerprint of the file; one changed letter alters it."
    )
    yield _("Windows: {command}").format(command="certutil -hashfile FILE SHA256")
    yield _("Mac: {command}").format(command="shasum -a 256 FILE")
    yield _("Linux: {command}").format(command="sha256sum FILE")
