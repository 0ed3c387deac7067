"""The rows of a form's export as stories that were found."""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

from learningstories.domain.arrival import Claim, ReceivedBy
from learningstories.domain.errors import StoryUnreadable
from learningstories.domain.form import FormField
from learningstories.domain.words import count_words
from learningstories.i18n import _
from learningstories.services.deliveries import CellText
from learningstories.services.drafts import Draft, Problem
from learningstories.services.form_answers import one_line, shortened
from learningstories.services.form_columns import FormMatch
from learningstories.services.form_dates import in_utc
from learningstories.services.form_links import as_markdown, escaped
from learningstories.services.form_row import FormRow, read_rows
from learningstories.services.found import Found, Origin, understood
from learningstories.services.progress import Control

if TYPE_CHECKING:
    from learningstories.services.preview import Reception

_AT_ONCE = 2  # processes
_TEXTS, _CHARACTERS = 200, 1_000_000  # that are read at once
_WORDS_OF_TITLE, _LONGEST_TITLE = 8, 60
_Text = CellText | StoryUnreadable | None


def rows_found(
    match: FormMatch, reception: "Reception", origin: Origin, control: Control | None = None
) -> list[Found]:
    """Each row as a story, or with why it is none; rows in which there is nothing are left out.

    One place in all where no column holds stories. Raises `Cancelled`.
    """
    maker = _Maker(match, reception, replace(origin, form=match.form.fingerprint))
    if not match.headers(FormField.TEXT) and not match.headers(FormField.FILES):
        return [maker.failed(None, StoryUnreadable(match.table.name, "not_a_form"))]
    found: list[Found] = []
    # While one batch becomes stories, the next ones are read in other processes.
    ahead = ThreadPoolExecutor(_AT_ONCE)
    try:
        for reading in [ahead.submit(maker.read, batch) for batch in _batches(read_rows(match))]:
            if control is not None:
                control.step(len(found), len(match.table.rows))
            found += [maker.found(row, text) for row, text in reading.result()]
    finally:
        ahead.shutdown(cancel_futures=True)
    return found


