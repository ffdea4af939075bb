"""What the client's patches rely on in Odoo's sources, read from both.

Each ``*_patch.js`` names the files that it patches in its first comment. How these
declare the members that it patches is recorded in ``core_seams.json``, as are all calls
of luxon's ``toFormat``: those write a date for people or for machines, and luxon cannot
tell which.

After a look at what changed, renew the record by

    ./run shell << EOF
    from odoo.addons.l10n_fa_calendar.tests import core_seams
    core_seams.record()
    EOF
"""

import json
import re
from pathlib import Path

from odoo.tools.misc import file_path

ADDON = Path(__file__).parents[1]
RECORD = Path(__file__).with_name("core_seams.json")
# Whose screens these addons show in the Jalali calendar.
APPS = [
    "web",
    "mail",
    "bus",
    "calendar",
    "crm",
    "account",
    "sale",
    "contacts",
    "product",
]
NAMED_FILE = re.compile(r"\w+/static/[\w/]+\.js")

IMPORT = re.compile(r'import (.+?) from "@(?!l10n_fa|odoo/)(\w+)/([^"]+)"')
TARGET = r"(?:patch\([\w.]+|Object\.assign\(\w+), \{"
BLOCK = re.compile(rf"^( *){TARGET}\n(.*?)\n\1\}}\);", re.MULTILINE | re.DOTALL)
SHORT_BLOCK = re.compile(rf"^ *{TARGET} ([\w, ]+) \}}\);", re.MULTILINE)
TO_FORMAT = re.compile(r".*\.toFormat\(.*")


def patch_files():
    """The patches of this addon and its bridges: ``{addon/path: text}``."""
    files = sorted(ADDON.parent.glob(f"{ADDON.name}*/static/src/**/*_patch.js"))
    return {
        str(path.relative_to(ADDON.parent)): path.read_text(encoding="utf-8")
        for path in files
    }


def header(text):
    return text[: text.index("*/")]


def core_files(text):
    """The modules that a patch patches, with what it imports: ``{path: [name]}``."""
    files = {
        f"{addon}/static/src/{path}.js": re.findall(r"\w+", names)
        for names, addon, path in IMPORT.findall(text)
        if f"{path.rpartition('/')[2]}.js" in header(text)
    }
    # Luxon, and files of apps that may not be installed, are not imported.
    return dict.fromkeys(NAMED_FILE.findall(header(text)), ()) | files


def members(text):
    """The names that a patch defines in what it patches."""
    for indent, body in BLOCK.findall(text):
        name = re.compile(
            rf"^{indent}    (?:async |get |set )*(\w+)(?=[(:,])", re.MULTILINE
        )
        yield from name.findall(body)
    for names in SHORT_BLOCK.findall(text):
        yield from names.split(", ")


def declarations(source, name):
    """How a module declares a function, method, getter, property or class of a name."""
    arguments = r"\((?:[^()]|\([^()]*\))*\)"
    kinds = (
        rf"(?:export )?(?:async )?(?:function )?(?:get )?{name}{arguments} \{{",
        rf"{name}: (?:async )?{arguments} =>",
        rf"_proto\.{name} = function {name}{arguments}",
        rf"export const {name} =",
        rf"export class {name} (?:extends \w+ )?\{{",
    )
    found = re.findall(rf"^[ \t]*({'|'.join(kinds)})", source, re.MULTILINE)
    return [re.sub(r"\s+", " ", declaration) for declaration in found]


def source_of(path):
    return Path(file_path(path)).read_text(encoding="utf-8")


def seams():
    """``{patch: {core file: [declaration, ...]}}``."""
    result = {}
    for patch, text in patch_files().items():
        patched = set(members(text))
        for path, imported in core_files(text).items():
            source = source_of(path)
            names = sorted(patched.union(imported))
            found = [one for name in names for one in declarations(source, name)]
            if found:
                result.setdefault(patch, {})[path] = found
    return result


def to_format_calls():
    """``{core file: [line, ...]}``."""
    result = {}
    for app in APPS:
        folder = Path(file_path(app), "static/src")
        for path in sorted(folder.rglob("*.js")):
            calls = TO_FORMAT.findall(path.read_text(encoding="utf-8"))
            if calls:
                key = f"{app}/static/src/{path.relative_to(folder)}"
                result[key] = [call.strip() for call in calls]
    return result


def load():
    return json.loads(RECORD.read_text(encoding="utf-8"))


def record():
    """Write the seams as they are; new calls of toFormat wait to be classified."""
    known = load()["to_format"] if RECORD.exists() else {}
    calls = {
        path: {line: known.get(path, {}).get(line, "?") for line in lines}
        for path, lines in to_format_calls().items()
    }
    content = {"patches": seams(), "to_format": calls}
    RECORD.write_text(
        json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
    )
