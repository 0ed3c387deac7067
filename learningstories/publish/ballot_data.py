"""What a booklet has besides its stories, as the data that its template reads."""

from learningstories.publish.lettering import first_language
from learningstories.publish.nodes import Node, line_node
from learningstories.services.booklet_content import BookletContent


def ballot_data(content: BookletContent) -> Node:
    """The words on how to answer, and the ballot."""
    language = first_language(content.book.language)[0]

    def line(text: str) -> Node:
        return line_node(text, language)

    return {
        "reviewer": line(content.reviewer),
        "how": line(content.how),
        "steps": [line(step) for step in content.steps],
        "question": line(content.question),
        "points": [line(point) for point in content.points],
        "further": [
            {"question": line(each.question), "points": [line(point) for point in each.points]}
            for each in content.further
        ],
        "action": line(content.action),
        "aside": line(content.aside),
        "ballot": line(content.ballot),
        "ballot_hint": line(content.ballot_hint),
        "column_story": line(content.story),
        "column_code": line(content.code),
        "column_answer": line(content.answer),
        "ballots": [
            {
                "number": each.number,
                "title": line_node(each.title, first_language(each.language or content.book.language)[0]),
                "code": each.code,
            }
            for each in content.lines
        ],
    }
