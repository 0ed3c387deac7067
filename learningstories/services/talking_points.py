"""The questions to talk about after a story: the organiser's own, or some that fit any story of learning."""

from learningstories.domain.story import Story
from learningstories.i18n import _
from learningstories.services.one_line import one_line

MOST_QUESTIONS = 10
_MOST_LETTERS = 300


def questions_of(text: str) -> tuple[str, ...]:
    """What was typed, a question a line."""
    lines = (one_line(line, _MOST_LETTERS) for line in text.splitlines())
    return tuple(line for line in lines if line)[:MOST_QUESTIONS]


def questions_for(story: Story) -> tuple[str, ...]:
    """Those that are printed after a story, worded in the language of the moment where they are ours."""
    own = tuple(question.strip() for question in story.questions if question.strip())
    return own or (
        _("What would you have done?"),
        _("What will you do differently from tomorrow?"),
        _("Who should hear this story?"),
    )
