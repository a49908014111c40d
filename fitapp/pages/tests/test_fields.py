"""Form fields in the design's clothes."""

import pytest
from django import forms
from django.template import engines


class Form(forms.Form):
    load = forms.DecimalField(help_text="What is on the bar.")
    note = forms.CharField(widget=forms.Textarea, required=False)
    side = forms.ChoiceField(choices=[("l", "Left"), ("r", "Right")], widget=forms.RadioSelect)
    done = forms.BooleanField(required=False, label="Done")
    secret = forms.CharField(widget=forms.PasswordInput)
    token = forms.CharField(widget=forms.HiddenInput)


def rendered(source, data=None):
    return engines["django"].from_string(source).render({"form": Form(data)})


def test_label_input_and_help_are_tied_together():
    html = rendered('{% field form.load affix="kg" inputmode="decimal" css="input--sm" %}')
    assert '<label for="id_load">Load</label>' in html
    assert 'class="input input--sm"' in html
    assert 'inputmode="decimal"' in html
    assert 'aria-describedby="id_load_hint"' in html
    assert '<p class="hint" id="id_load_hint">What is on the bar.</p>' in html
    assert '<span class="suffix">kg</span>' in html


def test_an_error_keeps_what_was_typed_and_is_read_with_the_field():
    html = rendered("{% field form.load %}", {"load": "heavy"})
    assert 'value="heavy"' in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_load_error id_load_hint"' in html
    assert 'id="id_load_error"' in html


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{% field form.note %}", '<span class="opt">optional</span>'),
        ("{% field form.note %}", 'class="textarea"'),
        ("{% field form.side %}", "<legend>Side</legend>"),
        ("{% field form.done %}", '<label class="check" for="id_done">'),
        ("{% field form.secret %}", 'data-controller="reveal"'),
        ('{% field form.load aside="Why?" aside_url="/why/" %}', 'href="/why/">Why?</a>'),
        ('{% field form.load hint="" %}', '<label for="id_load">Load</label>'),
    ],
)
def test_each_kind_of_field_has_its_markup(source, expected):
    assert expected in rendered(source)


def test_a_hidden_field_has_no_label():
    assert "<label" not in rendered("{% field form.token %}")
