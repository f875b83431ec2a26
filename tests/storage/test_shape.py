"""The form of each key is read off the models."""

from __future__ import annotations

from protokoll_tui.meeting.model import Closing, Entry, Facts, Frozen, Item, LogLine, Meeting, Private, Roster
from protokoll_tui.storage.shape import keys_of


def names(model: type[Frozen], form: str) -> set[str]:
    return {key.name for key in keys_of(model) if key.form == form}


def test_light_markdown_is_prose_and_all_other_text_is_one_line() -> None:
    assert names(Entry, "prose") == {"text"}
    assert names(Item, "prose") == {"agenda_text"}
    assert names(Closing, "prose") == {"evaluation", "text"}
    assert names(Private, "prose") == {"notes"}
    assert names(Facts, "prose") == names(Roster, "prose") == set()


def test_lists_of_words_stand_in_a_line_people_one_per_line_and_other_models_in_tables() -> None:
    assert names(Facts, "values") == {"bodies"}
    assert names(Roster, "rows") == {"people"}
    assert names(Item, "tables") == {"entries", "points"}
    assert names(Meeting, "table") == {"meeting", "closing", "private"}


def test_only_what_differs_from_the_default_is_set() -> None:
    keys = {key.name: key for key in keys_of(Facts)}
    assert not keys["place"].is_set("")
    assert keys["place"].is_set("Salen")
    assert not keys["date"].is_set(None)


def test_what_a_person_needs_to_see_is_always_set() -> None:
    always = {
        (model, key.name)
        for model in (Meeting, Facts, Entry, Item, LogLine)
        for key in keys_of(model)
        if key.always
    }
    assert always == {
        (Meeting, "meeting"),
        (Facts, "status"),
        (Entry, "kind"),
        (Item, "title"),
        (LogLine, "date"),
        (LogLine, "status"),
    }
