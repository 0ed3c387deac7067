"""How many returns came, and how many of the answers in them ask for a decision."""

from dataclasses import dataclass

from learningstories.domain.pack import ReturnBy, ReturnState
from learningstories.services.flags import open_choices
from learningstories.services.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnCounts:
    """`conflicts` are answers that contradict each other, among which nobody has chosen."""

    taken_in: int
    held: int
    conflicts: int


def return_counts(workspace: Workspace) -> ReturnCounts:
    """Count what is kept; what was typed at this computer is no return."""
    with workspace.read() as unit:
        came = [each for each in unit.returns.all() if each.came_by is not ReturnBy.HERE]
        held = sum(each.state is ReturnState.HELD for each in came)
        return ReturnCounts(taken_in=len(came) - held, held=held, conflicts=len(open_choices(unit)))
