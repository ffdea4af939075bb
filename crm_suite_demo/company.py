"""The company: a trading house in Tehran that keeps its books in Rial."""

import base64

from odoo.tools import file_open

from odoo.addons.l10n_fa_calendar import jalali

from .bilingual import Both, write

NAME = "بازرگانی رهاورد پارسه"
DOMAIN = "rahavard-parseh.example"
# As Iranians write it: province and city first.
ADDRESS = "%(state_name)s، %(city)s\n%(street)s\n%(street2)s\n%(zip)s\n%(country_name)s"
VAT = Both("مالیات بر ارزش افزوده ۱۰٪", "VAT 10%")


def build(env, states):
    """Turn the main company into the demo company."""
    company = env.ref("base.main_company")
    env.ref("base.ir").address_format = ADDRESS
    use_rial(env, company)
    company.write(
        {
            "name": NAME,
            "street": "خیابان شهید بهشتی، نبش خیابان صابونچی، پلاک ۱۸",
            "city": "تهران",
            "state_id": states["23"].id,
            "zip": "1533746811",
            "country_id": env.ref("base.ir").id,
            "phone": "021-88514230",
            "email": f"info@{DOMAIN}",
            "website": f"https://{DOMAIN}",
            "logo": logo(),
            "external_report_layout_id": env.ref("web.external_layout_standard").id,
        }
    )
    company.partner_id.write({"lang": "fa_IR", "tz": "Asia/Tehran"})
    env["ir.default"].set("res.partner", "lang", "fa_IR")
    open_books(env, company)
    return company


def logo():
    with file_open("crm_suite_demo/static/description/icon.png", "rb") as icon:
        return base64.b64encode(icon.read())


def use_rial(env, company):
    """The Rial alone, without a smaller coin, by its name: few fonts have its sign."""
    rial = env.ref("base.IRR")
    rial.write({"active": True, "rounding": 1, "symbol": "ریال", "position": "after"})
    others = env["res.currency"].search([("id", "!=", rial.id)])
    company.currency_id = rial
    others.active = False


def open_books(env, company):
    """Load the generic chart of accounts and make its taxes those of Iran."""
    if not company.chart_template:
        env["account.chart.template"].try_loading("generic_coa", company)
    iran = company.country_id
    company.write(
        {
            "jalali_fiscal_year": True,
            "jalali_numbers_from": jalali.to_gregorian(1400, 1, 1),
        }
    )
    foreign = [("country_id", "=", company.account_fiscal_country_id.id)]
    company.account_fiscal_country_id = iran
    for model in ("account.tax.group", "account.tax", "account.fiscal.position"):
        env[model].search(foreign).country_id = iran
    for tax in company.account_sale_tax_id | company.account_purchase_tax_id:
        tax.amount = 10
        write(tax, {"name": VAT, "invoice_label": VAT})
        write(tax.tax_group_id, {"name": VAT})
