"""What the tests of Word files share: blocks in few words, and files that are opened again."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
from docx.document import Document as WordDocument

from protokoll_tui.document.render import Look, RenderOptions, render
from protokoll_tui.document.render.word.oxml import value
from protokoll_tui.document.tree import Block, Document, List, Paragraph, Text


def para(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def bullets(*items: str | List) -> List:
    return List("bullet", tuple((para(i),) if isinstance(i, str) else (para("över"), i) for i in items))


def opened(data: bytes) -> WordDocument:
    return docx.Document(io.BytesIO(data))


def written(*blocks: Block, folder: Path | None = None, **values: Any) -> WordDocument:
    return opened(as_bytes(*blocks, folder=folder, **values))


def as_bytes(*blocks: Block, folder: Path | None = None, **values: Any) -> bytes:
    document = Document("Titel", blocks, **values)
    return render(document, "word", RenderOptions(look=Look(folder=folder)))


def texts(word: WordDocument) -> list[str]:
    return [paragraph.text for paragraph in word.paragraphs]


def numbering(paragraph: Any) -> tuple[str, int]:
    """The kind of list that a paragraph is an item of, and its level."""
    root = paragraph.part.numbering_part.element
    number, level = value(paragraph._p, "w:pPr/w:numPr/w:numId"), value(paragraph._p, "w:pPr/w:numPr/w:ilvl")
    abstract = value(root, f"w:num[@w:numId='{number}']/w:abstractNumId")
    path = f"w:abstractNum[@w:abstractNumId='{abstract}']/w:lvl[@w:ilvl='{level}']/w:numFmt"
    return value(root, path), int(level)
