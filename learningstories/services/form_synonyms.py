"""What forms call the details of a story, in the languages that the well-known form tools speak.

All of it is as `plain` makes it: small letters, no accents, no punctuation.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from rapidfuzz import fuzz, process

from learningstories.domain.form import FormField

_GAPS = re.compile(r"[\W_]+")
_HINT = re.compile(r"\([^()]*\)|^\w+(?:\[\w+\])?\.\s")  # and the code of a question before it
_LIKE = 88  # of 100
_SHORTEST_LIKE = 5
_MOST_WORDS = 14  # longer headers say what is agreed to, or explain
EXACTLY, NEARLY, WITHIN, AND_UP_TO = 1.0, 0.8, 0.5, 0.35


def _phrases(*lines: str) -> tuple[str, ...]:
    return tuple(phrase.strip() for line in lines for phrase in line.split("|"))


SYNONYMS: Mapping[FormField, tuple[str, ...]] = {
    FormField.TITLE: _phrases(
        "title|headline|heading|story title|your story title|story name|name of your story",
        "title of your story|title of the story|title of story|what is your story called",
        "titel|uberschrift|titel der geschichte|titel ihrer geschichte|titel deiner geschichte",
        "titre|titre de l histoire|titre de votre histoire|titre du recit|titre de votre recit",
        "titulo|titulo de la historia|titulo de tu historia|titulo de su historia|titulo del relato",
        "titulo da historia|titulo da sua historia|titulo da tua historia|titulo do relato",
        "titolo|titolo della storia|titolo della tua storia|titolo del racconto",
        "titel van het verhaal|titel van je verhaal|titel van uw verhaal",
    ),
    FormField.AUTHOR: _phrases(
        "author|name|your name|full name|your full name|author name|author s name|name of the author",
        "first and last name|name and surname|storyteller|submitted by|written by|respondent name",
        "autor|autorin|verfasser|verfasserin|ihr name|dein name|vor und nachname|vollstandiger name",
        "wie heissen sie|wie heisst du|name der autorin|name des autors",
        "auteur|auteure|autrice|nom|votre nom|ton nom|nom complet|nom et prenom|prenom et nom",
        "nom de l auteur|comment vous appelez vous|comment t appelles tu",
        "autora|nombre|tu nombre|su nombre|nombre completo|nombre y apellidos|nombre y apellido",
        "nombre del autor|como te llamas|como se llama",
        "nome|seu nome|o seu nome|o teu nome|nome completo|nome e apelido|nome e sobrenome|nome do autor",
        "autore|il tuo nome|il suo nome|nome e cognome|nome dell autore|come ti chiami",
        "schrijver|naam|je naam|uw naam|jouw naam|volledige naam|voor en achternaam|hoe heet je",
    ),
    FormField.FIRST_NAME: _phrases(
        "first name|given name|forename|your first name|vorname|ihr vorname|dein vorname|prenom",
        "votre prenom|nombre de pila|primer nombre|primeiro nome|nome proprio|nome di battesimo|voornaam",
    ),
    FormField.LAST_NAME: _phrases(
        "last name|surname|family name|your last name|nachname|familienname|zuname|nom de famille",
        "apellido|apellidos|sobrenome|apelido|ultimo nome|cognome|achternaam",
    ),
    FormField.EMAIL: _phrases(
        "email|e mail|mail|email address|e mail address|mail address|your email|your e mail",
        "your email address|your e mail address|contact email|email of the author",
        "e mail adresse|emailadresse|mailadresse|ihre e mail|ihre e mail adresse|deine e mail",
        "adresse e mail|adresse email|adresse mail|adresse electronique|adresse de messagerie|courriel",
        "votre e mail|votre adresse e mail|votre courriel",
        "correo|correo electronico|direccion de correo|direccion de correo electronico",
        "tu correo electronico|su correo electronico",
        "endereco de e mail|endereco de email|correio eletronico|correio electronico|seu e mail|o seu e mail",
        "posta elettronica|indirizzo e mail|indirizzo email|la tua e mail|la sua e mail",
        "e mailadres|mailadres|je e mailadres|uw e mailadres|je e mail",
    ),
    FormField.THEME: _phrases(
        "theme|themes|topic|topics|category|categories|subject|theme of your story|tag|tags|strand",
        "thema|themen|kategorie|themenfeld|themenbereich|rubrik|sujet|categorie|thematique|rubrique",
        "tema|temas|categoria|tematica|assunto|argomento|onderwerp",
    ),
    FormField.LANGUAGE: _phrases(
        "language|story language|language of the story|language of your story",
        "in which language is your story|sprache|sprache der geschichte|in welcher sprache|langue",
        "langue de l histoire|dans quelle langue|idioma|idioma de la historia|lengua|idioma da historia",
        "lingua|lingua della storia|taal|taal van het verhaal",
    ),
    FormField.TEXT: _phrases(
        "story|your story|the story|my story|story text|full text|text|text of your story|narrative",
        "text of the story|tell us your story|tell your story|tell us a story|share your story",
        "write your story|write your story here|paste your story|your learning story|learning story",
        "what is your story|what happened|describe what happened",
        "geschichte|ihre geschichte|deine geschichte|die geschichte|text der geschichte|erzahlung",
        "erzahlen sie ihre geschichte|erzahlen sie uns ihre geschichte|erzahl deine geschichte",
        "erzahle uns deine geschichte|lerngeschichte|was ist passiert",
        "histoire|votre histoire|ton histoire|recit|votre recit|texte|texte de l histoire|temoignage",
        "racontez votre histoire|racontez nous votre histoire|raconte ton histoire",
        "historia|tu historia|su historia|relato|tu relato|su relato|texto|texto de la historia",
        "cuenta tu historia|cuentanos tu historia|cuente su historia|cuentenos su historia",
        "sua historia|a sua historia|a tua historia|texto da historia|conte a sua historia",
        "conte sua historia|conte nos a sua historia",
        "storia|la tua storia|la sua storia|racconto|testo|testo della storia|racconta la tua storia",
        "raccontaci la tua storia|racconti la sua storia",
        "verhaal|je verhaal|uw verhaal|jouw verhaal|tekst|vertel je verhaal|vertel ons je verhaal",
    ),
    FormField.FILES: _phrases(
        "upload|uploads|attachment|attachments|file|files|file upload|upload a file|photo|photos|picture",
        "pictures|datei|dateien|anhang|anhange|foto|fotos|bild|bilder|fichier|fichiers|piece jointe",
        "pieces jointes|archivo|archivos|adjunto|adjuntos|arquivo|arquivos|anexo|anexos|ficheiro",
        "allegato|allegati|bestand|bestanden|bijlage|bijlagen|recording|video|audio",
    ),
    FormField.RECEIVED: _phrases(
        "timestamp|time stamp|date submitted|submitted|submitted at|submitted on|submission date",
        "submission time|submit date|submit date utc|completion time|completed at|end date|end time",
        "date|created|created at|created time|date created|received|received at|datestamp|submitdate",
        "recorded date|recordeddate|enddate|response date|entry date|date and time",
        "zeitstempel|fertigstellungszeit|abgabedatum|eingereicht am|eingangsdatum|erstellt am|datum",
        "absendedatum|datum abgeschickt|endzeit",
        "horodateur|heure de fin|date de soumission|date d envoi|date de creation|soumis le|envoye le",
        "marca temporal|hora de finalizacion|fecha de envio|fecha|fecha de creacion|enviado el",
        "carimbo de data hora|hora de conclusao|data de envio|data|criado em|enviado em|data de submissao",
        "informazioni cronologiche|ora di completamento|data di invio|inviato il",
        "tijdstempel|tijd van voltooien|voltooiingstijd|inzenddatum|verzonden op",
    ),
    FormField.ROW_ID: _phrases(
        "id|response id|responseid|respondent id|submission id|record id|entry id|unique id|antwort id",
        "id de la reponse|id de respuesta|id da resposta|id risposta|antwoord id|airtable id",
    ),
    FormField.NAME_USE: _phrases(
        "how may your name be shown|how should your name be shown|how may we show your name|show your name",
        "how should we show your name|name to be shown|may we show your name|may we use your name",
        "may your name be shown|how would you like to be credited|how should we credit you",
        "wie darf ihr name erscheinen|wie soll ihr name erscheinen|wie darf ihr name gezeigt werden",
        "wie darf dein name erscheinen|wie darf dein name gezeigt werden|namensnennung",
        "comment afficher votre nom|comment votre nom peut il apparaitre|affichage du nom",
        "como mostrar tu nombre|como puede aparecer tu nombre|como se puede mostrar su nombre",
        "como mostrar o seu nome|como pode aparecer o seu nome|como mostrar seu nome",
        "come mostrare il tuo nome|come puo apparire il tuo nome",
        "hoe mag je naam getoond worden|hoe mag uw naam worden getoond|naamsvermelding",
    ),
}
# Headers that hold one of the above and mean something else.
OTHER: Mapping[FormField, tuple[str, ...]] = {
    FormField.TITLE: _phrases("job title|your job title|professional title|akademischer titel|anrede"),
    FormField.AUTHOR: _phrases(
        "organisation|organization|company|school|team|user name|username|file name|nickname|event",
        "unternehmen|schule|firma|entreprise|ecole|empresa|escuela|escola|azienda|scuola|bedrijf|name of",
    ),
    FormField.THEME: _phrases("gender|age|country|role|department|hear about"),
    FormField.LANGUAGE: _phrases("start language|startlanguage|native language|muttersprache"),
    FormField.RECEIVED: _phrases(
        "birth|birthday|date of birth|geburtsdatum|event date|when did|start date|start time|naissance"
    ),
    FormField.ROW_ID: _phrases("network id|collector id|user id|external id"),
}
# A form notes when somebody began as well, which counts where nothing says when it was sent.
BEGUN = _phrases(
    "start time|start date|start date utc|startdate|started at|date started|startzeit|heure de debut",
    "hora de inicio|ora di inizio|begintijd",
)


@lru_cache(maxsize=4_096)
def plain(text: str) -> str:
    """Small letters without accents, and one space for whatever stands between words."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return _GAPS.sub(" ", "".join(c for c in letters if not unicodedata.combining(c))).strip()


