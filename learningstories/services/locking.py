"""Locking the shortlist with everything that it rests on."""

from typing import TYPE_CHECKING

from learningstories.domain.shortlist import Lock
from learningstories.services import shortlisting
from learningstories.services.progress import Control
from learningstories.services.shortlist_facts import facts_beside
from learningstories.services.workspace import Workspace

if TYPE_CHECKING:  # the window knows this before NumPy is there
    from learningstories.services.leaving_out import WithoutReader
    from learningstories.services.results import Results


def lock_with_figures(workspace: Workspace, results: "Results | None", control: Control) -> Lock:
    """Freeze the shortlist with its rules, figures, method, and what each reader's answers changed.

    Raises `ShortlistEmpty`, `ShortlistLocked`, `Cancelled`.
    """
    without = without_readers(workspace, results, control)
    return shortlisting.lock(
        workspace, lambda unit: facts_beside(unit, shortlisting.programme(unit), results, without)
    )


def without_readers(
    workspace: Workspace, results: "Results | None", control: Control
) -> "tuple[WithoutReader, ...]":
    """What a proposal without each reader would change; nothing while nothing is ranked."""
    if results is None:
        return ()
    from learningstories.services.proposed_without import proposed_without_each  # noqa: PLC0415 - NumPy

    return proposed_without_each(workspace, results, control)
