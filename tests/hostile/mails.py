"""Mails that nest, swell, lie and name files as no file should be named."""

import io
import random
import warnings
import zipfile
from email.message import EmailMessage

from tests.hostile.case import Case, case

_NAMES = (
    *(
        "../../../../evil.sh",
        "..\\..\\Windows\\evil.bat",
        "C:\\evil.exe",
        "/etc/cron.d/evil",
        "CON",
        "aux.txt",
    ),
    *(
        "a" * 400 + ".txt",
        "photo\u202egnp.exe",
        "nul%00l.txt",
        " .. ",
        "story.docx",
        "story.docx",
        "x.txt:ads",
    ),
    *(".htaccess", "-rf"),
)
_STORY = "The story stays. " * 20


def _message(subject: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Ada <ada@example.org>"
    message["To"] = "stories@example.org"
    message["Subject"] = subject
    message["Date"] = "Mon, 02 Mar 2026 23:59:00 -1200"
    message.set_content(_STORY)
    return message


def _names() -> bytes:
    message = _message("Names")
    for name in _NAMES:
        message.add_attachment(b"data", maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def _large() -> bytes:
    message = _message("Large")
    film = random.Random(1).randbytes(35_000_000)
    message.add_attachment(film, maintype="video", subtype="mp4", filename="film.mp4")
    return message.as_bytes()


def _deep() -> bytes:
    levels = (
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (level, level)
        for level in range(2_000)
    )
    head = b"From: a@example.org\r\nSubject: deep\r\nMIME-Version: 1.0\r\n"
    return head + b"".join(levels) + b"Content-Type: text/plain\r\n\r\nhello\r\n"


def _many_parts() -> bytes:
    part = b"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n"
    return (
        b"From: a@example.org\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
        + part * 100_000
        + b"--b--"
    )


def _lies() -> bytes:
    return (
        b"From: =?x-evil?q?=FF=FE?= <a@example.org>\r\nSubject: =?utf-8?b?////?=\r\nDate: 32 Foo 20266 99:99\r\n"
        b'Content-Type: text/plain; charset="\\u202e-bogus"\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!not base64'
    )


def _body(unit: str, kind: str = "plain") -> bytes:
    """A mail of the same few letters over and over."""
    head = f"From: Ada <a@example.org>\r\nSubject: s\r\nContent-Type: text/{kind}\r\n\r\n"
    return head.encode() + unit.encode() * (400_000 // len(unit))


def _mailbox() -> bytes:
    return b"From a@example.org Mon Mar  2 23:59:00 2026\nSubject: x\n\nx\n" * 30_000


def _archive() -> bytes:
    """A ZIP of files with names that would leave their folder."""
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w") as archive:
        warnings.simplefilter("ignore")  # of a name that is there twice
        for name in (
            "../../evil.txt",
            "/etc/evil.txt",
            "C:\\evil.txt",
            "a\u202etxt.exe",
            "story.txt",
            "story.txt",
        ):
            archive.writestr(name, _STORY)
    return out.getvalue()


def _archive_bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("story.txt", b"A" * 200_000_000)
    return out.getvalue()


def _archive_in_archive() -> bytes:
    data = _archive()
    for _ in range(5):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("inner.zip", data)
        data = out.getvalue()
    return data


CASES: tuple[Case, ...] = (
    case("names.eml", _names, keeps="The story stays.", never=("../", "\u202e", "C:\\")),
    case("large.eml", _large, "read too_big", keeps="The story stays."),
    case("deep.eml", _deep, "too_deep mail_too_complex too_many_parts broken"),
    case("a hundred thousand parts.eml", _many_parts, "mail_too_complex too_many_parts too_big broken"),
    case(
        "ten megabytes of header.eml",
        lambda: b"From: a@x\r\nSubject: " + b"=?utf-8?q?a?= " * 800_000 + b"\r\n\r\nbody",
        "mail_too_complex headers_too_large too_big broken",
    ),
    case(
        "everybody.eml",
        lambda: b"From: a@x\r\nTo: " + b'"x" <a@b.c>, ' * 100_000 + b"z@z\r\nSubject: s\r\n\r\nbody",
        "mail_too_complex headers_too_large too_big broken",
    ),
    case("quotations in quotations.eml", lambda: _body("<blockquote>", "html"), "read no_text too_deep"),
    case("one class after the other.eml", lambda: _body("<div class=", "html"), "read no_text"),
    case("headers without end.eml", lambda: _body("To: x\nFrom: a@b.cc 10:00\n"), "read too_big"),
    case("signatures without end.eml", lambda: _body("-- \nBest regards\n"), "read too_big"),
    case(
        "answers without end.eml", lambda: _body("On 1 Jan 2026 at 10:00 Ada wrote:\n> x\n"), "read too_big"
    ),
    case("empty lines.eml", lambda: _body("\n"), "read no_text"),
    case("lies.eml", _lies, "read no_text broken"),
    case("thirty thousand letters.mbox", _mailbox, "mail_too_complex too_many_parts too_big"),
    case("names.zip", _archive, "opened", never=("../", "\u202e", "C:\\")),
    case("bomb.zip", _archive_bomb, "zip_bomb opened"),
    case("archives in archives.zip", _archive_in_archive, "opened"),
)
