"""PDF: tagged pages to read aloud and to keep (PDF/UA-1 and PDF/A-3a in one file), set by typst.

The tree goes to typst as data. The pages are made by the typst package beside this module, which the
`mall.typ` of a template may import and change. Nothing is fetched, and the same document makes the same
bytes on every computer: the fonts come from packages too, and the computer's own are never asked. An
organisation that needs letters which they lack lays a font in its template.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from protokoll_tui.document.render import Look, RenderError, RenderOptions
from protokoll_tui.document.render.contrast import changed_on_paper, on_paper
from protokoll_tui.document.render.logo import logo_of, unreadable
from protokoll_tui.document.tree import Document, Heading, texts

if TYPE_CHECKING:
    from typst import TypstError, TypstWarning

FILE_NAME = "mall.typ"
"""Name of an organisation's own pages in the folder of a template; their fonts lie in `fonts` beside it."""
SOURCE_NAME = "protokoll.toml"
"""Name under which the meeting's file is attached."""

_PACKAGES = Path(__file__).parent / "typst"
_DEFAULT = _PACKAGES / "default.typ"
_COLOUR = "#1d4f91"
_NO_DATE = dt.date(2000, 1, 1)

_PRINTED = {0xFEFF: None}
"""What is nothing to see, and in no PDF/A."""
_UNKNOWN_FONT = re.compile(r"unknown font family: (.+)")
_PROXIES = ("HTTPS_PROXY", "https_proxy")
_DIRECT = ("NO_PROXY", "no_proxy")
_NOWHERE = "http://127.0.0.1:9"
_ONE_AT_A_TIME = threading.Lock()

_WORDS_BESIDE = 3
"""How many words before and after a letter tell where it stands."""

_NO_GLYPH = re.compile(r'(?:the text|codepoint) `"([^`]+)"`')
_JOINED = r"(?:[\u0300-\u036f\u0483-\u0489\u20d0-\u20ff\ufe00-\ufe0f]|\u200d.)+"
"""What makes one sign of a letter and those after it: 1 and two more are a key with a 1 on it."""
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_CODE_POINT = re.compile(r"\\u\{([0-9a-f]+)\}")
_PLACE = re.compile(r"┌─ ([^@\n][^\n]*):(\d+):\d+$", re.MULTILINE)
_COMMENT = re.compile(
    r'(?P<text>"[^"\n]*")|(?<!:)//[^\n]*|/\*.*?(?:\*/|\Z)|```.*?(?:```|\Z)|`[^`\n]*`', re.DOTALL
)
_FETCHES = re.compile(r'\b(?:import|include)\b[\s(]*"@preview/')
_LOGO = re.compile(r'\binputs\.(?:logo\b|at\(\s*"logo")|\blogo:\s*none\b')
_OWN_COLOUR = re.compile(r"\bcolour:(?!\s*auto\b)")
_IN_SWEDISH = (
    (re.compile(r"unclosed delimiter|unexpected closing \w+"), "en parentes eller klammer saknar sin maka"),
    (re.compile(r"unclosed string"), "ett citattecken saknas"),
    (re.compile(r"unknown variable: (\S+)"), r"namnet \1 finns inte"),
    (re.compile(r"unexpected argument: (\S+)"), r"\1 går inte att ställa in"),
    (re.compile(r"missing document title"), "raden #show: protokoll saknas"),
    (re.compile(r"failed to download package"), "paket från nätet (@preview) hämtas inte"),
    (
        re.compile(r"not valid UTF-8 in (\S+?):\d"),
        r"\1 är ingen text (UTF-8); en bild läses med encoding: none",
    ),
    (re.compile(r"not valid UTF-8"), "filen är ingen text (UTF-8) och går inte att läsa som Typst"),
    (re.compile(r"failed to (?:decode image|parse SVG)"), "bilden går inte att läsa som SVG, PNG eller JPEG"),
    (re.compile(r"file not found \(searched at (.+)\)"), r"filen \1 finns inte"),
)


def remarks_on(look: Look) -> Iterator[str]:
    """Yield what of the look the pages show as something else, or not at all, in Swedish."""
    own = look.folder / FILE_NAME if look.folder else None
    code = "\n".join(code for _, code in _sources(own.parent)) if own and own.is_file() else ""
    if not _OWN_COLOUR.search(code):
        yield from changed_on_paper(look.colour)
    if look.logo and code and not _LOGO.search(code) and look.logo.name not in code:
        yield (
            f"{own}: mallens logotyp {look.logo.name} nämns inte, så den kommer inte med i PDF. Skriv "
            'logo: if "logo" in sys.inputs { read(sys.inputs.logo, encoding: none) }, i protokoll.with( … ), '
            "eller logo: none om det är meningen."
        )


