"""Reads stories that are a picture, such as a photo of a page that was written by hand."""

from learningstories.documents.details import Details
from learningstories.documents.detect_media import media_type_of
from learningstories.documents.files import stem_of
from learningstories.documents.manuscript import Manuscript, Material
from learningstories.documents.pictures import PictureShelf
from learningstories.documents.refusal import Refusal
from learningstories.documents.tree import Node


def read_picture(material: Material) -> Manuscript:
    """A story whose text is the picture alone; raises `Refusal`."""
    shelf, details = PictureShelf(), Details()
    sha = shelf.take(material.data, material.name, "")
    if not sha:
        raise Refusal("picture_unreadable")
    details.title = details.short("title", stem_of(material.name))
    details.add("title_from_name")
    details.add("media_without_summary")
    picture = Node("p", {}, [Node("img", {"src": f"media:{sha}", "alt": ""})])
    return Manuscript(
        tree=Node("div", {}, [picture]),
        details=details,
        shelf=shelf,
        media_type=media_type_of(material.data, material.name),
    )
