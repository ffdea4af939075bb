"""What holds for every addon of the suite, read from its files."""

import csv
import re
import unittest

from tools import layout

LONGEST = {"models": 300, "views": 400, "tests": 600}
MESSAGE = re.compile(
    r'^msgid (?P<id>(?:".*"\n)+)msgstr (?P<text>(?:".*"\n?)+)', re.MULTILINE
)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}")


def po_entries(path):
    """(msgid, msgstr) of a .po file, quotes and line breaks removed."""
    for match in MESSAGE.finditer(path.read_text(encoding="utf-8")):
        yield tuple(
            "".join(line.strip()[1:-1] for line in match[part].strip().splitlines())
            for part in ("id", "text")
        )


class TestAddons(unittest.TestCase):
    def test_files_that_each_addon_has(self):
        for name in layout.addons():
            folder = layout.addon_path(name)
            with self.subTest(addon=name):
                self.assertTrue(
                    (folder / "static/description/icon.png").exists(), "icon"
                )
                self.assertTrue(list(folder.glob("tests/test_*.py")), "tests")
                if name != layout.DEMO_ADDON:
                    self.assertTrue((folder / "i18n" / "fa.po").exists(), "Persian")
                    self.assertTrue((folder / "i18n" / f"{name}.pot").exists(), "terms")

    def test_persian_is_complete(self):
        for name in layout.addons():
            folder = layout.addon_path(name)
            with self.subTest(addon=name):
                for path in folder.glob("i18n/fa.po"):
                    entries = [entry for entry in po_entries(path) if entry[0]]
                    empty = [term for term, text in entries if not text]
                    self.assertFalse(empty, "terms without Persian")
                    for term, text in entries:
                        self.assertCountEqual(
                            PLACEHOLDER.findall(term), PLACEHOLDER.findall(text), term
                        )

    def test_every_model_has_access_rights(self):
        for name in layout.addons():
            folder = layout.addon_path(name)
            with self.subTest(addon=name):
                rights = folder / "security" / "ir.model.access.csv"
                ids = set()
                if rights.exists():
                    with open(rights, encoding="utf-8") as handle:
                        ids = {row["model_id:id"] for row in csv.DictReader(handle)}
                        handle.seek(0)
                        for row in csv.DictReader(handle):
                            self.assertTrue(
                                row["group_id:id"], f"{row['id']}: no group"
                            )
                for path in folder.glob("*/*.py"):
                    if path.parent.name in ("models", "wizards", "wizard", "report"):
                        for model in self.new_models(path.read_text()):
                            wanted = "model_" + model.replace(".", "_")
                            self.assertIn(wanted, ids, f"{path.name}: {model}")

    @staticmethod
    def new_models(text):
        """Names of the concrete models that a file creates."""
        for block in re.split(r"^class ", text, flags=re.MULTILINE)[1:]:
            name = re.search(r"^    _name = [\"'](.+?)[\"']", block, re.MULTILINE)
            inherit = re.search(r"^    _inherit = (.+)", block, re.MULTILINE)
            abstract = "models.AbstractModel" in block.splitlines()[0]
            if name and not abstract and not (inherit and name[1] in inherit[1]):
                yield name[1]

    def test_sudo_is_explained(self):
        """Each sudo() has its reason on the line, in a comment or docstring above."""
        for name in layout.addons():
            folder = layout.addon_path(name)
            with self.subTest(addon=name):
                if name == layout.DEMO_ADDON:
                    continue
                for path in folder.rglob("*.py"):
                    if "tests" in path.parts:
                        continue
                    lines = path.read_text().splitlines()
                    for number, line in enumerate(lines):
                        if ".sudo()" in line and not line.lstrip().startswith(
                            ("#", '"')
                        ):
                            near = lines[max(0, number - 6) : number + 1]
                            self.assertTrue(
                                any("#" in other or '"""' in other for other in near),
                                f"{path}:{number + 1}: {line.strip()}",
                            )

    def test_files_stay_small(self):
        for name in layout.addons():
            folder = layout.addon_path(name)
            with self.subTest(addon=name):
                for kind, limit in LONGEST.items():
                    for path in folder.glob(f"{kind}/*.*"):
                        if path.suffix in (".py", ".xml"):
                            count = len(path.read_text().splitlines())
                            self.assertLessEqual(count, limit, path.name)

    def test_nothing_is_left_for_later(self):
        words = re.compile(r"\b(TODO|FIXME|XXX|NotImplementedError)\b")
        for name in layout.addons():
            folder = layout.addon_path(name)
            with self.subTest(addon=name):
                for path in folder.rglob("*"):
                    if path.suffix in (".py", ".js", ".xml", ".scss"):
                        self.assertIsNone(words.search(path.read_text()), path.name)


class TestBrowserTests(unittest.TestCase):
    def test_browser_tests_are_tagged(self):
        """`./test --fast` leaves out what carries the tag "browser"."""
        for folder in (layout.ROOT, layout.TEST_ADDONS):
            for path in folder.glob("*/tests/test_*.py"):
                text = path.read_text()
                if re.search(r"\.(browser_js|start_tour)\(", text):
                    with self.subTest(path=path.name):
                        self.assertRegex(text, r"@tagged\([^)]*\"browser\"")


if __name__ == "__main__":
    unittest.main()
