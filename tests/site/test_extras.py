"""What stands around the words of a page breaks alone: the page is served, and the log tells of it once."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.core.cache import cache
from django.template import Context, Template, TemplateSyntaxError
from django.test import Client
from django.urls import get_resolver
from wagtail.images import get_image_model

from brygga.news.models import NewsPage
from brygga.projects.models import Indicator, ProjectPage
from brygga.projects.templatetags import brygga_projects  # noqa: F401  (declares its own)
from brygga.site import extras
from brygga.site.site_settings import SiteSettings

from .content import picture

get_resolver().url_patterns  # noqa: B018  (the views declare theirs)
NAMES = sorted(extras.declared())
pytestmark = pytest.mark.django_db
# Where every extra is, with words that stand there whatever breaks.
PLACES = {
    "/": "Vägar till arbete i Solvik",
    "/enheter/aie/": "Enheten ",
    "/projekt/etableringscentrum/": "Etableringscentrum",
    "/nyheter/med-bild/": "Texten står kvar",
    "/sok/?q=etablering": "Etableringscentrum",
    "/sitemap-sidor.xml": "<urlset",
    "/floden/nyheter.atom": "<feed",
    "/floden/nyheter.rss": "<channel",
    "/kalender/milstolpar.ics": "BEGIN:VCALENDAR",
    "/oppna-data/projekt.csv": "full_name",
    "/oppna-data/projekt.json": "licence",
    "/oppna-data/nyckeltal.csv": "indicator_id",
    "/oppna-data/nyckeltal.json": "licence",
    "/api/v2/pages/{news}/": "Texten står kvar",
}


@pytest.fixture
def places(site, settings) -> dict[str, str]:
    """The addresses of the whole site and a news page with images and a chart, with the words of each."""
    settings.BRYGGA_RAISE_EXTRAS = False
    extras._noted.clear()
    image = picture("Torget")
    figure = Indicator.objects.filter(observations__isnull=False).first()
    news = NewsPage(
        title="Med bild", slug="med-bild", lead="Ingressen står kvar.", lead_image=image, lead_image_alt="Torget"
    )
    news.body = json.dumps(
        [
            {"type": "paragraph", "value": "<p>Texten står kvar.</p>"},
            {"type": "image", "value": {"image": image.pk, "alt": "Torget", "caption": "Bildtexten står kvar."}},
            {"type": "key_figure", "value": {"indicator": figure.pk, "display": "bar"}},
        ]
    )
    site.news_index.add_child(instance=news)
    news.related_projects = [ProjectPage.objects.live().first()]
    news.save_revision().publish()
    settings_of_the_site = SiteSettings.objects.get()
    settings_of_the_site.logo = image
    settings_of_the_site.save()
    cache.clear()
    return {path.format(news=news.pk): words for path, words in PLACES.items()}


def served(path: str) -> str:
    response = Client(raise_request_exception=True).get(path)
    assert response.status_code == 200, path
    return response.content.decode()


@pytest.mark.parametrize("name", NAMES)
def test_every_page_is_served_with_its_words_when_an_extra_breaks(places, name, monkeypatch, caplog):
    broken = []

    def breaks(extra: str, make: Callable) -> object:
        if extra == name:
            broken.append(extra)
            raise RuntimeError("Det gick sönder.")
        return make()

    monkeypatch.setattr(extras, "run", breaks)
    for path, words in places.items():
        html = served(path)
        assert words in html, path
        if "<h1" in html:
            assert BeautifulSoup(html, "lxml").h1.get_text(strip=True)
    assert broken, f"no page has the extra {name}"
    told = [record for record in caplog.records if record.name == "brygga.site.extras"]
    assert told
    assert all(name in record.getMessage() for record in told)
    for path in places:
        served(path)
    assert len([record for record in caplog.records if record.name == "brygga.site.extras"]) == len(told)


@pytest.mark.parametrize("name", NAMES)
def test_where_extras_raise_no_mistake_is_hidden(places, name, monkeypatch, settings):
    settings.BRYGGA_RAISE_EXTRAS = True

    def breaks(extra: str, make: Callable) -> object:
        if extra == name:
            raise RuntimeError("Det gick sönder.")
        return make()

    monkeypatch.setattr(extras, "run", breaks)
    with pytest.raises(RuntimeError, match="Det gick sönder"):
        list(map(served, places))


def test_the_tests_raise_and_a_site_in_service_does_not(settings):
    assert extras.raising()
    del settings.BRYGGA_RAISE_EXTRAS
    assert not extras.raising()
    settings.DEBUG = True
    assert extras.raising()


def test_an_extra_that_nobody_declared_is_a_mistake():
    with pytest.raises(LookupError):
        extras.attempt("finns inte", lambda: 1, 0)
    with pytest.raises(TemplateSyntaxError, match="finns-inte"):
        Template('{% load brygga %}{% extra "finns-inte" %}{% endextra %}')


def test_what_breaks_in_a_template_leaves_nothing_behind(settings):
    settings.BRYGGA_RAISE_EXTRAS = False
    inside = "a{% with inner=1 %}{{ broken.pk }}{% endwith %}"
    source = '{% load brygga %}{% extra "related" %}' + inside + "{% endextra %}b{{ inner }}"

    class Broken:
        @property
        def pk(self):
            raise RuntimeError

    context = Context({"broken": Broken()})
    assert Template(source).render(context) == "b"
    assert len(context.dicts) == 2


@pytest.mark.parametrize("is_gone", [True, False])
@pytest.mark.parametrize("raises", [True, False])
def test_pages_are_served_when_the_file_of_their_image_is_gone_or_broken(places, settings, is_gone, raises, caplog):
    settings.BRYGGA_RAISE_EXTRAS = raises and is_gone  # a file that is gone is nobody's mistake in the code
    for image in get_image_model().objects.all():
        image.renditions.all().delete()
        if is_gone:
            image.file.storage.delete(image.file.name)
        else:
            with image.file.storage.open(image.file.name, "wb") as file:
                file.write(b"ingen bild")
    cache.clear()
    for path, words in places.items():
        assert words in served(path), path
    html = served("/nyheter/med-bild/")
    for words in ("Ingressen står kvar.", "Bildtexten står kvar."):
        assert words in html
    news = json.loads(BeautifulSoup(html, "lxml").find("script", type="application/ld+json").string)
    assert news["headline"] == "Med bild"
    assert [address.rpartition("/")[0] for address in news["image"]] == ["http://testserver/dela"], (
        "the drawn card stands in"
    )
    assert "/dela/" in html  # a drawn card stands for it
    told = len(caplog.records)
    served("/nyheter/med-bild/")
    assert len(caplog.records) == told


@pytest.mark.parametrize("path", ["/floden/nyheter.atom", "/floden/nyheter.rss"])
def test_a_lead_is_text_in_feeds_as_it_was_written(places, path):
    news = NewsPage.objects.get(slug="med-bild")
    news.lead = 'Skriv <b>fet</b> & <script>alert("1")</script>\n\nAndra stycket'
    news.save_revision().publish()
    feed = BeautifulSoup(served(path), "xml")
    entry = next(one for one in feed.find_all(["entry", "item"]) if one.title.string == "Med bild")
    html = (entry.find("summary") or entry.find("description")).string
    shown = BeautifulSoup(html, "html.parser")
    assert {tag.name for tag in shown.find_all(True)} == {"p"}
    assert [p.get_text() for p in shown.find_all("p")] == [
        'Skriv <b>fet</b> & <script>alert("1")</script>',
        "Andra stycket",
    ]


def test_every_extra_of_code_and_templates_is_one_that_is_broken_here():
    used: set[str] = set()
    for config in apps.get_app_configs():
        if config.name.startswith("brygga."):
            for path in (path for ending in ("py", "html") for path in Path(config.path).rglob(f"*.{ending}")):
                text = path.read_text(encoding="utf-8")
                used |= set(re.findall(r'(?:{% extra "|= declare\(")([^"]+)"', text))
    assert used == set(NAMES)
