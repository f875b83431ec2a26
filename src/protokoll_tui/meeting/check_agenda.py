"""Rules about the items and what was written, decided and handed out in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from protokoll_tui.meeting.check_finding import Finding, Subject, Target, as_key, sentence, short
from protokoll_tui.meeting.model import Entry
from protokoll_tui.meeting.people import mentions
from protokoll_tui.meeting.place import ItemPath, Place, has_text, walk_items
from protokoll_tui.meeting.roster import names, walk_people
from protokoll_tui.meeting.suggest import suggest_task
from protokoll_tui.meeting.text import fold

_ASKS_FOR_SOMEBODY = re.compile(
    r"\buppdra(?:r|s|gs|git|gits)?\b|\b(?:får|fick|ges|gavs|ger)\b[^.\n]{0,60}?\bi uppdrag\b|"
    r"\bska(?:ll)?\b[^.\n]{0,30}?\b(?:ta fram|återkomma|utreda|undersöka|bjuda in|kontakta|kalla|"
    r"sammanställa|revidera|uppdatera|se över|bereda|skicka|skriva|planera)\b",
    re.IGNORECASE,
)
_ADJUSTING = re.compile(
    r"justerare|justeringsm[aä]n|justeringsperson|protokolls?justering|protokollets justering|"
    r"justering av (?:dagens )?protokoll|^\W*justering\W*$",
    re.IGNORECASE,
)


def check_agenda(subject: Subject) -> Iterator[Finding]:
    """Yield what is missing on the agenda and in its entries."""
    if not subject.meeting.agenda:
        yield Finding("agenda-none", "warning", "Dagordningen är tom", Target("agenda"))
    yield from _empty_items(subject)
    yield from _adjusters(subject)
    yield from _numbers_set_twice(subject)
    yield from _attachments(subject)
    people = names(subject.meeting)
    for path, index, entry in subject.entries():
        if entry.kind == "beslut":
            yield from _beslut(subject, path, index, entry, people)
        elif entry.kind == "task":
            yield from _task(subject, path, index, entry)


def _empty_items(subject: Subject) -> Iterator[Finding]:
    for path, item in walk_items(subject.meeting):
        if item.status == "open" and not item.points and not has_text(item):
            message = f"{sentence(subject.item_name(path))} {short(item.title)} har ingen text"
            target = Target("agenda", place=Place(path))
            yield Finding("item-empty", "warning", message, target, subject.item_key(path))


def _adjusters(subject: Subject) -> Iterator[Finding]:
    meeting = subject.meeting
    if meeting.adjusters or any(
        "justerare" in person.role.casefold() for _, _, person in walk_people(meeting)
    ):
        return
    for path, item in walk_items(meeting):
        if item.status != "struck" and _ADJUSTING.search(item.title):
            target = Target("closing", "adjusters")
            message = f"Ingen justerare är vald ({subject.item_name(path)})"
            yield Finding("adjuster-none", "warning", message, target)
            return


def _numbers_set_twice(subject: Subject) -> Iterator[Finding]:
    by_hand = [(path, item.number) for path, item in walk_items(subject.meeting) if item.number]
    count = Counter((path[:-1], number) for path, number in by_hand)
    seen = set[tuple[ItemPath, str]]()
    for path, number in by_hand:
        same = (path[:-1], number)
        if count[same] > 1 and same in seen:
            message = f"Numret {short(number)} är satt för hand på {count[same]} punkter"
            target = Target("agenda", "number", Place(path))
            yield Finding("number-twice", "info", message, target, as_key(number))
        seen.add(same)


def _attachments(subject: Subject) -> Iterator[Finding]:
    for attachment in subject.meeting.attachments:
        if missing := subject.missing_item(attachment.item):
            message = f"Bilagan {short(attachment.title)} hör till {missing}"
            key = as_key(attachment.title, attachment.item)
            yield Finding("attachment-item", "warning", message, Target("closing", "attachments"), key)


def _beslut(
    subject: Subject, path: ItemPath, index: int, entry: Entry, people: tuple[str, ...]
) -> Iterator[Finding]:
    where = subject.item_name(path)
    target = Target("agenda", place=Place(path, index))
    key = as_key(subject.item_key(path), short(entry.text))
    if fold(entry.text).strip("*: ") in ("", "beslut"):
        yield Finding("beslut-empty", "error", f"Ett beslut i {where} har ingen text", target, key)
        return
    if entry.outcome in ("referred", "remitted") and not entry.to:
        word = "hänskjuts" if entry.outcome == "referred" else "återremitteras"
        message = f"Beslutet i {where} säger inte vart frågan {word}"
        yield Finding("beslut-target", "warning", message, target, key)
    asks = not entry.owners and _ASKS_FOR_SOMEBODY.search(entry.text)
    if asks and next(mentions(entry.text, people), None) is None:
        message = f"Beslutet i {where} säger inte vem som ska göra det: {short(entry.text)}"
        yield Finding("beslut-owner", "warning", message, target, key)


def _task(subject: Subject, path: ItemPath, index: int, entry: Entry) -> Iterator[Finding]:
    where = subject.item_name(path)
    target = Target("agenda", place=Place(path, index))
    key = as_key(subject.item_key(path), short(entry.text))
    if not entry.text.strip():
        yield Finding("task-empty", "error", f"En uppgift i {where} har ingen text", target, key)
    elif not entry.owners:
        message = f"Uppgiften i {where} har ingen ansvarig: {short(entry.text)}"
        yield Finding("task-owner", "warning", message, target, key)
    day = subject.meeting.facts.date
    if day and not entry.due and (problem := suggest_task(entry.text, (), day).problem):
        yield Finding("task-date", "warning", f"Uppgiften i {where}: {problem}", target, key)
