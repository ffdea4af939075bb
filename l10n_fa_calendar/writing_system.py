"""The calendar and the digits that a text is written in: those of its language, unless
its reader chose otherwise.

What a reader chose travels in the context, as Unicode writes it, and applies to the
language it was chosen for: a letter in another language has nothing of it.

>>> from_context({}, "fa_IR"), from_context({}, "en_US")
(WritingSystem(calendar='jalali', digits='persian'), \
WritingSystem(calendar='gregorian', digits='latin'))
>>> tag = locale_tag("fa_IR", WritingSystem("gregorian", "persian"))
>>> tag
'fa-IR-u-ca-gregory-nu-arabext'
>>> from_context({"locale": tag}, "fa_IR")
WritingSystem(calendar='gregorian', digits='persian')
>>> from_context({"locale": tag}, "en_US")
WritingSystem(calendar='gregorian', digits='latin')
>>> of_language("fat_GH") == of_language(False) == GREGORIAN_LATIN
True
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple

CalendarSystem = Literal["jalali", "gregorian"]
Digits = Literal["persian", "latin"]

CALENDAR_TAGS = {"jalali": "ca-persian", "gregorian": "ca-gregory"}
DIGITS_TAGS = {"persian": "nu-arabext", "latin": "nu-latn"}


class WritingSystem(NamedTuple):
    calendar: CalendarSystem
    digits: Digits


JALALI_PERSIAN = WritingSystem("jalali", "persian")
JALALI_LATIN = WritingSystem("jalali", "latin")
GREGORIAN_LATIN = WritingSystem("gregorian", "latin")


def is_persian(lang_code: str | bool | None) -> bool:
    return (lang_code or "").partition("_")[0] == "fa"


def of_language(lang_code: str | bool | None) -> WritingSystem:
    return JALALI_PERSIAN if is_persian(lang_code) else GREGORIAN_LATIN


def locale_tag(lang_code: str, writing: WritingSystem) -> str:
    extensions = f"{CALENDAR_TAGS[writing.calendar]}-{DIGITS_TAGS[writing.digits]}"
    return f"{lang_code.replace('_', '-')}-u-{extensions}"


def from_context(context: Mapping, lang_code: str | bool | None) -> WritingSystem:
    tag = context.get("locale")
    if tag and lang_code and isinstance(tag, str):
        for calendar in CALENDAR_TAGS:
            for digits in DIGITS_TAGS:
                writing = WritingSystem(calendar, digits)
                if tag == locale_tag(lang_code, writing):
                    return writing
    return of_language(lang_code)
