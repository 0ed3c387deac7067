from datetime import UTC, datetime
from uuid import UUID

from learningstories.domain.challenge import Challenge, ChallengeId
from learningstories.services.usual_questions import usual_questions


def test_in_english_they_are_what_a_challenge_asks_anyhow() -> None:
    made = Challenge(
        id=ChallengeId(UUID(int=1)), title="T", closes_at=datetime(2013, 3, 21, tzinfo=UTC), zone="UTC"
    )
    assert usual_questions("en") == {name: getattr(made, name) for name in usual_questions("en")}
