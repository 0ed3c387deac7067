"""Which column of a form's export holds what: as it was matched before, as a person says, or as it seems."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from itertools import islice
from types import MappingProxyType
from uuid import UUID, uuid5

from learningstories.domain.errors import ColumnUnknown, FieldUnknown
from learningstories.domain.form import IN_SEVERAL_COLUMNS, Form, FormField, FormId
from learningstories.services.deliveries import FormTable
from learningstories.services.form_answers import one_line, shortened
from learningstories.services.form_column import Column
from learningstories.services.form_dates import DayOrder, day_order, read_stamp
from learningstories.services.form_guess import Guess, guess
from learningstories.services.form_synonyms import plain
from learningstories.services.form_template import TEMPLATE_HEADERS

__all__ = ["TEMPLATE_HEADERS", "FormField", "FormMatch", "match_columns"]

NO_COLUMNS: Mapping[str, str] = MappingProxyType({})
_FORMS = UUID("5b1f2c0e-7c5a-4d0b-9a55-6f3d0c1e8a47")  # the space in which forms have their ids
_NOT_STORED = datetime(1970, 1, 1, tzinfo=UTC)  # when it was stored is noted when it is
_EXAMPLES, _LONGEST_EXAMPLE = 3, 120
_KNOWN_FROM, _SHARED_FROM = 0.6, 0.5  # of the headers that are remembered, and of those there are


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMatch:
    """A column, what it holds, some of its answers, and whether that is certain."""

    header: str
    field: FormField
    examples: tuple[str, ...]
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FormMatch:
    """A form's export and what its columns hold; `form` is what will be remembered.

    `known` says that an export of it was taken in before, `dates_open` that day and month could be either
    and only a person can say which is first.
    """

    table: FormTable
    form: Form
    known: bool
    columns: tuple[ColumnMatch, ...]
    dates_open: bool = False

    def headers(self, field: FormField) -> tuple[str, ...]:
        """The columns that hold a field."""
        return tuple(column.header for column in self.columns if column.field is field)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateQuestion:
    """A time as the form wrote it, and the two days that it can be."""

    text: str
    day_first: datetime
    month_first: datetime


def match_columns(
    table: FormTable,
    forms: Sequence[Form],
    columns: Mapping[str, str] = NO_COLUMNS,
    day_first: bool | None = None,  # noqa: FBT001 - a fact, not an option
) -> FormMatch:
    """What the columns hold: as `columns` says, else as one of `forms` remembers, else as it seems."""
    known = _known_form(table, forms)
    said = _said(table, columns)
    remembered = {h: FormField(known.columns[h]) for h in table.headers if known and h in known.columns}
    fields = {**_without(remembered, said), **said}
    unknown = [
        Column(header, _answers(table, place))
        for place, header in enumerate(table.headers)
        if header not in fields
    ]
    seems = guess(unknown, taken=fields.values())
    matched = tuple(
        _column(table, place, fields.get(header), seems.get(header))
        for place, header in enumerate(table.headers)
    )
    form = known or _new_form(table)
    if day_first is not None:
        return with_day_first(_match(table, form, matched, known=known is not None), day_first=day_first)
    return _match(table, form, matched, known=known is not None)


def corrected(match: FormMatch, header: str, field: FormField) -> FormMatch:
    """The match once a person has said what a column holds; another column loses a field that comes once."""

    def now(column: ColumnMatch) -> ColumnMatch:
        if column.header == header:
            return replace(column, field=field, sure=True)
        lost = column.field is field and field not in IN_SEVERAL_COLUMNS
        return replace(column, field=FormField.LEFT_OUT, sure=True) if lost else column

    columns = tuple(map(now, match.columns))
    held = {column.header: column.field.value for column in columns}
    form = replace(match.form, columns={**match.form.columns, **held})
    changed = replace(match, columns=columns, form=form)
    if changed.headers(FormField.RECEIVED) == match.headers(FormField.RECEIVED):
        return changed
    return _match(match.table, form, columns, known=match.known)


def with_day_first(match: FormMatch, *, day_first: bool) -> FormMatch:
    """The match once a person has said how dates are written."""
    return replace(match, form=replace(match.form, day_first=day_first), dates_open=False)


def date_question(match: FormMatch) -> DateQuestion | None:
    """What to ask where a form's times do not tell which is the day and which the month; None if they do."""
    times = _times(match.table, match.columns)
    if day_order(times) is not DayOrder.OPEN:
        return None
    for text in times:
        stamp = read_stamp(text)
        if stamp is not None and stamp.swapped is not None:
            return DateQuestion(text=text, day_first=stamp.local, month_first=stamp.swapped)
    return None


