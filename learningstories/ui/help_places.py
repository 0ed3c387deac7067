"""Which page of help belongs to what is on the screen: one line each for pages, sheets and parts of pages."""

from PySide6.QtWidgets import QApplication, QWidget

from learningstories.ui.shell import Shell
from learningstories.ui.widgets.sheet import Sheet

START = "first-steps"
PACK_READING = "reading#reading-a-pack"

PAGE_PLACES = {
    "overview": "overview",
    "stories": "stories",
    "reviewers": "reviewers",
    "results": "results",
    "shortlist": "shortlist",
    "showcase": "showcase",
    "promises": "evening#promises",
    "reading": "reading",
}

# By the class, so that nothing is loaded for it. Of what has none, the page under it answers.
PLACES = {
    "AboutSheet": "contents",
    "PartsSheet": "contents",
    "AddReviewersSheet": "reviewers#add-reviewers",
    "AddSheet": "add-stories#the-preview",
    "AlikeSheet": "stories#stories-that-are-alike",
    "AnotherReaderSheet": "results#split-and-thin",
    "AsideSheet": "results#readers",
    "AssignSheet": "assign",
    "BallotSheet": "paper#type-ballots-back",
    "BlindSheet": "packs#what-is-protected-and-what-is-not",
    "CallSheet": "call",
    "ChallengeSheet": "challenge",
    "ClashSheet": "team#two-change-the-same",
    "CompareSheet": "results#two-stories-side-by-side",
    "ConcernSheet": "reading#stepping-aside-and-concerns",
    "ConflictSheet": "packs#what-you-do-with-returns",
    "DecideSheet": "deadlines#decide-about-late-stories",
    "DraftsSheet": "deadlines#receipts",
    "EditReviewerSheet": "reviewers#add-reviewers",
    "ExtensionSheet": "deadlines#more-time-for-one-author",
    "ForgetHistorySheet": "history#forget-what-is-old",
    "ForgetSheet": "reading#reading-a-pack",
    "FormColumnsSheet": "add-stories#answers-of-a-form",
    "GuestPromiseSheet": "evening#promises",
    "HandOverSheet": "assign#when-somebody-drops-out",
    "HistorySheet": "history",
    "KnowsSheet": "reading#stepping-aside-and-concerns",
    "LockSheet": "data#a-copy-behind-a-passphrase",
    "MailedSheet": "paper#ratings-from-a-mail",
    "MergeSheet": "packs#what-you-do-with-returns",
    "MethodSheet": "results#how-is-this-worked-out",
    "PackPhraseSheet": "packs#what-is-protected-and-what-is-not",
    "PackSheet": "packs",
    "PauseSheet": "shortlist#the-order-of-the-evening",
    "PersonRemovalSheet": "data#one-persons-data",
    "PersonSheet": "data#one-persons-data",
    "PhraseSheet": "packs#what-is-protected-and-what-is-not",
    "PreferencesSheet": "languages",
    "PromiseReportSheet": "evening#the-report",
    "PromiseSheet": "evening#promises",
    "RankingPictureSheet": "results#pictures",
    "ReasonSheet": "stories#withdraw-and-restore",
    "ReceivedSheet": "deadlines#when-a-story-came",
    "RemindSheet": "reviewers#remind-them",
    "ReportSheet": "data#report-a-problem",
    "RestoreSheet": "data#backups",
    "ReturnSheet": "reading#reading-a-pack",
    "ReturnsSheet": "packs#what-you-do-with-returns",
    "ServerSheet": "team#in-the-window",
    "SetAsideSheet": "results#readers",
    "ShortcutsSheet": "keyboard",
    "StoryEditSheet": "stories#change-a-story",
    "TakeBackSheet": "packs#what-you-do-with-returns",
    "UnsentSheet": "reading#reading-a-pack",
    "UnlockSheet": "data#a-copy-behind-a-passphrase",
    "VersionsSheet": "history#earlier-texts",
    "WatchSheet": "add-stories#watch-a-folder",
    "WriteStorySheet": "add-stories#write-or-paste-one",
    "ReadersView": "results#readers",
    "SplitThinView": "results#split-and-thin",
    "KeptView": "results#taking-the-results-elsewhere",
    "CommandBox": "keyboard",
}


def place_in(window: QWidget) -> str:
    """Where help begins for what a person is at in `window`."""
    focus = QApplication.focusWidget()
    sheets = [sheet for sheet in window.findChildren(Sheet) if sheet.isVisible()]
    at = focus if focus is not None and focus.window() is window and not sheets else None
    while at is not None and at is not window:
        if type(at).__name__ in PLACES:
            return PLACES[type(at).__name__]
        at = at.parentWidget()
    for sheet in reversed(sheets):
        if type(sheet).__name__ in PLACES:
            return PLACES[type(sheet).__name__]
    return _page_place(window)


def _page_place(window: QWidget) -> str:
    if not isinstance(window, Shell):
        return START
    name = window.pages.name()
    is_pack = "overview" not in window.pages.names()
    return PACK_READING if is_pack else PAGE_PLACES.get(name, START)
