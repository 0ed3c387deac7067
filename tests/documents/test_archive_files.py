import io
import stat
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learningstories.documents.refusal import Refusal
from learningstories.documents.zip_opener import members
from learningstories.domain.errors import UNREADABLE, StoryUnreadable
from tests.hostile.office import lying


def archive(files, **options):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", **options) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "within", "shown"),
    [
        ("Ada/boat.md", ("Ada",), "boat.md"),
        ("../../evil.md", (), "evil.md"),
        ("/etc/evil.md", ("etc",), "evil.md"),
        ("C:\\Users\\Ada\\boat.md", ("Users", "Ada"), "boat.md"),
        ("a\u202e/b\u202edm.md", ("a",), "bdm.md"),
    ],
)
def test_names_lead_nowhere_but_into_the_archive(name, within, shown):
    [part] = members(archive({name: "Once."}))
    assert (part.within, part.name) == (within, shown)


def test_names_in_letters_of_any_system_are_right():
    data = archive({"Geschichte über Öl.md": "Once."})
    # Macs write UTF-8 and do not say so.
    unsaid = bytearray(data)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        unsaid[unsaid.find(mark) + at + 1] &= ~0x08
    assert [part.name for part in members(bytes(unsaid))] == ["Geschichte über Öl.md"]


def test_what_systems_leave_behind_and_links_are_left_out():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in ("__MACOSX/._a.md", ".DS_Store", "x/Thumbs.db", "a.md"):
            made.writestr(name, "Once.")
        link = zipfile.ZipInfo("passwords.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        made.writestr(link, "/etc/passwd")
    assert [part.name for part in members(out.getvalue())] == ["a.md"]


def test_one_damaged_file_does_not_spoil_the_others(documents, write):
    data = bytearray(archive({"a.md": "Once I learned.", "b.md": "Twice I learned."}))
    place = data.find(b"Once")
    data[place : place + 4] = b"Onze"
    first, second = documents.take_in(write("a.zip", bytes(data))).parts
    with pytest.raises(StoryUnreadable) as refused:
        documents.take_in_part(first)
    assert refused.value.cause == "broken"
    assert documents.take_in_part(second).draft.words == 3


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (archive({}), "empty"),
        (archive({".DS_Store": "x"}), "empty"),
        (lying(archive({"a.md": "A" * 10_000}, compression=zipfile.ZIP_DEFLATED), 200_000_000), "zip_bomb"),
    ],
)
def test_archives_that_hold_nothing_or_too_much(documents, write, data, cause):
    with pytest.raises(StoryUnreadable) as refused:
        documents.take_in(write("a.zip", data))
    assert refused.value.cause == cause


SEED = archive({"a.md": "Once I learned.", "x/b.txt": "Twice."}, compression=zipfile.ZIP_DEFLATED)


@given(data=st.data())
def test_damaged_archives_are_opened_or_refused(data):
    damaged = bytearray(SEED)
    for _ in range(data.draw(st.integers(1, 12))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    try:
        parts = members(bytes(damaged))
    except Refusal as refused:
        assert refused.cause in UNREADABLE  # noqa: PT017 - either is right
    else:
        assert all(not part.refused or part.refused in UNREADABLE for part in parts)
