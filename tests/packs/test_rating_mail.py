"""Mails in which reviewers answer in words, as mail programs write them."""

from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learningstories.domain.challenge import SCALE
from learningstories.packs.packs import PackFiles
from learningstories.services.hand_form import HandForm
from learningstories.services.mailed_ratings import LineFault, read_ratings

FILES = PackFiles()


def mail(
    text: str = "Story 3: 4 - I will ask\n", html: str = "", sender: str = "Ben <ben@example.org>"
) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = sender, "My ratings"
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return bytes(message)


def taken(data: bytes) -> list[tuple[int | None, int | None, str]]:
    lines = read_ratings(FILES.mail_words(data).text, HandForm(scale=SCALE), frozenset((3, 7)))
    return [(line.number, line.value, line.action) for line in lines if line.fault is LineFault.NONE]


def test_the_text_and_the_sender_are_found() -> None:
    assert FILES.mail_words(mail()).sender == "ben@example.org"
    assert taken(mail()) == [(3, 4, "I will ask")]


def test_the_plain_text_goes_before_the_page() -> None:
    assert taken(mail("3: 2\n", "<p>3: 5</p>")) == [(3, 2, "")]


def test_a_mail_that_is_only_a_page_is_read_line_by_line() -> None:
    message = EmailMessage()
    message["From"] = "ben@example.org"
    page = (
        "<html><head><title>7: 1</title></head><body><p>Hello</p><div>Story 3: 4 &ndash; ask</div>7: 2<br>Bye"
    )
    message.set_content(page, subtype="html")
    assert taken(bytes(message)) == [(3, 4, "ask"), (7, 2, "")]


def test_letters_of_other_charsets_are_read() -> None:
    message = EmailMessage()
    message["From"] = "=?iso-8859-1?q?Ren=E9?= <rene@example.org>"
    message.set_content("Récit 3 : 4 - j'écrirai\n", charset="iso-8859-1", cte="quoted-printable")
    assert FILES.mail_words(bytes(message)).sender == "rene@example.org"
    assert taken(bytes(message)) == [(3, 4, "j'écrirai")]


def test_an_attachment_is_not_what_was_written() -> None:
    message = EmailMessage()
    message.set_content("Story 3: 4\n")
    message.add_attachment("Story 7: 1\n", filename="old.txt")
    assert taken(bytes(message)) == [(3, 4, "")]


@pytest.mark.parametrize(
    "data",
    [b"", b"\x00\xff" * 99, b"Content-Type: text/plain; charset=nobody\n\n3: 4", b"From: =?x?b?!?=\n\n3: 4"],
)
def test_what_is_hardly_a_mail_does_no_harm(data: bytes) -> None:
    FILES.mail_words(data)


@given(st.binary(max_size=500))
def test_any_bytes_do_no_harm(data: bytes) -> None:
    FILES.mail_words(data)


@pytest.mark.parametrize("piece", [b"<style>", b"<p", b"&lt;", b"<head><style>"])
def test_a_hostile_page_is_read_in_linear_time(piece: bytes) -> None:
    FILES.mail_words(b"Content-Type: text/html\n\n" + piece * (2_000_000 // len(piece)))
