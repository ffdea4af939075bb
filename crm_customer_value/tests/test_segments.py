from itertools import product

from odoo.tests import TransactionCase, tagged
from odoo.tools import SQL

from ..segments import SEGMENTS, segment_of, segment_sql

SCORES = list(product(range(1, 6), repeat=3))


@tagged("post_install", "-at_install")
class TestSegments(TransactionCase):
    def test_every_score_has_one_segment(self):
        """TG-30: the segments divide the square of recency and value without a gap and
        without an overlap."""
        for recency, value in product(range(1, 6), repeat=2):
            names = [
                segment.name
                for segment in SEGMENTS
                if segment.recency[0] <= recency <= segment.recency[1]
                and segment.value[0] <= value <= segment.value[1]
            ]
            self.assertEqual(len(names), 1, f"recency {recency}, value {value}")

    def test_python_and_sql_agree(self):
        """TG-30: the segment in SQL is that of the table, for all 125 scores."""
        rows = self.env.execute_query(
            SQL(
                "SELECT r, f, m, %s FROM unnest(%s, %s, %s) AS score(r, f, m)",
                segment_sql(SQL("r"), SQL("f"), SQL("m")),
                *map(list, zip(*SCORES, strict=True)),
            )
        )
        self.assertEqual(len(rows), 125)
        for *scores, segment in rows:
            self.assertEqual(segment, segment_of(*scores), scores)
