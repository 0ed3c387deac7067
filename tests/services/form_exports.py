"""Exports of the well-known form tools, as they write them to the letter."""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime
from xml.sax.saxutils import escape

import xlsxwriter

A_TIME = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")
STORY = (
    "The kettle broke on the first morning, and nobody knew who had bought it.\n\nI asked everybody, and "
    "learned the names of the whole floor. Since then I ask first, and read the manual afterwards."
)
OTHER = (
    "We were told to train forty people in a week. I trained four, and they trained the others. What I "
    "learned is that I had been in the way for years, with the best of intentions and a full calendar."
)
GOOGLE = (
    '"Timestamp","Email Address","Your name","Title of your story","Your story","Theme",'
    '"I agree that my story may be published"\n'
    f'"2026/03/01 9:14:22 AM GMT+1","zoe@example.org","Zoë Müller","The kettle","{STORY}","Work","Yes"\n'
    f'"2026/03/02 10:39:41 PM GMT+1","jim@example.org","Jim O\'Neil, jr.","Forty in a week","{OTHER}","","No"\n'
)
GOOGLE_GERMAN = (
    "Zeitstempel,E-Mail-Adresse,Vorname,Name,Titel,Ihre Geschichte,"
    '"Ich bin einverstanden, dass meine Geschichte gelesen und gedruckt wird",Wie darf Ihr Name erscheinen?\n'
    f'01.03.2026 09:14:22,zoe@example.org,Zoë,Müller,Der Kessel,"{STORY}",Ja,Nur Vorname\n'
)
GOOGLE_FRENCH = (
    "Horodateur,Adresse e-mail,Nom,Prénom,Titre de votre récit,Racontez-nous votre histoire,Thème,"
    "Acceptez-vous que votre histoire soit imprimée ?,Peut-elle être racontée sur scène ?\n"
    f'01/03/2026 09:14:22,zoe@example.org,Müller,Zoë,La bouilloire,"{STORY}",Travail,Oui,Non\n'
    f'14/03/2026 09:14:22,jim@example.org,O\'Neil,Jim,Quarante,"{OTHER}",Travail,"Oui, bien sûr",Oui\n'
)
GOOGLE_SPANISH = (
    "Marca temporal;Dirección de correo electrónico;Nombre;Apellidos;Título;Cuéntanos tu historia;Tema;"
    "¿Autoriza que se publique en la web?\r\n"
    f'1/03/2026 9:14:22;zoe@example.org;Zoë;Müller;La tetera;"{STORY}";Trabajo;Sí\r\n'
    f'14/03/2026 9:14:22;jim@example.org;Jim;O\'Neil;Cuarenta;"{OTHER}";Trabajo;No\r\n'
)
GOOGLE_PORTUGUESE = (
    "Carimbo de data/hora,Endereço de e-mail,Seu nome,Título da sua história,Conte-nos a sua história,Assunto,"
    "Concordo que a minha história seja impressa no livro\n"
    f'01/03/2026 09:14:22,zoe@example.org,Zoë Müller,A chaleira,"{STORY}",Trabalho,Sim\n'
    f'14/03/2026 09:14:22,jim@example.org,Jim O\'Neil,Quarenta,"{OTHER}",Trabalho,Não\n'
)
TYPEFORM = (
    "#,What is your name?,Your email,*Title* of your story,Tell us your story,May we print it?,"
    "Upload a picture,Start Date (UTC),Submit Date (UTC),Network ID\n"
    f'a8f7q2k9x0c1,Zoë Müller,zoe@example.org,The kettle,"{STORY}",1,'
    "https://api.typeform.com/responses/files/7d1/kettle.jpg,2026-03-01 09:05:40,2026-03-01 09:14:22,3f0a71c2bb\n"
    f'b7c1q2k9x0c1,Jim O\'Neil,jim@example.org,Forty in a week,"{OTHER}",0,,'
    "2026-03-02 22:30:10,2026-03-02 22:39:41,3f0a71c2bb\n"
)
AIRTABLE = (
    "Title,Author,Email,Story,Attachments,Created,Theme,Print\n"
    f'The kettle,Zoë Müller,zoe@example.org,"{STORY}",'
    '"kettle 1.jpg (https://v5.airtableusercontent.com/v3/u/a1),floor.png (https://v5.airtableusercontent.com/v3/u/a2)",'
    "3/21/2026 9:14am,Work,checked\n"
    f'Forty in a week,Jim O\'Neil,jim@example.org,"{OTHER}",,3/22/2026 10:39pm,"Work,Home",\n'
)
SURVEYMONKEY = (
    "Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,First Name,Last Name,Custom Data 1,"
    "What is your story?,Your details,,What may we do with it?,\n"
    ",,,,,,,,,Open-Ended Response,Name,Email Address,May be printed,May be on the web\n"
    "11894467001,421000112,03/13/2026 09:05:40 AM,03/13/2026 09:14:22 AM,203.0.113.7,,,,,"
    f'"{STORY}",Zoë Müller,zoe@example.org,May be printed,\n'
    "11894467002,421000112,03/14/2026 10:30:10 PM,03/14/2026 10:39:41 PM,203.0.113.9,,,,,"
    f'"{OTHER}",Jim O\'Neil,jim@example.org,May be printed,May be on the web\n'
)
JOTFORM = (
    "Submission Date,First Name,Last Name,E-mail,Story Title,Your Story,What may we do with it?,Submission ID\n"
    f'"Mar 1, 2026",Zoë,Müller,zoe@example.org,The kettle,"{STORY}","It may be read by reviewers\nIt may be printed",'
    "5178203345012345678\n"
    f'"Mar 2, 2026",Jim,O\'Neil,jim@example.org,Forty in a week,"{OTHER}",,5178203345012345679\n'
)
LIMESURVEY = (
    '"id. Response ID";"submitdate. Date submitted";"lastpage. Last page";"startlanguage. Start language";'
    '"startdate. Date started";"name. Your name";"email. Your e-mail";"title. Title of your story";'
    '"story. Your story";"use[1]. What may we do? [It may be printed]";"use[2]. What may we do? [It may be put on the web]"\n'
    f'"1";"2026-03-01 09:14:22";"3";"en";"2026-03-01 09:05:40";"Zoë Müller";"zoe@example.org";"The kettle";"{STORY}";'
    '"Yes";"No"\n'
    f'"2";"2026-03-02 22:39:41";"3";"en";"2026-03-02 22:30:10";"Jim O\'Neil";"jim@example.org";"Forty in a week";"{OTHER}";'
    '"No";""\n'
)
TEMPLATE = (
    "Title,Your name,Your e-mail,Theme,Language,Your story,May reviewers read it?,May it be printed?,"
    "May it be put on the web?,May it be told on stage?,How may your name be shown?\n"
    f'The kettle,Zoë Müller,zoe@example.org,Work,English,"{STORY}",Yes,Yes,No,,First name only\n'
)
MICROSOFT_HEADERS = (
    *("ID", "Start time", "Completion time", "Email", "Name", "Title of the story"),
    *("Your story\n\n(at least\u00a0100 words)", "What may we do with it?"),
)
_FIRST = (1, "2026-03-01 09:05:40", "2026-03-01 09:14:22", "anonymous", "", "The kettle", STORY)
_SECOND = (2, "2026-03-02 22:30:10", "2026-03-02 22:39:41", "jim@example.org", "Jim O'Neil", "Forty", OTHER)
MICROSOFT_ROWS = ((*_FIRST, "It may be read by reviewers;It may be printed;"), (*_SECOND, ""))


