"""All writing of an open meeting: what survives, and what is told, on good days and bad ones."""

from __future__ import annotations

import atexit
import datetime as dt
import errno
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from queue import Queue

import pytest

from protokoll_tui.meeting import edits
from protokoll_tui.meeting.model import Facts, Item, Meeting
from protokoll_tui.meeting.place import Place
from protokoll_tui.meeting.status import set_status
from protokoll_tui.storage import exchange, lock, platform, state, writer
from protokoll_tui.storage.errors import writing_failed
from protokoll_tui.storage.journal import read_journal
from protokoll_tui.storage.meeting_file import Foreign, MeetingFile
from protokoll_tui.storage.opening import OpenMeeting, create_meeting, open_meeting
from protokoll_tui.storage.reading import read_meeting
from protokoll_tui.storage.save_state import SaveState
from protokoll_tui.storage.versions import list_versions, read_version
from protokoll_tui.storage.writer import Pace, Writer

LONG = 60.0  # seconds that no test waits for in full
BASE = Meeting(facts=Facts(place="Salen"), agenda=(Item(title="Inledning"),))
QUICK = Pace(rest=0.0, retry=0.01, look=0.01, sync=0.01, patience=LONG)
"""Saves at once, and looks at the file all the time."""
IMPATIENT = replace(QUICK, patience=0.2)
"""Says soon that a disk does not answer."""
CALM = Pace(rest=LONG, longest=LONG, look=LONG, retry=0.01)
"""Saves when it is told to, and looks at nothing."""


def at(place: str) -> Meeting:
    return edits.set_facts(BASE, place=place)


class Desk:
    """A writer, and what it has told."""

    def __init__(self, opened: OpenMeeting, pace: Pace) -> None:
        self.opened = opened
        self.path = opened.path
        self.states: list[SaveState] = []
        self.foreign: list[Foreign] = []
        self.changed = threading.Condition()
        self.writer = Writer(opened, self._take(self.states), self._take(self.foreign), pace)

    def _take(self, taken: list[object] | list[SaveState] | list[Foreign]) -> Callable[[object], None]:
        def take(told: object) -> None:
            with self.changed:
                taken.append(told)  # type: ignore[arg-type]  # each list takes its own kind
                self.changed.notify_all()

        return take

    def wait_for(self, condition: Callable[[], bool]) -> None:
        with self.changed:
            assert self.changed.wait_for(condition, LONG), [state.kind for state in self.states]

    def wait_for_kind(self, kind: str) -> SaveState:
        """Wait until the last state that was told is of this kind."""
        self.wait_for(lambda: bool(self.states) and self.states[-1].kind == kind)
        return self.states[-1]

    def journalled(self) -> list[str]:
        """Return the places in what the journals know beyond the file."""
        contents = [read_journal(path) for path in state.journals_of(self.path)]
        return [each.last.meeting().facts.place for each in contents if each and each.changes > 0]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "möten"
    folder.mkdir()
    return MeetingFile.create(folder / "mote.toml", BASE).path


@pytest.fixture
def begin(path: Path) -> Iterator[Callable[..., Desk]]:
    desks: list[Desk] = []

    def one(pace: Pace = CALM, *, take_over: bool = False) -> Desk:
        desk = Desk(open_meeting(path, take_over=take_over), pace)
        desks.append(desk)
        return desk

    yield one
    for desk in desks:
        desk.writer.close(LONG)


