"""The texts and their English: what keeps the catalogue whole, and that no other catalogue changes our Swedish."""

import pytest
from babel.messages.catalog import Catalog, Message
from django.utils import translation
from django.utils.translation import gettext, ngettext


@pytest.fixture(scope="module")
def texts(catalogue) -> Catalog:
    return catalogue.texts_in_sources()


def test_texts_are_found_in_code_and_in_templates(texts):
    ids = {message.id if isinstance(message.id, str) else message.id[0] for message in texts}
    assert "Hoppa till innehållet" in ids, "a template"
    assert "Webbplatsens inställningar" in ids, "a model"
    assert "%(n)s nyhet av %(all)s" in ids, "a plural in a template"


def test_no_catalogue_of_django_or_wagtail_changes_our_swedish(texts):
    changed = {}
    with translation.override("sv"):
        for message in texts:
            if not message.id or message.context:
                continue
            if isinstance(message.id, str):
                shown = {message.id: gettext(message.id)}
            else:
                one, many = message.id
                shown = {one: ngettext(one, many, 1), many: ngettext(one, many, 2)}
            changed |= {text: other for text, other in shown.items() if text != other}
    assert changed == {}


@pytest.mark.parametrize(
    ("message", "problem"),
    [
        (Message("Sök", ""), "not translated"),
        (Message("Sök", "Search", flags={"fuzzy"}), "unsure"),
        (Message("Hej %(name)s", "Hi %(nme)s"), "other placeholders"),
        (Message("Hej %(name)s", "Hi"), "missing"),
        (Message(("%(n)s sida", "%(n)s sidor"), ("%(n)s page", "")), "not translated"),
    ],
)
def test_a_translation_that_would_not_do_is_told(catalogue, message, problem):
    assert problem in catalogue.message_problems(message)[0]


@pytest.mark.parametrize(
    "message",
    [Message("Sök", "Search"), Message(("%(n)s sida", "%(n)s sidor"), ("one page", "%(n)s pages"))],
)
def test_a_good_translation_passes(catalogue, message):
    assert catalogue.message_problems(message) == []
