"""What stands in the form of a new challenge before anything is typed."""

from datetime import datetime, timedelta

from PySide6.QtCore import QObject

from learningstories.domain.challenge import Challenge, ChallengeId
from learningstories.i18n import language
from learningstories.services.usual_questions import usual_questions
from learningstories.ui.challenge_form import ChallengeForm


def fresh_challenge(now: datetime, zone: str, key: ChallengeId) -> Challenge:
    """A month to write, until one minute before midnight, and the usual questions as the window speaks."""
    closes = (now + timedelta(days=30)).replace(hour=23, minute=59, second=0, microsecond=0)
    spoken = language()
    return Challenge(
        id=key, title="-", closes_at=closes, zone=zone, language=spoken, **usual_questions(spoken)
    )


def follow_language(form: ChallengeForm) -> None:
    """Whatever nobody has worded otherwise is asked in the language that is typed for book and packs."""
    _Following(form)


class _Following(QObject):
    def __init__(self, form: ChallengeForm) -> None:
        super().__init__(form)
        self._form, self._usual = form, usual_questions(form.language.text())
        form.language.editingFinished.connect(self._follow)

    def _follow(self) -> None:
        form, before = self._form, self._usual
        self._usual = after = usual_questions(form.language.text().strip())
        for line, name in (
            (form.question, "question"),
            (form.action_question, "action_question"),
            (form.chance_question, "chance_question"),
            (form.why_question, "why_question"),
        ):
            if line.text() == before[name]:
                line.setText(after[name])
        if form.call.toPlainText() == before["call"]:
            form.call.setPlainText(after["call"])
        if form.scale.points() == before["scale"]:
            form.scale.word(after["scale"])
