"""What went wrong with a pack or a return, and what to do about it."""

from collections.abc import Callable, Mapping
from typing import Any

from learningstories.domain import errors as e
from learningstories.i18n import _

PACK_SENTENCES: Mapping[type[e.ExpectedError], Callable[[Any], str]] = {
    e.NotAPack: lambda x: _("“{name}” is not a pack of stories. Packs end in .lspack.").format(name=x.name),
    e.ThisIsAReturn: lambda x: _(
        "“{name}” is a return: it holds a reviewer's answers. Send it to the organiser, who takes it in; to go on reading, open the pack, which ends in .lspack."
    ).format(name=x.name),
    e.ThisIsAPage: lambda x: _(
        "“{name}” is a pack as a web page. Open it in a browser; here only the file that ends in .lspack is opened."
    ).format(name=x.name),
    e.PackDamaged: lambda x: _(
        "“{name}” is damaged: part of it is missing or was altered. Ask the organiser to send it again."
    ).format(name=x.name),
    e.PackUnsafe: lambda x: _(
        "“{name}” holds what no pack of stories holds, so it was not opened. Treat it with care, and ask the organiser."
    ).format(name=x.name),
    e.PackTooBig: lambda x: _(
        "“{name}” is larger than a pack of stories can be, so it was not opened. Ask the organiser."
    ).format(name=x.name),
    e.PackLocked: lambda x: _(
        "“{name}” is protected. Give the five words that the organiser told you to open it."
    ).format(name=x.name),
    e.PhraseWrong: lambda x: _(
        "These words do not open “{name}”. Check their spelling, or ask the organiser for them."
    ).format(name=x.name),
    e.NoSuchAnswer: lambda x: _(
        "Among the answers to #{number} there is no such one any more. Look again."
    ).format(number=x.number),
    e.ReturnNotOurs: lambda _e: _(
        "That is no return of this pack. Choose the file that was saved when reading it on the other device."
    ),
    e.CutDoesNotFit: lambda x: _(
        "“{text}” does not stand there in story #{number} any more. Look at its replacements again."
    ).format(text=x.text, number=x.number),
    e.NothingToPack: lambda x: (
        _("There is no story for {email} to read. Assign some first.").format(email=x.email)
        if x.email
        else _(
            "There are no reviewers, or no story that they may read: stories wait for their author's consent, "
            "or for your decision. Look at the Stories and Reviewers pages."
        )
    ),
    e.NoSuchPack: lambda _e: _("There is no such pack any more. Look again."),
    e.PackOverfull: lambda x: _(
        "The stories for {name} do not fit into one pack. Give {name} fewer stories."
    ).format(name=x.name),
}
