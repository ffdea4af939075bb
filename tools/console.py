"""What the user sees: steps with their time, one sentence where something failed."""

import contextlib
import os
import subprocess
import sys
import threading
import time

from . import layout


class Problem(Exception):
    """Something the user can act on; shown as one sentence, without a traceback."""


def say(text=""):
    print(text, flush=True)


@contextlib.contextmanager
def step(text):
    """Announce a piece of work, count its seconds on a terminal, print how many."""
    line = f"  {text} ... "
    print(line, end="", flush=True)
    started = time.monotonic()
    done = threading.Event()
    if sys.stdout.isatty():
        threading.Thread(target=count, args=(line, started, done), daemon=True).start()
    try:
        yield
    except BaseException:
        done.set()
        print("failed", flush=True)
        raise
    done.set()
    seconds = f"{time.monotonic() - started:.0f} s"
    print(f"\r{line}{seconds}" if sys.stdout.isatty() else seconds, flush=True)


def count(line, started, done):
    """Show once a second that the work goes on."""
    while not done.wait(1):
        print(f"\r{line}{time.monotonic() - started:.0f} s", end="", flush=True)


def run(command, *, problem, log=None, **kwargs):
    """Run ``command``; on failure raise ``problem`` with the end of its output.

    With ``log`` the output goes to that file, else it is captured and returned.
    """
    command = [str(part) for part in command]
    try:
        if log:
            with open(log, "wb") as handle:
                done = subprocess.run(
                    command, stdout=handle, stderr=subprocess.STDOUT, **kwargs
                )
            output = log.read_text(errors="replace")
        else:
            done = subprocess.run(
                command,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
                **kwargs,
            )
            output = done.stdout
    except FileNotFoundError:
        raise Problem(f"{problem}: the program {command[0]} is not there.") from None
    if done.returncode:
        raise Problem(explain(problem, output, log))
    return output


def explain(problem, output, log=None):
    """One sentence for a failed command, from what it printed."""
    lowered = output.lower()
    if "no space left on device" in lowered:
        return f"{problem}: the disk is full. Free some space and start again."
    network = (
        "could not resolve",
        "temporary failure in name resolution",
        "failed to fetch",
        "unable to connect",
        "could not connect to",
        "network is unreachable",
        "connection refused",
        "enotfound",
        "econnrefused",
        "failed to establish a new",
        "name or service not known",
        "no matching distribution found",
    )
    if any(sign in lowered for sign in network):
        return (
            f"{problem}: the package server cannot be reached. Check the network, then "
            "start again: what was done so far is kept."
        )
    tail = "\n".join("    " + line for line in output.strip().splitlines()[-12:])
    where = f" All of it is in {log.relative_to(layout.ROOT)}." if log else ""
    return f"{problem}.{where} It said:\n{tail}"


def log_file(name):
    folder = layout.STATE / "log"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{name}.log"


def colour(text, code):
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        return text
    return f"\033[{code}m{text}\033[0m"
