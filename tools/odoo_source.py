"""Which Odoo 19 runs: the user's own (``$ODOO``, a configuration file) or ours."""

import configparser
import dataclasses
import os
import shutil
import subprocess
from pathlib import Path

from . import downloads, layout
from .console import Problem, run, step

SERIES = "19.0"
PACKAGES = Path("usr/lib/python3/dist-packages")
# The Debian package lacks a file in this folder that the backend bundle names: without
# it the bundle logs an error and every browser test fails.
MISSING = PACKAGES / "odoo/addons/mail/static/lib/selfie_segmentation"


@dataclasses.dataclass(frozen=True)
class Odoo:
    """One Odoo installation.

    ``script`` starts it, with our virtual environment's Python unless ``python`` names
    its own; ``library`` goes to PYTHONPATH when Odoo is not installed for that Python.
    """

    script: Path
    origin: str
    version: str
    library: Path | None = None
    python: Path | None = None

    @property
    def label(self):
        return f"Odoo {self.version} ({self.origin})"


def choose(config=None):
    """The Odoo to run; refuses a wrong version with what was found and is needed."""
    own = os.environ.get("ODOO") or (config and from_addons_path(config))
    if own:
        return own_odoo(Path(own).expanduser())
    return private_odoo()


def from_addons_path(config):
    """The source checkout that a configuration file's addons_path points into."""
    for entry in options(config).get("addons_path", "").split(","):
        for folder in (Path(entry.strip()), *Path(entry.strip()).parents):
            if (folder / "odoo-bin").exists():
                return folder
    return shutil.which("odoo")


def options(config):
    """The ``[options]`` section of an Odoo configuration file, as a dict."""
    parser = configparser.RawConfigParser()
    try:
        if not parser.read(config):
            raise Problem(f"There is no configuration file {config}.")
        return dict(parser["options"])
    except (configparser.Error, KeyError) as error:
        raise Problem(f"{config} is not an Odoo configuration file: {error}") from None


def own_odoo(path):
    """The user's Odoo: a source folder, or an ``odoo`` program with its own Python."""
    if (path / "odoo-bin").is_file():
        version = release_version(path / "odoo" / "release.py")
        require_series(version, path)
        return Odoo(path / "odoo-bin", str(path), version, library=path)
    if path.is_file():
        python = interpreter(path)
        found = subprocess.run(
            [python, path, "--version"], capture_output=True, text=True, check=False
        )
        version = found.stdout.strip().removeprefix("Odoo Server ")
        require_series(version or "no version", path)
        return Odoo(path, str(path), version, python=python)
    raise Problem(
        f"{path} is neither a folder with odoo-bin nor an odoo program. Set ODOO to "
        f"the folder of an Odoo {SERIES} checkout or the program of an installed one."
    )


def interpreter(script):
    """The Python that an installed program runs with, from its first line."""
    with open(script, "rb") as handle:
        first = handle.readline().decode(errors="replace")
    words = first.removeprefix("#!").split()
    program = words[-1] if first.startswith("#!") and words else ""
    python = shutil.which(program)
    if not python or "python" not in Path(program).name:
        raise Problem(f"{script} is not a Python program, so it is not Odoo.")
    return Path(python)


def release_version(release):
    """Odoo's version as its release.py states it."""
    try:
        text = release.read_text()
    except OSError:
        raise Problem(f"{release} is missing: this is not an Odoo checkout.") from None
    for line in text.splitlines():
        if line.startswith("version_info"):
            parts = line.split("=", 1)[1].strip("() ").split(",")
            return ".".join(part.strip() for part in parts[:2])
    return "unknown"


def require_series(version, path):
    if not version.startswith(SERIES):
        raise Problem(f"Found Odoo {version} at {path}, needed is Odoo {SERIES}.")


def private_odoo():
    """The private Odoo in the user's cache, unpacked from Debian's packages."""
    with layout.locked(layout.CACHE):
        home = layout.CACHE / "odoo-19"
        stamp = layout.Stamp(home / "complete", downloads.LOCK.read_text())
        if not stamp.matches() or not intact(home):
            unpack(home)
            stamp.write()
    library = home / PACKAGES
    return Odoo(
        home / "usr/bin/odoo",
        "private copy",
        release_version(library / "odoo" / "release.py"),
        library=library,
    )


def intact(home):
    """True if the unpacked tree still has the size that it was written with."""
    record = home / "size"
    return record.exists() and record.read_text() == tree_size(home)


def tree_size(home):
    files = [
        path.stat().st_size
        for path in (home / "usr").rglob("*")
        if path.suffix != ".pyc" and path.is_file() and not path.is_symlink()
    ]
    return f"{len(files)} files, {sum(files)} bytes\n"


def unpack(home):
    """Unpack into a folder aside, then swap it in: all of it or nothing is there."""
    debs = downloads.fetch()
    aside = home.with_name(home.name + ".unpacking")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    with step("Unpacking Odoo"):
        for deb in debs:
            run(
                ["sh", "-c", UNPACK, "sh", deb, aside],
                problem=f"Unpacking {deb.name} failed",
            )
        (aside / MISSING).mkdir(parents=True, exist_ok=True)
        (aside / MISSING / "selfie_segmentation.js").touch()
        (aside / "size").write_text(tree_size(aside))
        shutil.rmtree(home, ignore_errors=True)
        aside.rename(home)


# Left out are two thirds of the package: a second, incomplete copy of the addons, and
# translations. Of these Persian stays, and Arabic as another right-to-left language.
UNPACK = """
set -e
dpkg-deb --fsys-tarfile "$1" > "$2/package.tar"
cd "$2"
rest='./usr/lib/python3/dist-packages/addons'
tar -x -f package.tar --exclude='*.po' --exclude="$rest"
if tar -t -f package.tar | grep -q '/odoo/addons/.*/fa[.]po$'; then
    tar -x -f package.tar --wildcards '*/addons/*/fa.po' '*/addons/*/ar.po'
fi
rm package.tar
"""
