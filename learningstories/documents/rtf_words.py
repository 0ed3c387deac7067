"""What the words of RTF mean: characters, marks, parts that are no text, and code pages."""

import codecs

CHARACTERS = {
    "tab": " ", "emdash": "\u2014", "endash": "\u2013", "lquote": "\u2018", "rquote": "\u2019",
    "ldblquote": "\u201c", "rdblquote": "\u201d", "bullet": "\u2022",
    "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005", "zwj": "\u200d", "zwnj": "\u200c",
}  # fmt: skip
SYMBOLS = {"\\\\": "\\", "\\{": "{", "\\}": "}", "\\~": "\u00a0", "\\_": "\u2011"}
PARAGRAPH_ENDS = frozenset(("par", "sect", "page", "column"))
MARKS = {
    "b": "b", "i": "i", "strike": "del", "striked": "del", "super": "sup", "sub": "sub",
    **dict.fromkeys(
        (
            "ul", "uld", "uldash", "uldashd", "uldashdd", "uldb", "ulth", "ulw", "ulwave",
            "ulhwave", "ulldash",
        ), "u",
    ),
}  # fmt: skip

# Parts in which nothing is text, whatever they hold.
CLOSED = frozenset((
    "annotation", "aftncn", "aftnsep", "aftnsepc", "atnauthor", "atnid", "atrfend", "atrfstart",
    "background", "bkmkend", "bkmkstart", "buptim", "category", "colorschememapping", "colortbl", "comment",
    "company", "creatim", "datafield", "datastore", "do", "doccomm", "docvar", "factoidname", "falt",
    "fchars", "filetbl", "footer", "footerf", "footerl", "footerr", "ftncn", "ftnsep", "ftnsepc",
    "generator", "header", "headerf", "headerl", "headerr", "hlinkbase", "keywords", "latentstyles",
    "lchars", "listname", "listpicture", "manager", "mmathPr", "nextfile", "nonesttables", "nonshppict",
    "objalias", "objclass", "objdata", "objname", "objsect", "oldcprops", "oldpprops", "oldsprops",
    "oldtprops", "operator", "panose", "password", "passwordhash", "pgdsctbl", "pgptbl", "pntxta", "pntxtb",
    "printim", "private", "protusertbl", "pxe", "revtbl", "revtim", "rsidtbl", "rxe", "shprslt", "subject",
    "tc", "tcn", "template", "themedata", "title", "userprops", "wgrffmtfilter", "windowcaption",
    "writereservation", "xe", "xmlnstbl",
))  # fmt: skip
# Parts in which only certain others are text.
AJAR = frozenset(("object", "picprop", "shp", "shpgrp", "shpinst", "sp", "upr"))
OPENING = frozenset(("result", "shptxt", "ud"))
PICTURE_KINDS = frozenset(
    ("dibitmap", "emfblip", "jpegblip", "macpict", "pmmetafile", "pngblip", "wbitmap", "wmetafile")
)
FILE_ENCODINGS = {"ansi": 1252, "mac": 10000, "pc": 437, "pca": 850}

_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "big5", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
_CODE_PAGES = {10000: "mac_roman", 65001: "utf-8", 936: "gbk", 1361: "johab", 0: "cp1252"}
USUAL = "cp1252"


def of_charset(number: int) -> str:
    """The encoding of a font's character set; empty for one that follows the whole file."""
    return _CHARSETS.get(number, "")


def of_code_page(number: int) -> str:
    """The encoding of a code page, the usual one for an unknown one."""
    name = _CODE_PAGES.get(number, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return USUAL
