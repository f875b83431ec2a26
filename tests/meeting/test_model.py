import pytest
from pydantic import ValidationError

from protokoll_tui.meeting.model import Entry, Facts, Item, Meeting, Person


@pytest.mark.parametrize("blank", ["", "   ", "\n\t"])
def test_an_item_needs_a_title_and_a_person_a_name(blank: str) -> None:
    with pytest.raises(ValidationError):
        Item(title=blank)
    with pytest.raises(ValidationError):
        Person(name=blank)


def test_everything_else_may_be_left_out() -> None:
    assert Meeting(agenda=(Item(title="Inledning"),)).agenda[0].entries == ()


def test_texts_are_cleaned_on_their_way_in() -> None:
    assert Facts(place=" Rum\n3\x1b ").place == "Rum 3\ufffd"
    assert Entry(text="rad\r\nrad").text == "rad\nrad"


def test_a_model_never_changes() -> None:
    with pytest.raises(ValidationError):
        Meeting().facts = Facts(place="Här")  # type: ignore[misc]  # that it cannot be set is the point


def test_a_key_that_is_not_known_does_no_harm() -> None:
    assert Item.model_validate({"title": "Inledning", "färg": "blå"}) == Item(title="Inledning")


def test_a_text_has_a_greatest_length() -> None:
    with pytest.raises(ValidationError):
        Person(name="x" * 2_001)
