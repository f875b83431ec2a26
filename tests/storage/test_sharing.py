"""The file that goes along with the minutes: all that was written by hand, and nothing that is private."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protokoll_tui.meeting.model import Entry, Item, Meeting, Private
from protokoll_tui.storage import sharing
from protokoll_tui.storage.errors import StorageError
from protokoll_tui.storage.merging import merge_text
from protokoll_tui.storage.reading import parse_bytes
from protokoll_tui.storage.shape import keys_of
from protokoll_tui.storage.sharing import shareable, shared_bytes
from protokoll_tui.storage.writing import dump_new, inline_text
from tests.storage.commenting import commented
from tests.strategies import meetings

PATH = Path("möte.toml")
SECRET = "Zebrafink"  # noqa: S105 - no password
"""Stands in all that is to go, and nowhere else."""


def shared(text: str) -> str:
    return shared_bytes(text.encode(), PATH).decode()


FILE = """\
#:schema ./möte.json
# Om filen
schema = 1
diarium = 'KS 4'  # vår egen nyckel

[meeting]   # mötet
kind   =   'Protokoll'
status = "finished"

# Zebrafink: det här är mina egna anteckningar.
[private]  # Zebrafink
# Zebrafink
notes = \"\"\"
Zebrafink\"\"\"  # Zebrafink
egen = "Zebrafink"

# Zebrafink

[private.mer]
Zebrafink = 1

# Punkt ett
[[agenda]]
title = "Inledning"  # rubrik
'färg' = "blå"

[[agenda.entries]]
text = '''
Ett
stycke.
'''

# Zebrafink
[[agenda.entries]]  # Zebrafink
"kind" = 'private'
# Zebrafink
text = "Zebrafink # [[agenda]]"
"text2" = "Zebrafink"

[[agenda.entries]]
kind = "beslut" # beslut
text = "Antas."

# Punkt a
[[agenda.points]]
title = "Kajen"

[[agenda.points.entries]]
kind = "private"
text = '''
[[agenda.entries]]
Zebrafink'''
[agenda.points.entries.mer]
Zebrafink = 1

# Godtaget
[[accepted]]
finding = "item-empty"
reason = "Så ska det vara."
"""
LEFT = """\
#:schema ./möte.json
# Om filen
schema = 1
diarium = 'KS 4'  # vår egen nyckel

[meeting]   # mötet
kind   =   'Protokoll'
status = "finished"

# Punkt ett
[[agenda]]
title = "Inledning"  # rubrik
'färg' = "blå"

[[agenda.entries]]
text = '''
Ett
stycke.
'''

[[agenda.entries]]
kind = "beslut" # beslut
text = "Antas."

# Punkt a
[[agenda.points]]
title = "Kajen"

# Godtaget
[[accepted]]
finding = "item-empty"
reason = "Så ska det vara."
"""


def test_only_what_is_private_goes_and_all_else_stays_byte_for_byte() -> None:
    assert shared(FILE) == LEFT


def test_line_ends_and_the_mark_at_the_beginning_stay_as_they_were() -> None:
    def windows(text: str) -> bytes:
        return b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()

    assert shared_bytes(windows(FILE), PATH) == windows(LEFT)


@pytest.mark.parametrize("text", [LEFT, LEFT.rstrip("\n"), LEFT.replace("\n", "\r\n", 7)])
def test_a_file_with_nothing_private_is_the_same_file(text: str) -> None:
    assert shared(text) == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        # the table, in its spellings
        ('private = { notes = "Zebrafink" }  # Zebrafink\nx = 1\n', "x = 1\n"),
        ('# om x\nx = 1\n# Zebrafink\nprivate.notes = "Zebrafink"\n', "# om x\nx = 1\n"),
        ("\"private\".'notes' = 'Zebrafink'\n[meeting]\n", "[meeting]\n"),
        ('# Zebrafink\n[private]\nnotes = "Zebrafink"\n[meeting]\n', "[meeting]\n"),
        ("#:schema x\n# Zebrafink\n[ 'private' ]\n# Zebrafink\n", "#:schema x\n"),
        ('# Om filen\n\n[private]\nnotes = "Zebrafink"\n', "# Om filen\n"),
        # entries in lists on one line
        ('entries = [{ kind = "private", text = "Zebrafink" }]', "entries = []"),
        ('entries = [ { kind = "private", text = "Zebrafink" }, ]', "entries = []"),
        (
            'entries = [{ kind = "private", text = "Zebrafink" }, { text = "A" }]',
            'entries = [{ text = "A" }]',
        ),
        (
            'entries = [{ text = "A" }, { text = "Zebrafink", kind = "private" }] # slut',
            'entries = [{ text = "A" }] # slut',
        ),
        (
            "entries = [{text='A'},{kind='private',text='Zebrafink'},{text='B'},]",
            "entries = [{text='A'},{text='B'},]",
        ),
        (
            "entries = [{kind='private',text='Zebrafink'},{kind='private',text='Zebrafink'},{text='B'}]",
            "entries = [{text='B'}]",
        ),
        # and on several, with comments
        (
            """\
entries = [  # alla
  # om A
  { text = "A" },  # A
  # om B, längre upp

  # Zebrafink
  # Zebrafink
  { kind = "private", text = "Zebrafink" }, # Zebrafink
  # Zebrafink
  { kind = "private", text = "Zebrafink" }, # Zebrafink
  # om C
  { text = "C" }
]""",
            """\
entries = [  # alla
  # om A
  { text = "A" },  # A
  # om B, längre upp

  # om C
  { text = "C" }
]""",
        ),
        (
            """\
entries = [
  { text = "A" },  # A
  { kind = "private", text = "Zebrafink" }  # Zebrafink
  # slut
]""",
            """\
