"""One open meeting and its file: opened, saved, and never written over what is not known."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from protokoll_tui.meeting import edits, stream
from protokoll_tui.meeting.model import Entry, Facts, Item, Meeting
from protokoll_tui.storage import exchange, merging, platform
from protokoll_tui.storage.aside import asides_of
from protokoll_tui.storage.errors import StorageError
from protokoll_tui.storage.meeting_file import Foreign, MeetingFile
from protokoll_tui.storage.reading import read_meeting
from tests.strategies import meetings

TEXT = '# om mötet\n[meeting]\nplace = "Salen"  # stor\negen = 1\n'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "möte.toml"
    path.write_text(TEXT, "utf-8", newline="")
    return path


def beside(path: Path, pattern: str) -> list[Path]:
    return sorted(each for each in path.parent.glob(pattern) if each != path)


def moved(meeting: Meeting, place: str = "Köket") -> Meeting:
    return edits.set_facts(meeting, place=place)


def test_a_save_keeps_comments_and_unknown_keys(path: Path) -> None:
    file = MeetingFile.open(path)
    result = file.save(moved(file.meeting))
    assert path.read_text("utf-8") == TEXT.replace("Salen", "Köket")
    assert file.meeting.facts.place == "Köket"
    assert (result.notice, result.backup, result.conflict) == ("", None, None)
    assert dt.datetime.now().astimezone() - result.at < dt.timedelta(minutes=1)
    assert beside(path, "*") == []


def test_saves_can_follow_upon_each_other(path: Path) -> None:
    file = MeetingFile.open(path)
    for place in ("Ett", "Två", "Tre"):
        file.save(moved(file.meeting, place))
    assert path.read_text("utf-8") == TEXT.replace("Salen", "Tre")


def test_a_meeting_that_has_not_changed_is_not_written(path: Path) -> None:
    file = MeetingFile.open(path)
    theirs = TEXT.replace("# om mötet", "# någon annans")
    path.write_text(theirs, "utf-8")
    file.save(file.meeting)
    assert path.read_text("utf-8") == theirs
    assert beside(path, "*") == []


def test_the_line_ends_of_windows_stay(path: Path) -> None:
    path.write_bytes(TEXT.replace("\n", "\r\n").encode())
    file = MeetingFile.open(path)
    file.save(stream.add_entry(edits.add_item(file.meeting, "Ny")[0], (0,), 0, text="ett\ntvå"))
    data = path.read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n") > TEXT.count("\n")
    assert read_meeting(path).meeting.agenda[0].entries[0].text == "ett\ntvå"


def test_control_characters_that_were_replaced_are_counted_and_stay_in_the_file_until_edited(
    path: Path,
) -> None:
    path.write_text('[meeting]\nunit = "\\u001b"\n', "utf-8")
    file = MeetingFile.open(path)
    assert file.replaced == 1
    file.save(moved(file.meeting))
    assert '"\\u001b"' in path.read_text("utf-8")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(meetings)
def test_any_meeting_can_be_saved_to_any_file(path: Path, meeting: Meeting) -> None:
    file = MeetingFile.open(path)
    assert file.save(meeting).backup is None
    assert read_meeting(path).meeting == meeting


def test_a_new_file_is_made_with_the_schema_beside_it(tmp_path: Path) -> None:
    file = MeetingFile.create(tmp_path / "ny.toml", Meeting(facts=Facts(place="Salen")))
    assert read_meeting(file.path).meeting == file.meeting
    first_line = file.path.read_text("utf-8").splitlines()[0]
    assert (tmp_path / first_line.removeprefix("#:schema ")).is_file()


def test_a_new_file_never_takes_the_place_of_another(path: Path) -> None:
    with pytest.raises(StorageError, match="redan en fil"):
        MeetingFile.create(path, Meeting())
    assert path.read_text("utf-8") == TEXT


def test_a_folder_that_takes_no_schema_takes_the_meeting(tmp_path: Path) -> None:
    (tmp_path / ".protokoll").write_text("i vägen", "utf-8")
    MeetingFile.create(tmp_path / "ny.toml", Meeting())
    assert read_meeting(tmp_path / "ny.toml").meeting == Meeting()


def test_what_somebody_else_wrote_is_merged_into_the_file_and_told(path: Path) -> None:
    file = MeetingFile.open(path)
    told: list[Foreign] = []
    file.on_foreign = told.append
    path.write_text(TEXT + '# någon annans\nunit = "Kansliet"\n', "utf-8")
    result = file.save(moved(file.meeting))
    assert path.read_text("utf-8") == (TEXT + '# någon annans\nunit = "Kansliet"\n').replace("Salen", "Köket")
    assert (result.merged, result.conflict) == (True, None)
    assert "tagits in" in result.notice
    assert [(each.number, each.theirs.facts.unit) for each in told] == [(1, "Kansliet")]
    assert beside(path, "*") == []
    again = file.save(moved(file.meeting, "Hallen"), absorbed=1)
    assert again.notice == ""


def test_a_foreign_change_is_merged_into_every_draft_until_one_has_absorbed_it(path: Path) -> None:
    file = MeetingFile.open(path)
    mine = file.meeting
    path.write_text(TEXT + 'unit = "Kansliet"\n', "utf-8")
    file.save(moved(mine, "Ett"))
    file.save(moved(mine, "Två"))
    assert (file.meeting.facts.place, file.meeting.facts.unit) == ("Två", "Kansliet")
    file.save(moved(mine, "Tre"), absorbed=1)
    assert (file.meeting.facts.place, file.meeting.facts.unit) == ("Tre", "")


def test_where_both_changed_the_same_ours_stands_and_theirs_is_kept_beside(path: Path) -> None:
    file = MeetingFile.open(path)
    theirs = TEXT.replace("Salen", "Hallen")
    path.write_text(theirs, "utf-8")
    result = file.save(moved(file.meeting))
    assert read_meeting(path).meeting.facts.place == "Köket"
    (copy,) = beside(path, "möte.konflikt-*.toml")
    assert copy.read_text("utf-8") == theirs
    assert result.conflict == copy
    assert copy.name in result.notice
    assert file.save(moved(file.meeting, "Rummet"), absorbed=1).notice == ""


def test_an_editor_that_was_opened_long_ago_deletes_nothing_that_was_typed_since(path: Path) -> None:
    file = MeetingFile.open(path)
    stale = path.read_text("utf-8")
    for number in range(5):
        file.save(edits.add_item(file.meeting, f"Ärende {number}")[0])
    path.write_text(stale.replace("Salen", "Hallen"), "utf-8")
    file.save(file.meeting)
    assert read_meeting(path).meeting.facts.place == "Hallen"
    assert len(read_meeting(path).meeting.agenda) == 5


@pytest.mark.parametrize(
    "found",
    [b"", b"\n", TEXT.encode()[:40], b"<<<<<<< HEAD\n" + TEXT.encode(), b"\xff\xfe", b"\0" * 100],
    ids=["empty", "blank", "half", "git", "encoding", "zeros"],
)
def test_what_somebody_else_broke_is_kept_beside_and_ours_is_written(path: Path, found: bytes) -> None:
    file = MeetingFile.open(path)
    path.write_bytes(found)
    result = file.save(file.meeting)
    assert path.read_text("utf-8") == TEXT
    (copy,) = beside(path, "möte.trasig-*.toml")
    assert copy.read_bytes() == found
    assert result.broken == copy
    assert copy.name in result.notice


def test_a_look_tells_whether_the_meeting_is_to_be_saved_again(path: Path) -> None:
    file = MeetingFile.open(path)
    assert not file.look(file.meeting)
    mine = moved(file.meeting)
    path.write_text(TEXT + 'unit = "Kansliet"\n', "utf-8")
    assert not file.look(file.meeting), "theirs is all there is to have"
    path.write_text(TEXT + 'unit = "Kontoret"\n', "utf-8")
    assert file.look(mine)
    file.save(mine)
    path.unlink()
    assert file.look(mine)


def test_a_file_that_somebody_took_away_is_written_again(path: Path) -> None:
    file = MeetingFile.open(path)
    path.unlink()
    file.save(file.meeting)
    assert path.read_text("utf-8") == TEXT


def test_a_folder_in_the_place_of_the_file_is_not_written_over(path: Path) -> None:
    file = MeetingFile.open(path)
    path.unlink()
    path.mkdir()
    with pytest.raises(StorageError, match="mapp"):
        file.save(moved(file.meeting))


def test_a_merge_that_goes_wrong_costs_comments_but_no_text(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = MeetingFile.open(path)
    wanted = moved(file.meeting)
    monkeypatch.setattr(merging, "merge_text", lambda text, *_: text)
    result = file.save(wanted)
    assert read_meeting(path).meeting == wanted
    (backup,) = beside(path, "möte.bak-*.toml")
    assert backup.read_text("utf-8") == TEXT
    assert backup.name in result.notice


def test_a_form_that_is_not_merged_costs_comments_but_no_text(path: Path) -> None:
    path.write_text('meeting.place = "Salen"\n', "utf-8")
    file = MeetingFile.open(path)
    assert file.save(moved(file.meeting)).backup is not None
    assert read_meeting(path).meeting.facts.place == "Köket"


def test_a_save_that_fails_can_be_tried_again_and_makes_one_copy_only(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = MeetingFile.open(path)
    theirs = TEXT.replace("Salen", "Hallen")
    path.write_text(theirs, "utf-8")

    def refuse(source: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(exchange, "put", refuse)
    mine = moved(file.meeting)
    for _ in range(3):
        with pytest.raises(StorageError, match="full"):
            file.save(mine)
    assert path.read_text("utf-8") == theirs
    monkeypatch.undo()
    assert file.save(mine).conflict == beside(path, "*")[0]
    assert len(beside(path, "*")) == 1


def test_a_save_that_fails_after_the_file_was_replaced_is_no_conflict(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> None:
        raise OSError(5, "Input/output error")

    file = MeetingFile.open(path)
    monkeypatch.setattr(platform, "sync_folder", refuse)
    with pytest.raises(StorageError):
        file.save(moved(file.meeting))
    monkeypatch.undo()
    assert file.save(moved(file.meeting, "Hallen")).notice == ""
    assert path.read_text("utf-8") == TEXT.replace("Salen", "Hallen")


def test_a_text_that_the_model_would_have_cleaned_is_saved_cleaned(path: Path) -> None:
    file = MeetingFile.open(path)
    dirty = Entry().model_copy(update={"text": "a\x1b\udc80"})
    file.save(file.meeting.model_copy(update={"agenda": (Item(title="x", entries=(dirty,)),)}))
    assert read_meeting(path).meeting.agenda[0].entries[0].text == "a\ufffd\ufffd"


def test_a_meeting_that_no_file_can_hold_is_refused_and_the_file_stays(path: Path) -> None:
    file = MeetingFile.open(path)
    endless = Entry().model_copy(update={"text": "x" * 1_000_001})
    with pytest.raises(StorageError, match="för långt"):
        file.save(file.meeting.model_copy(update={"agenda": (Item(title="x", entries=(endless,)),)}))
    assert path.read_text("utf-8") == TEXT


@pytest.mark.parametrize("stem", ["x" * 250, "å" * 124, "👩" * 62], ids=["ascii", "two bytes", "four bytes"])
def test_a_file_of_the_longest_name_is_saved_and_has_copies_beside_it(path: Path, stem: str) -> None:
    try:
        long = path.rename(path.with_name(f"{stem}.toml"))
    except OSError:
        pytest.skip("this file system takes no such name")
    file = MeetingFile.open(long)
    long.write_text("<<<<<<< HEAD\n", "utf-8")
    result = file.save(moved(file.meeting))
    assert read_meeting(long).meeting.facts.place == "Köket"
    assert result.broken is not None
    assert asides_of(long) == [result.broken]
