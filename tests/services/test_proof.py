from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from learningstories.domain.arrival import Claim, ReceivedBy
from learningstories.domain.challenge import Challenge, Extension, LateRule
from learningstories.domain.deadline import LateDecision
from learningstories.domain.story import Eligibility, Story
from learningstories.services import challenges, eligibility, extensions, received, stories
from learningstories.services.proof import proof, proof_line, proof_of
from learningstories.services.workspace import Workspace

CAME = datetime(2013, 3, 17, 9, 12, 33, tzinfo=UTC)
STAMP = Claim(by=ReceivedBy.RECEIVED_HEADER, at=CAME, said="by mx1; Sun, 17 Mar 2013 09:12:33 +0000")
SAID = Claim(by=ReceivedBy.DATE_HEADER, at=CAME - timedelta(minutes=70), said="Sun, 17 Mar 2013 08:02:33")
SENSELESS = Claim(by=ReceivedBy.FORM_STAMP, said="yesterday")
ADDED = Claim(by=ReceivedBy.ENTERED, at=CAME + timedelta(days=1))
MAILED: dict[str, Any] = {
    "number": 17,
    "title": "The lift that never came",
    "author": "Amina Yusuf",
    "email": "amina@example.org",
    "received_at": CAME,
    "received_by": ReceivedBy.RECEIVED_HEADER,
    "claims": (SENSELESS, STAMP, SAID, ADDED),
    "source": "lift.eml",
    "fingerprint": "ab" * 32,
    "message_id": "<1@example.org>",
}


def test_the_proof_in_one_line(
    make_challenge: Callable[..., Challenge], make_story: Callable[..., Story]
) -> None:
    assert proof_line(make_story(**MAILED), make_challenge()) == (
        "On time by 4 d 14 h: stamped by the receiving mail server at Sun 17 March 2013, 09:12 Europe/London"
    )


@pytest.mark.parametrize("by", ReceivedBy)
def test_each_kind_of_claim_has_a_line(
    make_challenge: Callable[..., Challenge], make_story: Callable[..., Story], by: ReceivedBy
) -> None:
    line = proof_line(make_story(received_at=CAME, received_by=by), make_challenge())
    assert line.startswith("On time by 4 d 14 h: ")
    assert "Sun 17 March 2013, 09:12 Europe/London" in line


@pytest.mark.parametrize(
    ("late", "rules", "decision", "begins"),
    [
        ({"minutes": 10}, {"grace_minutes": 15}, LateDecision.OPEN, "10 min late, within the grace: "),
        ({"days": 2}, {}, LateDecision.OPEN, "2 d late, needs your decision: "),
        ({"days": 2}, {"late_rule": LateRule.REFUSE}, LateDecision.OPEN, "2 d late, refused: "),
        ({"days": 2}, {}, LateDecision.ACCEPT, "2 d late, accepted: "),
        ({"hours": 9}, {"more": 12}, LateDecision.OPEN, "On time by 3 h, after more time was given: "),
        ({"hours": 13}, {"more": 12}, LateDecision.OPEN, "1 h late, needs your decision, after more time"),
    ],
)
def test_the_line_of_a_late_story(
    make_challenge: Callable[..., Challenge],
    make_story: Callable[..., Story],
    late: dict[str, int],
    rules: dict[str, Any],
    decision: LateDecision,
    begins: str,
) -> None:
    closes = make_challenge().closes_at
    if hours := rules.pop("more", 0):
        until = closes + timedelta(hours=hours)
        rules["extensions"] = (
            Extension(email="a@b.org", until=until, reason="ill", granted_at=closes - timedelta(days=1)),
        )
    story = make_story(email="a@b.org", received_at=closes + timedelta(**late), late_decision=decision)
    assert proof_line(story, make_challenge(**rules)).startswith(begins)


