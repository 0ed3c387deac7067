"""What stands in place of pages where there are none."""

from learningstories.domain.errors import NoPrintConsent, NoStageConsent, NoWebConsent
from learningstories.i18n import _
from learningstories.services.output import Output


def without_pages_words(output: Output) -> str:
    """Why an output cannot be looked at before it is saved, and what to know of it."""
    if output.start:
        return _(
            "It is a folder of web pages. Open it in your browser to look at it: nobody else sees it there."
        )
    if output.is_folder:
        return _("It is a folder of files: save it, and open them from there.")
    told = _("It is no document with pages: save it, and open it with another program.")
    return f"{told} {output.about}".strip()


def none_may_words(error: NoPrintConsent | NoStageConsent | NoWebConsent) -> str:
    """That no story may be in an output, in as few words as a title has."""
    if isinstance(error, NoPrintConsent):
        return _("None of these stories may be printed")
    if isinstance(error, NoStageConsent):
        return _("None of these stories may be told on stage")
    return _("None of these stories may be on the web")
