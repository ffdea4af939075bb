"""Setting up on machines that are broken in the ways machines are."""

import contextlib
import io
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path
from unittest import mock

from tools import (
    __main__ as commands,
)
from tools import (
    cluster,
    console,
    downloads,
    environment,
    layout,
    odoo_source,
    system,
    workplace,
)
from tools.console import Problem


class TestCase(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="setup"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def clone(self, name="clone"):
        """A checkout with nothing but the tools."""
        target = self.folder / name
        shutil.copytree(layout.ROOT / "tools", target / "tools")
        return target

    @contextlib.contextmanager
    def problem(self, sentence):
        with (
            contextlib.redirect_stdout(io.StringIO()),
            self.assertRaisesRegex(Problem, sentence),
        ):
            yield


class TestDownloads(TestCase):
    """A small package stands for the large one: the code is the same."""

    def setUp(self):
        super().setUp()
        self.row = next(
            row for row in downloads.locked_packages() if row[0] == "fonts-ocr-b"
        )
        cache = mock.patch.object(layout, "CACHE", self.folder / "cache")
        rows = mock.patch.object(downloads, "locked_packages", lambda: [self.row])
        for patch in (cache, rows, contextlib.redirect_stdout(io.StringIO())):
            patch.__enter__()
            self.addCleanup(patch.__exit__, None, None, None)

    def test_a_damaged_download_is_noticed_and_fetched_again(self):
        (path,) = downloads.fetch()
        good = path.read_bytes()
        path.write_bytes(good[:-100] + b"damaged" + good[-93:])
        (again,) = downloads.fetch()
        self.assertEqual(again.read_bytes(), good)

    def test_a_half_downloaded_file_is_fetched_again(self):
        folder = downloads.folder(self.row[0])
        folder.mkdir(parents=True)
        (folder / "fonts-ocr-b_0_all.deb").write_bytes(b"half")
        (path,) = downloads.fetch()
        self.assertEqual(downloads.sha256(path), self.row[3])

    def test_a_file_that_differs_from_the_lock_is_refused(self):
        self.row = (*self.row[:3], "0" * 64)
        with self.problem("is not the file that this suite was tested with"):
            downloads.fetch()
        self.assertFalse(list(downloads.folder(self.row[0]).glob("*.deb")))

    def test_without_network_a_sentence_says_so(self):
        with (
            mock.patch.object(
                downloads.PrivateApt,
                "mirror",
                lambda self=None: "http://127.0.0.1:9/debian",
            ),
            self.problem("the package server cannot be reached"),
        ):
            downloads.fetch()

    def test_without_apt_the_way_out_is_named(self):
        with (
            mock.patch.object(shutil, "which", lambda name: None),
            self.problem("Set ODOO to the folder"),
        ):
            downloads.fetch()


class TestUnpacking(TestCase):
    """Interrupted and concurrent set-ups of clones that share a cache."""

    def setUp(self):
        super().setUp()
        self.cache = self.folder / "cache" / "persian-crm-suite"
        shutil.copytree(
            layout.CACHE / "debs", self.cache / "debs", copy_function=os.link
        )

    def start(self, name):
        clone = self.folder / name
        if not clone.exists():
            self.clone(name)
        return subprocess.Popen(
            [
                sys.executable,
                "-c",
                "from tools import odoo_source; print(odoo_source.choose().label)",
            ],
            cwd=clone,
            env={
                **{key: value for key, value in os.environ.items() if key != "ODOO"},
                "XDG_CACHE_HOME": str(self.cache.parent),
                "PYTHONPATH": str(clone),
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def test_a_killed_set_up_resumes_and_two_clones_fill_the_cache_once(self):
        first = self.start("one")
        aside = self.cache / "odoo-19.unpacking"
        while not (aside / "usr").exists():
            self.assertIsNone(first.poll(), "it ended before it could be killed")
            time.sleep(0.01)
        os.killpg(first.pid, signal.SIGKILL)
        first.wait()
        first.stdout.close()
        self.assertFalse((self.cache / "odoo-19").exists())
        both = [self.start("one"), self.start("two")]
        printed = [process.communicate(timeout=120)[0] for process in both]
        self.assertEqual([process.returncode for process in both], [0, 0], printed)
        self.assertEqual("".join(printed).count("Unpacking Odoo"), 1)
        for text in printed:
            self.assertIn("Odoo 19.0 (private copy)", text)
        self.assertTrue(odoo_source.intact(self.cache / "odoo-19"))
        release = self.cache / "odoo-19" / odoo_source.PACKAGES / "odoo" / "release.py"
        release.write_text(release.read_text() + "\n")
        self.assertFalse(odoo_source.intact(self.cache / "odoo-19"))


class TestOdooVersions(TestCase):
    def checkout(self, version):
        (self.folder / "odoo").mkdir()
        (self.folder / "odoo-bin").touch()
        release = self.folder / "odoo" / "release.py"
        release.write_text(f"version_info = ({version}, 0, 0, FINAL, 0, '')\n")
        return self.folder

    def test_a_wrong_version_is_refused_with_what_was_found(self):
        path = self.checkout("18, 0")
        with self.problem(f"Found Odoo 18.0 at {path}, needed is Odoo 19.0"):
            odoo_source.own_odoo(path)

    def test_an_own_checkout_is_used(self):
        odoo = odoo_source.own_odoo(self.checkout("19, 0"))
        self.assertEqual(odoo.label, f"Odoo 19.0 ({self.folder})")
        self.assertIsNone(odoo.python)

    def test_a_configuration_file_leads_to_its_checkout(self):
        self.checkout("19, 0")
        config = self.folder / "odoo.conf"
        config.write_text(f"[options]\naddons_path = {self.folder}/addons\n")
        self.assertEqual(odoo_source.from_addons_path(config), self.folder)

    def test_a_missing_or_broken_configuration_file(self):
        with self.problem("There is no configuration file"):
            odoo_source.options(self.folder / "none.conf")
        (self.folder / "broken.conf").write_text("nonsense\n")
        with self.problem("is not an Odoo configuration file"):
            odoo_source.options(self.folder / "broken.conf")

    def test_something_else_is_refused(self):
        with self.problem("neither a folder with odoo-bin nor an odoo program"):
            odoo_source.own_odoo(self.folder)
        (self.folder / "odoo").write_text("#!/bin/sh\n")
        with self.problem("is not a Python program"):
            odoo_source.own_odoo(self.folder / "odoo")


class TestMachine(TestCase):
    def test_an_unsupported_python_is_refused(self):
        programs = self.folder / "bin"
        programs.mkdir()
        for name in ("python3", *(f"python3.{minor}" for minor in range(10, 14))):
            fake = programs / name
            fake.write_text(
                '#!/bin/sh\n[ "$1" = --version ] && echo Python 3.9.2\nexit 1\n'
            )
            fake.chmod(0o755)
        done = subprocess.run(
            [layout.ROOT / "run", "--no-open"],
            env={"PATH": f"{programs}:/usr/bin:/bin"},
            capture_output=True,
            text=True,
            check=False,
        )
        self.assertEqual(done.returncode, 1)
        self.assertIn(
            "Odoo 19 needs Python 3.10 to 3.13, found: Python 3.9.2", done.stderr
        )

    def test_a_busy_port_is_refused_or_passed_over(self):
        with socket.socket() as busy:
            busy.bind(("127.0.0.1", 0))
            busy.listen()
            port = busy.getsockname()[1]
            with self.problem(f"Port {port} is in use"):
                workplace.free_port(8069, wanted=port)
            self.assertGreater(workplace.free_port(port), port)

    def test_no_port_at_all(self):
        with self.problem("99999 is not a port"):
            workplace.free_port(8069, wanted=99999)

    def test_a_full_disk_gets_a_sentence(self):
        with self.problem("the disk is full"):
            console.run(
                ["dd", "if=/dev/zero", "of=/dev/full"], problem="Writing failed"
            )

        def write(_arguments):
            with open("/dev/full", "w") as handle:
                handle.write("text")

        errors = io.StringIO()
        with (
            mock.patch("tools.serve.main", write),
            contextlib.redirect_stderr(errors),
        ):
            self.assertEqual(commands.main(["run"]), 1)
        self.assertIn("The disk is full", errors.getvalue())

    def test_missing_programs_are_named_with_their_packages_at_once(self):
        needs = [
            system.program("A test", "some-package", "no-such-program"),
            system.program("A shell", "dash", "sh"),
            system.program("A print", "no-such-package", optional=True),
            system.program("A dance", "more", "no-such-program", "nor-such"),
        ]
        told = io.StringIO()
        with (
            mock.patch.object(os, "geteuid", lambda: 1000),
            self.problem("apt-get install --no-install-recommends some-package more"),
            contextlib.redirect_stdout(told),
        ):
            system.provide(needs)
        self.assertIn("A print is left out", told.getvalue())

    def test_no_package_is_asked_for_when_all_is_there(self):
        with mock.patch.object(system, "install") as install:
            system.provide([system.program("A shell", "dash", "no-such", "sh")])
        install.assert_not_called()

    def test_pip_without_network(self):
        command = [environment.python(), "-m", "pip", "install", "--no-cache-dir"]
        command += ["--retries", "0", "--index-url", "http://127.0.0.1:9/simple"]
        with self.problem("the package server cannot be reached"):
            console.run([*command, "no-such-package"], problem="Installing failed")

    def test_stop_without_anything_running(self):
        clone = self.clone()
        done = subprocess.run(
            [sys.executable, "-m", "tools", "run", "stop"],
            cwd=clone,
            capture_output=True,
            text=True,
            check=True,
        )
        self.assertEqual(done.stdout.strip(), "Nothing was running.")


class TestCluster(TestCase):
    """The private PostgreSQL as root, below a closed folder, and as another user."""

    START = (
        "from tools import postgres\n"
        "with postgres.running() as server:\n"
        "    print(server.sql('SELECT 1'), end=' ')\n"
        "    print(server.sql('SHOW listen_addresses') or 'no TCP')\n"
    )

    def start(self, clone, *prefix):
        done = subprocess.run(
            [*prefix, sys.executable, "-c", self.START],
            cwd=clone,
            env={
                **{k: v for k, v in os.environ.items() if not k.startswith("PG")},
                "PYTHONPATH": str(clone),
                "HOME": str(self.folder),
            },
            capture_output=True,
            text=True,
            check=False,
        )
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertEqual(done.stdout.strip().splitlines()[-1], "1 no TCP")
        self.assertFalse((clone / ".odoo/postgres/postmaster.pid").exists(), "still up")
        mode = (clone / ".odoo/postgres").stat().st_mode
        self.assertEqual(mode & 0o077, 0)

    def test_below_a_folder_that_is_closed_to_others(self):
        self.folder.chmod(0o700)
        self.start(self.clone())

    def test_with_a_path_too_long_for_a_socket(self):
        self.folder.chmod(0o755)
        self.start(self.clone("long" * 30))

    @unittest.skipUnless(os.geteuid() == 0, "only root can become somebody else")
    def test_as_an_ordinary_user(self):
        self.folder.chmod(0o755)
        clone = self.clone()
        for path in (self.folder, clone, *clone.rglob("*")):
            shutil.chown(path, "daemon", "daemon")
        become = ["setpriv", "--reuid", "daemon", "--regid", "daemon", "--clear-groups"]
        if not os.access(sys.executable, os.X_OK) or "/root/" in sys.executable:
            become += ["--inh-caps", "+dac_read_search"]
            become += ["--ambient-caps", "+dac_read_search"]
        self.start(clone, *become)

    def test_a_cluster_of_another_version_is_refused(self):
        data = self.folder / "postgres"
        data.mkdir()
        (data / "PG_VERSION").write_text("9\n")
        with (
            mock.patch.object(cluster, "DATA", data),
            self.problem("were made by PostgreSQL 9, this machine has"),
        ):
            cluster.require_version(cluster.binaries())


if __name__ == "__main__":
    unittest.main()
