"""A person's rights: what holds them is found, and goes as somebody has chosen, wherever it is kept."""

import json
import re

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page, PageLogEntry, Revision

from brygga.news.models import NewsContact, NewsPage
from brygga.news.subscription import Subscription
from brygga.projects.models import Person, PersonRole, RightsCase
from brygga.projects.personal_data.asking import held_models, text_fields
from brygga.projects.personal_data.carrying_out import Orders, carry_out
from brygga.projects.personal_data.finding import find
from brygga.projects.personal_data.holdings import FIXED, MINUTES, OLD, PAGES, REGISTER
from brygga.projects.personal_data.naming import Named
from brygga.projects.personal_data.wording import KEEP, REMOVE, REPLACE, SHORTEN, Change, changed
from tests.factories import (
    NewsIndexPageFactory,
    NewsPageFactory,
    PersonFactory,
    ProjectContactFactory,
    ProjectPageFactory,
    UnitPageFactory,
)

MAJA = Named(("Maja Lind",), ("maja.lind@solvik.example",), ("070-174 06 35",))


def quote(name, text="Det går framåt.", person=None):
    return ("quote", {"text": text, "speaker_name": name, "role": "deltagare", "person": person})


def orders(found, everywhere=REPLACE, **options):
    """What a form with every place shown and nothing chosen at any of them orders."""
    choices = {one.key: "" for one in found.holdings} | options.pop("choices", {})
    return Orders(everywhere, "en deltagare", choices, **options)


def do(named, user, everywhere=REPLACE, **options):
    return carry_out(named, orders(find(named), everywhere, **options), user, "KS 2026/17")


@pytest.fixture
def news(home):
    return NewsIndexPageFactory(parent=home, slug="nyheter")


# Words


SAME = "Maja Lindberg och Anna Lind kom."
TO = "<p>Skriv till oss.</p>"


@pytest.mark.parametrize(
    ("text", "shortened", "replaced", "removed"),
    [
        ("Maja Lind kom. Bra!", "Maja kom. Bra!", "En deltagare kom. Bra!", "Bra!"),
        ("Vi mötte MAJA LIND.", "Vi mötte Maja.", "Vi mötte en deltagare.", ""),
        ("Det är Maja\u00a0Linds kök.", "Det är Majas kök.", "Det är en deltagares kök.", ""),
        (
            "<p>Maja <b>Lind</b>.</p><p>Hej!</p>",
            "<p>Maja.</p><p>Hej!</p>",
            "<p>En deltagare.</p><p>Hej!</p>",
            "<p>Hej!</p>",
        ),
        ("<p>Ring +46 70 174 06 35 i dag.</p>", "<p>Ring  i dag.</p>", "<p>Ring  i dag.</p>", ""),
        ('<p><a href="mailto:Maja.Lind@solvik.example">Skriv</a> till oss.</p>', TO, TO, TO),
        (SAME, SAME, SAME, SAME),
        ("Åsa &amp; Maja Lind &lt;3", "Åsa &amp; Maja &lt;3", "Åsa &amp; en deltagare &lt;3", ""),
    ],
)
def test_a_text_is_changed_where_it_names_the_person_and_nowhere_else(text, shortened, replaced, removed):
    after = [
        changed(text, MAJA, Change(action, "en deltagare", "Maja")) for action in (SHORTEN, REPLACE, REMOVE, KEEP)
    ]
    assert after == [shortened, replaced, removed, text]


def test_a_surname_alone_is_only_perhaps_the_person():
    assert [hit.start for hit in MAJA.parts("Lind är glad. Anna Lind också. Maja Ek är Maja Ek.")] == [0]
    assert MAJA.hits("Lind är glad.") == []


# Finding


def test_no_table_with_words_is_forgotten():
    left = {m._meta.label for m in apps.get_models() if text_fields(m)} - {m._meta.label for m in held_models()}
    assert left == {
        "wagtailcore.Revision",  # asked with the pages
        "auth.Permission", "contenttypes.ContentType", "sessions.Session", "wagtailcore.Locale",
        "wagtailcore.ReferenceIndex", "wagtailimages.Rendition", "wagtailusers.UserProfile",
        "wagtailsearch.IndexEntry", "wagtailsearch.SQLiteFTSIndexEntry",
    } & (left | {"wagtailcore.Revision"})  # fmt: skip


