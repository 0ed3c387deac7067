"""One row of a form's export: what its answers say about a story, before its text is read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from hashlib import sha256

from learningstories.domain.form import FormField
from learningstories.domain.story import NameUse
from learningstories.services.drafts import Problem
from learningstories.services.form_answers import address, choices, name_use, one_line, person, shortened
from learningstories.services.form_columns import FormMatch
from learningstories.services.form_consent import asks_for_reading, consent_given, holds_digits
from learningstories.services.form_dates import Stamp, read_stamp, zone_ahead
from learningstories.services.form_links import Link, links_in
from learningstories.services.form_synonyms import plain
from learningstories.services.language_names import language_code

_LONGEST_TITLE, _LONGEST_NAME, _LONGEST_THEME, _LONGEST_SHOWN = 200, 120, 100, 60
_SURELY_UNIQUE = 10  # characters; shorter numbers count the rows of one form, and others have them too
_CONSENTS = tuple(each for each in FormField if each.startswith("consent"))


@dataclass(slots=True)
class FormRow:
    """A row; `place` counts from 0, `number` is its row in the file, `key` is what it is known by.

    `texts` are the questions that ask for the story and their answers, `received` is the time as it was
    written and `stamp` what that says, None where it is not understood or not to be decided.
    """

    place: int
    number: int
    key: str = ""
    title: str = ""
    author: str = ""
    email: str = ""
    theme: str = ""
    language: str = ""
    name_use: NameUse = NameUse.FULL
    uses: frozenset[FormField] = frozenset()
    consent_wording: str = ""
    received: str = ""
    stamp: Stamp | None = None
    texts: tuple[tuple[str, str], ...] = ()
    links: tuple[Link, ...] = ()
    problems: list[Problem] = field(default_factory=list)

    def add(self, code: str, **facts: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(code=code, facts=facts))


def read_rows(match: FormMatch) -> Iterator[FormRow]:
    """The rows in which there is anything."""
    columns = _Columns(match)
    seen: dict[str, int] = {}
    for place, cells in enumerate(match.table.rows):
        if any(cells):
            row = FormRow(place=place, number=match.table.first_row + place)
            columns.read(cells, row)
            # Two people may send at the same second; the first stays the first in later exports.
            seen[row.key] = seen.get(row.key, 0) + 1
            if seen[row.key] > 1:
                row.key = _key(f"{row.key} {seen[row.key]}")
            yield row


@dataclass(frozen=True, slots=True, kw_only=True)
class _ConsentColumn:
    place: int
    field: FormField
    header: str
    digits: bool


class _Columns:
    """Where in a row to find what."""

    def __init__(self, match: FormMatch) -> None:
        self._match = match
        self._headers = match.table.headers
        self._places: dict[FormField, list[int]] = {}
        for place, column in enumerate(match.columns):
            self._places.setdefault(column.field, []).append(place)
        self._consents = [
            _ConsentColumn(
                place=place,
                field=each,
                header=self._headers[place],
                digits=holds_digits({row[place] for row in match.table.rows}),
            )
            for each in _CONSENTS
            for place in self._places.get(each, ())
        ]
        self._asks_for_reading = any(
            asks_for_reading(column.field, column.header, {row[column.place] for row in match.table.rows})
            for column in self._consents
        )
        received = self._places.get(FormField.RECEIVED)
        self._ahead: timedelta | None = zone_ahead(self._headers[received[0]]) if received else None

    def read(self, cells: Sequence[str], row: FormRow) -> None:
        """Fill a row from its cells."""
        self._about_author(cells, row)
        self._about_story(cells, row)
        self._when(cells, row)
        self._agreed(cells, row)
        row.key = self._identity(cells, row)

    def _about_author(self, cells: Sequence[str], row: FormRow) -> None:
        apart = (self._one(cells, FormField.FIRST_NAME), self._one(cells, FormField.LAST_NAME))
        name = person(self._one(cells, FormField.AUTHOR)) or " ".join(filter(None, map(person, apart)))
        row.author = _bounded(row, name, _LONGEST_NAME)
        written = self._one(cells, FormField.EMAIL)
        email = address(written)
        if email is None:
            row.add("email_not_understood", value=_shown(written))
        row.email = email or ""
        if FormField.NAME_USE in self._places:
            self._name_use(cells, row)

    def _name_use(self, cells: Sequence[str], row: FormRow) -> None:
        answer = self._one(cells, FormField.NAME_USE)
        header = self._headers[self._places[FormField.NAME_USE][0]]
        use = name_use(header, answer) if answer else None
        row.name_use = use or NameUse.NONE
        if not answer:
            row.add("name_use_not_answered")
        elif use is None:
            row.add("name_use_not_understood", value=_shown(answer))

    def _about_story(self, cells: Sequence[str], row: FormRow) -> None:
        row.title = _bounded(row, one_line(self._one(cells, FormField.TITLE)), _LONGEST_TITLE)
        theme = ", ".join(choices(self._one(cells, FormField.THEME)))
        row.theme = _bounded(row, theme, _LONGEST_THEME)
        written = one_line(self._one(cells, FormField.LANGUAGE))
        code = language_code(written)
        if code is None:
            row.add("language_not_understood", value=_shown(written))
        row.language = code or ""
        texts = ((self._headers[place], cells[place]) for place in self._places.get(FormField.TEXT, ()))
        row.texts = tuple((header, text) for header, text in texts if text)
        row.links = tuple(
            link for place in self._places.get(FormField.FILES, ()) for link in links_in(cells[place])
        )
        if row.links:
            names = ", ".join(_shown(link.name or link.url) for link in row.links[:3])
            row.add("files_not_fetched", names=names)

    def _when(self, cells: Sequence[str], row: FormRow) -> None:
        row.received = one_line(self._one(cells, FormField.RECEIVED))
        if not row.received:
            return
        stamp = read_stamp(row.received, day_first=self._match.form.day_first)
        if stamp is None:
            row.add("stamp_not_understood", value=_shown(row.received))
        elif stamp.swapped is not None:
            row.add("date_order_open", value=_shown(row.received))
        else:
            row.stamp = replace(stamp, ahead=stamp.ahead if stamp.ahead is not None else self._ahead)

    def _agreed(self, cells: Sequence[str], row: FormRow) -> None:
        wording = []
        published = False
        for column in self._consents:
            answer = cells[column.place]
            consent = consent_given(column.field, column.header, answer, digits=column.digits)
            row.uses |= consent.uses
            published |= consent.to_publish
            if answer:
                wording.append(f"{column.header}: {answer}")
            if not consent.clear:
                nothing = column.field is FormField.CONSENT and not consent.uses and consent.agrees
                code = "consent_to_nothing" if nothing else "consent_answer_not_understood"
                row.add(code, value=_shown(answer), question=_shown(column.header))
        row.consent_wording = "\n".join(wording)
        if published and not self._asks_for_reading:
            row.uses |= {FormField.CONSENT_READ}

    def _identity(self, cells: Sequence[str], row: FormRow) -> str:
        """What a row is known by in later exports, whatever becomes of its text."""
        number = one_line(self._one(cells, FormField.ROW_ID))
        when = _clock(row.received)
        who = row.email.casefold() or plain(row.author)
        if number and (len(number) >= _SURELY_UNIQUE or not when):
            return _key(f"id {number}")
        if number:
            return _key(f"id {number} at {when}")
        # Without either a row is where it stands; one that moved is told by its text instead.
        return _key(f"at {when} by {who}" if when else f"row {row.number} by {who}")

    def _one(self, cells: Sequence[str], wanted: FormField) -> str:
        places = self._places.get(wanted, ())
        return cells[places[0]] if places else ""


def _clock(received: str) -> str:
    """What the clock showed, however day and month will turn out to be written."""
    stamp = read_stamp(received)
    if stamp is None:
        return received
    return min(stamp.local, stamp.swapped or stamp.local).isoformat()


def _key(identity: str) -> str:
    return sha256(identity.encode("utf-8", "replace")).hexdigest()[:24]


def _bounded(row: FormRow, text: str, most: int) -> str:
    if len(text) > most:
        row.add("name_too_long", value=_shown(text))
    return shortened(text, most)


def _shown(text: str) -> str:
    return shortened(one_line(text), _LONGEST_SHOWN)
