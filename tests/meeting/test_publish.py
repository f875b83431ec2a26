from protokoll_tui.meeting.model import Accepted, Entry, Item, Meeting, Private
from protokoll_tui.meeting.publish import without_private

NOTE = Entry(text="Vägen är lagad.")
ASIDE = Entry(kind="private", text="Fråga Alva om priset.")


def test_what_the_secretary_keeps_for_herself_is_left_out_at_every_depth() -> None:
    meeting = Meeting(
        agenda=(Item(title="Vägen", entries=(ASIDE, NOTE), points=(Item(title="Bron", entries=(ASIDE,)),)),),
        private=Private(notes="Köp kaffe."),
        accepted=(Accepted(finding="item-empty", reason="Alva var sen."),),
    )
    assert without_private(meeting) == Meeting(
        agenda=(Item(title="Vägen", entries=(NOTE,), points=(Item(title="Bron"),)),)
    )


def test_a_meeting_with_nothing_private_is_left_as_it_is() -> None:
    meeting = Meeting(agenda=(Item(title="Vägen", entries=(NOTE,)),))
    assert without_private(meeting) is meeting
