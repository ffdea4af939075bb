"""The web client's dates and its weight, with and without l10n_fa_calendar.

The backend's own bundle, in a browser: the dates and times of a list of 1,000 rows of
5, as a list writes them, for a user in Persian (Odoo writes them by the browser's
Persian calendar) and one in English; and the kilobytes of the bundle's scripts and
styles, packed.
"""

import gzip
import json
import re
import subprocess
import tempfile
from pathlib import Path

from odoo.tools.misc import find_in_path

MODULES = ["l10n_fa_calendar"]
ROUNDS = 5
LIMITS = {"persian": 1.3, "english": 1.3, "extra_kilobytes": 40}
BUNDLE = "web.assets_backend"
BROWSERS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]

SESSION = {
    "persian": {"calendar_system": "jalali", "digits": "persian"},
    "english": {"calendar_system": "gregorian", "digits": "latin"},
}
LANGUAGES = {"persian": "fa-IR", "english": "en-US"}
PAGE = """<!DOCTYPE html>
<html><head><meta charset="utf-8"></head><body>
<script>
    var odoo = { __session_info__: %(session)s, csrf_token: "", debug: "" };
</script>
<script src="bundle.js"></script>
<script>
    const { DateTime, Settings } = luxon;
    const get = (name) => odoo.loader.modules.get(name);
    Settings.defaultLocale = "%(language)s";
    Settings.defaultNumberingSystem = "latn";
    Object.assign(get("@web/core/l10n/localization").localization, {
        dateFormat: "yyyy/MM/dd",
        timeFormat: "HH:mm:ss",
        dateTimeFormat: "yyyy/MM/dd HH:mm:ss",
    });
    const { formatDate, formatDateTime } = get("@web/views/fields/formatters");
    const start = DateTime.local(2024, 1, 1, 8, 30);
    const rows = [...Array(1000)].map((_, index) =>
        [...Array(5)].map((_, column) => start.plus({ days: index, hours: column }))
    );
    function render() {
        for (const row of rows) {
            row.forEach((date, column) =>
                (column %% 2 ? formatDateTime : formatDate)(date)
            );
        }
    }
    const times = [...Array(40)].map(() => {
        const started = performance.now();
        render();
        return performance.now() - started;
    });
    // the fastest: what it takes where nothing else runs
    const elapsed = Math.min(...times);
    document.body.innerHTML = `<output>${elapsed}</output>${formatDate(start)}`;
</script></body></html>"""


def prepare(env, ours):
    """The bundle belongs to the database, not to the rounds."""


def setup(env, ours):
    bundle = env["ir.qweb"]._get_asset_bundle(BUNDLE, js=True, css=True)
    script = bundle.js().raw
    works = {
        reader: lambda reader=reader: time_in_browser(script, reader)
        for reader in SESSION
    }
    packed = len(gzip.compress(script)) + len(gzip.compress(bundle.css().raw))
    return {**works, "kilobytes": lambda: packed / 1000}


def time_in_browser(script, reader):
    """Milliseconds that the list takes."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "bundle.js").write_bytes(script)
        page = Path(folder, "page.html")
        values = {
            "session": json.dumps(SESSION[reader]),
            "language": LANGUAGES[reader],
        }
        page.write_text(PAGE % values, encoding="utf-8")
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--dump-dom"]
        options.append(f"--user-data-dir={folder}/profile")
        dom = subprocess.run(
            [browser(), *options, page.as_uri()],
            capture_output=True,
            check=True,
            text=True,
            timeout=120,
        ).stdout
    return float(re.search(r"<output>([\d.]+)</output>", dom)[1])


def browser():
    for name in BROWSERS:
        try:
            return find_in_path(name)
        except OSError:
            continue
    raise OSError("This benchmark needs Chromium.")
