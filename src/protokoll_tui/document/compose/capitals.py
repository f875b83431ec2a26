"""The first letter after "att": small only where the word surely is an ordinary one.

A capital too much ("att Planen antas") is a blemish, a name without its own ("att örebro kommun") is a
fault. So a word loses its capital only if it is one of a closed list of words that decisions begin with,
none of which is a name, or if the meeting itself writes it with a small letter inside a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from protokoll_tui.meeting.model import Meeting
from protokoll_tui.meeting.place import walk_items
from protokoll_tui.meeting.roster import walk_people

_VERBS = """
adjungera anhålla anmäla anmoda annullera anse ansluta anslå anställa ansöka anta anvisa använda arbeta
arkivera arrangera arvodera attestera avge avgöra avskriva avslå avsluta avstyrka avstå avsäga avsätta
avvakta avveckla avvisa be begära behålla bekosta bekräfta bereda besluta besvara betala bevilja
bibehålla bifalla bilda bjuda boka bordlägga bygga dela delegera delta disponera driva ersätta fastslå
fastställa finansiera flytta fortsätta framföra frånta fylla få fördela föreslå förklara förlägga
förlänga förnya förordna förorda förtydliga föra genomföra ge godkänna godta granska gå göra ha hemställa
hyra hålla hänskjuta hänvisa höja inbjuda infordra inför införa inkalla inkomma inleda inrätta intyga
inställa justera kalla komplettera kontakta köpa lägga lämna låta medge meddela minska notera nominera
omfördela omförhandla organisera planera pausa pröva publicera påbörja redovisa rekommendera remittera
revidera rösta sammankalla samordna samråda skicka skjuta skriva starta stryka stödja ställa svara säga
sälja sända sänka söka ta tacka teckna tillsända tillskriva tillstyrka tillsätta tillåta tydliggöra
undersöka undanta underteckna uppdatera uppdra upphandla upphäva upplåta uppmana uppmärksamma upprätta
utarbeta utbetala utfärda utlysa utreda utse utvärdera utöka verkställa vidta vidarebefordra välja yttra
återbetala återkalla återkomma återremittera återta åta åtgärda ändra öka överföra överlåta överlämna
översända öppna
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
bilagan bokslutet budgeten dagordningen delegationsordningen driften erbjudandet frågan frågorna
föredragningslistan förslaget förslagen förvaltningen handlingarna handlingsplanen informationen insatsen
insatserna justeringen kansliet kallelsen kostnaden kostnaderna ledamoten ledamöterna ledningen medlen
mötet nämnden ordföranden paragrafen planen planerna policyn projektet projekten protokollet punkten
rapporten redovisningen rekommendationen remissvaret reglementet representanten resultatet
revisionsberättelsen riktlinjen riktlinjerna rutinen sammanträdet sekreteraren skrivelsen strategin
styrelsen styrgruppen summan svaret tjänsten underlaget uppdraget uppföljningen uppgiften utredningen
utvärderingen verksamheten verksamhetsberättelsen verksamhetsplanen yttrandet årsredovisningen ärendet
ärendena överenskommelsen överskottet
"""

_ORDINARY = frozenset(f"{_VERBS} {_SMALL_WORDS} {_NOUNS}".split())

_INSIDE_SMALL = re.compile(r"(?<![\w@./:-])[a-zåäö][a-zåäöé]{3,}(?:en|et|an|na|n|t)(?![\w@/-]|[.:]\w)")
"""A noun in its definite form, which few names look like; no part of an address or of a compound."""
_INSIDE_CAPITAL = re.compile(r"(?<=[a-zåäö0-9,] )[A-ZÅÄÖ]\w+")


class Capitals:
    """What a meeting tells of its words: the names of those who were there, and what is no name."""

    def __init__(self, meeting: Meeting) -> None:
        """Note the meeting. It is read when a word asks for it."""
        self._meeting = meeting

    @cached_property
    def _names(self) -> frozenset[str]:
        people = [person for _, _, person in walk_people(self._meeting)]
        return frozenset(word for each in people for word in f"{each.name} {each.organisation}".split())

    @cached_property
    def _ordinary(self) -> frozenset[str]:
        """Words that the meeting writes small inside a sentence, and never with a capital there."""
        texts = list(_texts(self._meeting))
        small = {word for text in texts for word in _INSIDE_SMALL.findall(text)}
        return frozenset(small - {word.lower() for text in texts for word in _INSIDE_CAPITAL.findall(text)})

    def small(self, text: str) -> str:
        """Return `text` with a small first letter where its first word surely is an ordinary one."""
        words = text.split(" ", 2)
        word = words[0].strip(".,:;!?")
        small = word.lower()
        names = len(words) > 1 and words[1][:1].isupper()
        if names or word != small.capitalize() or word in self._names:
            return text
        if small in _ORDINARY or small in self._ordinary:
            return small[:1] + text[1:]
        return text


def _texts(meeting: Meeting) -> Iterator[str]:
    """Yield the texts of a meeting but for what is private."""
    for _, item in walk_items(meeting):
        yield item.agenda_text
        yield from (entry.text for entry in item.entries if entry.kind != "private")
    yield meeting.closing.text
    yield meeting.closing.evaluation
