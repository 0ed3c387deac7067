"""How long a text is, counted as people count words."""

import re

# Each repetition is bounded, so that no text takes more than linear time.
_TARGET = r"\((?:[^()\s]|\([^()\s]{0,500}\)){0,2000}+(?:\s+\"[^\"\n]{0,500}\")?\)"
_LINK_TARGET = re.compile(r"\]" + _TARGET)
_PICTURE = re.compile(r"!\[(?:\\.|[^\[\]\\]|\[[^\[\]]{0,100}+\]){0,1000}+\]" + _TARGET)
_LINK_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n^][^\]\n]{0,500}+\]:[^\n]*$", re.MULTILINE)
_NOTE_MARK = re.compile(r"\[\^[^\]\s]{1,100}+\]:?")
_ITEM_NUMBER = re.compile(r"^[ \t>]*\d{1,9}\.[ \t]+", re.MULTILINE)
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,1000}+>")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# Ideographs and kana are written without spaces; each is counted as a word, as word processors do.
_CJK = re.compile(
    "[\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0002ebef\U0002f800-\U0002fa1f\U00030000-\U000323af]"
)
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U000323af]+"
)


def count_words(markdown: str) -> int:
    """The number of words that a reader of the rendered text would count.

    Tokens between spaces that hold a letter or digit count once, each ideograph and each kana
    counts once. Marks, link targets, note numbers and the descriptions of pictures do not count.
    """
    text = without_marks(markdown)
    spaced, ideographs = _CJK.subn(" ", text)
    return ideographs + sum(1 for token in spaced.split() if any(map(str.isalnum, token)))


def longest_token(markdown: str) -> str:
    """The longest word, in scripts that part words by spaces; empty for no text."""
    text = _UNSPACED.sub(" ", without_marks(markdown))
    return max((token for token in text.split() if any(map(str.isalnum, token))), key=len, default="")


def without_marks(markdown: str) -> str:
    """The text without what only says how it looks: pictures, link targets, note numbers, tags."""
    text = _PICTURE.sub(" ", markdown) if "![" in markdown else markdown
    if "](" in text:
        text = _LINK_TARGET.sub("] ", text)
    if "]:" in text:
        text = _LINK_DEFINITION.sub("", text)
    if "[^" in text:
        text = _NOTE_MARK.sub(" ", text)
    text = _ITEM_NUMBER.sub("", text)
    if "<" in text:
        text = _TAG.sub("", _LINE_BREAK.sub(" ", text))
    return _ENTITY.sub("", text) if "&" in text else text
