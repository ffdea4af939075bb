import doctest
import re

import lxml.html
from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import TransactionCase, tagged

from .. import text_runs

WORDS = st.text(
    st.sampled_from("سلام ۱۲AB،:/\u200c\u00a0\n<&"), min_size=1, max_size=30
)


@tagged("post_install", "-at_install")
class TestTextRuns(TransactionCase):
    def test_doctests(self):
        """FC-16: the example holds."""
        results = doctest.testmod(text_runs)
        self.assertFalse(results.failed)
        self.assertTrue(results.attempted)

    @given(WORDS, WORDS)
    def test_any_text(self, first, second):
        """FC-16: nothing of a text is lost or moved, and afterwards no element has
        Persian words beside others."""
        page = lxml.html.Element("p")
        page.text = first
        lxml.html.etree.SubElement(page, "b").tail = second
        text = page.text_content()
        text_runs.split_runs(page)
        self.assertEqual(
            re.sub(r"[ \n]+", " ", page.text_content()), re.sub(r"[ \n]+", " ", text)
        )
        for element in page.iter():
            for part in (element.text, element.tail):
                if part and text_runs.HAS_PERSIAN.search(part):
                    self.assertNotRegex(part, r"[۱۲AB،:/\u200c\u00a0<&]")
