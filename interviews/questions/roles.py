"""In which line of work a question comes up, and how far along it expects one to be."""

from enum import StrEnum


class RoleFamily(StrEnum):
    """A line of work; a question of none of them is asked in any."""

    DATA = "data"
    SOFTWARE = "software"
    ENGINEERING = "engineering"
    OFFICE = "office"
    FINANCE = "finance"
    SALES = "sales"
    MARKETING = "marketing"
    CARE = "care"
    TEACHING = "teaching"
    SERVICE = "service"
    TRANSPORT = "transport"
    TRADES = "trades"


class Level(StrEnum):
    """How far along somebody is; a question of none of them is asked of anybody."""

    ENTRY = "entry"
    EXPERIENCED = "experienced"
    LEADING = "leading"


ROLE_LABELS = {
    RoleFamily.DATA: "Data and analysis",
    RoleFamily.SOFTWARE: "Software and IT",
    RoleFamily.ENGINEERING: "Engineering and production",
    RoleFamily.OFFICE: "Office and administration",
    RoleFamily.FINANCE: "Finance and law",
    RoleFamily.SALES: "Sales and customers",
    RoleFamily.MARKETING: "Marketing and media",
    RoleFamily.CARE: "Health and care",
    RoleFamily.TEACHING: "Teaching and social work",
    RoleFamily.SERVICE: "Hospitality and retail",
    RoleFamily.TRANSPORT: "Transport and storage",
    RoleFamily.TRADES: "Trades and building",
}
LEVEL_LABELS = {
    Level.ENTRY: "A first job",
    Level.EXPERIENCED: "With experience",
    Level.LEADING: "Leading others",
}


def in_words(kind: str, role_family: str, level: str) -> str:
    """A kind of question, and of whom it is asked where that is not everybody."""
    role = ROLE_LABELS[RoleFamily(role_family)] if role_family else ""
    of_whom = LEVEL_LABELS[Level(level)] if level else ""
    return " · ".join(filter(None, (kind, role, of_whom)))
