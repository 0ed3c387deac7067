"""Reads Markdown as people write it, which is CommonMark with tables and notes."""

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from learningstories.documents.details import read_details
from learningstories.documents.front_matter import split_front_matter, split_lines
from learningstories.documents.manuscript import Manuscript, Material
from learningstories.documents.picture_places import from_companions, settle_pictures
from learningstories.documents.pictures import PictureShelf
from learningstories.documents.text_reader import decode_text, keep_unreadable, note_encoding
from learningstories.documents.tree import MOST_LEVELS, TooDeep, has_active_parts, parse_html
from learningstories.services.markup import normal_text

_MOST_NESTING = 100
_DEEP_QUOTATION = re.compile(r"^(?: {0,3}>){30,}+", re.MULTILINE)
_SHALLOWER = ">" * MOST_LEVELS


def read_markdown(material: Material) -> Manuscript:
    """The text, its details, and the pictures that came with it; raises `TooDeep` or `Refusal`."""
    text, guessed = decode_text(material.data)
    top = split_front_matter(text)
    if not top.known and not top.unreadable:
        top = split_lines(text)
    details = read_details(top.known, top.unknown)
    note_encoding(details, text, guessed)
    body, calmed = _DEEP_QUOTATION.subn(_SHALLOWER, normal_text(top.body))
    if calmed:
        details.add("text_simplified")
    raw = _render(body)
    if has_active_parts(raw):
        details.add("scripts_left_out")
    tree = parse_html(raw)
    shelf = PictureShelf()
    settle_pictures(tree, shelf, from_companions(material.companions))
    if top.unreadable:
        keep_unreadable(tree, details, top.unreadable)
    return Manuscript(tree=tree, details=details, shelf=shelf)


def _render(text: str) -> str:
    try:
        tokens = _COMMONMARK.parse(text)
    except RecursionError as error:
        raise TooDeep from error
    # The parser silently skips what is nested more deeply than it follows.
    if any(token.level >= _MOST_NESTING - 2 for token in tokens):
        raise TooDeep
    return str(_COMMONMARK.renderer.render(tokens, _COMMONMARK.options, {}))


def _no_line(
    _renderer: RendererHTML, _tokens: Sequence[Token], _index: int, _options: OptionsDict, _env: EnvType
) -> str:
    return '<section class="footnotes"><ol>'


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802 - the name is the library's
        """Everything: which links and pictures may stay is decided once, in the tree."""
        return bool(url)


def _make_parser() -> MarkdownIt:
    parser = _Parser("commonmark", {"maxNesting": _MOST_NESTING})
    parser.enable(["table", "strikethrough"])
    parser.use(footnote_plugin).use(deflist_plugin)
    parser.add_render_rule("footnote_block_open", _no_line)
    return parser


_COMMONMARK = _make_parser()
