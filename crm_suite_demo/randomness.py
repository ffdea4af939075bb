"""One seed for the whole company.

Every noun draws from a stream of its own, so that a change in one part of the company
does not reshuffle the others, and two builds on the same day are equal.
"""

import hashlib
import random

from faker import Faker


def number(*parts):
    """A number that depends on ``parts`` alone (``hash`` differs between processes)."""
    digest = hashlib.sha256(repr(("crm_suite_demo", *parts)).encode()).digest()
    return int.from_bytes(digest[:8], "big")


def stream(noun):
    """The random numbers of one noun."""
    return random.Random(number(noun))


def faker(noun):
    """Faker's Persian words, drawn in the order of one noun's stream."""
    fake = Faker("fa_IR")
    fake.seed_instance(number(noun))
    return fake


def weighted(draw, weights):
    """One key of ``weights`` ({key: weight})."""
    return draw.choices(list(weights), weights=list(weights.values()))[0]


def fingerprint(values):
    """A digest of ``values`` that is equal if and only if they are."""
    return hashlib.sha256(repr(list(values)).encode()).hexdigest()
