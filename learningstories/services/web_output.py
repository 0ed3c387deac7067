"""The stories as web pages: one folder to look at or to put online, with a social picture for each story."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from learningstories.domain.story import Story, minutes_to_read
from learningstories.i18n import _, speaking
from learningstories.services.fresh_picture import NoPicture, fresh_picture
from learningstories.services.gate import Admitted, Passed, through
from learningstories.services.output import MadeOutput, Order, Use
from learningstories.services.output_choices import online_address, with_choices
from learningstories.services.ports import UnitOfWork
from learningstories.services.saving_folder import whole_folder
from learningstories.services.showcase import book_title, event_line
from learningstories.services.site_content import SiteContent, SitePicture, SiteStory
from learningstories.services.social_cards import write_cards
from learningstories.services.spoken_lines import first_and_last

_LONGEST_SIDE = 1600  # pixels, sharp on every screen that a column of text is read on
_QUALITY = 82
_OURS = re.compile(r"index\.html|story-[0-9]+\.html|(pictures|social)/[a-z0-9-]+\.(png|jpg)")


def make_web(order: Order) -> MadeOutput:
    """The folder, whole or not at all; raises `ShortlistEmpty`, `NoWebConsent`, `FolderTaken`, `CannotWrite`,
    `DiskFull`, `Cancelled` and what `toolbox.make_document` raises.
    """
    with whole_folder(order.target, lambda name: _OURS.fullmatch(name) is not None) as folder:
        maker = _Maker(order, folder)
        with order.workspace.read() as unit:
            passed = through(unit, Use.WEB)
            with speaking(passed.challenge.language):
                content = maker.content(unit, passed)
                notes = [*maker.notes, *write_cards(order, passed, content, folder)]
                for name, page in order.toolbox.make_site(content):
                    (folder / name).write_bytes(page)
        files = [each for each in folder.rglob("*") if each.is_file()]
        size = sum(each.stat().st_size for each in files)
    return MadeOutput(
        path=order.target, files=len(files), bytes=size, notes=tuple(notes), left_out=passed.left_out
    )


class _Maker:
    """Gathers what the pages say; pictures go to `folder` as they come. `notes` are sentences."""

    def __init__(self, order: Order, folder: Path) -> None:
        self._order, self._folder = order, folder
        self.notes: list[str] = []

    def content(self, unit: UnitOfWork, passed: Passed) -> SiteContent:
        """All of it, worded in the language of the moment."""
        challenge, stories = passed.challenge, []
        for done, admitted in enumerate(passed.stories):
            self._order.control.step(done, len(passed.stories) + 1)
            stories.append(self._story(unit, admitted, challenge.language))
        title = book_title(challenge, passed.book)
        named = title == challenge.event_title.strip()
        return SiteContent(
            title=title,
            stories=tuple(stories),
            organisation=challenge.community,
            event=event_line(replace(challenge, event_title="") if named else challenge),
            language=challenge.language,
            look=passed.book.look,
            address=online_address(with_choices(passed.book, self._order.choices)),
        )

    def _story(self, unit: UnitOfWork, admitted: Admitted, language: str) -> SiteStory:
        story = admitted.story
        html = self._order.toolbox.documents.to_html(unit.texts.get(story.text_sha))
        return SiteStory(
            number=story.number,
            title=story.title.strip() or _("Without a title"),
            html=html,
            page=f"story-{story.number}.html",
            card=f"social/story-{story.number}.png",
            author=admitted.author,
            theme=story.theme,
            language=story.language or language,
            opening=first_and_last(html)[0],
            minutes=minutes_to_read(story.words),
            pictures=tuple(self._pictures(unit, story, html)),
        )

    def _pictures(self, unit: UnitOfWork, story: Story, html: str) -> Iterator[SitePicture]:
        """Those that the text shows; no other goes into the folder."""
        kept = unit.attachments.find(story_id=story.id, role="picture")
        shown = [each for each in kept if f"media:{each.sha}" in html]
        for picture in sorted(shown, key=lambda each: (each.sha, each.description)):
            data = unit.blobs.get(picture.sha)
            try:
                fresh = fresh_picture(data, longest=_LONGEST_SIDE, quality=_QUALITY, small=True)
            except NoPicture:
                told = _("A picture of story #{number} cannot be shown, and is left out.")
                self.notes.append(told.format(number=story.number))
                continue
            address = f"pictures/{picture.sha[:20]}.{fresh.ending}"
            path = self._folder / address
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(fresh.data)
            yield SitePicture(
                sha=picture.sha,
                address=address,
                width=fresh.width,
                height=fresh.height,
                alt=picture.description.strip(),
            )
