"""One small meeting that uses every part of the document, for the golden files."""

import datetime as dt

from protokoll_tui.document.layout import Layout, Letter
from protokoll_tui.meeting.model import (
    Adjuster,
    Attachment,
    Closing,
    Entry,
    Facts,
    Item,
    Meeting,
    NextMeeting,
    Person,
    Private,
    Roster,
    Signature,
)
from tests.document.printing import layout

FARLEDEN = """Farleden är **mätt** på nytt.
Se [kartan](https://example.org/karta).

## LÄGET
- Djupet räcker
 - vid högvatten
   - med marginal
- Skyltarna är ~~nya~~ *gamla*

1. Laga
2. Byt"""

MEETING = Meeting(
    facts=Facts(
        kind="Minnesanteckningar",
        bodies=("Arbetsgruppen för sjövägar",),
        date=dt.date(2026, 5, 29),
        start=dt.time(9),
        end=dt.time(12),
        place="Hamnkontoret",
        mode="hybrid",
        reference="SJ 2026/14",
    ),
    attendance=(
        Roster(
            heading="Närvarande",
            people=(
                Person(name="Alva Ek", title="hamnchef", organisation="Åby", role="ordförande"),
                Person(name="Bo Lind", organisation="Nora", status="struck", note="sjuk"),
                Person(name="Cia Mård", organisation="Åby", role="sekreterare", mode="digital", leaves="3"),
            ),
        ),
        Roster(people=(Person(name="Dag Öst", substitutes_for="Bo Lind", arrives="9:40"),)),
        Roster(heading="Gäster", kind="guests", people=(Person(name="Eva Bok", organisation="Lotsarna"),)),
    ),
    agenda=(
        Item(title="Inledning", presenters=("Ordföranden",), entries=(Entry(text="Alva öppnade mötet."),)),
        Item(
            title="Farleden",
            presenters=("Eva Bok, lots",),
            reference="SJ 2026/9",
            agenda_text="- Djup\n- Skyltar",
            entries=(
                Entry(text=FARLEDEN),
                Entry(kind="discussion", text="Vem betalar?\n\nFrågan är gammal."),
                Entry(kind="event", text="Paus", time=dt.time(10, 15)),
                Entry(kind="proposal", text="Åby betalar hälften."),
                Entry(kind="beslut", text="Skyltarna byts i höst."),
                Entry(kind="beslut", text="Kostnaden utreds", outcome="referred", to="AU i juni"),
                Entry(kind="task", text="Begär in anbud.", owners=("Alva Ek",), due=dt.date(2026, 6, 30)),
                Entry(kind="private", text="ensamt om detta"),
                Entry(kind="reservation", text="Dag Öst reserverar sig."),
            ),
            points=(
                Item(
                    title="Bojar",
                    entries=(Entry(kind="forward", text="Bojarna räknas.", to="kommunerna"),),
                ),
                Item(
                    title="Fyren",
                    presenters=("Dag Öst",),
                    entries=(Entry(kind="beslut", text="Fyren målas."),),
                ),
            ),
        ),
        Item(title="Isläget", status="struck"),
    ),
    attachments=(Attachment(title="Sjökort", label="Bilaga 1", item="2"),),
    next_meetings=(
        NextMeeting(date=dt.date(2026, 8, 28), start=dt.time(9), mode="digital"),
        NextMeeting(body="AU", date_text="vecka 24", tentative=True),
    ),
    adjusters=(Adjuster(name="Dag Öst", date=dt.date(2026, 6, 9)), Adjuster(name="Alva Ek")),
    signatures=(Signature(role="Vid protokollet", name="Cia Mård"),),
    closing=Closing(evaluation="Bra lokal.", text="Mötet slutade i tid."),
    private=Private(notes="ensamt om detta"),
)

LAYOUTS: dict[str, Layout] = {
    "headings": layout(labels={"agenda": "Ärenden"}),
    "table": layout(style="table", people="columns", absent="apart", labels={"agenda": ""}),
    "protocol": layout(
        numbering="section",
        heading="run-in",
        presenters="line",
        beslut="att",
        absent="omitted",
        labels={"clause_lead": "Arbetsgruppen beslutar", "attendance": "Närvaro"},
        letter=Letter(header=("Sjövägarna",), footer=("Box 1, Nora",)),
    ),
}
