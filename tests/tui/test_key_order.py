"""Keys that come in a burst, as over a slow line, do what they would have done one at a time."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from textual import events
from textual.pilot import Pilot

from protokoll_tui.meeting.model import Facts, Item, Meeting, Person, Roster
from tests.tui.driving import Driven, opened

MEETING = Meeting(
    facts=Facts(kind="Protokoll"),
    attendance=(Roster(people=(Person(name="Mia Ros"), Person(name="Bo Lind"))),),
    agenda=(Item(title="Inledning"), Item(title="Rapport")),
)


async def burst(at: Driven, *keys: str | events.Paste) -> None:
    """Give the app all keys at once."""
    names = {" ": "space", "/": "slash", "!": "exclamation_mark", ".": "full_stop"}
    for key in keys:
        if isinstance(key, events.Paste):
            at.app.post_message(key)
        elif len(key) == 1:
            at.app.post_message(events.Key(names.get(key, key), key))
        else:
            at.app.post_message(events.Key(key, None))
    await wait_until_quiet(at.pilot)


async def wait_until_quiet(pilot: Pilot[None]) -> None:
    for _ in range(20):
        await pilot.pause()


async def test_what_is_typed_after_tab_goes_to_the_next_field(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING, screen="facts") as at:
        await burst(at, *"29/5", "tab", *"9-12", "tab", *"Salen")
        facts = at.meeting.facts
        assert (facts.date, facts.start, facts.place) == (dt.date(2026, 5, 29), dt.time(9), "Salen")


async def test_what_is_typed_after_a_change_of_screen_goes_to_the_new_screen(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING) as at:
        await burst(at, *"Hej", "f3", *"bo", " ", "f4", *" igen", "ctrl+n", *"! Antas.")
        assert at.meeting.agenda[0].entries[0].text == "Hej igen"
        assert at.meeting.attendance[0].people[1].status == "struck"
        assert [(e.kind, e.text) for e in at.meeting.agenda[1].entries] == [("beslut", "Antas.")]


async def test_what_is_typed_after_a_dialog_opens_goes_to_the_dialog(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING) as at:
        await burst(at, *"Hej", "ctrl+f", *"Nytt", "enter", *"Text")
        assert [item.title for item in at.meeting.agenda] == ["Inledning", "Nytt", "Rapport"]
        assert at.meeting.agenda[1].entries[0].text == "Text"


async def test_a_paste_keeps_its_place_among_the_keys(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING) as at:
        await burst(at, "a", events.Paste("BB"), "c")
        assert at.meeting.agenda[0].entries[0].text == "aBBc"
