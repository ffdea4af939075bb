"""A new addon made from the template is clean, installs and passes its own tests."""

import subprocess
import tempfile
import unittest
from pathlib import Path

from tools import environment, layout, lint, log_check, odoo_tests, workplace

ADDON = "crm_sample"
DATABASE = "test_scaffold"


class TestScaffold(unittest.TestCase):
    def test_a_scaffolded_addon_lints_installs_and_passes(self):
        with (
            tempfile.TemporaryDirectory() as folder,
            workplace.opened("requirements-dev.txt") as place,
        ):
            self.scaffold(place, folder)
            self.lint(folder)
            log = self.install(place, folder)
        self.assertEqual(log.failed, 0)
        self.assertEqual(list(log.complaints([ADDON])), [])
        self.assertGreaterEqual(log.passed, 1)

    def scaffold(self, place, folder):
        subprocess.run(
            [
                *place.command("scaffold"),
                "-t",
                str(layout.ROOT / "scaffold"),
                ADDON,
                folder,
            ],
            env=place.environ(),
            check=True,
        )

    def lint(self, folder):
        config = str(layout.ROOT / "pyproject.toml")
        python = str(environment.python())
        for arguments in (
            ["ruff", "check", "--config", config, folder],
            ["ruff", "format", "--check", "--config", config, folder],
            ["pylint", *lint.PYLINT, f"{folder}/{ADDON}"],
        ):
            done = subprocess.run(
                [python, "-m", *arguments], capture_output=True, text=True, check=False
            )
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def install(self, place, folder):
        odoo_tests.template(place)
        place.clone(odoo_tests.TEMPLATE, DATABASE)
        output = Path(folder) / "log"
        command = [
            *place.command(),
            *map(str, place.options(addons_folders=(folder,))),
            *("-d", DATABASE, "-i", ADDON, "--test-tags", f"/{ADDON}"),
            *("--stop-after-init", "--no-http"),
        ]
        with open(output, "wb") as handle:
            subprocess.run(
                command,
                env=place.environ(),
                stdout=handle,
                stderr=subprocess.STDOUT,
                check=True,
            )
        place.drop(DATABASE)
        return log_check.TestLog(output.read_text())


if __name__ == "__main__":
    unittest.main()
