"""Getting ready in a real browser: axe on every page, the clock, the recording, and no script."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from interviews.models import Practice, Question, Story, Tick
from jobtracker.demo import search
from jobtracker.people.models import Candidate
from tests.journeys.conftest import PASSWORD
from tests.thorough import LOOKS

pytestmark = pytest.mark.django_db(transaction=True)

# A tone instead of a microphone, which no test machine has.
TONE = """
navigator.mediaDevices.getUserMedia = async () => {
  const context = new AudioContext();
  const tone = context.createOscillator();
  const out = context.createMediaStreamDestination();
  tone.connect(out);
  tone.start();
  return out.stream;
};
"""
# Not `wait_for_function`, which asks again by `eval`, and our policy has none of that.
UNTIL_PLAYABLE = """() => new Promise((resolve, reject) => {
  const audio = document.querySelector("audio");
  if (audio.readyState > 0) resolve();
  audio.addEventListener("loadedmetadata", resolve);
  audio.addEventListener("error", () => reject(new Error("It cannot be played.")));
  setTimeout(() => reject(new Error("It never became playable.")), 15_000);
})"""
LONG_ENOUGH_MS = 1_000


@pytest.fixture
def mira(transactional_db, settings):
    settings.ALLOWED_HOSTS = ["localhost"]
    search.build(timezone.now())
    return Candidate.objects.get()


@pytest.fixture
def to_come(mira):
    return mira.interviews.get(application__is_dream=True)


def pages(to_come):
    yield to_come.preparation_url
    for name in ("practice", "session", "questions", "new-question", "question-list", "stories",
                 "insights"):  # fmt: skip
        yield reverse(f"interviews:{name}")
    yield reverse("interviews:new-story")
    for row in (Question.objects.first(), Story.objects.first(), to_come):
        yield row.get_absolute_url()
    yield reverse("interviews:session", query={"family": "improper"})


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_pages_have_no_accessibility_violation(width, scheme, tab_of, live_server, to_come):
    look = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    page = tab_of(to_come.candidate.user, bypass_csp=True, **look)
    for address in pages(to_come):
        assert page.goto(live_server.url + address).status == 200, address
        found = Axe().run(page)
        assert found.violations_count == 0, (address, found.generate_report())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_practice_with_clock_and_recording_that_goes_nowhere(tab_of, live_server, mira):
    page = tab_of(mira.user)
    said, asked = [], []
    page.on("console", lambda message: said.append(message.text))
    page.add_init_script(TONE)
    page.goto(live_server.url + reverse("interviews:session"), wait_until="networkidle")
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_role("button", name="Start the clock").click()
    page.get_by_role("button", name="Record yourself").click()
    page.get_by_text("Recording …").wait_for()
    page.wait_for_timeout(LONG_ENOUGH_MS)
    stops = page.get_by_role("button", name="Stop")
    stops.nth(1).click()
    page.evaluate(UNTIL_PLAYABLE)
    stops.first.click()
    expect(page.get_by_label("Minutes")).to_have_value("1")
    assert [url for url in asked if not url.startswith("blob:")] == []
    assert said == []
    page.locator("[name^=score-]").nth(3).check(force=True)
    page.get_by_role("button", name="Keep this practice").click()
    page.wait_for_url(live_server.url + reverse("interviews:practice"))
    assert Practice.objects.latest("pk").minutes == 1


def test_without_script_a_step_is_ticked_and_a_practice_kept(browser, live_server, to_come):
    user = to_come.candidate.user
    user.set_password(PASSWORD)
    user.save()
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url + "/account/sign-in/")
    page.get_by_label("mail").first.fill(user.email)
    page.get_by_label("Password").first.fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.goto(live_server.url + to_come.preparation_url)
    page.get_by_role("button", name="Done: The pay", exact=True).click()
    assert page.url.endswith("#step-pay")
    assert Tick.objects.filter(interview=to_come, step="pay").exists()
    page.get_by_role("link", name="Practise them aloud").click()
    expect(page.get_by_role("button", name="Start the clock")).not_to_be_visible()
    page.get_by_label("Minutes").fill("7")
    page.get_by_role("button", name="Keep this practice").click()
    assert Practice.objects.latest("pk").minutes == 7
    context.close()
