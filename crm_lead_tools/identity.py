"""What makes two records the same person: keys of phones, e-mails and names.

A key is what is left of a text once the ways to write it are taken out. Two records
with one key are the same person as far as that key goes. identity_sql.py writes SQL
functions from the tables of this module, and a test compares both.
"""

import re
import unicodedata
from typing import NamedTuple

from .fa_text import fold, fold_digits
from .phones import EXTENSION, SEPARATORS

PHONE, EMAIL, COMPANY, PERSON = "phone", "email", "company", "person"
NAMES = (COMPANY, PERSON)

IRAN = "98"
_IRANIAN_DIGITS = 10
SHORTEST, LONGEST = 9, 15
# Numbers that people type to get past a required field.
PLACEHOLDERS = ("123456789", "1234567890", "987654321", "9120000000")
SAME_DIGITS = 8

EMAIL_PATTERN = (
    r"[^@\s,;،؛<>\"'()\[\]/]+@[^@\s,;،؛<>\"'()\[\]/]+\.[^@\s,;،؛<>\"'()\[\]/]+"
)
GMAIL = ("gmail.com", "googlemail.com")

# Words that say what kind of company or person bears the name, in folded spelling;
# those of several words first, as what is left of them would stand in the name.
LEGAL_WORDS = (
    *(
        "با مسیولیت محدود",
        "مسیولیت محدود",
        "سهامی خاص",
        "سهامی عام",
        "با مسوولیت محدود",
    ),
    *("مسوولیت محدود", "شرکت", "موسسه", "گروه", "آقای", "خانم", "دکتر", "مهندس"),
    *("co", "ltd", "llc", "inc", "corp", "company", "corporation", "limited", "gmbh"),
    *("mr", "mrs", "ms", "dr"),
)
# Names that many bear who have nothing in common.
GENERIC_NAMES = (
    *("مشتری", "تست", "نامشخص", "ناشناس", "بدون نام", "test", "lead", "customer"),
    *("unknown", "noname", "n a", "xxx"),
)
SHORTEST_NAME = 2


class Key(NamedTuple):
    kind: str
    key: str


_separators = re.compile(SEPARATORS)
_extension = re.compile(EXTENSION, re.IGNORECASE)
_email = re.compile(EMAIL_PATTERN)


def legal_words():
    return tuple(map(fold, LEGAL_WORDS))


def generic_keys():
    return tuple(fold(name).replace(" ", "") for name in GENERIC_NAMES)


_words = re.compile(f" ({'|'.join(legal_words())})(?= )")
_generic = set(generic_keys())


def phone_key(number, calling_code=IRAN):
    """The number as it is called from abroad, or None if it is no number of a person.

    Its validity is not asked: lists of valid numbers lag behind those in use.

    :param calling_code: of the country that the number is in if it does not say so

    >>> {phone_key(n) for n in ("0912 123 4567", "+98 (0) 912-1234567",
    ...     "00989121234567", "989121234567", "9121234567", "۰۹۱۲۱۲۳۴۵۶۷ داخلی ۱۲")}
    {'989121234567'}
    >>> phone_key("030 1234567", "49"), phone_key("+49 30 1234567")
    ('49301234567', '49301234567')
    >>> phone_key("021-88001122-4"), phone_key("11111111111"), phone_key("0912")
    ('982188001122', None, None)
    """
    text = _extension.sub("", fold_digits(number).strip())
    text = re.sub(r"\( *0 *\)", "", text)
    digits = re.sub("[^0-9]", "", text)
    if re.match(r"[^0-9]*\+", text):
        pass
    elif digits.startswith("00"):
        digits = digits[2:]
    elif digits.startswith("0"):
        digits = calling_code + digits[1:]
    elif not digits.startswith(calling_code) or len(digits) < len(calling_code) + 9:
        digits = calling_code + digits
    if digits.startswith(IRAN):
        # A number with a range of lines ends in the last digit of the last one.
        digits = IRAN + digits[2:].lstrip("0")[:_IRANIAN_DIGITS]
    if not SHORTEST <= len(digits) <= LONGEST or _is_placeholder(digits):
        return None
    return digits


def _is_placeholder(digits):
    is_one_digit = digits[-SAME_DIGITS:] == digits[-1] * SAME_DIGITS
    return is_one_digit or digits.endswith(PLACEHOLDERS)


def phone_keys(text, calling_code=IRAN):
    """The keys of all numbers in a text."""
    parts = _separators.split(fold_digits(text or ""))
    return {Key(PHONE, key) for part in parts if (key := phone_key(part, calling_code))}


def email_keys(text):
    """
    >>> sorted(key for _kind, key in email_keys('"A" <Ali.Reza+x@gmail.com>, b@x.ir'))
    ['alireza@gmail.com', 'b@x.ir']
    """
    keys = set()
    for address in _email.findall((text or "").lower()):
        name, _at, domain = address.partition("@")
        name = name.partition("+")[0] or name
        if domain in GMAIL:
            name, domain = name.replace(".", ""), GMAIL[0]
        keys.add(Key(EMAIL, f"{name}@{domain}"))
    return keys


def name_keys(kind, text):
    """
    >>> {name_keys("company", n).pop().key for n in ("شرکت پارس‌یار (سهامی خاص)",
    ...     "پارس يار", "پارسيار")}
    {'پارسیار'}
    >>> name_keys("person", "آقای تست")
    set()
    """
    key = _words.sub("", f" {fold(text or '')} ").replace(" ", "")
    return (
        {Key(kind, key)} if len(key) >= SHORTEST_NAME and key not in _generic else set()
    )


def keys(calling_code, phones=(), emails=(), companies=(), persons=()):
    """All keys of a record with these texts."""
    found = set()
    for text in phones:
        found |= phone_keys(text, calling_code)
    for text in emails:
        found |= email_keys(text)
    for kind, names in ((COMPANY, companies), (PERSON, persons)):
        for text in names:
            found |= name_keys(kind, unicodedata.normalize("NFC", text or ""))
    return found
