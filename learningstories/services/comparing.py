"""Which story, or which earlier find, something that was found is like."""

from collections.abc import Iterator, Mapping, Sequence

from learningstories.services.known_finds import Before, Sought
from learningstories.services.likeness import (
    FEWEST_WORDS,
    NEW_VERSION_FROM,
    REWRITTEN_FROM,
    SIMILAR_FROM,
    Alike,
    Likeness,
    Overlap,
    Person,
    SameAuthor,
    overlap,
    percent_in_order,
    same_title,
    words_to_compare,
)
from learningstories.services.likeness_port import Known, KnownBy

_MOST_COMPARED = 5  # texts, those with the most runs in common first
_FEWEST_RUNS = 2  # in common; of a text that has so few, one
_ENOUGH = 90  # percent: no other text will be more alike


class Comparison:
    """One thing that was found, held against what was there before it."""

    def __init__(self, sought: Sought, before: Before, *, is_drop: bool = False) -> None:
        self._sought = sought
        self._before = before
        self._is_drop = is_drop
        self._person = Person.of(sought.known.author, sought.known.email)
        self._words: list[str] | None = None

    def closest(self) -> Likeness | None:
        """What it is like most, if it is like anything."""
        for found in (self._row, self._received, self._text, self._earlier_text, self._similar):
            likeness = found()
            if likeness is not None:
                return likeness
        return None

    def _row(self) -> Likeness | None:
        """The row of a form, as it was before or as it was changed since."""
        mine = self._sought.known
        for known in self._before.like(KnownBy.FORM_ROW, mine)[-1:]:
            answered_alike = known.text_sha == mine.text_sha and known.consent_wording == mine.consent_wording
            if known.fingerprint == mine.fingerprint or answered_alike:
                return self._told(Alike.SAME_ROW, known, 100)
            if known.consent_wording == mine.consent_wording and known.number in self._had_this_text():
                return self._told(Alike.EARLIER_TEXT, known, 100)
            percent = max(self._alike(known))
            # A form without times and names knows rows by where they stand; this may be another one.
            if percent >= REWRITTEN_FROM or self._by_the_same(known) is SameAuthor.YES:
                return self._told(Alike.NEW_VERSION, known, percent)
        return None

    def _received(self) -> Likeness | None:
        """The same file or the same message, unless it holds several stories and this is another."""
        mine = self._sought.known
        ways = [(Alike.SAME_MESSAGE, KnownBy.MESSAGE_ID)]
        if mine.fingerprint != mine.text_sha:  # else it was no file
            ways.insert(0, (Alike.SAME_FILE, KnownBy.FINGERPRINT))
        for kind, by in ways:
            for known in self._before.like(by, mine):
                if self._by_the_same(known) is SameAuthor.NO:
                    continue
                if known.text_sha == mine.text_sha:
                    return self._told(kind, known, 100)
                percent = max(self._alike(known))
                if percent >= NEW_VERSION_FROM:
                    return self._told(kind, known, percent)
        return None

    def _text(self) -> Likeness | None:
        """The same text, word by word."""
        likely = [k for k in self._before.like(KnownBy.TEXT, self._sought.known) if self._tells(k)]
        by_author = {self._by_the_same(known): known for known in reversed(likely)}
        for who in (SameAuthor.YES, SameAuthor.UNKNOWN):
            if who in by_author:
                return self._told(Alike.SAME_TEXT, by_author[who], 100)
        other = by_author.get(SameAuthor.NO)
        return self._told(Alike.SIMILAR, other, 100) if other else None

    def _earlier_text(self) -> Likeness | None:
        """A text that a story had before it was renewed: what comes once more does not undo that."""
        for number, known in self._had_this_text().items():
            if self._by_the_same(known) is not SameAuthor.NO and self._tells(known):
                return self._told(Alike.EARLIER_TEXT, self._before.numbered([number])[0], 100)
        return None

    def _had_this_text(self) -> Mapping[int, Known]:
        """The stories that had it and now have another, by their numbers."""
        return {k.number: k for k in self._before.like(KnownBy.EARLIER_TEXT, self._sought.known)}

    def _similar(self) -> Likeness | None:
        """A newer text by the same author, or passages of whomever else."""
        found: list[Likeness] = []
        for known in self._likely():
            likeness = self._judged(known)
            if likeness is not None:
                found.append(likeness)
                if likeness.kind is Alike.NEW_VERSION and likeness.percent >= _ENOUGH:
                    break
        return max(found, key=lambda each: (each.kind is Alike.NEW_VERSION, each.percent), default=None)

    def _likely(self) -> Iterator[Known]:
        shared = self._before.sharing(self._sought.runs)
        fewest = min(_FEWEST_RUNS, len(self._sought.runs))
        best = sorted((-count, number) for number, count in shared.items() if count >= fewest)
        numbers = [number for _count, number in best[:_MOST_COMPARED]]
        known = {each.number: each for each in self._before.numbered(numbers)} if numbers else {}
        yield from (known[number] for number in numbers if number in known)
        yield from (each for each in self._same_titles() if each.number not in known)

    def _same_titles(self) -> Sequence[Known]:
        theirs = {
            known.number: known
            for by in (KnownBy.EMAIL, KnownBy.AUTHOR)
            for known in self._before.like(by, self._sought.known)
            if self._is_titled_as(known)
        }
        return list(theirs.values())[-_MOST_COMPARED:]

    def _judged(self, known: Known) -> Likeness | None:
        words = words_to_compare(self._before.markdown(known))
        shared = overlap(self.words, words)
        if self._by_the_same(known) is SameAuthor.YES:
            percent = max(shared.percent, percent_in_order(self.words, words))
            titled = self._is_titled_as(known)
            least = REWRITTEN_FROM if titled else NEW_VERSION_FROM
            if max(percent, shared.percent_of_either) >= least and self._tells(known):
                return self._told(Alike.NEW_VERSION, known, percent)
        return self._told(Alike.SIMILAR, known, shared.percent) if _is_similar(shared) else None

    @property
    def words(self) -> list[str]:
        """The words of what was found, made when they are first needed."""
        if self._words is None:
            self._words = words_to_compare(self._sought.draft.markdown)
        return self._words

    def _tells(self, known: Known) -> bool:
        """Whether it tells anything that the words are the same: a greeting beside a picture does not."""
        return len(self.words) >= FEWEST_WORDS or (bool(self.words) and self._is_titled_as(known))

    def _is_titled_as(self, known: Known) -> bool:
        return same_title(known.title, self._sought.known.title)

    def _alike(self, known: Known) -> tuple[int, int]:
        words = words_to_compare(self._before.markdown(known))
        return overlap(self.words, words).percent, percent_in_order(self.words, words)

    def _by_the_same(self, known: Known) -> SameAuthor:
        return self._person.same_as(Person.of(known.author, known.email))

    def _told(self, kind: Alike, known: Known, percent: int) -> Likeness:
        return Likeness(
            kind=kind,
            number=None if self._is_drop else known.number,
            place=known.number if self._is_drop else None,
            title=known.title,
            author=known.author,
            markdown=self._before.markdown(known),
            percent=percent,
        )


def _is_similar(shared: Overlap) -> bool:
    return shared.words >= FEWEST_WORDS and shared.percent_of_either >= SIMILAR_FROM
