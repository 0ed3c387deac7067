"""The words by which mail programs of many languages mark what they quote and forward."""

import re

from mailparser_reply import EmailMessage  # type: ignore[import-untyped]  # it has no types
from mailparser_reply.constants import MAIL_LANGUAGES  # type: ignore[import-untyped]

FROM, DATE, SUBJECT, TO = "from", "date", "subject", "to"
_LABELS = {
    FROM: (
        "from von de da van från fra od от 差出人 送信者 发件人 寄件者 보낸사람 보낸_사람 lähettäjä "
        "kimden feladó expéditeur remitente absender mittente afzender nadawca odesílatel avsändare"
    ),
    DATE: (
        "date sent datum gesendet envoyé date_d'envoi fecha enviado enviado_el enviada enviada_em "
        "data inviato data_di_invio verzonden skickat sendt dato wysłano odesláno отправлено дата "
        "日時 送信日時 日付 发送时间 日期 傳送日期 날짜 보낸_날짜 päivä lähetetty gönderildi elküldve "
        "dátum tarih"
    ),
    SUBJECT: (
        "subject betreff objet sujet asunto assunto oggetto onderwerp ämne emne temat předmět тема "
        "件名 主题 主旨 제목 aihe konu tárgy"
    ),
    TO: (
        "to an à para a aan till til do komu кому 宛先 收件人 收件者 받는사람 받는_사람 vastaanottaja "
        "kime címzett destinataire destinatario cc kopie copie kopia kopi kopio копия 抄送 副本 참조 "
        "reply-to antwort_an"
    ),
}
_KINDS = {word.replace("_", " "): kind for kind, words in _LABELS.items() for word in words.split()}
_LABELLED = re.compile(r"[*\s]*+(?P<label>[^\W\d_][^:\uff1a*]{0,22}+)[*\s]*[:\uff1a][*\s]*(?P<value>.*)")
_FORWARDED = re.compile(
    r"forwarded message|weitergeleitete[nr]? (?:nachricht|mail)|message (?:transféré|réexpédié)"
    r"|(?:mensaje|correo) reenviado|mensagem (?:en|reen)caminhada|messaggio inoltrato|doorgestuurd bericht"
    r"|vidarebefordrat meddelande|videresendt (?:meddelelse|melding|besked)"
    r"|(?:przekazana|przesłana dalej) wiadomość|přeposlaná zpráva|пересылаемое сообщение"
    r"|переслан\w+ сообщени\w+|転送(?:された)?メッセージ|转发的?(?:邮件|信息)|轉寄郵件|전달된 메시지"
    r"|välitetty viesti|iletilen ileti|továbbított levél"
)
_ORIGINAL = re.compile(
    r"original message|(?:ursprüngliche|original)[ -]?nachricht|message (?:d['\u2019]origine|original)"
    r"|mensaje original|mensagem original|messaggio originale|oorspronkelijk bericht"
    r"|ursprungligt meddelande|opprinnelig melding|oprindelig meddelelse|původní zpráva"
    r"|(?:wiadomość oryginalna|oryginalna wiadomość)|исходное сообщение|元のメッセージ"
    r"|原始(?:邮件|郵件)|원본 메시지|alkuperäinen viesti"
)
_MARKED = re.compile(r"[-_=*]{2,}|[:\uff1a]\s*\*?$")
_LONGEST_MARK = 90
# The last of the library's languages is one man's own.
_LANGUAGES = [language for language in MAIL_LANGUAGES if language != "david"]
_WROTE = re.compile(
    "|".join(
        MAIL_LANGUAGES[language]["wrote_header"]
        for language in _LANGUAGES
        if MAIL_LANGUAGES[language].get("wrote_header")
    ),
    re.MULTILINE | re.IGNORECASE,
)
_SIGNS = EmailMessage(text="", languages=_LANGUAGES, keep_hyphen_lists=True).SIGNATURE_REGEX


def label_of(line: str) -> tuple[str, str]:
    """What a line such as "From: Ada" tells, and its value; both empty if it is no such line."""
    found = _LABELLED.match(line)
    label = " ".join(found["label"].split()).casefold().replace("\u2019", "'") if found else ""
    kind = _KINDS.get(label, "")
    return (kind, found["value"].strip().rstrip("*").strip()) if found and kind else ("", "")


def mark_of(line: str) -> str:
    """What a line such as "-----Original Message-----" announces: "forward", "original" or nothing."""
    if len(line) > _LONGEST_MARK or not _MARKED.search(line.strip()):
        return ""
    plain = line.strip("-_=*:\uff1a \t").casefold()
    return "forward" if _FORWARDED.search(plain) else "original" if _ORIGINAL.search(plain) else ""


def says_who_wrote(lines: str) -> int:
    """How many lines "On Monday Ada wrote:" takes at the start of `lines`; 0 if it is not there."""
    found = _WROTE.match(lines)
    return found[0].strip().count("\n") + 1 if found else 0


def signature_in(lines: str) -> int | None:
    """The place at which words such as "Best regards" or "Sent from my phone" begin the end of a mail."""
    found = _SIGNS.search(lines)
    if not found:
        return None
    return int(found.start()) + len(found[0]) - len(found[0].lstrip())