entries = [
  { text = "A" },  # A
  # slut
]""",
        ),
        (
            "entries = [ { text = 'A' }\n , { kind = 'private', text = 'Zebrafink' }\n , { text = 'B' }\n]",
            "entries = [ { text = 'A' }\n , { text = 'B' }\n]",
        ),
        (
            "entries = [\n  { kind = 'private', text = 'Zebrafink' }, { text = 'A' },\n]",
            "entries = [\n  { text = 'A' },\n]",
        ),
        (
            "entries = [{ text = 'A' }, { kind = 'private', text = 'Zebrafink' },  # Zebrafink\n"
            "  # om B\n  { text = 'B' }]",
            "entries = [{ text = 'A' },\n  # om B\n  { text = 'B' }]",
        ),
        ("entries = [ # Zebrafink\n  { kind = 'private', text = 'Zebrafink' },\n]", "entries = []"),
        (
            'points = [{ title = "a", entries = [{ kind = "private", text = "Zebrafink" }] }]',
            'points = [{ title = "a", entries = [] }]',
        ),
        # what the program does not know may be somebody's misspelling
        ('[[agenda.entrys]]\nkind = "private"\ntext = "Zebrafink"', ""),
    ],
)
def test_every_spelling_of_what_is_private_is_found(text: str, left: str) -> None:
    if not text.startswith(("private", "#", '"', "[[")):
        text, left = (f'[[agenda]]\ntitle = "Inledning"\n{each}\n' for each in (text, left))
    elif text.startswith("[["):
        text, left = (f'[[agenda]]\ntitle = "Inledning"\n{each}'.rstrip() for each in (text, left))
        left += "\n"
    assert shared(text) == left


@pytest.mark.parametrize(
    "string",
    [
        '"Zebrafink"',
        "'Zebrafink'",
        '"""\nZebra\\\n   fink"""',
        "'''Zebrafink'''",
        '"\\u005aebrafink"',
        '"""\\"""Zebrafink"""""',
        "'''''Zebrafink'''''",
        '"a # b [c] {d} Zebrafink"',
    ],
)
def test_in_whatever_form_a_private_text_is_written_it_goes(string: str) -> None:
    text = f'[[agenda]]\ntitle = "A"\n[[agenda.entries]]\ntext = {string}\nkind = "private"\n'
    assert shared(text) == '[[agenda]]\ntitle = "A"\n'


def test_what_is_not_understood_lets_nothing_out(monkeypatch: pytest.MonkeyPatch) -> None:
    lost = FILE.replace('title = "Kajen"', 'title = "Kajen"\nkind = "private"')
    comma_first = "agenda = [ { title = 'A', entries = [{ kind = 'private', text = 'Zebrafink' }\n, {}] } ]"
    for text, title in ((lost, "Kajen"), (comma_first, "A")):
        assert f'title = "{title}"' in shared(text)
        assert SECRET not in shared(text)

    def fail(_data: bytes) -> bytes:
        raise ValueError

    monkeypatch.setattr(sharing, "_without_private", fail)
    assert shared(FILE) == dump_new(shareable(parse_bytes(FILE.encode(), PATH).meeting))


def test_what_is_no_meeting_is_not_let_out() -> None:
    with pytest.raises(StorageError):
        shared("[[agenda]]\n")


# --- any meeting -----------------------------------------------------------------------------------


def with_secrets(meeting: Meeting) -> Meeting:
    """Return the meeting with one word in all that is private in it."""
    return meeting.model_copy(
        update={"private": Private(notes=SECRET), "agenda": tuple(map(_with_secrets, meeting.agenda))}
    )


def _with_secrets(item: Item) -> Item:
    entries = tuple(
        Entry(kind="private", text=f"a\n{SECRET}", to=SECRET, owners=(SECRET,)) if e.kind == "private" else e
        for e in item.entries
    )
    return item.model_copy(update={"entries": entries, "points": tuple(map(_with_secrets, item.points))})


def inline(meeting: Meeting) -> str:
    """Return the file of a meeting with each of its keys on one line."""
    keys = [(key, getattr(meeting, key.field)) for key in keys_of(Meeting)]
    return "".join(f"{key.name} = {inline_text(key, data)}\n" for key, data in keys)


@given(meetings, st.sampled_from([dump_new, inline]))
def test_any_meeting_comes_back_without_its_private_parts(meeting: Meeting, spelled: object) -> None:
    assert callable(spelled)
    secret = with_secrets(meeting)
    text = spelled(secret)
    left = shared(text)
    assert SECRET in text
    assert SECRET not in left
    assert parse_bytes(left.encode(), PATH).meeting == shareable(secret)


@given(meetings)
def test_of_any_meeting_all_that_is_not_private_stays_as_it_was_written(meeting: Meeting) -> None:
    """Private parts are put into a file full of comments and unknown keys, and taken out again."""
    wanted = shareable(meeting)
    before, _ = commented(dump_new(wanted))
    text = merge_text(before, wanted, meeting)
    assert lines_of(shared(text)) == lines_of(before)


def lines_of(text: str) -> list[str]:
    """Return the lines that are not blank: a table that follows another one gets a blank line above it."""
    return [line for line in text.split("\n") if line]


def test_each_line_keeps_its_own_line_end() -> None:
    before, after = "schema = 1\r\n# Ett\n\r\n[meeting]\nplace = 'Nora'\r\n", "# Slut\n"
    private = "[private]\r\nnotes = 'Zebrafink'\n\n"
    whole = f"{before}{private}[closing]\r\ntext = 'Klart'\n{after}"
    assert shared(whole) == f"{before}\n[closing]\r\ntext = 'Klart'\n{after}"
