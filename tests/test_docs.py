"""The documents say what the commands do, and nothing that is not there."""

import re
import subprocess
import sys
import unittest

from tools import layout, requirements_table

README = layout.ROOT / "README.md"


class TestReadme(unittest.TestCase):
    def test_every_option_is_documented(self):
        text = README.read_text()
        for command in ("run", "test", "bench"):
            printed = subprocess.run(
                [sys.executable, "-m", "tools", command, "--help"],
                cwd=layout.ROOT,
                capture_output=True,
                text=True,
                check=True,
            ).stdout
            for option in set(re.findall(r"--[a-z][a-z-]+", printed)) - {"--help"}:
                with self.subTest(command=command):
                    self.assertIn(option, text)

    def test_every_addon_is_in_the_table(self):
        text = README.read_text()
        for addon in layout.addons():
            with self.subTest(addon=addon):
                self.assertRegex(text, rf"(?m)^\| .*`{addon}`.*\|")

    def test_links_lead_somewhere(self):
        for page in [README, *layout.ROOT.glob("docs/*.md")]:
            for link in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text()):
                with self.subTest(page=page.name, link=link):
                    if not link.startswith("http"):
                        self.assertTrue((page.parent / link).exists())


class TestRequirements(unittest.TestCase):
    def test_the_table_is_up_to_date(self):
        self.assertEqual(
            requirements_table.PAGE.read_text(),
            requirements_table.page(),
            "run: python -m tools requirements",
        )

    def test_dependencies_are_explained(self):
        """Every library that the addons and tests ask for stands in the document."""
        text = (layout.ROOT / "docs" / "dependencies.md").read_text().lower()
        ours = (layout.ROOT / "requirements.txt").read_text().split("# Ours")[1]
        for name in ("requirements-demo.txt", "requirements-dev.txt"):
            ours += (layout.ROOT / name).read_text()
        for library in re.findall(r"^([A-Za-z][\w-]+)==", ours, re.MULTILINE):
            with self.subTest(library=library):
                self.assertIn(library.lower(), text)


if __name__ == "__main__":
    unittest.main()
