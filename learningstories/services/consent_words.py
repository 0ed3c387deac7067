"""The words in which forms ask for consent, and people give or refuse it, in seven languages.

All of it is as `form_synonyms.plain` makes it. A word with * stands for all that begin so.
"""

from collections.abc import Mapping

from learningstories.domain.form import FormField


def _words(*lines: str) -> tuple[str, ...]:
    return tuple(word.strip() for line in lines for word in line.split("|"))


READ, PRINT = FormField.CONSENT_READ, FormField.CONSENT_PRINT
WEB, STAGE = FormField.CONSENT_WEB, FormField.CONSENT_STAGE
USES = (READ, PRINT, WEB, STAGE)

USE_WORDS: Mapping[FormField, tuple[str, ...]] = {
    READ: _words(
        "read|reads|reading|reader*|reviewer*|review|reviewed|jury|judges",
        "lesen|gelesen|leser*|gutachter*|lire|lu|lue|lecteur*|lectrice*|relecteur*|relectrice*",
        "leer|leida|leido|lector*|revisor*|ler|lida|lido|leitor*|avaliador*",
        "leggere|letta|letto|lettor*|lettric*|lezen|gelezen|lezer*|beoordelaar*",
    ),
    PRINT: _words(
        "print|printed|prints|printing|book|booklet|brochure|gedruckt|drucken|druck|abdrucken|abgedruckt|buch",
        "imprim*|livre|impres*|imprimir|libro|impressa|livro|stampa*|gedrukt|afgedrukt|drukken|boek",
    ),
    WEB: _words(
        "web|website|webpage|online|internet|site|blog|webseite|netz|homepage|ligne|linea|sitio|rete",
    ),
    STAGE: _words(
        "stage|told|telling|event|live|presented|performed|buhne|erzahlt|vorgetragen|vorgelesen",
        "veranstaltung|scene|raconte*|evenement|escenario|contada|contado|evento|palco",
        "raccontat*|podium|verteld|evenement|voorgelezen",
    ),
}
# Where nothing says in what, what is published is printed.
PUBLISH = _words(
    "publish*|publication|publi*|veroffentlich*|pubblic*|gepubliceerd",
)
# These hold a word of the above and speak of something else.
NO_USE = _words(
    "have read|i ve read|read aloud|read out|read the|tell us|gelesen und akzeptiere|gelesen und verstanden",
    "gelesen und stimme|j ai lu|avez lu|he leido|ha leido|li e|ho letto|heb gelezen",
)
PERMISSION = _words(
    "may|can|agree|agrees|agreed|consent|consents|permission|permit|allow|allowed|accept|authorise",
    "authorize|ok|okay|happy for|approve|grant|darf|durfen|einverstanden|einverstandnis|einwillig*",
    "zustimm*|stimme|zugestimmt|erlaub*|genehmig*|gestatte|akzeptiere|accord|accepte|acceptez|autorise",
    "autorisation|consens|consentement|consens|peut|peuvent|permets|acepto|acepta|autoriz*|consiento",
    "consentimiento|permiso|permito|puede|acuerdo|aceito|concordo|consentimento|permissao|pode|podem",
    "acconsento|accetto|consenso|permesso|puo|accordo|akkoord|toestemming|mag|mogen|instemming",
)
# What else forms ask agreement to.
OTHER_MATTERS = _words(
    "newsletter|privacy|datenschutz*|privacidad|privacidade|confidentialite|riservatezza|terms|conditions",
    "nutzungsbedingungen|teilnahmebedingungen|contact|contacted|kontaktiert|contacter|gdpr|dsgvo|rgpd",
    "mailing list|spam|cookies|rules|regeln",
)
YES = _words(
    "yes|y|yep|yeah|true|agree|agreed|i agree|i consent|consent|i accept|accept|accepted|ok|okay|on|x",
    "checked|ticked|selected|granted|j|ja|wahr|einverstanden|ich bin einverstanden|ich stimme zu",
    "stimme zu|zugestimmt|oui|vrai|d accord|je suis d accord|j accepte|accepte|j autorise|si|verdadero",
    "acepto|de acuerdo|estoy de acuerdo|autorizo|sim|verdadeiro|aceito|concordo|vero|accetto|acconsento",
    "d accordo|sono d accordo|waar|akkoord|ik ga akkoord|mee eens",
)
YES_BEGINS = frozenset(("yes", "ja", "oui", "si", "sim", "yeah"))
ANSWER_BEGINS = YES_BEGINS | {"no", "nein", "non", "nao", "nee"}
NO = _words(
    "no|n|not|none|false|off|0|unchecked|na|n a|nein|keine|falsch|non|faux|falso|nao|nee|onwaar|disagree",
    "i do not agree|i don t agree|nicht einverstanden|aucun|ninguno|nenhum|nessuno|geen",
)
NEGATIONS = _words(
    "no|not|don t|dont|doesn t|never|cannot|can t|won t|without|none|neither|nor|refuse|decline|disagree",
    "nicht|kein*|nein|nie|niemals|ohne|weder|ne|n|pas|non|aucun*|sans|jamais|nunca|ni|sin|ningun*|tampoco",
    "nao|nem|sem|nenhum*|mai|nessun*|senza|niet|geen|nee|nooit|zonder",
)
CONDITIONS = _words(
    "but|if|unless|except|maybe|perhaps|depends|until|ask|approval|approve|check|first|later|unsure|sure",
    "aber|wenn|falls|ausser|vielleicht|sofern|erst|vorher|rucksprache|mais|sauf|peut etre|reserve|condition",
    "pero|excepto|quizas|salvo|cuando|mas|se|exceto|talvez|ma|forse|tranne|eccetto|maar|als|mits|tenzij",
    "misschien|behalve",
)
ONLY = _words(
    "only|just|nur|lediglich|seulement|uniquement|solo|solamente|somente|apenas|soltanto|alleen|enkel",
)
# "No livro", in the book: in Portuguese a place, and nowhere else.
PORTUGUESE = frozenset(("pode", "podem", "concordo", "aceito", "minha", "sua", "sim"))
PORTUGUESE_PLACES = frozenset(("livro", "site", "palco", "evento", "blog"))