def workbook(sheets: dict[str, Sequence[Sequence[object]]], hidden: Sequence[str] = ()) -> bytes:
    """An .xlsx with these rows on its sheets."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"default_date_format": "m/d/yy hh:mm:ss"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, [_cell(value) for value in row])
            if name in hidden:
                sheet.hide()
    return out.getvalue()


def _cell(value: object) -> object:
    return datetime.fromisoformat(value) if isinstance(value, str) and A_TIME.fullmatch(value) else value


def microsoft() -> bytes:
    """What Microsoft Forms gives under "Open in Excel"."""
    return workbook({"Form1": [MICROSOFT_HEADERS, *MICROSOFT_ROWS]})


def open_document_sheet(rows: Sequence[Sequence[str]], after: str = "") -> bytes:
    """An .ods with these rows, and room to a sheet's far corner as LibreOffice writes it."""

    def cell(text: str) -> str:
        lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n"))
        return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>' if text else EMPTY

    inside = "".join(f"<table:table-row>{''.join(map(cell, row))}{REST}</table:table-row>" for row in rows)
    content = (
        '<?xml version="1.0"?><office:document-content '
        + "".join(
            f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0" ' for n in ("office", "text", "table")
        )
        + f'><office:body><office:spreadsheet><table:table table:name="Sheet1">{inside}{after}{BELOW}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", kind, zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", content)
    return out.getvalue()


EMPTY = "<table:table-cell/>"
REST = '<table:table-cell table:number-columns-repeated="16370"/>'
BELOW = (
    '<table:table-row table:number-rows-repeated="1048560">'
    '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
)
