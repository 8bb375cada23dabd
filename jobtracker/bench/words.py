"""Texts for many rows: a few are common, most are rare, as in any language."""

from itertools import accumulate
from random import Random

VOCABULARY = 4_000
SYLLABLES = (
    "an", "ber", "cor", "dal", "el", "fin", "gra", "hor", "in", "jur", "kal", "lem", "mor", "nal",
    "or", "pas", "qui", "ren", "sol", "tur", "ul", "ver", "wen", "yst", "zor",
)  # fmt: skip
TITLES = (
    "Data analyst", "Product manager", "Backend developer", "Nurse", "Office manager",
    "Electrician", "Teacher", "Controller", "Test engineer", "Designer",
)  # fmt: skip
PLACES = ("Stockholm", "Uppsala", "Malmö", "Berlin", "Remote", "Göteborg", "Oslo", "")
TAGS = ("remote", "urgent", "referral", "dream", "backup", "public sector", "start-up", "night")
STEPS = ("Call them back", "Send the portfolio", "Ask about the team", "Write a thank-you note", "")
FORMS = ("AB", "GmbH", "Group", "Partners", "Labs")


class Words:
    """The same texts for the same number, whoever asks and whenever."""

    def __init__(self, number: int) -> None:
        self.random = Random(number)  # noqa: S311 - nothing secret
        self.vocabulary = [self._word() for _ in range(VOCABULARY)]
        # Zipf's law: the n-th word is said 1/n times as often as the first.
        self.weights = list(accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))

    def _word(self) -> str:
        return "".join(self.random.choices(SYLLABLES, k=self.random.randint(1, 4)))

    def text(self, length: int) -> str:
        """So many words, with a stop after every twelve."""
        words = self.random.choices(self.vocabulary, cum_weights=self.weights, k=length)
        lines = [" ".join(words[at : at + 12]).capitalize() for at in range(0, length, 12)]
        return ". ".join(lines)

    def one_of[T](self, values: tuple[T, ...]) -> T:
        return self.random.choice(values)

    def is_so(self, share: float) -> bool:
        """True in this share of all cases."""
        return self.random.random() < share

    def company(self) -> str:
        return f"{self.text(2).title()} {self.one_of(FORMS)}"
