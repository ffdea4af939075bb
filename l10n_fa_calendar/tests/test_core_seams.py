from odoo.tests import BaseCase, tagged

from . import core_seams


@tagged("post_install", "-at_install")
class TestCoreSeams(BaseCase):
    """What the client's patches rely on is still what they were written for."""

    maxDiff = None

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.recorded = core_seams.load()

    def test_signatures(self):
        """FC-27: no patched function of Odoo has vanished or taken other arguments."""
        current = core_seams.seams()
        for patch in core_seams.patch_files():
            with self.subTest(patch=patch):
                self.assertEqual(
                    current.get(patch), self.recorded["patches"].get(patch)
                )
        self.assertCountEqual(current, self.recorded["patches"])

    def test_every_patch_is_recorded(self):
        """FC-27: each names a file that it patches, else nothing would guard it."""
        self.assertGreater(len(self.recorded["patches"]), 15)
        for patch in core_seams.patch_files():
            with self.subTest(patch=patch):
                self.assertTrue(self.recorded["patches"].get(patch))

    def test_changed_signatures_are_found(self):
        """FC-27: the guard sees arguments that come, go or move to other lines."""
        source = (
            "export function formatDate(\n    value,\n    { tz = f(1) } = {}\n) {\n"
        )
        found = core_seams.declarations(source, "formatDate")
        self.assertEqual(
            found, ["export function formatDate( value, { tz = f(1) } = {} ) {"]
        )
        self.assertFalse(core_seams.declarations(source, "formatDateTime"))
        patch = (
            "patch(A.prototype, {\n    get a() {\n        b(1);\n    },\n    c: 1,\n});"
        )
        self.assertEqual(list(core_seams.members(patch)), ["a", "c"])

    def test_calls_of_to_format(self):
        """FC-03: each date that luxon formats is known to be for people or machines."""
        recorded = self.recorded["to_format"]
        current = core_seams.to_format_calls()
        self.assertEqual(
            {path: sorted(set(lines)) for path, lines in current.items()},
            {path: sorted(lines) for path, lines in recorded.items()},
        )
        for path, lines in recorded.items():
            for line, kind in lines.items():
                with self.subTest(path=path, line=line):
                    self.assertRegex(kind, r"^(machine|sample data|shown \w+ [\w.]+)$")
