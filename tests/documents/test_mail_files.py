import io
import zipfile
from datetime import UTC, datetime
from email import policy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learningstories.documents.manuscript import Material
from learningstories.documents.reading import open_document
from learningstories.documents.refusal import Refusal
from learningstories.domain.arrival import ReceivedBy, surest
from learningstories.domain.errors import UNREADABLE
from learningstories.services.drafts import Variant
from learningstories.services.kept import bytes_of
from tests.documents.letters import LONG, STORY, attach, letter, photo, word
from tests.documents.recordings import sound

FORWARDED = "Grace Hopper <grace@example.org>"


@pytest.fixture
def read(documents, write):
    """What a mail is understood as; one with several stories as its first."""

    def read_mail(message, name="mail.eml"):
        data = message if isinstance(message, bytes) else message.as_bytes()
        return documents.read(write(name, data))

    return read_mail


def codes(draft):
    return {problem.code for problem in draft.problems}


def ways(draft):
    return [(way.variant, way.variant_name) for way in (draft, *draft.alternatives)]


# --- what the message says -----------------------------------------------------------------------


def test_the_message_is_the_story_its_subject_the_title_its_sender_the_author(read):
    draft = read(letter("Re: Fwd: [stories] The boat", "Once there was a boat.\n\nIt sank.\n"))
    assert (draft.title, draft.author, draft.email) == ("The boat", "Ada Lovelace", "ada@example.org")
    assert draft.markdown == "Once there was a boat.\n\nIt sank.\n"
    assert (draft.variant, draft.alternatives, draft.message_id) == (Variant.MESSAGE, (), "<one@example.org>")


@pytest.mark.parametrize(
    ("subject", "text", "sender", "charset", "encoding"),
    [
        (
            "Die Brücke",
            "Es war einmal eine Brücke über den Fluß.",
            "Jörg Müller",
            "utf-8",
            "quoted-printable",
        ),
        (
            "Le château",
            "Il était une fois un château à l'orée d'une forêt.",
            "Zoé",
            "iso-8859-1",
            "quoted-printable",
        ),
        ("El niño y el río", "¿Érase una vez un niño? ¡Sí!", "Íñigo Núñez", "iso-8859-15", "base64"),
        ("昔話", "昔々あるところに、おじいさんがいました。", "山田太郎", "iso-2022-jp", "7bit"),
        ("Сказка", "Жили-были волк и лиса.", "Жанна", "koi8-r", "8bit"),
    ],
)
def test_letters_of_many_languages_arrive_whole(read, subject, text, sender, charset, encoding):
    message = letter(subject, From="")
    message["From"] = f"{sender} <a@example.org>"
    message.set_content(text, charset=charset, cte=encoding)
    draft = read(message.as_bytes(policy=policy.SMTP))
    assert (draft.title, draft.author, draft.markdown.strip()) == (subject, sender, text)


def test_lines_that_were_broken_only_for_the_way_are_whole_again(read):
    text = "Once there was a boat \nthat went from one bank \nto the other.\n\n> quoted \n> words\n\nIt sank."
    message = letter(text="x")
    message.set_payload(text)
    message.replace_header("Content-Type", 'text/plain; charset="utf-8"; format=flowed')
    assert read(message).markdown == (
        "Once there was a boat that went from one bank to the other.\n\n> quoted words\n\nIt sank.\n"
    )


def test_form_is_kept_where_there_is_any(read):
    html = "<html><body><h2>One</h2><p>Once <b>there</b> was a <a href='https://example.org'>boat</a>.</p></body></html>"
    assert "**there** was a [boat](https://example.org)" in read(letter(html=html)).markdown
    plain = "<html><body><div>Once there was a boat.</div></body></html>"
    assert (
        read(letter(text="Once there was\na boat.\n", html=plain)).markdown == "Once there was  \na boat.\n"
    )


def test_a_picture_of_the_text_stands_in_it_and_one_that_is_attached_comes_along(read):
    message = letter("Das Boot", LONG, f"<p>{LONG}</p><p><img src='cid:p1' alt='the boat'></p>")
    message.get_payload()[1].add_related(photo(), "image", "jpeg", cid="<p1>")
    attach(message, "harbour.jpg", photo(), "image/jpeg")
    attach(message, "memo.wav", sound(75), "audio/wav")
    draft = read(message)
    [shown] = draft.pictures
    assert f"![the boat](media:{shown.sha})" in draft.markdown
    assert [(file.name, file.role, file.seconds) for file in draft.files] == [
        ("harbour.jpg", "picture", 0),
        ("memo.wav", "sound", 75),
    ]
    assert {"picture_without_description", "media_without_description"} <= codes(draft)


