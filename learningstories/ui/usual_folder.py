"""Where file dialogs begin."""

from pathlib import Path


def usual_folder() -> Path:
    """The person's documents, or their own folder where there is none for documents."""
    from platformdirs import user_documents_path  # noqa: PLC0415 - not for the first paint

    documents = user_documents_path()
    return documents if documents.is_dir() else Path.home()
