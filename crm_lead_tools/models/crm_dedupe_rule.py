from odoo import api, fields, models, tools

from ..identity import COMPANY, EMAIL, PERSON, PHONE

FUZZY = ("company_fuzzy", "person_fuzzy")
ACTIONS = [
    ("warn", "Warn"),
    ("queue", "Put on the list to review"),
    ("merge", "Merge by itself"),
    ("block", "Refuse the new one"),
]


class CrmDedupeRule(models.Model):
    """What makes two records similar, and what is done about it.

    All active rules warn: in the form, in lists, on conversion. The deduplication run
    puts what the rules "queue" and "merge" find on the list to review, and merges by
    itself what the latter find if it is certain. Written by sales managers.
    """

    _name = "crm.dedupe.rule"
    _description = "Rule for Duplicates"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    kind = fields.Selection(
        [
            (PHONE, "Same phone"),
            (EMAIL, "Same e-mail"),
            (COMPANY, "Same company name"),
            (PERSON, "Same person's name"),
            ("company_fuzzy", "Similar company name"),
            ("person_fuzzy", "Similar person's name"),
        ],
        string="What Is Compared",
        required=True,
    )
    same_city = fields.Boolean(
        "In the Same City",
        help="Names count only if both records name the same city.",
    )
    scope = fields.Selection(
        [
            ("all", "Leads and contacts"),
            ("crm.lead", "Leads"),
            ("res.partner", "Contacts"),
        ],
        default="all",
        required=True,
    )
    action = fields.Selection(
        ACTIONS,
        default="queue",
        required=True,
        help="Warn: in the form and in lists only. The list to review: found by the"
        " nightly run. Merge by itself: at night, if the names agree as well, within"
        " one company and salesperson, and never a deal that is won; all others are put"
        " on the list to review. Refuse: nobody can create such a record by hand.",
    )

    _fuzzy_action = models.Constraint(
        "CHECK (kind NOT LIKE '%fuzzy' OR action IN ('warn', 'queue'))",
        "Names that are only similar are for people to judge: choose to warn, or to put"
        " on the list to review.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        self.env.registry.clear_cache()
        return super().create(vals_list)

    def write(self, vals):
        self.env.registry.clear_cache()
        return super().write(vals)

    def unlink(self):
        self.env.registry.clear_cache()
        return super().unlink()

    @api.model
    @tools.ormcache("model")
    def _rules(self, model):
        """((kind, in the same city, action), ...) for leads or contacts."""
        # sudo: what the rules are counts for everyone, though only managers read them
        rules = self.sudo().search([("scope", "in", ("all", model))])
        return tuple((rule.kind, rule.same_city, rule.action) for rule in rules)

    @api.model
    def _exact_kinds(self, model, actions=None):
        """(kinds of keys that count anywhere, those that count within a city)"""
        rules = [
            (kind, same_city)
            for kind, same_city, action in self._rules(model)
            if kind not in FUZZY and (actions is None or action in actions)
        ]
        everywhere = {kind for kind, same_city in rules if not same_city}
        return (
            sorted(everywhere),
            sorted({kind for kind, _city in rules} - everywhere),
        )