def test_details_at_the_top_are_read_and_consent_counts_only_there(read):
    draft = read(letter("Hello", "---\ntitle: The boat\nauthor: Eve\nconsent: read, print\n---\nOnce.\n"))
    assert (draft.title, draft.author, draft.consent_print) == ("The boat", "Eve", True)
    draft = read(letter("Hello", "Yes, I agree to everything, print it.\n"))
    assert (draft.consent_read, draft.consent_print) == (False, False)


def test_a_recording_without_words_still_needs_a_summary(read):
    draft = read(attach(letter("My story", "Here it is."), "boat.wav", sound(75), "audio/wav"))
    assert (draft.variant, [file.seconds for file in draft.files]) == (Variant.MESSAGE, [75])
    assert "media_without_summary" in codes(draft)
    draft = read(attach(letter("", ""), "boat.wav", sound(75), "audio/wav"))
    assert (draft.title, draft.words) == ("boat", 0)


# --- quotations, signatures ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        "On Mon, 2 Mar 2026 at 10:00, Org <org@example.org> wrote:",
        "On Mon, 2 Mar 2026 at 10:00, The Organisers of the Challenge\n<org@example.org> wrote:",
        "Am 02.03.2026 um 10:00 schrieb Org:",
        "Le lun. 2 mars 2026 à 10:00, Org <org@example.org> a écrit :",
        "El lun, 2 mar 2026 a las 10:00, Org (<org@example.org>) escribió:",
        "Org <org@example.org> kirjoitti 2.3.2026 klo 10:00:",
    ],
)
def test_what_was_quoted_to_answer_it_is_left_out_and_told(read, said):
    text = f"Once there was a boat.\n\n{said}\n> Please send stories\n> by Friday.\n>\n> Org\n"
    draft = read(letter("Re: The boat", text))
    assert draft.markdown == "Once there was a boat.\n"
    assert "quoted_reply_left_out" in codes(draft)
    below = read(letter("Re: The boat", f"{said}\n> Please send stories\n\nOnce there was a boat.\n"))
    assert below.markdown == "Once there was a boat.\n"


def test_a_quotation_that_is_part_of_the_story_stays(read):
    text = "This is the poem she gave me:\n\n> Shall I compare thee\n> to a summer's day\n\nI kept it.\n"
    draft = read(letter("The poem", text))
    assert "> Shall I compare thee" in draft.markdown
    assert "quoted_reply_left_out" not in codes(draft)


def test_a_reply_in_html_is_left_out_whatever_the_language(read):
    html = (
        '<div>Once there <b>was</b> a boat.</div><br><div class="gmail_quote"><div class="gmail_attr">'
        'Org kirjoitti:<br></div><blockquote class="gmail_quote">Please send stories</blockquote></div>'
    )
    assert read(letter("Re: The boat", "x", html)).markdown == "Once there **was** a boat.\n"


@pytest.mark.parametrize(
    "signature",
    [
        "Best regards,\nAda Lovelace",
        "Mit freundlichen Grüßen\nAda Lovelace\nTel. 0123 456",
        "Cordialement,\nAda",
        "-- \nAda Lovelace\nhttps://example.org",
        "Sent from my iPhone",
    ],
)
def test_a_signature_is_left_out_and_told(read, signature):
    draft = read(letter(text=f"Once there was a boat.\n\nIt sank.\n\n{signature}\n"))
    assert draft.markdown == "Once there was a boat.\n\nIt sank.\n"
    [told] = [problem.facts["value"] for problem in draft.problems if problem.code == "signature_left_out"]
    assert signature.splitlines()[-1].split()[0] in told


def test_thanks_in_the_middle_of_a_story_are_no_signature(read):
    text = "Once there was a boat.\n\nThanks, she said.\n\n" + "It went on and on.\n\n" * 20
    draft = read(letter(text=text))
    assert "Thanks, she said." in draft.markdown
    assert "signature_left_out" not in codes(draft)


