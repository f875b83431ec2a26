"""Somebody else saves, moves, deletes or puts back the file of an open meeting, at the worst of moments."""

from __future__ import annotations

import datetime as dt
import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path
from queue import Queue

import pytest

from protokoll_tui.meeting import edits
from protokoll_tui.meeting.model import Facts, Item, Meeting
from protokoll_tui.meeting.status import set_status
from protokoll_tui.session import Session
from protokoll_tui.storage import atomic, exchange, leftovers, meeting_file
from protokoll_tui.storage.aside import asides_of
from protokoll_tui.storage.errors import StorageError
from protokoll_tui.storage.meeting_file import Foreign, MeetingFile
from protokoll_tui.storage.opening import open_meeting
from protokoll_tui.storage.reading import read_meeting
from protokoll_tui.storage.writer import Pace
from tests.storage.exchanging import just_before, needs_exchange, without_exchange

posix = pytest.mark.skipif(sys.platform == "win32", reason="links as POSIX has them")

ITEMS = "".join(f'\n[[agenda]]\ntitle = "{title}"\n' for title in ("Inledning", "Budget"))
DAY = dt.date(2026, 6, 1)
TEXT = f'[meeting]\nplace = "Salen"\n{ITEMS}'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "mote.toml"
    path.write_text(TEXT, "utf-8")
    return path


def saves(path: Path, text: str) -> Callable[[], object]:
    """Return a save of somebody else's, as most programs save: a new file in the old one's place."""

    def save() -> None:
        new = path.with_name("deras")
        new.write_text(text, "utf-8")
        new.replace(path)

    return save


def saves_in_place(path: Path, text: str) -> Callable[[], object]:
    return lambda: path.write_text(text, "utf-8")


def moved(meeting: Meeting, place: str = "Köket") -> Meeting:
    return edits.set_facts(meeting, place=place)


def names(path: Path) -> set[str]:
    return {each.name for each in path.parent.iterdir()}


# --- between the last look at the file and the exchange ------------------------------------------------


@needs_exchange
@pytest.mark.parametrize("how", [saves, saves_in_place])
def test_a_save_in_the_last_moment_is_merged_with_its_comments_and_told(
    path: Path, monkeypatch: pytest.MonkeyPatch, how: Callable[[Path, str], Callable[[], object]]
) -> None:
    file = MeetingFile.open(path)
    told: list[Foreign] = []
    file.on_foreign = told.append
    theirs = f'# för hand\n{TEXT}\n[[agenda]]\ntitle = "Deras"\negen = 1\n'
    just_before(monkeypatch, how(path, theirs))
    result = file.save(moved(file.meeting))
    assert path.read_text("utf-8") == theirs.replace("Salen", "Köket")
    assert (result.merged, result.conflict) == (True, None)
    assert [item.title for item in told[0].theirs.agenda][-1] == "Deras"
    assert names(path) == {path.name}
    assert not file.look(file.meeting)


