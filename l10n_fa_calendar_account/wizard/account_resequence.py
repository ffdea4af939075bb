import json

from odoo import models
from odoo.tools import format_date

from odoo.addons.l10n_fa_calendar.jalali import to_jalali


class AccountResequenceWizard(models.TransientModel):
    _inherit = "account.resequence.wizard"

    def _compute_new_values(self):
        jalali = self.filtered(
            lambda wizard: (
                wizard.first_name
                and any(move._has_jalali_number() for move in wizard.move_ids._origin)
            )
        )
        for wizard in jalali:
            wizard.new_values = json.dumps(wizard._get_jalali_values())
        return super(AccountResequenceWizard, self - jalali)._compute_new_values()

    def _get_jalali_values(self):
        """Odoo's values with the periods that the documents are numbered in.

        The earliest period begins with the number that was typed, others with 1.
        """
        moves = self.move_ids._origin.sorted(lambda move: (move.date, move.id))
        reset = moves[0]._deduce_sequence_number_reset(self.first_name)
        name_format, typed = moves[0]._get_sequence_format_param(self.first_name)
        values, seq = {}, typed["seq"]

        def period_of(move):
            return move._get_sequence_date_range(reset)[0]

        for batch in moves.grouped(period_of).values():
            period = batch[0]._get_period_values(reset, typed)
            by_name = batch.sorted(
                lambda move: (
                    move._has_jalali_number(),
                    move.sequence_prefix or "",
                    move.sequence_number,
                )
            )
            by_date = batch.sorted(lambda move: (move.date, move.name or "", move.id))
            for key, ordered in (("new_by_name", by_name), ("new_by_date", by_date)):
                for number, move in enumerate(ordered, seq):
                    line = values.setdefault(move.id, self._get_preview_line(move))
                    line[key] = name_format.format(**typed | period | {"seq": number})
            seq = 1
        return values

    def _get_preview_line(self, move):
        """Years and months are told apart by the beginning of the server's date."""
        year, month, day = to_jalali(move.date)
        return {
            "id": move.id,
            "current_name": move.name,
            "state": move.state,
            "date": format_date(self.env, move.date),
            "server-date": f"{year:04}-{month:02}-{day:02}",
            "server-year-start-date": f"{year:04}-01-01",
        }
