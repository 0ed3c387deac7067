"""What the columns of a form's export seem to hold, by their headers and by what stands in them."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from learningstories.domain.form import IN_SEVERAL_COLUMNS, FormField
from learningstories.services.form_answers import name_use
from learningstories.services.form_column import Column
from learningstories.services.form_consent import consent_asked
from learningstories.services.form_synonyms import EXACTLY, OTHER, named_fields, plain, says
from learningstories.services.form_template import template_field
from learningstories.services.language_names import language_code

_ENOUGH, _SURE = 0.6, 0.8  # of a score
_BONUS = 0.15  # where what stands in a column bears out its header
_BY_ANSWERS = 0.65
_NOBODY_ANSWERED = 0.3  # forms have columns of their own, which stay empty where they are not used
_MOST, _MANY, _SOME = 0.8, 0.6, 0.3  # shares of the answers
_LONG_TITLE, _LONG_NAME, _LONG_CONSENT, _LONG_CHOICE = 150, 60, 250, 60  # characters, on average
_STORY_FROM, _SHORT_STORY = 150, 20
_FEW_THEMES, _FOR_THEMES = 12, 8
_FEW_SALUTATIONS, _FOR_SALUTATIONS = 5, 10
_LONGEST_ID = 64
Judge = Callable[[Column, float], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """What a column may hold, and how likely that is."""

    field: FormField
    score: float

    @property
    def sure(self) -> bool:
        """Whether nobody needs to look."""
        return self.score >= _SURE


def guess(columns: Sequence[Column], taken: Collection[FormField] = ()) -> Mapping[str, Guess]:
    """The likeliest field for each header that seems to hold one; `taken` are those of other columns."""
    found = [(each, column.header) for column in columns for each in guesses(column)]
    found.sort(key=lambda pair: -pair[0].score)
    # A text may be asked for in parts, but only a person can say so.
    often = IN_SEVERAL_COLUMNS - {FormField.TEXT}
    gone = set(taken) - often
    chosen: dict[str, Guess] = {}
    for each, header in found:
        if header not in chosen and each.field not in gone:
            chosen[header] = each
            gone |= {each.field} - often
    return _with_both_names(chosen, gone)


def guesses(column: Column) -> Iterator[Guess]:
    """What a column may hold."""
    named = dict(named_fields(column.header))
    ours = template_field(column.header)
    if ours is not None:
        named[ours] = EXACTLY
    for field, judge in _JUDGES.items():
        if field is FormField.THEME and named and field not in named:
            continue  # few choices under a header that says something else
        score = judge(column, named.get(field, 0.0)) - (_NOBODY_ANSWERED if column.is_empty else 0)
        if score >= _ENOUGH:
            yield Guess(field=field, score=score)
    consent = consent_asked(column.header)
    if ours is not None and ours not in _JUDGES:  # the yes of a language that we do not know is a yes there
        yield Guess(field=ours, score=EXACTLY)
    elif consent is not None and _is_consent(column):
        yield Guess(field=consent[0], score=consent[1] + (_BONUS if column.answers >= _MOST else 0))
    elif column.uses >= _MOST and column.length <= _LONG_CONSENT:
        yield Guess(field=FormField.CONSENT, score=_BY_ANSWERS)


def _is_consent(column: Column) -> bool:
    return not column.filled or (column.answers >= _MANY and column.length <= _LONG_CONSENT)


def _with_both_names(chosen: dict[str, Guess], gone: Collection[FormField]) -> Mapping[str, Guess]:
    """Beside a last name a "Name" is the first name, and the other way round."""
    first, last = FormField.FIRST_NAME in gone, FormField.LAST_NAME in gone
    if first is not last:
        other = FormField.LAST_NAME if first else FormField.FIRST_NAME
        for header, each in chosen.items():
            if each.field is FormField.AUTHOR and plain(header) in _BARE_NAMES:
                chosen[header] = Guess(field=other, score=each.score)
    return chosen


_BARE_NAMES = frozenset(("name", "nom", "nombre", "nome", "naam"))


def _title(column: Column, named: float) -> float:
    # A column called "title" may hold salutations.
    few = column.distinct <= _FEW_SALUTATIONS and len(column.filled) >= _FOR_SALUTATIONS
    return 0 if few or column.length > _LONG_TITLE or _is_no_name(column) else named


def _name(column: Column, named: float) -> float:
    if not named or column.length > _LONG_NAME or _is_no_name(column):
        return 0
    return named + (_BONUS if column.people else 0)


def _email(column: Column, named: float) -> float:
    if column.emails >= _MOST and column.people:
        return max(named, _BY_ANSWERS) + _BONUS
    return 0 if column.people and column.emails < _SOME else named


def _theme(column: Column, named: float) -> float:
    if named:
        return 0 if column.length > _LONG_TITLE or _is_no_name(column) else named
    repeated = len(column.filled) >= _FOR_THEMES and 2 * column.distinct <= len(column.filled)
    short = 2 < column.distinct <= _FEW_THEMES and column.length <= _LONG_CHOICE  # noqa: PLR2004 - two: yes and no
    told = any(letter.isalpha() for answer in column.filled[:1] for letter in answer)
    other = any(says(plain(column.header), phrase) for phrase in OTHER[FormField.THEME])
    plainly = column.answers < _SOME and not _is_no_name(column) and not column.links
    return _BY_ANSWERS if repeated and short and told and plainly and not other else 0


def _language(column: Column, named: float) -> float:
    if not named:
        return 0
    known = sum(bool(language_code(answer)) for answer in column.filled)
    return 0 if column.filled and known < _MANY * len(column.filled) else named


def _text(column: Column, named: float) -> float:
    if _is_no_name(column) or column.answers >= _MOST:
        return 0
    if not named:
        return _BY_ANSWERS if column.length >= _STORY_FROM and column.links < _SOME else 0
    short = column.filled and column.length < _SHORT_STORY
    return named - (_BONUS if short else 0) + (_BONUS if column.length >= _STORY_FROM else 0)


def _files(column: Column, named: float) -> float:
    if column.links >= _MANY:
        return max(named, _BY_ANSWERS) + _BONUS
    return 0 if column.filled else named


def _received(column: Column, named: float) -> float:
    if named:
        told = column.times >= _MANY
        return named + (_BONUS if told else 0) if told or not column.filled else 0
    return _ENOUGH if column.times_of_day >= _MOST and column.filled else 0


def _row_id(column: Column, named: float) -> float:
    unique = column.distinct == len(column.filled) > 0
    short = all(len(answer) <= _LONGEST_ID and len(answer.split()) == 1 for answer in column.filled)
    return named if unique and short else 0


def _name_use(column: Column, named: float) -> float:
    known = sum(name_use(column.header, answer) is not None for answer in column.filled)
    most = known >= _MANY * len(column.filled)
    return named + (_BONUS if column.filled else 0) if named and (most or not column.filled) else 0


def _is_no_name(column: Column) -> bool:
    """Whether the answers are addresses, times or numbers."""
    numbers = sum(answer.strip().replace(".", "").isdecimal() for answer in column.filled)
    odd = max(column.emails, column.times, numbers / max(1, len(column.filled)))
    return bool(column.filled) and odd >= _MOST


_JUDGES: Mapping[FormField, Judge] = {
    FormField.TITLE: _title,
    FormField.AUTHOR: _name,
    FormField.FIRST_NAME: _name,
    FormField.LAST_NAME: _name,
    FormField.EMAIL: _email,
    FormField.THEME: _theme,
    FormField.LANGUAGE: _language,
    FormField.TEXT: _text,
    FormField.FILES: _files,
    FormField.RECEIVED: _received,
    FormField.ROW_ID: _row_id,
    FormField.NAME_USE: _name_use,
}
