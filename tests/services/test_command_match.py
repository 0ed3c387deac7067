import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learningstories.services.command_match import Fit, match


def marked(typed, words):
    """The words with what matches in brackets; "" for no match."""
    hit = match(typed, words)
    if hit is None:
        return ""
    for begin, end in reversed(hit.spans):
        words = f"{words[:begin]}[{words[begin:end]}]{words[end:]}"
    return words


@pytest.mark.parametrize(
    ("typed", "words", "shown"),
    [
        ("lift", "The lift that never came", "The [lift] that never came"),
        ("LIFT ", "The lift pitch", "The [lift] pitch"),
        ("lift", "Elif Kaya", "E[lif] Kaya"),
        ("list", "Add to the shortlist", "Add to the short[list]"),
        ("came lift", "The lift that never came", "The [lift] that never [came]"),
        ("as", "Add stories…", "[A]dd [s]tories…"),
        ("shrotlist", "Add to the shortlist", "Add to the [sh]o[rtlist]"),
        ("jose", "José Ångström", "[José] Ångström"),
        ("strasse", "Die Straße", "Die [Straße]"),
        ("معلم", "قصة المعلم الأول", "قصة ال[معلم] الأول"),
        ("lift", "A map in the margins", ""),
        ("x", "", ""),
        ("  ", "Anything", ""),
    ],
)
def test_the_letters_that_match_are_told(typed, words, shown):
    assert marked(typed, words) == shown


def test_what_begins_with_the_letters_is_nearer_than_what_only_has_them():
    fits = [
        match("re", words).fit for words in ("Results", "Take in returns", "Stories read", "Rank everyone")
    ]
    assert fits == [Fit.BEGINS, Fit.BEGINS_WORD, Fit.BEGINS_WORD, Fit.INITIALS]


@given(typed=st.text(max_size=30), words=st.text(max_size=60))
@settings(max_examples=60)
def test_spans_lie_in_the_words_and_do_not_meet(typed, words):
    hit = match(typed, words)
    if hit is None:
        return
    ends = [place for span in hit.spans for place in span]
    assert ends == sorted(set(ends))
    assert ends[0] >= 0
    assert ends[-1] <= len(words)
