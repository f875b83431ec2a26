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
        # the table, where it does not belong
        (
            '[meeting]\n# Zebrafink\nprivate.notes = "Zebrafink"\nplace = "Nora"\n',
            '[meeting]\nplace = "Nora"\n',
        ),
        ("meeting = { place = 'Nora', private = { a = 'Zebrafink' } }\n", "meeting = { place = 'Nora' }\n"),
        ("meeting = {private.a = 'Zebrafink', place = 'Nora'}\n", "meeting = {place = 'Nora'}\n"),
        (
            "meeting = {place = 'Nora', private.a = 'Zebrafink', 'private'.b = 'Zebrafink', link = ''}\n",
            "meeting = {place = 'Nora', link = ''}\n",
        ),
        ("meeting = { private.a = 'Zebrafink', private.b = 'Zebrafink' }\n", "meeting = {}\n"),
        ("entries = [{ text = 'A', mer.private = 'Zebrafink' }]", "entries = [{ text = 'A' }]"),
        # what the program does not know may be somebody's misspelling
        ('[[agenda.entrys]]\nkind = "private"\ntext = "Zebrafink"', ""),
        (
            f'[meeting]\nkind = "K"\nown.private.note = "{SECRET}"\n',
            '[meeting]\nkind = "K"\n',
        ),
        (
            f'# Om mötet\n[meeting]\nkind = "K"\n\n[private]\nnotes = "{SECRET}"\n',
            '# Om mötet\n[meeting]\nkind = "K"\n',
        ),
    ],
)
def test_every_spelling_of_what_is_private_is_found(text: str, left: str) -> None:
    if text.startswith(("entries", "points")):
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


# --- any order -------------------------------------------------------------------------------------

LEADS = ("", "\n", "# om tabellen\n", "\n\n# om\n# tabellen\n")
LINES = ("egen = 1  # ett\n", "# om nästa\nannan = '''\n[private]\n'''\n", "\ntom.tredje = { a = 1 }\n")
AGENDA = ("[[agenda]]", "[[agenda.entries]]", "[agenda.mer]", "[[agenda]]", "[[agenda.entries]]")
IN_AGENDA = ("[agenda.private]", "[[agenda.private.rader]]", "[ agenda . 'private' . mer ]")
IN_LINES = (
    "private = { notes = 'Zebrafink' }\n",
    "# Zebrafink\nprivate.notes = 'Zebrafink'  # Zebrafink\n'private'.mer = [\n# Zebrafink\n]\n",
)


@st.composite
def files_in_any_order(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a file whose tables stand in any order that TOML allows, and what is left of it for others."""

    def public(header: str, private_lines: str = "") -> tuple[str, str]:
        title = "title = 'Ärende'\n" if header == "[[agenda]]" else ""
        lines = "".join(draw(st.lists(st.sampled_from(LINES), unique=True)))
        left = f"{draw(st.sampled_from(LEADS))}{header}\n{title}{lines}"
        return left + private_lines, left

    def private(header: str, lines: str = "") -> tuple[str, str]:
        lead = draw(st.sampled_from(LEADS)).replace("tabellen", SECRET)
        return f"{lead}{header}  # {SECRET}\n# {SECRET}\n{lines}notes = '{SECRET}'\n", ""

    agenda = [public(header) for header in AGENDA]
    agenda.insert(draw(st.integers(1, 5)), private(draw(st.sampled_from(IN_AGENDA))))
    agenda[2:2] = [private("[[agenda.entries]]", "kind = 'private'\n"), private("[agenda.entries.mer]")]
    in_root, in_meeting = (draw(st.sampled_from(("", *IN_LINES))) for _ in range(2))
    chains = [agenda, [public("[meeting]", in_meeting)], [public("[meeting.mer]")], [public("[closing]")]]
    if not in_root:
        rows = ("[[private.rader]]", "[private.rader.mer]", "[[private.rader]]")
        chains += [[private("[private]")], [private("[private.mer]")], [*map(private, rows)]]
    if not in_meeting:
        chains += [[private("[meeting.private]")], [private("[meeting.private.mer]")]]
    turns = draw(st.permutations([number for number, chain in enumerate(chains) for _ in chain]))
    written, left = zip(*(chains[number].pop(0) for number in turns), strict=True)
    root = "schema = 1\n"
    return "".join((root, in_root, *written)), "".join((root, *left))


@given(files_in_any_order())
def test_in_whatever_order_the_tables_stand_all_that_is_not_private_stays_byte_for_byte(
    file: tuple[str, str],
) -> None:
    text, left = file
    assert SECRET in text
    assert shared(text) == left


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
