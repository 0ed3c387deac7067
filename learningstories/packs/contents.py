"""What stands in a pack's manifest.json and stories.json.

Both are made from lists of the fields that may go out, never from whole records: a field that is
added to a story or a challenge stays here until somebody lets it out.
"""

import re
from datetime import datetime
from hashlib import sha256
from types import MappingProxyType
from typing import Any

from learningstories import __version__
from learningstories.domain.challenge import MOST_POINTS, Challenge, ChallengeId, Criterion
from learningstories.domain.errors import ChallengeInvalid
from learningstories.domain.pack import PackId, pack_name, pack_named
from learningstories.domain.reviewer import PromiseUse, Reviewer, ReviewerId
from learningstories.domain.story import StoryId
from learningstories.packs.answers import LONGEST_SHA, MOST_CRITERIA, answers_in, answers_out
from learningstories.packs.archive import MEDIA
from learningstories.packs.fields import Fields, data_out, moment_out
from learningstories.packs.keys import SIZE
from learningstories.packs.strict_json import written
from learningstories.packs.unsound import Unsound
from learningstories.services.pack_contents import PackContents, PackMedium, PackStory

FORMAT, VERSION = "learning-stories-pack", 1
MOST_STORIES = 5_000
LONGEST_TEXT = 400_000
_LONGEST_LINE = 2_000
_LONGEST_NAME = 400
_MOST_MEDIA = 200
_MOST_EARLIER = 500
_MOST_WORDS = 10_000_000
_MOST_SECONDS = 10_000_000
_ROLES = ("picture", "sound", "video")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}")
_ADDRESS = re.compile(r"[^@\s<>\"]{1,64}@[^@\s<>\"]{1,255}")


def heading(pack: PackId, made_at: datetime, features: tuple[str, ...] = ()) -> dict[str, Any]:
    """What every manifest begins with."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "min_reader": VERSION,
        "features": list(features),
        "app": f"Learning Stories {__version__}",
        "pack_id": pack_name(pack),
        "made": moment_out(made_at),
    }


def story_sha(story: PackStory) -> str:
    """What names all that is shown of a story."""
    shown = [story.title, story.author, story.markdown, [[m.file, m.description] for m in story.media]]
    return sha256(written(shown).encode("utf-8", "replace")).hexdigest()[:32]


def manifest_out(contents: PackContents, files: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The manifest of a pack that is not sealed, or of what is within one that is."""
    challenge, reviewer = contents.challenge, contents.reviewer
    return {
        **heading(contents.id, contents.made_at),
        "return_by": moment_out(contents.return_by) if contents.return_by else None,
        "earlier": [pack_name(pack) for pack in contents.earlier],
        "key": data_out(contents.key),
        "challenge": {
            "id": challenge.id.hex,
            "title": challenge.title,
            "community": challenge.community,
            "language": challenge.language,
            "contact": challenge.contact,
            "blind": challenge.blind,
            "question": challenge.question,
            "scale": list(challenge.scale),
            "criteria": [{"question": c.question, "scale": list(c.scale)} for c in challenge.criteria],
            "action_question": challenge.action_question,
            "chance_question": challenge.chance_question,
            "why_question": challenge.why_question,
        },
        "reviewer": {
            "id": reviewer.id.hex,
            "name": reviewer.name,
            "promises": str(reviewer.promise_use),
            "ask_later": reviewer.ask_later,
            "seen": dict(contents.wishes_seen),
        },
        "files": files,
    }


def stories_out(contents: PackContents) -> dict[str, Any]:
    """The stories, in the order in which they are to be read."""
    return {"stories": [_story_out(story) for story in contents.stories]}


def _story_out(story: PackStory) -> dict[str, Any]:
    told = {
        "id": story.id.hex,
        "number": story.number,
        "sha": story.sha,
        "title": story.title,
        "language": story.language,
        "words": story.words,
        "markdown": story.markdown,
        "media": [_medium_out(medium) for medium in story.media],
    }
    if story.author:
        told["author"] = story.author
    if story.seen:
        told["seen"] = dict(story.seen)
    if story.answers is not None:
        told["answers"] = answers_out(story.answers)
    return told


def _medium_out(medium: PackMedium) -> dict[str, Any]:
    told: dict[str, Any] = {"role": medium.role, "description": medium.description}
    if medium.file:
        told["file"] = medium.file
    if medium.seconds:
        told["seconds"] = medium.seconds
    return told


