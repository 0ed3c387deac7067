"""Reminders for reviewers, each a draft that a mail program opens and only a person sends."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from itertools import count
from pathlib import Path

from learningstories.domain.challenge import Challenge
from learningstories.domain.reviewer import Reviewer
from learningstories.i18n import _, plural, speaking
from learningstories.services.one_line import one_line
from learningstories.services.ports import Lists
from learningstories.services.progress import Control
from learningstories.services.receipts import ENDING, addressed, may_be_written_to
from learningstories.services.reviewer_list import ReviewerLine, reviewer_list
from learningstories.services.saving import fit_name, make_folder, save_whole
from learningstories.services.workspace import Workspace
from learningstories.services.written_dates import written_moment

_MOST_LETTERS = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminders:
    """The drafts that were written, and the reviewers who have no address that can be written to."""

    files: tuple[Path, ...]
    without_address: tuple[str, ...]


def write_reminders(
    workspace: Workspace, lists: Lists, folder: Path, emails: Sequence[str], control: Control
) -> Reminders:
    """Write a draft for each of these reviewers into `folder`; no file that is there is replaced.

    Raises `CannotWrite`, `DiskFull`, `Cancelled`.
    """
    wanted = {email.lower() for email in emails}
    lines = [line for line in reviewer_list(workspace, lists).lines if line.reviewer.email.lower() in wanted]
    with workspace.read() as unit:
        challenge = unit.challenge()
    files: list[Path] = []
    bare: list[str] = []
    make_folder(folder)
    with speaking(challenge.language):
        for done, line in enumerate(lines):
            control.step(done, len(lines))
            if not may_be_written_to(line.reviewer.email):
                bare.append(line.reviewer.name)
                continue
            files.append(_free(folder, _("Reminder - {name}").format(name=line.reviewer.name)))
            save_whole(files[-1], bytes(reminder(line, challenge, workspace.clock())))
    return Reminders(files=tuple(files), without_address=tuple(bare))


def reminder(line: ReviewerLine, challenge: Challenge, now: datetime) -> EmailMessage:
    """The mail as a draft. Words as in `speaking`."""
    sender, to = challenge.contact.strip(), line.reviewer.email
    message = EmailMessage(policy=SMTP if (sender + to).isascii() else SMTPUTF8)
    message["X-Unsent"] = "1"  # mail programs open it to be sent, not as one that came
    if may_be_written_to(sender):
        message["From"] = addressed(challenge.community or challenge.title, sender)
    message["To"] = addressed(line.reviewer.name, to)
    subject = _("Your stories to read: {challenge}")
    message["Subject"] = subject.format(challenge=one_line(challenge.title, _MOST_LETTERS))
    words = [*_greeting(line.reviewer), *_told(line, challenge, now), *_ending(challenge)]
    message.set_content("\n".join(words) + "\n", cte="quoted-printable")
    return message


def _greeting(reviewer: Reviewer) -> Iterator[str]:
    yield _("Dear {name},").format(name=one_line(reviewer.name, _MOST_LETTERS))
    yield ""


def _told(line: ReviewerLine, challenge: Challenge, now: datetime) -> Iterator[str]:
    left = max(0, line.wanted - line.answered)
    title = one_line(challenge.title, _MOST_LETTERS)
    if line.last_return is None:
        told = plural(
            "we sent you {n} story of “{challenge}” to read, and your answer has not reached us yet.",
            "we sent you {n} stories of “{challenge}” to read, and your answers have not reached us yet.",
            left,
        )
    else:
        told = plural(
            "thank you for your answers about “{challenge}”. {n} story is still open.",
            "thank you for your answers about “{challenge}”. {n} stories are still open.",
            left,
        )
    yield told.format(n=left, challenge=title)
    if line.pack is not None:
        made = written_moment(line.pack.made_at, challenge.zone, challenge.language)
        yield _("The pack was made on {moment}; you go on in it where you left off.").format(moment=made)
    yield ""
    yield _("Choose “Save the return file” in it and send us that file, with as much as you have answered.")
    if challenge.returns_until is not None:
        until = written_moment(challenge.returns_until, challenge.zone, challenge.language)
        over = challenge.returns_until <= now
        asked = _("It was to be here by {moment}: please tell us whether you need more time.")
        yield (asked if over else _("Please send it by {moment}.")).format(moment=until)
    yield _("If you cannot read them, tell us, and we shall give them to somebody else. Thank you!")
    yield ""


def _ending(challenge: Challenge) -> Iterator[str]:
    yield one_line(challenge.community or challenge.title, _MOST_LETTERS)
    if challenge.contact:
        yield one_line(challenge.contact, _MOST_LETTERS)


def _free(folder: Path, stem: str) -> Path:
    names = (f"{fit_name(stem)}{f' ({number})' if number > 1 else ''}{ENDING}" for number in count(1))
    return next(path for name in names if not (path := folder / name).exists())
