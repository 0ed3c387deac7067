"""Returns come out as they went in, whatever mails do to them; what is wrong is refused by its code."""

import json
import quopri
import tracemalloc
import zlib
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learningstories.domain.pack import PackId, pack_name
from learningstories.domain.revision import HERE, Answers, Revision
from learningstories.domain.story import StoryId
from learningstories.packs.armour import BEGIN, END
from learningstories.packs.fields import data_out
from learningstories.packs.keys import signature
from learningstories.packs.packs import PackFiles
from learningstories.packs.returns import MOST_OF_A_STORY, body_of
from learningstories.services.returned import Envelope, Returned, ReturnRefused
from tests.packs.conftest import DEVICE, KEY, MADE, PACK, REVIEWER
from tests.packs.test_packs import validator

MOST_MEMORY = 200_000_000


@pytest.fixture
def sent(files: PackFiles, returned: Returned) -> bytes:
    return files.write_return(returned, KEY)


def read(data: bytes) -> Returned:
    files = PackFiles()
    envelope = files.open_return(data)
    assert files.is_genuine(envelope, KEY)
    return files.read_return(envelope)


def refusal(data: bytes) -> str:
    files = PackFiles()
    with pytest.raises(ReturnRefused) as refused:
        files.read_return(files.open_return(data))
    return refused.value.code


def signed(body: str) -> bytes:
    """A return with any body, signed with the pack's own key."""
    head = {"format": "learning-stories-return", "version": 1, "min_reader": 1, "pack_id": pack_name(PACK)}
    return json.dumps({**head, "mac": data_out(signature(KEY, PACK, body)), "body": body}).encode()


def told(returned: Returned, **fields: Any) -> bytes:
    """The return, signed, with other words in its first rating."""
    body = json.loads(body_of(returned))
    body["ratings"][0].update(fields)
    return signed(json.dumps(body))


def test_a_return_comes_out_as_it_went_in(sent: bytes, returned: Returned) -> None:
    assert read(sent) == returned


def test_returns_are_what_their_schemas_say(sent: bytes) -> None:
    envelope = json.loads(sent)
    validator("return.json").validate(envelope)
    validator("return-body.json").validate(json.loads(envelope["body"]))


MAILED: dict[str, Callable[[str], bytes]] = {
    "pasted": lambda text: text.encode(),
    "greeting_and_footer": lambda text: f"Hi Ben,\n\n{text}\n--\nSent from my phone".encode(),
    "quoted": lambda text: ("> " + text.replace("\n", "\n> ")).encode(),
    "quoted_twice_with_cr": lambda text: (">> " + text.replace("\n", "\r\n>> ")).encode(),
    "on_one_line": lambda text: text.replace("\n", "").encode(),
    "blank_lines_between": lambda text: text.replace("\n", "\n\n").encode(),
    "odd_blanks": lambda text: text.replace("\n", "\u00a0\n").encode(),
    "one_dash_for_five": lambda text: text.replace("-----", "\u2014").encode(),
    "quoted_printable": lambda text: quopri.encodestring(text.encode()),
    "one_line_quoted_printable": lambda text: quopri.encodestring(text.replace("\n", "").encode()),
    "utf_16": lambda text: text.encode("utf-16"),
    "mark_at_the_start": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "twice_the_same": lambda text: (text + text).encode(),
}


@pytest.mark.parametrize("name", MAILED)
def test_a_pasted_return_survives_what_mails_do(
    files: PackFiles, sent: bytes, returned: Returned, name: str
) -> None:
    mailed = MAILED[name](files.return_text(sent))
    assert read(mailed) == returned
    assert files.open_return(mailed).data == sent


WORDS = st.text(max_size=300).filter(str.isprintable)


@given(words=WORDS, quoting=st.sampled_from(["", "> ", "| "]))
def test_whatever_was_written_survives_pasting(words: str, quoting: str) -> None:
    files = PackFiles()
    one = Revision(
        reviewer_id=REVIEWER, story_id=StoryId(UUID(int=1)), sha="s", device=DEVICE, at=MADE,
        vector=((DEVICE, 1),), answers=Answers(why=words),
    )  # fmt: skip
    returned = Returned(pack_id=PACK, reviewer_id=REVIEWER, written_at=MADE, revisions=(one,))
    text = files.return_text(files.write_return(returned, KEY))
    assert read((quoting + text.replace("\n", "\r\n" + quoting)).encode()).revisions[0].answers.why == words


