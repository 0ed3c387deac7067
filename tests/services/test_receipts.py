from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, message_from_string, policy
from email.message import EmailMessage
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from hypothesis import given
from hypothesis import strategies as st

from learningstories import i18n
from learningstories.domain.arrival import ReceivedBy
from learningstories.domain.challenge import Challenge, LateRule
from learningstories.domain.deadline import LateDecision
from learningstories.domain.errors import Cancelled, CannotWrite, NoSuchStory
from learningstories.domain.story import Attachment, AttachmentId, Story
from learningstories.services import challenges, extensions
from learningstories.services.progress import Control
from learningstories.services.receipts import draft, file_name, may_be_written_to, write_receipts
from learningstories.services.workspace import Workspace

SENT = b"what was sent"
SHA = sha256(SENT).hexdigest()
ANY_TEXT = st.text(max_size=200) | st.sampled_from(["\r\nBcc: evil@example.org", "a\x00b", "\u202egnp.exe"])


def read(path: Path) -> EmailMessage:
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


@pytest.fixture
def amina(workspace: Workspace, add_story: Callable[..., Story]) -> Workspace:
    """A story that came as a file, one without an address, one that is late, one that was withdrawn."""
    challenges.alter(workspace, contact="stories@example.org", community="L&D Connect")
    story = add_story(
        workspace,
        title="The lift / that never came",
        author="Amina Yusuf",
        email="amina@example.org",
        received_by=ReceivedBy.RECEIVED_HEADER,
        fingerprint=SHA,
    )
    with workspace.change("file") as unit:
        sha = unit.blobs.put(SENT)
        told = {"name": "lift.docx", "media_type": "x/y", "size": len(SENT), "role": "original"}
        unit.attachments.add(Attachment(id=AttachmentId(uuid4()), story_id=story.id, sha=sha, **told))
    add_story(workspace, author="Tom Hale")
    late = story.received_at + timedelta(days=5)
    add_story(workspace, title="Chalk", email="zoe@example.org", author="", received_at=late)
    add_story(workspace, email="gone@example.org", withdrawn=True)
    return workspace


def test_each_author_gets_a_draft_and_who_has_no_address_is_told(amina: Workspace, tmp_path: Path) -> None:
    made = write_receipts(amina, tmp_path / "receipts" / "today")
    assert [path.name for path in made.files] == ["0001 The lift that never came.eml", "0003 Chalk.eml"]
    assert made.without_address == (2,)
    assert sorted(path.name for path in (tmp_path / "receipts" / "today").iterdir()) == [
        path.name for path in made.files
    ]


def test_a_draft_tells_number_title_time_verdict_and_fingerprint(amina: Workspace, tmp_path: Path) -> None:
    message = read(write_receipts(amina, tmp_path, [1]).files[0])
    assert dict(message.items()) == {
        "X-Unsent": "1",
        "From": "L&D Connect <stories@example.org>",
        "To": "Amina Yusuf <amina@example.org>",
        "Subject": "We have your story #1: The lift / that never came",
        "Content-Type": 'text/plain; charset="utf-8"',
        "Content-Transfer-Encoding": "quoted-printable",
        "MIME-Version": "1.0",
    }
    body = message.get_content()
    for said in (
        "Dear Amina Yusuf,",
        "Number: #1",
        "Title: The lift / that never came (3 words)",
        "Received: Wed 20 March 2013, 12:00 Europe/London",
        "That is: 2013-03-20 12:00:00 UTC",
        "How we know: stamped by the receiving mail server",
        "Deadline: Thu 21 March 2013, 23:59 Europe/London (2013-03-21 23:59:00 UTC)",
        "On time by 1 d 11 h.",
        f"\r\n{SHA}\r\n",
        "the file “lift.docx”",
        "sha256sum FILE",
    ):
        assert said in body
    assert b"\n" not in write_receipts(amina, tmp_path, [1]).files[0].read_bytes().replace(b"\r\n", b"")


@pytest.mark.parametrize(
    ("rules", "decision", "said"),
    [
        ({}, LateDecision.OPEN, "3 d 12 h after the deadline. We shall tell you whether it takes part."),
        ({"late_rule": LateRule.REFUSE}, LateDecision.OPEN, "does not take part.\n\n"),
        ({}, LateDecision.ACCEPT, "was accepted all the same.\nThe reason: Our server was down"),
        ({"grace_minutes": 9 * 24 * 60}, LateDecision.OPEN, "within the grace, and counts as in time"),
    ],
)
def test_a_late_story_is_told_so_without_promising_anything(
    make_challenge: Callable[..., Challenge],
    make_story: Callable[..., Story],
    rules: dict[str, Any],
    decision: LateDecision,
    said: str,
) -> None:
    challenge = make_challenge(**rules)
    story = make_story(
        email="zoe@example.org",
        received_at=challenge.closes_at + timedelta(days=3, hours=12),
        late_decision=decision,
        late_reason="Our server was down",
    )
    body = draft(story, challenge).get_content()
    assert said in body
    assert "your decision" not in body


