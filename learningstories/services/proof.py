"""Why a story counts as having come when it did: in one line, and in full."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from learningstories.domain.arrival import Claim, ReceivedBy, arrivals
from learningstories.domain.challenge import Challenge
from learningstories.domain.deadline import IN_TIME, LateDecision, Verdict, extension_for, grace_ends
from learningstories.domain.story import Eligibility, Story, story_verdict
from learningstories.i18n import _, quoted
from learningstories.services.changes import HistoryLine, Kind, StepKind
from learningstories.services.one_line import one_line
from learningstories.services.received import every_claim
from learningstories.services.wording import (
    moment_words,
    received_by_words,
    span_words,
    verdict_words,
)
from learningstories.services.workspace import Workspace

_MOST_SAID = 300  # letters that are shown of what was written
MOST_STEPS = 10_000  # that are looked through for who decided


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """One claim in words: what it rests on, the moment on both clocks, and what was written."""

    claim: Claim
    how: str
    local: str
    utc: str
    said: str
    counts: bool

    @property
    def words(self) -> str:
        """All of it in a line."""
        when = f"{self.local} ({self.utc})" if self.utc else self.local
        said = _("written as “{said}”").format(said=self.said) if self.said else ""
        return " · ".join(part for part in (self.how, when, said) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """`claims` by arrival, that of the first text first; `facts` are names with what there is to say."""

    title: str
    line: str
    why: str
    claims: tuple[tuple[ClaimLine, ...], ...]
    facts: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """All of it as plain text, to be copied."""
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        yield from (self.title, self.line, "")
        for name, value in self.facts:
            yield f"{name}: {value}"
        for place, arrival in enumerate(self.claims):
            yield ""
            yield arrival_words(place)
            for line in arrival:
                yield f"{'→' if line.counts else '-'} {line.words}"
        yield ""
        yield self.why


def proof_line(story: Story, challenge: Challenge) -> str:
    """Whether the story came in time, and what that rests on, in one line."""
    in_time = verdict_words(challenge, story.received_at, story.late_decision, story.email)
    if story.late_reason and story_verdict(story, challenge) not in IN_TIME:
        in_time = f"{in_time} ({quoted(story.late_reason)})"
    moment = moment_words(story.received_at, challenge.zone)
    rests_on = _stamped(story.received_by).format(moment=moment)
    line = _("{verdict}: {rests_on}").format(verdict=in_time[:1].upper() + in_time[1:], rests_on=rests_on)
    return f"{line} ({quoted(story.received_reason)})" if story.received_reason else line


def proof(story: Story, challenge: Challenge, history: Sequence[HistoryLine] = ()) -> Proof:
    """All that shows when a story came; `history` are its steps, which tell who decided what and when."""
    title = f"#{story.number}  {story.title}"
    if story.author or story.email:
        title += "  ·  " + " ".join(part for part in (story.author, story.email) if part)
    return Proof(
        title=title,
        line=proof_line(story, challenge),
        why=_why(story, challenge, history),
        claims=_claims(story, challenge),
        facts=tuple(
            (name, value)
            for name, value in (
                *_rules(story, challenge),
                *_decisions(story, challenge, history),
                *_what(story),
            )
            if value
        ),
    )


def proof_of(workspace: Workspace, number: int) -> Proof:
    """The proof of a stored story; raises `NoSuchStory`."""
    with workspace.read() as unit:
        challenge, story = unit.challenge(), unit.story(number)
    return proof(story, challenge, steps_of(workspace, story))


def steps_of(workspace: Workspace, story: Story) -> Sequence[HistoryLine]:
    """The steps among which are those that decided about the story; none where nothing was decided."""
    decided = story.late_decision is not LateDecision.OPEN or story.eligibility is not Eligibility.OPEN
    if not decided and not story.received_reason:
        return ()
    return workspace.history(story=story.id, limit=MOST_STEPS)


def arrival_words(place: int) -> str:
    """What the claims of one arrival are a heading for; 0 is the first."""
    return (
        _("Every time that was found") if place == 0 else _("When a newer text came, which changes nothing")
    )


def _stamped(by: ReceivedBy) -> str:
    return {
        ReceivedBy.DECIDED: _("set by the organiser to {moment}"),
        ReceivedBy.GIVEN: _("given as {moment} when it was added"),
        ReceivedBy.FORM_STAMP: _("stamped by the form at {moment}"),
        ReceivedBy.RECEIVED_HEADER: _("stamped by the receiving mail server at {moment}"),
        ReceivedBy.DELIVERY: _("delivered to the mailbox at {moment}"),
        ReceivedBy.FRONT_MATTER: _("sent at {moment}, as the file says"),
        ReceivedBy.DATE_HEADER: _("sent at {moment} by the clock of the sender"),
        ReceivedBy.FILE_TIME: _("written at {moment} by the time of the file, which is not certain"),
        ReceivedBy.ENTERED: _("added here at {moment}, as nothing says when it came"),
    }[by]


def _claims(story: Story, challenge: Challenge) -> tuple[tuple[ClaimLine, ...], ...]:
    counted = False
    found = []
    for arrival in arrivals(every_claim(story)):
        lines = []
        for claim in arrival:
            counts = not counted and claim.by is story.received_by and claim.at == story.received_at
            counted = counted or counts
            lines.append(_claim(claim, challenge.zone, counts=counts))
        found.append(tuple(lines))
    if not counted:
        decided = Claim(by=story.received_by, at=story.received_at)
        found = [(_claim(decided, challenge.zone, counts=True), *(found[0] if found else ())), *found[1:]]
    return tuple(found)


def _claim(claim: Claim, zone: str, *, counts: bool) -> ClaimLine:
    return ClaimLine(
        claim=claim,
        how=received_by_words(claim.by),
        local=moment_words(claim.at, zone) if claim.at else _("not understood"),
        utc=utc_words(claim.at) if claim.at else "",
        said=one_line(claim.said, _MOST_SAID),
        counts=counts,
    )


def utc_words(moment: datetime) -> str:
    """A moment to the second, the same on all clocks."""
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


def _why(story: Story, challenge: Challenge, history: Sequence[HistoryLine]) -> str:
    """Why that time counts and no other."""
    if not story.received_reason:
        return _("The surest time that was found counts; those above are surer than those below.")
    told = _("Another time counts than the surest: {reason}").format(reason=quoted(story.received_reason))
    return told + _signed(story, challenge, history, "received_reason", "received_at")


def _rules(story: Story, challenge: Challenge) -> Iterator[tuple[str, str]]:
    closes, zone = challenge.closes_at, challenge.zone
    yield _("Deadline"), _both(closes, zone)
    if challenge.grace_minutes:
        ends = _both(grace_ends(challenge, story.email), zone)
        span = span_words(timedelta(minutes=challenge.grace_minutes))
        yield _("Grace"), _("{span}, until {moment}").format(span=span, moment=ends)
    given = extension_for(challenge, story.email)
    if given is not None:
        told = _("until {moment}, given on {day} ({reason})").format(
            moment=_both(given.until, zone),
            day=moment_words(given.granted_at, zone, named=False),
            reason=quoted(given.reason),
        )
        yield _("More time for {email}").format(email=story.email), told
    late = story.received_at - challenge.closes_at
    if story_verdict(story, challenge) is not Verdict.ON_TIME:
        yield _("After the deadline"), span_words(late)


def _decisions(
    story: Story, challenge: Challenge, history: Sequence[HistoryLine]
) -> Iterator[tuple[str, str]]:
    if story.late_decision is not LateDecision.OPEN:
        accepted = story.late_decision is LateDecision.ACCEPT
        told = _("Accepted: {reason}") if accepted else _("Refused: {reason}")
        signed = _signed(story, challenge, history, "late_decision", "late_reason")
        yield _("Decision about lateness"), told.format(reason=quoted(story.late_reason)) + signed
    if story.eligibility is not Eligibility.OPEN:
        eligible = story.eligibility is Eligibility.ELIGIBLE
        told = _("Eligible: {reason}") if eligible else _("Not eligible: {reason}")
        signed = _signed(story, challenge, history, "eligibility", "eligibility_reason")
        yield _("Decision about the rules"), told.format(reason=quoted(story.eligibility_reason)) + signed


def _what(story: Story) -> Iterator[tuple[str, str]]:
    yield _("From"), story.source
    yield _("Fingerprint of what was received (SHA-256)"), story.fingerprint
    yield _("Message"), story.message_id
    yield _("Form and row"), story.form_row


def _signed(story: Story, challenge: Challenge, history: Sequence[HistoryLine], *fields: str) -> str:
    """Who decided it and when, by the newest step that holds and altered one of the fields."""
    for line in history:
        if line.undone or line.kind is not StepKind.STEP:
            continue
        for record in line.changes.records:
            altered = record.after if record.before and record.after else {}
            if record.kind is Kind.STORY and record.key == story.id and any(f in altered for f in fields):
                when = moment_words(line.at, challenge.zone, named=False)
                return _(", by {who} on {when}").format(who=line.who, when=when)
    return ""


def _both(moment: datetime, zone: str) -> str:
    return f"{moment_words(moment, zone)} ({utc_words(moment)})"
