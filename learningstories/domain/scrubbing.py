"""What is taken out of everything that was written down about others when one person is forgotten."""

import re
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

_GONE = object()
_LEAST_NAME = 2  # letters; of a shorter one nobody can say where it is a name


class Scrub:
    """The records of a person that are removed, and the words that tell of them.

    `records` are the ids of all of them, `shas` name their files, `numbers` and `titles` are their stories'.
    `person` and `story` are said instead. The same value always becomes the same, so that what history
    holds still fits what is there.
    """

    def __init__(
        self,
        *,
        records: Iterable[UUID],
        words: Mapping[str, frozenset[str]],
        numbers: Iterable[int] = (),
        person: str,
        story: str,
    ) -> None:
        """`words` holds the names, mails, titles and shas, by these four words."""
        self.records = frozenset(map(str, records))
        self.words = words
        self.numbers = frozenset(numbers)
        self.person, self.story = person, story
        self._called = frozenset(each.casefold() for each in (*words["names"], *words["mails"]))
        self._mails = frozenset(mail.casefold() for mail in words["mails"])
        self._ids = self.records | {key.replace("-", "") for key in self.records}
        self._person = _any_of([*map(_mail, words["mails"]), *map(_name, words["names"])])
        self._story = _any_of(map(_title, words["titles"]))

    def text(self, words: str) -> str:
        """The words without the person and without the titles of their stories."""
        told = self._story.sub(lambda _found: self.story, words)
        return self._person.sub(lambda _found: self.person, told)

    def is_called(self, name: object) -> bool:
        """Whether a whole field is the person's name or address."""
        return isinstance(name, str) and " ".join(name.split()).casefold() in self._called

    def clean(self, value: Any) -> Any:
        """A field's value, as JSON holds it, without them; lists lose what was about them."""
        found = self._clean(value)
        return None if found is _GONE else found

    def _clean(self, value: Any) -> Any:
        if isinstance(value, str):
            return self._clean_text(value)
        if isinstance(value, Mapping):
            return _GONE if self._is_about(value) else self._clean_part(value)
        if isinstance(value, list | tuple):
            return _GONE if self._is_pair(value) else self._clean_list(value)
        return value

    def _clean_part(self, part: Mapping[str, Any]) -> dict[str, Any]:
        cleaned = {key: self._under(key, each) for key, each in part.items()}
        return {key: None if each is _GONE else each for key, each in cleaned.items()}

    def _clean_list(self, whole: list[Any] | tuple[Any, ...]) -> list[Any] | tuple[Any, ...]:
        kept = [self._clean(each) for each in whole if not self.is_called(each)]
        left = [each for each in kept if each is not _GONE]
        return tuple(left) if isinstance(whole, tuple) else left

    def _clean_text(self, value: str) -> Any:
        if value in self._ids:
            return _GONE
        return "" if value in self.words["shas"] else self.text(value)

    def _under(self, key: str, value: Any) -> Any:
        """What a saved output was made of is known by the stories' numbers."""
        if isinstance(value, str) and key.isdecimal() and int(key) in self.numbers:
            return ""
        return self._clean(value)

    def _is_about(self, part: Mapping[str, Any]) -> bool:
        mail = part.get("email")
        return (
            self._is_id(part.get("story_id"))
            or self._is_id(part.get("reviewer_id"))
            or ("title" in part and self._is_number(part.get("number")))
            or (isinstance(mail, str) and mail.strip().casefold() in self._mails)
            or self.is_called(part.get("author"))
            or ("readings" in part and self.is_called(part.get("name")))
        )

    def _is_pair(self, part: list[Any] | tuple[Any, ...]) -> bool:
        """A story as [number, title]."""
        return len(part) == 2 and isinstance(part[1], str) and self._is_number(part[0])  # noqa: PLR2004 - a pair

    def _is_number(self, value: object) -> bool:
        return isinstance(value, int) and value in self.numbers

    def _is_id(self, value: object) -> bool:
        return isinstance(value, str) and value in self._ids


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    found = [pattern for pattern in patterns if pattern]
    return re.compile("|".join(found) if found else r"(?!)")


def _mail(mail: str) -> str:
    return rf"(?i:(?<![\w.+-]){re.escape(mail)}(?![\w-]))" if mail else ""


def _name(name: str) -> str:
    """In any letters where there are several words; a single one may be a word of the language, too."""
    parts = name.split()
    if len("".join(parts)) < _LEAST_NAME:
        return ""
    spaced = r"\s+".join(map(re.escape, parts))
    pattern = rf"(?<!\w){spaced}(?!\w)"
    # Before a word that begins large it is the first name of somebody else.
    return f"(?i:{pattern})" if len(parts) > 1 else rf"{pattern}(?!\s+[^\W\d_a-z])"


def _title(title: str) -> str:
    return rf"(?<!\w){re.escape(title)}(?!\w)" if title.strip() else ""
