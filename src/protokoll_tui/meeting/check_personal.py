"""Rules about personal data that should not be published: e-mail addresses, personal numbers."""

from __future__ import annotations

from collections.abc import Iterator

from protokoll_tui.meeting.check_finding import Finding, Subject
from protokoll_tui.meeting.contacts import find_contacts
from protokoll_tui.meeting.model import Meeting
from protokoll_tui.meeting.personal_number import find_personal_numbers
from protokoll_tui.meeting.plain import read_plain


def check_personal(subject: Subject) -> Iterator[Finding]:
    """Yield every printed text with an e-mail address or a personal identity number in it.

    Neither is repeated in the message or the key: the key ends in the file.
    """
    for passage in subject.printed_texts():
        kinds = {contact.kind for contact in find_contacts(passage.text)}
        if "mail" in kinds:
            message = f"En e-postadress står i {passage.where} – ska den vara med?"
            yield Finding("text-email", "warning", message, passage.target, passage.key)
        if "personal number" in kinds:
            message = f"Ett personnummer står i {passage.where} – ta bort det innan du delar texten"
            yield Finding("text-personal-number", "error", message, passage.target, passage.key)


def tell_personal_numbers(meeting: Meeting) -> Iterator[str]:
    """Yield where personal identity numbers are printed, as one line for who writes the minutes to a file."""
    where = dict.fromkeys(
        passage.where
        for passage in Subject.of(meeting).printed_texts()
        if any(find_personal_numbers(read_plain(passage.text).text))
    )
    if where:
        yield f"Personnummer står i {', '.join(where)}. Ta bort dem innan du delar protokollet."
