"""What the web page of an evening says, as data: consent applied, HTML sanitised, pictures fresh."""

from dataclasses import dataclass

from learningstories.domain.showcase import Look


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePicture:
    """A picture of a story; its HTML names it as `<img src="media:SHA">`. `address` is from the folder."""

    sha: str
    address: str
    width: int
    height: int
    alt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteStory:
    """A story as it may be on the web, in `language` (BCP 47); `author` may be empty.

    `opening` is its first sentence; `page` and `card`, the social picture, are addresses from the folder.
    """

    number: int
    title: str
    html: str
    page: str
    card: str
    author: str = ""
    theme: str = ""
    language: str = "en"
    opening: str = ""
    minutes: int = 1
    pictures: tuple[SitePicture, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteContent:
    """All pages, in `language` and in the running order of `stories`.

    `address` is where the folder will be online, with its last slash; empty while that is not known.
    """

    title: str
    stories: tuple[SiteStory, ...]
    organisation: str = ""
    event: str = ""
    language: str = "en"
    look: Look = Look.EMBER
    address: str = ""


START = "index.html"
CARD_WIDTH, CARD_HEIGHT = 1200, 630  # pixels of a social picture
