"""A chosen Odoo, its environment and a running PostgreSQL: what commands work with."""

import contextlib
import os
import shutil
import socket
import subprocess

from . import environment, layout, odoo_source, postgres, system
from .console import Problem, explain, log_file

DATABASE_OPTIONS = ("db_host", "db_port", "db_user", "db_password")


class Workplace:
    def __init__(self, odoo, server, config=None):
        self.odoo = odoo
        self.server = server
        self.config = config

    @property
    def python(self):
        return self.odoo.python or environment.python()

    def command(self, *arguments):
        """How Odoo's command line begins; its server without a sub-command."""
        return [str(part) for part in (self.python, self.odoo.script, *arguments)]

    def options(self, addons_folders=(layout.ROOT,), data=None):
        """Options that every start shares."""
        folders = [*self.own_addons(), *map(str, addons_folders)]
        options = [
            "--addons-path",
            ",".join(dict.fromkeys(folders)),
            "--data-dir",
            data or layout.STATE / "data",
            "--http-interface",
            "127.0.0.1",
        ]
        return ["-c", self.config, *options] if self.config else options

    def own_addons(self):
        """Folders of addons that the user's configuration or Odoo checkout has."""
        folders = []
        if self.config:
            path = odoo_source.options(self.config).get("addons_path", "")
            folders += [entry.strip() for entry in path.split(",") if entry.strip()]
        checkout = self.odoo.script.parent
        if self.odoo.script.name == "odoo-bin" and (checkout / "addons").is_dir():
            folders.append(str(checkout / "addons"))
        return folders

    def environ(self):
        env = environment.variables(self.odoo, **self.server.variables)
        if not self.config:
            # The user's own ~/.odoorc has no say in a private Odoo.
            env["ODOO_RC"] = str(blank_configuration())
        return env

    def run(self, *arguments, log, problem, **options):
        """Run Odoo to its end, its output in a log file; raise Problem on failure."""
        command = [*self.command(), *self.options(**options), *arguments]
        return self.wait([*map(str, command)], log, problem)

    def wait(self, command, log, problem, stdin=None):
        path = log_file(log)
        with open(path, "wb") as handle:
            done = subprocess.run(
                command,
                env=self.environ(),
                input=stdin,
                stdout=handle,
                stderr=subprocess.STDOUT,
                check=False,
            )
        if done.returncode:
            raise Problem(explain(problem, path.read_text(errors="replace"), path))
        return path

    def shell(self, script, database, log, problem, **options):
        """Run a Python script in Odoo's shell on ``database``."""
        command = [
            *self.command("shell"),
            *map(str, self.options(**options)),
            "-d",
            database,
            "--no-http",
            "--log-level",
            "warn",
        ]
        return self.wait(command, log, problem, stdin=script.encode())

    # Databases

    def databases(self):
        rows = self.server.sql(
            "SELECT datname FROM pg_database WHERE NOT datistemplate"
        )
        return rows.splitlines()

    def filestore(self, name):
        return layout.STATE / "data" / "filestore" / name

    def drop(self, name):
        self.server.sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        shutil.rmtree(self.filestore(name), ignore_errors=True)

    def clone(self, template, name):
        """Copy a database; its files, which never change, are hard links."""
        self.drop(name)
        self.server.sql(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        if self.filestore(template).is_dir():
            shutil.copytree(
                self.filestore(template), self.filestore(name), copy_function=os.link
            )

    def rename(self, old, new):
        self.drop(new)
        self.server.sql(f'ALTER DATABASE "{old}" RENAME TO "{new}"')
        if self.filestore(old).is_dir():
            self.filestore(old).rename(self.filestore(new))

    def label(self, database, text=None):
        """Read or write the text that says what a database was made from."""
        if text is None:
            return self.server.sql(
                "SELECT coalesce(shobj_description(oid, 'pg_database'), '') "
                f"FROM pg_database WHERE datname = '{database}'"
            )
        return self.server.sql(f"COMMENT ON DATABASE \"{database}\" IS '{text}'")


def free_port(first, wanted=None):
    """``wanted`` if it is free, else a refusal; without a wish the next from first."""
    for port in [wanted] if wanted else range(first, first + 100):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
                return port
            except PermissionError:
                problem = f"Port {port} is reserved: choose one above 1023."
            except OverflowError:
                problem = f"{port} is not a port: choose one of 1024 to 65535."
            except OSError:
                problem = f"Port {port} is in use: choose another, or none."
        if wanted:
            raise Problem(problem)
    raise Problem(f"No port between {first} and {first + 99} is free.")


def blank_configuration():
    path = layout.STATE / "odoo.conf"
    if not path.exists():
        path.write_text("[options]\n")
    return path


@contextlib.contextmanager
def opened(requirements="requirements.txt", config=None, needs=()):
    """Set up what is missing and yield a Workplace; PostgreSQL stops afterwards.

    ``needs`` are system packages beyond those that every command needs: all that is
    missing is asked for at once.
    """
    odoo = odoo_source.choose(config)
    if config:
        follow_configuration(config)
    system.provide([environment.need(), postgres.need(), *needs])
    layout.STATE.mkdir(parents=True, exist_ok=True)
    if odoo.python:
        environment.check_own(odoo)
    environment.prepare(requirements)
    with postgres.running() as server:
        yield Workplace(odoo, server, config)


def follow_configuration(config):
    """Let libpq's variables name the PostgreSQL of the configuration file, if any."""
    options = odoo_source.options(config)
    names = dict(
        zip(DATABASE_OPTIONS, ("PGHOST", "PGPORT", "PGUSER", "PGPASSWORD"), strict=True)
    )
    variables = {
        variable: options[key]
        for key, variable in names.items()
        if options.get(key) not in (None, "", "False")
    }
    if variables:
        os.environ.update(variables)
        os.environ.setdefault("PGHOST", "/var/run/postgresql")
