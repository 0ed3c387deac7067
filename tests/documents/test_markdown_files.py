import base64

import pytest

from learningstories.domain.arrival import ReceivedBy
from learningstories.domain.story import NameUse
from learningstories.services.drafts import problem_sentence

STORY = """---
title: The river
author: Ada Lovelace
email: ada@example.org
theme: nature
language: en
consent: [read, print]
name: first
received: 2013-03-18 09:00
---

# The river

I walked along the **river**.[^1]

- one
  - two

| a | b |
|---|--:|
| 1 | 2 |

[^1]: It was cold.
"""


def codes(draft):
    return [problem.code for problem in draft.problems]


def test_front_matter_says_who_and_what(documents, write):
    draft = documents.read(write("river.md", STORY))
    assert (draft.title, draft.author, draft.email) == ("The river", "Ada Lovelace", "ada@example.org")
    assert (draft.theme, draft.language, draft.name_use) == ("nature", "en", NameUse.FIRST)
    assert (draft.consent_read, draft.consent_print, draft.consent_web, draft.consent_stage) == (
        True, True, False, False,
    )  # fmt: skip
    assert draft.received_text == "2013-03-18 09:00"
    assert [claim.by for claim in draft.claims] == [ReceivedBy.FILE_TIME]
    assert draft.claims[0].at is not None
    assert draft.claims[0].at.tzinfo is not None
    assert draft.problems == ()
    assert draft.original == STORY.encode()
    assert draft.source == "river.md"


@pytest.mark.parametrize(
    ("written", "kept"),
    [("Ada <ada@example.org>", "ada@example.org"), ("<ada@example.org>", "ada@example.org")],
)
def test_an_address_may_be_written_as_mail_programs_do(documents, write, written, kept):
    draft = documents.read(write("s.md", f"---\ntitle: T\nemail: {written}\n---\n\nWords.\n"))
    assert draft.email == kept
    assert "email_not_understood" not in [problem.code for problem in draft.problems]


def test_an_address_that_is_none_is_told_as_it_stands(documents, write):
    draft = documents.read(write("s.md", "---\ntitle: T\nemail: Ada <somewhere>\n---\n\nWords.\n"))
    assert draft.email == ""
    told = [problem.facts["value"] for problem in draft.problems if problem.code == "email_not_understood"]
    assert told == ["Ada <somewhere>"]


def test_the_text_is_kept_in_the_dialect_of_the_app(documents, write):
    draft = documents.read(write("river.md", STORY))
    assert "The river" not in draft.markdown
    html = documents.to_html(draft.markdown)
    for part in (
        "<strong>river</strong>",
        'class="footnote-ref"',
        "It was cold.",
        '<td align="right">2</td>',
    ):
        assert part in html
    assert html.count("<ul>") == 2, "the list written with two spaces is still nested"
    assert draft.words == 14


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("[read, stage]", {"read", "stage"}),
        ("read, print and web", {"read", "print", "web"}),
        ("Read Print", {"read", "print"}),
        ("all", set()),
        ("read but not print", set()),
        ("{read: yes, print: no}", set()),
        ("yes", set()),
        ("none", set()),
    ],
)
def test_only_consent_that_is_named_counts(documents, write, written, kept):
    draft = documents.read(write("s.md", f"---\ntitle: T\nconsent: {written}\n---\nSome text."))
    given = {name for name in ("read", "print", "web", "stage") if getattr(draft, f"consent_{name}")}
    assert given == kept
    assert ("no_consent_read" in codes(draft)) == ("read" not in kept)


def test_front_matter_that_is_not_yaml_stays_in_the_text(documents, write):
    draft = documents.read(write("s.md", "---\ntitle: [never closed\n---\nA story of four."))
    assert "front_matter_unreadable" in codes(draft)
    assert "never closed" in draft.markdown
    assert "A story of four." in draft.markdown


def test_a_colon_in_the_title_is_understood(documents, write):
    draft = documents.read(write("s.md", "---\ntitle: Learning: a story\nauthor: Bo\n---\nText here."))
    assert (draft.title, draft.author) == ("Learning: a story", "Bo")
    assert "front_matter_unreadable" not in codes(draft)


@pytest.mark.parametrize(
    "block",
    [
        "a: &a [x,x,x]\nb: &b [*a,*a,*a]\nc: [*b,*b,*b]",
        'title: !!python/object/apply:os.system ["true"]',
        "- just\n- a list",
        'title: "\\Uffffffff"',
        "%YAML 1." + "9" * 5000 + "\n---\ntitle: x",
        "title: " + "[" * 5000,
    ],
)
def test_yaml_that_would_do_harm_is_text(documents, write, block):
    draft = documents.read(write("s.md", f"---\n{block}\n---\nThe text stays."))
    assert "The text stays." in draft.markdown
    assert draft.title


