"""Looking for what was entered in what a document says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.document.entered import Entered, Run, words_of


def missing(asked: Entered, text: str) -> list[str]:
    """The runs of words that `text` does not hold as often as it is to, or not after those before them."""
    return _missing(asked, f" {words_of(text)} ", {run: f"(?<= ){run.words}(?= )" for run in _all(asked)})


def missing_in_pages(asked: Entered, text: str) -> list[str]:
    """The same where a word may go on in the next line, with a hyphen or without."""
    return _missing(asked, text, {run: _broken(run.words) for run in _all(asked)})


def _broken(words: str) -> str:
    inside = r"[\W_]+".join("(?:\n*[-\u00ad\u2010]?\n+)?".join(word) for word in words.split())
    return rf"(?<![^\W_]){inside}(?![^\W_])"


def _all(asked: Entered) -> tuple[Run, ...]:
    return (*asked.somewhere, *asked.in_order)


def _missing(asked: Entered, text: str, patterns: dict[Run, str]) -> list[str]:
    compiled = {run: re.compile(each, re.IGNORECASE * run.any_case) for run, each in patterns.items()}
    lost = [run.words for run, each in compiled.items() if not _is_said(run, each, text)]
    return lost or list(_out_of_order(asked.in_order, compiled, text))


def _is_said(run: Run, pattern: re.Pattern[str], text: str) -> bool:
    if not run.times:
        return pattern.search(text) is not None
    return len(pattern.findall(text)) == run.times


def _out_of_order(runs: list[Run], patterns: dict[Run, re.Pattern[str]], text: str) -> Iterator[str]:
    at = 0
    for run in runs:
        if found := patterns[run].search(text, at):
            at = found.end()
        else:
            yield run.words
