"""What a call asks for, as a tree of data that every form of the call is made from."""

from learningstories.publish.lettering import first_language
from learningstories.publish.nodes import Node
from learningstories.publish.note_numbers import with_numbered_notes
from learningstories.publish.tree import StoryTree
from learningstories.services.call_content import CallContent


def call_blocks(content: CallContent) -> list[Node]:
    """The blocks of the call's own text. It has no pictures; its notes follow it, each with its number."""
    language, _region = first_language(content.language)
    tree = StoryTree(content.call_html, language=language, picture=lambda *_: None, drop_caps=False)
    return with_numbered_notes(tree)
