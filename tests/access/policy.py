"""The parts of the cast, and what a policy says about them."""

from dataclasses import dataclass

# The roles of the threat model, and who plays them. A role without a part is a gap to close.
ROLES = {
    "anonymous": ("anonymous",),
    "candidate A": ("mira",),
    "candidate B": ("jonas",),
    "coordinator of X with full consent": ("coordinator",),
    "coordinator of X with narrowed consent": (
        "narrowed",
        "interviews alone",
        "only applications",
        "only interviews",
        "only feedback",
        "only documents",
        "only pay",
    ),
    "coordinator of X with no consent": ("not accepted",),
    "coordinator of X with revoked consent": ("ended",),
    "ex-coordinator of X": ("former member",),
    "administrator of X": ("administrator",),
    "coordinator of Y": ("other firm",),
    "administrator of Y": ("other administrator",),
    "invitee with a live token": ("invitee", "joiner"),
    "invitee with a dead token": ("late invitee",),
    # To every page but the calendar itself they are nobody: see tests/interviews/test_feeds.py.
    "holder of a calendar feed": ("anonymous",),
}
PARTS = (*dict.fromkeys(part for parts in ROLES.values() for part in parts), "nobody")
ME = frozenset({"mira"})
CANDIDATES = frozenset({"mira", "jonas"})
FULL = frozenset({"coordinator", "administrator"})
SEE_APPLICATIONS = ME | FULL | {"narrowed", "only applications"}
SEE_INTERVIEWS = ME | FULL | {"interviews alone", "only interviews"}
# It says about which job, so applications have to be shared too.
SEE_FEEDBACK = ME | FULL | {"narrowed"}
OF_JONAS = frozenset({"other firm", "other administrator"})
NARROWED = frozenset(ROLES["coordinator of X with narrowed consent"])
MEMBERS = FULL | NARROWED | OF_JONAS | {"ended", "not accepted"}
INVITED = frozenset({"invitee", "joiner"})
# Who has an account, and nothing else.
PLAIN = INVITED | {"late invitee", "nobody"}
EVERYBODY = frozenset(PARTS)
NOBODY = frozenset[str]()
SIGNED_IN = EVERYBODY - {"anonymous"}
# Who stands to Jonas as the other stands to Mira.
LIKEWISE = {
    "jonas": "mira",
    "other firm": "coordinator",
    "other administrator": "administrator",
}


@dataclass(frozen=True)
class Policy:
    """Who may GET and who may POST; `readers` get 403 instead of 404 where they may not.

    None means that the method does not exist there. `sent_on` are those whose GET leads to
    another page. `row` names the row whose id the address takes, `args` what else it takes.
    """

    get: frozenset[str] | None = None
    post: frozenset[str] | None = None
    readers: frozenset[str] = frozenset()
    sent_on: frozenset[str] = frozenset()
    row: str = ""
    args: tuple[str, ...] = ()
    is_public: bool = False

    def takes(self, method):
        """Whether there is such a method at all."""
        return (self.get if method == "get" else self.post) is not None

    def expects(self, part, method):
        """The statuses that the part may get."""
        allowed = self.get if method in ("get", "head") else self.post
        if part == "anonymous" and not self.is_public:
            return {302}
        if allowed is None or method not in ("get", "head", "post"):
            return {405}
        if part not in allowed:
            return {403} if part in self.readers else {404}
        if method == "post":
            return {200, 302, 422}
        return {302} if part in self.sent_on else {200}

    def is_foreign(self, part, *, of_jonas):
        """Whether the row is none of the part's, so that it might as well not be there."""
        if of_jonas:
            part = LIKEWISE.get(part, "nobody")
        elif part in LIKEWISE:
            part = "nobody"
        return part not in (self.get or NOBODY) | (self.post or NOBODY) | self.readers
