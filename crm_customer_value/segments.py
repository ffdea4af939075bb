"""Which segment the scores of a customer make up: the one table of all segments.

Scores go from 1 (worst) to 5. `value` is the mean of the frequency and monetary scores,
rounded up; with recency it spans the square that the segments divide without a gap.
The division is the usual one of RFM analysis (Hughes, "Strategic Database Marketing",
1994), with the names that marketing tools give its parts.
"""

from typing import NamedTuple

from odoo.tools import SQL


class Segment(NamedTuple):
    """Scores of recency and value, both ends included."""

    name: str
    label: str
    recency: tuple[int, int]
    value: tuple[int, int]


SEGMENTS = (
    Segment("champion", "Champions", (4, 5), (4, 5)),
    Segment("potential", "Potential Loyalists", (4, 5), (2, 3)),
    Segment("new", "New Customers", (4, 5), (1, 1)),
    Segment("loyal", "Loyal Customers", (3, 3), (4, 5)),
    Segment("attention", "Need Attention", (3, 3), (2, 3)),
    Segment("sleepy", "About to Sleep", (3, 3), (1, 1)),
    Segment("at_risk", "At Risk", (2, 2), (3, 5)),
    Segment("hibernating", "Hibernating", (2, 2), (1, 2)),
    Segment("cannot_lose", "Cannot Lose Them", (1, 1), (4, 5)),
    Segment("lost", "Lost", (1, 1), (1, 3)),
)


def segment_of(recency: int, frequency: int, monetary: int) -> str:
    """
    >>> segment_of(5, 5, 4)
    'champion'
    >>> segment_of(1, 5, 5)
    'cannot_lose'
    """
    value = (frequency + monetary + 1) // 2
    return next(
        segment.name
        for segment in SEGMENTS
        if segment.recency[0] <= recency <= segment.recency[1]
        and segment.value[0] <= value <= segment.value[1]
    )


def segment_sql(recency: SQL, frequency: SQL, monetary: SQL) -> SQL:
    """The same in SQL."""
    value = SQL("(%s + %s + 1) / 2", frequency, monetary)
    cases = [
        SQL(
            "WHEN %s BETWEEN %s AND %s AND %s BETWEEN %s AND %s THEN %s",
            recency,
            *segment.recency,
            value,
            *segment.value,
            segment.name,
        )
        for segment in SEGMENTS
    ]
    return SQL("CASE %s END", SQL(" ").join(cases))
