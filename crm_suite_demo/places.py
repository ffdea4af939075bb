"""Iran's provinces with their cities, area codes and mobile prefixes."""

from typing import NamedTuple

from .randomness import weighted

PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


class Province(NamedTuple):
    """``code`` as in ISO 3166-2:IR; ``share`` of the customers in thousandths."""

    code: str
    name: str
    area_code: str
    mobile: str
    share: int
    cities: tuple


PROVINCES = (
    Province("23", "تهران", "021", "0912", 380, ("تهران", "ری", "اسلامشهر", "شهریار")),
    Province("30", "البرز", "026", "0912", 60, ("کرج", "فردیس", "نظرآباد")),
    Province("10", "اصفهان", "031", "0913", 80, ("اصفهان", "کاشان", "نجف‌آباد")),
    Province("09", "خراسان رضوی", "051", "0915", 80, ("مشهد", "نیشابور", "سبزوار")),
    Province("07", "فارس", "071", "0917", 60, ("شیراز", "مرودشت", "جهرم")),
    Province("03", "آذربایجان شرقی", "041", "0914", 55, ("تبریز", "مراغه", "مرند")),
    Province("06", "خوزستان", "061", "0916", 40, ("اهواز", "آبادان", "دزفول")),
    Province("02", "مازندران", "011", "0911", 35, ("ساری", "بابل", "آمل")),
    Province("01", "گیلان", "013", "0911", 30, ("رشت", "لاهیجان", "بندر انزلی")),
    Province("04", "آذربایجان غربی", "044", "0914", 15, ("ارومیه", "خوی", "میاندوآب")),
    Province("05", "کرمانشاه", "083", "0918", 12, ("کرمانشاه", "اسلام‌آباد غرب")),
    Province("08", "کرمان", "034", "0913", 15, ("کرمان", "رفسنجان", "سیرجان")),
    Province("21", "یزد", "035", "0913", 18, ("یزد", "میبد", "اردکان")),
    Province("25", "قم", "025", "0912", 18, ("قم",)),
    Province("26", "قزوین", "028", "0912", 15, ("قزوین", "الوند", "تاکستان")),
    Province("00", "مرکزی", "086", "0918", 12, ("اراک", "ساوه", "خمین")),
    Province("13", "همدان", "081", "0918", 12, ("همدان", "ملایر", "نهاوند")),
    Province("27", "گلستان", "017", "0911", 10, ("گرگان", "گنبد کاووس")),
    Province("22", "هرمزگان", "076", "0917", 10, ("بندرعباس", "قشم")),
    Province("19", "زنجان", "024", "0912", 8, ("زنجان", "ابهر")),
    Province("24", "اردبیل", "045", "0914", 8, ("اردبیل", "مشگین‌شهر")),
    Province("20", "سمنان", "023", "0912", 6, ("سمنان", "شاهرود", "دامغان")),
    Province("15", "لرستان", "066", "0916", 6, ("خرم‌آباد", "بروجرد")),
    Province("12", "کردستان", "087", "0918", 6, ("سنندج", "سقز")),
    Province("18", "بوشهر", "077", "0917", 6, ("بوشهر", "برازجان")),
    Province("11", "سیستان و بلوچستان", "054", "0915", 6, ("زاهدان", "چابهار")),
    Province("14", "چهارمحال و بختیاری", "038", "0913", 5, ("شهرکرد", "بروجن")),
    Province("16", "ایلام", "084", "0918", 3, ("ایلام", "مهران")),
    Province("17", "کهگیلویه و بویراحمد", "074", "0917", 3, ("یاسوج", "گچساران")),
    Province("28", "خراسان شمالی", "058", "0915", 3, ("بجنورد", "شیروان")),
    Province("29", "خراسان جنوبی", "056", "0915", 3, ("بیرجند", "قائن")),
)
SHARES = {province: province.share for province in PROVINCES}
NATIONAL_MOBILES = ("0901", "0902", "0921", "0935", "0936", "0937", "0938", "0939")
STREETS = (
    "خیابان امام خمینی",
    "خیابان آزادی",
    "خیابان انقلاب",
    "خیابان شهید بهشتی",
    "خیابان شهید مطهری",
    "خیابان طالقانی",
    "خیابان فردوسی",
    "خیابان سعدی",
    "خیابان حافظ",
    "خیابان شریعتی",
    "بلوار معلم",
    "بلوار کشاورز",
    "بلوار جمهوری",
    "میدان شهدا، ابتدای خیابان ملت",
)


class Place(NamedTuple):
    """Where somebody is."""

    province: Province
    city: str


def place(draw):
    """A city, likelier in the provinces where the company sells more."""
    province = weighted(draw, SHARES)
    # The first city is the capital of the province: half of all addresses.
    if draw.random() < 0.5:
        return Place(province, province.cities[0])
    return Place(province, draw.choice(province.cities))


def address(draw, where):
    """Values of the address fields of a partner or a lead, but the province."""
    plate = str(draw.randint(2, 320)).translate(PERSIAN_DIGITS)
    return {
        "street": f"{draw.choice(STREETS)}، پلاک {plate}",
        "city": where.city,
        # Iranian postal codes have neither 0 nor 2 in their first digits.
        "zip": "".join(draw.choices("13456789", k=5)) + f"{draw.randint(11111, 99999)}",
    }


def landline(draw, where):
    """A number of the province: 021-88451234."""
    first = draw.choice("24678") if where.province.code == "23" else "3"
    return f"{where.province.area_code}-{first}{draw.randint(2000000, 7999999)}"


def mobile(draw, where):
    """A mobile number, mostly with the prefix of the province: 09123456789."""
    local = draw.random() < 0.6
    prefix = where.province.mobile if local else draw.choice(NATIONAL_MOBILES)
    return f"{prefix}{draw.randint(2000000, 8999999)}"


def states(env):
    """The provinces as records, {code: state}."""
    return {state.code: state for state in env.ref("base.ir").state_ids}
