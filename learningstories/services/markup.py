"""Markdown to HTML that is safe to show: the one dialect in which stories are kept."""

import html
import re

import markdown as python_markdown
import nh3

TAGS = frozenset(
    [
        "p",
        "br",
        "hr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "blockquote",
        "pre",
        "code",
        "em",
        "strong",
        "i",
        "b",
        "del",
        "s",
        "u",
        "ins",
        "mark",
        "sub",
        "sup",
        "small",
        "a",
        "img",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "th",
        "td",
        "caption",
        "dl",
        "dt",
        "dd",
        "div",
        "span",
        "abbr",
        "kbd",
        "q",
        "cite",
    ]
)
_ATTRIBUTES = {
    "a": {"href", "title", "id", "class"},
    "abbr": {"title"},
    "div": {"class"},
    "img": {"src", "alt"},
    "li": {"id"},
    "ol": {"start"},
    "sup": {"id"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan"},
    "*": {"dir", "lang"},
}
_ALLOWED_VALUES = {
    "href": re.compile(
        r"(?:https?://|mailto:)[^\s<>\"]{1,2000}|#fn(?:ref)?\d{0,6}:[\w.-]{1,80}", re.IGNORECASE
    ),
    "src": re.compile(r"media:[0-9a-f]{64}"),
    "class": re.compile(r"footnote|footnote-ref|footnote-backref"),
    "id": re.compile(r"fn(?:ref)?\d{0,6}:[\w.-]{1,80}"),
    "start": re.compile(r"\d{1,6}"),
    "colspan": re.compile(r"[1-9]\d?"),
    "rowspan": re.compile(r"[1-9]\d?"),
    "align": re.compile(r"left|right|center"),
    "dir": re.compile(r"ltr|rtl|auto"),
    "lang": re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}"),
}
_EXTENSIONS = ["tables", "fenced_code", "footnotes", "sane_lists", "def_list", "abbr"]
_SETTINGS = {"tables": {"use_align_attribute": True}}
MOST_DEPTH = 400  # an HTML parser takes quadratic time over tags left open
MOST_TABLES_DEEP = 3  # deeper tables freeze the layout of a text view

_OPENED = re.compile(
    r"<(/?)(div|table|ul|ol|li|dl|dd|blockquote|span|td|th|b|i|em|strong|u|s|del|ins|mark|sub|sup|small|a|q"
    r"|font|p|h[1-6]|section|article|center|code|kbd|cite|abbr)\b",
    re.IGNORECASE,
)
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\x0b\x0c\x85]")
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
_UNWANTED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")


def markdown_to_html(markdown: str) -> str:
    """Sanitised HTML of a story's text.

    Links lead to http, https or mailto; pictures are `media:` and a SHA-256 only, so that nothing
    is ever loaded because a text says so. Text that nests too deeply is shown as plain paragraphs.
    Takes time that grows faster than the text for some hostile texts: where that matters, ask
    `documents.Documents.to_html`, which works in another process and gives up in time.
    """
    text = normal_text(markdown)
    try:
        raw = _parser().convert(text)
    except RecursionError:
        return plain_text_to_html(text)
    if nests_too_deeply(raw):
        return plain_text_to_html(text)
    return _CLEANER.clean(raw)


def plain_text_to_html(text: str) -> str:
    """The text as it was typed: paragraphs at empty lines, no marks understood."""
    paragraphs = re.split(r"\n[ \t]*(?:\n[ \t]*)+", normal_text(text).strip())
    return "\n".join(
        "<p>" + html.escape(part, quote=False).replace("\n", "<br>\n") + "</p>" for part in paragraphs if part
    )


def normal_text(text: str) -> str:
    """The text with plain line ends and without characters that are not text.

    Left out: control characters, marks that reorder other text on the screen, lone surrogates.
    Letters are not altered.
    """
    return _UNWANTED.sub("", _DIRECTION.sub("", _LINE_ENDS.sub("\n", text)))


def reorders_text(text: str) -> bool:
    """Whether the text holds marks that make it look like another one."""
    return _DIRECTION.search(text) is not None


def nests_too_deeply(raw_html: str) -> bool:
    """Whether HTML that was not yet looked at would be slow to parse or to lay out."""
    depth = deepest = tables = 0
    for match in _OPENED.finditer(raw_html):
        step = -1 if match[1] else 1
        depth += step
        deepest = max(deepest, depth)
        if match[2].lower() == "table":
            tables += step
        if deepest > MOST_DEPTH or tables > MOST_TABLES_DEEP:
            return True
    return False


def _parser() -> python_markdown.Markdown:
    parser = python_markdown.Markdown(
        extensions=_EXTENSIONS, extension_configs=_SETTINGS, output_format="html"
    )
    # A list that begins with 3 begins with 3; the typed interface does not know the option.
    setattr(parser, "lazy_ol", False)  # noqa: B010
    return parser


def _allowed(_tag: str, attribute: str, value: str) -> str | None:
    pattern = _ALLOWED_VALUES.get(attribute)
    return value if pattern is None or pattern.fullmatch(value) else None


_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    attributes=_ATTRIBUTES,
    attribute_filter=_allowed,
    clean_content_tags={"script", "style", "title", "iframe", "object", "noscript", "template"},
    url_schemes={"http", "https", "mailto", "media"},
    link_rel=None,
)
