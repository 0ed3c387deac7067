"""The call for stories as it is pasted into a mail."""

from hypothesis import given
from hypothesis import strategies as st

from learningstories.publish.call_text import WIDTH, call_text
from learningstories.publish.text_lines import text_width, wrapped
from tests.publish.calls import ARABIC, CHINESE, ENGLISH, HOSTILE, call, said


def joined(text: str) -> str:
    return " ".join(text.split())


def test_it_says_everything() -> None:
    for fields in (ENGLISH, ARABIC):
        text = joined(call_text(call(fields)))
        for words in said(call(fields)):
            assert words in text


def test_it_reads_as_a_mail_does() -> None:
    text = call_text(call(ENGLISH))
    assert text.startswith(
        "Call for stories\nLearning Stories 2013\nL&D Connect community\n=====================\n\n\n"
        "Tell a story about learning which inspires someone to act.\n\n"
        "It may be your own or one that you saw happen. *Small and true is better\n"
        "than grand.* See how it went <https://example.org/last-year>.[1]\n\n"
        "What we look for\n----------------\n\n"
        "1. Something happened.\n2. Someone changed.\n\n"
        "[1] Ask us for the book.\n\n\n"
        "Deadline\n--------\nThursday 21 March 2013, 23:59\nTime zone: Europe/London\n"
    )
    assert "\nPrint      The story may stand in the book of the showcase.\nWeb        The story" in text
    assert text.endswith("\nHow much does this story make you want to act?\n")


def test_lists_quotes_tables_and_the_rest_keep_their_shape() -> None:
    asked = (
        "- one\n- two\n    - deep in it\n\n> You never hear the question.\n\n| Floor | Person |\n|--|--|\n"
        "| 3 | Grace |\n\n```\nx = 1\n  y\n```\n\n***\n\nline one  \nline two\n\n`code` <info@example.org>\n"
    )
    text = call_text(call(ENGLISH | {"call": asked}))
    for shape in (
        "- one\n- two\n\n  - deep in it\n",
        "\n> You never hear the question.\n",
        "\nFloor | Person\n3 | Grace\n",
        "\n    x = 1\n      y\n",
        "\n* * *\n",
        "\nline one\nline two\n",
        "\ncode info@example.org\n",
    ):
        assert shape in text


def test_no_line_is_longer_than_a_mail_likes() -> None:
    for fields in (ENGLISH, ARABIC, CHINESE):
        lines = call_text(call(fields | {"call": fields["call"] + "\n\n" + "word " * 300})).split("\n")
        assert max(map(text_width, lines)) <= WIDTH
        assert not [line for line in lines if line != line.rstrip()]


def test_an_address_stays_whole() -> None:
    address = "https://example.org/" + "a" * 200
    text = call_text(call(ENGLISH | {"contact": address, "call": f"See <{address}>."}))
    assert f"\n{address}\n" in text
    assert f"\n{address}.\n" in text


def test_chinese_lines_are_broken_between_letters_and_never_before_a_full_stop() -> None:
    lines = wrapped("请讲一个关于学习、能激励人行动的故事。" * 6, 20)
    assert "".join(lines) == "请讲一个关于学习、能激励人行动的故事。" * 6
    assert all(text_width(line) <= 22 for line in lines)
    assert not [line for line in lines if line[0] in "、。"]


def test_hostile_words_are_words() -> None:
    text = call_text(call(HOSTILE))
    assert "\u202e" not in text
    assert "\x00" not in text
    assert "Title <script>alert(1)</script>" in text
    assert "javascript:" not in text


@given(st.text(max_size=300), st.integers(1, 90))
def test_wrapping_loses_nothing_but_spaces(text: str, width: int) -> None:
    text = text.replace("\n", " ")
    lines = wrapped(text, width)
    assert "".join(lines).replace(" ", "") == text.replace("\N{NO-BREAK SPACE}", "").replace(" ", "")
    assert lines
