"""A small site with everything on it: what the tests of the public site and the browser tests look at.

All people and places are invented, apart from the county. The texts hold the longest words that Swedish
administration uses, since those are what breaks a narrow column.
"""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django.core.files.images import ImageFile
from PIL import Image as PillowImage
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from brygga.news.models import NewsContact, NewsIndexPage, NewsPage
from brygga.projects.models import (
    Funding,
    Goal,
    Indicator,
    Milestone,
    Observation,
    Organisation,
    Partner,
    Person,
    ProjectContact,
    ProjectIndexPage,
    ProjectKeyFigure,
    ProjectPage,
    TargetGroup,
    UnitContact,
    UnitIndexPage,
    UnitPage,
)
from brygga.site.models import ContentPage, HomePage, Topic
from brygga.site.site_settings import SiteSettings

LONG = "arbetsmarknadsintegrationsverksamhetsutvecklingssamordnare"


def picture(title: str = "Verkstaden", size: tuple[int, int] = (600, 400)) -> Any:
    """A stored image of one colour."""
    data = io.BytesIO()
    PillowImage.new("RGB", size, (52, 104, 110)).save(data, "JPEG")
    data.seek(0)
    return get_image_model().objects.create(title=title, file=ImageFile(data, name="verkstaden.jpg"))


def organisation(name: str, kind: str = "other", **fields: Any) -> Organisation:
    """The organisation of that name, made when it does not exist."""
    return Organisation.objects.get_or_create(name=name, defaults={"kind": kind, **fields})[0]


def add(parent: Page, page: Page) -> Any:
    """`page` below `parent`, published."""
    parent.add_child(instance=page)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def faq(*pairs: tuple[str, str]) -> list[tuple[str, dict[str, str]]]:
    """Blocks of questions and answers."""
    return [("faq", {"question": question, "answer": f"<p>{answer}</p>"}) for question, answer in pairs]


def quote(text: str, speaker: str = "", role: str = "", body: str = "") -> tuple[str, dict[str, Any]]:
    """A quote block."""
    return ("quote", {"text": text, "speaker_name": speaker, "role": role, "organisation_name": body})


def build_site() -> SimpleNamespace:
    """The whole site on Wagtail's default site; gives the pages by name."""
    root = Page.get_first_root_node()
    for old in root.get_children():
        old.delete()
    root = Page.get_first_root_node()
    home = HomePage(title="Vägar till arbete i Solvik", slug="start")
    home.lead = "Här finns kommunens enheter, projekt och nyheter om arbete, utbildning och integration."
    root.add_child(instance=home)
    home.save_revision().publish()
    site, _made = Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": home, "site_name": "Solviks kommun"}
    )
    Site.clear_site_root_paths_cache()
    about = add(
        home,
        ContentPage(title="Tillgänglighetsredogörelse", slug="tillganglighet", lead="Så tillgänglig är webbplatsen."),
    )
    about.body = [("heading", {"text": "Så testar vi", "level": "2"}), ("paragraph", "<p>Vi granskar varje sida.</p>")]
    about.save_revision().publish()
    SiteSettings.objects.update_or_create(
        site=site,
        defaults={
            "site_name": "Jobb och integration i Solvik",
            "organisation_name": "Solviks kommun",
            "address": "Storgatan 1\n660 10 Solvik",
            "phone": "0590-110 00",
            "email": "kontakt@solvik.example",
            "accessibility_page": about,
        },
    )
    found = SimpleNamespace(site=site, home=home, about=about)
    found.topic = Topic.objects.create(name="Etablering", description="Den första tiden i Sverige.")
    found.other_topic = Topic.objects.create(name="Språk och utbildning")
    found.solvik = organisation("Solviks kommun", "municipality", short_name="Solvik")
    found.norrvik = organisation("Norrviks kommun", "municipality", short_name="Norrvik")
    found.agency = organisation("Arbetsförmedlingen", "agency", website="https://arbetsformedlingen.se")
    found.fund = organisation("Europeiska socialfonden", "fund")
    _units(found)
    _project(found)
    _news(found)
    return found


