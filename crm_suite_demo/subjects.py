"""What people ask for: the subject of an enquiry, its worth and the goods it takes."""

from typing import NamedTuple

from .products import PRICES


class Subject(NamedTuple):
    """Worth from ``least`` to ``most`` million Rial, in equal parts of ``goods``."""

    name: str
    least: int
    most: int
    goods: tuple

    def basket(self, revenue):
        """Pairs of code and quantity that come near to ``revenue`` in million Rial."""
        part = revenue / len(self.goods)
        return [(code, max(1, round(part / PRICES[code]))) for code in self.goods]


SUBJECTS = (
    Subject("خرید لپ‌تاپ برای واحد فروش", 1800, 9000, ("NB-1410", "KM-0110")),
    Subject(
        "تجهیز دفتر جدید", 3000, 24000, ("PC-3000", "CH-0810", "DK-1600", "PR-4010")
    ),
    Subject("نوسازی رایانه‌های اداری", 4000, 18000, ("PC-3000", "MN-2401")),
    Subject("قرارداد سالانه کاغذ و تونر", 900, 6000, ("PA-0080", "TN-0085")),
    Subject("خرید چاپگر لیزری", 480, 2600, ("PR-4010", "TN-0085")),
    Subject("دستگاه کپی چندکاره", 1450, 5800, ("MF-7200",)),
    Subject("راه‌اندازی شبکه داخلی", 1200, 8000, ("SW-0024", "AP-0600", "CB-0305")),
    Subject("یو‌پی‌اس برای اتاق سرور", 400, 2200, ("UP-1000",)),
    Subject("صندلی و میز کارشناسی", 800, 7500, ("CH-0810", "DK-1600")),
    Subject("مبلمان اتاق جلسات", 1500, 6500, ("CH-0950", "WB-1200", "DK-1600")),
    Subject("نوشت‌افزار اداری سه‌ماهه", 150, 900, ("PA-0080", "PN-0012", "ZK-0100")),
    Subject("تجهیز آموزشگاه", 2500, 12000, ("PC-3000", "CH-0810", "WB-1200")),
    Subject("استعلام قیمت نمایشگر", 600, 3500, ("MN-2401",)),
    Subject("اکسس‌پوینت و سوئیچ شبکه", 500, 3000, ("AP-0600", "SW-0024")),
    Subject("خرید عمده کارتریج", 700, 4200, ("TN-0085", "TN-0410")),
)
# Those of private customers.
PRIVATE_SUBJECTS = (
    Subject("لپ‌تاپ برای کار در خانه", 620, 640, ("NB-1410",)),
    Subject("چاپگر خانگی", 240, 280, ("PR-4010",)),
    Subject("میز و صندلی کار", 180, 200, ("CH-0810", "DK-1600")),
    Subject("نمایشگر و صفحه‌کلید", 150, 180, ("MN-2401", "KM-0110")),
    Subject("یو‌پی‌اس خانگی", 130, 150, ("UP-1000",)),
)
BY_NAME = {subject.name: subject for subject in SUBJECTS + PRIVATE_SUBJECTS}
SEPARATOR = " – "


def title(subject, asker):
    return f"{subject.name}{SEPARATOR}{asker}"


def subject_of(title):
    return BY_NAME[title.partition(SEPARATOR)[0]]
