from datetime import UTC, datetime

import pytest

from learningstories.documents import files, mbox_opener
from learningstories.domain.arrival import ReceivedBy
from learningstories.domain.errors import StoryUnreadable
from learningstories.services.kept import bytes_of
from tests.documents.letters import letter

LINE = b"From ada@example.org Mon Mar  2 23:59:00 2026\n"


def mailbox(*messages):
    return b"\n".join(LINE + message.as_bytes() for message in messages)


def test_each_mail_is_looked_at_by_itself(documents, write):
    one, two = letter("The boat"), letter("Re: either/or", "Twice.\n\n>From here on it was dark.\n")
    opened = documents.take_in(write("Inbox", mailbox(one, two)))
    assert opened.drafts == ()
    assert [part.name for part in opened.parts] == ["1. The boat.eml", "2. either-or.eml"]
    drafts = [documents.take_in_part(part).draft for part in opened.parts]
    assert [draft.markdown for draft in drafts] == [
        "Once there was a boat.\n",
        "Twice.\n\nFrom here on it was dark.\n",
    ]
    assert bytes_of(drafts[0].original).strip() == one.as_bytes().strip()
    assert drafts[0].claims[-1].at == datetime(2026, 3, 2, 23, 59, tzinfo=UTC)
    assert drafts[0].claims[-1].by is ReceivedBy.DELIVERY


def test_from_at_the_beginning_of_a_line_of_a_story_divides_nothing(documents, write):
    message = letter(text="Once.\n\nFrom then on at 10:30 all was well.\n\nEnd.\n")
    opened = documents.take_in(write("a.mbox", mailbox(message)))
    assert len(opened.parts) == 1


def test_a_mailbox_with_more_mails_than_a_drop_can_be_is_refused(documents, write, monkeypatch):
    monkeypatch.setattr(mbox_opener, "MOST_MAILS", 2)
    many = write("a.mbox", mailbox(*[letter()] * 3) * 2_000)
    with pytest.raises(StoryUnreadable) as refused:
        documents.take_in(many)
    assert refused.value.cause == "mail_too_complex"


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
def test_mailboxes_of_any_system(documents, write, line_end):
    data = mailbox(letter("One"), letter("Two")).replace(b"\n", line_end)
    assert [part.name for part in documents.take_in(write("a.mbox", data)).parts] == [
        "1. One.eml",
        "2. Two.eml",
    ]


@pytest.mark.parametrize("step", [40, 200, 1_000])
def test_a_mailbox_that_is_larger_than_what_is_read_at_once(documents, write, monkeypatch, step):
    mails = [
        letter(f"Story {n}", f"Once I learned {n}.\n\n{'>' * (n % 2)}From here on.\n" + "x" * 100 * n)
        for n in range(30)
    ]
    path = write("Inbox", mailbox(*mails))
    whole = documents.take_in(path)
    monkeypatch.setattr(files, "MOST_BYTES", 1_000)
    monkeypatch.setattr(mbox_opener, "MOST_BYTES", 2_500)
    monkeypatch.setattr(mbox_opener, "_STEP", step)
    large = documents.take_in(path)
    assert [bytes_of(part.data) for part in large.parts if not part.refused] == [
        bytes_of(part.data) for part in whole.parts if len(bytes_of(part.data)) <= 2_500
    ]
    assert {part.refused for part in large.parts} == {"", "too_big"}
    assert large.parts[0].claims == whole.parts[0].claims


def test_a_large_file_that_only_begins_like_a_mailbox_is_too_big(documents, write, monkeypatch):
    monkeypatch.setattr(files, "MOST_BYTES", 100)
    with pytest.raises(StoryUnreadable) as refused:
        documents.take_in(write("story.txt", b"From the beginning I knew it. " * 10))
    assert refused.value.cause == "too_big"
