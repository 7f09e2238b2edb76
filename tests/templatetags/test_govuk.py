"""The GOV.UK tags: that they show what a form holds, say what is wrong with it, and keep its words."""

import re
from html import unescape

import pytest
from django import forms
from django.template import Context, Template
from django.utils.safestring import mark_safe

from consultation.templatetags.govuk import nested


class Comment(forms.Form):
    name = forms.CharField(label="Your name", help_text="As on <your> letters")
    words = forms.CharField(label="Your comment", widget=forms.Textarea, max_length=500)
    plain = forms.CharField(widget=forms.Textarea, required=False)
    position = forms.ChoiceField(
        label="Do you support this clause?",
        widget=forms.RadioSelect,
        choices=[("support", "Support"), ("oppose", "Oppose")],
    )
    region = forms.ChoiceField(choices=[("n", "North"), ("s", "South")])
    publish = forms.BooleanField(label="You may publish this", required=False)
    key = forms.CharField(widget=forms.HiddenInput, required=False)


def shown(source: str, **context: object) -> str:
    return Template("{% load govuk %}" + source).render(Context(context))


def textarea_value(html: str) -> str:
    """What a browser would hold: it drops one line break that comes first."""
    held = re.search(r"<textarea[^>]*>(.*)</textarea>", html, re.S)
    assert held
    return unescape(held[1]).removeprefix("\n")


def test_a_component_takes_the_options_of_the_design_system() -> None:
    html = shown('{% govuk "button" text="Continue" attributes__id="go" %}')
    assert 'class="govuk-button"' in html and "Continue" in html and 'id="go"' in html


def test_text_is_escaped_and_html_marked_safe_is_not() -> None:
    html = shown('{% govuk "inset-text" text=words %}', words="<script>alert(1)</script>")
    assert "<script>" not in html and "&lt;script&gt;" in html
    assert "<b>a</b>" in shown('{% govuk "inset-text" html=words %}', words=mark_safe("<b>a</b>"))


def test_a_block_goes_inside_its_component() -> None:
    html = shown(
        '{% govuk_block "details" summaryText="Why" %}<p>{{ x }}</p>{% endgovuk_block %}', x="<i>"
    )
    assert '<details class="govuk-details"' in html and "<p>&lt;i&gt;</p>" in html


@pytest.mark.parametrize(
    "words", ["\nfirst line empty", "two\n  indented\n\n\nlines", "</textarea><b>", "é🧒🏽"]
)
@pytest.mark.parametrize("field", ["words", "plain"])
def test_typed_words_come_back_exactly(words: str, field: str) -> None:
    form = Comment({field: words, "position": ""})
    assert textarea_value(shown("{% govuk_field form." + field + " %}", form=form)) == words


def test_words_under_a_choice_come_back_exactly() -> None:
    form = Comment({"plain": "a\nb", "position": "oppose"})
    html = shown("{% govuk_field form.position reveal_oppose=form.plain %}", form=form)
    assert textarea_value(html) == "a\nb"
    assert 'data-aria-controls="conditional-id_position-2"' in html


def test_a_limit_is_counted_and_never_cuts_what_is_typed() -> None:
    html = shown("{% govuk_field form.words %}", form=Comment())
    assert 'data-maxlength="500"' in html and not re.search(r'\smaxlength="', html)


def test_each_field_is_tied_to_its_label_hint_and_error() -> None:
    html = shown('{% govuk_field form.name label_size="m" %}', form=Comment({}))
    assert 'for="id_name"' in html and "govuk-label--m" in html
    assert 'aria-describedby="id_name-hint id_name-error"' in html
    assert "As on &lt;your&gt; letters" in html and "govuk-input--error" in html


def test_the_chosen_value_stays_chosen() -> None:
    form = Comment({"position": "oppose", "region": "s", "publish": "on"})
    assert re.search(r'value="oppose" checked', shown("{% govuk_field form.position %}", form=form))
    assert re.search(r'value="s" selected', shown("{% govuk_field form.region %}", form=form))
    assert re.search(r'value="on" checked', shown("{% govuk_field form.publish %}", form=form))
    assert "checked" not in shown("{% govuk_field form.publish %}", form=Comment())


def test_a_hidden_field_has_no_label() -> None:
    assert "govuk" not in shown("{% govuk_field form.key %}", form=Comment())


def test_a_widget_without_a_component_is_refused_with_the_remedy() -> None:
    class Dated(forms.Form):
        when = forms.DateField(widget=forms.SelectDateWidget)

    with pytest.raises(TypeError, match=r"SelectDateWidget.*add it to govuk_fields"):
        shown("{% govuk_field form.when %}", form=Dated())


def test_the_error_summary_links_each_error_to_its_field() -> None:
    form = Comment({"name": "A", "words": "x", "region": "n"}, prefix="c1")
    html = shown("{% govuk_error_summary form %}", form=form)
    assert "There is a problem" in html
    assert '<a href="#id_c1-name">' in html and '<a href="#id_c1-position">' in html
    radios = shown("{% govuk_field form.position %}", form=form)
    assert 'id="id_c1-position"' in radios


def test_the_error_summary_covers_formsets_and_stays_away_without_errors() -> None:
    formset = forms.formset_factory(Comment)(
        {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-region": "n"}
    )
    html = shown("{% govuk_error_summary a b %}", a=formset, b="")
    assert '<a href="#id_form-0-name">' in html
    assert shown("{% govuk_error_summary form %}", form=Comment()).strip() == ""


def test_options_nest_by_two_underscores() -> None:
    assert nested({"a": 1, "b__c__d": 2, "b__e": 3}) == {"a": 1, "b": {"c": {"d": 2}, "e": 3}}