def test_the_proof_in_full_tells_every_claim_and_which_counts(
    make_challenge: Callable[..., Challenge], make_story: Callable[..., Story]
) -> None:
    full = proof(make_story(**MAILED), make_challenge(grace_minutes=120, zone="Asia/Kolkata"))
    assert full.text == (
        "#17  The lift that never came  ·  Amina Yusuf amina@example.org\n"
        "On time by 4 d 14 h: stamped by the receiving mail server at Sun 17 March 2013, 14:42 Asia/Kolkata\n"
        "\n"
        "Deadline: Fri 22 March 2013, 05:29 Asia/Kolkata (2013-03-21 23:59:00 UTC)\n"
        "Grace: 2 h, until Fri 22 March 2013, 07:29 Asia/Kolkata (2013-03-22 01:59:00 UTC)\n"
        "From: lift.eml\n"
        f"Fingerprint of what was received (SHA-256): {'ab' * 32}\n"
        "Message: <1@example.org>\n"
        "\n"
        "Every time that was found\n"
        "- time stamp of the form · not understood · written as “yesterday”\n"
        "→ stamped by the receiving mail server · Sun 17 March 2013, 14:42 Asia/Kolkata"
        " (2013-03-17 09:12:33 UTC) · written as “by mx1; Sun, 17 Mar 2013 09:12:33 +0000”\n"
        "- by the clock of the sender · Sun 17 March 2013, 13:32 Asia/Kolkata"
        " (2013-03-17 08:02:33 UTC) · written as “Sun, 17 Mar 2013 08:02:33”\n"
        "- when it was added · Mon 18 March 2013, 14:42 Asia/Kolkata (2013-03-18 09:12:33 UTC)\n"
        "\n"
        "The surest time that was found counts; those above are surer than those below.\n"
    )


def test_exactly_one_claim_counts_even_where_two_say_the_same(
    make_challenge: Callable[..., Challenge], make_story: Callable[..., Story]
) -> None:
    story = make_story(**{**MAILED, "claims": (STAMP, ADDED, STAMP, ADDED)})
    claims = proof(story, make_challenge()).claims
    assert [[line.counts for line in arrival] for arrival in claims] == [[True, False], [False, False]]
    bare = proof(make_story(received_at=CAME, received_by=ReceivedBy.FILE_TIME), make_challenge())
    assert [[line.counts for line in arrival] for arrival in bare.claims] == [[True]]
    decided = proof(replace(story, received_by=ReceivedBy.DECIDED), make_challenge())
    assert sum(line.counts for arrival in decided.claims for line in arrival) == 1
    assert decided.claims[0][0].how == "set by the organiser"


def test_decisions_are_told_with_who_made_them_and_when(
    workspace: Workspace, add_story: Callable[..., Story], clock: Any
) -> None:
    fields = {name: value for name, value in MAILED.items() if name != "number"}
    add_story(workspace, **fields)
    clock.on(hours=1)
    received.set_time(workspace, 1, clock(), "Handed over on paper")
    clock.on(minutes=1)
    challenges.alter(workspace, closes_at=CAME)
    stories.decide_late(workspace, [1], LateDecision.ACCEPT, "Our fault")
    eligibility.decide(workspace, [1], Eligibility.ELIGIBLE, "Read aloud, it is short")
    stories.edit(workspace, 1, title="Another title")
    told = proof_of(workspace, 1)
    assert told.line.startswith("3 d 3 h late, accepted (“Our fault”): set by the organiser to Wed 20 March")
    assert told.line.endswith("(“Handed over on paper”)")
    assert told.why == (
        "Another time counts than the surest: “Handed over on paper”, by Ada on Wed 20 March 2013, 13:00"
    )
    facts = dict(told.facts)
    signed = "by Ada on Wed 20 March 2013, 13:01"
    assert facts["Decision about lateness"] == f"Accepted: “Our fault”, {signed}"
    assert facts["Decision about the rules"] == f"Eligible: “Read aloud, it is short”, {signed}"
    assert facts["After the deadline"] == "3 d 3 h"


def test_a_decision_that_was_taken_back_and_made_anew_is_signed_by_the_newer_hand(
    workspace: Workspace, add_story: Callable[..., Story], clock: Any
) -> None:
    add_story(workspace)
    received.set_time(workspace, 1, clock(), "Handed over on paper")
    workspace.undo()
    clock.on(minutes=5)
    received.set_time(workspace, 1, clock(), "Handed over on paper")
    assert proof_of(workspace, 1).why.endswith("by Ada on Wed 20 March 2013, 12:05")


def test_more_time_is_part_of_the_proof(
    workspace: Workspace, add_story: Callable[..., Story], clock: Any
) -> None:
    add_story(workspace, email="amina@example.org")
    extensions.grant(workspace, "amina@example.org", datetime(2013, 3, 22, 12, tzinfo=UTC), "In hospital")
    assert dict(proof_of(workspace, 1).facts)["More time for amina@example.org"] == (
        "until Fri 22 March 2013, 12:00 Europe/London (2013-03-22 12:00:00 UTC),"
        " given on Wed 20 March 2013, 12:00 (“In hospital”)"
    )
