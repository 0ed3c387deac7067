"""What the call for stories says, as data: every form in which it is handed out says the same."""

from dataclasses import dataclass
from datetime import date

from learningstories.domain.showcase import Look, Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class CallLine:
    """A line of plain text in one language (BCP 47).

    `address` is where it leads, if anywhere; `moment` the time that it tells, if any, in ISO 8601.
    """

    text: str
    language: str
    address: str = ""
    moment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallFact:
    """Something that authors need to know; the first of `lines` is the fact itself."""

    heading: CallLine
    lines: tuple[CallLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CallUse:
    """One thing that an author can agree to, and what that means."""

    name: CallLine
    meaning: CallLine


@dataclass(frozen=True, slots=True, kw_only=True)
class CallConsent:
    """What authors can agree to, one by one, and how their names may be shown."""

    heading: CallLine
    intro: CallLine
    uses: tuple[CallUse, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CallContent:
    """The whole call. `call_html` is sanitised HTML in `language`; `dated`, the day on which the
    challenge closes, is the only date that the PDF has of itself, so that the same call gives the
    same bytes. `contact_missing` says that it does not tell where stories are sent.
    """

    language: str
    dated: date
    kicker: CallLine
    title: CallLine
    organisation: CallLine
    call_html: str
    deadline: CallFact
    facts: tuple[CallFact, ...]
    consent: CallConsent
    question: CallFact
    event: CallFact | None = None
    contact_missing: bool = False
    paper: Paper = Paper.A4
    look: Look = Look.EMBER


@dataclass(frozen=True, slots=True, kw_only=True)
class CallReport:
    """The PDF that was made. `accessible` says that it meets PDF/UA-1 and PDF/A-2a; `notes` are sentences."""

    bytes: int
    accessible: bool
    notes: tuple[str, ...] = ()
