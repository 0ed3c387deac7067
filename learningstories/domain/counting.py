"""What counts in the ranking: rules that are kept in one place, each of them on or off."""

from enum import StrEnum


class Rule(StrEnum):
    """One kind of reading that may count or not.

    Those of `ABOUT_STORIES` decide about a story with all its readings: one that does not count is not
    ranked. The others decide about single readings.
    """

    LATE_STORY = "late_story"
    REFUSED_STORY = "refused_story"
    WITHDRAWN_STORY = "withdrawn_story"
    NOT_ELIGIBLE_STORY = "not_eligible_story"
    CONCERN = "concern"
    UNREAD_STORY = "unread_story"
    CHANGED_SINCE_READ = "changed_since_read"
    STEPPED_ASIDE = "stepped_aside"
    KNOWS_AUTHOR = "knows_author"
    GUESSES_AUTHOR = "guesses_author"
    READER_SET_ASIDE = "reader_set_aside"
    LATE_RETURN = "late_return"
    PACK_REVOKED = "pack_revoked"


ABOUT_STORIES = frozenset(
    {
        Rule.LATE_STORY,
        Rule.REFUSED_STORY,
        Rule.WITHDRAWN_STORY,
        Rule.NOT_ELIGIBLE_STORY,
        Rule.CONCERN,
        Rule.UNREAD_STORY,
    }
)
# What does not count unless the organiser says otherwise.
NOT_COUNTED = (
    Rule.LATE_RETURN,
    Rule.NOT_ELIGIBLE_STORY,
    Rule.PACK_REVOKED,
    Rule.READER_SET_ASIDE,
    Rule.REFUSED_STORY,
    Rule.STEPPED_ASIDE,
    Rule.WITHDRAWN_STORY,
)
