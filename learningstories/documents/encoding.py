"""Bytes to text: the mark at the start, then UTF-8, then the likeliest guess."""

import codecs
import contextlib
import re

import chardet

from learningstories.documents.refusal import Refusal

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Browsers read these as what they were extended to, and so do their writers.
_WEB_NAMES = {
    **dict.fromkeys(("ascii", "us-ascii", "latin1", "latin-1", "iso-8859-1"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk"), "gb18030"),
    **dict.fromkeys(("ks_c_5601-1987", "euc-kr"), "cp949"),
    "iso-8859-9": "cp1254",
    "shift_jis": "cp932",
    "tis-620": "cp874",
    "x-sjis": "cp932",
}
# Others that Python knows, such as punycode, are no encodings of texts and take long.
_ENCODINGS = re.compile(
    r"(?:x-)?(?:utf|ucs|u?cp|windows|iso|koi|mac|gb|big5|euc|shift|tis|ascii|johab|hz|kz|ms\d)[\w.:-]{0,30}",
    re.IGNORECASE,
)
_SEVEN_BITS = ("iso-2022", "hz-gb")  # looks like UTF-8 and is not
_LOOKED_AT = 200_000
_LEAST_CONFIDENCE = 0.03  # a likeness: 0.1 for a line of French, 0.02 for noise
_MOST_CANDIDATES = 5
_MIXED = re.compile("[A-Za-z][\u0370-\u06ff\u0e00-\u0e7f]|[\u0370-\u06ff\u0e00-\u0e7f][A-Za-z]")
_MOST_MIXED = 0.003
_NOT_WRITTEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffd]")
_MOST_NOT_WRITTEN = 0.01


def decode(data: bytes, declared: str = "") -> tuple[str, str]:
    """The text, and the name of the encoding if it had to be guessed.

    `declared` is what the text says about itself, which is believed where the bytes are not UTF-8.
    Raises `Refusal` when no encoding makes sense of the bytes.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding), ""
    said = _WEB_NAMES.get(declared.lower(), declared) if _ENCODINGS.fullmatch(declared) else ""
    for encoding in (said if said.lower().startswith(_SEVEN_BITS) else "utf-8", said):
        with contextlib.suppress(Refusal):
            return _decoded(data, encoding), ""
    for candidate in _candidates(data):
        with contextlib.suppress(Refusal):
            text = _decoded(data, candidate)
            if not _mixes_scripts(text):
                return text, candidate
    raise Refusal("unknown_encoding")


def _candidates(data: bytes) -> list[str]:
    """Encodings that text on the web is found in, the likeliest first."""
    found = chardet.detect_all(
        data[:_LOOKED_AT], encoding_era=chardet.EncodingEra.MODERN_WEB, prefer_superset=True
    )
    likely = [each for each in found if each["encoding"] and (each["confidence"] or 0) >= _LEAST_CONFIDENCE]
    return [str(each["encoding"]) for each in likely[:_MOST_CANDIDATES]]


def _mixes_scripts(text: str) -> bool:
    """Whether Latin letters stand beside others within words, as they do in text read wrongly."""
    return len(_MIXED.findall(text)) > _MOST_MIXED * len(text)


def _decoded(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise Refusal("unknown_encoding") from error
    if not _makes_sense(text):
        raise Refusal("unknown_encoding")
    return text


def _makes_sense(text: str) -> bool:
    return len(_NOT_WRITTEN.findall(text)) <= _MOST_NOT_WRITTEN * len(text)