def named_fields(header: str) -> Mapping[FormField, float]:
    """How well each field is named by a header, of 1; those that it does not name are not there."""
    words = plain(header)
    if header.strip() == "#":
        return {FormField.ROW_ID: EXACTLY}
    if words in BEGUN:
        return {FormField.RECEIVED: WITHIN}
    shorter = plain(_HINT.sub(" ", header)) or words
    scores = {
        field: max(_score(words, phrases), _score(shorter, phrases)) for field, phrases in SYNONYMS.items()
    }
    return {field: score for field, score in scores.items() if score and not _is_other(words, field)}


def names_a_field(header: str) -> bool:
    """Whether a header is one of those that forms commonly have."""
    words = plain(header)
    return header.strip() == "#" or words in BEGUN or any(words in p for p in SYNONYMS.values())


def says(words: str, phrase: str) -> bool:
    """Whether a phrase stands among words; both plain."""
    return f" {phrase} " in f" {words} "


def _score(words: str, phrases: tuple[str, ...]) -> float:
    if not words or words in phrases:
        return EXACTLY if words else 0.0
    length = len(words.split())
    within = [len(phrase.split()) for phrase in phrases if says(words, phrase)]
    if within and length <= _MOST_WORDS:
        return WITHIN + AND_UP_TO * max(within) / length
    if len(words) >= _SHORTEST_LIKE:
        found = process.extractOne(words, phrases, scorer=fuzz.ratio, score_cutoff=_LIKE)
        return NEARLY if found else 0.0
    return 0.0


def _is_other(words: str, field: FormField) -> bool:
    return any(says(words, phrase) for phrase in OTHER.get(field, ()))
