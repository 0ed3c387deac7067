"""Markdown, web pages, RTF and tables that are slow, deep or would like to run."""

from tests.hostile.case import Case, case

_EVIL_PAGE = (
    '<html><head><meta http-equiv=refresh content="0;url=http://evil.example"><base href="http://evil.example/">'
    "</head><body onload=alert(1)><script>alert(1)</script><img src=x onerror=alert(1)>"
    '<img src="file:///etc/passwd"><img src="http://track.example/p.gif"><iframe src="javascript:1"></iframe>'
    '<a href="jAvAsCrIpT:alert(1)">j</a><a href="data:text/html,x">d</a><svg><script>1</script></svg>'
    "<style>@import url(http://evil.example/x.css);</style>"
    + '<p style="background:url(http://evil.example/c)">The story stays and goes on for a while, as stories do.</p>'
    * 4
    + "<link rel=stylesheet href=http://evil.example/x.css></body></html>"
)
_ALIASES = (
    "---\na: &a [x,x,x,x,x,x,x,x,x]\n"
    + "".join(f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(9))
    + "---\nThe story stays."
)
_STAMP = '"2026/03/01 9:00:00 AM GMT+1"'


def _text(words: str) -> bytes:
    return words.encode("utf-8", "surrogatepass")


def _parts_of_page() -> bytes:
    head = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n"
    return head + b"--b\nContent-Type: image/png\n\nx\n" * 50_000 + b"--b--"


def _page_in_page() -> bytes:
    levels = (b"Content-Type: multipart/related; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(1_500))
    return b"MIME-Version: 1.0\n" + b"".join(levels) + b"Content-Type: text/html\n\n<p>deep"


CASES: tuple[Case, ...] = (
    case("quotations.md", lambda: _text(">" * 20_000 + "words"), keeps="words"),
    case("brackets.md", lambda: _text("words " + "[" * 50_000), keeps="words"),
    case("eight thousand brackets.md", lambda: _text("words " + "[" * 8_000), keeps="words"),
    case("character data.md", lambda: _text("words " + "<![CDATA[" * 2_000), keeps="words"),
    case("bold tags.md", lambda: _text("words " + "<b>" * 200_000), keeps="words"),
    case("link tags.md", lambda: _text("words " + "<a " * 20_000), keeps="words"),
    case("pictures.md", lambda: _text("words " + "![" * 5_000), keeps="words"),
    case("stars.md", lambda: _text("*a **b " * 20_000 + "words"), keeps="words"),
    case(
        "ticks.md",
        lambda: _text("".join("`" * i + " " for i in range(1, 2_000)) + "words"),
        "read too_big",
        keeps="words",
    ),
    case(
        "lists.md",
        lambda: _text("".join("    " * i + "- deep\n" for i in range(800)) + "words"),
        keeps="words",
    ),
    case("half a character.md", lambda: _text("words \ud800 words"), "read unknown_encoding", keeps="words"),
    case("aliases.md", lambda: _text(_ALIASES), keeps="The story stays."),
    case(
        "yaml that runs.md",
        lambda: _text('---\ntitle: !!python/object/apply:os.system ["touch pwned"]\n---\nThe story stays.'),
        keeps="The story stays.",
    ),
    case("divs.html", lambda: _text("<html>" + "<div>" * 100_000 + "words"), "read too_deep"),
    case(
        "tables.html",
        lambda: _text("<html>" + "<table><tr><td>" * 20 + "words" + "</td></tr></table>" * 20),
        keeps="words",
    ),
    case(
        "attributes.html",
        lambda: _text("<html><p " + "a=b " * 500_000 + ">words"),
        "read too_big too_deep no_text",
    ),
    case(
        "evil.html",
        lambda: _text(_EVIL_PAGE),
        keeps="The story stays",
        never=("javascript:", "<script", "onerror", "root:x:", "data:text/html"),
    ),
    case(
        "cells over everything.html",
        lambda: _text(
            "<html><p>The story stays.<table>"
            + ("<tr>" + "<td rowspan=65534 colspan=1000>x" * 20) * 200
            + "</table>"
        ),
        keeps="The story stays.",
    ),
    case(
        "rules without end.html",
        lambda: _text("<html><style>" + "a," * 200_000 + "{" * 200_000 + "</style><p>The story stays."),
        keeps="The story stays.",
    ),
    case(
        "one note everywhere.html",
        lambda: _text(
            "<html><p>The story stays." + "<sup><a href='#n'>1</a></sup>" * 5_000 + "<ol><li id=n>note</ol>"
        ),
        keeps="The story stays.",
    ),
    case("no encoding of texts.html", lambda: b"<html><meta charset=punycode><p>story \xe9" * 20_000, "read"),
    case("headers of a page.mht", _parts_of_page, "too_big"),
    case("page in a page.mht", _page_in_page, "no_text too_deep"),
    case(
        "notes in notes.rtf",
        lambda: b"{\\rtf1 The story stays." + b"{\\footnote more" * 490 + b"}" * 490 + b"}",
        keeps="The story stays.",
    ),
    case(
        "braces.rtf",
        lambda: b"{\\rtf1" + b"{" * 1_000_000 + b"x" + b"}" * 1_000_000 + b"}",
        "read too_deep no_text",
    ),
    case("three million dashes.rtf", lambda: b"{\\rtf1 " + b"\\u8212?" * 3_000_000 + b"}", "read too_big"),
    case("cut short.rtf", lambda: b"{\\rtf1\\ansi{\\fonttbl{\\f0 Arial", "no_text broken"),
    case(
        "binary that lies.rtf",
        lambda: b"{\\rtf1 The story stays.{\\pict\\bin99999999 x}}",
        keeps="The story stays.",
    ),
    case(
        "formulas.csv",
        lambda: _text(
            f'Timestamp,Title,Story\n{_STAMP},"=cmd|\' /C calc\'!A0","+1+1"\n{_STAMP},"@SUM(1)","-2+3"\n'
        ),
        "opened",
    ),
    case("long cell.csv", lambda: _text('Title,Story\nx,"' + "word " * 40_000 + '"\n'), "opened"),
    case("nothing in between.csv", lambda: b"Title,Story\nx,a\0b\n", "opened unknown_encoding unknown_type"),
    case(
        "never closed.csv",
        lambda: _text('Title,Story\nx,"never closed\n' + "a,b\n" * 100_000),
        "opened too_big broken",
    ),
    case(
        "columns without end.csv",
        lambda: _text("a," * 200_000 + "\n" + "1," * 200_000),
        "opened sheet_too_large too_big",
    ),
)
