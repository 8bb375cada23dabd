"""Each doubt leads somewhere, or is answered."""

from pathlib import Path

from interviews.doubts import DOUBT_LABELS, OPENNESS_LABELS, REPLIES, Doubt, Openness, wishes_in

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"


def test_every_doubt_has_a_reply():
    assert set(REPLIES) == set(DOUBT_LABELS) == set(Doubt)
    assert set(OPENNESS_LABELS) == set(Openness)
    for reply in REPLIES.values():
        assert reply.words.endswith(".")
        assert bool(reply.label) is bool(reply.anchor)


def test_replies_lead_to_cards_of_the_page():
    pages = "".join(
        each.read_text()
        for folder in ("interviews", "applications")
        for each in (TEMPLATES / folder).glob("*.html")
    )
    for anchor in {reply.anchor for reply in REPLIES.values() if reply.anchor}:
        assert f'id="{anchor}"' in pages


def test_wishes_are_lines_without_empty_ones():
    assert wishes_in(" More pay \n\n\r\n a day  at home ") == ["More pay", "a day at home"]
