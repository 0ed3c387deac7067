"""What the page of a pack works with: the open pack, and the bench it lies on."""

from PySide6.QtCore import QObject, QSettings, Signal

from learningstories.services.offline_reading import OfflineReading
from learningstories.services.toolbox import Toolbox
from learningstories.ui.bench import Bench
from learningstories.ui.tasks import Tasks
from learningstories.ui.theme import Theme


class PackDesk(Bench):
    """One open pack, as its window sees it; `changed` whenever something was answered or sent."""

    changed = Signal()

    def __init__(
        self,
        reading: OfflineReading,
        toolbox: Toolbox,
        *,
        tasks: Tasks,
        theme: Theme,
        settings: QSettings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(toolbox, tasks=tasks, theme=theme, settings=settings, parent=parent)
        self.reading = reading
        reading.subscribe(self.changed.emit)
