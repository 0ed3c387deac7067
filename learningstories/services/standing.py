"""What one more story would change about the shortlist as it stands."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from learningstories.analysis.proposal import WhyNot
from learningstories.analysis.rules import Group
from learningstories.domain.errors import PinsDoNotFit
from learningstories.services.candidates import Candidates
from learningstories.services.shortlisting import Programme

_NONE = np.zeros(0, dtype=np.int64)
_NO = WhyNot(possible=False, leaves=_NONE, joins=_NONE, cost=0.0)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Standing:
    """The stories that are in: `rows` of `table`, and beside them `others` that are not ranked."""

    table: Candidates
    rows: frozenset[int]
    minutes: int
    others: int
    other_minutes: int

    def why_not(self, row: int) -> WhyNot:
        """Which of the stories that are in would have to go for this one, the least that are worth it."""
        inside = [*self.rows, row]
        asked = replace(
            self.table,
            pinned={*self.table.pinned, row},
            barred=set(range(len(self.table.stories))) - set(inside),
            size=None if self.table.size is None else max(0, self.table.size - self.others),
            available=None
            if self.table.available is None
            else max(0, self.table.available - self.other_minutes),
            groups=list(self._groups(row)),
        )
        try:
            found = asked.best()
        except PinsDoNotFit:
            return _NO
        if row not in found.chosen:
            return _NO
        leaves = np.setdiff1d(np.array(sorted(self.rows), dtype=np.int64), found.chosen)
        cost = float(self.table.value[leaves].sum() - self.table.value[row])
        return WhyNot(possible=True, leaves=leaves, joins=np.array([row]), cost=cost)

    def _groups(self, row: int) -> Iterator[Group]:
        """The rules that are kept to as it is; what is broken already is no matter of this story."""
        rows = sorted(self.rows)
        for group in self.table.groups:
            label, own = group.label, int(group.label[row])
            held = np.bincount(label[rows][label[rows] >= 0], minlength=max(1, int(label.max(initial=0)) + 1))
            if group.least:
                if int(held[0]) + (own == 0) >= group.least:
                    yield group
                continue
            full = np.flatnonzero(held > (len(label) if group.most is None else group.most))
            free = np.isin(label, full[full != own])
            yield replace(group, label=np.where(free, -1, label))


def standing(table: Candidates, made: Programme) -> Standing:
    """What stands, as rows of the table that a proposal would be made from."""
    numbers = {story.number: row for row, story in enumerate(table.stories)}
    unranked = [place for place in made.places if place.story.number not in numbers]
    return Standing(
        table=table,
        rows=frozenset(numbers[place.story.number] for place in made.places if place.story.number in numbers),
        minutes=made.minutes,
        others=len(unranked),
        other_minutes=sum(place.minutes for place in unranked),
    )
