"""PostgreSQL: the server that PGHOST names, else a private cluster (``cluster.py``)."""

import contextlib
import fcntl
import os

from . import cluster, layout, system
from .console import Problem, run


class Server:
    """How to reach a PostgreSQL: variables for libpq, a name to show, its programs."""

    def __init__(self, variables, label="", binaries=None):
        self.variables = variables
        self.label = label
        self.binaries = binaries

    def program(self, name):
        return self.binaries / name if self.binaries else name

    def sql(self, statement, problem="PostgreSQL refused a statement"):
        """Run one statement with psql; return its rows as text."""
        psql = [self.program("psql"), "-XAtq", "-v", "ON_ERROR_STOP=1"]
        return run(
            [*psql, "-d", "postgres", "-c", statement],
            problem=problem,
            env={**os.environ, **self.variables},
        ).strip()


def need():
    """What the server to use needs of the machine."""
    if os.environ.get("PGHOST"):
        return system.program("Your own PostgreSQL", "postgresql-client", "psql")
    return cluster.need()


@contextlib.contextmanager
def running():
    """The server to use, up while this context lasts.

    Users of the private cluster hold a shared lock; the last one to leave stops it, so
    nothing stays up.
    """
    if os.environ.get("PGHOST"):
        yield own_server()
        return
    layout.STATE.mkdir(parents=True, exist_ok=True)
    with open(layout.STATE / "postgres.users", "w") as users:
        with layout.locked(layout.STATE, "postgres.lock"):
            fcntl.flock(users, fcntl.LOCK_SH)
            server = private_server()
        try:
            yield server
        finally:
            leave(users)


def leave(users):
    """Stop the private cluster unless another command still uses it."""
    with (
        layout.locked(layout.STATE, "postgres.lock"),
        contextlib.suppress(BlockingIOError),
    ):
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        cluster.stop()


def private_server():
    folder = cluster.binaries()
    socket = cluster.start(folder)
    return Server(
        {"PGHOST": str(socket), "PGUSER": cluster.OWNER},
        f"PostgreSQL {cluster.version(folder)} (private, socket only)",
        folder,
    )


def own_server():
    """The server of PGHOST and the other PG* variables."""
    names = [name for name in os.environ if name.startswith("PG")]
    server = Server({name: os.environ[name] for name in names})
    host = os.environ["PGHOST"]
    version = server.sql(
        "SHOW server_version", f"PostgreSQL at {host} (from PGHOST) cannot be used"
    )
    if int(version.split(".")[0].split()[0]) < cluster.OLDEST:
        raise Problem(
            f"Found PostgreSQL {version} at {host}, needed is {cluster.OLDEST} or "
            "later."
        )
    server.label = f"PostgreSQL {version} (at {host})"
    return server
