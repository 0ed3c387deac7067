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
_LOOKED_AT = 200_000
_LEAST_CONFIDENCE = 0.03  # a likeness: 0.1 for a line of French, 0.02 for noise
_MOST_CANDIDATES = 5
_MIXED = re.compile("[A-Za-z][\u0370-\u06ff\u0e00-\u0e7f]|[\u0370-\u06ff\u0e00-\u0e7f][A-Za-z]")
_MOST_MIXED = 0.003
_NOT_WRITTEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffd]")
_MOST_NOT_WRITTEN = 0.01


def decode(data: bytes) -> tuple[str, str]:
    """The text, and the name of the encoding if it had to be guessed.

    Raises `Refusal` when no encoding makes sense of the bytes.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding), ""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    if text and _makes_sense(text):
        return text, ""
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
