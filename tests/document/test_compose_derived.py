"""What is read off the meeting: tasks, what is forwarded, attachments, evaluation, next meetings."""

import datetime as dt
from itertools import permutations
from typing import Any

import pytest

from protokoll_tui.document.compose import compose
from protokoll_tui.document.tree import Heading, Table, plain
from protokoll_tui.meeting.model import (
    Attachment,
    Closing,
    Entry,
    EntryKind,
    Facts,
    Item,
    Meeting,
    NextMeeting,
)
from tests.document.printing import layout, lines, one_item


def section(meeting: Meeting, name: Any, **values: Any) -> list[str]:
    return lines(meeting, layout(order=(name,), **values))


def test_the_tasks_are_a_table_with_the_columns_that_hold_something() -> None:
    tasks = (
        Entry(kind="task", text="Skriver", owners=("Alva", "Bo"), due=dt.date(2026, 6, 30)),
        Entry(kind="task", text="Ringer", done=True),
    )
    found = section(one_item(*tasks), "tasks")
    assert [line.split() for line in found[1:]] == [
        ["Nr", "Uppgift", "Ansvarig", "Senast"],
        ["1.", "Skriver", "Alva,", "Bo", "30", "juni", "2026"],
        ["1.", "Ringer", "klart"],
    ]
    (table,) = (
        block
        for block in compose(one_item(Entry(kind="task", text="Ringer")), layout(numbering="none")).blocks
        if isinstance(block, Table)
    )
    assert [plain(head) for head in table.header] == ["Uppgift"]


def test_what_is_forwarded_is_gathered_by_receiver() -> None:
    meeting = Meeting(
        agenda=(
            Item(
                title="A",
                entries=(Entry(kind="forward", text="Ett", to="AU"), Entry(kind="forward", text="Två")),
            ),
            Item(title="B", entries=(Entry(kind="forward", text="Tre", to="AU"),)),
        )
    )
    assert section(meeting, "forwarded") == ["Att föra vidare", "Till AU:", "  - Ett", "  - Tre", "Två"]


def test_attachments_are_named_with_their_item() -> None:
    attachments = (Attachment(title="Rapport", label="Bilaga 1", item="§ 3"), Attachment(title="Bilder"))
    assert section(Meeting(attachments=attachments), "attachments") == [
        "Bilagor",
        "Bilaga 1: Rapport (punkt 3)",
        "Bilder",
    ]


def test_the_evaluation_is_printed_as_it_was_written() -> None:
    meeting = Meeting(closing=Closing(evaluation="Mer tid!\n\n- Bra lokal"))
    assert section(meeting, "evaluation") == ["Utvärdering av mötet", "Mer tid!", "- Bra lokal"]


# --- next meetings ---------------------------------------------------------------------------------


def coming(**values: Any) -> str:
    return section(Meeting(next_meetings=(NextMeeting(**values),)), "next_meetings")[-1]


def test_a_coming_meeting_tells_whatever_is_known_of_it() -> None:
    assert coming(date=dt.date(2026, 8, 28), start=dt.time(9), end=dt.time(12), mode="physical") == (
        "fredag 28 augusti 2026 kl. 9.00–12.00, fysiskt möte"
    )
    assert coming(date=dt.date(2026, 8, 24), time_text="em") == "måndag 24 augusti 2026 em"
    assert (
        coming(title="Extrainsatt möte", date_text="vecka 40", place="Nora")
        == "Extrainsatt möte: vecka 40, Nora"
    )
    assert (
        coming(date_text="17 december", tentative=True, note="internat")
        == "17 december (preliminärt, internat)"
    )
    assert coming(title="Utvecklingsdag") == "Utvecklingsdag"
    assert coming(note="datum kommer") == "datum kommer"


def test_nothing_known_is_nothing_printed() -> None:
    assert section(Meeting(next_meetings=(NextMeeting(),)), "next_meetings") == []
    assert section(Meeting(next_meetings=(NextMeeting(body="AU"),)), "next_meetings") == []


def test_the_meetings_of_each_body_stand_together_those_of_none_first() -> None:
    meetings = (
        NextMeeting(body="AU", date_text="vecka 3"),
        NextMeeting(date_text="vecka 2"),
        NextMeeting(body="Rådet", date_text="vecka 4"),
        NextMeeting(body="AU", date_text="vecka 1"),
    )
    assert section(Meeting(next_meetings=meetings), "next_meetings")[1:] == [
        "vecka 2",
        "AU",
        "vecka 3",
        "vecka 1",
        "Rådet",
        "vecka 4",
    ]


def test_the_only_body_of_the_meeting_needs_no_name() -> None:
    meetings = (NextMeeting(body="Rådet", date_text="vecka 4"),)
    meeting = Meeting(facts=Facts(bodies=("Rådet",)), next_meetings=meetings)
    assert section(meeting, "next_meetings")[1:] == ["Kommande möten", "vecka 4"]


@pytest.mark.parametrize("style", ["headings", "table"])
@pytest.mark.parametrize("order", list(permutations(["agenda", "decisions", "tasks", "forwarded"])))
def test_what_is_gathered_stands_where_the_layout_puts_it(style: str, order: tuple[str, ...]) -> None:
    kinds: tuple[EntryKind, ...] = ("beslut", "task", "forward")
    meeting = one_item(*(Entry(kind=kind, text=f"Om {kind}.") for kind in kinds))
    labels = {"decisions": "Besluten", "tasks": "Uppgifterna", "forwarded": "Vidare", "agenda": "Ärendena"}
    document = compose(meeting, layout(order=order, style=style, labels=labels))
    heads = [plain(block.children) for block in document.blocks if isinstance(block, Heading)]
    assert [head for head in heads if head in labels.values()] == [labels[name] for name in order]