@pytest.mark.parametrize("way", ["between words", "broken lines", "utf-16", "twice"])
def test_the_copied_words_of_a_return_file_are_found(
    files: PackFiles, sent: bytes, tmp_path: Path, way: str
) -> None:
    told = sent.decode()
    text = {
        "between words": f"Here {{it}} is:\n\n{told}\n--\nAda",
        "broken lines": "\r\n".join(told[at : at + 76] for at in range(0, len(told), 76)) + "\r\nAda",
        "utf-16": told,
        "twice": told + "\n" + told,
    }[way]
    path = tmp_path / "copied.txt"
    path.write_bytes(text.encode("utf-16" if way == "utf-16" else "utf-8"))
    assert [each.data for each in files.arrivals([path])] == [sent]
    assert [each.data for each in files.pasted(text)] == [sent]


def test_two_returns_in_one_text_are_both_found(files: PackFiles, returned: Returned) -> None:
    other = replace(returned, revisions=())
    text = "".join(files.return_text(files.write_return(one, KEY)) for one in (returned, other))
    assert [read(each.data) for each in files.pasted(text)] == [returned, other]


def bomb() -> bytes:
    packed = b64encode(zlib.compress(b"{" + b" " * (200 << 20), 9)).decode()
    return f"{BEGIN}\n{packed}\n{END}\n".encode()


