from odoo.tests import HttpCase, tagged

from .common import TargetGroupsCommon


@tagged("post_install", "-at_install")
class TestTour(HttpCase):
    pass
