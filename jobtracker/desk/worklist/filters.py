"""Which part of a worklist was asked for, as an address says it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Self
from urllib.parse import urlencode

from applications.models import Hotlist
from interviews.models.errand import Matter
from jobtracker.people.models import Membership

LONGEST_WORDS = 100


class Whose(StrEnum):
    """Mine, or everybody's; a colleague's is the number of their membership."""

    MINE = "mine"
    ALL = "all"


@dataclass(frozen=True)
class Filters:
    """What an address asks for; what it says that is no such thing asks for nothing.

    `member` is whose, None for everybody's; `whose` is that as an address says it.
    """

    whose: str
    member: int | None
    matter: Matter | None = None
    words: str = ""
    is_snoozed: bool = False
    hotlist: int | None = None

    @classmethod
    def of(
        cls,
        query: Mapping[str, str],
        me: Membership,
        team: Sequence[Membership],
        hotlists: Sequence[Hotlist] = (),
    ) -> Self:
        """By default one's own caseload, or everybody's for who has none."""
        named = query.get("whose", "")
        usual = Whose.MINE if me.size else Whose.ALL
        whose, member = of_member(named, me, team) or of_member(usual, me, team) or ("", None)
        matter = query.get("what", "")
        return cls(
            whose=whose,
            member=member,
            matter=Matter(matter) if matter in set(Matter) else None,
            words=query.get("q", "").replace("\x00", "").strip()[:LONGEST_WORDS],
            is_snoozed=query.get("show") == "snoozed",
            hotlist={str(each.pk): each.pk for each in hotlists}.get(query.get("hotlist", "")),
        )

    @property
    def is_narrowed(self) -> bool:
        """Whether less than all that is due to somebody was asked for."""
        return bool(self.matter or self.words or self.is_snoozed or self.hotlist)

    def query(self, **changed: str) -> str:
        """As an address says it, with something else asked for."""
        said = {
            "whose": self.whose,
            "what": self.matter or "",
            "hotlist": str(self.hotlist or ""),
            "q": self.words,
            "show": "snoozed" if self.is_snoozed else "",
        }
        return urlencode({name: value for name, value in (said | changed).items() if value})


def of_member(
    named: str, me: Membership, team: Sequence[Membership]
) -> tuple[str, int | None] | None:
    """Whose that is and their membership's number; None for what is nobody's name."""
    if named == Whose.ALL:
        return named, None
    if named in (Whose.MINE, str(me.pk)):
        return Whose.MINE, me.pk
    known = {str(each.pk): each.pk for each in team}
    return (named, known[named]) if named in known else None