def _sources(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield each file of a template's pages with its code."""
    for file in sorted(folder.rglob("*.typ")):
        yield file, _without_comments(file.read_text("utf-8", "replace"))


def render(document: Document, options: RenderOptions) -> bytes:
    """Return the document as a PDF with `options.source` attached. Raises RenderError."""
    pages = _Pages.of(options.look)
    inputs = _inputs(document, options)
    day = dt.date.fromisoformat(document.date) if document.date else _NO_DATE
    try:
        from typst import TypstError
    except ImportError as error:
        raise _missing(error) from error
    try:
        return pages.set(inputs, day)
    except TypstError as error:
        no_glyph = _NO_GLYPH.search(error.message)
        told = _no_glyph(no_glyph[1], document) if no_glyph else _explained(error, options.look)
        raise RenderError(told) from error


@dataclass(frozen=True, slots=True)
class _Pages:
    """The file that typst begins with, the folder that it may read, and the folders of fonts."""

    main: Path
    root: Path
    fonts: tuple[Path, ...]

    @classmethod
    def of(cls, look: Look) -> _Pages:
        """Return the organisation's own pages, or the program's. Raises RenderError."""
        logo_of(look)
        own = look.folder / FILE_NAME if look.folder else None
        fonts = tuple(path for path in (look.folder / "fonts",) if path.is_dir()) if look.folder else ()
        if look.folder and own and own.is_file():
            _refuse_fetching(look.folder)
            return cls(own, look.folder, fonts)
        return cls(_DEFAULT, look.logo.parent if look.logo else _PACKAGES, fonts)

    def set(self, inputs: Mapping[str, str], day: dt.date) -> bytes:
        """Return the pages as a PDF, dated `day`. Raises TypstError."""
        import font_source_sans_pro
        import typst

        fonts = [font_source_sans_pro.font_directory, *map(str, self.fonts)]
        with nullcontext() if self.main == _DEFAULT else _without_network():
            data, warnings = typst.compile_with_warnings(
                # Given as bytes the program's own file is taken to lie in the root, beside the logo.
                self.main.read_bytes() if self.main == _DEFAULT else str(self.main),
                root=str(self.root),
                font_paths=fonts,
                ignore_system_fonts=True,
                sys_inputs=dict(inputs),
                pdf_standards=["a-3a", "ua-1"],
                timestamp=dt.datetime.combine(day, dt.time(), dt.UTC),
                package_path=str(_PACKAGES),
                # A file and no folder: there is nowhere to put what could be fetched.
                package_cache_path=str(_DEFAULT),
            )
        self._refuse_missing_fonts(warnings, fonts)
        return data

    def _refuse_missing_fonts(self, warnings: Iterable[TypstWarning], folders: list[str]) -> None:
        """Raise RenderError where a font is asked for that is not there: another one would take its place."""
        import typst

        for warning in warnings:
            if missing := _UNKNOWN_FONT.search(warning.message):
                there = typst.Fonts(include_system_fonts=False, font_paths=folders).families()
                raise RenderError(
                    f"{_stands_at(warning.diagnostic, self.main)}: typsnittet ”{missing[1]}” finns inte. "
                    f"De som finns är {', '.join(there)}. Välj ett av dem, eller lägg typsnittets filer i "
                    "mallens mapp fonts."
                )


@contextmanager
def _without_network() -> Iterator[None]:
    """Let typst reach no network, whatever the pages ask for: the way out of the process leads nowhere.

    Typst itself cannot be told so, and what a source imports is not always to be read in it.
    """
    with _ONE_AT_A_TIME:
        before = {name: os.environ.pop(name, None) for name in (*_PROXIES, *_DIRECT)}
        os.environ.update(dict.fromkeys(_PROXIES, _NOWHERE))
        try:
            yield
        finally:
            for name, value in before.items():
                os.environ.pop(name, None)
                if value is not None:
                    os.environ[name] = value


def _inputs(document: Document, options: RenderOptions) -> dict[str, str]:
    """Return what the pages are made from. Whatever somebody has typed is in it as a JSON string."""
    look = options.look
    minutes = {
        # Both standards ask for a title, and that the first heading is the topmost.
        "title": document.title or "Protokoll",
        "author": document.author,
        "draft": document.draft,
        "letterhead": _encoded(document.letterhead),
        "blocks": _encoded(document.blocks, raised=0 if document.title else 1),
        "colour": on_paper(look.colour) or _COLOUR,
        "logo_text": look.logo_text or " ".join(document.letterhead.header[:1]) or "Logotyp",
        "source_name": SOURCE_NAME,
    }
    inputs = {"minutes": json.dumps(minutes)}
    if look.logo:
        inputs["logo"] = look.logo.name
    if options.source is not None:
        inputs["source"] = options.source.decode()
    return inputs


def _encoded(node: Any, raised: int = 0) -> Any:
    """Return a part of the tree as JSON has it: a node is its fields, and its class as `node`.

    Headings are `raised` by some levels.
    """
    if isinstance(node, str):
        return node.translate(_PRINTED)
    if isinstance(node, int):
        return node
    if isinstance(node, tuple):
        return [_encoded(each, raised) for each in node]
    data = {field.name: _encoded(getattr(node, field.name), raised) for field in fields(node)}
    if isinstance(node, Heading):
        data["level"] = node.level - raised
    return data | {"node": type(node).__name__}


# --- what can go wrong -----------------------------------------------------------------------------


def _missing(error: ImportError) -> RenderError:
    return RenderError(
        f"PDF kan inte skrivas här, eftersom {error.name} inte är installerat: kanske finns det inte för "
        "den här sortens dator. Word och webbsida går att skriva."
    )


def _refuse_fetching(folder: Path) -> None:
    """Raise RenderError where a file of a template would have typst fetch a package from the network."""
    for file, code in _sources(folder):
        if fetches := _FETCHES.search(code):
            line = code.count("\n", 0, fetches.start()) + 1
            raise RenderError(
                f"{file}, rad {line}: paket från nätet (@preview) hämtas inte. "
                "Lägg paketets filer i mallens mapp och importera dem därifrån."
            )


def _without_comments(source: str) -> str:
    """Return what typst runs of a source: no comments and no raw text, the lines with their numbers."""
    return _COMMENT.sub(lambda found: found["text"] or "\n" * found[0].count("\n"), source)


def _explained(error: TypstError, look: Look) -> str:
    """Return what is wrong with the organisation's own part of the pages, or that ours failed."""
    own = look.folder / FILE_NAME if look.folder else None
    swedish = _swedish(error.message)
    detail = "" if swedish else f" (Typst säger ”{error.message}”.)"
    if own and own.is_file():
        return (
            f"{_stands_at(error.diagnostic, own)}: {swedish or 'det som står där går inte att använda'}. "
            f"Rätta det, eller byt namn på {FILE_NAME} så länge för att få programmets egna sidor.{detail}"
        )
    if look.logo and ("image" in error.message or "SVG" in error.message):
        return str(unreadable(look.logo))
    because = f": {swedish}" if swedish else ""
    return f"PDF kunde inte skrivas{because}. Word och webbsida går att skriva så länge.{detail}"


def _stands_at(diagnostic: str, own: Path) -> str:
    """Return the file, and the line where typst told one, of what is wrong in pages of one's own."""
    place = _PLACE.search(diagnostic)
    return f"{own.with_name(Path(place[1]).name)}, rad {place[2]}" if place else str(own)


def _swedish(message: str) -> str:
    """Return what typst has said, in Swedish; "" where that is not known."""
    for pattern, swedish in _IN_SWEDISH:
        if found := pattern.search(message):
            return found.expand(swedish)
    return ""


def _no_glyph(named: str, document: Document) -> str:
    """Return which sign no font has, as typst named it, and the words beside it in its own paragraph."""
    letter = _CODE_POINT.sub(lambda code: chr(int(code[1], 16)), named)
    said = [*texts((document.title, document.blocks, document.letterhead))]
    joined = re.compile(re.escape(letter) + _JOINED)
    sign = next((found[0] for text in said if (found := joined.search(text))), letter)
    points = " ".join(f"U+{ord(part):04X}" for part in sign)
    found_in = next((text for text in said if sign in text), "")
    where = f" Det står i ”{_beside(sign, found_in)}”." if found_in else ""
    if _PRIVATE.search(sign):
        return (
            f"Ett tecken ({points}) finns bara i ett visst typsnitt och är troligen klistrat från Word."
            f"{where} Skriv det som är menat i stället, till exempel • eller –."
        )
    return (
        f"Tecknet ”{sign}” ({points}) finns inte i programmets typsnitt.{where} Byt ut det, "
        "skriv Word eller webbsida i stället, eller lägg ett typsnitt som har det i mallens mapp fonts."
    )


def _beside(letter: str, text: str) -> str:
    """Return the word that a letter stands in with some before and after it, … where the text goes on."""
    before, _, after = text.replace("\n", " ").partition(letter)
    lead, trail = before.split(" "), after.split(" ")
    near = f"{' '.join(lead[-_WORDS_BESIDE - 1 :])}{letter}{' '.join(trail[: _WORDS_BESIDE + 1])}"
    goes_on = "… " if len(lead) > _WORDS_BESIDE + 1 else "", " …" if len(trail) > _WORDS_BESIDE + 1 else ""
    return near.join(goes_on)
