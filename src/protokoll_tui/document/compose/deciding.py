"""Sentences in which the body itself decides: "Styrelsen avslår ansökan." needs no "Styrelsen beslutar att".

Such a sentence stands as it was written. Turning it into "att avslå ansökan" would be the program's words
in the place of the secretary's, and wrong where the grammar was guessed wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from protokoll_tui.document.compose.outcomes import BEFORE
from protokoll_tui.meeting.text import fold

_VERBS = """
ajournerar ajournerade anser ansåg antar antog avskriver avskrev avslår avslog avstyrker avstyrkte
avsätter avsatte bedömer bedömde beslutar beslutade beslöt beviljar beviljade bifaller biföll bordlägger
bordlade delegerar delegerade enas enades fastslår fastslog fastställer fastställde fördelar fördelade
föreslår föreslog förklarar förklarade förordnar förordnade ger gav godkänner godkände godtar godtog
hänskjuter hänsköt instämmer instämde konstaterar konstaterade lägger lade medger medgav noterar noterade
rekommenderar rekommenderade remitterar remitterade ställer ställde tackar tackade tar tog tillstyrker
tillstyrkte tillsätter tillsatte uppdrar uppdrog upphäver upphävde uppmanar uppmanade utser utsåg väljer
valde återremitterar återremitterade överlämnar överlämnade
"""
"""What a body does when it decides, now and then. Of other verbs ("består", "betalar") nobody can tell."""

_DECIDES = "|".join(_VERBS.split())

_KINDS = (
    ("delegation", "delegationen"),
    ("förbund", "förbundet"),
    ("förening", "föreningen"),
    ("grupp", "gruppen"),
    ("kommitté", "kommittén"),
    ("nämnd", "nämnden"),
    ("råd", "rådet"),
    ("styrelse", "styrelsen"),
    ("utskott", "utskottet"),
)
_MEETING = ("mötet", "vi")


def decides_itself(text: str, bodies: Iterable[str]) -> bool:
    """Tell whether a sentence says what one of `bodies` decides: "Rådet antar …", "Härmed antar rådet …"."""
    return bool(_sentence(tuple(bodies)).match(fold(text)))


@lru_cache(maxsize=64)
def _sentence(bodies: tuple[str, ...]) -> re.Pattern[str]:
    subjects = "|".join(
        map(re.escape, (*_MEETING, *(name for body in bodies for name in _names(fold(body)))))
    )
    return re.compile(rf"(?:{subjects}) (?:{_DECIDES})\b|{BEFORE}(?:{_DECIDES}) (?:{subjects})\b")


def _names(body: str) -> Iterator[str]:
    """Yield what a body is called in a sentence: "Chefsgrupp Norr" is "chefsgruppen" and "gruppen" too."""
    if body:
        yield body
    for word in body.split():
        for kind, definite in _KINDS:
            if word.endswith((kind, definite)):
                yield word.removesuffix(definite).removesuffix(kind) + definite
                yield definite
