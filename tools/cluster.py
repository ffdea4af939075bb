"""The private PostgreSQL cluster below the state folder.

It listens on a socket in a folder of mode 0700 and on no TCP port: that is why it may
trust whoever reaches the socket. It does not wait for the disk (``-F``): it serves the
tests and the demo company, which can be made again.
"""

import hashlib
import locale
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

from . import layout, system
from .console import Problem, log_file, run, step

OLDEST = 13
OWNER = "odoo"
DATA = layout.STATE / "postgres"
# pg_ctl and initdb refuse to run as root: then this unprivileged user runs them.
SERVANT, SERVANT_GROUP = "nobody", "nogroup"
LETTERS = "C.UTF-8"
LONGEST_SOCKET = 107 - len("/.s.PGSQL.5432.lock")
SETTINGS = (
    "-c shared_buffers=256MB -c max_connections=200 -c max_wal_size=2GB "
    "-c log_min_messages=warning"
)


def need():
    """What a private PostgreSQL needs of the machine."""
    return system.Need("A private PostgreSQL", "postgresql", installed)


def binaries():
    """The folder of the newest PostgreSQL server programs."""
    if not (found := installed()):
        raise Problem(
            f"No PostgreSQL {OLDEST} or later was found. Install one, or set PGHOST."
        )
    return found


def installed():
    debian = Path("/usr/lib/postgresql")
    folders = [path.parent for path in debian.glob("*/bin/initdb")]
    folders = [path for path in folders if int(path.parent.name) >= OLDEST]
    if folders:
        return max(folders, key=lambda path: int(path.parent.name))
    initdb = shutil.which("initdb")
    return Path(initdb).resolve().parent if initdb else None


def version(folder):
    printed = run([folder / "postgres", "--version"], problem="PostgreSQL does not run")
    return printed.split()[2]


def start(folder):
    """Start the cluster, made first if there is none; return its socket's folder."""
    if not (DATA / "complete").exists():
        create(folder)
    require_version(folder)
    socket = socket_folder()
    if run_as_servant(folder / "pg_ctl", "status", "-D", DATA, check=False) != 0:
        options = f"-h '' -k '{socket}' -F {SETTINGS}"
        log = DATA / "server.log"
        with step("Starting PostgreSQL"):
            run_as_servant(
                folder / "pg_ctl", "start", "-w", "-D", DATA, "-l", log, "-o", options
            )
    return socket


def stop():
    """Stop the cluster if it is up."""
    folder = installed()
    if folder and (DATA / "postmaster.pid").exists():
        command = folder / "pg_ctl", "stop", "-w", "-m", "fast", "-D", DATA
        run_as_servant(*command, check=False)


def create(folder):
    """initdb; a cluster whose making was interrupted is made again."""
    shutil.rmtree(DATA, ignore_errors=True)
    DATA.mkdir(parents=True, mode=0o700)
    give_to_servant(DATA)
    how = ["--auth=trust", "--encoding=UTF8", *locale_options(), "-N"]
    with step("Creating a private database cluster"):
        run_as_servant(folder / "initdb", "-D", DATA, "-U", OWNER, *how)
    (DATA / "complete").touch()


def locale_options():
    """Byte order for speed, and letters of all scripts for searching by trigrams."""
    return ["--locale=C", f"--lc-ctype={LETTERS}"] if has_letters() else ["--no-locale"]


def has_letters():
    try:
        locale.setlocale(locale.LC_CTYPE, LETTERS)
    except locale.Error:
        return False
    return True


def require_version(folder):
    made_by = (DATA / "PG_VERSION").read_text().strip()
    present = version(folder)
    if made_by != present.split(".")[0]:
        raise Problem(
            f"The databases in {DATA} were made by PostgreSQL {made_by}, this machine "
            f"has {present}. Remove that folder; the demo company is then built anew."
        )


def socket_folder():
    """A folder for the socket that only we enter, short enough for a socket's path."""
    folder = layout.STATE / "socket"
    if len(str(folder)) > LONGEST_SOCKET:
        digest = hashlib.sha256(str(layout.STATE).encode()).hexdigest()[:12]
        name = f"persian-crm-suite-{os.geteuid()}-{digest}"
        folder = Path(tempfile.gettempdir()) / name
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if folder.stat().st_uid not in (os.geteuid(), servant_uid()):
        raise Problem(f"{folder} belongs to another user. Remove it and start again.")
    folder.chmod(0o700)
    give_to_servant(folder)
    return folder


def servant_uid():
    """The user that runs the server: ourselves, or the servant of root."""
    return os.geteuid() or pwd.getpwnam(SERVANT).pw_uid


def give_to_servant(folder):
    if os.geteuid() == 0:
        shutil.chown(folder, SERVANT, SERVANT_GROUP)


def run_as_servant(*command, check=True):
    """Run a server program, as root through the servant; return its exit status."""
    output = log_file("postgres")
    with open(output, "w") as handle:
        done = subprocess.run(
            [str(part) for part in (*servant_prefix(), *command)],
            stdout=handle,
            stderr=subprocess.STDOUT,
            cwd="/",
            check=False,
        )
    if check and done.returncode:
        raise Problem(explain_failure(Path(command[0]).name, output.read_text()))
    return done.returncode


def servant_prefix():
    """setpriv for root. The servant may search folders (CAP_DAC_READ_SEARCH) where the
    checkout lies below a home folder that is closed to others."""
    if os.geteuid() != 0:
        return []
    prefix = ["setpriv", "--reuid", SERVANT, "--regid", SERVANT_GROUP, "--clear-groups"]
    if not all(parent.stat().st_mode & 0o001 for parent in DATA.parents):
        capability = "+dac_read_search"
        prefix += ["--inh-caps", capability, "--ambient-caps", capability]
    return prefix


def explain_failure(program, printed):
    server_log = DATA / "server.log"
    if server_log.exists():
        printed += server_log.read_text(errors="replace")[-800:]
    if "no space left" in printed.lower():
        return "The disk is full. Free some space and start again."
    return f"PostgreSQL's {program} failed:\n{printed}"
