"""Persian texts in the one spelling they are searched in; what is stored is as typed.

Letters and digits that are written in several ways become one, and what some leave out
is left out: vowel signs, the half-space, the space. ASCII has nothing to fold:

>>> fold("كتاب‌خانهٔ ۱۲"), fold("مؤسسة رضا"), fold("Azure 12")
('کتابخانه12', 'موسسهرضا', None)

SQL functions written from the same table do it in PostgreSQL, in an index.
"""

import re
from typing import NamedTuple

from . import client_tables, digits

# A few letters without any separator are looked for within words only: else each "ن ا"
# between two names would be found by "نا". Less than three are in no index.
SHORT, INDEXED = 4, 3

SPACES = " \u00a0"
FOLDED, WORDS = "persian_folded", "persian_words"

_has_script = re.compile(r"[\u0600-\u06FF]").search


def _characters(ranges):
    """All characters of a class of a regular expression."""
    pairs = re.findall(r"(.)(?:-(.))?", ranges)
    for first, last in pairs:
        yield from map(chr, range(ord(first), ord(last or first) + 1))


_variants, _unwritten = client_tables.read(
    "core/l10n/persian_letters.js", "VARIANTS", "UNWRITTEN"
)
_ONE_SPELLING = {
    **{variant: letter for letter, others in _variants for variant in others},
    **{digit: digits.to_latin(digit) for digit in digits.PERSIAN + digits.ARABIC},
}
_UNWRITTEN = "".join(_characters(_unwritten))
_TO_WORDS = {
    **{ord(variant): letter for variant, letter in _ONE_SPELLING.items()},
    **{ord(sign): "" for sign in _characters(_unwritten)},
}
_TO_FOLDED = _TO_WORDS | {ord(space): "" for space in SPACES}
_CHANGEABLE = {*_ONE_SPELLING, *_ONE_SPELLING.values()}
# What most Persian texts have at the most: PostgreSQL replaces it one by one faster
# than it goes through the table.
_COMMON = " \u200cآيكئ"


def fold(text: str) -> str | None:
    return None if text.isascii() else text.translate(_TO_FOLDED)


def words(text: str) -> str:
    """Folded, with the spaces.

    >>> words("آئین‌نامه ۱۲")
    'اییننامه 12'
    """
    return text.translate(_TO_WORDS)


class Search(NamedTuple):
    """What to look for in folded texts, as a pattern of ILIKE."""

    pattern: str
    # The text as typed has these letters in this order: PostgreSQL sees it faster.
    hint: str
    # The functions of the text, each of which must match.
    functions: tuple[str, ...]
    # The pattern for texts without Persian letters, which have no folded text.
    latin: str | None


def search_for(value: str, by_persian_reader: bool) -> Search | None:
    """How to search for a value that may be written in other ways; None if it cannot.

    A number in Latin digits is looked for in other digits by who reads Persian.

    >>> search_for("علي رضا", False)
    Search(pattern='علیرضا', hint='%ع%ل%ر%ض%', functions=('persian_folded',), \
latin=None)
    >>> search_for("نا", False).functions, search_for("12", False)
    (('persian_words',), None)
    >>> search_for("۱۲۳", True)
    Search(pattern='123', hint='', functions=('persian_folded', 'persian_words'), \
latin='123')
    """
    if not (_has_script(value) or (by_persian_reader and re.search("[0-9]", value))):
        return None
    # A character, or one that a backslash takes literally.
    folded = [
        char if spelled == char[-1] else char[:-1] + spelled
        for char in re.findall(r"\\?.", value, re.S)
        if (spelled := char[-1].translate(_TO_FOLDED))
    ]
    pattern = "".join(folded)
    letters = [char[-1] for char in folded if _has_script(char)]
    if not letters and not re.search("[0-9]", pattern):
        return None
    fixed = [letter for letter in letters if letter not in _CHANGEABLE]
    is_short = len(folded) < SHORT and len(value) == len(folded)
    functions = [FOLDED] if len(folded) >= INDEXED or not is_short else []
    return Search(
        pattern=pattern,
        hint=f"%{'%'.join(fixed)}%" if fixed else "",
        functions=(*functions, *([WORDS] if is_short else [])),
        latin=None if letters else digits.to_latin(value),
    )


def sql_functions() -> dict[str, str]:
    """The expression of each SQL function of a text, by its name.

    Without a sub-select the planner inlines them. What is NULL takes next to nothing
    of an index.
    """
    spelling = _sql_spelling(_TO_FOLDED)
    folded = f"CASE WHEN octet_length($1) <> length($1) THEN {spelling} END"
    return {FOLDED: folded, WORDS: _sql_spelling(_TO_WORDS)}


def _sql_spelling(table):
    common, rare = "$1", []
    for code, spelled in table.items():
        if chr(code) in _COMMON:
            common = f"replace({common}, '{chr(code)}', '{spelled}')"
        else:
            rare.append(code)
    # What is left out comes last: translate() pairs its arguments from the start.
    characters = {chr(code): spelled for code, spelled in table.items()}
    ordered = sorted(characters, key=lambda char: characters[char] == "")
    spelled = "".join(map(characters.get, ordered))
    complete = f"translate($1, '{''.join(ordered)}', '{spelled}')"
    return f"CASE WHEN $1 ~ '[{_class(rare)}]' THEN {complete} ELSE {common} END"


def _class(codes):
    """A class of regular expressions, of ranges: they are read faster than single
    characters.

    >>> _class(map(ord, "badxe"))
    'a-bd-ex-x'
    """
    codes = sorted(codes)
    runs = [code for code in codes if code - 1 not in codes]
    ends = [code for code in codes if code + 1 not in codes]
    return "".join(
        f"{chr(first)}-{chr(last)}" for first, last in zip(runs, ends, strict=True)
    )


SPELLINGS = {FOLDED: fold, WORDS: words}
