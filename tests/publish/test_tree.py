"""A story's HTML as the template gets it: everything kept, nothing that could act."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learningstories.publish.markup import MAX_DEPTH
from learningstories.publish.nodes import Node, words
from learningstories.publish.tree import StoryTree
from tests.publish.conftest import html


def tree(source: str, language: str = "en") -> StoryTree:
    def picture(sha: str, alt: str) -> Node | None:
        return {"kind": "picture", "file": f"{sha}.png", "alt": alt} if sha == "good" else None

    return StoryTree(source, language=language, picture=picture, drop_caps=False)


def blocks(source: str) -> list[Any]:
    return list(tree(source).blocks)


def said(source: str) -> str:
    return " ".join("".join(words(tree(source).blocks)).split())


def kinds(data: Any) -> set[str]:
    if isinstance(data, dict):
        return (
            {data["kind"]}.union(*map(kinds, data.values()))
            if "kind" in data
            else set().union(*map(kinds, data.values()))
        )
    return set().union(*map(kinds, data)) if isinstance(data, list) else set()


def depth(data: Any) -> int:
    if isinstance(data, dict):
        return max(map(depth, data.values()), default=0)
    return 1 + max(map(depth, data), default=0) if isinstance(data, list) else 0


def test_inline_forms_nest() -> None:
    (paragraph,) = blocks("<p>a <em>b <strong>c</strong></em><br>d</p>")
    assert paragraph["content"] == [
        "a ",
        {"kind": "em", "content": ["b ", {"kind": "strong", "content": ["c"]}]},
        {"kind": "break"},
        "d",
    ]


def test_headings_never_skip_a_level_and_never_reach_the_title() -> None:
    made = blocks("<h1>a</h1><h4>b</h4><h6>c</h6><h2>d</h2><h6>e</h6><h1>f</h1>")
    assert [block["level"] for block in made] == [2, 3, 4, 3, 4, 2]


def test_footnotes_become_notes_without_their_way_back() -> None:
    made = tree(html("One[^a] and two[^b].\n\n[^a]: First *note*.\n[^b]: Second."))
    assert [block["kind"] for block in made.blocks] == ["p"]
    assert set(made.notes) == {"fn:a", "fn:b"}
    assert "".join(words(made.notes["fn:a"])).strip() == "First note."
    content = made.blocks[0]["content"]
    assert isinstance(content, list)
    assert content[1] == {"kind": "note", "key": "fn:a", "again": False}


def test_a_note_used_twice_is_printed_once() -> None:
    made = tree(html("One[^a], again[^a].\n\n[^a]: A note."))
    content = made.blocks[0]["content"]
    assert isinstance(content, list)
    again = [node["again"] for node in content if isinstance(node, dict)]
    assert again == [False, True]


def test_a_note_that_nothing_points_to_keeps_its_words() -> None:
    source = '<p>a</p><div class="footnote"><ol><li id="fn:1"><p>lonely</p></li></ol></div>'
    assert "lonely" in said(source)


def test_lists_tables_and_alignment() -> None:
    ordered, table = blocks(html("3. three\n4. four\n\n| a | b |\n|:-:|--:|\n| 1 | 2 |"))
    assert (ordered["kind"], ordered["start"], len(ordered["items"])) == ("numbers", 3, 2)
    assert [cell["align"] for cell in table["head"][0]] == ["center", "right"]
    assert [[cell["content"] for cell in row] for row in table["body"]] == [[["1"], ["2"]]]


def test_a_ragged_table_is_filled_up_and_a_huge_one_keeps_its_words() -> None:
    (ragged,) = blocks("<table><tr><td>a</td></tr><tr><td>b</td><td>c</td></tr></table>")
    assert [len(row) for row in ragged["body"]] == [2, 2]
    wide = "<table><tr>" + "".join(f"<td>c{n}</td>" for n in range(400)) + "</tr></table>"
    assert "table" not in kinds(blocks(wide))
    assert all(f"c{n}" in said(wide) for n in range(400))


def test_pictures_of_ours_only() -> None:
    (picture,) = blocks('<p><img src="media:good" alt="a ring"></p>')
    assert picture == {"kind": "picture", "file": "good.png", "alt": "a ring"}
    for source in ("media:broken", "file:///etc/passwd", "https://example.org/x.png", "good.png", ""):
        assert blocks(f'<p><img src="{source}" alt="a ring"></p>') == [{"kind": "p", "content": ["a ring"]}]


def test_a_picture_in_a_heading_is_set_below_it() -> None:
    heading, picture = blocks('<h2>Grace <img src="media:good" alt="a ring"></h2>')
    assert (heading["kind"], picture["kind"]) == ("heading", "picture")
    assert blocks('<h2><img src="media:good" alt="a ring"></h2>') == [picture]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "//host/x",
        "#here",
        "data:text/html,x",
        "http://",
        "http://[::1",
    ],
)
def test_links_that_lead_elsewhere_are_words(address: str) -> None:
    assert blocks(f'<p><a href="{address}">here</a></p>') == [{"kind": "p", "content": ["here"]}]


def test_scripts_and_styles_leave_nothing() -> None:
    assert said("<script>alert(1)</script><p>ok</p><style>* {}</style><iframe>in</iframe>") == "ok"


def test_deep_nesting_keeps_the_words_and_loses_the_depth() -> None:
    for source in (
        "<blockquote>" * 5000 + "deep" + "</blockquote>" * 5000 + "<p>after</p>",
        "<ul><li>" * 5000 + "deep" + "</li></ul>" * 5000 + "<p>after</p>",
        "<table><tr><td>" * 500 + "deep" + "</td></tr></table>" * 500 + "<p>after</p>",
    ):
        assert depth(blocks(source)) <= 2 * MAX_DEPTH
        assert said(source).replace(" ", "") == "deepafter"


def test_a_block_in_another_script_says_so() -> None:
    latin, arabic = tree("<p>Ana fil-bayt</p><p>أنا في البيت</p>", language="en").blocks
    assert "language" not in latin
    assert (arabic["language"], arabic["rtl"]) == ("ar", True)
    persian = tree("<p>من در خانه هستم</p>", language="fa").blocks[0]
    assert "language" not in persian


# What is no letter, mark, sign or space is left out of print, and may so join or part what is around it.
@given(st.text(st.characters(exclude_categories=["C"]), max_size=80))
def test_plain_words_survive(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    plain = [part for part in said(f"<p>{escaped}</p>").split() if part.isascii() and part.isalnum()]
    expected = [part for part in text.split() if part.isascii() and part.isalnum() and len(part) <= 30]
    assert plain == expected


TAGS = [
    "<p>", "</p>", "<li>", "<ul>", "</ul>", "<table>", "<tr>", "<td>", "</table>", "<em>", "</em>",
    "<h2>", "</h2>", "<br>", "<pre>", "</pre>", "<blockquote>", "<dl>", "<dt>", "<dd>", "<hr>",
    '<a href="#fn:1">', "</a>", "word ", "<img>", "<div class='footnote'>", "<ol><li id='fn:1'>",
    "</div>", "<!--", "-->", "<![CDATA[", "&#0;", "&lt;",
]  # fmt: skip


@given(st.lists(st.sampled_from(TAGS), max_size=40))
def test_any_order_of_tags_is_read(pieces: list[str]) -> None:
    made = tree("".join(pieces))
    assert depth(made.blocks) <= 2 * MAX_DEPTH
