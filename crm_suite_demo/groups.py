"""Target groups: a tree that all share, and private groups of single users."""

from datetime import timedelta
from typing import NamedTuple

from .loyalty import LEVELS

SILVER, GOLD, _platinum = LEVELS["customer"]
TEHRAN = ("state_id.code", "=", "23")
ELSEWHERE = ("state_id.code", "!=", "23")


class Group(NamedTuple):
    """``owner`` is a login; ``contacts`` and ``leads`` are domains of the members."""

    name: str
    owner: str
    parent: str = ""
    private: bool = False
    color: int = 0
    contacts: list | None = None
    leads: list | None = None


def tree(today):
    """The groups, parents first."""
    autumn = today - timedelta(days=60)
    open_deal = [("type", "=", "opportunity"), ("won_status", "=", "pending")]
    return (
        Group("مشتریان سازمانی", "manager", color=4),
        Group(
            "سازمانی‌های تهران",
            "manager",
            "مشتریان سازمانی",
            contacts=[*corporate(), TEHRAN],
        ),
        Group(
            "سازمانی‌های شهرستان",
            "manager",
            "مشتریان سازمانی",
            contacts=[*corporate(), ELSEWHERE],
        ),
        Group("نمایندگان فروش", "manager", color=3, contacts=tagged("Sales agent")),
        Group(
            "نمایندگان شهرستان",
            "manager",
            "نمایندگان فروش",
            contacts=[*tagged("Sales agent"), ELSEWHERE],
        ),
        Group("باشگاه مشتریان", "marketer", color=2),
        Group(
            "اعضای طلایی و پلاتینی",
            "marketer",
            "باشگاه مشتریان",
            contacts=members(GOLD),
        ),
        Group(
            "اعضای نقره‌ای", "marketer", "باشگاه مشتریان", contacts=members(SILVER, GOLD)
        ),
        Group("کمپین‌ها", "marketer", color=8),
        Group(
            "دعوت به نمایشگاه",
            "marketer",
            "کمپین‌ها",
            contacts=[*tagged("Wholesaler", "Retailer"), TEHRAN],
            leads=[("type", "=", "lead"), TEHRAN],
        ),
        Group(
            "پیامک نوروزی", "marketer", "کمپین‌ها", contacts=tagged("Private customer")
        ),
        Group(
            "سرنخ‌های تازه",
            "marketer",
            "کمپین‌ها",
            leads=[("type", "=", "lead"), ("create_date", ">=", autumn)],
        ),
        Group(
            "آزمون قیمت جدید",
            "marketer",
            private=True,
            color=1,
            contacts=[*tagged("Retailer"), ELSEWHERE],
        ),
        Group(
            "پیگیری‌های مهم من",
            "sales",
            private=True,
            color=1,
            leads=[*open_deal, ("priority", ">", "1")],
        ),
        Group(
            "My key accounts",
            "english",
            private=True,
            color=1,
            leads=[*open_deal, ("expected_revenue", ">", 3_000_000_000)],
        ),
    )


def tagged(*names):
    return [("category_id.name", "in", names)]


def corporate():
    return [("is_company", "=", True), *tagged("Corporate")]


def members(least, below=10**9):
    """Contacts by their points in the club."""
    points = [("balance", ">=", least), ("balance", "<", below)]
    return [("loyalty_account_ids", "any", points)]


def build(env, users, today):
    """Create each group as its owner, and fill it with what he may see."""
    made = {}
    for group in tree(today):
        groups = env["crm.target.group"].with_user(users[group.owner])
        made[group.name] = record = groups.create(
            {
                "name": group.name,
                "parent_id": made[group.parent].id if group.parent else False,
                "is_private": group.private,
                "color": group.color,
            }
        )
        # The domains name the tags in English.
        filled = record.with_context(lang="en_US")
        if group.contacts:
            filled._add_identities("res.partner", domain=group.contacts)
        if group.leads:
            filled._add_identities("crm.lead", domain=group.leads)
    return env["crm.target.group"].concat(*made.values())
