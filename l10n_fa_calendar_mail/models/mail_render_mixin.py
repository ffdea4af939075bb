from odoo import fields, models
from odoo.tools import format_date


class MailRenderMixin(models.AbstractModel):
    """FC-16: a text in the language of its readers has their calendar and digits, and
    not those of whoever writes to them."""

    _inherit = "mail.render.mixin"

    def _classify_per_lang(self, res_ids, *args, **kwargs):
        groups = super()._classify_per_lang(res_ids, *args, **kwargs)
        return {
            lang: (template._for_readers(ids) if lang else template, ids)
            for lang, (template, ids) in groups.items()
        }

    def _render_field(
        self, field, res_ids, *args, res_ids_lang=False, set_lang=False, **kwargs
    ):
        template = self
        if res_ids_lang or set_lang:
            template = self._for_readers(res_ids)
        return super(MailRenderMixin, template)._render_field(
            field,
            res_ids,
            *args,
            res_ids_lang=res_ids_lang,
            set_lang=set_lang,
            **kwargs,
        )

    def _render_template(
        self,
        template_src,
        model,
        res_ids,
        engine="inline_template",
        add_context=None,
        options=None,
    ):
        """The digest goes to one person, and has the date in English; in whose calendar
        it is read, Odoo is not asked."""
        mixin, user = self, (add_context or {}).get("user")
        if user and "formatted_date" in add_context:
            # sudo: how somebody reads dates is no secret
            mixin = self.with_context(locale=user.sudo()._get_locale_tag())
            if mixin.env["res.lang"]._is_rewritten():
                today = fields.Date.today()
                formatted = format_date(mixin.env, today, date_format="long")
                add_context = {**add_context, "formatted_date": formatted}
        return super(MailRenderMixin, mixin)._render_template(
            template_src, model, res_ids, engine, add_context, options
        )

    def _for_readers(self, res_ids):
        records = self.env[self.render_model].browse(res_ids)
        partners = self.env["res.partner"].concat(
            *records._mail_get_partners().values()
        )
        return self.with_context(locale=partners._get_common_reader_locale())
