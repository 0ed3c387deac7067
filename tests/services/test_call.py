"""What the call for stories tells its readers."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learningstories.domain.challenge import Challenge, ChallengeId, LateRule
from learningstories.domain.showcase import Book, BookId, Look, Paper
from learningstories.services.call import call_content
from learningstories.services.call_content import CallContent, CallFact
from learningstories.services.markup import markdown_to_html

CLOSES = datetime(2013, 3, 21, 23, 59, tzinfo=UTC)
Make = Callable[..., Challenge]


def call(challenge: Challenge, **book: Any) -> CallContent:
    return call_content(challenge, Book(id=BookId(uuid4()), **book), markdown_to_html)


def texts(fact: CallFact | None) -> list[str]:
    return [line.text for line in fact.lines] if fact else []


def fact(content: CallContent, heading: str) -> list[str]:
    return next((texts(one) for one in content.facts if one.heading.text == heading), [])


def everything(content: CallContent) -> str:
    facts = (content.deadline, *content.facts, content.question, *filter(None, [content.event]))
    uses = [f"{use.name.text}: {use.meaning.text}" for use in content.consent.uses]
    heads = (
        content.kicker,
        content.title,
        content.organisation,
        content.consent.heading,
        content.consent.intro,
    )
    lines = [line for one in facts for line in (one.heading.text, *texts(one))]
    return "\n".join([*(line.text for line in heads), *lines, *uses])


def test_the_deadline_is_told_on_the_challenges_clocks_and_in_utc(make_challenge: Make) -> None:
    opens = datetime(2013, 3, 1, tzinfo=UTC)
    told = call(make_challenge(zone="Asia/Kathmandu", opens_at=opens))
    assert texts(told.deadline) == [
        "Friday 22 March 2013, 05:44",
        "Time zone: Asia/Kathmandu",
        "Thursday 21 March 2013, 23:59 UTC",
        "The whole of that minute counts. Stories that come later may not be able to take part.",
        "Stories are taken in from Friday 1 March 2013, 05:45 on.",
    ]
    assert told.deadline.lines[0].moment == "2013-03-21T23:59Z"
    assert str(told.dated) == "2013-03-22"


def test_anywhere_on_earth_is_told_as_people_say_it(make_challenge: Make) -> None:
    told = texts(call(make_challenge(zone="AoE")).deadline)
    assert told[:3] == [
        "Thursday 21 March 2013, 11:59",
        "Time zone: anywhere on Earth",
        "Thursday 21 March 2013, 23:59 UTC",
    ]


def test_utc_is_not_told_twice(make_challenge: Make) -> None:
    told = texts(call(make_challenge(zone="UTC")).deadline)
    assert told[:2] == ["Thursday 21 March 2013, 23:59", "Thursday 21 March 2013, 23:59 UTC"]


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        (LateRule.REFUSE, "Stories that come later cannot take part."),
        (LateRule.DECIDE, "Stories that come later may not be able to take part."),
    ],
)
def test_what_happens_to_late_stories_is_told(make_challenge: Make, rule: LateRule, told: str) -> None:
    assert told in everything(call(make_challenge(late_rule=rule)))


def test_the_grace_is_nothing_that_authors_should_count_on(make_challenge: Make) -> None:
    plain = everything(call(make_challenge()))
    assert everything(call(make_challenge(grace_minutes=120))) == plain
    assert "later" not in everything(call(make_challenge(late_rule=LateRule.ACCEPT)))


@pytest.mark.parametrize(
    ("contact", "address"),
    [
        ("stories@example.org", "mailto:stories@example.org"),
        ("tales+2013@example.org", "mailto:tales+2013@example.org"),
        ("what?bcc=x&body=z@example.org", "mailto:what%3Fbcc%3Dx%26body%3Dz@example.org"),
        ("https://example.org/send?to=us", "https://example.org/send?to=us"),
        ("The Old Library, 3 High Street", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_how_to_send_leads_where_it_can(make_challenge: Make, contact: str, address: str) -> None:
    told = call(make_challenge(contact=contact))
    sending = told.facts[0]
    assert sending.heading.text == "How to send"
    assert (sending.lines[0].text, sending.lines[0].address) == (contact, address)
    assert "say what you agree to" in sending.lines[-1].text
    assert not told.contact_missing


@pytest.mark.parametrize("contact", ["", "  \t ", "\u202e"])
def test_a_call_that_says_not_where_to_send_knows_it(make_challenge: Make, contact: str) -> None:
    told = call(make_challenge(contact=contact))
    assert told.contact_missing
    assert fact(told, "How to send") == []


@pytest.mark.parametrize(
    ("least", "most", "told"),
    [
        (120, 900, ["120 to 900 words"]),
        (None, 1500, ["at most 1,500 words"]),
        (0, 900, ["at most 900 words"]),
        (120, None, ["at least 120 words"]),
        (1, 250, ["at most 250 words"]),
        (None, None, []),
    ],
)
def test_the_length(make_challenge: Make, least: int | None, most: int | None, told: list[str]) -> None:
    assert fact(call(make_challenge(words_least=least, words_most=most)), "Length") == told


def test_languages_are_named_as_the_challenges_language_names_them(make_challenge: Make) -> None:
    spoken = ("en", "es", "pt-BR", "zh-Hant", "qqq", "en")
    told = fact(call(make_challenge(story_languages=spoken)), "Languages")
    plain = told[0].replace("\N{NO-BREAK SPACE}", " ")
    assert plain == "English · Spanish · Brazilian Portuguese · Traditional Chinese · qqq"
    german = call(make_challenge(story_languages=("en", "es"), language="de"))
    assert fact(german, "Sprachen")[0].replace("\N{NO-BREAK SPACE}", " ") == "Englisch · Spanisch"


def test_themes_are_not_broken_between_lines_unless_they_are_long(make_challenge: Make) -> None:
    told = fact(call(make_challenge(themes=("New  work", "Failure"))), "Themes")
    assert told == ["New\N{NO-BREAK SPACE}work\N{NO-BREAK SPACE}· Failure"]
    long = "What we learned from each other in a year"
    assert fact(call(make_challenge(themes=(long,))), "Themes") == [long]


def test_each_consent_is_explained_and_none_is_taken_for_granted(make_challenge: Make) -> None:
    consent = call(make_challenge()).consent
    assert [use.name.text for use in consent.uses] == ["Read", "Print", "Web", "Stage", "Your name"]
    assert "Nothing is assumed" in consent.intro.text
    assert "They do not see who wrote it." in everything(call(make_challenge(blind=True)))
    assert "They do not see who wrote it." not in everything(call(make_challenge()))


def test_the_event_is_told_by_what_is_known_of_it(make_challenge: Make) -> None:
    at = datetime(2013, 4, 12, 17, 30, tzinfo=UTC)
    whole = call(make_challenge(event_title="The evening", event_at=at, event_place="The Old Library"))
    assert texts(whole.event) == ["The evening", "Friday 12 April 2013, 18:30", "The Old Library"]
    assert texts(call(make_challenge(event_place="The Old Library")).event) == ["The Old Library"]
    assert call(make_challenge()).event is None


@pytest.mark.parametrize(
    ("paper", "printed"), [(Paper.A5, Paper.A4), (Paper.A4, Paper.A4), (Paper.LETTER, Paper.LETTER)]
)
def test_it_has_the_books_look_on_a_whole_page(make_challenge: Make, paper: Paper, printed: Paper) -> None:
    told = call(make_challenge(), paper=paper, look=Look.LAKE)
    assert (told.paper, told.look) == (printed, Look.LAKE)


def test_people_s_own_words_are_in_the_challenges_language(make_challenge: Make) -> None:
    told = call(make_challenge(language="ar", title="قصص", question="كم؟"))
    assert {told.title.language, told.question.lines[0].language} == {"ar"}
    assert {told.kicker.language, told.consent.intro.language} == {"ar"}
    assert told.deadline.lines[0].text == "الخميس، 21 مارس 2013، 23:59"


def test_words_that_are_english_are_not_read_aloud_as_another_language(make_challenge: Make) -> None:
    told = call(make_challenge(language="fr", title="Histoires", question="Combien ?"))
    assert {told.title.language, told.question.lines[0].language} == {"fr"}
    assert {told.kicker.language, told.consent.intro.language} == {"en"}


@given(
    st.fixed_dictionaries(
        dict.fromkeys(
            ("title", "question", "community", "contact", "event_title", "event_place", "language"),
            st.text(max_size=40),
        )
    )
)
def test_no_text_breaks_a_line_or_turns_it_round(fields: dict[str, str]) -> None:
    fields = {
        name: text if text.strip() or name not in ("title", "question") else "x"
        for name, text in fields.items()
    }
    challenge = Challenge(
        id=ChallengeId(uuid4()), closes_at=CLOSES, zone="UTC", themes=("a\n\u202eb",), **fields
    )
    told = call(challenge)
    facts = (told.deadline, *told.facts, told.question, *filter(None, [told.event]))
    lines = [told.title, told.organisation, *(line for one in facts for line in one.lines)]
    for line in lines:
        assert not set(line.text) & set("\n\r\x00\u2028\u202e\u2066")
        assert line.text == line.text.strip(" ")
    assert told.title.text
    assert told.question.lines
