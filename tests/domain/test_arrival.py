from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from learningstories.domain.arrival import Claim, ReceivedBy, arrivals, surest, surest_of_first

AT = datetime(2013, 3, 17, 9, 12, tzinfo=UTC)
CLAIM = st.builds(
    Claim,
    by=st.sampled_from(ReceivedBy),
    at=st.none() | st.integers(0, 9).map(lambda days: AT + timedelta(days=days)),
)


@given(st.lists(CLAIM, max_size=12))
def test_every_claim_belongs_to_one_arrival_in_order(claims: list[Claim]) -> None:
    parts = arrivals(claims)
    assert [claim for part in parts for claim in part] == claims
    for part in parts:
        assert all(claim.by is not ReceivedBy.ENTERED for claim in part[:-1])


def test_a_newer_text_does_not_alter_when_the_story_came() -> None:
    stamped = Claim(by=ReceivedBy.RECEIVED_HEADER, at=AT)
    said = Claim(by=ReceivedBy.DATE_HEADER, at=AT - timedelta(hours=1))
    added = Claim(by=ReceivedBy.ENTERED, at=AT + timedelta(days=1))
    newer = Claim(by=ReceivedBy.FORM_STAMP, at=AT + timedelta(days=9))
    assert surest([said, stamped, added, newer]) is newer
    assert surest_of_first([said, stamped, added, newer]) is stamped
    assert surest_of_first([]) is None
