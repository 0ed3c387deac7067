"""One thing that was found, with what a person decides and corrects before it is stored."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from learningstories.domain.challenge import Challenge
from learningstories.domain.deadline import LateDecision, Verdict
from learningstories.i18n import _, numeral
from learningstories.services.adding import story_of
from learningstories.services.corrections import corrected, each_apart, taken_as
from learningstories.services.drafts import Draft, Variant
from learningstories.services.found import Found
from learningstories.services.likeness import KNOWN_ALREADY, Likeness
from learningstories.services.plan import Action, Planned
from learningstories.services.proof import proof_line
from learningstories.services.wording import verdict_chip
from learningstories.ui.alike_words import alike_cell
from learningstories.ui.look_at import in_few_words, in_full, is_to_look_at
from learningstories.ui.one_line import in_one_line
from learningstories.ui.tokens import Role

NONE = "—"
_ROLES: Mapping[Verdict, Role] = {Verdict.ON_TIME: Role.OK, Verdict.REFUSED: Role.BAD}


class Candidate:
    """What was found, as it was `read` and, in `found`, as the person has corrected it.

    What its row says is made once for each change: a table asks for it without end.
    """

    __slots__ = (
        "_cells",
        "_challenge",
        "_decided",
        "_edits",
        "_given",
        "_remarkable",
        "action",
        "found",
        "likeness",
        "other",
        "read",
        "wanted",
    )

    def __init__(self, found: Found, challenge: Challenge) -> None:
        self._challenge = challenge
        self._decided = False
        self._edits: dict[str, Any] = {}
        self._given: datetime | None = None
        self._cells: tuple[str, ...] | None = None
        self._remarkable: bool | None = None
        self.read = found
        self.found = found
        self.likeness: Likeness | None = None
        self.other: Candidate | None = None
        self.action = Action.ADD
        self.wanted = found.draft is not None

    @property
    def draft(self) -> Draft | None:
        """The story, if there is one."""
        return self.found.draft

    # --- what is planned -------------------------------------------------------------------------

    def plan(self, planned: Planned, other: "Candidate | None" = None) -> None:
        """Take over what it is like, `other` if that is in the same list; what a person decided stays."""
        self.likeness, self.other = planned.likeness, other
        if not self._decided:
            self.action = planned.action
            self.wanted = self.draft is not None and planned.action is not Action.SKIP
        elif self.action is Action.REPLACE and self.likeness is None:
            self.action = Action.ADD
        self._cells = None

    def planned(self, places: Mapping[int, int]) -> Planned:
        """What is to be done with it; `places` tells by identity where the others are."""
        likeness, action = self.likeness, self.action if self.wanted else Action.SKIP
        if likeness is not None and self.other is not None:
            place = places.get(id(self.other))
            likeness = replace(likeness, place=place)
            action = Action.ADD if place is None and action is Action.REPLACE else action
        return Planned(found=self.found, likeness=likeness, action=action)

    def joins(self) -> "Candidate | int | None":
        """Whose story it becomes a text of: another one's of the list, or a story's by its number."""
        if not self.wanted or self.likeness is None or self.action is not Action.REPLACE:
            return None
        if self.other is None:
            return self.likeness.number
        return self.other if self.other.wanted else None

    # --- what is decided -------------------------------------------------------------------------

    def decide(self, action: Action) -> None:
        """Replace, add or skip."""
        self._decided = True
        self.action = action
        self.wanted = self.draft is not None and action is not Action.SKIP

    def want(self, *, wanted: bool) -> None:
        """Tick it or not; what could not be read cannot be wanted."""
        self._decided = True
        self.wanted = wanted and self.draft is not None
        if self.wanted and self.action is Action.SKIP:
            self.action = Action.ADD

    # --- what is corrected -----------------------------------------------------------------------

    def is_corrected(self) -> bool:
        """Whether a person has typed or ticked anything in it."""
        return bool(self._edits) or self._given is not None

    def typed(self) -> str:
        """What a person wrote of it; "" where all of it came from elsewhere."""
        draft = self.read.draft
        written = draft.markdown if draft is not None and not draft.source else ""
        return "\n".join(
            words for words in (*self._edits.values(), written) if words and isinstance(words, str)
        )

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
        return self._remarkable or self.likeness is not None

    def is_known(self) -> bool:
        """Whether it is there already and stays out: nobody has to mend it."""
        return not self.wanted and self.likeness is not None and self.likeness.kind in KNOWN_ALREADY

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
        return [alike_cell(self.likeness)] if self.likeness is not None else []

    def _source(self) -> str:
        """Where it is from: "mail.eml, attachment story.docx"."""
        source, draft = self.found.source, self.draft
        attached = draft is not None and draft.variant is Variant.ATTACHMENT
        if draft is not None and attached and not source.endswith(draft.variant_name):
            return _("{mail}, attachment {name}").format(mail=source, name=draft.variant_name)
        return source or _("typed here")

    def _make_cells(self) -> tuple[str, ...]:
        found, draft = self.found, self.found.draft
        source = self._source()
        look_at = in_one_line([*self._alike(), *in_few_words(found, self._challenge)]) or _("Nothing to fix")
        if draft is None:
            return ("", _("(not read)"), NONE, source, NONE, NONE, look_at)
        chip = verdict_chip(self._challenge, found.received_at, LateDecision.OPEN, draft.email)
        return ("", draft.title, draft.author or NONE, source, numeral(draft.words), chip, look_at)
