"""One thing that was found, with what a person decides and corrects before it is stored."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from learningstories.domain.challenge import Challenge
from learningstories.domain.deadline import LateDecision, Verdict
from learningstories.i18n import _
from learningstories.services.adding import story_of
from learningstories.services.corrections import corrected, each_apart, taken_as
from learningstories.services.drafts import Draft, Variant
from learningstories.services.found import Found
from learningstories.services.likeness import Earlier
from learningstories.services.proof import proof_line
from learningstories.services.wording import verdict_chip
from learningstories.ui.look_at import in_few_words, in_full, is_to_look_at
from learningstories.ui.tokens import Role

NONE = "—"
_ROLES: Mapping[Verdict, Role] = {Verdict.ON_TIME: Role.OK, Verdict.REFUSED: Role.BAD}


class Choice(StrEnum):
    """What to do with a draft that looks like a newer text of a story."""

    REPLACE = "replace"
    SEPARATE = "separate"
    SKIP = "skip"


class Candidate:
    """What was found, as it was `read` and, in `found`, as the person has corrected it.

    What its row says is made once for each change: a table asks for it without end.
    """

    __slots__ = (
        "_cells",
        "_challenge",
        "_edits",
        "_given",
        "_remarkable",
        "choice",
        "earlier",
        "found",
        "read",
        "wanted",
    )

    def __init__(self, found: Found, challenge: Challenge, earlier: Earlier | None = None) -> None:
        self._challenge = challenge
        self._edits: dict[str, Any] = {}
        self._given: datetime | None = None
        self._cells: tuple[str, ...] | None = None
        self._remarkable: bool | None = None
        self.read = found
        self.found = found
        self.earlier = earlier
        self.choice = Choice.REPLACE
        self.wanted = found.draft is not None
        if self.is_known():
            self.decide(Choice.SKIP)

    @property
    def draft(self) -> Draft | None:
        """The story, if there is one."""
        return self.found.draft

    @property
    def replaces(self) -> int | None:
        """The story whose newer text this is to be."""
        return self.earlier.number if self.earlier and self.choice is Choice.REPLACE else None

    def is_known(self) -> bool:
        """Whether the very same text is there already."""
        return (
            self.draft is not None
            and self.earlier is not None
            and self.earlier.markdown == self.draft.markdown
        )

    # --- what is decided -------------------------------------------------------------------------

    def decide(self, choice: Choice) -> None:
        """Replace, add or skip."""
        self.choice = choice
        self.wanted = choice is not Choice.SKIP

    def want(self, *, wanted: bool) -> None:
        """Tick it or not; what could not be read cannot be wanted."""
        self.wanted = wanted and self.draft is not None
        if self.wanted and self.choice is Choice.SKIP:
            self.choice = Choice.SEPARATE if self.is_known() else Choice.REPLACE

    # --- what is corrected -----------------------------------------------------------------------

    def is_corrected(self) -> bool:
        """Whether a person has typed or ticked anything in it."""
        return bool(self._edits) or self._given is not None

    def correct(self, **fields: Any) -> None:
        """Change fields of the draft."""
        self._edits |= fields
        self._settle()

    def give_time(self, moment: datetime | None) -> None:
        """Say when it came; None goes back to what the file says."""
        self._given = moment
        self._settle()

    def take_as(self, draft: Draft) -> None:
        """Understand the file in another of its ways; what was corrected stays so."""
        self.read = taken_as(self.read, self._challenge, draft)
        self._settle()

    def read_again(self, found: Found) -> None:
        """Put another reading of the same thing in its place; what was corrected stays so."""
        had_none = self.draft is None
        self.read = found
        self._settle()
        self.wanted = (self.wanted or had_none) and self.draft is not None

    def apart(self) -> list["Candidate"]:
        """Each attachment as a story of its own."""
        return [Candidate(found, self._challenge) for found in each_apart(self.read, self._challenge)]

    def attachments(self) -> int:
        """How many attachments may each be a story; none where they are taken apart already."""
        draft = self.read.draft
        ways = (draft, *draft.alternatives) if draft is not None and not draft.apart else ()
        return sum(way.variant is Variant.ATTACHMENT for way in ways)

    def _settle(self) -> None:
        self.found = corrected(self.read, self._challenge, self._edits, self._given)
        self._cells = self._remarkable = None

    # --- how it is told --------------------------------------------------------------------------

    def prepare(self) -> None:
        """Make what its row says, off the interface's thread, so that the window need not."""
        self._cells = self._make_cells()
        self.is_to_look_at()

    @property
    def cells(self) -> tuple[str, ...]:
        """The words in its row: tick, story, author, from, words, deadline, to look at."""
        if self._cells is None:
            self._cells = self._make_cells()
        return self._cells

    def chip(self) -> tuple[str, Role] | None:
        """The deadline's verdict."""
        if self.draft is None:
            return None
        return self.cells[5], _ROLES.get(self.found.verdict, Role.SPARK)

    def is_to_look_at(self) -> bool:
        """Whether anything should be looked at before it is added."""
        if self._remarkable is None:
            self._remarkable = is_to_look_at(self.found, self._challenge)
        return self._remarkable or self.earlier is not None

    def told(self) -> list[str]:
        """What to look at, in sentences that say what to do."""
        return [*self._alike(), *self.remarks()]

    def remarks(self) -> list[str]:
        """The same without what it is like."""
        return in_full(self.found, self._challenge)

    def proof(self) -> str:
        """Whether it came in time and what that rests on, in a line."""
        if self.draft is None:
            return ""
        story = story_of(self.found, self.draft, number=0, now=self.found.received_at)
        return proof_line(story, self._challenge)

    def _alike(self) -> list[str]:
        if self.earlier is None:
            return []
        told = _("New version of #{number} “{title}” ({alike} % alike)")
        if self.is_known():
            told = _("The same text as #{number} “{title}”, which is there already")
        facts = {"number": self.earlier.number, "title": self.earlier.title, "alike": self.earlier.alike}
        return [told.format_map(facts)]

    def _make_cells(self) -> tuple[str, ...]:
        found, draft = self.found, self.found.draft
        source = found.source or _("typed here")
        look_at = " · ".join([*self._alike(), *in_few_words(found, self._challenge)]) or _("Nothing to fix")
        if draft is None:
            return ("", _("(not read)"), NONE, source, NONE, NONE, look_at)
        chip = verdict_chip(self._challenge, found.received_at, LateDecision.OPEN, draft.email)
        return ("", draft.title, draft.author or NONE, source, f"{draft.words:,}", chip, look_at)
