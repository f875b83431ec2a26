"""Values as TOML source, in linear time and without loss.

A text of a `Prose` field that holds a line end, or is long, stands on lines of its own between triple
quotes. The line end before the closing quotes is ours: the writer adds exactly one (`prose`) and the
reader takes exactly one away (`unpadded`), so that every text survives as it was.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any

WIDEST = 88
"""Characters of a prose text that may stand on the line of its key."""

# What one string of TOML looks like. Used to step over strings wherever a file's text is searched.
BASIC = r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"'
LITERAL = r"'[^'\n]*+'"
LONG_BASIC = r'"""[^"\\]*+(?:(?:\\.|"{1,2}(?!"))[^"\\]*+)*+"{3,5}'
LONG_LITERAL = r"'''[^']*+(?:'{1,2}(?!')[^']*+)*+'{3,5}"

_CONTROL = {code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F)}
_QUOTED = {
    **_CONTROL,
    ord("\b"): "\\b",
    ord("\t"): "\\t",
    ord("\n"): "\\n",
    ord("\f"): "\\f",
    ord("\r"): "\\r",
    ord('"'): '\\"',
    ord("\\"): "\\\\",
}
_LONG = {code: text for code, text in _CONTROL.items() if code not in (ord("\t"), ord("\n"))}
_PLAIN = re.compile(r'[^\x00-\x1f\x7f"\\]*')
_NEEDS_ESCAPE = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_THREE_QUOTES = re.compile('"{3,}')


def line(text: str) -> str:
    """Return a string of one line: `"text"`."""
    return f'"{text if _PLAIN.fullmatch(text) else text.translate(_QUOTED)}"'


def prose(text: str) -> str:
    """Return a prose text, between triple quotes on lines of its own where it needs them."""
    if "\n" not in text and len(text) <= WIDEST:
        return line(text)
    padded = f"{text}\n"
    control = _NEEDS_ESCAPE.search(text)
    ugly = "\\" in text or '"""' in text
    if ugly and "'''" not in text and not control:
        return f"'''\n{padded}'''"
    body = padded.replace("\\", "\\\\")
    if control:
        body = body.translate(_LONG)
    body = _THREE_QUOTES.sub(lambda quotes: '\\"' * len(quotes[0]), body)
    return f'"""\n{body}"""'


def prose_line(text: str) -> str:
    """Return a prose text on one line, for a place where no other has room (an inline table)."""
    return line(f"{text}\n" if "\n" in text else text)


def unpadded(text: str) -> str:
    """Return the prose text that a string of the file stands for: without its last line end."""
    return text.removesuffix("\n")


def value(data: Any) -> str:
    """Return a scalar: a string, a truth value, an integer, a date or a time of day."""
    match data:
        case str():
            return line(data)
        case bool():
            return "true" if data else "false"
        case int():
            return str(data)
        case dt.date() | dt.time():
            return data.isoformat()
    raise TypeError(f"no form in TOML for {type(data).__name__}")


def values(data: Iterable[Any]) -> str:
    """Return a list of scalars on one line: `["a", "b"]`."""
    return f"[{', '.join(value(each) for each in data)}]"
