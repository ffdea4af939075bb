"""The commands behind ./run, ./test and ./bench."""

import errno
import importlib
import signal
import sys

from .console import Problem

COMMANDS = {
    "run": "serve",
    "test": "suite",
    "bench": "bench",
    "translate": "translations",
    "requirements": "requirements_table",
}


def main(arguments):
    if not arguments or arguments[0] not in COMMANDS:
        sys.exit(f"usage: python -m tools {{{'|'.join(COMMANDS)}}} ...")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    command = importlib.import_module(f"tools.{COMMANDS[arguments[0]]}")
    try:
        return command.main(arguments[1:])
    except Problem as problem:
        print(f"\n{problem}", file=sys.stderr)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        print("\nThe disk is full. Free some space and start again.", file=sys.stderr)
    except KeyboardInterrupt:
        print("\nInterrupted. What was done so far is kept.", file=sys.stderr)
        return 130
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