class _Maker:
    """Makes stories of rows."""

    def __init__(self, match: FormMatch, reception: "Reception", origin: Origin) -> None:
        self._match = match
        self._reception = reception
        self._origin = origin

    def read(self, rows: Sequence[FormRow]) -> list[tuple[FormRow, _Text]]:
        """Rows and their texts; one that cannot be read does not stop the others."""
        wanted = [row for row in rows if row.texts]
        try:
            texts = dict(zip((row.place for row in wanted), self._read(wanted), strict=True))
        except StoryUnreadable as failure:
            if len(rows) == 1:
                return [(rows[0], failure)]
            return [pair for row in rows for pair in self.read([row])]
        return [(row, texts.get(row.place)) for row in rows]

    def _read(self, rows: Sequence[FormRow]) -> list[CellText]:
        """Where a story was asked for in parts, each stands under its question."""
        reader = self._reception.reader
        cells = iter(reader.read_cells([text for row in rows for _header, text in row.texts]))
        return [_joined([(header, next(cells)) for header, _text in row.texts]) for row in rows]

    def found(self, row: FormRow, text: _Text) -> Found:
        """The story of a row."""
        source = self._source(row)
        if isinstance(text, StoryUnreadable):
            return self.failed(row, StoryUnreadable(source, text.cause))
        if text is None and not row.links:
            return self.failed(row, StoryUnreadable(source, "no_text"))
        return understood(
            self._draft(row, text or CellText(markdown="", words=0), source),
            self._reception.challenge,
            now=self._reception.now,
            received=self._reception.received,
            origin=replace(self._origin, row=row.place),
        )

    def failed(self, row: FormRow | None, failure: StoryUnreadable) -> Found:
        """Why a row, or all of them, are no stories."""
        at = self._reception.received or self._reception.now
        place = row.place if row else None
        source = self._source(row) if row else self._name()
        return Found(source=source, failure=failure, received_at=at, origin=replace(self._origin, row=place))

    def _name(self) -> str:
        within = self._origin.part.within if self._origin.part is not None else ()
        return "/".join((*within, self._match.table.name))

    def _source(self, row: FormRow) -> str:
        return _("{form}, row {row}").format(form=self._name(), row=row.number)

    def _draft(self, row: FormRow, text: CellText, source: str) -> Draft:
        markdown = _text_of([text.markdown, as_markdown(row.links)]) if row.links else text.markdown
        title = row.title or _first_words(row.texts[0][1] if row.texts else row.links[0].name)
        return Draft(
            source=source,
            original=self._as_sent(row),
            original_media_type="text/plain",
            title=title or source,
            author=row.author,
            email=row.email,
            theme=row.theme,
            language=row.language,
            consent_read=FormField.CONSENT_READ in row.uses,
            consent_print=FormField.CONSENT_PRINT in row.uses,
            consent_web=FormField.CONSENT_WEB in row.uses,
            consent_stage=FormField.CONSENT_STAGE in row.uses,
            name_use=row.name_use,
            claims=self._claims(row),
            form_row=f"{self._match.form.id.hex} {row.key}",
            consent_wording=row.consent_wording,
            language_found=text.language_found,
            markdown=markdown,
            words=count_words(markdown) if row.links else text.words,
            problems=(*row.problems, *text.problems, *self._gaps(row)),
        )

    def _claims(self, row: FormRow) -> tuple[Claim, ...]:
        if not row.received:
            return ()
        at = in_utc(row.stamp, self._reception.challenge.zone) if row.stamp else None
        return (Claim(by=ReceivedBy.FORM_STAMP, at=at, said=row.received),)

    def _as_sent(self, row: FormRow) -> bytes:
        """All answers of a row, those too that no column was matched for."""
        table = self._match.table
        answers = zip(table.headers, table.rows[row.place], strict=True)
        return "\n\n".join(f"{header}\n{answer}" for header, answer in answers if answer).encode()

    def _gaps(self, row: FormRow) -> Iterator[Problem]:
        missing = {
            "no_title": not row.title,
            "no_author": not row.author,
            "no_consent_read": FormField.CONSENT_READ not in row.uses,
            "no_consent_print": FormField.CONSENT_PRINT not in row.uses,
        }
        yield from (Problem(code=code) for code, is_missing in missing.items() if is_missing)
        # An encoding that was guessed can only be wrong about other letters than those of English.
        if not all(map(str.isascii, self._match.table.rows[row.place])):
            yield from self._match.table.problems


def _batches(rows: Iterable[FormRow]) -> Iterator[list[FormRow]]:
    batch: list[FormRow] = []
    characters = 0
    for row in rows:
        batch.append(row)
        characters += sum(len(text) for _header, text in row.texts)
        if len(batch) >= _TEXTS or characters >= _CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _joined(parts: Sequence[tuple[str, CellText]]) -> CellText:
    if len(parts) == 1:
        return parts[0][1]
    markdown = _text_of([f"**{escaped(header)}**\n\n{text.markdown}" for header, text in parts])
    problems: list[Problem] = []
    for _header, text in parts:
        problems += [problem for problem in text.problems if problem not in problems]
    return CellText(
        markdown=markdown,
        words=count_words(markdown),
        language_found=next((text.language_found for _header, text in parts if text.language_found), ""),
        problems=tuple(problems),
    )


def _text_of(parts: Sequence[str]) -> str:
    return "\n\n".join(part.strip() for part in parts if part.strip()) + "\n"


def _first_words(text: str) -> str:
    line = one_line(text)
    words = " ".join(line.split()[:_WORDS_OF_TITLE])
    return words if words == line and len(words) <= _LONGEST_TITLE else shortened(f"{words}…", _LONGEST_TITLE)
