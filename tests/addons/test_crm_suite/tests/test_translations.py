from pathlib import Path

import polib

from odoo.tests import TransactionCase, tagged
from odoo.tools.translate import TranslationModuleReader

CORE = {
    "crm_lead_tools",
    "crm_loyalty_scoring",
    "crm_target_groups",
    "l10n_fa_calendar",
}
SUITE = Path(__file__).resolve().parents[4]


def _po_file(addon):
    return SUITE / addon / "i18n" / "fa.po"


@tagged("post_install", "-at_install")
class TestTranslations(TransactionCase):
    def _installed_addons(self):
        """The addons of this suite, with the bridges that Odoo installed by itself."""
        modules = self.env["ir.module.module"].search([("state", "=", "installed")])
        return {name for name in modules.mapped("name") if _po_file(name).is_file()}

    def test_every_term_has_persian(self):
        """What Odoo would export today is in fa.po, and nothing else is."""
        addons = self._installed_addons()
        self.assertLessEqual(CORE, addons)
        for addon in sorted(addons):
            with self.subTest(addon=addon):
                reader = TranslationModuleReader(self.env.cr, modules=[addon])
                terms = {row[4] for row in reader}
                known = polib.pofile(str(_po_file(addon)))
                translated = {entry.msgid for entry in known if entry.msgstr}
                self.assertEqual(terms - translated, set(), "without Persian")
                self.assertEqual(translated - terms, set(), "no longer in use")
