"""The ways of writing a name: in full in either order, without its accents, shortened, as initials.

Each is a pattern of a regular expression that finds it in a text of plain signs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from urllib.parse import quote

from protokoll_tui.meeting.people import initials, name_words
from protokoll_tui.meeting.plain import read_plain
from protokoll_tui.meeting.text import fold

_WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
_ASIDE = re.compile(r"\([^()]*\)?|\[[^\[\]]*\]?")
_AFTER_NAME = re.compile(r"[,;/]|\s-+\s")
_TITLES = frozenset(
    {"dr", "doktor", "prof", "professor", "docent", "rektor", "herr", "hr", "fru", "fr", "fröken", "frk"}
    | {"syster", "pastor", "kyrkoherde", "överste", "major", "kapten", "adv", "advokat", "ordf", "sekr"}
)
_NO_NAMES = frozenset({"region", "regionen", "kommun", "kommunen", "ab", "enheten", "förvaltningen"})
"""Words after a comma that tell where somebody works."""
_BETWEEN = r"(?:\s{1,2}|[._-]|%20)"
_LAST_FIRST = r"(?:, ?| )"
_FEWEST_TOGETHER = 8
"""Letters of first and last name below which the two without a space could be another word."""
_FEWEST_BARE = 5
"""Letters of a name below which it could be another word without its accents."""
ORDINARY = frozenset(
    {"AU", "BN", "BU", "FN", "FS", "HB", "HS", "KD", "KF", "KS", "MP", "RF", "RS", "SD", "SN", "SU", "UN"}
    | {"AG", "BM", "CM", "EC", "HR", "IT", "OB", "PA", "PL", "PO", "PR", "SG", "VC", "VD", "VO", "ÖB"}
    | {"AT", "BB", "BT", "BVC", "DT", "HC", "IVA", "KK", "LSS", "LVM", "LVU", "MR", "MS", "ST", "SV", "ÖV"}
    | {"AB", "AI", "CV", "DM", "DN", "EU", "GD", "ID", "IP", "IS", "IVO", "LO", "MBL", "OK", "OS", "PC", "PM"}
    | {"PS", "SE", "SFS", "SJ", "SKR", "SM", "SMS", "SOU", "TV", "UK", "US", "VAB", "VM"}
)
"""Letters that mean other things in minutes too: boards and parties, offices, care, and the rest."""

_SMALL = frozenset(
    {"ad", "al", "an", "as", "at", "av", "be", "bi", "bl", "bo", "by", "ca", "de", "di", "du", "då"}
    | {"dö", "ed", "ej", "ek", "el", "em", "en", "er", "et", "fd", "få", "fm", "fn", "fr", "fö", "ge"}
    | {"gå", "ha", "in", "io", "is", "ja", "ju", "kl", "km", "kr", "lr", "ma", "mm", "må", "ni", "nr"}
    | {"nu", "ny", "od", "ok", "om", "os", "på", "sa", "se", "sk", "so", "st", "så", "ta", "te", "tu"}
    | {"tv", "um", "ur", "ut", "va", "vd", "vi", "vs", "vy", "åk", "år", "åt", "är", "än", "all", "att"}
    | {"bra", "del", "dem", "den", "det", "din", "dvs", "ett", "fel", "fem", "får", "för", "gav", "ger"}
    | {"god", "gör", "han", "har", "hel", "hem", "hon", "hos", "hur", "här", "kan", "kom", "led", "man"}
    | {"med", "mer", "mfl", "mil", "min", "mot", "mål", "nej", "nog", "nya", "när", "och", "oss", "osv"}
    | {"pga", "rum", "råd", "sak", "sal", "sen", "ser", "sex", "sig", "sin", "ska", "tar", "tex", "tid"}
    | {"tio", "tog", "tom", "tre", "två", "upp", "vad", "var", "vem", "vet", "vid", "väg", "väl", "vår"}
    | {"alla", "till", "över"}
)
"""Words and abbreviations that small letters without dots mean before they mean a person."""
_SMALL_WITH_DOTS = frozenset(
    {"aa", "bla", "dd", "dvs", "ed", "em", "eo", "ex", "fd", "ff", "fm", "fn", "from", "fö", "ia"}
    | {"io", "iom", "isf", "ist", "mao", "mfl", "mha", "mm", "od", "osv", "oå", "pga", "ps", "sas"}
    | {"sk", "st", "tex", "th", "tom", "tv", "ua", "us", "va", "vb"}
)
_TWO_LETTERS = str.maketrans(
    {"å": "aa", "ä": "ae", "æ": "ae", "ö": "oe", "ø": "oe", "ü": "ue"}
    | {"Å": "Aa", "Ä": "Ae", "Æ": "Ae", "Ö": "Oe", "Ø": "Oe", "Ü": "Ue"}
)
_NEIGHBOURS = str.maketrans("øæØÆ", "öäÖÄ")
_BARE = str.maketrans("łŁđĐðÐıøØ", "lLdDdDioO")
"""Letters whose mark is no accent of its own, so that it cannot be taken off."""

Words = Sequence[str]
"""The words of a name, the last name last."""


def read_name(name: str) -> list[str]:
    """Return the words of a name, without what people write beside it: "(KD)", ", ordförande", "Dr"."""
    text = _ASIDE.sub(" ", read_plain(name).text)
    before, *rest = (_WORD.findall(part) for part in _AFTER_NAME.split(text, maxsplit=2))
    after = rest[0] if rest else []
    turned = len(before) == 1 and after and all(word[0].isupper() for word in after)
    words = [*after, *before] if turned and not _NO_NAMES.intersection(map(fold, after)) else before
    while len(words) > 1 and fold(words[0]) in _TITLES:
        del words[0]
    return [word.title() for word in words] if len(words) > 1 and all(map(str.isupper, words)) else words


def in_full(words: Words, others: Collection[Words]) -> Iterator[str]:
    """Yield the whole name and each given name with the last name, in both orders; half a double name too.

    A second given name, or half a name, counts only where none of `others` has it beside the same one.
    """
    *given, last = words
    if not given:
        return
    names: list[tuple[Words, str]] = [(given, last), (given[:1], last)]
    names += (
        ([first], second)
        for first in name_words(" ".join(given))
        for second in name_words(last)
        if first[0].isupper() and second[0].isupper() and not _has_both(others, first, second)
    )
    for firsts, second in names:
        yield f"(?i:{_together([*firsts, second])})"
        yield f"(?i:{spelled(second)}{_LAST_FIRST}{_together(firsts)})"


def _together(words: Words) -> str:
    between = f"{_BETWEEN}?" if sum(map(len, words)) >= _FEWEST_TOGETHER else _BETWEEN
    return between.join(map(spelled, words))


def _has_both(others: Collection[Words], given: str, last: str) -> bool:
    return any({fold(given), fold(last)} <= set(map(fold, other)) for other in others)


def shortened(words: Words, others: Collection[Words]) -> Iterator[str]:
    """Yield "Alva E.", "A. Ek" and "A. M. Ek" where no other name can be shortened to the same."""
    *given, last = words
    if not given:
        return
    if not any(fold(o[0]) == fold(given[0]) and fold(o[-1])[0] == fold(last)[0] for o in others):
        yield rf"{spelled(capital(given[0]))} {re.escape(last[0].upper())}(?![\w-])"
    letters = {fold(name)[0] for other in others if fold(other[-1]) == fold(last) for name in other[:-1]}
    for name in given:
        if fold(name)[0] not in letters:
            yield rf"{re.escape(name[0].upper())}\.? ?{spelled(capital(last))}"
            yield rf"(?i:{re.escape(name[0])}[._]{spelled(last)})"
    if len(given) > 1 and fold(given[0])[0] not in letters:
        firsts = "".join(rf"{re.escape(name[0])}\.? ?" for name in given)
        yield f"{firsts}{spelled(capital(last))}"


def alone(part: str, others: Collection[str]) -> Iterator[str]:
    """Yield how a part of a name is written that stands for somebody alone, and for none of `others`."""
    for form in dict.fromkeys((part, capital(part), part.upper())):
        if "-" in form:
            yield f"(?i:{spelled(form, others=others)})"
        elif form[0].isupper():
            yield spelled(form, bare=len(form) >= _FEWEST_BARE, others=others)


def parts_of(words: Words) -> Iterator[str]:
    """Yield the words of a name, and those of its double names, that can stand alone: no "von", no letter."""
    for part in name_words(" ".join(words)):
        is_name = any(map(str.isupper, part)) or not any(word[0].isupper() for word in words)
        if len(part) > 1 and is_name:
            yield part


def letters_of(words: Words, others: Collection[str]) -> Iterator[str]:
    """Yield the initials of a name, where they are not among `others`: all, and those of first and last name.

    Those of particles are found as they are too.
    """
    for letters in all_initials(words):
        if len(letters) > 1 and letters not in others:
            yield letters
    small = "".join(part[0] for word in words for part in word.split("-"))
    if small[0].isupper() and small[-1].isupper() and small.upper() not in others and small.upper() != small:
        yield small


def all_initials(words: Words) -> Iterator[str]:
    """Yield all initials of a name, those of its first and last word, and those of a double given name."""
    doubles = (initials(word) for word in _double_given(words))
    yield from dict.fromkeys((initials(" ".join(words)), initials(f"{words[0]} {words[-1]}"), *doubles))


def with_hyphens(words: Words, others: Collection[str]) -> Iterator[str]:
    """Yield what finds "A-K" and "A-K E" for Anna-Karin Ek, where AK are no initials among `others`."""
    for word in _double_given(words):
        if (letters := initials(word)) not in others:
            first, last = (r"\.?-".join(map(re.escape, each)) for each in (letters, initials(words[-1])))
            yield rf"{first}(?:\.? ?(?:{last}|{last[0]}))?"


def _double_given(words: Words) -> list[str]:
    return [word for word in words[:-1] if "-" in word]


def between_dots(letters: str) -> str:
    """Return what finds initials in a text: with dots or without, but for what is a word without them."""
    dot = r"\. ?" if letters in ORDINARY else r"\.? ?"
    return dot.join(re.escape(letter) for letter in letters)


def small_letters(letters: str, text: str) -> Iterator[str]:
    """Yield how initials stand in a plain text in small letters, where they are no common word."""
    small = letters.lower()
    forms = [] if small in _SMALL_WITH_DOTS else [r"\. ?".join(map(re.escape, small)) + r"\."]
    forms += [] if small in _SMALL else [re.escape(small)]
    for form in forms:
        if found := re.search(rf"(?<![\w.-]){form}(?![\w-])", text):
            yield found[0]


def spelled(word: str, *, bare: bool = True, others: Collection[str] = ()) -> str:
    """Return what finds a word of a name: also in two, in an address, or as a foreign keyboard writes it.

    Without its accents it is found where `bare`. What is one of `others`, folded, is not found in its place.
    """
    forms = [word, word.translate(_NEIGHBOURS), with_two_letters(word)]
    if bare:
        forms.append(without_accents(word))
    kept = [form for form in dict.fromkeys(forms) if form == word or fold(form) not in others]
    found = [re.escape(form).replace(r"\-", r"(?:-\s?| )?").replace("'", "[' ]?") for form in kept]
    found += (f"(?i:{quote(form)})" for form in kept if not form.isascii())
    return f"(?:{'|'.join(found)})"


def without_accents(word: str) -> str:
    """Return a word as a keyboard without the accents writes it: Zoë as Zoe, Åsa as Asa."""
    plain = unicodedata.normalize("NFKD", word.translate(_BARE).translate(_NEIGHBOURS))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def with_two_letters(word: str) -> str:
    """Return a word as passports and addresses write it: Åsa as Aasa, Öberg as Oeberg, ÖBERG as OEBERG."""
    spelled_out = word.translate(_TWO_LETTERS)
    return spelled_out.upper() if word.isupper() else spelled_out


def capital(word: str) -> str:
    """Return a word with a capital letter first; the others stay."""
    return word[:1].upper() + word[1:]
