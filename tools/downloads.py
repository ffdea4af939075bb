"""Debian packages fetched through a private apt: the system's own lists stay untouched.

The mirror is the one that the machine's apt is set up with, the signature is checked by
apt, and each package by its sha256: against ``packages.lock`` where that names the
version, else against the mirror's signed index.
"""

import hashlib
import shutil
from pathlib import Path

from . import layout
from .console import Problem, run, say, step

KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
LOCK = Path(__file__).with_name("packages.lock")


def locked_packages():
    """The rows of packages.lock: (package, suite, version, sha256)."""
    rows = (line.split() for line in LOCK.read_text().splitlines())
    return [tuple(row) for row in rows if row and row[0] != "#"]


def sha256(path):
    digest = hashlib.sha256()
    with open(path, "rb") as handle:
        while chunk := handle.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


def fetch():
    """The files of all locked packages, downloaded where the cache lacks them."""
    packages = locked_packages()
    missing = [row for row in packages if not cached(row[0])]
    if missing:
        apt = PrivateApt(sorted({suite for _name, suite, *_ in missing}))
        with step("Reading the package lists"):
            apt("update", "-q")
        for name, suite, version, checksum in missing:
            with step(f"Downloading {name} {version}"):
                apt.download(folder(name), name, version, suite)
            check(name, version, checksum)
    return [cached(name) for name, *_ in packages]


def folder(name):
    return layout.CACHE / "debs" / name


def cached(name):
    """The package's file if it is there and undamaged, else None."""
    for path in folder(name).glob("*.deb"):
        record = path.with_suffix(".sha256")
        if record.exists() and record.read_text() == sha256(path):
            return path
        say(f"  {path.name} in the cache is incomplete or damaged: fetching it again.")
        path.unlink()
    return None


def check(name, version, checksum):
    """Compare a fresh download with the lock and record its hash for later starts."""
    (path,) = folder(name).glob("*.deb")
    found = sha256(path)
    fetched = run(["dpkg-deb", "-f", path, "Version"], problem=f"{path} is unreadable")
    if fetched.strip() == version and found != checksum:
        path.unlink()
        raise Problem(
            f"{path.name} is not the file that this suite was tested with: its sha256 "
            "differs. It was removed; start again to fetch it anew."
        )
    path.with_suffix(".sha256").write_text(found)


class PrivateApt:
    """apt-get with lists and cache of its own and the given suites as only source."""

    def __init__(self, suites):
        if not shutil.which("apt-get"):
            raise Problem(
                "Odoo 19 is fetched as a Debian package, and this machine has no apt. "
                "Set ODOO to the folder of your own Odoo 19 (see the README)."
            )
        home = layout.CACHE / "apt"
        for folder in ("lists/partial", "archives/partial"):
            (home / folder).mkdir(parents=True, exist_ok=True)
        signed = f"[signed-by={KEYRING}] " if KEYRING.exists() else ""
        mirror = self.mirror()
        (home / "sources.list").write_text(
            "".join(f"deb {signed}{mirror} {suite} main\n" for suite in suites)
        )
        options = {
            "Dir::Etc::SourceList": home / "sources.list",
            "Dir::Etc::SourceParts": "/dev/null",
            "Dir::State::Lists": home / "lists",
            "Dir::Cache": home,
            "APT::Sandbox::User": "",
            "APT::Update::Error-Mode": "any",  # else a lost network is a warning
        }
        self.options = [f"-o{key}={value}" for key, value in options.items()]

    @staticmethod
    def mirror():
        """The Debian mirror of the machine's own apt configuration."""
        targets = run(
            [
                "apt-get",
                "indextargets",
                "--format",
                "$(RELEASE) $(COMPONENT) $(REPO_URI)",
            ],
            problem="Asking apt for its mirror failed",
        )
        for line in targets.splitlines():
            release, component, uri = [*line.split(), "", "", ""][:3]
            if component == "main" and "security" not in release + uri:
                return uri
        raise Problem(
            "apt on this machine names no Debian mirror. Set ODOO to the folder of "
            "your own Odoo 19 (see the README)."
        )

    def __call__(self, *arguments, **kwargs):
        return run(
            ["apt-get", *self.options, *arguments],
            problem=f"apt-get {arguments[0]} failed",
            **kwargs,
        )

    def download(self, target, name, version, suite):
        """Fetch one version, or the one that has taken its place in the suite."""
        target.mkdir(parents=True, exist_ok=True)
        try:
            self("download", "-q", f"{name}={version}", cwd=target)
        except Problem as problem:
            if "was not found" not in str(problem):
                raise
            self("download", "-q", f"{name}/{suite}", cwd=target)
            say(f"(the mirror has another version of {name} by now) ")