def test_every_place_is_found_whatever_keeps_it(news, unit_index, project_index):
    maja = PersonFactory(name="Maja Lind", email="maja.lind@solvik.example")
    PersonRole.objects.create(person=maja, role="kock", source_text="Maja Lind lagar mat.")
    image = get_image_model().objects.create(title="Maja Lind i köket", file=get_test_image_file())
    page = NewsPageFactory(
        parent=news, title="Nytt kök", lead="Maja Lind öppnar köket.",
        body=[quote("Maja Lind"), ("image", {"image": image, "alt": "Maja Lind står", "caption": "Foto: Maja Lind"})],
    )  # fmt: skip
    NewsContact.objects.create(page=page, name="Maja Lind", phone="070-174 06 35")
    unit = UnitPageFactory(parent=unit_index, title="Köket", head=maja)
    draft = ProjectPageFactory(
        parent=project_index, title="Bron", body=[("paragraph", "<p>Ring 0701740635.</p>")], live=False
    )
    Subscription.objects.create(email="maja.lind@solvik.example")
    named = Named(MAJA.names, MAJA.mails, MAJA.phones, (maja.pk,))
    found = find(named)
    assert {(one.pk, one.kind) for one in found.of(PAGES)} == {
        (page.pk, "text"), (page.pk, "quote"), (page.pk, "picture"), (page.pk, "caption"), (page.pk, "contact"),
        (unit.pk, "link"), (draft.pk, "text"),
    }  # fmt: skip
    assert {one.model for one in found.of(REGISTER)} == {
        "brygga_projects.Person", "brygga_projects.PersonRole", "wagtailimages.Image", "brygga_news.Subscription",
    }  # fmt: skip


def test_words_that_only_an_earlier_version_has_are_found(news):
    page = NewsPageFactory(parent=news, title="Nytt kök", lead="Maja Lind öppnar köket.")
    page.save_revision()
    page.lead = "Köket öppnar."
    page.save_revision().publish()
    assert [one.states for one in find(MAJA).of(PAGES)] == [{OLD}]


def test_an_account_and_an_address_are_told_of_and_left(news, django_user_model):
    django_user_model.objects.create(username="ml", first_name="Maja", last_name="Lind")
    NewsPageFactory(parent=news, title="Maja Lind fick jobb", slug="maja-lind-fick-jobb")
    assert {one.kind for one in find(MAJA).of(FIXED)} == {"account", "address"}


# Carrying out


def test_what_visitors_see_the_draft_and_what_links_change_and_nothing_is_left(news, unit_index, admin_user, client):
    maja = PersonFactory(name="Maja Lind", email="maja.lind@solvik.example")
    page = NewsPageFactory(
        parent=news, title="Nytt kök", lead="Maja Lind öppnar köket.",
        body=[quote("Maja Lind", "Roligt, säger Lind.", maja), ("paragraph", "<p>Kom till Maja Linds kök.</p>")],
    )  # fmt: skip
    NewsContact.objects.create(page=page, name="", person=maja, phone="070-174 06 35", role="kock")
    page = NewsPage.objects.get(pk=page.pk)
    page.save_revision().publish()
    page.title = "Kök med Maja Lind"
    page.save_revision()
    UnitPageFactory(parent=unit_index, title="Köket", head=maja)
    named = Named(MAJA.names, MAJA.mails, MAJA.phones, (maja.pk,))
    row = next(one for one in find(named).of(REGISTER) if one.model == "brygga_projects.Person")
    case = do(named, admin_user, choices={row.key: REMOVE}, history=True)
    html = client.get(page.get_url()).content.decode()
    assert "En deltagare öppnar köket." in html
    assert "en deltagares kök" in html
    assert "Lind" not in html
    assert "174" not in html
    page.refresh_from_db()
    assert page.title == "Nytt kök"
    assert page.has_unpublished_changes
    assert page.get_latest_revision_as_object().title == "Kök med en deltagare"
    assert not Person.objects.exists()
    assert find(named).holdings == []
    assert case.counts[REPLACE] >= 4


