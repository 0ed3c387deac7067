"""Answers of a form to the details of a story: names, addresses, choices."""

import re
from collections.abc import Mapping

from learningstories.domain.story import NameUse
from learningstories.services.consent_words import NO, YES
from learningstories.services.form_consent import is_negated
from learningstories.services.form_synonyms import plain, says
from learningstories.services.markup import normal_text
from learningstories.services.reviewing import is_address

_NOBODY = frozenset(("anonymous", "anonym", "anonyme", "anonimo", "anoniem", "n a", "na", "none"))
_ADDRESSED = re.compile(r"[^<>]{0,200}<([^<>]{1,260})>")
# Google puts a space after a comma between choices, and so does who writes one; Airtable does not.
_CHOICES = re.compile(r"\s*(?:[;\n|]|,(?=\S))\s*")
_HIDES = re.compile(r"anon[iy]m")
_NAME_USES: Mapping[NameUse, tuple[str, ...]] = {
    NameUse.FULL: (
        *("full name", "full", "first and last name", "vollstandiger name", "voller name"),
        *("vor und nachname", "nom complet", "prenom et nom", "nombre completo", "nombre y apellidos"),
        *("nome completo", "nome e cognome", "nome e apelido", "volledige naam", "voor en achternaam"),
    ),
    NameUse.FIRST: (
        *("first name", "first", "given name", "vorname", "nur vorname", "prenom", "nombre de pila"),
        *("primer nombre", "primeiro nome", "nome proprio", "nome di battesimo", "voornaam"),
    ),
    NameUse.NONE: (
        *("none", "no name", "anonymous", "anonymously", "not at all", "kein name", "anonym", "gar nicht"),
        *("anonyme", "aucun nom", "sin nombre", "anonimo", "sem nome", "nessun nome", "geen naam"),
        *("anoniem", "not shown", "do not show"),
    ),
}


def one_line(text: str) -> str:
    """An answer in one line, without hidden marks."""
    return " ".join(normal_text(text).split())


def shortened(text: str, most: int) -> str:
    """A line that is at most so long."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def person(answer: str) -> str:
    """A name or an address; empty where a form says that somebody kept it to themselves."""
    line = one_line(answer)
    return "" if plain(line) in _NOBODY else line


def address(answer: str) -> str | None:
    """The e-mail address in an answer; "" for none, None where it is not understood."""
    line = person(answer)
    inside = _ADDRESSED.fullmatch(line)
    found = (inside[1] if inside else line).removeprefix("mailto:").strip()
    return found if not found or is_address(found) else None


def choices(answer: str) -> list[str]:
    """What was ticked, of an answer that may hold several choices."""
    return list(filter(None, map(one_line, _CHOICES.split(normal_text(answer)))))


def name_use(header: str, answer: str) -> NameUse | None:
    """How much of a name may be shown; None where that is not understood."""
    words = plain(answer)
    if words in YES or words in NO:
        hides = _HIDES.search(plain(header)) is not None
        return NameUse.NONE if (words in YES) is hides else NameUse.FULL
    found = [use for use, phrases in _NAME_USES.items() if any(says(words, phrase) for phrase in phrases)]
    if NameUse.NONE not in found and is_negated(words):
        return None
    if found == [NameUse.FULL, NameUse.FIRST]:  # "first and last" has "first" in it
        return NameUse.FULL
    return found[0] if len(found) == 1 else None
