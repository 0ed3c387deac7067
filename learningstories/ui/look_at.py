"""What to look at in something that was found: in a few words for a table, and in full."""

from collections.abc import Callable, Mapping, Sequence

from learningstories.domain.challenge import Challenge
from learningstories.domain.deadline import Verdict
from learningstories.domain.story import StoryState, shortcomings
from learningstories.i18n import _
from learningstories.services.adding import story_of
from learningstories.services.drafts import Problem, problem_sentence
from learningstories.services.eligibility import against_words
from learningstories.services.found import Found
from learningstories.services.sentences import advice
from learningstories.services.wording import state_words

_TOLD_BY = {
    "no_author": StoryState.NO_AUTHOR,
    "no_consent_read": StoryState.NO_CONSENT,
    "no_consent_print": StoryState.NO_CONSENT,
}
_STOPS = (". ", "; ", ": ")


def in_few_words(found: Found, challenge: Challenge) -> list[str]:
    """What to look at, each in as few words as a table holds."""
    if found.failure is not None:
        return [_first_clause(advice(found.failure))]
    rules = [_rule(state) for state in _against(found, challenge)]
    return [*_lateness(found, challenge), *rules, *_of_problems(found.problems)]


def in_full(found: Found, challenge: Challenge) -> list[str]:
    """The same in sentences that say what to do."""
    if found.failure is not None or found.draft is None:
        return [advice(found.failure)] if found.failure is not None else []
    story = story_of(found, found.draft, number=0, now=found.received_at)
    rules = [against_words(state, story, challenge) for state in _against(found, challenge)]
    told = (problem_sentence(problem) for problem in found.problems)
    return [*(f"{words}." for words in (*_lateness(found, challenge), *rules)), *told]


def is_to_look_at(found: Found, challenge: Challenge) -> bool:
    """Whether there is anything of the kind, told without making words of it."""
    return bool(found.failure or found.problems or _is_late(found) or _against(found, challenge))


def _is_late(found: Found) -> bool:
    return found.draft is not None and found.verdict in (Verdict.LATE, Verdict.REFUSED)


def _lateness(found: Found, challenge: Challenge) -> list[str]:
    if not _is_late(found):
        return []
    return [_("Outside the grace period") if challenge.grace_minutes else _("After the deadline")]


def _against(found: Found, challenge: Challenge) -> list[StoryState]:
    """What stands against it by the rules and is not told among its problems already."""
    if found.draft is None:
        return []
    told = {_TOLD_BY.get(problem.code) for problem in found.problems}
    story = story_of(found, found.draft, number=0, now=found.received_at)
    return [state for state in shortcomings(story, challenge) if state not in told]


def _rule(state: StoryState) -> str:
    # A chip has less room than this.
    return _("In another language") if state is StoryState.OTHER_LANGUAGE else state_words(state)


def _of_problems(problems: Sequence[Problem]) -> list[str]:
    """Two consents that are missing are one thing to look at."""
    codes = {problem.code for problem in problems}
    told = []
    for problem in problems:
        if problem.code == "no_consent_print" and "no_consent_read" in codes:
            continue
        short = _SHORT.get(problem.code)
        told.append(short().format_map(problem.facts) if short else _first_clause(problem_sentence(problem)))
    return told


def _first_clause(sentence: str) -> str:
    ends = (place for place in (sentence.find(stop) for stop in _STOPS) if place > 0)
    return sentence[: min(ends, default=len(sentence))].removesuffix(".")


_SHORT: Mapping[str, Callable[[], str]] = {
    "no_title": lambda: _("No title"),
    "no_author": lambda: _("No author"),
    "no_consent_read": lambda: _("No consent"),
    "no_consent_print": lambda: _("No consent to publish"),
    "consent_not_understood": lambda: _("Consent not understood"),
    "name_use_not_understood": lambda: _("How to show the name was not understood"),
    "email_not_understood": lambda: _("E-mail address not understood"),
    "language_not_understood": lambda: _("Language not understood"),
    "received_not_understood": lambda: _("Time not understood"),
    "front_matter_unreadable": lambda: _("The lines at the top could not be read"),
    "remote_picture_left_out": lambda: _("A picture on the web was not fetched"),
    "local_picture_left_out": lambda: _("The picture {name} is missing"),
    "picture_unreadable": lambda: _("The picture {name} was left out"),
    "too_many_pictures": lambda: _("Too many pictures"),
    "picture_without_description": lambda: _("A picture has no description"),
    "scripts_left_out": lambda: _("Program code was left out"),
    "name_too_long": lambda: _("A name was shortened"),
    "direction_characters_removed": lambda: _("Hidden characters were taken out"),
    "encoding_guessed": lambda: _("Letters: {encoding} was guessed"),
    "text_simplified": lambda: _("Some of the form was not kept"),
    "very_long_word": lambda: _("A very long word"),
    "unknown_front_matter_key": lambda: _("“{key}” at the top was left out"),
    "title_from_name": lambda: _("Title taken from the file's name"),
    "media_without_summary": lambda: _("No text yet: write a summary"),
    "media_without_description": lambda: _("{name} has no description"),
    "kept_unread": lambda: _("Could not be read, is kept"),
    "signature_left_out": lambda: _("A signature was left out"),
    "quoted_reply_left_out": lambda: _("An earlier mail was left out"),
    "forwarded_by": lambda: _("Forwarded by {value}"),
    "attachment_not_read": lambda: _("{name} could not be read, is kept"),
    "attachments_left_out": lambda: _("Too many attached files"),
    "date_order_open": lambda: _("Day or month first?"),
    "stamp_not_understood": lambda: _("The form's time was not understood"),
    "name_use_not_answered": lambda: _("Did not say how to show the name"),
    "consent_answer_not_understood": lambda: _("Consent is no clear yes"),
    "consent_to_nothing": lambda: _("Consent does not say to what"),
    "files_not_fetched": lambda: _("Files named were not fetched"),
}
