"""The mail that carries a pack: a draft for the organiser's mail program, with all that is to be said."""

from collections.abc import Iterator, Sequence
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from pathlib import Path

from learningstories.domain.story import minutes_to_read
from learningstories.i18n import _, plural, quoted, speaking
from learningstories.services.hand_lines import example_lines, further_told
from learningstories.services.one_line import one_line
from learningstories.services.pack_contents import PackContents
from learningstories.services.receipts import addressed, may_be_written_to
from learningstories.services.written_dates import written_moment

_MOST_LETTERS = 150
_PAGE = ".html"
_TYPES = {_PAGE: ("text", "html")}


def pack_mail(made: PackContents, files: Sequence[Path], *, protected: bool) -> bytes:
    """The draft, with the pack attached, in the challenge's language."""
    pages = [file.suffix == _PAGE for file in files]
    with speaking(made.challenge.language):
        message = _headed(made, _("Stories to read: {challenge}"))
        steps = _steps(made, with_page=any(pages), with_pack=not all(pages))
        lines = [*_greeting(made), *steps, *_ending(made, protected=protected)]
        message.set_content("\n".join(lines) + "\n", cte="quoted-printable")
    for file in files:
        main, sub = _TYPES.get(file.suffix, ("application", "octet-stream"))
        message.add_attachment(file.read_bytes(), main, sub, filename=file.name)
    return bytes(message)


def _headed(made: PackContents, subject: str) -> EmailMessage:
    sender, to = made.challenge.contact.strip(), made.reviewer.email
    message = EmailMessage(policy=SMTP if (sender + to).isascii() else SMTPUTF8)
    message["X-Unsent"] = "1"  # mail programs open it to be sent, not as one that came
    if may_be_written_to(sender):
        message["From"] = addressed(made.challenge.community or made.challenge.title, sender)
    if may_be_written_to(to):
        message["To"] = addressed(made.reviewer.name, to)
    message["Subject"] = subject.format(challenge=one_line(made.challenge.title, _MOST_LETTERS))
    return message


def _greeting(made: PackContents) -> Iterator[str]:
    count, minutes = len(made.stories), sum(minutes_to_read(story.words) for story in made.stories)
    yield _("Dear {name},").format(name=one_line(made.reviewer.name, _MOST_LETTERS))
    yield ""
    told = plural(
        "Attached is {n} story of “{challenge}” for you to read, which takes about {minutes} minutes.",
        "Attached are {n} stories of “{challenge}” for you to read, about {minutes} minutes in all.",
        count,
    )
    title = one_line(made.challenge.title, _MOST_LETTERS)
    yield told.format(n=count, challenge=title, minutes=minutes)
    yield ""


def _steps(made: PackContents, *, with_page: bool, with_pack: bool) -> Iterator[str]:
    if with_pack:
        yield _("1. Save the attached file and open it with Learning Stories. It needs no network.")
    else:
        yield _("1. Save the attached page and open it in a browser. It needs no network.")
    if with_page and with_pack:
        yield _("   Or save the attached page and open it in a browser.")
    yield _("2. Read one story at a time and answer: {question}").format(
        question=one_line(made.challenge.question, _MOST_LETTERS)
    )
    yield _("3. Choose “Save the return file” and send us that file, as often as you like:")
    yield _("   your newest answer counts, and nothing is counted twice.")
    yield ""
    yield _("If that does not work for you, reply with a line for each story, such as")
    # In quotes, so that it is no answer where a reply repeats this mail without marks.
    yield from (f"   {quoted(line)}" for line in example_lines(made))
    if made.challenge.criteria:
        yield further_told()
    yield ""


def _ending(made: PackContents, *, protected: bool) -> Iterator[str]:
    challenge = made.challenge
    if made.return_by is not None:
        moment = written_moment(made.return_by, challenge.zone, challenge.language)
        yield _("Please send it by {moment}.").format(moment=moment)
    if protected:
        yield _("The pack opens with five words, which we shall tell you by another way.")
    yield _("The pack is meant for you alone: whoever has it can answer in your name.")
    if challenge.blind:
        yield _("The authors are not named. If you know one all the same, please step aside from that story.")
    yield ""
    yield one_line(challenge.community or challenge.title, _MOST_LETTERS)
    if challenge.contact:
        yield one_line(challenge.contact, _MOST_LETTERS)
