"""Returns are found in files, folders, mails and texts, and nothing else is taken for one."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learningstories.domain.pack import ReturnBy
from learningstories.packs import return_mail
from learningstories.packs.packs import PackFiles
from learningstories.services.pack_contents import PackContents
from learningstories.services.returned import Returned
from tests.documents.outlook import attachment, outlook_mail
from tests.packs.conftest import KEY

RECEIVED = "from a by b with SMTP id 1; Thu, 21 Mar 2013 10:00:00 +0100"


@pytest.fixture
def sent(files: PackFiles, returned: Returned) -> bytes:
    return files.write_return(returned, KEY)


def mail(text: str = "Here you are.", html: str = "", received: str = RECEIVED) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = "My answers"
    message["From"] = "ada@example.org"
    if received:
        message["Received"] = received
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return message


@pytest.fixture
def found_in(files: PackFiles, tmp_path: Path) -> Callable[[EmailMessage], list[bytes]]:
    """The returns in a mail, each without what it was wrapped in."""

    def find(message: EmailMessage) -> list[bytes]:
        path = tmp_path / "answers.eml"
        path.write_bytes(message.as_bytes())
        return [files.open_return(each.data).data for each in files.arrivals([path])]

    return find


def test_files_and_folders(files: PackFiles, sent: bytes, tmp_path: Path) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "deep" / "b.lsreturn.txt").write_bytes(sent)
    (tmp_path / "deep" / "er" / "a.lsreturn.txt").write_bytes(sent)
    (tmp_path / "deep" / "photo.jpg").write_bytes(b"\xff\xd8")
    (tmp_path / "deep" / ".hidden.txt").write_bytes(sent)
    (tmp_path / "one.lsreturn.txt").write_bytes(sent)
    found = list(files.arrivals([tmp_path / "one.lsreturn.txt", tmp_path / "deep"]))
    names = [each.name for each in found]
    assert names == ["one.lsreturn.txt", "b.lsreturn.txt", "a.lsreturn.txt"]
    assert {each.data for each in found} == {sent}
    assert [each.sought for each in found] == [True, False, False]


def test_what_cannot_be_opened_says_so(files: PackFiles, tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_bytes(b"x" * (5 << 20))
    paths = [tmp_path / "gone.txt", tmp_path / "big.txt", Path("nul\0in.txt")]
    assert [each.code for each in files.arrivals(paths)] == ["missing", "return_too_big", "missing"]


def test_a_return_attached_to_a_mail(found_in: Callable[[EmailMessage], list[bytes]], sent: bytes) -> None:
    message = mail()
    message.add_attachment(sent, "text", "plain", filename="ada.lsreturn.txt")
    message.add_attachment(b"\xff\xd8\xff", "image", "jpeg", filename="me.jpg")
    assert found_in(message) == [sent]


def test_a_return_pasted_into_a_mail(
    found_in: Callable[[EmailMessage], list[bytes]], files: PackFiles, sent: bytes
) -> None:
    text = files.return_text(sent)
    assert found_in(mail(f"Hi\n\n{text}\n-- \nAda")) == [sent]
    # Written as a page only; its lines end in <br>, and its marks of quoting are a tag.
    page = "<p>Hi</p><blockquote>" + text.replace("\n", "<br>\n") + "</blockquote>"
    only_html = EmailMessage()
    only_html.set_content(page, subtype="html")
    assert found_in(only_html) == [sent]


def test_a_mail_within_a_mail(found_in: Callable[[EmailMessage], list[bytes]], sent: bytes) -> None:
    inner = mail()
    inner.add_attachment(sent, "application", "octet-stream", filename="ada.lsreturn.txt")
    outer = mail("See below")
    outer.add_attachment(inner)
    assert found_in(outer) == [sent]


def test_when_a_mail_came_is_what_its_server_says(sent: bytes) -> None:
    def came(received: str) -> datetime | None:
        message = mail(received=received)
        message.add_attachment(sent, "text", "plain", filename="ada.lsreturn.txt")
        (one,) = return_mail.arrivals(message.as_bytes(), "a.eml", sought=True)
        assert one.by is ReturnBy.MAIL
        return one.received_at

    assert came(RECEIVED) == datetime(2013, 3, 21, 9, tzinfo=UTC)
    assert [came(line) for line in ("", "by b", "by b; yesterday", "x; Thu, 31 Dec 9999 23:59 -1200")] == [
        None
    ] * 4


def test_a_mail_with_the_pack_back(files: PackFiles, contents: PackContents, tmp_path: Path) -> None:
    message = mail()
    pack = files.write(contents)
    message.add_attachment(pack, "application", "octet-stream", filename="ada.lspack")
    (tmp_path / "a.eml").write_bytes(message.as_bytes())
    (found,) = files.arrivals([tmp_path / "a.eml"])
    assert (found.name, found.data) == ("a.eml: ada.lspack", pack)


def test_a_pack_beside_its_return_is_not_told_of(
    found_in: Callable[[EmailMessage], list[bytes]], files: PackFiles, contents: PackContents, sent: bytes
) -> None:
    """Whoever answers the mail with the pack may send that back, too."""
    message = mail()
    message.add_attachment(files.write(contents), "application", "octet-stream", filename="ada.lspack")
    message.add_attachment(sent, "text", "plain", filename="ada.lsreturn.txt")
    assert found_in(message) == [sent]


def test_other_texts_in_a_folder_are_not_kept_in_mind(files: PackFiles, sent: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.lsreturn.txt").write_bytes(sent)
    (tmp_path / "notes.txt").write_text("Buy milk. " * 1_000)
    (tmp_path / "other.json").write_text('{"a": 1}')
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.txt")  # would be waited for
    found = {each.name: (each.code, each.data) for each in files.arrivals([tmp_path])}
    nothing = ("not_a_return", b"")
    assert found == {"a.lsreturn.txt": ("", sent), "notes.txt": nothing, "other.json": nothing}


def test_a_mail_without_a_return_says_so(files: PackFiles, tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(mail().as_bytes())
    assert [each.code for each in files.arrivals([tmp_path / "a.eml"])] == ["no_return_in_mail"]


@given(noise=st.binary(max_size=500))
def test_whatever_a_mail_is_nothing_is_raised(noise: bytes) -> None:
    head = b"Content-Type: multipart/mixed; boundary=x\nReceived: ;\n\n"
    part = b"--x\nContent-Type: text/plain; charset=\xff\nContent-Transfer-Encoding: base64\n\n"
    for data in (noise, head + part + noise):
        assert {each.by for each in return_mail.arrivals(data, "a.eml", sought=True)} == {ReturnBy.MAIL}


HEADERS = f"Received: {RECEIVED}\r\nSubject: My answers\r\n\r\n"


@pytest.mark.parametrize("way", ["attached", "pasted", "pasted with marks"])
def test_a_mail_that_outlook_saved(files: PackFiles, sent: bytes, tmp_path: Path, way: str) -> None:
    text = files.return_text(sent)
    body = {0x1013: f"<pre>{text}</pre>".encode()} if way == "pasted with marks" else {0x1000: text}
    if way == "attached":
        body = {0x1000: "Here you are."}
    files_in_it = [attachment({0x3707: "ada.lsreturn.txt", 0x3701: sent})] if way == "attached" else []
    path = tmp_path / "answers.msg"
    path.write_bytes(outlook_mail({0x007D: HEADERS, **body}, files_in_it))
    (came,) = files.arrivals([path])
    assert files.open_return(came.data).data == sent
    assert (came.by, came.received_at) == (ReturnBy.MAIL, datetime(2013, 3, 21, 9, tzinfo=UTC))
    assert came.name == ("answers.msg: ada.lsreturn.txt" if way == "attached" else "answers.msg")


@given(st.data())
def test_a_damaged_mail_of_outlook_raises_nothing(data: st.DataObject) -> None:
    whole = bytearray(outlook_mail({0x007D: HEADERS, 0x1000: "Hello"}, [attachment({0x3701: b"x" * 600})]))
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    for came in return_mail.arrivals(bytes(whole), "a.msg", sought=True):
        assert came.code in ("", "no_return_in_mail")


def test_the_mails_of_a_mailbox(files: PackFiles, sent: bytes, tmp_path: Path) -> None:
    first, second, other = mail(), mail(files.return_text(sent)), mail("Nothing in here.")
    first.add_attachment(sent, "text", "plain", filename="ada.lsreturn.txt")
    box = tmp_path / "inbox.mbox"
    box.write_bytes(
        b"".join(
            b"From ada Thu Mar 21 10:00:00 2013\n" + each.as_bytes() + b"\n"
            for each in (first, other, second)
        )
    )
    found = list(files.arrivals([box]))
    assert [files.open_return(each.data).data for each in found] == [sent, sent]
    assert [each.name for each in found] == ["inbox.mbox: ada.lsreturn.txt", "inbox.mbox"]
    (tmp_path / "empty.mbox").write_bytes(b"")
    assert [each.code for each in files.arrivals([tmp_path / "empty.mbox"])] == ["no_return_in_mail"]
    assert [each.code for each in files.arrivals([tmp_path / "gone.mbox"])] == ["missing"]
