"""From what the fuzzers set out: one sound input or more for each target, and what once was a finding."""

import io
import json
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from learningstories.domain.challenge import Challenge, ChallengeId
from learningstories.domain.pack import pack_name
from learningstories.domain.reviewer import PromiseUse, Reviewer
from learningstories.domain.revision import Revision, Wish
from learningstories.domain.story import StoryId
from learningstories.packs.armour import as_text
from learningstories.packs.fields import data_out
from learningstories.packs.packs import PackFiles
from learningstories.packs.returns import body_of
from learningstories.services.opened_kind import LOCKED_HEAD
from learningstories.services.pack_contents import PackContents
from learningstories.services.returned import Returned
from tests.documents.outlook import attachment, outlook_mail
from tests.hostile.office import workbook
from tests.packs.conftest import DEVICE, FULL, KEY, MADE, PACK, REVIEWER, pack_story

FOUND = Path(__file__).with_name("found")  # FOUND/TARGET/NAME: each was once a fault
_MAIL = (
    "From: Ada <ada@example.org>\r\nSubject: =?utf-8?q?A_story?=\r\nReceived: by x; Mon, 2 Mar 2026 10:00:00 "
    "+0100\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: "
    "text/html; charset=iso-8859-1\r\n\r\n<p>I learned.</p>\r\n--b\r\nContent-Type: application/json; "
    'name="a.json"\r\nContent-Transfer-Encoding: base64\r\n\r\ne30=\r\n--b--\r\n'
)
_MARKDOWN = (
    "---\ntitle: A\nconsent: [read, print]\n---\n# A\n\n*b* **c** [d](https://example.org) ![e](media:f)\n\n"
    "| a | b |\n|---|---|\n| c | d |\n\n> q\n\n1. x\n   - y\n\n```\ncode\n```\n\nnote[^1]\n\n[^1]: n\n<b>x</b>"
)
_CSV = 'Timestamp,Name,Story\n2026/03/01 9:00:00 AM GMT+1,Ada,"I learned, ""much"""\n'
_ROWS = '<row r="1"><c r="A1" t="inlineStr"><is><t>Story</t></is></c><c r="B1"><v>1</v></c></row>'


def _pack() -> list[bytes]:
    """A whole pack, and what stands in one as the fuzzer puts it together."""
    challenge = Challenge(id=ChallengeId(UUID(int=9)), title="Stories", closes_at=MADE, zone="UTC")
    reviewer = Reviewer(id=REVIEWER, name="Ada", email="", promise_use=PromiseUse.UNSIGNED, added_at=MADE)
    stories = (pack_story(1, seen=((DEVICE, 2),), answers=FULL), pack_story(2))
    made = PackContents(
        id=PACK, key=KEY, challenge=challenge, reviewer=reviewer, made_at=MADE, stories=stories, media={}
    )
    whole = PackFiles().write(made)
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        manifest, told = json.loads(archive.read("manifest.json")), archive.read("stories.json")
    manifest["files"] = "FILES"
    return [json.dumps(manifest).replace('"FILES"', "FILES").encode() + b"\0" + told, whole]


def _returns() -> list[bytes]:
    """The words of a return, the return, and how it is pasted."""
    marks: dict[str, Any] = {"reviewer_id": REVIEWER, "device": DEVICE, "vector": ((DEVICE, 1),), "at": MADE}
    rating = Revision(story_id=StoryId(UUID(int=1)), sha="s", position=2, answers=FULL, **marks)
    wish = Wish(promise_use=PromiseUse.NAMED, ask_later=True, **marks)
    made = Returned(pack_id=PACK, reviewer_id=REVIEWER, written_at=MADE, revisions=(rating,), wishes=(wish,))
    sent = PackFiles().write_return(made, KEY)
    body = body_of(made).replace(pack_name(PACK), "PACK").encode()
    return [body, sent, as_text(sent).encode()]


def _sound() -> Mapping[str, list[bytes]]:
    facts = {"kdf": "scrypt", "cost": 2, "salt": data_out(bytes(16)), "check": data_out(bytes(16))}
    told = json.dumps(facts | {"cipher": "AES-256-GCM", "nonce": data_out(bytes(8))}).encode()
    return {
        "packs": _pack(),
        "returns": _returns(),
        "front-matter": [_MARKDOWN.encode(), b"Title: A\nAuthor: B\n\ntext"],
        "mails": [_MAIL.encode(), b"From a Mon Mar  2 10:00:00 2026\n" + _MAIL.encode()],
        "outlook": [outlook_mail({0x37: "A", 0x1000: "b"}, [attachment({0x3707: "a.txt", 0x3701: b"c"})])],
        "sheets": [_CSV.encode(), workbook(_ROWS), _ROWS.encode()],
        "markdown": [_MARKDOWN.encode()],
        "challenges": [b"\0" * 4, bytes(range(64))],
        "locked-copies": [LOCKED_HEAD + b"1\n" + len(told).to_bytes(4) + told + bytes(40)],
        "addresses": [
            b"postgresql://ada:secret@db.example.org:5433/a%20b?sslmode=require",
            b"postgres://[::1]/a",
        ],
    }


@cache
def seeds_of(target: str) -> tuple[bytes, ...]:
    """All inputs that are there for a target."""
    files = sorted((FOUND / target).glob("*"))
    return (*_sound()[target], *(file.read_bytes() for file in files))
