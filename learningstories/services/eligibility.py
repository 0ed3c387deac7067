"""What stands against a story by the rules, in words, and what the organiser decides about it."""

from collections.abc import Sequence
from dataclasses import replace

from learningstories.domain.challenge import Challenge
from learningstories.domain.story import Eligibility, Story, StoryState, language_of
from learningstories.i18n import _, numeral, plural
from learningstories.services.reasons import reason_in
from learningstories.services.wording import language_words
from learningstories.services.workspace import Workspace


def decide(
    workspace: Workspace, numbers: Sequence[int], eligibility: Eligibility, reason: str = ""
) -> Sequence[int]:
    """Find stories eligible or not, with a reason, or open the question again, as one step; tell which.

    Raises `ReasonNeeded`, `NoSuchStory`. A missing consent is the author's to give: it stands all the same.
    """
    opening = eligibility is Eligibility.OPEN
    reason = "" if opening else reason_in(reason)
    if not numbers:
        return ()
    label = _label(eligibility, len(numbers)).format(number=numbers[0], count=len(numbers))
    with workspace.change(label) as unit:
        for number in numbers:
            story = replace(
                unit.story(number),
                eligibility=eligibility,
                eligibility_reason=reason,
                eligibility_at=None if opening else workspace.clock(),
            )
            unit.stories.replace(story)
    return tuple(numbers)


def _label(eligibility: Eligibility, count: int) -> str:
    return {
        Eligibility.ELIGIBLE: plural("Find #{number} eligible", "Find {count} stories eligible", count),
        Eligibility.NOT_ELIGIBLE: plural(
            "Find #{number} not eligible", "Find {count} stories not eligible", count
        ),
        Eligibility.OPEN: plural(
            "Open the question again whether #{number} is eligible",
            "Open the question again whether {count} stories are eligible",
            count,
        ),
    }[eligibility]


def against_words(state: StoryState, story: Story, challenge: Challenge) -> str:
    """What stands against a story, in words; empty for a state that is nothing against it."""
    words = {
        StoryState.CONCERN: _("A reader raised a concern that nobody has decided about yet"),
        StoryState.NO_CONSENT: _no_consent(story),
        StoryState.NO_AUTHOR: _("It does not say who wrote it"),
        StoryState.OTHER_LANGUAGE: _("In {language}, which stories may not be in"),
        StoryState.TOO_LONG: _("Over the word limit: {words} of {limit}").format(
            words=numeral(story.words), limit=numeral(challenge.words_most or 0)
        ),
        StoryState.TOO_SHORT: _("Under the word limit: {words} of {limit}").format(
            words=numeral(story.words), limit=numeral(challenge.words_least or 0)
        ),
    }.get(state, "")
    if state is StoryState.OTHER_LANGUAGE:
        return words.format(language=language_words(language_of(story)))
    return words


def _no_consent(story: Story) -> str:
    if story.consent_read:
        return _("The author has not agreed to its being printed")
    if story.consent_print:
        return _("The author has not agreed to its being read by reviewers")
    return _("The author has agreed neither to its being read by reviewers nor to its being printed")


def decision_words(story: Story) -> str:
    """What was decided about a story's eligibility; empty for nothing."""
    words = {
        Eligibility.ELIGIBLE: _("Found eligible: {reason}"),
        Eligibility.NOT_ELIGIBLE: _("Found not eligible: {reason}"),
        Eligibility.OPEN: "",
    }[story.eligibility]
    return words.format(reason=story.eligibility_reason)