def test_history_is_changed_only_where_that_is_chosen(news, admin_user):
    page = NewsPageFactory(parent=news, title="Nytt kök", lead="Maja Lind öppnar köket.")
    first = page.save_revision()
    first.publish()
    do(MAJA, admin_user)
    first.refresh_from_db()
    assert first.content["lead"] == "Maja Lind öppnar köket."
    found = find(MAJA)
    assert {state for one in found.of(PAGES) for state in one.states} == {OLD}
    made = first.created_at
    do(MAJA, admin_user, history=True)
    first.refresh_from_db()
    assert (first.content["lead"], first.created_at) == ("En deltagare öppnar köket.", made)
    assert find(MAJA).of(PAGES) == []


def test_a_version_that_waits_for_its_time_is_published_without_the_person(news, admin_user):
    page = NewsPageFactory(parent=news, title="Nytt kök", lead="Köket öppnar.")
    page.lead = "Maja Lind öppnar köket."
    waits = page.save_revision(approved_go_live_at="2099-01-01T00:00Z")
    do(MAJA, admin_user)
    waits.refresh_from_db()
    assert waits.content["lead"] == "En deltagare öppnar köket."
    assert waits.approved_go_live_at is not None
    page.refresh_from_db()
    assert page.latest_revision_id == waits.pk


def test_a_copy_that_follows_its_page_follows_here_too(news, home, admin_user):
    page = NewsPageFactory(parent=news, title="Nytt kök", lead="Maja Lind öppnar köket.")
    page.save_revision().publish()
    other = NewsIndexPageFactory(parent=home, slug="mer")
    alias = NewsPage.objects.get(pk=page.pk).create_alias(parent=other)
    do(MAJA, admin_user, history=True)
    alias.refresh_from_db()
    assert alias.lead == "En deltagare öppnar köket."
    assert find(MAJA).holdings == []


def test_each_place_is_kept_or_changed_as_chosen(project_index, admin_user):
    page = ProjectPageFactory(
        parent=project_index, title="Bron", body=[quote("Maja Lind"), ("paragraph", "<p>Maja Lind bor här. Hej!</p>")]
    )
    ProjectContactFactory(page=page, name="Maja Lind", email="maja.lind@solvik.example")
    kinds = {one.kind: one.key for one in find(MAJA).of(PAGES)}
    do(MAJA, admin_user, choices={kinds["quote"]: KEEP, kinds["text"]: REMOVE, kinds["contact"]: SHORTEN})
    page.refresh_from_db()
    assert page.body[0].value["speaker_name"] == "Maja Lind"
    assert str(page.body[1].value) == "<p>Hej!</p>"
    contact = page.contacts.get()
    assert (contact.name, contact.email) == ("Maja", "")


def test_somebody_else_of_the_same_surname_stays_unless_that_is_said(project_index, admin_user):
    page = ProjectPageFactory(
        parent=project_index, title="Bron",
        body=[("paragraph", "<p>Maja Lind bor här.</p>"), ("paragraph", "<p>Lind är glad.</p>")],
    )  # fmt: skip
    unsure = [one for one in find(MAJA).of(PAGES) if not one.certain]
    assert [one.text for one in unsure] == ["Lind är glad."]
    do(MAJA, admin_user)
    page.refresh_from_db()
    assert [str(block.value) for block in page.body] == ["<p>En deltagare bor här.</p>", "<p>Lind är glad.</p>"]


def test_a_place_that_came_after_it_was_shown_is_kept(project_index, admin_user):
    shown = find(MAJA)
    page = ProjectPageFactory(parent=project_index, title="Bron", lead="Maja Lind bor här.")
    carry_out(MAJA, orders(shown), admin_user, "KS 2026/17")
    page.refresh_from_db()
    assert page.lead == "Maja Lind bor här."


