import pytest
from hypothesis import given
from hypothesis import strategies as st

from learningstories.domain.words import count_words, longest_token


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("", 0),
        ("One two, three.", 3),
        ("It's a well-known 3.5 km \u2013 really!", 6),
        ("# Title\n\n- one\n- two\n\n1. three\n> four\n\n* * *", 5),
        ("**Bold** and *it*alic un<em>believ</em>able", 4),
        ("[a link](http://example.org/one/two) here", 3),
        ("![two words](media:abc) here", 1),
        ("![two [or three] words](media:abc) here", 1),
        ("![a \\[ bracket](media:abc) here", 1),
        ("![![ here", 1),
        ("see[^1] it\n\n[^1]: a note\n", 4),
        ("| a | b |\n| --- | ---: |\n| 1<br>2 | c |", 5),
        ("Tom &amp; Ann &lt;3", 3),
        ("[x]: http://example.org\ntext", 1),
        ("我四十岁学会了游泳。", 9),
        ("私はABCを学ぶ", 6),
        ("나는 마흔 살에", 3),
        ("मैंने तैरना सीखा", 3),
        ("تعلمت السباحة", 2),
        ("`code here`", 2),
        ("1984\\. That year", 3),
    ],
)
def test_words_as_people_count_them(markdown, words):
    assert count_words(markdown) == words


def test_scripts_without_spaces_have_no_long_words():
    assert longest_token("我四十岁学会了游泳。" * 50 + " long") == "long"
    assert longest_token("ฉันเรียนว่ายน้ำ" * 50) == ""
    assert longest_token("--------- word") == "word"


@given(st.text())
def test_any_text_can_be_counted(text):
    assert 0 <= count_words(text) <= len(text)
    longest_token(text)


@given(st.lists(st.from_regex(r"[a-z]{1,8}", fullmatch=True)))
def test_plain_words_are_counted_as_they_stand(words):
    assert count_words(" ".join(words)) == len(words)
