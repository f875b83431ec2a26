"""A file's text is cut into pieces that join to the very same text."""

from __future__ import annotations

import pytest
from hypothesis import given

from protokoll_tui.meeting.model import Meeting
from protokoll_tui.storage.source import cut, cut_inline, split, text_of
from protokoll_tui.storage.writing import dump_new
from tests.strategies import meetings

FILE = """\
# Om filen

a = 1  # ett
"b.c" = [
  "x]",  # en hakparentes: ]
]
d.e = { f = '}' }

# om första
[[t]] # huvud
text = \"\"\"
[[inget huvud]]
# ingen kommentar
\"\"\"
# svans

# om andra
[[t]]

[[t.u]]
n = 1
[v.w]
n = 2
[z]
[v.x]
"""


def test_the_pieces_join_to_the_text() -> None:
    assert text_of(cut(FILE).in_order()) == FILE


@given(meetings)
def test_the_pieces_of_any_meeting_join_to_its_text(meeting: Meeting) -> None:
    text = dump_new(meeting)
    assert text_of(cut(text).in_order()) == text


def test_a_table_has_the_comment_just_above_it_and_the_blank_lines_above_that() -> None:
    first, second = cut(FILE).tables("t")
    assert first.lead == "\n# om första\n"
    assert second.lead == "\n# om andra\n"
    assert first.body[-1] == "# svans\n"


def test_comments_at_the_top_of_the_file_stay_there() -> None:
    root = cut("# Om filen\n[[t]]\n")
    assert root.body == ["# Om filen\n"]
    assert root.tables("t")[0].lead == ""


def test_a_pair_knows_its_value_its_comment_and_its_line() -> None:
    root = cut(FILE)
    pair = root.pair("a")
    assert pair is not None
    assert (pair.before, pair.value, pair.after, pair.line) == ("a = ", "1", "  # ett\n", 3)
    quoted = root.pair("b.c")
    assert quoted is not None
    assert quoted.line == 4
    assert root.pair("text") is None


def test_tables_stand_in_the_last_of_their_parents() -> None:
    root = cut(FILE)
    first, second = root.tables("t")
    assert first.tables("u") == []
    assert [table.line for table in second.tables("u")] == [20]
    assert root.tables("v")[0].tables("w")[0].pair("n") is not None


def test_a_text_without_a_last_line_end_gets_one() -> None:
    assert text_of(cut("a = 1").in_order()) == "a = 1\n"


@pytest.mark.parametrize(
    ("source", "elements"),
    [
        ("[]", []),
        ("{}", []),
        ('["a", "b" ]', ['"a"', '"b"']),
        ("[ 1 , 2\n, 3,]", ["1", "2", "3"]),
        ("[[1, 2], [3]]", ["[1, 2]", "[3]"]),
        ('{ a = 1, b = { c = "}," } }', ["a = 1", 'b = { c = "}," }']),
        (
            '[\n  { n = "A", x = [1,\n2] },  # efter, "\n  # före ]\n  { n = "B" }\n]',
            ['{ n = "A", x = [1,\n2] }', '{ n = "B" }'],
        ),
        ("['''a,\n]''', \"\\\"]\"]", ["'''a,\n]'''", '"\\"]"']),
    ],
)
def test_an_array_is_split_into_elements_and_gaps(source: str, elements: list[str]) -> None:
    found, gaps = split(source)
    assert found == elements
    assert "".join(gap + element for gap, element in zip(gaps, [*found, ""], strict=True)) == source


def test_an_element_of_an_inline_table_is_a_pair() -> None:
    pair = cut_inline('"namn"  = "Alva"')
    assert (pair.name, pair.value, pair.text) == ("namn", '"Alva"', '"namn"  = "Alva"')


def test_what_is_no_toml_is_refused() -> None:
    with pytest.raises(ValueError, match="no pair"):
        cut("bara text\n")
