"""Words by which a title, a company, a label and a sum are known in a text."""

import re

# Parts of words: "Softwareentwickler", "Krankenpflegerin", "utvecklare".
JOBS = re.compile(
    r"""(?ix)
    engineer | develop | program(m)?er | architect | analyst | scientist | research | consult |
    manager | \bhead\b | \blead\b | director | officer | \bchief\b | \bvp\b | president |
    \bc[etfo]o\b |
    designer | writer | editor | translat | journalist | photograph | producer |
    nurse | doctor | physician | therapist | carer | caretaker | midwi | pharmac | dentist |
    teacher | lecturer | professor | tutor | trainer | coach | educator |
    assistant | secretary | receptionist | clerk | administrator | coordinator | specialist |
    accountant | auditor | controller | bookkeep | lawyer | solicitor | paralegal | counsel |
    sales | representative | recruiter | buyer | planner | marketer | advis[eo]r | agent\b |
    electrician | plumber | carpenter | mechanic | welder | mason | painter | driver | operator |
    technician | technologist | cook | chef\b | waiter | waitress | barista | baker | butcher |
    cleaner | porter | guard\b | worker | labourer | packer | picker | cashier | support |
    intern\b | internship | trainee | apprentice | volunteer | graduate | student | associate |
    entwickler | ingenieur | leiter | leitung | berater | mitarbeiter | sachbearbeiter | kaufm |
    kauffrau | pfleger | pflegefach | erzieher | lehrer | fahrer | verkäufer | techniker |
    mechaniker | elektriker | koch\b | köchin | arzt | ärztin | werkstudent | praktik | azubi |
    ausbildung | referent | fachkraft | buchhalt | assistenz |
    ingénieur | développeu | chargée? | responsable | vendeu | infirmi | comptable | stagiaire |
    ingenier | desarrollador | analista | gerente | enfermer |
    utvecklare | ingenjör | chef\b | sköterska | säljare | handläggare | lärare | konsult |
    ontwikkelaar | medewerker | verpleegkundige | adviseur
    """
)
COMPANY = re.compile(
    r"\b(gmbh|ag|se|kg|ohg|e\.?\s?v\.?|inc|llc|ltd|limited|plc|corp|corporation|co|company|ab|oy|"
    r"asa?|aps|bv|b\.v|nv|n\.v|s\.?a|sarl|s\.?r\.?l|s\.?l|spa|s\.p\.a|group|gruppe|holding|"
    r"university|universität|hospital|klinikum|council|institute|institut|foundation|stiftung|"
    r"bank|agency|studio|labs)\.?$",
    re.IGNORECASE,
)
# Firms that look for people on behalf of others.
AGENCIES = re.compile(
    r"\b(recruit\w*|staffing|headhunt\w*|personnel|personal(dienst\w*|beratung|service|vermittlung)|"
    r"zeitarbeit|executive search|talent (partners?|solutions|acquisition)|employment agency|"
    r"adecco|randstad|manpower|michael page|robert half|robert walters|hays|kelly services|"
    r"page ?personnel|reed|akkodis|experis|gi group|synergie|brunel|academic work)\b",
    re.IGNORECASE,
)
AT = r"(?:at|@|bei|beim|chez|bij|hos|presso)"
LABELS = {
    "title": r"job ?title|title|position|role|stelle|jobtitel|stellenbezeichnung|poste|titel",
    "employer": r"company(?: name)?|employer|organi[sz]ation|unternehmen|firma|arbeitgeber|"
    r"entreprise|företag|bedrijf",
    "place": r"location|job location|work location|place|city|ort|standort|arbeitsort|einsatzort|"
    r"dienstort|lieu|ubicación|plats|locatie|based in|office",
    "pay": r"salary(?: range)?|pay(?: range)?|compensation|remuneration|rate|wage|gehalt|vergütung|"
    r"jahresgehalt|lohn|salaire|rémunération|salario|lön|salaris",
    "agency": r"agency|recruiter|recruitment agency|agentur|personalvermittler",
    "remote": r"work(?:place)? type|remote|working model|arbeitsmodell|work arrangement",
}
LABELLED = re.compile(
    rf"^[\W_]{{0,4}}(?:{'|'.join(f'(?P<{name}>{words})' for name, words in LABELS.items())})"
    r"\s{0,3}(?:$|(?::|–|—|\s-\s)\s{0,3}(?P<value>.*)$)",
    re.IGNORECASE,
)
# What stands where a title or a name would, and is neither.
NOT_A_NAME = re.compile(
    r"(?i)^(us|you|me|the (job|role|team|company|position|client|opportunity|business)|"
    r"this (job|role|position)|your (role|team|profile|tasks)|our (team|company|client|"
    r"mission|values|business|story)|uns|dich|sie|das unternehmen|unser(e|em)? .*|it|benefits|"
    r"cookies?|privacy|home|jobs?|careers?|karriere|stellenangebote?|vacanc(y|ies)|sign in|"
    r"log ?in|menu|search( jobs)?|apply( now)?|job (description|details|posting|opening)s?|"
    r"open positions?|overview|back( to .*)?)$"
)
GENDERS = re.compile(
    r"\(\s*[mfwdxia]\s*(?:[/|,]\s*[mfwdxia*]\s*){1,3}\)|\ball genders\b", re.IGNORECASE
)


def is_title(text: str) -> bool:
    return len(text) <= 120 and bool(JOBS.search(text) or GENDERS.search(text))


def is_company(text: str) -> bool:
    return bool(COMPANY.search(text.strip()))


def is_name(text: str) -> bool:
    """Whether it may be what something is called."""
    return 1 < len(text) <= 100 and not NOT_A_NAME.match(text.strip(" .:!"))
