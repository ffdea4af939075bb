"""Browser tests on the demo company that leave pictures behind."""

import base64
import os
import re
from pathlib import Path
from unittest.mock import patch

from odoo.tests import HttpCase
from odoo.tests.common import ChromeBrowser

PICTURE = re.compile(r"^picture: ([\w-]+)")
SIZE = "1600x900"
# Waits until the selector is there and nothing moves any more, then asks for a picture.
SHOW = """
const wanted = () => document.querySelector(%(selector)r);
const busy = () => document.querySelector(".o_loading_indicator, .o_blockUI");
for (let i = 0; i < 300 && (!wanted() || busy()); i++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
}
if (!wanted()) {
    throw new Error("not there: " + %(selector)r);
}
%(action)s
await document.fonts.ready;
await new Promise((resolve) => setTimeout(resolve, 700));
console.log("picture: %(name)s");
await new Promise((resolve) => setTimeout(resolve, 500));
console.log("test successful");
"""


class SuiteBrowserCase(HttpCase):
    """Logs in as the demo company's users and stores what ``picture: NAME`` shows.

    A tour asks for a picture by logging that line to the console. The pictures go to
    the folder that SUITE_IMAGES names (docs/images when they are to be renewed).
    """

    browser_size = SIZE

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.pictures = {}

    def browser_js(self, *args, **kwargs):
        handle = ChromeBrowser._handle_console

        def handle_console(browser, type, args=None, **kw):
            text = str(args[0].get("value")) if args else ""
            if match := PICTURE.match(text):
                shot = browser._websocket_send(
                    "Page.captureScreenshot", with_future=True
                )
                shot.add_done_callback(
                    lambda done: self.keep(match[1], done.result()["data"])
                )
            return handle(browser, type, args=args, **kw)

        with patch.object(ChromeBrowser, "_handle_console", handle_console):
            return super().browser_js(*args, **kwargs)

    def keep(self, name, data):
        picture = base64.b64decode(data)
        self.pictures[name] = picture
        if folder := os.environ.get("SUITE_IMAGES"):
            Path(folder).mkdir(parents=True, exist_ok=True)
            (Path(folder) / f"{name}.png").write_bytes(picture)

    def show(self, url, name, selector, login, action=""):
        """Open a page as a user, wait for a selector, take a picture."""
        values = {"selector": selector, "name": name, "action": action}
        code = "(async () => {%s})().catch((error) => console.error(error.message))"
        self.browser_js(url, code % (SHOW % values), login=login, timeout=60)
        self.assertPicture(name)

    def assertPicture(self, name):
        self.assertGreater(len(self.pictures.get(name, b"")), 10_000, name)

    def user(self, login):
        return self.env["res.users"].search([("login", "=", login)]).ensure_one()
