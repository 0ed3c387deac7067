"""What an answer in a form agrees to. Only a clear yes counts; all else is no."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from learningstories.domain.form import FormField
from learningstories.services import consent_words as w
from learningstories.services.form_synonyms import plain

_TICKS = frozenset(("✓", "✔", "✔️", "☑", "☑️", "✅", "[x]", "(x)", "[X]", "(X)"))
_PARTS = re.compile(r"[;\n|]+")
_LONGEST_CHOICE = 8  # words; more of them tell something else
_NOTHING_SAID = " \t\n-\u2013\u2014_./"
_NOTHING: frozenset[FormField] = frozenset()
_NAMED, _ASKED, _MAYBE = 0.9, 0.7, 0.65


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """The uses that an answer agrees to; `clear` unless somebody should ask what was meant.

    `agrees` says that it is a yes, whether or not anything says to what; `to_publish` that it agrees to
    being published, which nobody can be without being read.
    """

    uses: frozenset[FormField] = _NOTHING
    clear: bool = True
    agrees: bool = False
    to_publish: bool = False


def consent_given(field: FormField, header: str, answer: str, *, digits: bool = False) -> Consent:
    """What an answer agrees to, in a column that holds `field`.

    `digits` says that the column holds nothing but 1 and 0, as some forms write yes and no.
    """
    asked = asks_for(field, header)
    words = plain(answer)
    publish = _has(f"{plain(header)} {words}", w.PUBLISH)
    if not answer.strip(_NOTHING_SAID) or words in w.NO:
        return Consent()
    if is_negated(plain(header)):
        return Consent(clear=False)
    if answer.strip() in _TICKS or (digits and words == "1"):
        return Consent(uses=asked, clear=bool(asked), agrees=True, to_publish=publish and bool(asked))
    parts = [plain(part) for part in _PARTS.split(answer)]
    given = [_part_given(field, asked, part) for part in parts if part]
    uses = frozenset(use for each in given if each is not None for use in each)
    clear = bool(given) and all(given)
    return Consent(uses=uses, clear=clear, agrees=words in w.YES, to_publish=publish and bool(uses))


def asks_for(field: FormField, header: str) -> frozenset[FormField]:
    """The uses that a column asks for, whatever is answered."""
    if field is FormField.CONSENT_ALL:
        return frozenset(w.USES)
    if field is FormField.CONSENT:
        return _uses_named(plain(header))
    return frozenset((field,))


def asks_for_reading(field: FormField, header: str, answers: Collection[str]) -> bool:
    """Whether a column asks for the consent to be read, or some of its answers give it by name."""
    return w.READ in asks_for(field, header) or any(w.READ in _uses_named(plain(each)) for each in answers)


def consent_asked(header: str) -> tuple[FormField, float] | None:
    """The consent that a header asks for, and how sure that is; None for none."""
    words = plain(header)
    if _has(words, w.OTHER_MATTERS) or is_negated(words):
        return None
    uses = _uses_named(words)
    field = next(iter(uses)) if len(uses) == 1 else FormField.CONSENT
    if _has(words, w.PERMISSION):
        return field, _NAMED if uses else _ASKED
    return (field, _MAYBE) if uses else None


def is_answer(answer: str) -> bool:
    """Whether an answer says yes or no, or which use is allowed."""
    words = plain(answer)
    plainly = words in w.YES or words in w.NO or words in {"0", "1"} or answer.strip() in _TICKS
    return plainly or words.partition(" ")[0] in w.ANSWER_BEGINS or says_use(answer)


def says_use(answer: str) -> bool:
    """Whether an answer says that something may be done with a story, or may not."""
    words = plain(answer)
    return bool(_uses_named(words)) and _has(words, w.PERMISSION)


def holds_digits(answers: Collection[str]) -> bool:
    """Whether a column answers by 1 and 0."""
    return all(answer.strip() in {"", "0", "1"} for answer in answers)


def _part_given(field: FormField, asked: frozenset[FormField], part: str) -> frozenset[FormField] | None:
    """What one choice of several agrees to; None where that is not clear."""
    if part in w.YES:
        return asked or None
    words = part.split()
    named = _uses_named(part)
    begins = words[0] in w.YES_BEGINS
    rest = words[1:] if begins else words
    only = _has(" ".join(rest), w.ONLY)
    if is_negated(" ".join(rest)) or _is_conditional(rest) or (only and not named):
        return None
    if named:
        choice = named if field in {FormField.CONSENT, FormField.CONSENT_ALL} else named & asked
        bare = field is FormField.CONSENT and len(words) <= _LONGEST_CHOICE
        agreed = begins or bare or _has(part, w.PERMISSION)
        return choice if agreed and choice else None
    return (asked or None) if begins or _has(part, w.PERMISSION) else None


def _uses_named(words: str) -> frozenset[FormField]:
    for phrase in w.NO_USE:
        words = f" {words} ".replace(f" {phrase} ", " ").strip()
    uses = {use for use in w.USES if _has(words, w.USE_WORDS[use])}
    if not uses & {w.PRINT, w.WEB, w.STAGE} and _has(words, w.PUBLISH):
        uses.add(w.PRINT)
    return frozenset(uses)


def _is_conditional(words: Sequence[str]) -> bool:
    return _has(" ".join(words), w.CONDITIONS) or "si" in words


def is_negated(text: str) -> bool:
    """Whether plain words deny something."""
    if not w.PORTUGUESE.isdisjoint(text.split()):
        for place in w.PORTUGUESE_PLACES:
            text = text.replace(f"no {place}", place)
    return _has(text, w.NEGATIONS)


def _has(words: str, wanted: tuple[str, ...]) -> bool:
    return _pattern(wanted).search(words) is not None


@cache
def _pattern(wanted: tuple[str, ...]) -> re.Pattern[str]:
    each = (word[:-1] + r"\w*" if word.endswith("*") else word for word in wanted)
    return re.compile(rf"(?<!\w)(?:{'|'.join(each)})(?!\w)")
