"""Hands the call for stories out: as a page to print, a web page, plain text, or the columns of a form."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from learningstories.domain.errors import CallEndingUnknown
from learningstories.i18n import _
from learningstories.services.call import call_content
from learningstories.services.call_content import CallContent
from learningstories.services.call_template import template_csv
from learningstories.services.challenges import book_of
from learningstories.services.output import MadeOutput, Order
from learningstories.services.progress import Control
from learningstories.services.saving import save_whole
from learningstories.services.toolbox import Toolbox
from learningstories.services.workspace import Workspace


class CallForm(StrEnum):
    """The forms that a call can have, by the endings of their files."""

    PDF = ".pdf"
    PAGE = ".html"
    TEXT = ".txt"
    TEMPLATE = ".csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedCall:
    """What was saved. `accessible` is told of a PDF only; `notes` are sentences."""

    path: Path
    form: CallForm
    accessible: bool | None = None
    notes: tuple[str, ...] = ()


def read_call(workspace: Workspace, toolbox: Toolbox) -> CallContent:
    """The call as it stands."""
    with workspace.read() as unit:
        challenge, book = unit.challenge(), book_of(unit)
    return call_content(challenge, book, toolbox.documents.to_html)


def call_text(workspace: Workspace, toolbox: Toolbox) -> str:
    """The call as plain text."""
    return toolbox.call.text(read_call(workspace, toolbox))


def save_call(workspace: Workspace, toolbox: Toolbox, target: Path, control: Control) -> SavedCall:
    """Write the call to `target`, whole or not at all, in the form that its ending names.

    Raises `CallEndingUnknown`, `CannotWrite`, `DiskFull` and for a PDF `CallTooLong`,
    `TypesettingFailed`, `GlyphMissing`, `Cancelled`; then `target` is as it was.
    """
    form = call_form(target)
    if form is CallForm.TEMPLATE:
        with workspace.read() as unit:
            template = template_csv(unit.challenge())
        save_whole(target, template)
        return SavedCall(path=target, form=form)
    content = read_call(workspace, toolbox)
    notes = call_notes(content)
    if form is CallForm.PDF:
        made = toolbox.call.pdf(content, target, control)
        return SavedCall(path=target, form=form, accessible=made.accessible, notes=(*notes, *made.notes))
    if form is CallForm.PAGE:
        save_whole(target, toolbox.call.page(content))
    else:
        save_whole(target, toolbox.call.text(content).encode())
    return SavedCall(path=target, form=form, notes=notes)


def make_call(order: Order) -> MadeOutput:
    """The call as one of the outputs; raises what `save_call` raises."""
    saved = save_call(order.workspace, order.toolbox, order.target, order.control)
    return MadeOutput(
        path=order.target,
        pages=None if saved.accessible is None else 1,
        accessible=saved.accessible,
        form=saved.form.removeprefix("."),
        notes=saved.notes,
    )


def call_form(target: Path) -> CallForm:
    """The form that a file's ending names; raises `CallEndingUnknown`."""
    ending = target.suffix.lower()
    if ending not in set(CallForm):
        raise CallEndingUnknown(target.name)
    return CallForm(ending)


def call_notes(content: CallContent) -> tuple[str, ...]:
    """What the call leaves its readers without."""
    if not content.contact_missing:
        return ()
    told = _("The call does not say where to send stories. Fill in “{field}” under “Change the challenge”.")
    return (told.format(field=_("Where stories are sent")),)
