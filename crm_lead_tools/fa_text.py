"""Persian and Arabic text made comparable.

The same letter or digit has several code points, depending on the keyboard, and words
are joined or parted by a half-space. `fold` makes all spellings of a text equal; it is
for comparing only, what people typed is stored as they typed it.
"""

import re
import unicodedata

# Tables that the SQL functions of identity_sql.py are written from as well: PostgreSQL
# reads the same patterns. Classes such as \W are not used, since what they mean there
# depends on the locale of the database.
FOLDED = ("يىئكةؤأإآٱۀ", "یییکهوااااه")
DIGITS = ("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
MARKS = "".join(map(chr, (*range(0x64B, 0x660), 0x670, 0x640, 0x621)))
BREAKS = (
    r"[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7"
    r"\u0600-\u060f\u061b-\u061f\u066a-\u066d\u06d4\u06dd\u06de\u06e9"
    r"\u2000-\u206f\u20a0-\u20cf\u2100-\u2bff\u3000-\u303f\ufd3e\ufd3f\ufe30-\ufe6f"
    r"\ufeff\uff00-\uff0f]+"
)
_DIGITS = str.maketrans(*DIGITS)
_FOLDED = str.maketrans(*map("".join, zip(FOLDED, DIGITS, strict=True)), MARKS)
_BREAKS = re.compile(BREAKS)
# Marks of direction and other controls that spreadsheets leave in a cell: nobody sees
# them, and no comparison survives them. Tab and line feed are kept.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)


def fold_digits(text):
    """
    >>> fold_digits("۰۹۱۲ ٣٤٥")
    '0912 345'
    """
    return text.translate(_DIGITS)


def fold(text):
    """
    >>> fold("  شركت‌ پارسیـار! ") == fold("شرکت پارسیار")
    True
    >>> fold("Expected_Revenue (۱)")
    'expected revenue 1'
    """
    text = unicodedata.normalize("NFC", text).lower().translate(_FOLDED)
    return _BREAKS.sub(" ", text).strip()


def squeeze(text):
    """Fold, and ignore spaces too: half-space, space and nothing part the same words.

    >>> squeeze("وب‌سایت") == squeeze("وب سايت") == squeeze("وبسایت")
    True
    """
    return fold(text).replace(" ", "")


def clean(text):
    """What is stored of a cell: the text without invisible controls and outer blanks.

    >>> clean("\\u200e a\\r\\nb\\xa0")
    'a\\nb'
    """
    if _INVISIBLE.search(text):
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        text = _INVISIBLE.sub("", text)
    return text.strip()
