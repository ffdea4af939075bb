import json

from odoo.http import request

from odoo.addons.web.controllers import export

from .. import writing_system
from ..models.base import FLAG


class ExcelExport(export.ExcelExport):
    """A grouped list is exported in the groups that the list shows.

    The names of its periods are in Latin digits, which other programs read.
    """

    def base(self, data):
        user = request.env.user
        if user._get_calendar_system() != "jalali":
            return super().base(data)
        params = json.loads(data)
        lang = request.env.context.get("lang") or user.lang
        tag = writing_system.locale_tag(lang, writing_system.JALALI_LATIN)
        params["context"] = {**params.get("context", {}), FLAG: True, "locale": tag}
        return super().base(json.dumps(params))
