import polib

from odoo.modules import Manifest
from odoo.tests import TransactionCase, tagged
from odoo.tools.translate import TranslationModuleReader

ADDONS = (
    "crm_lead_tools",
    "crm_loyalty_scoring",
    "crm_target_groups",
    "l10n_fa_calendar",
)


@tagged("post_install", "-at_install")
class TestTranslations(TransactionCase):
    def test_every_term_has_persian(self):
        """What Odoo would export today is in fa.po, and nothing else is."""
        for addon in ADDONS:
            with self.subTest(addon=addon):
                reader = TranslationModuleReader(self.env.cr, modules=[addon])
                terms = {row[4] for row in reader}
                path = Manifest.for_addon(addon).path
                known = polib.pofile(f"{path}/i18n/fa.po")
                translated = {entry.msgid for entry in known if entry.msgstr}
                self.assertEqual(terms - translated, set(), "without Persian")
                self.assertEqual(translated - terms, set(), "no longer in use")
