"""What she is told of a meeting that has just been opened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from protokoll_tui.meeting.unfinished import unfinished_boxes

if TYPE_CHECKING:
    from protokoll_tui.storage.opening import OpenMeeting
    from protokoll_tui.storage.recovery import Recovered


def opening_news(opened: OpenMeeting, *, taken_over: bool = False) -> Iterator[str]:
    """Yield what there is to tell, in Swedish; `taken_over` where the meeting was another program's."""
    taken_over = taken_over and opened.holder is None
    if taken_over:
        yield "Du har tagit över mötet."
    if opened.recovered:
        yield from _recovered_news(opened.recovered, taken_over=taken_over)
    if opened.file.replaced:
        yield f"{opened.file.replaced} styrtecken i filen visas som �. Filen ändras först när du skriver."
    yield from opened.notices
    if opened.holder is None:
        yield from unfinished_news(unfinished_boxes(opened.meeting))


def _recovered_news(recovered: Recovered, *, taken_over: bool) -> Iterator[str]:
    at = f" till {recovered.at:%H.%M.%S}" if recovered.at else ""
    if taken_over:
        yield f"Det som skrevs där{at} är med."
    else:
        yield f"Återställt{at}: {recovered.extent}."
    if recovered.conflict:
        yield "Filen hade ändrats på annat håll; det som inte gick ihop läggs i en egen fil bredvid."


def unfinished_news(boxes: Sequence[str]) -> Iterator[str]:
    """Say where the text is that stood in dialogs (by the names of their boxes) when the program ended."""
    names = " och ".join(f"”{box}”" for box in boxes)
    if boxes:
        where = "I rutan" if len(boxes) == 1 else "I rutorna"
        yield f"{where} {names} stod text som inte var klar: den ligger i dina anteckningar, F12."
