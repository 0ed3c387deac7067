"""Whatever the HTML, its words come out of the Markdown again, in their order."""

import html
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from learningstories.documents.html_to_markdown import html_to_markdown
from learningstories.documents.tree import parse_html
from learningstories.services.markup import markdown_to_html

MARKS = list("ab1 .*_`[](){}<>#+-!&;:=~|\\\"'/^@é漢\n")
_BLOCK = re.compile(
    r"</?(?:p|br|li|ul|ol|blockquote|h\d|table|tr|td|th|pre|dl|dt|dd|hr|div|tbody|thead)\b[^>]*>"
)

words = st.text(alphabet=st.sampled_from(MARKS), min_size=1, max_size=12).map(html.escape)


def tagged(pair):
    tag, inner = pair
    target = ' href="http://example.org/x"' if tag == "a" else ""
    return f"<{tag}{target}>{''.join(inner)}</{tag}>"


def inside_of(part):
    tags = st.sampled_from(["b", "i", "em", "strong", "code", "del", "sup", "sub", "span", "u", "a"])
    return st.tuples(tags, st.lists(part, max_size=3)).map(tagged) | st.just("<br>")


lines = st.lists(st.recursive(words, inside_of, max_leaves=6), max_size=4).map("".join)


def table(rows):
    return "".join(
        [
            "<table>",
            *("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows),
            "</table>",
        ]
    )


def around(block):
    some = st.lists(block, max_size=3).map("".join)
    items = st.lists(some.map(lambda inner: f"<li>{inner}</li>"), max_size=3).map("".join)
    return st.one_of(
        lines.map(lambda inner: f"<p>{inner}</p>"),
        items.map(lambda inner: f"<ul>{inner}</ul>"),
        items.map(lambda inner: f"<ol>{inner}</ol>"),
        some.map(lambda inner: f"<blockquote>{inner}</blockquote>"),
        lines.map(lambda inner: f"<h2>{inner}</h2>"),
        # Python-Markdown itself ends entities that are cut off within indented code.
        words.filter(lambda inner: "&amp;#" not in inner).map(lambda inner: f"<pre>{inner}</pre>"),
    )


blocks = st.recursive(lines.map(lambda inner: f"<p>{inner}</p>"), around, max_leaves=6)
tables = st.lists(st.lists(lines, min_size=2, max_size=2), min_size=1, max_size=3).map(table)
definitions = st.tuples(lines, lines).map(lambda pair: f"<dl><dt>{pair[0]}</dt><dd>{pair[1]}</dd></dl>")
pages = st.lists(blocks | tables | definitions, max_size=4).map("".join)


def letters(text):
    return re.sub(r"[\s\xa0]+", "", text)


def seen(page):
    return letters(html.unescape(re.sub(r"<[^>]*>", "", _BLOCK.sub(" ", page))))


@settings(max_examples=150)
@given(pages)
def test_no_word_is_lost(page):
    tree = parse_html(page)
    assert seen(markdown_to_html(html_to_markdown(tree))) == letters(tree.text())


def test_tables_keep_their_cells_and_sides():
    tree = parse_html(
        "<table><tr><th>a|b</th><th style='text-align: right'>c</th></tr>"
        "<tr><td colspan='2'><p>one</p><ul><li>two</li></ul></td></tr>"
        "<tr><td><code>x|y</code></td><td>z</td></tr></table>"
    )
    markdown = html_to_markdown(tree)
    assert markdown == ("| a\\|b | c |\n| --- | ---: |\n| one<br>two |  |\n| <code>x\\|y</code> | z |\n")
    page = markdown_to_html(markdown)
    assert "<td>one<br>two</td>" in page
    assert "<code>x|y</code>" in page
    assert '<td align="right">z</td>' in page


def test_lists_within_lists_keep_their_form():
    page = "<ul><li>a<ol><li>b</li><li>c</li></ol></li><li>d</li></ul>"
    assert html_to_markdown(parse_html(page)) == "-   a\n    1.  b\n    2.  c\n-   d\n"


def test_notes_are_numbered_as_the_text_names_them():
    page = (
        '<p>x<sup><a href="#n2" id="r2">9</a></sup> y<sup><a href="#n1" id="r1">8</a></sup></p>'
        '<ol><li id="n1">first <a href="#r1">up</a></li><li id="n2">second</li></ol>'
    )
    assert html_to_markdown(parse_html(page)) == "x[^1] y[^2]\n\n[^1]: second\n\n[^2]: first\n"
