"""Asks what became of promises: one draft a person, with all their promises, that only a person sends."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from itertools import count, groupby
from pathlib import Path

from learningstories.domain.challenge import Challenge
from learningstories.i18n import _, plural, quoted, speaking
from learningstories.services.one_line import one_line
from learningstories.services.progress import Control
from learningstories.services.promises import PromiseLine, due, mark_asked, promise_lines
from learningstories.services.receipts import ENDING, addressed, may_be_written_to
from learningstories.services.saving import fit_name, make_folder, save_whole
from learningstories.services.workspace import Workspace
from learningstories.services.written_dates import written_moment

_MOST_LETTERS = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The drafts that were written, the promises they ask about, and who has no address to write to."""

    files: tuple[Path, ...]
    numbers: tuple[int, ...]
    without_address: tuple[str, ...]


def write_questions(workspace: Workspace, folder: Path, control: Control | None = None) -> Asked:
    """Write a draft into `folder` for everybody who is to be asked now, and note that they were asked.

    No file that is there is replaced. Raises `CannotWrite`, `DiskFull`, `Cancelled`; nothing is noted then.
    """
    with workspace.read() as unit:
        challenge, lines = unit.challenge(), due(promise_lines(unit, workspace.clock()))
    able = [line for line in lines if may_be_written_to(line.email)]
    bare = [line for line in lines if not may_be_written_to(line.email)]
    people = _by_person(able)
    files: list[Path] = []
    make_folder(folder)
    with speaking(challenge.language):
        for done, promises in enumerate(people):
            if control is not None:
                control.step(done, len(people))
            files.append(_free(folder, _("Promises - {name}").format(name=_called(promises[0]))))
            save_whole(files[-1], bytes(question(promises, challenge)))
    numbers = tuple(sorted(line.number for line in able))
    if numbers:
        mark_asked(workspace, numbers, len(people))
    names = dict.fromkeys(line.name or _("a guest") for line in bare)
    return Asked(files=tuple(files), numbers=numbers, without_address=tuple(names))


def _by_person(lines: Sequence[PromiseLine]) -> list[list[PromiseLine]]:
    def address(line: PromiseLine) -> str:
        return line.email.lower()

    return [list(some) for _address, some in groupby(sorted(lines, key=address), key=address)]


def _called(line: PromiseLine) -> str:
    return line.name or line.email


def question(promises: Sequence[PromiseLine], challenge: Challenge) -> EmailMessage:
    """The mail to one person as a draft. Words as in `speaking`."""
    sender, to = challenge.contact.strip(), promises[0]
    message = EmailMessage(policy=SMTP if (sender + to.email).isascii() else SMTPUTF8)
    message["X-Unsent"] = "1"  # mail programs open it to be sent, not as one that came
    if may_be_written_to(sender):
        message["From"] = addressed(challenge.community or challenge.title, sender)
    message["To"] = addressed(to.name, to.email)
    subject = _("What became of it? {challenge}")
    message["Subject"] = subject.format(challenge=one_line(challenge.title, _MOST_LETTERS))
    message.set_content("\n".join(_lines(promises, challenge)) + "\n", cte="quoted-printable")
    return message


def _lines(promises: Sequence[PromiseLine], challenge: Challenge) -> Iterator[str]:
    name = one_line(promises[0].name, _MOST_LETTERS)
    yield _("Dear {name},").format(name=name) if name else _("Hello,")
    yield ""
    yield _opening(promises, challenge)
    yield ""
    for promise in promises:
        yield f"  {quoted(one_line(promise.text, 10 * _MOST_LETTERS))}"
        if promise.story is not None:
            yield "  " + _("after the story “{title}”").format(
                title=one_line(promise.story.title, _MOST_LETTERS)
            )
        yield "  " + _("Kept, partly, or not:")
        yield "  " + _("What happened:")
        yield ""
    yield _(
        "A line is enough, and “not” is as good an answer as any: we want to know whether stories\n"
        "move people, not to check on you. What you write is shown only as you agreed to for the promise."
    )
    yield ""
    yield one_line(challenge.community or challenge.title, _MOST_LETTERS)
    if challenge.contact:
        yield one_line(challenge.contact, _MOST_LETTERS)


def _opening(promises: Sequence[PromiseLine], challenge: Challenge) -> str:
    title = one_line(challenge.title, _MOST_LETTERS)
    evening = challenge.event_at
    if evening is not None and all(promise.reader is None for promise in promises):
        told = plural(
            "on {day}, at the evening of “{challenge}”, you said what you would do:",
            "on {day}, at the evening of “{challenge}”, you said {n} things that you would do:",
            len(promises),
        )
        day = written_moment(evening, challenge.zone, challenge.language)
        return told.format(day=day, challenge=title, n=len(promises))
    told = plural(
        "for “{challenge}” you said what a story would make you do, and that we may ask:",
        "for “{challenge}” you said {n} things that stories would make you do, and that we may ask:",
        len(promises),
    )
    return told.format(challenge=title, n=len(promises))


def _free(folder: Path, stem: str) -> Path:
    names = (f"{fit_name(stem)}{f' ({number})' if number > 1 else ''}{ENDING}" for number in count(1))
    return next(path for name in names if not (path := folder / name).exists())
