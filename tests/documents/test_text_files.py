import pytest

from learningstories.domain.errors import StoryUnreadable

PARAGRAPH = "I learned to swim when I was forty, in cold water, and nobody laughed at me. "


def codes(draft):
    return [problem.code for problem in draft.problems]


def test_the_first_line_is_the_title_and_by_names_the_author(documents, write):
    draft = documents.read(write("s.txt", f"The cold water\nBy Ines Duarte\n\n{PARAGRAPH}\n\nThe end."))
    assert (draft.title, draft.author) == ("The cold water", "Ines Duarte")
    assert "Ines" not in draft.markdown
    assert draft.markdown.endswith("The end.\n")


def test_lines_of_a_form_at_the_top(documents, write):
    form = "Title: Night school\nName: Kofi Mensah\nE-mail: kofi@example.org\nConsent: read"
    text = form + "\n\nWe met at nine.\nEat: never."
    draft = documents.read(write("s.txt", text))
    assert (draft.title, draft.author, draft.email) == ("Night school", "Kofi Mensah", "kofi@example.org")
    assert draft.consent_read
    assert not draft.consent_print
    assert draft.markdown == "We met at nine.  \nEat: never.\n"


def test_marks_in_plain_text_are_no_marks(documents, write):
    text = (
        "# not a heading\n1. not a list\n- nor this\n\n<b>2*3*4</b> [x](http://e.org) _a_ `b` | c | &amp; \\d"
    )
    draft = documents.read(write("s.txt", "T\n\n" + text))
    html = documents.to_html(draft.markdown)
    for part in (
        "# not a heading",
        "1. not a list",
        "- nor this",
        "&lt;b&gt;2*3*4&lt;/b&gt; [x](http://e.org) _a_ `b`",
    ):
        assert part in html
    assert "&amp;amp; \\d" in html


def test_wrapped_lines_are_joined_and_verses_are_not(documents, write):
    wrapped = "\n".join([PARAGRAPH.strip()] * 3)
    draft = documents.read(write("s.txt", f"T\n\n{wrapped}\n\nRoses are red\nviolets are blue"))
    first, second = draft.markdown.strip().split("\n\n")
    assert "\n" not in first
    assert second == "Roses are red  \nviolets are blue"


@pytest.mark.parametrize(
    ("encoding", "guessed"),
    [("utf-8", False), ("utf-8-sig", False), ("utf-16", False), ("utf-32", False), ("cp1252", True)],
)
def test_encodings(documents, write, encoding, guessed):
    text = "Café\n\nLe garçon était très âgé, mais il a voulu apprendre à nager à l\u2019école. " * 5
    draft = documents.read(write("s.txt", text.encode(encoding)))
    assert draft.title == "Café"
    assert "garçon était très âgé" in draft.markdown
    assert ("encoding_guessed" in codes(draft)) is guessed


@pytest.mark.parametrize("encoding", ["shift_jis", "cp1251", "gb18030", "big5", "euc_kr"])
def test_encodings_of_other_scripts(documents, write, encoding):
    text = {
        "shift_jis": "私は四十歳のときに冷たい水の中で泳ぐことを学びました。誰も笑いませんでした。",
        "cp1251": "Я научилась плавать в сорок лет, в холодной воде, и никто не смеялся. ",
        "gb18030": "我四十岁的时候在冷水里学会了游泳\uff0c没有人笑我。我很高兴。",
        "big5": "我四十歲的時候在冷水裡學會了游泳\uff0c沒有人笑我。我很高興。",
        "euc_kr": "나는 마흔 살에 차가운 물에서 수영을 배웠고 아무도 웃지 않았다. ",
    }[encoding]
    draft = documents.read(write("s.txt", (text * 8).encode(encoding)))
    assert text.strip() in draft.markdown
    assert "encoding_guessed" in codes(draft)


def test_bytes_that_are_no_text(documents, write):
    noise = bytes((index * 7919 + 13 * (index // 7)) % 256 for index in range(5000))
    with pytest.raises(StoryUnreadable) as caught:
        documents.read(write("s.txt", noise))
    assert caught.value.cause == "unknown_encoding"


def test_control_characters_go_and_nuls_do_no_harm(documents, write):
    draft = documents.read(write("s.txt", "T\n\n" + PARAGRAPH * 5 + "a\x00b \x1b[31m \u202eevil\u202c"))
    assert "ab" in draft.markdown
    assert not set(draft.markdown) & {"\x00", "\x1b", "\u202e"}
    assert "direction_characters_removed" in codes(draft)
