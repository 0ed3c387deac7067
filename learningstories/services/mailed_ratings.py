"""What a reviewer answered in the words of a mail: a line a story.

Such as “Story 3: 4 - I will …”, with the answers to further criteria in brackets, in their order or by their
names: “Story 3: 4 (5, clear 3) - I will …”; or “Story 3: step aside - I know her”.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from learningstories.services.hand_form import HandForm

MOST_TEXT = 200_000
_MOST_LINES = 3_000
_MOST_LINE = 4_000
_WRAPS_AT = 55  # a line that is longer may go on in the next
# How a word for a story begins, in the languages that people write in.
_STORY = (
    "stor|geschicht|histoire|récit|relat|cuento|histori|histór|racconto|stór|verhal|verhaal|berättels|fortell|fortæll|"
    "tarina|kertomu|opowiada|příbě|príbe|történet|povest|prič|zgodb|hikâye|hikaye|öykü|cerita|kisah|kuwento|"
    "hadithi|truyện|câu chuyện|ιστορί|рассказ|истори|історі|оповіда|قصة|القصة|قصه|داستان|کہانی|סיפור|कहानी|"
    "কাহিনী|গল্প|கதை|เรื่อง|故事|物語|ストーリー|이야기"
)
_SIGN = r"[#№]|no\.?|nr\.?|n[°º.]|number|nummer|numéro|número|numero|رقم|מספר|第"
_HEAD = re.compile(
    r"[-–—•*]{0,3}\s{0,9}"  # noqa: RUF001 - dashes of every length begin the lines of lists
    rf"(?P<word>(?:{_STORY})\w{{0,12}})?\s{{0,9}}(?P<sign>{_SIGN})?\s{{0,9}}"
    r"(?P<number>\d{1,6})(?!\d)[篇番号個个]{0,2}"
    r"(?P<title>\s{0,9}[(\[“«„\"][^)\]”»\"]{0,300}[)\]”»\"])?"
    r"\s{0,9}(?P<mark>[:=：.)]|[-=–—]{0,2}>|→|[-–—](?=\s))?\s{0,9}",  # noqa: RUF001
    re.IGNORECASE,
)  # fmt: skip
# No part of another number: not 4.5, not 4-5, not 4th.
_POINT = re.compile(
    r"(?P<point>\d{1,6})(?![\d%A-Za-z])(?:\s{0,3}(?:/|of|von|de|sur|su|van|из)\s{0,3}(?P<points>\d{1,6})(?!\d))?"
    r"(?!\s?[-–—]\s?\d)(?![.,]\d{1,6}(?![\d\s]*[:=]))",  # noqa: RUF001
    re.IGNORECASE,
)  # fmt: skip
_MARKS = "-–—:,;.|/=> \t"  # noqa: RUF001 - what stands between a value and an action
_BRACKETS = re.compile(r"\s{0,9}[(\[（](?P<inside>[^()\[\]（）]{1,300})[)\]）]")  # noqa: RUF001
# Points alone are no action: “4, 5, 3” answers what stands in brackets otherwise.
_BARE = re.compile(r"[\s,;:(\[]{0,9}(?P<inside>\d{1,2}(?:\s{0,3}[,;،、\s]\s{0,3}\d{1,2}){0,9})[\s.)\]]{0,9}")
_NEXT = re.compile(r"\s{0,9}[,;]\s{0,9}")
_QUOTED = ("> ", ">", "|")
_SIGNATURE = "--"


class LineFault(StrEnum):
    """Why nothing is taken from a line."""

    NONE = "none"
    NO_RATING = "no_rating"
    NO_VALUE = "no_value"
    OFF_SCALE = "off_scale"
    CRITERION = "criterion"
    NOT_THEIRS = "not_theirs"
    SAID_AGAIN = "said_again"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailLine:
    """One line and what was understood of it; `number` is the story's, where one is named.

    In one that steps `aside`, the reason stands in `action`.
    """

    text: str
    fault: LineFault = LineFault.NONE
    number: int | None = None
    value: int | None = None
    criteria: tuple[int, ...] = ()
    action: str = ""
    aside: bool = False

    @property
    def is_answer(self) -> bool:
        """Whether it says anything about a story."""
        return self.aside or self.value is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class MailWords:
    """What a mail says, and the address of whoever wrote it; both may be empty."""

    sender: str
    text: str


def read_ratings(text: str, form: HandForm, numbers: Collection[int]) -> list[MailLine]:
    """What is said, line by line; `numbers` are the stories that this reviewer was given.

    Quoted lines, empty ones and what stands below a signature's dashes say nothing. Of what is said twice
    about a story the later holds.
    """
    reader = _Reader(form, numbers)
    found = [each for line in _lines(text) for each in reader.answers(line)]
    last = {each.number: place for place, each in enumerate(found) if each.fault is LineFault.NONE}
    return [
        replace(each, fault=LineFault.SAID_AGAIN)
        if each.fault is LineFault.NONE and last[each.number] != place
        else each
        for place, each in enumerate(found)
    ]


def _lines(text: str) -> Iterator[str]:
    """What the writer wrote, with the lines joined again that a mail program has broken."""
    held, length = "", 0
    for raw in text[:MOST_TEXT].splitlines()[:_MOST_LINES]:
        if raw.strip() == _SIGNATURE:
            break
        line = "" if raw.lstrip().startswith(_QUOTED) else " ".join(unicodedata.normalize("NFC", raw).split())
        if held and line and length >= _WRAPS_AT and _head(line) is None:
            held = f"{held} {line}"
        else:
            if held:
                yield held[:_MOST_LINE]
            held = line
        length = len(line)
    if held:
        yield held[:_MOST_LINE]


def _head(text: str) -> re.Match[str] | None:
    """The beginning of a line that names a story; a bare number must be marked as what follows is about."""
    found = _HEAD.match(text)
    return found if found is not None and (_is_named(found) or found["mark"]) else None


def _is_named(head: re.Match[str]) -> bool:
    return bool(head["word"] or head["sign"])


def _pattern(words: str) -> re.Pattern[str]:
    parts = unicodedata.normalize("NFC", words).split()
    return re.compile(r"\s+".join(map(re.escape, parts)), re.IGNORECASE)


class _Reader:
    """Reads lines for one reviewer."""

    def __init__(self, form: HandForm, numbers: Collection[int]) -> None:
        self._form, scale = form, form.scale
        self._numbers = frozenset(numbers)
        self._aside = [_pattern(words) for words in sorted(form.aside, key=len, reverse=True)]
        self._points = len(scale)
        longest_first = sorted(enumerate(scale, start=1), key=lambda each: -len(each[1]))
        self._words = [(_pattern(words), point) for point, words in longest_first if words.strip()]

    def answers(self, line: str) -> list[MailLine]:
        """What a line says; of several stories, if it names them one behind the other."""
        found, rest = [], line
        while True:
            answer, end = self._answer(rest)
            following = _NEXT.match(rest, end)
            if following is None or not answer.is_answer or not self._goes_on(rest[following.end() :]):
                break
            found.append(replace(answer, text=rest[:end], action=""))
            rest = rest[following.end() :]
        return [*found, answer]

    def _goes_on(self, text: str) -> bool:
        return self._answer(text)[0].is_answer

    def _answer(self, text: str) -> tuple[MailLine, int]:
        """What the text begins with, and where its value ends."""
        head = _head(text)
        if head is None:
            return MailLine(text=text, fault=LineFault.NO_RATING), len(text)
        number, aside_at = int(head["number"]), self._aside_at(text, head.end())
        if aside_at is not None:
            reason = text[aside_at:].strip(_MARKS)
            return self._theirs(MailLine(text=text, number=number, aside=True, action=reason)), aside_at
        value, end = self._value(text, head.end())
        if value is None:
            return MailLine(text=text, number=number, fault=self._no_value(head, end)), end
        line = MailLine(text=text, number=number, value=value)
        try:
            criteria, end = self._criteria(text, end)
        except ValueError:
            return replace(line, fault=LineFault.CRITERION), len(text)
        return self._theirs(replace(line, criteria=criteria, action=text[end:].strip(_MARKS))), end

    def _theirs(self, line: MailLine) -> MailLine:
        return line if line.number in self._numbers else replace(line, fault=LineFault.NOT_THEIRS)

    def _aside_at(self, text: str, start: int) -> int | None:
        """Where words end that say that the reviewer steps aside from the story."""
        ends = [found.end() for each in self._aside if (found := each.match(text, start))]
        end = max(ends, default=None)
        return None if end is None or text[end : end + 1].isalnum() else end

    def _criteria(self, text: str, start: int) -> tuple[tuple[int, ...], int]:
        """What brackets behind the value say of further criteria; other brackets belong to the action."""
        if not self._form.criteria:
            return (), start
        found = _BRACKETS.match(text, start) or _BARE.fullmatch(text, start)
        points = self._form.bracketed(found["inside"]) if found else None
        return (points, found.end()) if found and points is not None else ((), start)

    def _no_value(self, head: re.Match[str], end: int) -> LineFault:
        """Why there is no value: a time of day, or the number of a list, names no story."""
        if not _is_named(head) and int(head["number"]) not in self._numbers:
            return LineFault.NO_RATING
        if end > head.end():
            return LineFault.OFF_SCALE
        return LineFault.NO_VALUE if _is_named(head) else LineFault.NO_RATING

    def _value(self, text: str, start: int) -> tuple[int | None, int]:
        """The point of the scale that stands here, and where it ends; beyond `start` if one was written."""
        for words, point in self._words:
            found = words.match(text, start)
            if found and not text[found.end() : found.end() + 1].isalnum():
                return point, found.end()
        written = _POINT.match(text, start)
        if written is None:
            return None, start
        value, points = int(written["point"]), int(written["points"] or self._points)
        fits = 1 <= value <= self._points and points == self._points
        return (value if fits else None), written.end()
