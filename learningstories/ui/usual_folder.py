"""Where file dialogs begin, as far as a person chose it in the preferences."""

from pathlib import Path

from PySide6.QtCore import QSettings

CHALLENGES, OUTPUTS = "folders/challenges", "folders/outputs"  # settings of the whole app


def usual_folder(settings: QSettings | None = None) -> Path:
    """The folder that was chosen for challenges, or the person's documents, or their own folder."""
    chosen = chosen_folder(settings, CHALLENGES)
    if chosen is not None and chosen.is_dir():
        return chosen
    from platformdirs import user_documents_path  # noqa: PLC0415 - not for the first paint

    documents = user_documents_path()
    return documents if documents.is_dir() else Path.home()


def output_folder(settings: QSettings, last: str, otherwise: Path) -> Path:
    """The folder that was chosen for what is saved, or that of `last`, or `otherwise`; none that is gone."""
    for kept in (chosen_folder(settings, OUTPUTS), chosen_folder(settings, last)):
        if kept is not None and kept.is_dir():
            return kept
    return otherwise


def chosen_folder(settings: QSettings | None, key: str) -> Path | None:
    """What is noted under `key`; None for nothing, and for what can be no folder."""
    kept = str(settings.value(key) or "") if settings is not None else ""
    return Path(kept) if kept and "\0" not in kept and Path(kept).is_absolute() else None
