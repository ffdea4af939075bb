"""Digits: Persian ones for who reads them, and any that people type.

>>> to_persian("1405/09/01")
'۱۴۰۵/۰۹/۰۱'
>>> to_latin("۱۴۰۵/٠٩/01")
'1405/09/01'
"""

LATIN = "0123456789"
PERSIAN = "۰۱۲۳۴۵۶۷۸۹"
ARABIC = "٠١٢٣٤٥٦٧٨٩"

_TO_PERSIAN = str.maketrans(LATIN, PERSIAN)
_TO_LATIN = str.maketrans(PERSIAN + ARABIC, LATIN * 2)


def to_persian(text: str) -> str:
    return text.translate(_TO_PERSIAN)


def to_latin(text: str) -> str:
    return text.translate(_TO_LATIN)
