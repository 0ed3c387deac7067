"""What the details at the top of a text mean."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from learningstories.documents.front_matter import Value
from learningstories.domain.story import NameUse
from learningstories.services.drafts import Problem
from learningstories.services.markup import normal_text, reorders_text

_CONSENTS = ("read", "print", "web", "stage")
_NO_CONSENT = frozenset(("none", "no"))
_NAME_USES = {"full": NameUse.FULL, "first": NameUse.FIRST, "none": NameUse.NONE}
_EMAIL = re.compile(r"[^@\s<>\"]{1,64}@[^@\s<>\"]{1,190}\.[^@\s<>\".]{2,63}")
_ADDRESSED = re.compile(r"[^<>]{0,200}<([^<>]*)>")  # as mail programs write it: Ada <ada@example.org>
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_LONGEST = {"title": 200, "author": 120, "theme": 100, "received": 100}
_SHOWN = 60


@dataclass(slots=True)
class Details:
    """The details of a story as far as its text tells them, and what was not understood."""

    title: str = ""
    author: str = ""
    email: str = ""
    theme: str = ""
    language: str = ""
    consent: frozenset[str] = frozenset()
    name_use: NameUse = NameUse.FULL
    received: str = ""
    problems: list[Problem] = field(default_factory=list)

    def short(self, key: str, value: str) -> str:
        """The value in one line, without hidden marks, and shortened where it is too long."""
        if reorders_text(value):
            self.add("direction_characters_removed")
        plain = " ".join(normal_text(value).split())
        most = _LONGEST[key]
        if len(plain) <= most:
            return plain
        self.add("name_too_long", value=shown(plain))
        return plain[: most - 1].rstrip() + "…"

    def add(self, code: str, **facts: str) -> None:
        """Note a problem, each once."""
        problem = Problem(code=code, facts=facts)
        if problem not in self.problems:
            self.problems.append(problem)


def read_details(known: Mapping[str, Value], unknown: Mapping[str, str]) -> Details:
    """What the details mean; nothing is assumed that is not said."""
    details = Details()
    texts = {key: value if isinstance(value, str) else ", ".join(value) for key, value in known.items()}
    details.name_use = _name_use(details, texts)
    for key in _LONGEST:
        setattr(details, key, details.short(key, texts.get(key, "")))
    details.email = _matching(details, "email", texts, _EMAIL)
    details.language = _matching(details, "language", texts, _LANGUAGE)
    details.consent = _consent(details, known.get("consent", ""))
    for key, value in list(unknown.items())[:20]:
        details.add("unknown_front_matter_key", key=shown(key), value=shown(value))
    return details


def shown(value: str) -> str:
    """A value as it may stand in a sentence."""
    plain = " ".join(normal_text(value).split())
    return plain if len(plain) <= _SHOWN else plain[: _SHOWN - 1] + "…"


def _matching(details: Details, key: str, texts: Mapping[str, str], pattern: re.Pattern[str]) -> str:
    written = normal_text(texts.get(key, "")).strip()
    addressed = _ADDRESSED.fullmatch(written)
    value = addressed[1] if addressed else written
    if not value or pattern.fullmatch(value):
        return value
    details.add(f"{key}_not_understood", value=shown(written))
    return ""


def _consent(details: Details, value: Value) -> frozenset[str]:
    """A consent is what was named; one word that is none makes all of it doubtful."""
    parts = [value] if isinstance(value, str) else list(value)
    words = [word for part in parts for word in re.split(r"[\s,;]+", part.lower()) if word]
    if not words or (len(words) == 1 and words[0] in _NO_CONSENT):
        return frozenset()
    if all(word in {*_CONSENTS, "and", "&"} for word in words):
        return frozenset(words) & frozenset(_CONSENTS)
    details.add("consent_not_understood", value=shown(" ".join(parts)))
    return frozenset()


def _name_use(details: Details, texts: dict[str, str]) -> NameUse:
    value = texts.get("name_use", "").strip()
    use = _NAME_USES.get(value.lower(), NameUse.FULL)
    if value and value.lower() not in _NAME_USES:
        # "Name: Ada Lovelace" is what people write who mean the author.
        if not texts.get("author", "").strip():
            texts["author"] = value
        else:
            use = NameUse.NONE
            details.add("name_use_not_understood", value=shown(value))
    return use
