from datetime import UTC, datetime

import pytest

from learningstories.domain.arrival import Claim, ReceivedBy
from learningstories.domain.challenge import Extension
from learningstories.domain.deadline import Verdict
from learningstories.services.corrections import corrected, each_apart, taken_as
from learningstories.services.drafts import Draft, Problem, Variant
from learningstories.services.found import Found, Origin, understood

NOW = datetime(2013, 3, 23, 12, tzinfo=UTC)
SENT = datetime(2013, 3, 22, 9, tzinfo=UTC)


def draft(**fields):
    given = {"source": "lift.eml", "title": "The lift", "markdown": "I climbed.", "words": 2}
    return Draft(**{**given, **fields})


@pytest.fixture
def found(make_challenge):
    def make(**fields):
        claims = (Claim(by=ReceivedBy.DATE_HEADER, at=SENT),)
        return understood(
            draft(**{"claims": claims, **fields}), make_challenge(), now=NOW, origin=Origin(row=3)
        )

    return make


def codes(found):
    return [problem.code for problem in found.problems]


def test_what_is_filled_in_is_no_longer_missing(found, make_challenge):
    problems = tuple(Problem(code=code) for code in ("no_author", "no_consent_print", "very_long_word"))
    mended = corrected(found(problems=problems), make_challenge(), {"author": "Ann", "consent_print": True})
    assert mended.draft.author == "Ann"
    assert codes(mended) == ["very_long_word"]


def test_what_is_taken_away_is_missing(found, make_challenge):
    whole = found(author="Ann", consent_read=True, consent_print=True)
    assert codes(whole) == []
    assert codes(corrected(whole, make_challenge(), {"author": "", "consent_read": False})) == [
        "no_author",
        "no_consent_read",
    ]


def test_a_given_time_counts_and_every_other_claim_is_kept(found, make_challenge):
    late = found()
    assert (late.verdict, late.received_by) == (Verdict.LATE, ReceivedBy.DATE_HEADER)
    given = datetime(2013, 3, 20, 9, tzinfo=UTC)
    mended = corrected(late, make_challenge(), {}, given)
    assert (mended.verdict, mended.received_by, mended.received_at) == (
        Verdict.ON_TIME,
        ReceivedBy.GIVEN,
        given,
    )
    assert mended.claims[1:] == late.claims
    assert corrected(late, make_challenge(), {}) == late


def test_the_address_decides_about_more_time(found, make_challenge):
    until = datetime(2013, 3, 25, tzinfo=UTC)
    more = Extension(email="ann@example.org", until=until, reason="Ill", granted_at=NOW)
    challenge = make_challenge(extensions=(more,))
    assert corrected(found(), challenge, {"email": "Ann@example.org"}).verdict is Verdict.ON_TIME
    assert corrected(found(), challenge, {"email": "ben@example.org"}).verdict is Verdict.LATE


def test_what_could_not_be_read_stays_as_it_is(make_challenge):
    failed = Found(source="x.docx", received_at=NOW)
    assert corrected(failed, make_challenge(), {"title": "X"}) is failed
    assert each_apart(failed, make_challenge()) == [failed]


def message():
    """A message with two attachments."""
    ways = [
        draft(title=name, variant=Variant.ATTACHMENT, variant_name=f"{name}.docx") for name in ("One", "Two")
    ]
    return {"variant": Variant.MESSAGE, "title": "Here they are", "alternatives": tuple(ways)}


def test_another_part_of_a_message_is_taken_and_the_first_one_again(found, make_challenge):
    whole = found(**message())
    other = taken_as(whole, make_challenge(), whole.draft.as_alternative(1))
    assert (other.draft.title, other.origin.row, other.claims[-1].at) == ("Two", 3, NOW)
    back = next(i for i, way in enumerate(other.draft.alternatives) if way.variant is Variant.MESSAGE)
    again = taken_as(other, make_challenge(), other.draft.as_alternative(back))
    assert again.draft.title == "Here they are"
    assert {way.title for way in again.draft.alternatives} == {"One", "Two"}


def test_each_attachment_is_a_story_and_may_still_be_taken_otherwise(found, make_challenge):
    apart = each_apart(found(**message()), make_challenge())
    assert [each.draft.title for each in apart] == ["One", "Two"]
    assert all(each.draft.apart for each in apart)
    assert apart[1].source == "lift.eml/Two.docx"
    assert {way.title for way in apart[0].draft.alternatives} == {"Two", "Here they are"}


def test_a_message_without_attachments_stays_one_story(found, make_challenge):
    alone = found()
    assert each_apart(alone, make_challenge()) == [alone]
