"""What the company sells: office machines, network, stationery and furniture."""

from typing import NamedTuple

from . import bilingual
from .bilingual import Both

CATEGORIES = {
    "computer": "رایانه و لوازم جانبی",
    "printing": "چاپ و مواد مصرفی",
    "network": "شبکه و برق اضطراری",
    "furniture": "مبلمان اداری",
    "stationery": "نوشت‌افزار و کاغذ",
    "service": "خدمات",
}


class Good(NamedTuple):
    """A product: today's ``price`` in million Rial, ``most`` that is usually bought."""

    code: str
    name: Both
    category: str
    price: float
    most: int
    unit: str = "uom.product_uom_unit"


GOODS = (
    Good(
        "NB-1410",
        Both("لپ‌تاپ اداری ۱۴ اینچ", "Office laptop 14 inch"),
        "computer",
        620,
        8,
    ),
    Good(
        "NB-1520",
        Both("لپ‌تاپ مهندسی ۱۵ اینچ", "Engineering laptop 15 inch"),
        "computer",
        980,
        3,
    ),
    Good(
        "PC-3000",
        Both("رایانه رومیزی اداری", "Office desktop computer"),
        "computer",
        430,
        10,
    ),
    Good("MN-2401", Both("نمایشگر ۲۴ اینچ", "24 inch monitor"), "computer", 145, 12),
    Good(
        "KM-0110",
        Both("صفحه‌کلید و ماوس بی‌سیم", "Wireless keyboard and mouse"),
        "computer",
        18,
        20,
    ),
    Good("HS-0200", Both("هدست تماس", "Call headset"), "computer", 24, 15),
    Good("SD-1000", Both("حافظه SSD یک ترابایت", "SSD 1 TB"), "computer", 68, 10),
    Good(
        "PR-4010",
        Both("چاپگر لیزری سیاه‌وسفید", "Mono laser printer"),
        "printing",
        240,
        4,
    ),
    Good(
        "PR-4500", Both("چاپگر لیزری رنگی", "Colour laser printer"), "printing", 520, 2
    ),
    Good(
        "MF-7200",
        Both("دستگاه کپی چندکاره", "Multifunction copier"),
        "printing",
        1450,
        1,
    ),
    Good(
        "TN-0085",
        Both("کارتریج تونر مشکی", "Black toner cartridge"),
        "printing",
        14,
        24,
    ),
    Good("TN-0410", Both("ست تونر رنگی", "Colour toner set"), "printing", 62, 8),
    Good("SC-0300", Both("اسکنر اسناد", "Document scanner"), "printing", 310, 2),
    Good(
        "SW-0024",
        Both("سوئیچ شبکه ۲۴ پورت", "24-port network switch"),
        "network",
        165,
        4,
    ),
    Good(
        "AP-0600", Both("اکسس‌پوینت وای‌فای ۶", "Wi-Fi 6 access point"), "network", 95, 6
    ),
    Good("UP-1000", Both("یو‌پی‌اس ۱۰۰۰ ولت‌آمپر", "UPS 1000 VA"), "network", 138, 6),
    Good(
        "CB-0305",
        Both("کابل شبکه، حلقه ۳۰۵ متری", "Network cable, 305 m reel"),
        "network",
        72,
        5,
    ),
    Good("CH-0810", Both("صندلی کارشناسی", "Task chair"), "furniture", 78, 12),
    Good("CH-0950", Both("صندلی مدیریتی", "Executive chair"), "furniture", 165, 3),
    Good("DK-1600", Both("میز کار ۱۶۰ سانتی‌متری", "Desk 160 cm"), "furniture", 112, 8),
    Good(
        "FC-0400",
        Both("فایل چهارکشو", "Four-drawer filing cabinet"),
        "furniture",
        94,
        5,
    ),
    Good(
        "PA-0080",
        Both("کاغذ A4، بسته ۵۰۰ برگی", "A4 paper, pack of 500"),
        "stationery",
        2.9,
        200,
    ),
    Good(
        "PN-0012",
        Both("خودکار آبی", "Blue ballpoint pen"),
        "stationery",
        2.4,
        40,
        "uom.product_uom_dozen",
    ),
    Good("ZK-0100", Both("زونکن A4", "A4 lever arch file"), "stationery", 1.6, 100),
    Good(
        "WB-1200", Both("تخته وایت‌برد ۱۲۰×۸۰", "Whiteboard 120×80"), "stationery", 36, 4
    ),
    Good(
        "SV-0001", Both("نصب و راه‌اندازی", "Installation and set-up"), "service", 25, 3
    ),
)

PRICES = {good.code: good.price for good in GOODS}


def build(env):
    """The products, {code: product}, at prices without decimals."""
    env.ref("product.decimal_price").digits = 0
    env.ref("uom.product_uom_dozen").active = True
    categories = dict(
        zip(
            CATEGORIES,
            env["product.category"].create(
                [{"name": name} for name in CATEGORIES.values()]
            ),
            strict=True,
        )
    )
    products = bilingual.create(
        env["product.product"], [values(env, good, categories) for good in GOODS]
    )
    return {product.default_code: product for product in products}


def values(env, good, categories):
    return {
        "default_code": good.code,
        "name": good.name,
        "categ_id": categories[good.category].id,
        "type": "service" if good.category == "service" else "consu",
        "uom_id": env.ref(good.unit).id,
        "list_price": good.price * 1_000_000,
        "standard_price": round(good.price * 0.78, 1) * 1_000_000,
        "sale_ok": True,
        "purchase_ok": good.category != "service",
    }
