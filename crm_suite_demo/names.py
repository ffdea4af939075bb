"""Names of grown-up Iranians, with a Latin spelling for their e-mail addresses.

Faker makes the names. Its lists hold the spellings of the civil registry, with Arabic
letters and stray spaces, and many names of small children; a name is taken if
``spellings`` has it.
"""

import itertools
from typing import NamedTuple

from .randomness import faker
from .spellings import FAMILIES, MEN, WOMEN

ARABIC_LETTERS = str.maketrans({"ي": "ی", "ك": "ک"})


class Person(NamedTuple):
    """A person's name and its Latin spelling."""

    name: str
    latin: str


def people(noun="people"):
    """Endless different people, in the order of ``noun``'s stream."""
    fake = faker(noun)
    seen = set()
    for turn in itertools.count():
        firsts, make = (
            (MEN, fake.first_name_male)
            if turn % 5 < 3
            else (WOMEN, fake.first_name_female)
        )
        first = spelled(make, firsts)
        last = spelled(fake.last_name, FAMILIES)
        name = f"{first} {last}"
        if first != last and name not in seen:
            seen.add(name)
            yield Person(name, f"{firsts[first]}.{FAMILIES[last]}")


def spelled(make, table):
    """The next word of ``make`` that ``table`` can spell, in its spelling."""
    while True:
        word = make().translate(ARABIC_LETTERS)
        for joined in (
            word,
            word.replace(" ", ""),
            word.replace(" ", "\N{ZERO WIDTH NON-JOINER}"),
        ):
            if joined in table:
                return joined
