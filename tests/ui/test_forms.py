import pytest
from django import forms
from django.template import engines
from selectolax.lexbor import LexborHTMLParser

from jobtracker.ui.forms import FieldError, all_errors, control
from jobtracker.ui.vocabulary import Control


class Sample(forms.Form):
    name = forms.CharField(help_text="As on the letter.")
    note = forms.CharField(widget=forms.Textarea, required=False)
    agreed = forms.BooleanField()
    kind = forms.ChoiceField(
        choices=[("a", "first"), ("b", "later")], widget=forms.RadioSelect, help_text="Just one."
    )
    original = forms.FileField()
    token = forms.CharField(widget=forms.HiddenInput)

    def clean(self):
        self.add_error(None, "Nothing here fits together.")


def draw(source, form):
    return LexborHTMLParser(engines["django"].from_string(source).render({"form": form}))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("name", Control.LINE),
        ("note", Control.LINE),
        ("agreed", Control.CHECKBOX),
        ("kind", Control.GROUP),
        ("original", Control.FILE),
    ],
)
def test_control(name, kind):
    assert control(Sample()[name]) is kind


def test_all_errors_lead_to_a_control_in_the_order_of_the_page():
    required = "This field is required."
    assert all_errors(Sample({})) == [
        FieldError("", "", "Nothing here fits together."),
        FieldError("Name", "id_name", required),
        FieldError("Agreed", "id_agreed", required),
        FieldError("Kind", "id_kind_0", required),
        FieldError("Original", "id_original", required),
        FieldError("Token", "", required),
    ]


@pytest.mark.parametrize("name", ["name", "note", "agreed", "kind", "original"])
@pytest.mark.parametrize("form", [Sample(), Sample({})], ids=["fresh", "wrong"])
def test_field_points_only_to_descriptions_that_exist(name, form):
    html = draw(f"{{% field form.{name} %}}", form)
    described = [node.attributes["aria-describedby"] for node in html.css("[aria-describedby]")]
    for target in " ".join(described).split():
        assert html.css_first(f"#{target}") is not None
    assert len(described) == bool(form[name].help_text or form[name].errors)


@pytest.mark.parametrize("name", ["name", "note", "original"])
def test_field_label_belongs_to_its_control(name):
    html = draw(f"{{% field form.{name} %}}", Sample())
    assert html.css_first("label").attributes["for"] == f"id_{name}"
    assert html.css_first(f"#id_{name}") is not None


def test_field_with_error_is_marked_and_says_why():
    html = draw("{% field form.name %}", Sample({}))
    assert html.css_first("input").attributes["aria-invalid"] == "true"
    assert html.css_first(".field-error").text().strip() == "This field is required."


def test_field_says_when_it_may_stay_empty():
    assert draw("{% field form.note %}", Sample()).css_first(".optional") is not None
    assert draw("{% field form.name %}", Sample()).css_first(".optional") is None


def test_field_keeps_a_hidden_label_for_screen_readers():
    label = draw("{% field form.name hide_label=True %}", Sample()).css_first("label")
    assert "visually-hidden" in label.attributes["class"]


def test_scale_is_a_radio_group_with_words():
    html = draw("{% scale form.kind %}", Sample({"kind": "b"}))
    assert [node.attributes["type"] for node in html.css("input")] == ["radio", "radio"]
    assert html.css_first("input[checked]").attributes["value"] == "b"
    assert [node.text() for node in html.css(".scale-anchor")] == ["first", "later"]
    assert html.css_first("fieldset").attributes["aria-describedby"] == "id_kind_helptext"


def test_error_summary_counts_and_links():
    html = draw("{% error_summary form %}", Sample({}))
    assert html.css_first("h2").text().strip() == "6 things need your attention"
    targets = [node.attributes["href"] for node in html.css("a")]
    assert targets == ["#id_name", "#id_agreed", "#id_kind_0", "#id_original"]


def test_error_summary_of_a_fresh_form_is_empty():
    assert draw("{% error_summary form %}", Sample()).body.text().strip() == ""


LETTER = "{% letter form.note recipient=form.name subject=form.kind %}{% endletter %}"


def test_letter_labels_all_that_can_be_edited():
    html = draw(LETTER, Sample())
    assert html.css_first("label[for=id_name]").text() == "To"
    assert html.css_first("label[for=id_note]").text() == "Note"
    assert html.css_first("textarea#id_note") is not None


def test_letter_says_what_is_wrong_beside_its_field():
    html = draw(LETTER, Sample({}))
    assert "required" in html.css_first(".letter-head .field-error").text()