def _units(found: SimpleNamespace) -> None:
    found.units = add(
        found.home, UnitIndexPage(title="Enheter", slug="enheter", show_in_menus=True, lead="Hit vänder du dig.")
    )
    head = Person.objects.create(name="Maja Lind", email="maja.lind@solvik.example", phone="0590-110 12")
    found.unit = add(
        found.units,
        UnitPage(
            title="AIE",
            slug="aie",
            full_name="Arbetsmarknads- och integrationsenheten",
            abbreviation="AIE",
            organisation=found.solvik,
            lead="Vi stöttar dig som söker arbete eller vill börja studera.",
            remit="<p>Enheten samordnar kommunens arbetsmarknadsinsatser.</p>",
            offers="<ul><li>Praktik</li><li>Studievägledning</li></ul>",
            head=head,
            head_role="enhetschef",
            address="Hamngatan 4\n660 10 Solvik",
            opening_hours="Måndag–fredag 9–15",
            body=[quote("Vi börjar alltid med det du redan kan.", "Maja Lind", "enhetschef", "AIE")],
            faq=faq(("Behöver jag boka tid?", "Nej, kom när vi har öppet.")),
            contacts=[UnitContact(name="Mottagningen", phone="0590-110 10", email="aie@solvik.example")],
            topics=[found.topic],
        ),
    )
    found.part = add(found.unit, UnitPage(title="Jobbverkstan", slug="jobbverkstan", organisation=found.solvik))


def _project(found: SimpleNamespace) -> None:
    found.projects = add(
        found.home, ProjectIndexPage(title="Projekt", slug="projekt", show_in_menus=True, lead="Alla projekt.")
    )
    found.indicator = Indicator.objects.create(name="Inskrivna deltagare", unit="deltagare", higher_is_better=True)
    for when, value in (("2018-06", 60), ("2019-06", 212), ("2020-06", 341), ("2021-06", 398)):
        Observation.objects.create(indicator=found.indicator, value=value, date=when, source_text="Lägesrapport")
    group = TargetGroup.objects.create(name="Nyanlända")
    found.project = add(
        found.projects,
        ProjectPage(
            title="Etableringscentrum",
            slug="etableringscentrum",
            full_name=f"Etableringscentrum i Solvik och Norrvik – {LONG} i samverkan",
            lead="Två kommuner och Arbetsförmedlingen möter nyanlända på samma ställe.",
            purpose="<p>Fler nyanlända ska snabbare få ett arbete, börja studera eller starta eget.</p>",
            target_group="<p>Kvinnor och män i etableringsprogrammet.</p>",
            start="2018-05",
            end="2021",
            owner_organisation=found.solvik,
            owner_unit=found.unit,
            municipalities=[found.solvik, found.norrvik],
            target_groups=[group],
            topics=[found.topic, found.other_topic],
            related_units=[found.unit],
            body=[
                ("heading", {"text": "Ett team runt varje deltagare", "level": "2"}),
                ("paragraph", "<p>Arbetsförmedlare, jobbcoach och språkpedagog arbetar i samma lokal.</p>"),
                quote(
                    "Det går fortare när alla sitter vid samma bord.", "Adam Ström", "projektledare", "Solviks kommun"
                ),
                (
                    "missing_image",
                    {"src": "https://gammal.solvik.example/bild.jpg", "alt": "", "caption": "Invigningen"},
                ),
            ],
            faq=faq(
                ("Vem kan vara med?", "Du som är inskriven i etableringsprogrammet."),
                ("Vad händer när projektet slutar?", "Kommunerna tar över arbetssättet."),
            ),
            partners=[
                Partner(organisation=found.agency, role="arbetsförmedlare på plats"),
                Partner(organisation=found.norrvik, role="lokal och språkpedagog", start="2019"),
            ],
            funding=[
                Funding(funder=found.fund, programme="Europeiska socialfonden 2014–2020", share="2/3"),
                Funding(funder_name="Kommunerna och Arbetsförmedlingen", share="1/3"),
            ],
            goals=[
                Goal(
                    description="Mer än hälften av deltagarna arbetar eller studerar.",
                    measure="Andel i arbete eller studier efter programmet",
                    target_value=Decimal(55),
                    unit="procent",
                    deadline_note="inom 90 dagar",
                    result_value=Decimal(49),
                    result_note="Kvinnor 44 procent, män 53 procent.",
                ),
                Goal(description="Metoderna används i kommunernas ordinarie verksamhet.", deadline="2021"),
            ],
            milestones=[
                Milestone(date="2018-05", title="De första deltagarna börjar"),
                Milestone(date="2018-06-04", title="Centrumen invigs", description="I båda kommunerna samma vecka."),
                Milestone(date="2020", title="Halvtidsutvärdering"),
            ],
            key_figures=[
                ProjectKeyFigure(indicator=found.indicator, display="figure"),
                ProjectKeyFigure(indicator=found.indicator, display="line"),
            ],
            contacts=[
                ProjectContact(
                    name="Adam Ström", role="projektledare", phone="070-174 06 35", email="adam.strom@solvik.example"
                )
            ],
        ),
    )
    found.planned = add(
        found.projects,
        ProjectPage(title="Yrkesspår", slug="yrkesspar", lead="Praktik med språkstöd.", status="planned"),
    )


