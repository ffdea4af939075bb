"""``./run``: the demo company in a browser, a shell and psql on its database."""

import argparse
import os
import shutil
import signal
import subprocess
import time
import urllib.error
import urllib.request
import webbrowser
from pathlib import Path

from . import cluster, demo, layout, workplace
from .console import Problem, colour, log_file, say, step

FIRST_PORT = 8069
USAGE = """./run             open the demo company in the browser
       ./run shell       Odoo's Python shell on the demo database (or: < script)
       ./run psql        psql on the demo database
       ./run stop        stop a server that was left running"""


def main(arguments):
    parser = argparse.ArgumentParser(prog="./run", usage=USAGE)
    parser.add_argument("action", nargs="?", choices=("shell", "psql", "stop"))
    parser.add_argument(
        "--port", type=int, help=f"default {FIRST_PORT} or the next free"
    )
    parser.add_argument("--no-open", action="store_true", help="do not open a browser")
    parser.add_argument(
        "--fresh", action="store_true", help="rebuild the demo database"
    )
    parser.add_argument(
        "--purge", action="store_true", help="remove the shared downloads"
    )
    parser.add_argument("--config", type=Path, help="your own Odoo configuration file")
    options = parser.parse_args(arguments)
    config = options.config and options.config.resolve()
    if options.action == "stop":
        return stop()
    if options.purge:
        return purge()
    with workplace.opened("requirements-demo.txt", config) as place:
        demo.prepare(place, options.fresh)
        if options.action == "shell":
            return shell(place)
        if options.action == "psql":
            return psql(place)
        return serve(place, options)


def shell(place):
    command = [
        *place.command("shell"),
        *map(str, place.options()),
        "-d",
        demo.DATABASE,
        "--no-http",
        "--log-level",
        "warn",
    ]
    return subprocess.run(command, env=place.environ(), check=False).returncode


def psql(place):
    env = {**os.environ, **place.server.variables}
    return subprocess.run(
        [place.server.program("psql"), demo.DATABASE], env=env, check=False
    ).returncode


def serve(place, options):
    port = workplace.free_port(FIRST_PORT, options.port)
    command = [
        *place.command(),
        *map(str, place.options()),
        "-d",
        demo.DATABASE,
        "--db-filter",
        f"^{demo.DATABASE}$",
        "--no-database-list",
        "--http-port",
        str(port),
        "--max-cron-threads",
        "1",
        "--log-level",
        "info",
    ]
    address = f"http://127.0.0.1:{port}"
    output = log_file("server")
    with open(output, "wb") as handle:
        server = subprocess.Popen(
            command, env=place.environ(), stdout=handle, stderr=subprocess.STDOUT
        )
    pid_file().write_text(str(server.pid))
    try:
        with step("Starting Odoo"):
            wait_for(server, f"{address}/web/login", output)
        announce(place, address)
        if not options.no_open and can_show_browser():
            webbrowser.open(address)
        return server.wait()
    except KeyboardInterrupt:
        say("\nStopping.")
        return 0
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        server.terminate()
        server.wait()
        pid_file().unlink(missing_ok=True)


def announce(place, address):
    say()
    say(f"  {colour(address, '1;32')}   (Ctrl+C stops it)")
    say()
    say(f"  Odoo        {place.odoo.label}")
    say(f"  PostgreSQL  {place.server.label}")
    say(f"  Python      {place.python}")
    say(f"  Log         {log_file('server').relative_to(layout.ROOT)}")
    say()
    say("  Log in as (the password is the login):")
    for login, role in demo.logins():
        say(f"    {login:<12}{role}")
    say()


def wait_for(server, url, output, seconds=120):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (OSError, urllib.error.URLError):
            time.sleep(0.2)
    tail = "\n".join(output.read_text(errors="replace").splitlines()[-12:])
    raise Problem(f"Odoo did not start. The end of its log:\n{tail}")


def can_show_browser():
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def pid_file():
    return layout.STATE / "server.pid"


def stop():
    """Stop what a killed ./run may have left up."""
    stopped = False
    if pid_file().exists():
        try:
            os.kill(int(pid_file().read_text()), signal.SIGTERM)
            stopped = True
        except (ProcessLookupError, ValueError):
            pid_file().unlink(missing_ok=True)
    if (cluster.DATA / "postmaster.pid").exists():
        cluster.stop()
        stopped = True
    say("Stopped." if stopped else "Nothing was running.")
    return 0


def purge():
    """Remove the shared cache, unless another checkout is filling it right now."""
    with layout.locked(layout.CACHE):
        shutil.rmtree(layout.CACHE)
    say(f"Removed {layout.CACHE}. What belongs to this checkout lies in .odoo/.")
    return 0
