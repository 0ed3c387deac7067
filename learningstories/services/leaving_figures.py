"""What leaving a reader out would change, as plain figures."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the window knows this before NumPy is there
    from learningstories.services.leaving_out import WithoutReader


def without_figures(one: "WithoutReader") -> dict[str, Any]:
    """One reader: who of the best would come and go, as [number, title]."""
    return {
        "name": one.name,
        "readings": one.readings,
        "enter": [list(story) for story in one.enter],
        "leave": [list(story) for story in one.leave],
        "moved": one.moved,
    }
