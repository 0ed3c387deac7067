from datetime import UTC, datetime

import compressed_rtf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from learningstories.documents.manuscript import Material
from learningstories.documents.reading import open_document
from learningstories.documents.refusal import Refusal
from learningstories.documents.rtf_html import html_in
from learningstories.domain.arrival import ReceivedBy, surest
from learningstories.domain.errors import UNREADABLE
from learningstories.services.drafts import Variant
from learningstories.services.kept import bytes_of
from tests.documents.letters import LONG, photo, word
from tests.documents.outlook import attached_mail, attachment, outlook_mail

SUBJECT, BODY, HTML, RTF, HEADERS = 0x37, 0x1000, 0x1013, 0x1009, 0x7D
NAME, ADDRESS, MESSAGE_ID, DELIVERED, SENT = 0x0C1A, 0x5D01, 0x1035, 0x0E06, 0x0039
FILE_NAME, FILE, FILE_KEY, METHOD, CODE_PAGE = 0x3707, 0x3701, 0x3712, 0x3705, 0x3FDE
ADA = {NAME: "Lovelace, Ada", ADDRESS: "ada@example.org", MESSAGE_ID: "<one@example.org>"}
CAME = datetime(2026, 3, 2, 22, 59, tzinfo=UTC)
RICH = (
    rb"{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0\fswiss Arial;}}{\colortbl\red0;}"
    rb"{\*\htmltag64 <html>}{\*\htmltag64 <p>}Es war \htmlrtf{\b \htmlrtf0 {\*\htmltag84 <b>}einmal"
    rb"{\*\htmltag92 </b>}"
    rb"\htmlrtf }\htmlrtf0  ein B\'e4r \u8211? so.\htmlrtf\par\htmlrtf0 {\*\htmltag72 </p>}"
    rb"{\*\htmltag64 <p>}Ende {\*\mhtmltag84 <x>}\{x\}{\*\htmltag72 </p>}}"
)


@pytest.fixture
def read(documents, write):
    def read_mail(properties, attached=()):
        return documents.read(write("mail.msg", outlook_mail(properties, list(attached))))

    return read_mail


@pytest.mark.parametrize(
    ("body", "markdown"),
    [
        ({BODY: "Es war einmal ein Bär."}, "Es war einmal ein Bär.\n"),
        (
            {HTML: "<p>Es war <b>einmal</b> ein Bär.</p>".encode("cp1252"), CODE_PAGE: 1252},
            "Es war **einmal** ein Bär.\n",
        ),
        ({HTML: "<p>Es war <b>einmal</b> ein Bär.</p>".encode()}, "Es war **einmal** ein Bär.\n"),
        (
            {RTF: compressed_rtf.compress(RICH), BODY: "x"},
            "Es war **einmal** ein Bär \u2013 so.\n\nEnde {x}\n",
        ),
        ({RTF: b"damaged" * 10, BODY: "Es war einmal."}, "Es war einmal.\n"),
    ],
)
def test_the_text_is_found_wherever_outlook_put_it(read, body, markdown):
    draft = read({SUBJECT: "AW: Der Bär", **ADA, **body})
    assert (draft.title, draft.author, draft.email) == ("Der Bär", "Ada Lovelace", "ada@example.org")
    assert (draft.markdown, draft.message_id) == (markdown, "<one@example.org>")


def test_attachments_and_pictures_are_treated_as_in_any_mail(read):
    html = f"<p>Anbei. <img src='cid:p1' alt='boat'></p><p>{LONG}</p>".encode()
    files = [
        attachment({METHOD: 1, FILE_NAME: "p.jpg", FILE: photo(), FILE_KEY: "p1"}),
        attachment({METHOD: 1, FILE_NAME: "Brot.docx", FILE: word("Brot")}),
    ]
    draft = read({SUBJECT: "Geschichte", **ADA, HTML: html}, files)
    assert [(way.variant, way.variant_name) for way in (draft, *draft.alternatives)] == [
        (Variant.MESSAGE, ""),
        (Variant.ATTACHMENT, "Brot.docx"),
    ]
    assert len(draft.pictures) == 1
    assert bytes_of(draft.alternatives[0].original).startswith(b"PK")
    assert {file.name: file.media_type for file in draft.alternatives[0].files}[
        "mail.msg"
    ] == "application/vnd.ms-outlook"


def test_times_come_from_the_headers_and_from_outlook_itself(read):
    headers = (
        "Received: from a by b; Mon, 2 Mar 2026 22:58:00 +0000\r\nFrom: Grace <grace@example.org>\r\n"
        "Date: Mon, 2 Mar 2026 22:57:00 +0000\r\n"
    )
    draft = read({SUBJECT: "x", BODY: "Once.", HEADERS: headers, DELIVERED: CAME, SENT: CAME})
    claims = [(claim.by, claim.at.minute) for claim in draft.claims if claim.by is not ReceivedBy.FILE_TIME]
    assert claims == [
        (ReceivedBy.RECEIVED_HEADER, 58),
        (ReceivedBy.DATE_HEADER, 57),
        (ReceivedBy.DELIVERY, 59),
    ]
    assert draft.email == "grace@example.org"
    unsent = read({SUBJECT: "x", BODY: "Once.", SENT: CAME})
    assert surest(unsent.claims).by is ReceivedBy.DATE_HEADER


def test_a_mail_that_was_passed_on_as_it_was_is_the_story(read):
    inner = attached_mail(
        {SUBJECT: "The boat", NAME: "Grace Hopper", ADDRESS: "grace@example.org", BODY: LONG}
    )
    draft = read({SUBJECT: "FW: The boat", **ADA, BODY: "FYI"}, [inner])
    assert (draft.variant, draft.author, draft.email) == (
        Variant.FORWARDED,
        "Grace Hopper",
        "grace@example.org",
    )


def test_rtf_that_was_never_html_is_none():
    assert html_in(rb"{\rtf1\ansi Once.}") == ""


SEED = outlook_mail(
    {SUBJECT: "Der Bär", **ADA, RTF: compressed_rtf.compress(RICH)},
    [attachment({METHOD: 1, FILE_NAME: "a.txt", FILE: LONG.encode()})],
)


@given(data=st.data())
def test_damaged_mails_are_read_or_refused(data):
    damaged = bytearray(SEED)
    for _ in range(data.draw(st.integers(1, 30))):
        damaged[data.draw(st.integers(8, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    damaged = damaged[: data.draw(st.integers(600, len(damaged)))]
    try:
        delivery = open_document(Material(name="mail.msg", data=bytes(damaged)))
    except Refusal as refused:
        assert refused.cause in UNREADABLE  # noqa: PT017 - either is right
    else:
        assert all(draft.title for draft in delivery.drafts)


@given(st.binary(max_size=300))
def test_any_rtf_can_be_looked_through(rtf):
    assert isinstance(html_in(b"{\\rtf1\\fromhtml1 " + rtf), str)
