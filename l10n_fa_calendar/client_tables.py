"""Tables that server and client share: both read them from a file of the client's."""

import ast
import re
from pathlib import Path

FOLDER = Path(__file__).parent / "static" / "src"


def read(path: str, *names: str):
    """The constants of a file of lists and strings, which are written alike in both."""
    source = re.sub(r"//.*", "", (FOLDER / path).read_text(encoding="utf-8"))
    constants = dict(
        re.findall(r"^export const (\w+) =\s*(.*?);$", source, re.S | re.M)
    )
    return (ast.literal_eval(constants[name]) for name in names)
