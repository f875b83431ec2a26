"""Rules about personal data that should not be published: e-mail addresses, personal numbers."""

from __future__ import annotations

from collections.abc import Iterator

from protokoll_tui.meeting.check_finding import Finding, Subject
from protokoll_tui.meeting.contacts import find_contacts


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
