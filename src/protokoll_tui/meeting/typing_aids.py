"""What an editor of light Markdown does to a plain string: lists, words, lines and whole characters.

An offset counts code points. Every function returns an offset that lies between two characters as a
person sees them: never inside é, a flag or a family emoji.
"""

from __future__ import annotations

import re
import unicodedata

_LIST = re.compile(r"( *)([-*]|(\d{1,9})([.)])) +")
_ZWJ, _ZWNJ = "\u200d", "\u200c"


def enter(text: str, offset: int) -> tuple[str, int]:
    """Return text and offset after Enter: a list goes on, an empty line of it ends it one level."""
    start, end = line_start(text, offset), line_end(text, offset)
    found = _LIST.match(text, start, end)
    if found is None or offset < found.end():
        if found and offset > start and not text[found.end() : end].strip():
            return enter(text, found.end())
        return f"{text[:offset]}\n{text[offset:]}", offset + 1
    if text[found.end() : end].strip():
        begin = f"\n{found[1]}{_next_marker(found)} "
        return f"{text[:offset]}{begin}{text[offset:]}", offset + len(begin)
    if found[1]:
        return indent(text, offset, -1)
    return text[:start] + text[end:], start


def indent(text: str, offset: int, by: int) -> tuple[str, int]:
    """Return text and offset after Tab (`by` +1) or Shift+Tab (-1) on a line of a list.

    The line moves one level with all that is nested in it: to where the text of the line above begins
    (two spaces for a bullet), since Markdown nests nothing less. Another line stays as it is, so does
    the first of a list, which has nothing to be nested in.
    """
    start, end = line_start(text, offset), line_end(text, offset)
    found = _LIST.match(text, start, end)
    if found is None:
        return text, offset
    old = len(found[1])
    new = _deeper(text, start, old) if by > 0 else _shallower(text, start, old)
    if new == old:
        return text, offset
    marker = _marker_at(text, start, new, found)
    head = f"{' ' * new}{marker}"
    nested_end = _nested_end(text, end, old)
    nested = _shift(text[end:nested_end], new - old)
    kept = text[found.end(2) : end]
    moved = max(offset, found.end()) + len(head) - (found.end(2) - start)
    return f"{text[:start]}{head}{kept}{nested}{text[nested_end:]}", moved


def without_marker(line: str) -> str:
    """Return a line without the marker of a list that it begins with."""
    return line[found.end() :] if (found := _LIST.match(line)) else line


def line_start(text: str, offset: int) -> int:
    """Return the offset at which the line of `offset` begins."""
    return text.rfind("\n", 0, offset) + 1


def line_end(text: str, offset: int) -> int:
    """Return the offset at which the line of `offset` ends, before its line end."""
    end = text.find("\n", offset)
    return len(text) if end < 0 else end


def char_left(text: str, offset: int) -> int:
    """Return the offset one whole character to the left; 0 at the start."""
    offset -= 1
    while offset > 0 and not _is_boundary(text, offset):
        offset -= 1
    return max(0, offset)


def char_right(text: str, offset: int) -> int:
    """Return the offset one whole character to the right; the length of the text at its end."""
    offset += 1
    while offset < len(text) and not _is_boundary(text, offset):
        offset += 1
    return min(len(text), offset)


def word_left(text: str, offset: int) -> int:
    """Return the offset at which the word to the left begins; 0 where there is none."""
    while offset > 0 and not _in_word(text[char_left(text, offset)]):
        offset = char_left(text, offset)
    while offset > 0 and _in_word(text[char_left(text, offset)]):
        offset = char_left(text, offset)
    return offset


def word_right(text: str, offset: int) -> int:
    """Return the offset at which the word to the right ends; the length of the text where there is none."""
    while offset < len(text) and not _in_word(text[offset]):
        offset = char_right(text, offset)
    while offset < len(text) and _in_word(text[offset]):
        offset = char_right(text, offset)
    return offset


# --- lists -----------------------------------------------------------------------------------------


def _next_marker(found: re.Match[str]) -> str:
    return f"{int(found[3]) + 1}{found[4]}" if found[3] else found[2]


def _list_lines_above(text: str, start: int) -> list[re.Match[str]]:
    """Return the list lines of the same list above the line that begins at `start`, nearest first."""
    lines: list[re.Match[str]] = []
    while start > 0:
        start = line_start(text, start - 1)
        found = _LIST.match(text, start, line_end(text, start))
        if found is not None:
            lines.append(found)
        elif text[start : start + 1] != " ":
            break
    return lines


def _deeper(text: str, start: int, old: int) -> int:
    for line in _list_lines_above(text, start):
        if len(line[1]) <= old:
            return max(old, line.end() - line.start())
    return old


def _shallower(text: str, start: int, old: int) -> int:
    return next((len(line[1]) for line in _list_lines_above(text, start) if len(line[1]) < old), 0)


def _marker_at(text: str, start: int, level: int, own: re.Match[str]) -> str:
    """Return the marker for a line moved to `level`: as the list that it joins goes on, else its own."""
    for line in _list_lines_above(text, start):
        if len(line[1]) == level:
            return _next_marker(line)
        if len(line[1]) < level:
            break
    return f"1{own[4]}" if own[3] else own[2]


def _nested_end(text: str, end: int, level: int) -> int:
    """Return where the lines end that are nested in the line that ends at `end`."""
    while end < len(text):
        line = text[end + 1 : line_end(text, end + 1)]
        if len(line) - len(line.lstrip(" ")) <= level:
            break
        end += 1 + len(line)
    return end


def _shift(lines: str, by: int) -> str:
    if by > 0:
        return lines.replace("\n", "\n" + " " * by)
    return re.sub(rf"\n {{0,{-by}}}", "\n", lines)


# --- characters ------------------------------------------------------------------------------------


def _in_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def _is_boundary(text: str, offset: int) -> bool:
    """Tell whether a character ends before `offset`: the rules of UAX #29, as far as texts need them."""
    before, after = text[offset - 1], text[offset]
    if before == "\n" or after == "\n":
        return True
    if _extends(after):
        return False
    if before == _ZWJ and _is_pictograph(after):
        return not _is_pictograph(_base(text, offset - 1))
    if _is_flag_letter(before) and _is_flag_letter(after):
        start = offset
        while start > 0 and _is_flag_letter(text[start - 1]):
            start -= 1
        return (offset - start) % 2 == 0
    return True


def _extends(char: str) -> bool:
    """Tell whether a character belongs to the one before it: a mark, a joiner, a skin tone, a tag."""
    if char < "\u0300":
        return False
    return (
        unicodedata.category(char)[0] == "M"
        or char in (_ZWJ, _ZWNJ)
        or "\U0001f3fb" <= char <= "\U0001f3ff"
        or "\U000e0020" <= char <= "\U000e007f"
        or "\u1160" <= char <= "\u11ff"
    )


def _base(text: str, offset: int) -> str:
    """Return the character that the marks before `offset` belong to."""
    while offset > 1 and _extends(text[offset - 1]):
        offset -= 1
    return text[offset - 1 : offset]


def _is_pictograph(char: str) -> bool:
    return char > "\u00a8" and unicodedata.category(char) == "So" and not _is_flag_letter(char)


def _is_flag_letter(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"
