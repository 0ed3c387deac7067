from datetime import UTC, datetime

import pytest

from learningstories.domain.errors import UNREADABLE, StoryUnreadable
from learningstories.services.drafts import PROBLEMS, Draft, Problem
from learningstories.services.found import Found, understood
from learningstories.ui.look_at import in_few_words, in_full, is_to_look_at

NOW = datetime(2013, 3, 20, 12, tzinfo=UTC)
LATE = datetime(2013, 3, 23, 12, tzinfo=UTC)
FACTS = {
    name: f"<{name}>"
    for name in ("name", "names", "value", "key", "address", "encoding", "length", "question", "sheet", "row")
}
LONGEST = 100  # letters that a table may be asked to show


def draft(**fields):
    given = {
        "source": "a.md",
        "title": "A",
        "author": "Ann",
        "markdown": "Words.",
        "words": 40,
        "consent_read": True,
        "consent_print": True,
    }
    return Draft(**{**given, **fields})


@pytest.mark.parametrize("code", sorted(PROBLEMS))
def test_every_problem_is_told_in_few_words_and_in_full(make_challenge, code):
    found = understood(draft(problems=(Problem(code=code, facts=FACTS),)), make_challenge(), now=NOW)
    (short,) = in_few_words(found, make_challenge())
    (full,) = in_full(found, make_challenge())
    assert 0 < len(short) <= LONGEST
    assert not short.endswith(".")
    assert full.endswith((".", "?"))
    assert is_to_look_at(found, make_challenge())


@pytest.mark.parametrize("cause", sorted(UNREADABLE))
def test_every_failure_names_its_file_in_few_words(make_challenge, cause):
    found = Found(source="scan.pdf", failure=StoryUnreadable("scan.pdf", cause), received_at=NOW)
    (short,) = in_few_words(found, make_challenge())
    assert "scan.pdf" in short
    assert len(short) <= LONGEST
    assert is_to_look_at(found, make_challenge())


@pytest.mark.parametrize(
    ("fields", "rules", "told"),
    [
        ({}, {}, []),
        ({"words": 90}, {"words_most": 50}, ["Too long"]),
        ({"words": 9}, {"words_least": 50}, ["Too short"]),
        ({"language": "de"}, {"story_languages": ("en", "fr")}, ["In another language"]),
        ({"author": ""}, {}, ["No author"]),
    ],
)
def test_what_stands_against_it_by_the_rules_is_told(make_challenge, fields, rules, told):
    challenge = make_challenge(**rules)
    found = understood(draft(**fields), challenge, now=NOW)
    assert in_few_words(found, challenge) == told
    assert is_to_look_at(found, challenge) == bool(told)


@pytest.mark.parametrize(("grace", "told"), [(0, "After the deadline"), (30, "Outside the grace period")])
def test_a_late_story_is_to_be_looked_at(make_challenge, grace, told):
    challenge = make_challenge(grace_minutes=grace)
    assert in_few_words(understood(draft(), challenge, now=LATE), challenge) == [told]


def test_a_consent_that_is_missing_is_told_once(make_challenge):
    problems = (Problem(code="no_consent_read"), Problem(code="no_consent_print"))
    bare = draft(consent_read=False, consent_print=False, problems=problems)
    assert in_few_words(understood(bare, make_challenge(), now=NOW), make_challenge()) == ["No consent"]
    half = draft(consent_print=False, problems=problems[1:])
    found = understood(half, make_challenge(), now=NOW)
    assert in_few_words(found, make_challenge()) == ["No consent to publish"]
