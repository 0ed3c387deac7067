"""Failures of packs and of what comes back of them."""

from dataclasses import dataclass

from learningstories.domain.errors.base import ExpectedError


@dataclass(eq=False)
class NotAPack(ExpectedError):
    """The file is no pack."""

    code = "not_a_pack"
    name: str


@dataclass(eq=False)
class ThisIsAReturn(ExpectedError):
    """What was opened as a pack is a return."""

    code = "this_is_a_return"
    name: str


@dataclass(eq=False)
class ThisIsAPage(ExpectedError):
    """What was opened as a pack is the page of one, which a browser shows."""

    code = "this_is_a_page"
    name: str


@dataclass(eq=False)
class PackDamaged(ExpectedError):
    """The file is a pack, but cut short or altered."""

    code = "pack_damaged"
    name: str


@dataclass(eq=False)
class PackUnsafe(ExpectedError):
    """The file holds what no pack of ours holds."""

    code = "pack_unsafe"
    name: str


@dataclass(eq=False)
class PackTooBig(ExpectedError):
    """The file is larger than any pack, or would become so."""

    code = "pack_too_big"
    name: str


@dataclass(eq=False)
class PackLocked(ExpectedError):
    """The pack is protected, and no phrase was given."""

    code = "pack_locked"
    name: str


@dataclass(eq=False)
class PhraseWrong(ExpectedError):
    """The phrase does not open the pack."""

    code = "phrase_wrong"
    name: str


class ReturnNotOurs(ExpectedError):
    """What was to be gone on from is no return of this pack."""

    code = "return_not_ours"


@dataclass(eq=False)
class CutDoesNotFit(ExpectedError):
    """Words that are to be replaced do not stand where they should."""

    code = "cut_does_not_fit"
    number: int
    text: str


@dataclass(eq=False)
class NothingToPack(ExpectedError):
    """There is no story for this reviewer, or for any if there is no address."""

    code = "nothing_to_pack"
    email: str = ""


@dataclass(eq=False)
class NoSuchPack(ExpectedError):
    """No such pack was made."""

    code = "no_such_pack"


@dataclass(eq=False)
class NoSuchAnswer(ExpectedError):
    """The reviewer gave no such answer to this story."""

    code = "no_such_answer"
    number: int


@dataclass(eq=False)
class PackOverfull(ExpectedError):
    """A reviewer's stories do not fit into one pack; `name` is the reviewer's."""

    code = "pack_overfull"
    name: str
