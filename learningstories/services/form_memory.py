"""Forms whose columns were matched, remembered for their next export."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from learningstories.domain.form import Form
from learningstories.services.ports import UnitOfWork


def known_forms(unit: UnitOfWork) -> Sequence[Form]:
    """The forms that are remembered, the one that was used last first."""
    return sorted(unit.forms.all(), key=lambda form: form.changed_at, reverse=True)


def remember(unit: UnitOfWork, forms: Iterable[Form], *, now: datetime) -> None:
    """Remember how the columns of forms were matched, each form once, as it was matched last."""
    for form in forms:
        same = [*unit.forms.find(id=form.id), *unit.forms.find(fingerprint=form.fingerprint)]
        if not same:
            unit.forms.add(replace(form, changed_at=now))
        elif replace(form, id=same[0].id, changed_at=same[0].changed_at) != same[0]:
            unit.forms.replace(replace(form, id=same[0].id, changed_at=now))