def test_unknown_keys_are_told(documents, write):
    draft = documents.read(write("s.md", "---\ntitle: T\nschool: Hill End\n---\nText."))
    told = [problem_sentence(problem) for problem in draft.problems]
    assert any("school: Hill End" in sentence for sentence in told)


def test_pictures_come_only_from_what_was_offered_with_the_text(documents, write, picture, tmp_path):
    text = (
        "# T\n\nText ![the mill](pics/The%20Mill.png) ![](http://example.org/p.png) "
        "![](file:///etc/passwd) ![](../secret.png) ![no](//host/share.png)"
    )
    mill = write("the mill.png", picture())
    write("secret.png", picture((50, 50)))
    draft = documents.read(write("s.md", text), [mill])
    assert [(p.name, p.description, p.width, p.height) for p in draft.pictures] == [
        ("the mill.png", "the mill", 40, 30)
    ]
    assert f"![the mill](media:{draft.pictures[0].sha})" in draft.markdown
    assert codes(draft).count("remote_picture_left_out") == 2
    told = [problem_sentence(problem) for problem in draft.problems]
    assert any("passwd" in sentence for sentence in told)
    assert any("secret.png" in sentence for sentence in told)
    assert "/etc" not in draft.markdown


def test_a_picture_in_the_text_itself_is_taken(documents, write, picture):
    inside = base64.b64encode(picture()).decode()
    draft = documents.read(write("s.md", f"# T\n\nText ![A hill](data:image/png;base64,{inside})"))
    assert [p.description for p in draft.pictures] == ["A hill"]
    draft = documents.read(write("t.md", "# T\n\nText ![x](data:image/svg+xml;base64,PHN2Zy8+)"))
    assert draft.pictures == ()
    assert "picture_unreadable" in codes(draft)


def test_a_reference_to_another_storys_picture_is_not_followed(documents, write):
    draft = documents.read(write("s.md", f"# T\n\nText ![x](media:{'a' * 64})"))
    assert "media:" not in draft.markdown
    assert "local_picture_left_out" in codes(draft)


def test_scripts_are_left_out_and_told(documents, write):
    text = '# T\n\n<script>alert(1)</script>\n\nA <b onclick="x()">bold</b> [link](javascript:alert(1)) here.'
    draft = documents.read(write("s.md", text))
    assert "scripts_left_out" in codes(draft)
    assert "alert" not in draft.markdown
    assert "**bold** link here." in draft.markdown


def test_without_a_title_the_first_words_are_one(documents, write):
    draft = documents.read(
        write("s.md", "It was *raining* when I [came](http://a.b) home & we all sang along.")
    )
    assert draft.title == "It was raining when I came home &…"
    assert {"no_title", "no_author", "no_consent_read", "no_consent_print"} <= set(codes(draft))


def test_long_and_tricky_names_are_made_safe(documents, write):
    text = f"---\ntitle: {'long ' * 60}\nauthor: Ada \u202eecalevoL\n---\nText."
    draft = documents.read(write("gpj.\u202eexe.md", text))
    assert len(draft.title) <= 200
    assert {"name_too_long", "direction_characters_removed"} <= set(codes(draft))
    assert "\u202e" not in draft.author + draft.source


@pytest.mark.parametrize(
    "text",
    [
        ">" * 10_000 + " deep words",
        "> " * 9_000 + "deep words",
        "".join("    " * depth + "- deep\n" for depth in range(300)) + "words",
        "<div>" * 50_000 + "deep words",
    ],
    ids=["quotes", "spaced quotes", "lists", "tags"],
)
def test_deep_nesting_keeps_the_words(documents, write, text):
    draft = documents.read(write("deep.md", text))
    assert "deep" in draft.markdown
    assert "words" in draft.markdown
    assert "text_simplified" in codes(draft)
    assert "words" in documents.to_html(draft.markdown)


def test_a_line_of_a_hundred_thousand_words(documents, write):
    draft = documents.read(write("line.md", "word " * 100_000))
    assert draft.words == 100_000


def test_a_word_that_never_ends_is_told(documents, write):
    draft = documents.read(write("w.md", "# T\n\nThe " + "a" * 5_000))
    assert "very_long_word" in codes(draft)


def test_text_that_was_typed(documents):
    draft = documents.read_text("# My title\n\nBy Ada Lovelace\n\nSome **words** here.")
    assert (draft.title, draft.author, draft.original, draft.claims) == (
        "My title", "Ada Lovelace", None, (),
    )  # fmt: skip
    plain = documents.read_text("Title: Plain\nConsent: read, print\n\nJust 2 * 3 * 4.")
    assert plain.title == "Plain"
    assert plain.consent_print
    assert "2 * 3 * 4" in documents.to_html(plain.markdown)
