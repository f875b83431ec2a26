"""Words that decisions begin with and that are no names: what may lose its capital after "att".

A closed list, and compounds whose both parts are of such a list. An ending alone tells nothing: there are
authorities in -tionen, associations in -arna, and homes and schools that are called after trees.
"""

from __future__ import annotations

import re

_VERBS = """
adjungera anhålla anmoda anmäla annullera anordna anse ansluta anslå anställa ansöka anta anvisa använda
arbeta arkivera arrangera arvodera attestera avbryta avge avgöra avskriva avsluta avslå avstyrka avstå
avsäga avsätta avtacka avvakta avveckla avvisa be begära behålla bekosta bekräfta bemanna bereda besluta
besvara betala bevilja bibehålla bifalla bilda bistå bjuda boka bordlägga bygga dela delegera delta
disponera driva erbjuda ersätta fastslå fastställa finansiera flytta fortsätta framföra frånta fylla få
föra fördela föreslå förklara förlägga förlänga förnya förorda förordna förtydliga ge genomföra godkänna
godta granska gå göra ha hantera hemställa hyra hålla hänskjuta hänvisa höja inbjuda infordra informera
inför införa inkalla inkomma inleda inrätta inställa intyga inventera justera kalla kartlägga klargöra
klarlägga komplettera kontakta kräva köpa ledigförklara lyfta låta lägga lämna meddela medge medverka
minska möta nominera notera omfördela omförhandla organisera pausa planera prioritera prova pröva
publicera påbörja rapportera redovisa rekommendera rekrytera remittera renovera revidera riva rösta samla
sammankalla samordna samråda samverka satsa se skicka skjuta skriva sprida starta stryka ställa stänga
stödja svara säga säkerställa sälja sända sänka söka ta tacka teckna tillfråga tillhandahålla tillse
tillskriva tillstyrka tillsända tillsätta tillåta träffa tydliggöra undanta undersöka underteckna
uppdatera uppdra upphandla upphäva upplåta uppmana uppmärksamma upprätta uppvakta utarbeta utbetala
utfärda utlysa utlämna utnyttja utnämna utreda utse utveckla utvärdera utöka verkställa vidarebefordra
vidta välja vänta yttra åta återbetala återkalla återkomma återlämna återremittera återta återuppta
åtgärda ändra öka öppna överföra överlåta överlämna översända
"""

_SMALL_WORDS = """
den det de denna detta dessa en ett ingen inget inga alla allt samtliga varje var vardera vi man någon
något några annan annat andra både ingenting ytterligare respektive av efter enligt exklusive från för
före genom hos i inför innan inklusive inom med mellan mot om omedelbart på senast sedan som till under
utan utifrån utöver via vid åt över att där då eftersom medan när så dessutom därför därmed därutöver
därvid dock inte även vidare också åter
"""

_NOUNS = """
anmälan ansökan ansökningen arbetet arbetsgruppen arvodet avgiften avtalet beloppet beslutet bidraget
bilagan bokslutet budgeten dagordningen delegationsordningen driften erbjudandet frågan frågorna fördelningen
föredragningslistan förslaget förslagen förvaltningen handlingarna handlingsplanen informationen insatsen
insatserna justeringen kansliet kallelsen kostnaden kostnaderna ledamoten ledamöterna ledningen medlen
mötet nämnden ordföranden paragrafen planen planerna policyn projektet projekten protokollet punkten
rapporten redovisningen rekommendationen remissvaret reglementet representanten resultatet
revisionsberättelsen riktlinjen riktlinjerna rutinen sammanträdet sekreteraren skrivelsen strategin
styrelsen styrgruppen summan svaret tjänsten underlaget uppdraget uppföljningen uppgiften utredningen
utvärderingen verksamheten verksamhetsberättelsen verksamhetsplanen yttrandet årsredovisningen ärendet
ärendena överenskommelsen överskottet
"""

ORDINARY = frozenset(f"{_VERBS} {_SMALL_WORDS} {_NOUNS}".split())
"""The closed list, in small letters."""

_FIRST_PARTS = """
aktivitets arbets arkiv avgifts behovs besluts bidrags biblioteks bostads budget delegations delårs
drifts ekonomi energi fastighets folkhälso fördelnings förvaltnings genomförande handlings
hållbarhets insats investerings jämställdhets klimat kommunikations kompetens kost kris
krisberedskaps kultur kvalitets kvartals lednings lokal lokalförsörjnings läges löne medlems miljö
mål måltids omsorgs personal projekt rekryterings remiss representations resultat revisions risk
samarbets samråds samverkans service skol slut säkerhets taxe teknik tids tillgänglighets trafik
trygghets upphandlings uppföljnings utbildnings utvecklings utvärderings verksamhets vård års
åtgärds översikts
"""

_LAST_PARTS = """
analysen analyserna ansökan ansökningarna arvodet arvodena avgiften avgifterna avtalet avtalen
behovet behoven beloppet beloppen berättelsen berättelserna beslutet besluten bidraget bidragen
bilagan bilagorna bokslutet budgeten frågan frågorna förslaget förslagen insatsen insatserna
kalendern kostnaden kostnaderna listan listorna medlen målet målen ordningen planen planerna policyn
processen prognosen programmet programmen projektet projekten protokollet protokollen rapporten
rapporterna redovisningen redovisningarna resultatet resultaten riktlinjen riktlinjerna rutinen
rutinerna svaret svaren taxan taxorna underlaget underlagen uppdraget uppdragen uppföljningen
utredningen utredningarna utvärderingen yttrandet yttrandena ärendet ärendena åtgärden åtgärderna
överenskommelsen överenskommelserna
"""

_COMPOUND = re.compile(f"(?:{'|'.join(_FIRST_PARTS.split())})(?:{'|'.join(_LAST_PARTS.split())})")


def is_ordinary(word: str) -> bool:
    """Tell whether a word in small letters is one that decisions begin with, and no name."""
    return word in ORDINARY or bool(_COMPOUND.fullmatch(word))