@needs_exchange
def test_a_save_of_the_same_field_in_the_last_moment_is_kept_beside(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = MeetingFile.open(path)
    just_before(monkeypatch, saves(path, TEXT.replace("Salen", "Hallen")))
    result = file.save(moved(file.meeting))
    assert read_meeting(path).meeting.facts.place == "Köket"
    assert result.conflict is not None
    assert read_meeting(result.conflict).meeting.facts.place == "Hallen"


@needs_exchange
@pytest.mark.parametrize("found", ["<<<<<<< HEAD\n", ""])
def test_what_cannot_be_read_and_came_in_the_last_moment_is_kept_beside(
    path: Path, monkeypatch: pytest.MonkeyPatch, found: str
) -> None:
    file = MeetingFile.open(path)
    just_before(monkeypatch, saves(path, found))
    result = file.save(moved(file.meeting))
    assert read_meeting(path).meeting.facts.place == "Köket"
    assert result.broken is not None
    assert result.broken.read_text("utf-8") == found
    assert names(path) == {path.name, result.broken.name}


@needs_exchange
def test_saves_in_every_last_moment_are_all_in_the_meeting_or_beside_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = MeetingFile.open(path)
    titles = [f"Deras {number}" for number in range(30)]
    just_before(
        monkeypatch, *(saves(path, f'{TEXT}\n# {title}\n[[agenda]]\ntitle = "{title}"\n') for title in titles)
    )
    file.save(moved(file.meeting))
    while file.look(moved(file.meeting)):
        file.save(moved(file.meeting))
    assert path.read_text("utf-8").startswith(TEXT.replace("Salen", "Köket"))
    everything = "".join(each.read_text("utf-8") for each in (path, *asides_of(path)))
    assert [title for title in titles if f'"{title}"' not in everything] == []
    assert [title for title in titles if f"# {title}\n" not in everything] == []
    assert names(path) == {path.name, *(each.name for each in asides_of(path))}


@needs_exchange
def test_a_file_that_comes_back_in_the_last_moment_is_not_written_over(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = MeetingFile.open(path)
    path.unlink()
    just_before(monkeypatch, saves(path, f'{TEXT}\n[[agenda]]\ntitle = "Deras"\n'))
    file.save(moved(file.meeting))
    found = read_meeting(path).meeting
    assert (found.facts.place, found.agenda[-1].title) == ("Köket", "Deras")


@needs_exchange
def test_until_what_came_out_is_in_the_file_it_stays_beside(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = MeetingFile.open(path)
    theirs = f'{TEXT}\n[[agenda]]\ntitle = "Deras"\n'
    put, puts = exchange.put, iter([True, False])

    def full_the_second_time(source: Path, target: Path) -> Path | None:
        if next(puts):
            saves(path, theirs)()
            return put(source, target)
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patch:
        patch.setattr(exchange, "put", full_the_second_time)
        with pytest.raises(StorageError, match="full"):
            file.save(moved(file.meeting))
    (stray,) = leftovers.temporaries_of(path)
    assert stray.read_text("utf-8") == theirs
    file.save(moved(file.meeting))
    assert read_meeting(path).meeting.agenda[-1].title == "Deras"
    assert names(path) == {path.name}


def killed_at(path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Leave the disk as it is when a program is killed after an exchange in which `text` came out."""

    class Killed(BaseException):
        pass

    def kill(*_: object) -> None:
        raise Killed

    file = MeetingFile.open(path)
    just_before(monkeypatch, saves(path, text))
    with monkeypatch.context() as patch:
        patch.setattr(MeetingFile, "_take_stray", kill)
        with pytest.raises(Killed):
            file.save(moved(file.meeting))


@needs_exchange
@pytest.mark.parametrize("first", ["save", "look"])
def test_a_program_killed_after_the_exchange_leaves_their_text_to_the_next_one(
    path: Path, monkeypatch: pytest.MonkeyPatch, first: str
) -> None:
    theirs = f'{TEXT}\n[[agenda]]\ntitle = "Deras"\n'
    killed_at(path, monkeypatch, theirs)
    assert theirs not in path.read_text("utf-8")
    monkeypatch.setattr(leftovers, "_is_used", lambda _: False)
    file = MeetingFile.open(path)
    if first == "look":
        assert file.look(file.meeting)
    result = file.save(file.meeting)
    assert result.conflict is not None
    assert result.conflict.name in result.notice
    assert result.conflict.read_text("utf-8") == theirs
    assert names(path) == {path.name, result.conflict.name}


@needs_exchange
def test_a_change_that_comes_just_after_a_save_is_seen_at_the_next_look(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = MeetingFile.open(path)
    exchange_file = atomic.exchange_file

    def and_then_they_save(*args: object) -> Path | None:
        found: Path | None = exchange_file(*args)  # type: ignore[arg-type]
        saves(path, TEXT.replace("Salen", "Hallen"))()
        return found

    mine = edits.set_facts(file.meeting, unit="Kansliet")
    with monkeypatch.context() as patch:
        patch.setattr(meeting_file, "exchange_file", and_then_they_save)
        file.save(mine)
    assert file.look(mine)
    file.save(mine)
    assert read_meeting(path).meeting.facts == Facts(place="Hallen", unit="Kansliet")


def test_where_nothing_can_be_exchanged_the_file_is_saved_all_the_same(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_exchange(monkeypatch)
    file = MeetingFile.open(path)
    saves(path, f'{TEXT}\n[[agenda]]\ntitle = "Deras"\n')()
    file.save(moved(file.meeting))
    found = read_meeting(path).meeting
    assert (found.facts.place, found.agenda[-1].title) == ("Köket", "Deras")
    assert names(path) == {path.name}


# --- an earlier state is put back ----------------------------------------------------------------------


def test_an_earlier_state_of_ours_that_is_put_back_is_taken_in_and_told(path: Path) -> None:
    file = MeetingFile.open(path)
    told: list[Foreign] = []
    file.on_foreign = told.append
    earlier = moved(file.meeting)
    file.save(earlier)
    text = path.read_text("utf-8")
    mine = edits.add_item(moved(earlier, "Hallen"), "Nytt")[0]
    file.save(mine)
    path.write_text(text, "utf-8")
    file.look(mine)
    result = file.save(mine)
    assert read_meeting(path).meeting == earlier
    assert "tagits in" in result.notice
    assert [(each.base, each.theirs) for each in told] == [(mine, earlier)]


def test_what_was_typed_since_the_last_save_stays_when_an_earlier_state_is_put_back(path: Path) -> None:
    file = MeetingFile.open(path)
    file.save(moved(file.meeting))
    path.write_text(TEXT, "utf-8")
    file.save(edits.set_facts(moved(file.meeting), unit="Kansliet"))
    assert read_meeting(path).meeting.facts == Facts(place="Salen", unit="Kansliet")


def put_back_while_open(path: Path, file: MeetingFile, earlier: str, now: Meeting) -> None:
    path.write_text(earlier, "utf-8")
    file.look(now)
    file.save(now)


def put_back_unseen(path: Path, file: MeetingFile, earlier: str, now: Meeting) -> None:
    path.write_text(earlier, "utf-8")
    file.save(edits.set_facts(now, unit="Kansliet"))


def put_back_in_the_last_moment(path: Path, file: MeetingFile, earlier: str, now: Meeting) -> None:
    with pytest.MonkeyPatch.context() as patch:
        just_before(patch, saves(path, earlier))
        file.save(edits.set_facts(now, unit="Kansliet"))


@pytest.mark.parametrize(
    "put_back",
    [
        put_back_while_open,
        put_back_unseen,
        pytest.param(put_back_in_the_last_moment, marks=needs_exchange),
    ],
)
@pytest.mark.parametrize("change", [("", ""), ("Köket", "Källaren")])
def test_an_earlier_state_that_is_put_back_takes_no_line_out_of_the_log(
    path: Path,
    put_back: Callable[[Path, MeetingFile, str, Meeting], None],
    change: tuple[str, str],
) -> None:
    file = MeetingFile.open(path)
    finished = set_status(moved(file.meeting), "finished", DAY, "Alva Ek")
    file.save(finished)
    earlier = path.read_text("utf-8").replace(*change)
    now = set_status(finished, "circulated", DAY, "Alva Ek")
    file.save(now)
    put_back(path, file, earlier, now)
    found = read_meeting(path).meeting
    assert (found.facts.status, found.log) == ("circulated", now.log)
    assert found.facts.place == (change[1] or "Köket")


def test_ctrl_z_takes_back_that_an_earlier_state_was_put_back(path: Path) -> None:
    came: Queue[Foreign] = Queue()
    session = Session(open_meeting(path), on_foreign=came.put, pace=Pace(rest=0.0, look=0.01))
    typed = moved(session.meeting)
    session.apply("skriv", typed)
    assert session.save()
    path.write_text(TEXT, "utf-8")
    assert session.take_in(came.get(timeout=60))
    assert session.meeting.facts.place == "Salen"
    session.undo()
    assert session.close()
    assert read_meeting(path).meeting == typed


def test_what_was_written_last_is_no_foreign_change(path: Path) -> None:
    file = MeetingFile.open(path)
    file.save(moved(file.meeting))
    path.write_text(path.read_text("utf-8"), "utf-8")
    assert not file.look(file.meeting)
    assert file.save(file.meeting).notice == ""


# --- deletions -----------------------------------------------------------------------------------------


def test_the_last_item_that_is_deleted_in_an_editor_is_deleted(path: Path) -> None:
    file = MeetingFile.open(path)
    path.write_text(TEXT[: TEXT.rindex("\n[[agenda]]")], "utf-8")
    result = file.save(moved(file.meeting))
    assert [item.title for item in read_meeting(path).meeting.agenda] == ["Inledning"]
    assert (result.merged, result.broken) == (True, None)


@pytest.mark.parametrize("left", ["", TEXT[: TEXT.index("[[agenda]]")], TEXT[:-4]])
def test_a_file_that_lost_its_end_is_not_a_deletion(path: Path, left: str) -> None:
    file = MeetingFile.open(path)
    path.write_text(left, "utf-8")
    result = file.save(file.meeting)
    assert path.read_text("utf-8") == TEXT
    assert result.broken is not None


# --- the file itself goes ------------------------------------------------------------------------------


def test_a_file_that_was_deleted_is_written_again_and_that_is_told(path: Path) -> None:
    file = MeetingFile.open(path)
    path.unlink()
    assert file.look(file.meeting)
    result = file.save(file.meeting)
    assert read_meeting(path).meeting == file.meeting
    assert "tagit bort" in result.notice
    assert str(path) in result.notice
    assert file.save(file.meeting).notice == ""


def test_a_file_that_was_renamed_is_written_again_and_both_names_are_told(path: Path) -> None:
    file = MeetingFile.open(path)
    file.save(moved(file.meeting))
    other = path.rename(path.with_name("annat-namn.toml"))
    result = file.save(moved(file.meeting, "Hallen"))
    assert (result.missed, result.renamed) == (path, other)
    assert "annat-namn.toml" in result.notice
    assert path.name in result.notice
    assert read_meeting(other).meeting.facts.place == "Köket"
    assert read_meeting(path).meeting.facts.place == "Hallen"


def test_another_file_that_has_got_the_number_of_the_deleted_one_is_not_taken_for_it(path: Path) -> None:
    file = MeetingFile.open(path)
    other = path.rename(path.with_name("annat-namn.toml"))
    other.write_text("# något annat\n", "utf-8")
    assert file.save(file.meeting).renamed is None


def test_a_file_that_is_away_for_a_moment_only_is_not_missed(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = MeetingFile.open(path)
    path.unlink()
    monkeypatch.setattr("time.sleep", lambda _: path.write_text(TEXT, "utf-8"))
    result = file.save(moved(file.meeting))
    assert result.notice == ""
    assert read_meeting(path).meeting.facts.place == "Köket"


def test_while_it_cannot_be_written_again_nothing_is_told_of_it_and_then_it_is(path: Path) -> None:
    file = MeetingFile.open(path)
    away = path.parent.rename(path.parent.with_name("borta"))
    with pytest.raises(StorageError, match="Mappen finns inte"):
        file.save(moved(file.meeting))
    away.rename(path.parent)
    assert file.save(moved(file.meeting)).notice == ""


# --- links ---------------------------------------------------------------------------------------------


@posix
def test_a_link_that_leads_elsewhere_mixes_no_meetings_and_is_told_once(path: Path) -> None:
    other = path.with_name("annat.toml")
    other.write_text('[[agenda]]\ntitle = "Ett annat möte"\n', "utf-8")
    before = other.read_bytes()
    link = path.with_name("dagens.toml")
    link.symlink_to(path)
    file = MeetingFile.open(link)
    file.save(moved(file.meeting))
    link.unlink()
    link.symlink_to(other)
    assert file.look(file.meeting)
    result = file.save(moved(file.meeting, "Hallen"))
    assert other.read_bytes() == before
    assert read_meeting(path).meeting == moved(file.meeting, "Hallen")
    assert "dagens.toml" in result.notice
    assert str(path) in result.notice
    assert not file.look(file.meeting)
    assert file.save(moved(file.meeting)).notice == ""


@posix
def test_a_link_that_has_come_in_the_place_of_the_file_is_not_followed(path: Path) -> None:
    other = path.with_name("annat.toml")
    other.write_text('[[agenda]]\ntitle = "Ett annat möte"\n', "utf-8")
    before = other.read_bytes()
    file = MeetingFile.open(path)
    path.unlink()
    path.symlink_to(other)
    result = file.save(moved(file.meeting))
    assert other.read_bytes() == before
    assert not path.is_symlink()
    assert read_meeting(path).meeting == moved(file.meeting)
    assert result.missed == path


@posix
def test_other_names_of_the_same_file_keep_what_they_held(path: Path) -> None:
    other = path.with_name("annat.toml")
    os.link(path, other)
    file = MeetingFile.open(path)
    file.save(moved(file.meeting))
    assert other.read_text("utf-8") == TEXT
    assert names(path) == {path.name, other.name}


# --- size ----------------------------------------------------------------------------------------------


def test_a_file_that_could_not_be_opened_again_is_not_written(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(meeting_file, "MAX_BYTES", 1_000)
    file = MeetingFile.open(path)
    large = file.meeting.model_copy(update={"agenda": (Item(title="x" * 1_000),)})
    with pytest.raises(StorageError, match="större än"):
        file.save(large)
    assert path.read_text("utf-8") == TEXT
    assert names(path) == {path.name}
    file.save(moved(file.meeting))
    assert read_meeting(path).meeting.facts.place == "Köket"