def pack_id_in(manifest: Fields) -> PackId:
    """Which pack it is; raises `Unsound`."""
    found = pack_named(manifest.text("pack_id", 80))
    if found is None:
        raise Unsound("damaged")
    return found


def check_format(manifest: Fields, known: frozenset[str]) -> None:
    """Whether it is a pack, and one that we understand; raises `Unsound`."""
    if manifest.text("format", 80, "") != FORMAT:
        raise Unsound("not_a_pack")
    if manifest.whole("min_reader", 0, 10**9) > VERSION:
        raise Unsound("too_new")
    if set(manifest.texts("features", 100, 80)) - known:
        raise Unsound("too_new")


def contents_in(manifest: Fields, stories: Fields, media: dict[str, memoryview]) -> PackContents:
    """The pack; raises `Unsound`."""
    made_at = manifest.moment("made")
    person = manifest.part("reviewer")
    found = stories.items("stories", MOST_STORIES, lambda told: _story_in(Fields(told), media))
    if len({story.id for story in found}) < len(found) or len({s.number for s in found}) < len(found):
        raise Unsound("damaged")
    return PackContents(
        id=pack_id_in(manifest),
        key=manifest.data("key", SIZE),
        challenge=_challenge_in(manifest.part("challenge"), made_at),
        reviewer=Reviewer(
            id=ReviewerId(person.key("id")),
            name=person.text("name", _LONGEST_NAME),
            email="",
            promise_use=person.choice("promises", PromiseUse, PromiseUse.UNASKED),
            ask_later=person.flag("ask_later") if person.has("ask_later") else None,
            added_at=made_at,
        ),
        made_at=made_at,
        return_by=manifest.moment("return_by") if manifest.has("return_by") else None,
        earlier=manifest.items("earlier", _MOST_EARLIER, lambda told: pack_id_in(Fields({"pack_id": told}))),
        wishes_seen=person.vector("seen"),
        stories=found,
        media=MappingProxyType(media),
    )


def _challenge_in(told: Fields, made_at: datetime) -> Challenge:
    contact, language = told.text("contact", _LONGEST_NAME, ""), told.text("language", 80, "en")
    try:
        return Challenge(
            id=ChallengeId(told.key("id")),
            title=told.text("title", _LONGEST_NAME),
            community=told.text("community", _LONGEST_NAME, ""),
            language=language if _LANGUAGE.fullmatch(language) else "en",
            contact=contact if _ADDRESS.fullmatch(contact) else "",
            blind=told.flag("blind"),
            question=told.text("question", _LONGEST_LINE),
            scale=told.texts("scale", MOST_POINTS, _LONGEST_NAME),
            criteria=told.items("criteria", MOST_CRITERIA, lambda each: _criterion_in(Fields(each))),
            action_question=told.text("action_question", _LONGEST_LINE),
            chance_question=told.text("chance_question", _LONGEST_LINE),
            why_question=told.text("why_question", _LONGEST_LINE),
            closes_at=made_at,
            zone="UTC",
        )
    except ChallengeInvalid as error:
        raise Unsound("damaged") from error


def _criterion_in(told: Fields) -> Criterion:
    return Criterion(
        question=told.text("question", _LONGEST_LINE), scale=told.texts("scale", MOST_POINTS, _LONGEST_NAME)
    )


def _story_in(told: Fields, media: dict[str, memoryview]) -> PackStory:
    language = told.text("language", 80, "")
    return PackStory(
        id=StoryId(told.key("id")),
        number=told.whole("number", 1, 10**9),
        sha=told.text("sha", LONGEST_SHA),
        title=told.text("title", _LONGEST_LINE),
        author=told.text("author", _LONGEST_NAME, ""),
        language=language if _LANGUAGE.fullmatch(language) else "",
        words=told.whole("words", 0, _MOST_WORDS),
        markdown=told.text("markdown", LONGEST_TEXT),
        media=told.items("media", _MOST_MEDIA, lambda each: _medium_in(Fields(each), media)),
        seen=told.vector("seen"),
        answers=answers_in(told.part("answers")) if told.has("answers") else None,
    )


def _medium_in(told: Fields, media: dict[str, memoryview]) -> PackMedium:
    role, file = told.text("role", 20), told.text("file", 80, "")
    if role not in _ROLES or (file and (file not in media or not MEDIA.fullmatch(file))):
        raise Unsound("damaged")
    return PackMedium(
        role=role,
        file=file,
        description=told.text("description", _LONGEST_LINE, ""),
        seconds=told.whole("seconds", 0, _MOST_SECONDS, 0),
    )
