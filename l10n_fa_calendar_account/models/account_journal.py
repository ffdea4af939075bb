from datetime import date, timedelta

from babel.dates import format_datetime

from odoo import api, fields, models, tools
from odoo.exceptions import ValidationError
from odoo.tools import format_date
from odoo.tools.misc import get_lang

from odoo.addons.l10n_fa_calendar import jalali, writing_system
from odoo.addons.l10n_fa_calendar.jalali_names import month_name

# Where the dashboard has weeks, by how far they are from the present one.
WEEKS = {1: -1, 3: 1, 4: 2}
CHOICES = {"numbers_calendar", "jalali_numbers_from"}
USED = "l10n_fa_calendar_account.numbering"  # among what a transaction keeps


class AccountJournal(models.Model):
    _inherit = "account.journal"

    numbers_calendar = fields.Selection(
        [
            ("company", "As the company"),
            ("jalali", "Jalali"),
            ("gregorian", "Gregorian"),
        ],
        string="Document Numbers",
        default="company",
        required=True,
        help="The calendar that documents of this journal are numbered by.",
    )
    jalali_numbers_from = fields.Date(
        help="Documents of this day and later are numbered by the Jalali year and "
        "month. Older documents keep the numbers they have.",
    )

    _numbers_from_needed = models.Constraint(
        "CHECK (numbers_calendar != 'jalali' OR jalali_numbers_from IS NOT NULL)",
        "Choose from which day on the journal has Jalali numbers.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        journals = super().create(vals_list)
        if any(CHOICES & vals.keys() for vals in vals_list):
            self._forget_jalali_numbering()
        return journals

    def write(self, vals):
        if CHOICES & vals.keys():
            self.check_access("write")
            for journal in self:
                chosen = {name: vals.get(name, journal[name]) for name in CHOICES}
                old = journal._get_jalali_numbers_from()
                new = journal._first_day_of(**chosen)
                # sudo: numbers are shared by all who write documents of the journal
                journal.sudo()._check_no_numbers_between(old, new)
        result = super().write(vals)
        if CHOICES & vals.keys():
            self._forget_jalali_numbering()
        return result

    # -- numbers

    @tools.ormcache()
    def _is_jalali_numbering_used(self) -> bool:
        """Whether any company or journal numbers by the Jalali calendar."""
        # sudo: all companies and journals
        journals = self.sudo().with_context(active_test=False)
        companies = journals.env["res.company"]
        return bool(
            companies.search_count([("jalali_numbers_from", "!=", False)], limit=1)
            or journals.search_count([("numbers_calendar", "=", "jalali")], limit=1)
        )

    def _forget_jalali_numbering(self):
        self.env.registry.clear_cache()
        self.env.cr.cache.pop(USED, None)

    def _get_jalali_numbers_from(self) -> date | bool:
        """The day from which on documents are numbered by the Jalali calendar."""
        return self._first_day_of(self.numbers_calendar, self.jalali_numbers_from)

    def _first_day_of(self, numbers_calendar, jalali_numbers_from):
        if numbers_calendar == "company":
            return self.company_id.jalali_numbers_from
        if numbers_calendar == "jalali":
            return fields.Date.to_date(jalali_numbers_from) or False
        return False

    def _has_jalali_numbers(self, day: date) -> bool:
        first_day = self._get_jalali_numbers_from()
        return bool(first_day) and day >= first_day

    def _check_no_numbers_between(self, old: date | bool, new: date | bool):
        """The days whose calendar changes must have no document that is numbered by
        year: its number would no longer fit its date, nor be followed by the next."""
        if old == new:
            return
        limits = sorted(filter(None, (old, new)))
        days = [("date", ">=", limits[0])]
        if len(limits) == 2:
            days.append(("date", "<", limits[1]))
        last = self._last_move_numbered_by_year(days)
        if last:
            raise ValidationError(
                self.env._(
                    "Documents from %(date)s on have numbers of the other calendar "
                    "already, the last one being %(name)s of %(last_date)s. Choose "
                    "a day after it.",
                    date=format_date(self.env, limits[0]),
                    name=last.name,
                    last_date=format_date(self.env, last.date),
                )
            )

    def _last_move_numbered_by_year(self, days):
        """One statement to find the sequences of those days, and one to find the move,
        however many documents there are."""
        moves = self.env["account.move"]
        domain = [
            ("journal_id", "in", self.ids),
            ("name", "not in", (False, "", "/")),
            *days,
        ]
        groups = moves._read_group(
            domain, ["journal_id", "sequence_prefix"], ["id:max"]
        )
        samples = moves.browse(last_id for *_group, last_id in groups)
        by_year = samples.filtered(
            lambda move: move._deduce_sequence_number_reset(move.name) != "never"
        )
        if not by_year:
            return moves
        return moves.search(
            [
                *domain,
                ("journal_id", "in", by_year.journal_id.ids),
                ("sequence_prefix", "in", by_year.mapped("sequence_prefix")),
            ],
            order="date desc, id desc",
            limit=1,
        )

    # -- dashboard

    def _get_sale_purchase_graph_data(self):
        """FC-03: the weeks in which invoices are due, by their Jalali days."""
        result = super()._get_sale_purchase_graph_data()
        code = get_lang(self.env).code
        writing = writing_system.from_context(self.env.context, code)
        if writing.calendar != "jalali":
            return result
        today = fields.Date.today()
        weekday = int(format_datetime(today, "e", locale=code))
        this_week = today - timedelta(days=weekday - 1)
        labels = {
            index: self._get_jalali_week(this_week + timedelta(weeks=distance), code)
            for index, distance in WEEKS.items()
        }
        for graph in result.values():
            for index, label in labels.items():
                graph[0]["values"][index]["label"] = label
        return result

    def _get_jalali_week(self, start, code):
        first, last = map(jalali.to_jalali, (start, start + timedelta(days=6)))
        ends = f"{last.day} {month_name(last.month, code)}"
        if first.month == last.month:
            label = f"{first.day} - {ends}"
        else:
            label = f"{first.day} {month_name(first.month, code)} - {ends}"
        return self.env["res.lang"]._in_reader_digits(label, code)
