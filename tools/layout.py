"""Where everything lies: the checkout, its state and the user's cache.

State belongs to one checkout and lies in ``.odoo/``: removing that folder uninstalls.
The cache holds what checkouts share: downloads and the unpacked Odoo.
"""

import contextlib
import fcntl
import hashlib
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STATE = ROOT / ".odoo"
CACHE = (
    Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    / "persian-crm-suite"
)
TEST_ADDONS = ROOT / "tests" / "addons"
DEMO_ADDON = "crm_suite_demo"


def addons(folder=ROOT):
    """Names of the addons in ``folder``, sorted."""
    return sorted(path.parent.name for path in folder.glob("*/__manifest__.py"))


def product_addons():
    """The addons that users install: those at the root but the demo company."""
    return [name for name in addons() if name != DEMO_ADDON]


def addon_path(name):
    """The folder of one of our addons."""
    for folder in (ROOT, TEST_ADDONS):
        if (folder / name / "__manifest__.py").exists():
            return folder / name
    return None


def tree_digest(*folders):
    """A hash of all files below ``folders``: changes when a name or a byte does."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(Path(folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(str(path.relative_to(folder)).encode() + b"\0")
                digest.update(path.read_bytes())
    return digest.hexdigest()


@contextlib.contextmanager
def locked(folder, name="lock"):
    """Hold an exclusive lock in ``folder`` against other processes."""
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / name, "w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


class Stamp:
    """A file that says with which ingredients something was made.

    It is written last, so what was interrupted is made again.
    """

    def __init__(self, path, *ingredients):
        self.path = path
        self.text = "\n".join(str(ingredient) for ingredient in ingredients) + "\n"

    def matches(self):
        return self.path.exists() and self.path.read_text() == self.text

    def write(self):
        self.path.write_text(self.text)
