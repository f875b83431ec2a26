"""A file is at every moment the old one or the new one, whole."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from protokoll_tui.storage import platform
from protokoll_tui.storage.atomic import check_target, create_file, exchange_file, replace_file, replace_files
from protokoll_tui.storage.errors import StorageError

OLD, NEW = b"gammal", b"ny\n\xc3\xa5"

posix = pytest.mark.skipif(sys.platform == "win32", reason="modes and links as POSIX has them")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "fil.toml"
    path.write_bytes(OLD)
    return path


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def refuse(code: int) -> object:
    def call(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    return call


def test_the_new_content_takes_the_place_of_the_old(file: Path) -> None:
    replace_file(file, NEW)
    assert file.read_bytes() == NEW
    assert names(file.parent) == {"fil.toml"}


def test_a_file_that_is_not_there_is_made(tmp_path: Path) -> None:
    replace_file(tmp_path / "ny.toml", NEW)
    assert (tmp_path / "ny.toml").read_bytes() == NEW


def test_until_the_last_look_the_old_content_is_there_and_what_it_raises_keeps_it(file: Path) -> None:
    def look() -> bytes:
        assert file.read_bytes() == OLD
        raise StorageError(file, "Nej.")

    with pytest.raises(StorageError, match="Nej"):
        exchange_file(file, NEW, look)
    assert file.read_bytes() == OLD
    assert names(file.parent) == {"fil.toml"}


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.ENOSPC, "Disken är full"),
        (errno.EROFS, "skrivskyddad"),
        (errno.EACCES, "får inte skriva"),
        (errno.EIO, "gick inte att skriva"),
    ],
)
@pytest.mark.parametrize("call", ["fsync", "open"])
def test_a_disk_that_refuses_leaves_the_old_file_and_nothing_else(
    file: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int, said: str
) -> None:
    monkeypatch.setattr(os, call, refuse(code))
    with pytest.raises(StorageError, match=said) as refused:
        replace_file(file, NEW)
    assert "försöker igen" not in str(refused.value), "nobody does, but the saver, and it says so itself"
    monkeypatch.undo()
    assert file.read_bytes() == OLD
    assert names(file.parent) == {"fil.toml"}


def test_a_rename_that_fails_leaves_the_old_file_and_nothing_else(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platform, "replace", refuse(errno.EIO))
    with pytest.raises(StorageError):
        replace_file(file, NEW)
    with pytest.raises(StorageError):
        create_file(file.with_name("annan.toml"), NEW)
    assert file.read_bytes() == OLD
    assert names(file.parent) == {"fil.toml"}


def test_a_disk_that_does_not_give_back_what_was_written_is_not_trusted(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: read(path)[:-1])
    with pytest.raises(StorageError, match="läsa tillbaka"):
        replace_file(file, NEW)
    monkeypatch.undo()
    assert file.read_bytes() == OLD


def test_a_file_that_somebody_protected_is_not_replaced(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: not (path == file and mode == os.W_OK))
    with pytest.raises(StorageError, match="Filen är skrivskyddad"):
        replace_file(file, NEW)
    assert file.read_bytes() == OLD


def test_where_a_file_cannot_be_written_is_known_beforehand_and_what_asked_leaves_no_trace(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check_target(file)
    check_target(file.with_name("ny.toml"))
    assert (file.read_bytes(), names(file.parent)) == (OLD, {"fil.toml"})
    with pytest.raises(StorageError, match="Mappen finns inte"):
        check_target(file.parent / "borta" / "ny.toml")
    monkeypatch.setattr(os, "open", refuse(errno.EACCES))
    for path in (file, file.with_name("ny.toml")):
        with pytest.raises(StorageError, match="Du får inte skriva i mappen"):
            check_target(path)


def test_a_folder_that_is_not_there_is_explained(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="Mappen finns inte"):
        replace_file(tmp_path / "borta" / "fil.toml", NEW)


def test_a_name_that_is_too_long_is_explained(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"för långt|finns inte"):
        create_file(tmp_path / ("x" * 300), NEW)


def test_a_new_file_never_takes_the_place_of_another(file: Path) -> None:
    with pytest.raises(StorageError, match="redan en fil"):
        create_file(file, NEW)
    assert file.read_bytes() == OLD
    assert names(file.parent) == {"fil.toml"}


@posix
def test_a_file_keeps_its_mode(file: Path) -> None:
    file.chmod(0o640)
    replace_file(file, NEW)
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


@posix
def test_nobody_reads_a_new_file_who_cannot_look_into_its_folder(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    create_file(tmp_path / "ny.toml", NEW)
    assert stat.S_IMODE((tmp_path / "ny.toml").stat().st_mode) == 0o600


@posix
def test_a_symlink_lives_on(file: Path) -> None:
    link = file.with_name("länk.toml")
    link.symlink_to(file)
    replace_file(link, NEW)
    assert link.is_symlink()
    assert file.read_bytes() == NEW


@posix
def test_a_planted_link_is_not_written_through(file: Path) -> None:
    link = file.with_name("länk.toml")
    link.symlink_to(file)
    with pytest.raises(StorageError):
        create_file(link, NEW)
    assert file.read_bytes() == OLD


def test_a_file_that_another_program_holds_open_is_tried_again(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace, refusals = Path.replace, iter([True, True, False])

    def busy_at_first(source: Path, target: Path) -> Path:
        if next(refusals):
            error = PermissionError(errno.EACCES, "used by another process")
            error.winerror = 32  # type: ignore[attr-defined]  # only Windows sets it
            raise error
        return replace(source, target)

    monkeypatch.setattr(Path, "replace", busy_at_first)
    monkeypatch.setattr("time.sleep", lambda _: None)
    replace_file(file, NEW)
    assert file.read_bytes() == NEW


# --- several files ---------------------------------------------------------------------------------


def test_several_files_are_written_each_in_its_place(file: Path) -> None:
    new = file.with_name("ny.pdf")
    replace_files({file: NEW, new: OLD})
    assert (file.read_bytes(), new.read_bytes()) == (NEW, OLD)
    assert names(file.parent) == {"fil.toml", "ny.pdf"}


@pytest.mark.parametrize("other", ["saknas/b.pdf", "mapp"])
def test_where_one_of_several_cannot_be_written_none_is(file: Path, other: str) -> None:
    (file.parent / "mapp").mkdir()
    with pytest.raises(StorageError, match="mapp"):
        replace_files({file: NEW, file.parent / other: NEW})
    assert file.read_bytes() == OLD
    assert names(file.parent) == {"fil.toml", "mapp"}


def test_where_one_cannot_take_its_place_it_is_said_which_have(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second, third = (file.with_name(name) for name in ("b.pdf", "c.pdf"))
    replace = platform.replace

    def refuse_second(source: Path, target: Path) -> None:
        if target.name == "b.pdf":
            raise OSError(errno.EACCES, "refused")
        replace(source, target)

    monkeypatch.setattr(platform, "replace", refuse_second)
    with pytest.raises(StorageError) as told:
        replace_files({file: NEW, second: NEW, third: NEW})
    assert f"{second}: Du får inte skriva" in str(told.value)
    assert str(told.value).endswith(f"Skrivna: {file}. Inte skrivna: {second}, {third}.")
    assert file.read_bytes() == NEW
    assert names(file.parent) == {"fil.toml"}


@posix
def test_a_pipe_is_not_replaced_by_a_file(tmp_path: Path) -> None:
    pipe = tmp_path / "rör"
    os.mkfifo(pipe)
    for write in (replace_file, create_file):
        with pytest.raises(StorageError, match="ingen vanlig fil"):
            write(pipe, NEW)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert names(tmp_path) == {"rör"}