def test_what_cannot_be_read_says_what_it_is(files: PackFiles, sent: bytes, returned: Returned) -> None:
    text, envelope, body = files.return_text(sent), json.loads(sent), body_of(returned)
    many = json.dumps({**json.loads(body), "ratings": [{}] * 20_001})
    cases: tuple[tuple[str, bytes], ...] = (
        ("not_a_return", b""),
        ("not_a_return", b"Dear Ben, I have read them all."),
        ("not_a_return", b'{"a": 1}'),
        ("return_damaged", b"{" * 10_000),
        ("return_damaged", text[: len(text) // 2].encode()),
        ("return_damaged", text[len(text) // 2 :].encode()),
        ("return_damaged", text.replace(text[60:64], "").encode()),
        ("return_too_big", bomb()),
        ("return_too_big", b"{" + b" " * (5 << 20)),
        ("return_damaged", sent[:-20]),
        ("return_too_new", json.dumps({**envelope, "min_reader": 9}).encode()),
        ("return_too_new", json.dumps({**envelope, "features": ["drawings"]}).encode()),
        ("return_damaged", b"Here it is: " + sent[:-20]),
        ("unknown_pack", json.dumps({**envelope, "pack_id": "p_1"}).encode()),
        ("return_damaged", json.dumps({**envelope, "body": None}).encode()),
        ("identity_mismatch", signed(body_of(replace(returned, pack_id=PackId(UUID(int=99)))))),
        ("return_damaged", signed("hello")),
        ("return_damaged", signed(body.replace('"reviewer"', '"reviewer":"x","reviewer"'))),
        ("return_damaged", signed("[" * 5_000 + "]" * 5_000)),
        ("return_damaged", signed(many)),
    )
    for place, (code, data) in enumerate(cases):
        tracemalloc.start()
        assert refusal(data) == code, place
        assert tracemalloc.get_traced_memory()[1] < MOST_MEMORY, place
        tracemalloc.stop()


MANY_DEVICES = {f"d_{number:016x}": 1 for number in range(1, 34)}
BAD_RATINGS: dict[str, tuple[dict[str, Any], str]] = {
    "value_as_text": ({"value": "3"}, "value_out_of_scale"),
    "value_with_a_point": ({"value": 3.0}, "value_out_of_scale"),
    "value_is_true": ({"value": True}, "value_out_of_scale"),
    "value_is_9": ({"value": 9}, "value_out_of_scale"),
    "value_is_0": ({"value": 0}, "value_out_of_scale"),
    "criterion_is_true": ({"criteria": [True]}, "value_out_of_scale"),
    "comment_of_a_megabyte": ({"why": "x" * 10**6}, "rating_damaged"),
    "half_character": ({"why": "\ud800"}, "rating_damaged"),
    "no_vector": ({"vector": {}}, "rating_damaged"),
    "endless_count": ({"vector": {DEVICE: 10**9}}, "rating_damaged"),
    "count_of_true": ({"vector": {DEVICE: True}}, "rating_damaged"),
    "many_devices": ({"vector": MANY_DEVICES, "device": "d_" + "0" * 15 + "1"}, "rating_damaged"),
    "not_in_its_own_vector": ({"vector": {"d_" + "2" * 16: 1}}, "rating_damaged"),
    "speaks_for_the_organiser": ({"device": HERE, "vector": {HERE: 1}}, "rating_damaged"),
    "no_such_month": ({"at": "2013-13-01T00:00:00Z"}, "rating_damaged"),
    "local_time": ({"at": "2013-03-20T12:00:00"}, "rating_damaged"),
    "no_such_concern": ({"concern": "boredom"}, "rating_damaged"),
    "chance_of_11": ({"chance": 11}, "rating_damaged"),
    "story_is_a_number": ({"story": 3}, "rating_damaged"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD_RATINGS)
def test_one_bad_rating_is_told_and_the_others_are_read(returned: Returned, name: str) -> None:
    fields, code = BAD_RATINGS[name]
    found = read(told(returned, **fields))
    assert [fault.code for fault in found.faults] == [code]
    assert found.revisions == returned.revisions[1:]


def test_odd_but_harmless_things_are_read(returned: Returned) -> None:
    found = read(told(returned, why="a\0\u202eb", at="9999-12-31T23:59:59Z", smell="rose", value=None))
    assert found.faults == ()
    assert found.revisions[0].answers.why == "a\0\u202eb"
    assert found.revisions[0].at.year == 9999


def test_no_story_has_endlessly_many_answers(returned: Returned, rating: Callable[..., Revision]) -> None:
    many = tuple(rating(vector=((DEVICE, count),)) for count in range(1, MOST_OF_A_STORY + 11))
    found = read(PackFiles().write_return(replace(returned, revisions=many), KEY))
    assert (len(found.revisions), len(found.faults)) == (MOST_OF_A_STORY, 10)


@pytest.mark.parametrize(
    "alter",
    [
        lambda told: told | {"body": told["body"].replace('"value":4', '"value":5')},
        lambda told: told | {"body": told["body"] + " "},
        lambda told: told | {"mac": ""},
        lambda told: told | {"mac": "A" * 43},
        lambda told: told | {"pack_id": "p_" + "0" * 31 + "1"},
    ],
)
def test_nothing_can_be_altered_unseen(
    files: PackFiles, sent: bytes, alter: Callable[[dict[str, Any]], dict[str, Any]]
) -> None:
    envelope: Envelope = files.open_return(json.dumps(alter(json.loads(sent))).encode())
    assert not files.is_genuine(envelope, KEY)
    assert not files.is_genuine(files.open_return(sent), b"x" * 32)


NAMES = st.sampled_from(["story", "sha", "device", "vector", "value", "at", "why", "knows", "x"])
NUMBERS = st.integers(-(10**18), 10**18) | st.floats(allow_nan=False)
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=6),
    max_leaves=20,
)


@given(ratings=JSON, wishes=JSON)
def test_whatever_a_reviewer_signs_is_read_or_refused(ratings: Any, wishes: Any) -> None:
    head = {"pack_id": pack_name(PACK), "reviewer": REVIEWER.hex, "written": "2013-03-20T12:00:00Z"}
    data = signed(json.dumps({**head, "ratings": ratings, "wishes": wishes}))
    try:
        found = read(data)
    except ReturnRefused:
        assert refusal(data) == "return_damaged"
    else:
        assert len(found.revisions) + len(found.faults) == len(ratings)


@given(noise=st.binary(max_size=400))
def test_noise_is_no_return(noise: bytes) -> None:
    assert refusal(noise) in {"not_a_return", "return_damaged"}