def test_speech_in_typed_marks_is_no_quotation(read):
    text = "Es war kalt.\n\n>>Komm herein<<, sagte sie.\n\n>>Danke<<, sagte ich.\n"
    assert ">>Danke<<" in read(letter("Re: x", text)).markdown.replace("\\", "").replace("&lt;", "<")


def test_letters_within_a_story_are_part_of_it(read):
    text = "She kept it.\n\nFrom: Grandfather\nTo: Grandmother\nDate: May 1942\n\nI miss you.\n"
    draft = read(letter("The letter", text))
    assert (draft.variant, draft.alternatives) == (Variant.MESSAGE, ())
    assert "Grandfather" in draft.markdown
    assert "I miss you." in draft.markdown


def test_headers_in_html_may_be_broken_anywhere(read):
    html = (
        "<p>FYI</p><div><p class=MsoNormal><b>From:</b> Grace\nHopper\n&lt;grace@example.org&gt;<br>\n"
        "<b>Sent:</b> Sunday,\nMarch 1, 2026 10:00 AM<br><b>To:</b> Ada<br>"
        f"<b>Subject:</b> The\nboat</p></div><p>{LONG}</p>"
    )
    draft = read(letter("FW: The boat", "FYI", html))
    assert (draft.variant, draft.author, draft.email) == (
        Variant.FORWARDED,
        "Grace Hopper",
        "grace@example.org",
    )
    assert draft.markdown.strip() == LONG.strip()


# --- what is attached ---------------------------------------------------------------------------------


def test_a_short_mail_with_a_document_is_about_the_document(read):
    data = word("Bread")
    message = attach(letter("My story", "Dear all,\n\nplease find it attached.\n"), "my bread.docx", data)
    draft = read(message)
    assert (draft.variant, draft.variant_name, draft.title) == (Variant.ATTACHMENT, "my bread.docx", "Bread")
    assert (draft.author, draft.email) == ("Ada Lovelace", "ada@example.org")
    assert (bytes_of(draft.original), draft.source) == (data, "my bread.docx")
    assert [(file.name, bytes_of(file.data)) for file in draft.files] == [("mail.eml", message.as_bytes())]
    [other] = draft.alternatives
    assert (other.variant, other.markdown) == (Variant.MESSAGE, "Dear all,\n\nplease find it attached.\n")
    assert [file.name for file in other.files] == ["my bread.docx"]


def test_an_attachment_without_a_title_is_called_as_the_mail_or_else_as_its_file(read):
    titled = read(attach(letter("The boat", "See below."), "x.txt", LONG.encode()))
    assert titled.title == "The boat"
    untitled = read(attach(letter("My story for the challenge", "See below."), "the_boat.txt", LONG.encode()))
    assert untitled.title == "My story for the challenge"


def test_several_stories_in_one_mail_are_apart(read):
    message = letter("Zwei Geschichten", "Anbei.\n")
    for name in ("Brot", "Boot"):
        attach(message, f"{name}.docx", word(name))
    attach(message, "Einverständniserklärung.docx", word("Einwilligung"))
    attach(message, "foto.jpg", photo(), "image/jpeg")
    draft = read(message)
    assert draft.apart
    assert ways(draft) == [("attachment", "Brot.docx"), ("attachment", "Boot.docx"), ("message", "")]
    assert len({each.message_id for each in (draft, draft.alternatives[0])}) == 2
    assert len({each.fingerprint for each in (draft, draft.alternatives[0])}) == 2
    along = ["foto.jpg", "Einverständniserklärung.docx", "mail.eml"]
    assert [file.name for file in draft.files] == along


def test_a_long_mail_with_a_short_document_is_the_story_itself(read):
    draft = read(attach(letter("The boat", LONG), "notes.txt", (STORY * 5).encode()))
    assert ways(draft) == [("message", ""), ("attachment", "notes.txt")]


def test_stories_in_an_attached_archive_are_seen(read):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("brot.txt", LONG)
        archive.writestr("boot.txt", LONG + "Boot.")
    draft = read(attach(letter("Stories", "Here."), "s.zip", out.getvalue()))
    assert ways(draft)[:2] == [("attachment", "brot.txt"), ("attachment", "boot.txt")]


def test_what_cannot_be_read_is_kept_with_the_message(read):
    draft = read(attach(letter(), "story.docx", b"no Word file"))
    assert [(file.name, file.role) for file in draft.files] == [("story.docx", "file")]
    assert "attachment_not_read" in codes(draft)


