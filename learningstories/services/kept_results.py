"""Results are kept under a name as they stand, compared later, and removed when nobody needs them."""

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from learningstories.domain.errors import NoSuchKeptResults
from learningstories.domain.results_draft import ResultsDraft, ResultsDraftId
from learningstories.i18n import _
from learningstories.services.figures import figures
from learningstories.services.one_line import one_line
from learningstories.services.ports import UnitOfWork
from learningstories.services.results_change import ResultsChange, changed, standing
from learningstories.services.wording import short_moment
from learningstories.services.workspace import Workspace

if TYPE_CHECKING:  # the window knows this before NumPy is there
    from learningstories.services.results import Results

MOST_NAME = 100


def keep_results(workspace: Workspace, results: "Results", name: str) -> ResultsDraft:
    """Keep the results as they stand, as one step; without a name they are called after the moment."""
    now = workspace.clock()
    told = one_line(name, MOST_NAME) or short_moment(now, results.table.challenge.zone)
    with workspace.change(_("Keep the results “{name}”").format(name=told)) as unit:
        draft = ResultsDraft(
            id=ResultsDraftId(uuid4()),
            name=told,
            made_at=now,
            made_by=workspace.who,
            snapshot=figures(results),
        )
        unit.results_drafts.add(draft)
    return draft


def remove_results(workspace: Workspace, key: UUID) -> ResultsDraft:
    """Remove results that were kept, as one step; raises `NoSuchKeptResults`."""
    with workspace.read() as unit:
        name = _draft(unit, key).name
    with workspace.change(_("Remove the kept results “{name}”").format(name=name)) as unit:
        draft = _draft(unit, key)
        unit.results_drafts.remove(key)
    return draft


def change_since(workspace: Workspace, before: UUID, after: "UUID | Results") -> ResultsChange:
    """What is different between kept results and other ones, kept or as they are now.

    Raises `NoSuchKeptResults`, `KeptResultsUnreadable`.
    """
    with workspace.read() as unit:
        first = _draft(unit, before)
        second = _draft(unit, after) if isinstance(after, UUID) else None
        names = {reviewer.email: reviewer.name for reviewer in unit.reviewers.all()}
    then = standing(first.snapshot, first.name)
    if isinstance(after, UUID):
        now = standing(second.snapshot, second.name) if second is not None else then
    else:
        now = standing(figures(after), "")
    return changed(then, now, names)


def _draft(unit: UnitOfWork, key: UUID) -> ResultsDraft:
    found = next(iter(unit.results_drafts.find(id=key)), None)
    if found is None:
        raise NoSuchKeptResults
    return found
