"""What is done with reviewers: those that are chosen on their page, or new ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from learningstories.domain.pack import Pack
from learningstories.domain.reviewer import Aside, Reviewer
from learningstories.i18n import _, plural
from learningstories.services.meanwhile import who_changed
from learningstories.services.packing import reinstate, revoke
from learningstories.services.progress import Control
from learningstories.services.reading_source import ChallengeReading
from learningstories.services.reviewer_list import ReviewerLine, remove_reviewer
from learningstories.services.reviewing import NewReviewer, add_reviewers, edit_reviewer
from learningstories.ui.clash_sheet import ClashRow, StoreSeen
from learningstories.ui.desk import Desk
from learningstories.ui.promise_sheet import PromiseSheet
from learningstories.ui.reason_sheet import ReasonSheet
from learningstories.ui.reviewer_sheet import EditReviewerSheet

if TYPE_CHECKING:
    from learningstories.ui.reviewers_page import ReviewersPage


class ReviewerDeeds(QObject):
    """Acts on the reviewer that `page` has chosen, and where several are selected on these."""

    def __init__(self, desk: Desk, page: ReviewersPage) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        panel = page.panel
        panel.remind_wanted.connect(lambda: desk.go.emit("remind", [self._email()]))
        panel.pack_wanted.connect(lambda: desk.go.emit("packs", [self._email()]))
        panel.give_wanted.connect(self.give)
        panel.read_wanted.connect(self.read_as)
        panel.edit_wanted.connect(self.edit)
        panel.aside_wanted.connect(self.change_aside)
        panel.promises_wanted.connect(self.ask_promises)
        panel.remove_wanted.connect(self.remove)
        panel.packs.phrase_wanted.connect(self.show_phrase)
        panel.packs.revoke_wanted.connect(self.revoke)
        panel.packs.reinstate_wanted.connect(self.reinstate)

    def _line(self) -> ReviewerLine | None:
        return self._page.current()

    def _email(self) -> str:
        line = self._line()
        return line.reviewer.email if line is not None else ""

    # --- packs and stories ---------------------------------------------------------------------------

    def make_packs(self) -> None:
        """Make packs for those that are selected, or for all."""
        self._desk.go.emit("packs", self._page.selected() or None)

    def remind(self) -> None:
        """Write reminders to those that are selected, or to all who have not answered."""
        self._desk.go.emit("remind", self._page.selected() or None)

    def read_as(self) -> None:
        """Open the reading page as the chosen reviewer."""
        if self._line() is not None:
            self._desk.go.emit("reading", self._email())

    def give(self) -> None:
        """Give what the chosen reviewer has not read to others."""
        from learningstories.ui.assign_sheet import HandOverSheet  # noqa: PLC0415 - not for the first paint

        line = self._line()
        if line is not None:
            HandOverSheet(self._desk, self._page, line.reviewer).open()

    def show_phrase(self, pack: Pack) -> None:
        """Show the words that open a pack."""
        from learningstories.ui.pack_phrase_sheet import PackPhraseSheet  # noqa: PLC0415 - not for the first paint

        line = self._line()
        if line is not None:
            PackPhraseSheet(self._page, line.reviewer.name, pack).open()

    def revoke(self, pack: Pack) -> None:
        """Have nothing count that comes back of a pack."""
        title = _("Withdraw a pack")
        told = _("What comes back of it is kept and does not count. You can restore the pack at any time.")
        sheet = ReasonSheet(self._page, title, told, button=_("Withdraw"))
        workspace = self._desk.workspace
        sheet.given.connect(
            lambda reason: self._desk.write(
                _("Storing"),
                lambda _control: revoke(workspace, pack.id, reason),
                tell=_("The pack is withdrawn"),
            )
        )
        sheet.open()

    def reinstate(self, pack: Pack) -> None:
        """Have what comes back of a pack count again."""
        workspace = self._desk.workspace
        self._desk.write(
            _("Storing"),
            lambda _control: reinstate(workspace, pack.id),
            tell=_("The pack counts again"),
        )

    # --- who they are --------------------------------------------------------------------------------

    def add(self) -> None:
        """Ask for reviewers and add them."""
        from learningstories.ui.reviewer_sheet import AddReviewersSheet  # noqa: PLC0415 - with its tables

        self._know_languages()
        found = self._page.shown
        sheet = AddReviewersSheet(self._desk, self._page, self._known(), found.themes if found else ())
        sheet.given.connect(self._store_people)
        sheet.open()

    def edit(self) -> None:
        """Change what is known of the chosen reviewer."""
        line, found = self._line(), self._page.shown
        if line is None or found is None:
            return
        self._know_languages()
        others = self._known() - {line.reviewer.email.lower()}
        sheet = EditReviewerSheet(self._page, line.reviewer, others, found.themes)
        reviewer = line.reviewer
        sheet.given.connect(lambda fields: self._store_edited(reviewer, fields))
        sheet.open()

    def _know_languages(self) -> None:
        """Have the names of languages ready by the time that somebody types one: there are thousands."""

        def know(_control: Control) -> None:
            from learningstories.services.language_names import language_code  # noqa: PLC0415 - off the thread

            language_code("?")

        self._desk.read(know, lambda _done: None)

    def change_aside(self) -> None:
        """Change what the chosen reviewer steps aside from."""
        from learningstories.ui.aside_sheet import AsideSheet  # noqa: PLC0415 - not for the first paint

        line = self._line()
        if line is None:
            return
        sheet = AsideSheet(self._desk, self._page, line.reviewer)
        email = line.reviewer.email
        sheet.given.connect(lambda asides: self._store_asides(email, asides))
        sheet.open()

    def ask_promises(self) -> None:
        """Note how the chosen reviewer's promises may be shown."""
        line = self._line()
        if line is not None:
            source = ChallengeReading(self._desk.workspace, line.reviewer.email)
            PromiseSheet(self._desk, self._page, source, line.reviewer).open()

    def remove(self) -> None:
        """Take the chosen reviewer out; Undo brings the reviewer back."""
        line = self._line()
        if line is None:
            return
        workspace, reviewer = self._desk.workspace, line.reviewer
        self._desk.write(
            _("Storing"),
            lambda _control: remove_reviewer(workspace, reviewer.email),
            tell=_("{name} is removed").format(name=reviewer.name),
        )

    def _known(self) -> frozenset[str]:
        lines = self._page.shown.lines if self._page.shown else ()
        return frozenset(line.reviewer.email.lower() for line in lines)

    def _store_people(self, people: list[NewReviewer]) -> None:
        workspace = self._desk.workspace
        self._page.expect(people[0].email)
        told = plural("{name} is added", "{n} reviewers are added", len(people))
        self._desk.write(
            _("Adding reviewers"),
            lambda _control: add_reviewers(workspace, people),
            tell=told.format(name=people[0].name, n=len(people)),
        )

    def _store_edited(self, seen: Reviewer, fields: Mapping[str, Any]) -> None:
        """As they were seen; what somebody else changed meanwhile is chosen from."""
        workspace = self._desk.workspace
        names = {
            "name": _("Name"),
            "email": _("E-mail"),
            "themes": _("Themes"),
            "languages": _("Languages"),
            "capacity": _("Reads at most"),
        }

        def attempt(mine: Mapping[str, Any], sure: bool) -> None:  # noqa: FBT001 - as it is called
            edit_reviewer(workspace, seen.email, seen=None if sure else seen, **mine)

        def row(name: str, mine: object, theirs: object) -> ClashRow:
            return ClashRow(names.get(name, name), _words(mine), _words(theirs))

        self._page.expect(str(fields.get("email", seen.email)))
        storing = StoreSeen(
            self._desk, self._page, attempt, row, lambda theirs: who_changed(workspace, seen.id, theirs)
        )
        storing.store(_("Storing"), _("Saved"), fields)

    def _store_fields(self, email: str, fields: Mapping[str, Any]) -> None:
        workspace = self._desk.workspace
        self._page.expect(str(fields.get("email", email)))
        self._desk.write(
            _("Storing"), lambda _control: edit_reviewer(workspace, email, **fields), tell=_("Saved")
        )

    def _store_asides(self, email: str, asides: tuple[Aside, ...]) -> None:
        self._store_fields(email, {"aside": asides})


def _words(value: object) -> str:
    """A field's value, as it is compared with somebody else's."""
    return ", ".join(map(str, value)) if isinstance(value, tuple) else "" if value is None else str(value)
