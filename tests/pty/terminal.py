"""A real pseudo-terminal for tests: bytes in, a screen out.

What a terminal does and a simulated key cannot show is tested through it: which bytes a key sends, what
reaches the terminal, signals, a window that closes. It plays a plain xterm and answers its queries.
"""

from __future__ import annotations

import codecs
import os
import pty
import re
import select
import signal
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pyte

PROTOKOLL = str(Path(sys.executable).with_name("protokoll"))
"""The installed command."""

PATIENCE = 20.0
"""Seconds until a test gives up; nothing waits so long on a machine that is not overloaded."""

_QUERIES: tuple[tuple[re.Pattern[bytes], Callable[[re.Match[bytes]], bytes]], ...] = (
    (re.compile(rb"\x1b\[0?c"), lambda _: b"\x1b[?62;22c"),
    (re.compile(rb"\x1b\[6n"), lambda _: b"\x1b[1;1R"),
    (re.compile(rb"\x1b\[\?(\d+)\$p"), lambda found: b"\x1b[?%b;0$y" % found[1]),
    (re.compile(rb"\x1b\]1([01]);\?(?:\x07|\x1b\\)"), lambda found: b"\x1b]1%b;rgb:0/0/0\x1b\\" % found[1]),
)
# pyte writes these to the screen; they are requests of the Kitty keyboard protocol and the like.
_UNKNOWN_TO_PYTE = re.compile("\x1b\\[[<=>][0-9;]*[a-zA-Z]")
_UNFINISHED = re.compile("\x1b(?:\\[[<=>0-9;]*)?$")

# What Textual itself sends: CSI sequences, the shape of the pointer (OSC 22), and line ends.
_TEXTUAL_SENDS = re.compile(r"\x1b\[[<=>?]?[0-9;]*\$?[a-zA-Z]|\x1b\]22;[a-z]+\x07|\r?\n")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

KEYS: Mapping[str, str] = {
    "enter": "\r",
    "tab": "\t",
    "escape": "\x1b",
    "backspace": "\x7f",
    "space": " ",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f4": "\x1bOS",
    "f5": "\x1b[15~",
    "f6": "\x1b[17~",
    "f7": "\x1b[18~",
    "f8": "\x1b[19~",
    "f9": "\x1b[20~",
    "f10": "\x1b[21~",
    "f12": "\x1b[24~",
}


class Terminal:
    """A program that runs in a terminal of `columns` × `rows`."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int = 80,
        rows: int = 24,
        env: Mapping[str, str],
        cwd: Path,
    ) -> None:
        self.raw = b""
        """Every byte that the program has written to the terminal."""
        self._unfed = ""
        self._answered = 0
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.Stream(self._screen)
        self._status: int | None = None
        self._pid, self._fd = pty.fork()
        if self._pid == 0:
            termios.tcsetwinsize(0, (rows, columns))
            os.chdir(cwd)
            os.execvpe(command[0], list(command), env)

    # --- in --------------------------------------------------------------------------------------

    def send(self, data: str) -> None:
        """Send characters as they are."""
        self._write(data.encode())

    def type(self, text: str) -> None:
        """Type `text`, a key at a time."""
        for character in text:
            self.send("\r" if character == "\n" else character)

    def key(self, *names: str) -> None:
        """Press keys by name: "f8", "ctrl+q", "alt+n"."""
        for name in names:
            modifier, _, last = name.rpartition("+")
            if modifier == "ctrl":
                self.send(chr(ord(last) & 0x1F))
            elif modifier == "alt":
                self.send(f"\x1b{last}")
            else:
                self.send(KEYS[name])

    def paste(self, text: str) -> None:
        """Paste `text` as a terminal does that has been asked to bracket what is pasted."""
        self.send(f"\x1b[200~{text}\x1b[201~")

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        os.kill(self._pid, number)

    def hang_up(self) -> None:
        """Close the terminal, as when its window is closed."""
        os.close(self._fd)
        self._fd = -1

    # --- out -------------------------------------------------------------------------------------

    def screen(self) -> list[str]:
        """Return the lines of the screen as they are now."""
        self._read(0)
        return list(self._screen.display)

    def shows(self, text: str) -> bool:
        """Tell whether `text` stands on some line of the screen."""
        return any(text in line for line in self.screen())

    def control_characters(self) -> list[str]:
        """Return the control characters that reached the terminal besides Textual's own sequences."""
        return _CONTROL.findall(_TEXTUAL_SENDS.sub("", self.raw.decode()))

    def wait_for(self, text: str) -> None:
        """Wait until `text` stands on some line of the screen."""
        self.wait_until(lambda: self.shows(text), f"”{text}” on the screen")

    def wait_gone(self, text: str) -> None:
        """Wait until `text` stands on no line of the screen."""
        self.wait_until(lambda: not self.shows(text), f"no ”{text}” on the screen")

    def wait_until(self, holds: Callable[[], bool], what: str) -> None:
        """Wait until something holds. Fails with the screen after `PATIENCE`."""
        deadline = time.monotonic() + PATIENCE
        while not holds():
            if time.monotonic() > deadline or not self._read(0.05):
                screen = "\n".join(self._screen.display)
                raise AssertionError(f"waited in vain for {what}. The screen:\n{screen}")

    def wait_end(self) -> int:
        """Wait until the program ends and return its exit status; -n where signal n killed it."""
        deadline = time.monotonic() + PATIENCE
        while (status := self._poll()) is None:
            if time.monotonic() > deadline:
                raise AssertionError("waited in vain for the program to end")
            self._read(0.02)
        self._read(0)
        return status

    def close(self) -> None:
        """End the program, whatever state it is in."""
        if self._poll() is None:
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
        if self._fd >= 0:
            self.hang_up()

    def _poll(self) -> int | None:
        """Return the exit status, or None while the program runs."""
        if self._status is None:
            pid, status = os.waitpid(self._pid, os.WNOHANG)
            if pid:
                self._status = os.waitstatus_to_exitcode(status)
        return self._status

    def _write(self, data: bytes) -> None:
        while data:
            data = data[os.write(self._fd, data) :]

    def _read(self, timeout: float) -> bool:
        """Take in what the program writes within `timeout` seconds. Returns False at its end."""
        if self._fd < 0:
            time.sleep(timeout)
            return False
        while select.select([self._fd], [], [], timeout)[0]:
            try:
                data = os.read(self._fd, 65536)
            except OSError:  # what Linux says at the end of a pseudo-terminal
                data = b""
            if not data:
                return False
            self.raw += data
            self._feed(data)
            timeout = 0
        return True

    def _feed(self, data: bytes) -> None:
        text = _UNKNOWN_TO_PYTE.sub("", self._unfed + self._decode(data))
        cut = found.start() if (found := _UNFINISHED.search(text)) else len(text)
        self._unfed = text[cut:]
        self._stream.feed(text[:cut])
        self._answer()

    def _answer(self) -> None:
        end = self._answered
        for pattern, answer in _QUERIES:
            for found in pattern.finditer(self.raw, self._answered):
                self._write(answer(found))
                end = max(end, found.end())
        self._answered = end
