import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learningstories.services.markup import markdown_to_html, normal_text, plain_text_to_html

SHA = "a" * 64
PIECES = [
    "<script>",
    "</script>",
    "<img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)">',
    "](javascript:alert(1))",
    "![x](http://example.org/p.png)",
    "![x](file:///etc/passwd)",
    f"![x](media:{SHA})",
    "<svg onload=x>",
    "<style>",
    "[a](",
    "[b]: data:text/html,x\n",
    "<iframe src=//x>",
    "*",
    "`",
    "\n\n",
    "    ",
    "&#x6A;avascript:",
    "<",
    ">",
    '"',
    "onclick=x ",
    "<b style=background:url(//x)>",
    "| a |\n|---|\n",
    "[^1]",
    "\n[^1]: ",
    "<!--",
    "-->",
    "\x02",
    "\u202e",
    "x",
    "[x][b]",
]
hostile = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
_ATTRIBUTE = re.compile(r"<[a-z][^>]*?\s([a-z:-]+)\s*=\s*\"([^\"]*)\"")
_MEDIA = re.compile(r"media:[0-9a-f]{64}")


@settings(max_examples=200)
@given(hostile)
def test_nothing_in_a_text_runs_or_loads(text):
    page = markdown_to_html(text)
    tags = set(re.findall(r"<([a-z0-9]+)", page))
    assert not tags & {
        "script",
        "style",
        "svg",
        "iframe",
        "object",
        "embed",
        "form",
        "base",
        "link",
        "meta",
        "input",
    }
    for tag in re.findall(r"<[a-z][^>]*>", page):
        assert not re.search(r"\s(?:on\w+|style|srcset|background)\s*=", tag)
        for address in re.findall(r'href="([^"]*)"', tag):
            assert re.match(r"https?://|mailto:|#fn", address)
        for address in re.findall(r'src="([^"]*)"', tag):
            assert _MEDIA.fullmatch(address)


@given(st.text())
def test_any_text_becomes_a_page(text):
    markdown_to_html(text)
    plain_text_to_html(text)


def test_what_a_story_needs_is_shown():
    page = markdown_to_html(
        "# A\n\nx[^1] **b** <del>gone</del> [l](https://example.org) ![A boat](media:" + SHA + ")\n\n"
        "3. three\n4. four\n\n| a | b |\n|:--|--:|\n| 1 | 2 |\n\n"
        "Term\n:   meaning\n\n```\ncode\n```\n\n[^1]: note\n"
    )
    for part in (
        "<h1>A</h1>",
        'href="#fn:1"',
        "<strong>b</strong>",
        "<del>gone</del>",
        'href="https://example.org"',
        f'<img alt="A boat" src="media:{SHA}">',
        '<ol start="3">',
        '<td align="right">2</td>',
        "<dd>meaning</dd>",
        "<pre><code>code",
        'id="fn:1"',
    ):
        assert part in page


@pytest.mark.parametrize(
    "text",
    [
        "".join("    " * depth + "- x\n" for depth in range(500)),
        "<div>" * 5_000 + "x",
        "<table><tr><td>" * 30 + "x",
    ],
    ids=["lists", "tags", "tables"],
)
def test_what_nests_too_deeply_is_plain(text):
    page = markdown_to_html(text)
    assert page.startswith("<p>")
    assert "<table>" not in page
    assert "x" in page


def test_hidden_marks_go_and_letters_stay():
    hidden = "a\r\nb\rc\u2028d\x00\x1b\u202e\ud800\ufeff e\u0301\u200d\u200f"
    assert normal_text(hidden) == "a\nb\nc\nd e\u0301\u200d\u200f"


def test_plain_text_is_shown_as_typed():
    assert plain_text_to_html("a <b>\nc\n\n\nd & e") == "<p>a &lt;b&gt;<br>\nc</p>\n<p>d &amp; e</p>"
