"""What a template is: the part of a meeting that is the same every time, and the shape of its minutes.

The file uses the words of a meeting's own file: what a person has learnt in one holds in the other.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field

from protokoll_tui.document.layout import Layout
from protokoll_tui.meeting.model import Adjuster, Facts, Frozen, Item, Line, Roster, Signature


class TemplateRoster(Roster):
    """A roster of a template: it also says how its people stand when the meeting begins."""

    unmarked: bool = Field(
        False, description="Nobody counts as present before the roll call, as in a list of Kallade."
    )


class TemplateLook(Frozen):
    """What makes the pages an organisation's own. Its files lie in the template's folder."""

    logo: Annotated[Line, Field(pattern=r"^[^/\\\\]*$")] = Field(
        "", description="Name of an image in the folder: SVG, PNG or JPEG."
    )
    logo_text: Line = Field("", description="What the logo says, for those who do not see it.")
    colour: Annotated[Line, Field(pattern=r"^(#[0-9A-Fa-f]{6})?$")] = Field(
        "", description="Of headings and lines, such as #1d4f91."
    )


class Template(Frozen):
    """One folder of templates: what a new meeting begins with, and how its minutes are laid out.

    The first five fields are set by the loader and never read from the file.
    """

    name: str = Field(description="Name of the folder; a meeting's facts refer to it.")
    folder: Path
    own: bool = Field(False, description="It is the user's own, not one that is shipped.")
    error: str = Field("", description="Why it cannot be used, in Swedish; empty when it can.")
    remarks: tuple[str, ...] = Field((), description="What in it is of no effect, in Swedish.")

    title: Line = ""
    description: Line = ""
    meeting: Facts = Facts()
    attendance: tuple[TemplateRoster, ...] = ()
    agenda: tuple[Item, ...] = ()
    adjusters: tuple[Adjuster, ...] = ()
    signatures: tuple[Signature, ...] = ()
    phrases: tuple[Line, ...] = Field((), description="Phrases that the secretary often writes.")
    layout: Layout = Layout()
    look: TemplateLook = TemplateLook()