def test_the_log_tells_of_the_page_and_not_of_whom(project_index, admin_user):
    page = ProjectPageFactory(parent=project_index, title="Maja Linds bro", lead="Maja Lind bor här.")
    page.save_revision(log_action=True, user=admin_user).publish(user=admin_user)
    do(MAJA, admin_user, history=True)
    entry = PageLogEntry.objects.get(page=page.pk, action="brygga.personal_data")
    assert entry.user == admin_user
    assert find(MAJA).of(MINUTES) == []
    assert "Lind" not in json.dumps([entry.label for entry in PageLogEntry.objects.all()])
    assert Page.objects.get(pk=page.pk).title == "En deltagares bro"
    assert not Revision.objects.filter(object_str__contains="Lind").exists()


# In the admin


def ask(client, **data):
    return client.post(reverse("personuppgifter:answer"), {"names": "Maja Lind", "step": "find", **data})


def test_one_finds_looks_at_what_becomes_and_carries_out(project_index, admin_client):
    page = ProjectPageFactory(parent=project_index, title="Bron", lead="Maja Lind bor här.")
    shown = ask(admin_client)
    keys = {f"do-{one.key}": "" for one in find(Named(("Maja Lind",))).holdings}
    assert all(key in shown.content.decode() for key in keys)
    order = {**keys, "everywhere": "replace", "words": "en granne", "reason": "KS 2026/17", "blocked": "on"}
    outlook = ask(admin_client, **order, step="preview").content.decode()
    assert "En granne bor här." in outlook
    page.refresh_from_db()
    assert page.lead == "Maja Lind bor här."
    done = ask(admin_client, **order, step="do")
    case = RightsCase.objects.get()
    assert done["Location"] == reverse("personuppgifter:case", args=[case.pk])
    told = admin_client.get(done["Location"]).content.decode()
    assert "KS 2026/17" in told
    assert "Maja Lind" not in told
    page.refresh_from_db()
    assert page.lead == "En granne bor här."


def test_the_enter_key_shows_what_will_become_and_hands_nothing_out(project_index, admin_client):
    """It presses the first button of the form."""
    ProjectPageFactory(parent=project_index, lead="Anna Berg leder projektet.")
    html = admin_client.post(reverse("personuppgifter:answer"), {"names": "Anna Berg"}).content.decode()
    pressed = re.findall(r'<button [^>]*name="step" value="(\w+)"', html)
    assert pressed[0] == "preview"
    assert {"html", "json"} < set(pressed)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"names": "Maja"}, "Skriv både för- och efternamn"),
        ({"phones": "123"}, "Skriv hela numret"),
        ({"step": "do", "everywhere": "replace", "words": "", "reason": "x"}, "Skriv vad som ska stå i stället"),
        ({"step": "do", "everywhere": "replace", "words": "hon", "reason": "Maja Lind"}, "Skriv ett skäl utan"),
    ],
)
def test_what_is_asked_wrongly_is_told_at_the_field_and_nothing_done(project_index, admin_client, data, told):
    page = ProjectPageFactory(parent=project_index, title="Bron", lead="Maja Lind bor här.")
    response = ask(admin_client, **data)
    assert response.status_code == 200
    assert told in response.content.decode()
    page.refresh_from_db()
    assert page.lead == "Maja Lind bor här."


@pytest.mark.parametrize("form", ["json", "html"])
def test_an_extract_says_all_that_is_held_and_is_noted_without_the_name(project_index, admin_client, form):
    ProjectPageFactory(parent=project_index, title="Bron", lead="Maja Lind bor här.")
    text = ask(admin_client, step=form).content.decode()
    assert "Maja Lind bor här." in text
    assert "publicerad" in text
    case = RightsCase.objects.get()
    assert (case.kind, case.reason) == ("extract", "")


def test_only_who_has_the_right_may(client, django_user_model, db):
    user = django_user_model.objects.create_user("kim", password="x", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    case = RightsCase.objects.create(kind="extract")
    addresses = [(client.get, "index", []), (client.post, "answer", []), (client.get, "case", [case.pk])]

    def answers():
        return [call(reverse(f"personuppgifter:{name}", args=args)).status_code for call, name, args in addresses]

    refused = answers()
    assert 200 not in refused
    assert "Personuppgifter" not in client.get(reverse("wagtailadmin_home")).content.decode()
    user.user_permissions.add(Permission.objects.get(codename="handle_personal_data"))
    assert answers() == [200, 200, 200]