# --- what was passed on ----------------------------------------------------------------------------------


def test_a_mail_that_was_passed_on_as_it_was_is_the_story(read):
    inner = letter(
        "The boat",
        LONG,
        From=FORWARDED,
        Message_ID="<inner@example.org>",
        Date="Sun, 01 Mar 2026 10:00:00 +0100",
    )
    outer = letter("Fwd: The boat", "FYI\n", Received="from a by b; Mon, 2 Mar 2026 23:59:30 +0100")
    outer.add_attachment(inner)
    draft = read(outer)
    assert ways(draft) == [("forwarded", ""), ("message", "")]
    assert (draft.author, draft.email) == ("Grace Hopper", "grace@example.org")
    assert draft.message_id == "<inner@example.org>"
    assert [(claim.by, claim.at and claim.at.day) for claim in draft.claims if claim.by != "file_time"] == [
        (ReceivedBy.DATE_HEADER, 1),
        (ReceivedBy.RECEIVED_HEADER, 2),
        (ReceivedBy.DATE_HEADER, 2),
    ]
    [problem] = [problem for problem in draft.problems if problem.code == "forwarded_by"]
    assert problem.facts == {"value": "Ada Lovelace"}


def test_the_attachment_of_a_mail_that_was_passed_on_is_its_authors(read):
    inner = attach(letter("The boat", "Attached.", From=FORWARDED), "boat.docx", word("Boat"))
    outer = letter("Fwd: The boat", "FYI\n")
    outer.add_attachment(inner)
    draft = read(outer)
    assert ways(draft)[0] == ("attachment", "boat.docx")
    assert draft.email == "grace@example.org"


INLINE = {
    "Gmail": """---------- Forwarded message ---------
From: {who}
Date: Sun, Mar 1, 2026 at 10:00 AM
Subject: The boat
To: <ada@example.org>


""",
    "Outlook": """-----Original Message-----
From: {who}
Sent: Sunday, March 1, 2026 10:00 AM
To: Ada
Subject: The boat

""",
    "Outlook in German": """Von: {who}
Gesendet: Sonntag, 1. März 2026 10:00
An: Ada Lovelace
Betreff: The boat

""",
    "Outlook in French": """De : {who}
Envoyé : dimanche 1 mars 2026 10:00
À : Ada Lovelace
Objet : The boat

""",
    "Outlook in Japanese": """-----元のメッセージ-----
差出人: {who}
送信日時: 2026年3月1日 10:00
宛先: Ada
件名: The boat

""",
    "Apple": """Anfang der weitergeleiteten Nachricht:

Von: {who}
Betreff: The boat
Datum: 1. März 2026 um 10:00:00 MEZ
An: ada@example.org

""",
    "Thunderbird": """-------- Mensaje reenviado --------
Asunto: \tThe boat
Fecha: \tSun, 1 Mar 2026 10:00:00 +0100
De: \t{who}
Para: \tada@example.org

""",
}


@pytest.mark.parametrize("program", INLINE)
def test_a_mail_that_was_passed_on_within_the_text_is_recognised(read, program):
    text = "Look what came!\n\n" + INLINE[program].format(who=FORWARDED) + LONG + "\n\nViele Grüße\nGrace\n"
    draft = read(letter("WG: The boat", text))
    assert ways(draft) == [("forwarded", ""), ("message", "")]
    assert (draft.title, draft.author, draft.email) == ("The boat", "Grace Hopper", "grace@example.org")
    assert draft.markdown.strip() == LONG.strip()
    assert draft.alternatives[0].markdown == "Look what came!\n"
    sent = [claim for claim in draft.claims if claim.by is ReceivedBy.DATE_HEADER]
    assert "2026" in sent[0].said
    assert (sent[0].at is not None) == (program == "Thunderbird"), (
        "a time without a zone is kept, not believed"
    )


def test_a_mail_within_a_mail_within_a_mail(read):
    deepest = INLINE["Outlook in German"].format(who=FORWARDED) + LONG
    text = "See below.\n\n" + INLINE["Gmail"].format(who="Org <org@example.org>") + "FYI\n\n" + deepest
    draft = read(letter("Fwd: Fwd: The boat", text))
    assert (draft.variant, draft.email) == (Variant.FORWARDED, "grace@example.org")
    assert draft.markdown.strip() == LONG.strip()


