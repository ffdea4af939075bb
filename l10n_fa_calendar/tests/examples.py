"""Keeps hypothesis from reading Odoo's sources.

It looks for constants in what it takes for the tested code, which is all that does not
lie in site-packages: half a minute for Odoo's 1900 modules. To us Odoo is a library.
"""

from pathlib import Path

from hypothesis.internal import scrutineer

import odoo

scrutineer.SITE_PACKAGES_DIRS.update(Path(folder).resolve() for folder in odoo.__path__)
