"""The mail in which a reviewer sends a return: an address that opens one, or a draft with the file in it."""

from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from urllib.parse import quote

from learningstories.i18n import _, speaking
from learningstories.services.one_line import one_line
from learningstories.services.pack_contents import PackContents
from learningstories.services.receipts import addressed, may_be_written_to

LONGEST_ADDRESS = 2_000  # some systems cut what is longer, and say nothing
_MOST_LETTERS = 150


def mail_address(contents: PackContents, text: str) -> tuple[str, bool]:
    """What opens a mail to the organiser with the return's `text` in it, and whether it really is in it.

    Where it is too long for that, the mail says where to paste it.
    """
    with speaking(contents.challenge.language):
        whole = _address(contents, f"{_greeting(contents)}\n\n{text}")
        if len(whole) <= LONGEST_ADDRESS:
            return whole, True
        here = _("(Paste here what Learning Stories has copied: it is my return.)")
        return _address(contents, f"{_greeting(contents)}\n\n{here}\n"), False


def mail_draft(contents: PackContents, data: bytes, name: str) -> bytes:
    """The same mail as a file, with the return attached under its `name`."""
    to = contents.challenge.contact
    message = EmailMessage(policy=SMTP if to.isascii() else SMTPUTF8)
    message["X-Unsent"] = "1"  # mail programs open it to be sent, not as one that came
    with speaking(contents.challenge.language):
        if may_be_written_to(to):
            message["To"] = addressed(contents.challenge.community or contents.challenge.title, to)
        message["Subject"] = _subject(contents)
        message.set_content(f"{_greeting(contents)}\n", cte="quoted-printable")
    message.add_attachment(data, "application", "octet-stream", filename=name)
    return bytes(message)


def _subject(contents: PackContents) -> str:
    return _("My answers: {challenge}, {name}").format(
        challenge=one_line(contents.challenge.title, _MOST_LETTERS),
        name=one_line(contents.reviewer.name, _MOST_LETTERS),
    )


def _greeting(contents: PackContents) -> str:
    lines = (
        _("Hello,"),
        "",
        _("here are my answers to the stories of “{challenge}”.").format(
            challenge=one_line(contents.challenge.title, _MOST_LETTERS)
        ),
        "",
        one_line(contents.reviewer.name, _MOST_LETTERS),
    )
    return "\n".join(lines)


def _address(contents: PackContents, body: str) -> str:
    told = {"subject": _subject(contents), "body": body.replace("\n", "\r\n")}
    asked = "&".join(f"{name}={quote(value, safe='')}" for name, value in told.items())
    return f"mailto:{quote(contents.challenge.contact, safe='@')}?{asked}"
