"""Calls for stories, as the app words them, for the tests of every form in which they are handed out."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from learningstories.domain.challenge import Challenge, ChallengeId
from learningstories.domain.showcase import Book, BookId, Look, Paper
from learningstories.services.call import call_content
from learningstories.services.call_content import CallContent
from learningstories.services.markup import markdown_to_html

CALL = """Tell a story about learning which inspires someone to act.

It may be your own or one that you saw happen. *Small and true is better than grand.*
See [how it went](https://example.org/last-year).[^1]

## What we look for

1. Something happened.
2. Someone changed.

[^1]: Ask us for the book.
"""
ENGLISH: dict[str, Any] = {
    "title": "Learning Stories 2013",
    "community": "L&D Connect community",
    "call": CALL,
    "closes_at": datetime(2013, 3, 21, 23, 59, tzinfo=UTC),
    "opens_at": datetime(2013, 3, 1, tzinfo=UTC),
    "zone": "Europe/London",
    "contact": "stories@example.org",
    "story_languages": ("en", "es"),
    "words_least": 120,
    "words_most": 900,
    "themes": ("Failure", "Teams", "Schools"),
    "event_title": "Stories that made us act",
    "event_at": datetime(2013, 4, 12, 17, 30, tzinfo=UTC),
    "event_place": "The Old Library",
}
ARABIC = ENGLISH | {
    "title": "قصص التعلم",
    "community": "مجتمع التعلم",
    "language": "ar",
    "zone": "Asia/Amman",
    "call": "احكِ قصة عن التعلم تلهم شخصًا ما للعمل (Learning 2013).\n\n- صغيرة وصادقة",
    "question": "كم تجعلك هذه القصة ترغب في العمل؟",
    "themes": ("الفشل", "المدارس"),
    "event_title": "مساء القصص",
    "event_place": "المكتبة القديمة، عمّان",
}
CHINESE = ENGLISH | {
    "title": "学习故事",
    "community": "学习社区",
    "language": "zh",
    "zone": "Asia/Shanghai",
    "call": "请讲一个关于学习、能激励人行动的故事。可以是您自己的故事。**小而真实胜于宏大。**",
    "question": "这个故事让您有多想行动。",
    "themes": ("失败", "学校"),
    "event_title": "故事之夜",
    "event_place": "上海老图书馆",
}
EVIL = '<script>alert(1)</script><img src=x onerror=alert(2)>"\'&amp; \u202edlrow \x00{{7*7}} #panic("x") $x$'
HOSTILE = ENGLISH | {
    "title": f"Title {EVIL}",
    "community": f"By {EVIL}",
    "call": f"{EVIL}\n\n[click](javascript:alert(3)) <svg onload=alert(4)> ![p](http://e.org/p.png)\n\n"
    '<style>body{display:none}</style><iframe src="https://e.org"></iframe><a href="data:text/html,x">d</a>',
    "question": f"Q {EVIL}",
    "contact": '"><script>alert(5)</script>@example.org',
    "themes": (EVIL, "</style><script>alert(6)</script>"),
    "event_title": f"E {EVIL}",
    "event_place": "y" * 400,
}


def challenge(fields: dict[str, Any]) -> Challenge:
    return Challenge(id=ChallengeId(UUID(int=1)), **fields)


def call(fields: dict[str, Any], *, paper: Paper = Paper.A5, look: Look = Look.EMBER) -> CallContent:
    book = Book(id=BookId(UUID(int=2)), paper=paper, look=look)
    return call_content(challenge(fields), book, markdown_to_html)


def said(content: CallContent) -> list[str]:
    """Everything that every form of the call must say, but for the text of the call itself."""
    facts = [content.deadline, *content.facts, content.question, *([content.event] if content.event else [])]
    lines = [line for fact in facts for line in (fact.heading, *fact.lines)]
    uses = [line for use in content.consent.uses for line in (use.name, use.meaning)]
    heads = [
        content.kicker,
        content.title,
        content.organisation,
        content.consent.heading,
        content.consent.intro,
    ]
    return [line.text.replace("\N{NO-BREAK SPACE}", " ") for line in (*heads, *lines, *uses)]
