"""The first letter after "att": small only where the word surely is an ordinary one.

A capital too much ("att Planen antas") is a blemish, a name without its own ("att örebro kommun") is a
fault. So a word loses its capital only if it is one of a closed list of words that decisions begin with,
none of which is a name, or if the meeting itself writes it, or "skyltar" for "skyltarna", with a small letter
inside a sentence. Whatever it writes with a capital inside a sentence keeps that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import chain

from protokoll_tui.document.compose.ordinary import is_ordinary
from protokoll_tui.meeting.model import Meeting
from protokoll_tui.meeting.place import walk_items
from protokoll_tui.meeting.roster import walk_people

_DEFINITE = r"[a-zåäö][a-zåäöé]{3,}(?:en|et|an|na|n|t)"
_INSIDE_SMALL = re.compile(rf"(?<![\w@./:-])(?:{_DEFINITE}|[a-zåäö][a-zåäöé]{{2,}}[ao]r)(?![\w@/-]|[.:]\w)")
"""A noun in its definite form, which few names look like, or in -ar or -or; no part of an address."""
_WORD = re.compile(r"\w+")
_PLURAL = re.compile(r"(.+[ao]r)na")
_INSIDE_CAPITAL = re.compile(r"(?<=[\w,;] )[(\"'”’«»*_~\[]*([A-ZÅÄÖÉ]\w+)")


class Capitals:
    """What a meeting tells of its words: the names of those who were there, and what is no name."""

    def __init__(self, meeting: Meeting) -> None:
        """Note the meeting. It is read when a word asks for it."""
        self._meeting = meeting

    @property
    def bodies(self) -> tuple[str, ...]:
        """The bodies that meet, as the meeting calls them."""
        rosters = (roster.body for roster in self._meeting.attendance)
        return (*self._meeting.facts.bodies, *filter(None, rosters))

    @cached_property
    def _names(self) -> frozenset[str]:
        """Words of names, and those that the meeting writes with a capital inside a sentence."""
        named = (text for _, _, each in walk_people(self._meeting) for text in (each.name, each.organisation))
        adjusting = (each.name for each in self._meeting.adjusters)
        signing = chain(adjusting, (each.name for each in self._meeting.signatures))
        inside = (found for text in _texts(self._meeting) for found in _INSIDE_CAPITAL.findall(text))
        return frozenset(chain.from_iterable(map(_WORD.findall, chain(named, signing, inside))))

    @cached_property
    def _small(self) -> frozenset[str]:
        """Nouns that the meeting writes small inside a sentence."""
        return frozenset(word for text in _texts(self._meeting) for word in _INSIDE_SMALL.findall(text))

    def small(self, text: str) -> str:
        """Return `text` with a small first letter where its first word surely is an ordinary one."""
        words = text.split(" ", 2)
        word = words[0].strip(".,:;!?")
        small = word.lower()
        names = len(words) > 1 and words[1][:1].isupper()
        if names or word != small.capitalize() or word in self._names:
            return text
        return small[:1] + text[1:] if is_ordinary(small) or self._writes_small(small) else text

    def _writes_small(self, word: str) -> bool:
        """Tell whether the meeting writes a word with a small letter: skyltarna, or skyltar.

        With a capital it is the name of something there, and so is it in any other form.
        """
        if not re.fullmatch(_DEFINITE, word):
            return False
        several = _PLURAL.fullmatch(word)
        forms = {word, several[1]} if several else {word}
        return not self._small.isdisjoint(forms) and self._names.isdisjoint(map(str.capitalize, forms))


def _texts(meeting: Meeting) -> Iterator[str]:
    """Yield the texts of a meeting but for what is private."""
    yield meeting.facts.place
    for _, item in walk_items(meeting):
        yield item.title
        yield from item.presenters
        yield item.agenda_text
        yield from (entry.text for entry in item.entries if entry.kind != "private")
    yield from (attachment.title for attachment in meeting.attachments)
    yield from (coming.place for coming in meeting.next_meetings)
    yield meeting.closing.text
    yield meeting.closing.evaluation