def refuse(code: int) -> Callable[..., None]:
    def call(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    return call


# --- good days ------------------------------------------------------------------------------------


def test_a_change_is_in_the_journal_before_the_file_is_saved(begin: Callable[..., Desk]) -> None:
    desk = begin()
    desk.writer.submit(at("Köket"), Place((0,), 0, 3))
    assert desk.writer.wait_journalled(LONG)
    assert read_meeting(desk.path).meeting == BASE
    (journal,) = state.journals_of(desk.path)
    content = read_journal(journal)
    assert content is not None
    assert content.last.meeting() == at("Köket")
    assert content.last.place == Place((0,), 0, 3)


def test_with_nothing_to_write_there_is_nothing_to_wait_for(begin: Callable[..., Desk]) -> None:
    assert begin().writer.wait_journalled(0.0)


def test_a_rest_brings_the_change_into_the_file(begin: Callable[..., Desk]) -> None:
    desk = begin(QUICK)
    desk.writer.submit(at("Köket"))
    assert desk.wait_for_kind("saved").at is not None
    assert read_meeting(desk.path).meeting == at("Köket")
    assert {state.kind for state in desk.states} <= {"waiting", "saving", "saved"}


def test_a_clean_end_leaves_the_file_and_no_journal(begin: Callable[..., Desk]) -> None:
    desk = begin()
    desk.writer.submit(at("Köket"))
    assert desk.writer.close(LONG)
    assert read_meeting(desk.path).meeting == at("Köket")
    assert state.journals_of(desk.path) == []
    assert open_meeting(desk.path).holder is None


def test_what_came_back_is_saved_and_the_old_journal_goes(
    begin: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = begin()
    first.writer.submit(at("Köket"))
    assert first.writer.wait_journalled(LONG)
    for journal in state.journals_of(first.path):
        shutil.copy(journal, journal.with_name("1-0.journal"))
    assert first.writer.close(LONG)
    MeetingFile.open(first.path).save(BASE)

    second = begin(QUICK)
    assert second.opened.recovered is not None
    assert second.writer.flush(LONG)
    assert read_meeting(second.path).meeting == at("Köket")
    assert second.writer.close(LONG)
    assert state.journals_of(second.path) == []


def test_the_state_before_the_first_save_is_a_version(begin: Callable[..., Desk]) -> None:
    desk = begin()
    for place in ("Köket", "Hallen"):
        desk.writer.submit(at(place))
        assert desk.writer.flush(LONG)
    desk.writer.close(LONG)
    assert [read_version(version) for version in list_versions(desk.path)] == [BASE]


def test_a_large_journal_begins_anew_and_loses_nothing(
    begin: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("protokoll_tui.storage.journalling._LARGEST", 0)
    desk = begin()
    for number in range(60):
        desk.writer.submit(at(f"Rum {number}"))
        assert desk.writer.wait_journalled(LONG)
    assert desk.writer._journalling.wait_ready(60, LONG)
    assert desk.journalled() == ["Rum 59"]
    (journal,) = state.journals_of(desk.path)
    assert journal.stat().st_size < 5_000


def test_a_program_that_ends_without_closing_saves_what_is_left(
    begin: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    at_exit: list[Callable[[], object]] = []
    monkeypatch.setattr(atexit, "register", lambda function, *args: at_exit.append(lambda: function(*args)))
    desk = begin()
    desk.writer.submit(at("Köket"))
    for function in at_exit:
        function()
    assert read_meeting(desk.path).meeting == at("Köket")


def test_a_screen_that_has_gone_does_not_stop_the_saving(path: Path) -> None:
    def gone(_: object) -> None:
        raise RuntimeError("no screen")

    writer = Writer(open_meeting(path), gone, gone, QUICK)
    path.write_text(path.read_text("utf-8") + 'egen = "x"\n', "utf-8")
    writer.submit(at("Köket"))
    assert writer.close(LONG)
    assert read_meeting(path).meeting == at("Köket")


def test_a_meeting_that_is_only_read_has_no_writer(begin: Callable[..., Desk], path: Path) -> None:
    begin()
    with pytest.raises(ValueError, match="reading"):
        Writer(open_meeting(path))


# --- somebody else writes to the file -----------------------------------------------------------------


def test_a_foreign_change_is_noticed_soon_and_told(begin: Callable[..., Desk]) -> None:
    desk = begin(QUICK)
    theirs = edits.set_facts(BASE, unit="Kansliet")
    MeetingFile.open(desk.path).save(theirs)
    desk.wait_for(lambda: bool(desk.foreign))
    assert desk.foreign[0].theirs == theirs
    assert desk.foreign[0].base == BASE


def test_text_that_does_not_know_of_a_foreign_change_does_not_undo_it(begin: Callable[..., Desk]) -> None:
    desk = begin()
    MeetingFile.open(desk.path).save(edits.set_facts(BASE, unit="Kansliet"))
    for place in ("Köket", "Hallen"):
        desk.writer.submit(at(place))
        assert desk.writer.flush(LONG)
        assert read_meeting(desk.path).meeting == edits.set_facts(at(place), unit="Kansliet")
    (foreign,) = desk.foreign
    desk.writer.absorb(foreign, at("Utan kansliet"))
    assert desk.writer.flush(LONG)
    assert read_meeting(desk.path).meeting == at("Utan kansliet")


def test_before_a_foreign_change_is_taken_in_ours_is_kept_as_a_version(begin: Callable[..., Desk]) -> None:
    desk = begin()
    for place in ("Köket", "Hallen"):
        desk.writer.submit(at(place))
        assert desk.writer.flush(LONG)
    MeetingFile.open(desk.path).save(edits.set_facts(at("Hallen"), unit="Kansliet"))
    desk.writer.submit(edits.set_facts(at("Hallen"), number="1"))
    assert desk.writer.flush(LONG)
    desk.writer.close(LONG)
    assert [read_version(version).facts.place for version in list_versions(desk.path)] == ["Hallen", "Salen"]


def test_a_conflict_that_only_the_screen_sees_leaves_their_version_beside(begin: Callable[..., Desk]) -> None:
    desk = begin()
    MeetingFile.open(desk.path).save(at("Hallen"))
    desk.writer.submit(edits.set_facts(BASE, unit="Kansliet"))
    assert desk.writer.flush(LONG)
    desk.writer.absorb(desk.foreign[0], at("Köket"), [("konflikt", desk.foreign[0].data)])
    assert desk.writer.flush(LONG)
    (copy,) = desk.path.parent.glob("*.konflikt-*")
    assert read_meeting(copy).meeting == at("Hallen")


def test_a_file_that_somebody_took_away_is_written_again_by_itself(begin: Callable[..., Desk]) -> None:
    desk = begin(QUICK)
    desk.writer.submit(at("Köket"))
    desk.wait_for_kind("saved")
    desk.states.clear()
    desk.path.unlink()
    desk.wait_for(lambda: bool(desk.states) and desk.states[-1].kind == "saved")
    assert read_meeting(desk.path).meeting == at("Köket")


def test_a_file_that_somebody_broke_is_written_again_by_itself(begin: Callable[..., Desk]) -> None:
    desk = begin(QUICK)
    desk.path.write_text("<<<<<<< HEAD\n", "utf-8")
    desk.wait_for(lambda: any("trasig" in state.message for state in desk.states))
    assert read_meeting(desk.path).meeting == BASE


# --- two programs -------------------------------------------------------------------------------------


def test_whoever_takes_over_has_the_text_and_the_other_one_stops_writing(begin: Callable[..., Desk]) -> None:
    first = begin(Pace(rest=LONG, longest=LONG, look=0.01))
    first.writer.submit(at("Köket"))
    second = begin(take_over=True)
    assert second.opened.meeting == at("Köket")
    assert "annat fönster" in first.wait_for_kind("lost").message
    assert first.writer.taken_by is not None
    second.writer.submit(at("Hallen"))
    assert second.writer.flush(LONG)
    assert not first.writer.close(LONG)
    assert first.writer.let_go
    assert "Allt som skrevs här följde med dit." in first.writer.state.message
    assert read_meeting(second.path).meeting == at("Hallen")
    assert list(second.path.parent.glob("*.konflikt-*")) == []


def test_what_is_typed_after_another_program_took_over_is_kept_beside(begin: Callable[..., Desk]) -> None:
    first = begin(Pace(rest=LONG, longest=LONG, look=0.01))
    second = begin(take_over=True)
    first.wait_for_kind("lost")
    first.writer.submit(at("För sent"))
    assert not first.writer.close(LONG)
    (copy,) = second.path.parent.glob("*.konflikt-*")
    assert read_meeting(copy).meeting == at("För sent")
    assert read_meeting(second.path).meeting == BASE


def test_a_frozen_program_that_wakes_up_after_a_takeover_loses_nothing_and_writes_nothing(
    begin: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "HANDOVER", 0.0)
    first = begin()
    first.writer.submit(at("Köket"))
    assert first.writer.wait_journalled(LONG)
    second = begin(take_over=True)
    assert second.opened.meeting == at("Köket")
    first.writer.submit(at("Efteråt"))
    assert not first.writer.close(LONG)
    (copy,) = second.path.parent.glob("*.konflikt-*")
    assert read_meeting(copy).meeting == at("Efteråt")
    assert first.writer.let_go
    assert f"Det som inte hann följa med dit ligger i mappen, som {copy.name}." in first.writer.state.message
    assert "Någon annan" not in first.writer.state.message
    assert read_meeting(second.path).meeting == BASE
    assert second.writer.flush(LONG)
    assert read_meeting(second.path).meeting == at("Köket")


# --- bad days -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.ENOSPC, "full"),
        (errno.EROFS, "skrivskyddad"),
        (errno.EACCES, "får inte skriva"),
        (errno.EIO, "skriva"),
    ],
)
def test_while_the_file_cannot_be_written_the_text_is_in_the_journal_and_it_is_tried_again(
    begin: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch, code: int, said: str
) -> None:
    desk = begin(QUICK)
    monkeypatch.setattr(exchange, "put", refuse(code))
    desk.writer.submit(at("Köket"))
    told = desk.wait_for_kind("journal")
    assert said in told.message
    assert "tryggt i journalen" in told.message
    assert desk.writer.wait_journalled(LONG)
    assert desk.journalled() == ["Köket"]
    monkeypatch.undo()
    desk.wait_for_kind("saved")
    assert read_meeting(desk.path).meeting == at("Köket")


def test_a_folder_that_takes_no_file_is_told_of_before_anything_is_typed_and_when_it_takes_one_again(
    begin: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(target: Path) -> None:
        raise writing_failed(target, PermissionError(errno.EACCES, "nej"))

    monkeypatch.setattr(writer, "check_target", closed)
    desk = begin(QUICK)
    told = desk.wait_for_kind("journal")
    assert "Du får inte skriva i mappen. Be om skrivrätt" in told.message
    assert "tryggt i journalen" in told.message
    monkeypatch.undo()
    desk.wait_for_kind("saved")
    assert [state.kind for state in desk.states] == ["journal", "saved"]


def test_locked_minutes_in_a_folder_that_takes_no_file_are_read_in_peace(
    begin: Callable[..., Desk], path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = set_status(edits.set_facts(BASE, status="finished"), "locked", dt.date(2026, 6, 1))
    MeetingFile.open(path).save(locked)
    asked: list[Path] = []
    looks = Queue[None]()
    monkeypatch.setattr(writer, "check_target", asked.append)
    monkeypatch.setattr(MeetingFile, "look", lambda *_: looks.put(None))
    begin(QUICK)
    looks.get(timeout=LONG)
    assert not asked


def test_a_folder_that_vanishes_and_comes_back(begin: Callable[..., Desk], tmp_path: Path) -> None:
    desk = begin(QUICK)
    desk.path.parent.rename(tmp_path / "borta")
    assert "Mappen finns inte" in desk.wait_for_kind("journal").message
    desk.writer.submit(at("Köket"))
    assert desk.writer.wait_journalled(LONG)
    assert desk.journalled() == ["Köket"]
    (tmp_path / "borta").rename(desk.path.parent)
    desk.wait_for_kind("saved")
    assert read_meeting(desk.path).meeting == at("Köket")


def test_a_full_local_disk_does_not_keep_the_meeting_from_its_file(
    begin: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = begin(QUICK)
    monkeypatch.setattr("protokoll_tui.storage.journalling.Journal", refuse(errno.ENOSPC))
    desk.writer.submit(at("Köket"))
    assert not desk.writer.wait_journalled(LONG)
    desk.wait_for_kind("saved")
    assert read_meeting(desk.path).meeting == at("Köket")
    assert any("Journalen går inte att skriva: Disken är full." in state.message for state in desk.states)


def test_where_neither_can_be_written_it_is_told_and_all_comes_right_when_there_is_room(
    begin: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = begin(QUICK)
    with monkeypatch.context() as full:
        full.setattr("protokoll_tui.storage.journalling.Journal", refuse(errno.ENOSPC))
        full.setattr(exchange, "put", refuse(errno.ENOSPC))
        desk.writer.submit(at("Köket"))
        told = desk.wait_for_kind("memory")
        assert "bara i programmet" in told.message
    desk.wait_for_kind("saved")
    assert read_meeting(desk.path).meeting == at("Köket")


def test_a_journal_that_fails_is_followed_by_another_one(
    begin: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = begin(Pace(rest=LONG, longest=LONG, look=0.01, sync=0.01))
    desk.writer.submit(at("Ett"))
    assert desk.writer.wait_journalled(LONG)
    with monkeypatch.context() as failing:
        failing.setattr(platform, "sync_data", refuse(errno.EIO))
        desk.writer.submit(at("Två"))
        desk.wait_for(lambda: any("Journalen" in state.message for state in desk.states))
    desk.writer.submit(at("Tre"))
    desk.wait_for(lambda: desk.writer.state.message == "")
    assert "Tre" in desk.journalled()
    assert desk.writer.close(LONG)
    assert state.journals_of(desk.path) == []


def test_a_frozen_share_is_told_keeps_nobody_waiting_and_the_journal_goes_on(
    begin: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = begin(IMPATIENT)
    thawed = threading.Event()
    put = exchange.put

    def frozen(source: Path, target: Path) -> Path | None:
        thawed.wait(LONG)
        return put(source, target)

    monkeypatch.setattr(exchange, "put", frozen)
    desk.writer.submit(at("Köket"))
    assert "svarar inte" in desk.wait_for_kind("journal").message
    desk.writer.submit(at("Hallen"))
    assert desk.writer.wait_journalled(LONG)
    assert desk.journalled() == ["Hallen"]
    assert not desk.writer.flush(0.01)
    thawed.set()
    desk.wait_for_kind("saved")
    assert desk.writer.close(LONG)
    assert read_meeting(desk.path).meeting == at("Hallen")


def test_a_frozen_local_disk_keeps_neither_the_keys_nor_the_file_waiting(
    begin: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = begin(IMPATIENT)
    thawed = threading.Event()
    monkeypatch.setattr(platform, "sync_data", lambda _: thawed.wait(LONG))
    desk.writer.submit(at("Köket"))
    desk.wait_for(lambda: any("Journalen" in state.message for state in desk.states))
    desk.writer.submit(at("Hallen"))
    assert not desk.writer.wait_journalled(LONG)
    assert desk.writer.flush(LONG)
    assert read_meeting(desk.path).meeting == at("Hallen")
    thawed.set()


def test_closing_gives_up_on_a_frozen_share_and_the_text_comes_back(
    begin: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = begin()
    thawed = threading.Event()
    with monkeypatch.context() as frozen:
        frozen.setattr(exchange, "put", lambda *_: thawed.wait(LONG) and refuse(errno.EIO)())
        desk.writer.submit(at("Köket"))
        assert not desk.writer.close(0.05)
        thawed.set()
    desk.writer._saver.close(LONG)
    assert open_meeting(desk.path).meeting == at("Köket")


def test_a_version_that_cannot_be_written_is_in_nobodys_way(
    begin: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("protokoll_tui.storage.versions.Keeper.offer", refuse(errno.ENOSPC))
    desk = begin()
    desk.writer.submit(at("Köket"))
    assert desk.writer.flush(LONG)
    assert desk.writer.close(LONG)


def test_a_machine_without_a_home_keeps_the_journal_elsewhere(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state, "state_folder", lambda: None)
    writer = Writer(open_meeting(path), pace=CALM)
    writer.submit(at("Köket"))
    assert writer.wait_journalled(LONG)
    assert len(state.journals_of(path)) == 1
    assert writer.close(LONG)
    assert state.journals_of(path) == []


def test_what_a_killed_program_left_beside_the_meeting_is_cleaned(begin: Callable[..., Desk]) -> None:
    desk = begin(QUICK)
    left = desk.path.with_name(f".{desk.path.name}.{2**22 + 1}-0123abcd.tmp")
    left.touch()
    MeetingFile.open(desk.path).save(at("Hallen"))
    desk.wait_for(lambda: bool(desk.foreign))
    assert not left.exists()


def test_a_created_meeting_is_open_for_writing(tmp_path: Path) -> None:
    opened = create_meeting(tmp_path / "ny.toml", BASE)
    writer = Writer(opened, pace=CALM)
    writer.submit(at("Köket"))
    assert writer.close(LONG)
    assert read_meeting(opened.path).meeting == at("Köket")
