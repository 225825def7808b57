"""Cards show the page's picture, or a motif after its topic; the front page leads to what a visitor needs."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from brygga.news.models import NewsPage
from brygga.projects.models import Observation, ProjectPage
from brygga.site.models import HomePage

from .content import picture

pytestmark = pytest.mark.django_db


def home():
    return BeautifulSoup(Client().get("/").content.decode().replace("\u00ad", ""), "lxml")


def test_a_project_has_its_picture_and_figure_on_the_front_page_else_a_motif(site):
    page = ProjectPage.objects.get(pk=site.project.pk)
    page.lead_image, page.lead_image_alt = picture("Stegen"), "Stenar över vattnet"
    page.save_revision().publish()
    card = next(li for li in home().select(".tiles--pictures li") if page.title in li.get_text())
    assert card.img["alt"] == "Stenar över vattnet"
    assert "480w" in card.img["srcset"]
    newest = Observation.objects.filter(indicator=site.indicator).order_by("-day").first()
    assert newest.display_value in card.select_one(".card__moment").get_text()
    page.lead_image = None
    page.save_revision().publish()
    card = next(li for li in home().select(".tiles--pictures li") if page.title in li.get_text())
    assert not card.img
    assert newest.display_value in card.select_one(".card__figure").get_text()


def test_the_motif_is_the_one_chosen_for_the_topic(site):
    site.topic.motif = "bridge"
    site.topic.save()
    unit = type(site.unit).objects.get(pk=site.unit.pk)
    unit.topics = [site.topic]
    unit.save_revision().publish()
    card = next(li for li in home().select(".tiles--pictures li") if "Arbetsmarknads" in li.get_text())
    assert card.select_one("svg.motif path.motif__line")
    assert card.svg["aria-hidden"] == "true"


def test_the_editors_choose_the_news_on_top_and_a_draft_never_stands_there(site):
    page = HomePage.objects.get(pk=site.home.pk)
    page.lead_story = site.report
    page.save_revision().publish()
    assert site.report.title in home().select_one(".story__title").get_text()
    NewsPage.objects.get(pk=site.report.pk).unpublish()
    assert site.report.title not in home().select_one(".newest").get_text()


def test_the_ways_in_lead_to_pages_that_everybody_may_see(site):
    page = HomePage.objects.get(pk=site.home.pk)
    page.situations = [
        ("situation", {"text": "Jag söker jobb", "description": "Praktik och råd.", "page": site.unit}),
        ("situation", {"text": "Jag vill läsa", "description": "", "page": site.report}),
    ]
    page.save_revision().publish()
    assert [a.get_text() for a in home().select(".situation a")] == ["Jag söker jobb", "Jag vill läsa"]
    NewsPage.objects.get(pk=site.report.pk).unpublish()
    assert [a["href"] for a in home().select(".situation a")] == ["/enheter/aie/"]
