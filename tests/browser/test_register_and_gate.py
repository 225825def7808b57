"""Doubles, choosers, the notice and the publish gate in the admin: by keyboard, narrow and dark; axe finds nothing."""

import os

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth import get_user_model
from playwright.sync_api import expect

from brygga.importers.models import WaitingNotice
from brygga.projects.models import Person, UnitPage
from tests.factories import MunicipalityFactory, NewsPageFactory, PersonFactory, PersonRoleFactory, UnitPageFactory

from .test_admin_by_keyboard import log_in, press, write

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
LOOKS = (("light", 400), ("dark", 1024), ("light", 1280))


def looked_at(page, name, context="main"):
    """No fault that axe knows, and no scrolling sideways."""
    for scheme, width in LOOKS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_load_state("networkidle")
        if folder := os.environ.get("BRYGGA_LOOK"):
            page.screenshot(path=f"{folder}/{name}-{width}-{scheme}.png", full_page=context == "main")
        found = Axe().run(page, context=context, options={"runOnly": RULES, "iframes": False})
        wrong = [(rule["id"], node["html"][:200]) for rule in found.response["violations"] for node in rule["nodes"]]
        assert wrong == [], (name, scheme, width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, scheme, width)
    page.set_viewport_size({"width": 1280, "height": 900})


def test_two_people_are_merged_and_parted_with_the_keyboard(page, served):
    body = MunicipalityFactory(name="Solviks kommun")
    kept, gone = PersonFactory(name="Maja Lindgren"), PersonFactory(name="Maja Lindgren")
    PersonRoleFactory(person=kept, role="enhetschef", organisation=body)
    PersonRoleFactory(person=gone, role="rektor", organisation=body)
    unit = UnitPageFactory(parent=served.units, title="Jobbtorget", head=gone)
    log_in(page)
    page.goto("/admin/dubbletter/")
    expect(page.locator("main")).to_contain_text("Samma namn, samma organisation")
    looked_at(page, "dubbletter")
    press(page, f"a[href$='/{kept.pk}/{gone.pk}/']")
    expect(page.get_by_role("heading", name="Här nämns den som försvinner")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Jobbtorget")
    looked_at(page, "jamfor")
    press(page, "main form button")
    expect(page.locator(".messages")).to_contain_text("är nu en del av")
    looked_at(page, "sammanslagen")
    assert UnitPage.objects.get(pk=unit.pk).head == kept
    press(page, "form[action$='angra/'] button")
    expect(page.locator("main")).to_contain_text("Allt är tillbaka som det var.")
    looked_at(page, "angrad")
    assert UnitPage.objects.get(pk=unit.pk).head == gone


def test_a_person_is_told_apart_searched_for_and_made_in_the_chooser(page, served, settings):
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0
    body = MunicipalityFactory(name="Solviks kommun")
    for role in ("enhetschef", "rektor"):
        PersonRoleFactory(person=PersonFactory(name="Maja Lindgren"), role=role, organisation=body)
    unit = UnitPageFactory(parent=served.units, title="Jobbtorget")
    log_in(page)
    page.goto(f"/admin/pages/{unit.pk}/edit/", wait_until="networkidle")
    choose = page.locator("#id_head-chooser [data-chooser-action-choose]").first
    choose.focus()
    page.keyboard.press("Enter")
    modal = page.locator(".modal-content")
    expect(modal.get_by_text("enhetschef, Solviks kommun")).to_be_visible()
    modal.locator("#id_q").fill("Maja Lindg")
    expect(modal.get_by_text("rektor, Solviks kommun")).to_be_visible()
    looked_at(page, "valj", ".modal-content")
    modal.get_by_role("tab", name="Skapa ny").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#id_ny-name")).to_be_visible()
    looked_at(page, "skapa", ".modal-content")
    write(page, "#id_ny-name", "Eva Ek")
    write(page, "#id_ny-role", "samordnare")
    write(page, "#id_ny-employer", "Okänd")
    press(page, ".modal-content form[data-chooser-modal-creation-form] button")
    expect(modal.get_by_text("Ingen organisation i registret heter ”Okänd”")).to_be_visible()
    looked_at(page, "skapa-fel", ".modal-content")
    page.locator("#id_ny-employer").fill("Solviks kommun")
    press(page, ".modal-content form[data-chooser-modal-creation-form] button")
    expect(page.locator("#id_head-chooser")).to_contain_text("Eva Ek")
    assert Person.objects.get(name="Eva Ek").told_apart == "samordnare, Solviks kommun"


def test_the_gate_tells_in_its_panel_and_its_report(page, served, settings):
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0
    bad = NewsPageFactory(parent=served.news_index, title="Grindnyheten", live=False)
    bad.body = [("heading", {"text": "", "level": "2"}), ("paragraph", "<p>Personnumret är 19811228-9874.</p>")]
    bad.save_revision()
    log_in(page)
    page.goto(f"/admin/pages/{bad.pk}/edit/", wait_until="networkidle")
    expect(page.locator(".brygga-gate")).to_contain_text("ersonnummer")
    looked_at(page, "grind-panel", ".brygga-gate")
    page.goto("/admin/reports/brygga/se-over/", wait_until="networkidle")
    expect(page.locator("main")).to_contain_text("Grindnyheten")
    looked_at(page, "grind-rapport")
    press(page, "main td.title a[href*='contentpath']")
    page.wait_for_url("**/admin/pages/*/edit/**")


def test_one_asks_for_mail_about_what_waits(page, served):
    get_user_model().objects.update(first_name="Eva", last_name="Ek")  # what the account's form asks for
    log_in(page)
    page.goto("/admin/account/#tab-notifications", wait_until="networkidle")
    box = page.locator("#id_brygga_waiting-wanted")
    expect(box).to_be_visible()
    looked_at(page, "konto", "#tab-notifications")
    box.focus()
    page.keyboard.press("Space")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.reload(wait_until="networkidle")
    expect(box).to_be_checked()
    assert WaitingNotice.objects.get().wanted
