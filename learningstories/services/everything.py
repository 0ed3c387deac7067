"""Everything that can be made of the challenge, into one folder."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from pathlib import Path

from learningstories.domain.errors import (
    Cancelled,
    CannotWrite,
    DiskFull,
    ExpectedError,
)
from learningstories.i18n import _
from learningstories.services.output import MadeOutput, Order, Output
from learningstories.services.outputs import make_output, outputs
from learningstories.services.progress import Control
from learningstories.services.saved_outputs import note_saved, read_holds
from learningstories.services.saving import fit_name, make_folder
from learningstories.services.sentences import advice


@dataclass(frozen=True, slots=True, kw_only=True)
class NotMade:
    """A kind that could not be made, and why."""

    kind: str
    title: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Everything:
    """What is in the folder now, and what is not."""

    made: tuple[MadeOutput, ...]
    not_made: tuple[NotMade, ...]


def output_name(output: Output) -> str:
    """The name of its file or folder, in the language of the moment."""
    return fit_name(output.title) + (output.endings[0] if output.endings else "")


def save_output(output: Output, order: Order) -> MadeOutput:
    """Make one output for people, and keep in the challenge that it was saved."""
    holds = read_holds(order.workspace, output)
    made = make_output(output.kind, order)
    note_saved(order.workspace, output, order.target.name, holds)
    return made


def make_only(output: Output, order: Order) -> MadeOutput:
    """Make one output without keeping that it was saved."""
    return make_output(output.kind, order)


def save_everything(
    order: Order, kinds: Collection[str] = (), save: Callable[[Output, Order], MadeOutput] = save_output
) -> Everything:
    """Make all kinds, or those given, in the folder `order.target`, each whole or not at all.

    What is not for everybody has a folder of its own there. What nothing can be made of, stories that nobody
    may show, say, is told and stops nothing. Raises `CannotWrite`, `DiskFull`, `Cancelled`; what was made
    before that stays.
    """
    wanted = [output for output in outputs() if not kinds or output.kind in kinds]
    make_folder(order.target)
    made, not_made = [], []
    for place, output in enumerate(wanted):
        try:
            made.append(save(output, _one_of(order, output, place, len(wanted))))
        except (Cancelled, CannotWrite, DiskFull):
            raise
        except ExpectedError as error:
            not_made.append(NotMade(kind=output.kind, title=output.title, why=advice(error)))
    return Everything(made=tuple(made), not_made=tuple(not_made))


def _one_of(order: Order, output: Output, place: int, count: int) -> Order:
    """The order for one of them; its steps are a part of the whole."""
    reached = 0

    def step(done: int, total: int) -> None:
        nonlocal reached  # gathering and typesetting count anew, and what is shown never goes back
        reached = max(reached, round(100 * done / max(total, 1)))
        order.control.step(place * 100 + reached, count * 100)

    folder: Path = order.target / _("For the organisers only") if output.about else order.target
    make_folder(folder)
    target = folder / output_name(output)
    paper = order.paper if order.paper in output.papers else None
    return replace(order, target=target, paper=paper, control=Control(step))