def _news(found: SimpleNamespace) -> None:
    found.news_index = add(found.home, NewsIndexPage(title="Nyheter", slug="nyheter", show_in_menus=True))
    table = {
        "columns": [{"type": "text", "heading": "År"}, {"type": "number", "heading": "Deltagare"}],
        "rows": [{"values": ["<p>2019</p>", "212"]}, {"values": ["<p>2020</p>", "341"]}],
        "caption": "Deltagare efter år",
    }
    table_block = NewsPage.body.field.stream_block.child_blocks["table"]
    found.news = add(
        found.news_index,
        NewsPage(
            title="Etableringscentrum öppnar i Solvik",
            slug="etableringscentrum-oppnar",
            kind="press_release",
            lead="I juni invigdes centrumen. Ett sextiotal deltagare har redan börjat.",
            first_published_on=dt.date(2018, 6, 8),
            updated_on=dt.date(2018, 6, 12),
            publisher=found.solvik,
            lead_image=picture(),
            lead_image_alt="Två personer vid en svarv",
            lead_image_caption="Verkstaden i Solvik",
            lead_image_credit="Siv Holm",
            body=[
                ("heading", {"text": "Samma dörr för alla", "level": "2"}),
                (
                    "paragraph",
                    f"<p>Tjänsten som {LONG} är ny. <a href='https://solvik.example/'>Läs mer om den</a>.</p>",
                ),
                quote("Jag fick en plan redan första veckan.", "Leila Noor", "deltagare"),
                quote("Nu har vi allt på ett ställe.", "", "enhetschef"),
                (
                    "image",
                    {
                        "image": picture("Klassrum"),
                        "alt": "Ett klassrum",
                        "caption": "Språkrummet",
                        "credit": "Siv Holm",
                    },
                ),
                ("table", table_block.to_python(table)),
                ("factbox", {"heading": "Om centrumen", "body": "<ul><li>Öppnade 2018</li></ul>"}),
                (
                    "links",
                    {"heading": "Läs mer", "items": [{"text": "Om projektet", "url": "https://solvik.example/ec"}]},
                ),
                ("embed", {"url": "https://video.solvik.example/1", "title": "Film: en dag på centrumet, 3 minuter"}),
                ("key_figure", {"indicator": found.indicator, "display": "bar"}),
                ("contact", {"name": "Växeln", "role": "", "phone": "0590-110 00", "email": ""}),
                *faq(("Hur anmäler man sig?", "Genom Arbetsförmedlingen.")),
            ],
            contacts=[
                NewsContact(
                    name="Adam Ström", role="projektledare", phone="+46701740635", email="adam.strom@solvik.example"
                )
            ],
            related_projects=[found.project],
            related_units=[found.unit],
            topics=[found.topic],
            source_url="https://gammal.solvik.example/nyheter/1",
            source_label="Solviks kommuns gamla webbplats",
        ),
    )
    found.report = add(
        found.news_index,
        NewsPage(
            title="Ett år med Jobbverkstan", slug="ett-ar", kind="report", first_published_on=dt.date(2023, 12, 13)
        ),
    )