def map_columns(pairs: Sequence[str]) -> Mapping[str, str]:
    """What "COLUMN=FIELD" says, as fields by columns; raises `FieldUnknown`."""
    columns = {}
    for pair in pairs:
        header, sign, field = pair.rpartition("=")
        name = field.strip().lower().replace("-", "_").replace(" ", "_")
        if not sign or not header.strip() or name not in set(FormField):
            raise FieldUnknown(pair)
        columns[header.strip()] = name
    return columns


def refuse_unknown_columns(columns: Mapping[str, str], matches: Sequence[FormMatch]) -> None:
    """Raises `ColumnUnknown` for a column that none of the forms has."""
    headers = tuple(dict.fromkeys(header for match in matches for header in match.table.headers))
    known = set(map(plain, headers))
    for header in columns:
        if header not in headers and plain(header) not in known:
            raise ColumnUnknown(header, headers)


def fingerprint(headers: Sequence[str]) -> str:
    """What a form is known by: its headers, in whatever order."""
    return sha256("\n".join(sorted(headers)).encode("utf-8", "replace")).hexdigest()


def _known_form(table: FormTable, forms: Sequence[Form]) -> Form | None:
    """The form that the table is from: the same headers, or most of them."""
    mark = fingerprint(table.headers)
    headers = set(table.headers)

    def shared(form: Form) -> int:
        return len(headers & set(form.columns))

    same = next((form for form in forms if form.fingerprint == mark), None)
    alike = [
        form
        for form in forms
        if shared(form) >= max(2, _KNOWN_FROM * len(form.columns), _SHARED_FROM * len(headers))
    ]
    return same or max(alike, key=shared, default=None)


def _said(table: FormTable, columns: Mapping[str, str]) -> dict[str, FormField]:
    by_words = {plain(header): field for header, field in columns.items() if plain(header)}
    named = {header: columns.get(header, by_words.get(plain(header))) for header in table.headers}
    return {header: FormField(field) for header, field in named.items() if field is not None}


def _without(remembered: Mapping[str, FormField], said: Mapping[str, FormField]) -> dict[str, FormField]:
    once = set(said.values()) - IN_SEVERAL_COLUMNS
    return {h: FormField.LEFT_OUT if field in once else field for h, field in remembered.items()}


def _answers(table: FormTable, place: int) -> list[str]:
    return [row[place] for row in table.rows]


def _column(table: FormTable, place: int, field: FormField | None, seems: Guess | None) -> ColumnMatch:
    distinct = dict.fromkeys(answer for row in table.rows if (answer := row[place]))
    examples = (shortened(one_line(answer), _LONGEST_EXAMPLE) for answer in islice(distinct, _EXAMPLES))
    found, sure = (seems.field, seems.sure) if seems else (FormField.LEFT_OUT, True)
    return ColumnMatch(
        header=table.headers[place],
        field=found if field is None else field,
        examples=tuple(examples),
        sure=sure or field is not None,
    )


def _new_form(table: FormTable) -> Form:
    mark = fingerprint(table.headers)
    # The same form has the same id wherever it is met, so that its rows are known although it was forgotten.
    key = FormId(uuid5(_FORMS, mark))
    return Form(id=key, fingerprint=mark, name=table.name, columns={}, changed_at=_NOT_STORED)


def _match(table: FormTable, form: Form, columns: tuple[ColumnMatch, ...], *, known: bool) -> FormMatch:
    """The match, with how its dates are written; where the column tells, it is believed before the memory."""
    order = day_order(_times(table, columns))
    told = {DayOrder.DAY_FIRST: True, DayOrder.MONTH_FIRST: False}.get(order, form.day_first)
    return FormMatch(
        table=table,
        form=replace(
            form,
            fingerprint=fingerprint(table.headers),
            name=table.name,
            columns={**form.columns, **{column.header: column.field.value for column in columns}},
            day_first=told,
        ),
        known=known,
        columns=columns,
        dates_open=order is DayOrder.OPEN and told is None,
    )


def _times(table: FormTable, columns: Sequence[ColumnMatch]) -> list[str]:
    places = [place for place, column in enumerate(columns) if column.field is FormField.RECEIVED]
    return [answer for place in places for answer in _answers(table, place) if answer]