def test_who_was_given_more_time_reads_it_in_the_receipt(amina: Workspace, tmp_path: Path) -> None:
    extensions.grant(amina, "ZOE@example.org", datetime(2013, 3, 26, 12, tzinfo=UTC), "Ill")
    body = read(write_receipts(amina, tmp_path, [3]).files[0]).get_content()
    assert "On time by 1 d, after more time was given." in body
    assert "You were given time until Tue 26 March 2013, 12:00 Europe/London." in body
    assert "Hello," in body


@given(title=ANY_TEXT, author=ANY_TEXT, community=ANY_TEXT, contact=ANY_TEXT)
def test_nothing_that_anybody_wrote_adds_to_the_head_or_leaves_the_folder(
    make_challenge: Callable[..., Challenge],
    make_story: Callable[..., Story],
    title: str,
    author: str,
    community: str,
    contact: str,
) -> None:
    challenge = make_challenge(community=community, contact=contact, title="T")
    story = make_story(title=title, author=author, email="amina@example.org", fingerprint=SHA)
    message = message_from_bytes(bytes(draft(story, challenge, sent=title)), policy=policy.default)
    assert set(message.keys()) - {"From"} == {
        "X-Unsent", "To", "Subject", "Content-Type", "Content-Transfer-Encoding", "MIME-Version",
    }  # fmt: skip
    (to,) = message["To"].addresses
    assert to.addr_spec == "amina@example.org"
    assert SHA in message.get_content()
    name = file_name(story)
    assert Path(name).name == name
    assert name.startswith("0001")
    assert name.endswith(".eml")
    assert len(name.encode()) < 200
    assert not set(name) & set('/\\:*?"<>|\r\n\0')


@pytest.mark.parametrize(
    ("email", "usable"),
    [
        ("amina@example.org", True),
        ("a.b+c@sub-domain.example.org", True),
        ("änne@exämple.org", True),
        ("", False),
        ("amina", False),
        ("amina@example", False),
        ("a@b.org, evil@x.org", False),
        ("a@b.org,evil@x.org", False),
        ("a@b.org\nBcc: x@y.org", False),
        ("<a@b.org>", False),
        ("a@b..org", False),
        ("a\u200e@b.org", False),
    ],
)
def test_only_what_is_one_address_is_written_to(email: str, usable: bool) -> None:
    assert may_be_written_to(email) is usable


def test_addresses_of_other_scripts_survive(
    make_challenge: Callable[..., Challenge], make_story: Callable[..., Story]
) -> None:
    made = bytes(draft(make_story(email="änne@exämple.org", author="Änne"), make_challenge()))
    (to,) = message_from_string(made.decode(), policy=policy.SMTPUTF8)["To"].addresses
    assert (to.display_name, to.addr_spec) == ("Änne", "änne@exämple.org")


def test_receipts_speak_the_language_of_the_challenge(
    amina: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "resources" / "i18n" / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = Catalog(locale="de", domain="learningstories")
    catalogue.add("Number: #{number}", "Nummer: #{number}")
    with (folder / "learningstories.mo").open("wb") as stream:
        write_mo(stream, catalogue)
    monkeypatch.setattr(i18n, "resource_root", lambda: tmp_path / "resources")
    challenges.alter(amina, language="de-AT")
    body = read(write_receipts(amina, tmp_path, [1]).files[0]).get_content()
    assert "Nummer: #1" in body
    assert "Mi., 20. März 2013, 12:00" in body
    assert i18n.language() == "en"
    challenges.alter(amina, language="no such language")
    assert "Number: #1" in read(write_receipts(amina, tmp_path, [1]).files[0]).get_content()


def test_a_wrong_number_or_place_writes_nothing(amina: Workspace, tmp_path: Path) -> None:
    with pytest.raises(NoSuchStory):
        write_receipts(amina, tmp_path / "out", [1, 9])
    assert not (tmp_path / "out").exists()
    (tmp_path / "file").write_text("here already")
    with pytest.raises(CannotWrite):
        write_receipts(amina, tmp_path / "file", [1])
    assert (tmp_path / "file").read_text() == "here already"


def test_writing_receipts_can_be_given_up(amina: Workspace, tmp_path: Path) -> None:
    control = Control()
    control.stop()
    with pytest.raises(Cancelled):
        write_receipts(amina, tmp_path / "out", control=control)
