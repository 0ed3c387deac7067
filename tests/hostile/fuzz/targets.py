"""What reads things that come from anybody, each tried with any bytes.

Whatever the bytes are there is a result within bounds, or an error of which the app has a sentence. Anything
else that is raised is a fault of ours.
"""

import io
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from lxml import html as lxml_html

from learningstories.documents.files import MOST_TEXT
from learningstories.documents.front_matter import KEYS, split_front_matter, split_lines
from learningstories.documents.manuscript import Material
from learningstories.documents.reading import open_document
from learningstories.documents.refusal import Refusal
from learningstories.domain.errors import UNREADABLE, ExpectedError, StoryUnreadable
from learningstories.domain.pack import PackId, pack_name
from learningstories.packs import rating_mail, return_mail
from learningstories.packs.archive import sha_of
from learningstories.packs.arrivals import pasted
from learningstories.packs.packs import PackFiles
from learningstories.publish.tree import StoryTree
from learningstories.services.markup import markdown_to_html
from learningstories.services.progress import Control
from learningstories.services.returned import Envelope, ReturnRefused
from learningstories.services.sentences import advice
from learningstories.services.server_address import parse_address, password_in
from tests.hostile.fuzz.challenges import challenges
from tests.hostile.office import workbook

PHRASE = "correct horse battery staple"
PACK = PackId(UUID(int=7))
_OF_A_PACK = ("manifest.json", "stories.json")
_SCHEMES = ("http:", "https:", "mailto:", "media:", "#")


@contextmanager
def _refused_with_advice() -> Iterator[None]:
    """What is raised within is one of ours, and the app has words for it."""
    try:
        yield
    except ExpectedError as error:
        _told(advice(error))


def _told(words: str | bool) -> None:
    assert words, "it is refused, and nobody is told why"


def packs(data: bytes) -> None:
    """A pack as it is; or, after one letter, the words within a pack that are told rightly."""
    with _refused_with_advice():
        PackFiles().read(data, "a.lspack", "")
    manifest, _, stories = data.partition(b"\0")
    with _refused_with_advice():
        PackFiles().read(_pack_of(manifest, stories), "a.lspack", PHRASE)


def _pack_of(manifest: bytes, stories: bytes) -> bytes:
    """`FILES` in the manifest stands for what is told of the stories, which no chance would find."""
    told = b'{"stories.json":{"sha256":"%s","size":%d}}' % (sha_of(stories).encode(), len(stories))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in zip(_OF_A_PACK, (manifest.replace(b"FILES", told), stories), strict=True):
            archive.writestr(zipfile.ZipInfo(name), part)
    return out.getvalue()


def returns(data: bytes) -> None:
    """A return as a file and as what was pasted, and the words of one that was signed."""
    files = PackFiles()
    for each in (data, *(came.data for came in pasted(data.decode("utf-8", "replace")))):
        try:
            files.read_return(files.open_return(each))
        except ReturnRefused as refused:
            _told(refused.code)
    body = data.decode("utf-8", "replace").replace("PACK", pack_name(PACK))
    try:
        found = files.read_return(Envelope(data=data, pack_id=PACK, mac=b"", body=body))
    except ReturnRefused as refused:
        _told(refused.code)
    else:
        files.write_return(found, b"k" * 32)


def front_matter(data: bytes) -> None:
    """The details at the top of a text."""
    text = data.decode("utf-8", "replace")
    for found in (split_front_matter(text), split_lines(text)):
        assert set(found.known) <= KEYS
        assert len(found.body) <= len(text)


def _document(name: str, data: bytes) -> None:
    try:
        delivery = open_document(Material(name=name, data=data))
    except Refusal as refusal:
        _told(refusal.cause in UNREADABLE and advice(StoryUnreadable(name, refusal.cause)))
    else:
        assert all(len(draft.markdown) <= MOST_TEXT for draft in delivery.drafts)


def mails(data: bytes) -> None:
    """A mail as a story, as what brings returns, and as an answer in words."""
    for name in ("a.eml", "a.mbox"):
        _document(name, data)
    list(return_mail.arrivals(data, "a.eml", sought=True))
    rating_mail.mail_words(data)


def outlook(data: bytes) -> None:
    """A mail as Outlook saves it."""
    _document("a.msg", data)
    list(return_mail.arrivals(data, "a.msg", sought=True))


def sheets(data: bytes) -> None:
    """A table in each of the forms that it may have, and as the rows of a workbook that is sound otherwise."""
    for name in ("a.csv", "a.xlsx", "a.ods"):
        _document(name, data)
    _document("a.xlsx", workbook(data.decode("utf-8", "replace")))


def markdown(data: bytes) -> None:
    """A story's text as the window shows it and as books have it."""
    text = data.decode("utf-8", "replace")
    _document("a.md", data)
    page = markdown_to_html(text)
    if page.strip():
        for element in lxml_html.fragment_fromstring(page, create_parent="div").iter():
            _check_element(element)
    StoryTree(page, language="en", picture=lambda _sha, _alt: None)


def _check_element(element: lxml_html.HtmlElement) -> None:
    assert element.tag not in {"script", "style", "iframe", "object", "form", "link", "meta"}
    for name, value in element.attrib.items():
        assert not name.lower().startswith("on")
        if name in {"href", "src"} and ":" in value:
            assert value.strip().lower().startswith(_SCHEMES), value


def locked_copies(data: bytes) -> None:
    """A challenge behind a passphrase."""
    with tempfile.NamedTemporaryFile(suffix=".locked") as file, _refused_with_advice():
        file.write(data)
        file.flush()
        for piece in PackFiles().unlock(Path(file.name), PHRASE, Control()):
            assert len(piece) <= len(data)


def addresses(data: bytes) -> None:
    """The address of a server: shown, it means the same again, and its password stands nowhere."""
    text = data.decode("utf-8", "surrogateescape")
    password = password_in(text)
    with _refused_with_advice():
        address = parse_address(text)
        assert parse_address(address.shown) == address
        assert password_in(address.shown) is None
        assert password is None or ":" + password + "@" not in address.shown


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    each.__name__.replace("_", "-"): each
    for each in (
        packs,
        returns,
        front_matter,
        mails,
        outlook,
        sheets,
        markdown,
        locked_copies,
        addresses,
        challenges,
    )
}
