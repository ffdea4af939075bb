from odoo.tests import tagged

from .common import SuiteBrowserCase


@tagged("post_install", "-at_install", "browser")
class TestPictures(SuiteBrowserCase):
    """The screens in the documents, as users of the demo company see them."""

    def test_pipeline(self):
        self.show("/odoo/crm", "fa-pipeline", ".o_kanban_record", "manager")