def test_a_digest_holds_a_story_a_mail(read):
    outer = letter("Stories", "All of them.\n")
    for number in (1, 2):
        outer.add_attachment(
            letter(f"Story {number}", LONG, From=FORWARDED, Message_ID=f"<{number}@example.org>")
        )
    draft = read(outer)
    assert draft.apart
    assert [way.title for way in (draft, *draft.alternatives)] == ["Story 1", "Story 2", "Stories"]


# --- when it came ---------------------------------------------------------------------------------


def test_every_claim_of_time_is_kept_and_the_servers_own_counts(read):
    message = letter(
        Received="from x by y with ESMTPS id 1; Tue, 3 Mar 2026 00:01:00 +0100 (CET)",
        X_Received="by 10.0.0.1; Mon, 2 Mar 2026 15:00:30 -0800 (PST)",
        Delivery_date="Tue, 03 Mar 2026 00:01:05 +0100",
    )
    message["X-Later"] = "1"
    data = message.as_bytes().replace(
        b"X-Later: 1", b"Received: from home by x; Mon, 2 Mar 2026 22:59:00 +0000"
    )
    claims = [claim for claim in read(data).claims if claim.by is not ReceivedBy.FILE_TIME]
    assert [claim.by for claim in claims] == [
        ReceivedBy.RECEIVED_HEADER,
        ReceivedBy.DELIVERY,
        ReceivedBy.DELIVERY,
        ReceivedBy.DATE_HEADER,
    ]
    assert surest(claims).at == datetime(2026, 3, 2, 23, 1, tzinfo=UTC)
    assert surest(claims).said == "Tue, 3 Mar 2026 00:01:00 +0100 (CET)"


# --- hostile -----------------------------------------------------------------------------------------------


def test_names_of_attachments_are_only_shown_and_cleaned(read):
    draft = read(attach(letter("The boat", LONG), "../../etc/\u202egpj.exe", b"MZ\x90\0 x"))
    [file] = draft.files
    assert file.name == "gpj.exe"


def test_a_locked_mail_says_so(documents, write):
    data = (
        b"From: a@example.org\r\nSubject: s\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: multipart/encrypted; boundary=b\r\n\r\n"
        b"--b\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--b--\r\n"
    )
    with pytest.raises(Exception, match="encrypted"):
        documents.read(write("locked.eml", data))


SEEDS = [
    attach(
        letter("Fwd: x", INLINE["Gmail"].format(who=FORWARDED) + LONG, "<p>a <b>b</b></p>"),
        "a.txt",
        LONG.encode(),
    ),
    letter(
        "Re: x", "Once.\n\nOn Mon, 2 Mar 2026 at 10:00, Ada <a@example.org> wrote:\n> a\n> b\n\n-- \nAda\n"
    ),
]


@given(data=st.data())
def test_damaged_mails_are_read_or_refused(data):
    damaged = bytearray(data.draw(st.sampled_from(SEEDS)).as_bytes())
    for _ in range(data.draw(st.integers(1, 30))):
        place = data.draw(st.integers(0, len(damaged) - 1))
        size = data.draw(st.integers(0, 3))
        damaged[place : place + size] = data.draw(
            st.sampled_from([b"", b"\n", b"\r\n\r\n", b"=?", b"\xff", b"--", b">", b":", b"<div>"])
        )
    try:
        delivery = open_document(Material(name="mail.eml", data=bytes(damaged)))
    except Refusal as refused:
        assert refused.cause in UNREADABLE  # noqa: PT017 - either is right
    else:
        assert all(draft.title for draft in delivery.drafts)


def test_form_that_a_mail_gives_by_styles_and_tables(read):
    message = letter("Bread", "")
    inside = f"<p><span style='font-weight:bold'>Once</span> {LONG}</p><p>One.<br><br>Two.</p>"
    page = "<table><tr><td>" * 6 + inside + "</td></tr></table>" * 6
    message.clear_content()
    message.set_content(f"<html><body>{page}</body></html>", subtype="html")
    draft = read(message)
    assert draft.markdown.startswith("**Once** ")
    assert draft.markdown.endswith("\n\nOne.\n\nTwo.\n")
    assert "|" not in draft.markdown
