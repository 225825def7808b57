"""Factories for every model. Names, people and places are invented; the municipality is Solviks kommun."""

import factory
import wagtail_factories
from factory.django import DjangoModelFactory
from wagtail.models import Page, Site

from brygga.news.models import NewsContact, NewsIndexPage, NewsKeyFigure, NewsPage
from brygga.news.press_room import PressRoomPage
from brygga.projects.models import (
    Funding,
    Goal,
    Indicator,
    Milestone,
    Observation,
    Organisation,
    OrganisationName,
    Partner,
    Person,
    PersonRole,
    ProjectContact,
    ProjectDocument,
    ProjectIndexPage,
    ProjectKeyFigure,
    ProjectPage,
    TargetGroup,
    UnitContact,
    UnitIndexPage,
    UnitKeyFigure,
    UnitPage,
)
from brygga.site.models import (
    AccessibilityStatementPage,
    ContentPage,
    GateSettings,
    HomePage,
    PrivacyPage,
    SiteSettings,
    Topic,
)


class TopicFactory(DjangoModelFactory):
    name = factory.Sequence(lambda n: f"Ämne {n}")
    description = "Det som rör ämnet."

    class Meta:
        model = Topic


class TargetGroupFactory(DjangoModelFactory):
    name = factory.Sequence(lambda n: f"Målgrupp {n}")

    class Meta:
        model = TargetGroup


class OrganisationFactory(DjangoModelFactory):
    name = factory.Sequence(lambda n: f"Organisation {n}")
    kind = Organisation.Kind.OTHER

    class Meta:
        model = Organisation


class OrganisationNameFactory(DjangoModelFactory):
    organisation = factory.SubFactory(OrganisationFactory)
    name = factory.Sequence(lambda n: f"Annat namn {n}")

    class Meta:
        model = OrganisationName


class MunicipalityFactory(OrganisationFactory):
    name = "Solviks kommun"
    short_name = factory.LazyAttribute(lambda o: o.name.removesuffix(" kommun").removesuffix("s"))
    kind = Organisation.Kind.MUNICIPALITY
    municipality_code = factory.Sequence(lambda n: f"99{n % 100:02}")

    class Meta:
        django_get_or_create = ("name",)


class FundFactory(OrganisationFactory):
    name = "Europeiska socialfonden"
    kind = Organisation.Kind.FUND
    register_key = "fond:esf"

    class Meta:
        django_get_or_create = ("register_key",)


class PersonFactory(DjangoModelFactory):
    name = factory.Sequence(lambda n: f"Maja Lind {n}")

    class Meta:
        model = Person


class PersonRoleFactory(DjangoModelFactory):
    person = factory.SubFactory(PersonFactory)
    role = "projektledare"

    class Meta:
        model = PersonRole


class IndicatorFactory(DjangoModelFactory):
    name = factory.Sequence(lambda n: f"Hushåll med försörjningsstöd {n}")
    unit = "hushåll"

    class Meta:
        model = Indicator


class ObservationFactory(DjangoModelFactory):
    indicator = factory.SubFactory(IndicatorFactory)
    value = 200
    date = "2023"

    class Meta:
        model = Observation


class HomePageFactory(wagtail_factories.PageFactory):
    title = "Solviks kommun, arbete och integration"

    class Meta:
        model = HomePage


class ContentPageFactory(wagtail_factories.PageFactory):
    title = factory.Sequence(lambda n: f"Innehållssida {n}")

    class Meta:
        model = ContentPage


class AccessibilityStatementPageFactory(wagtail_factories.PageFactory):
    title = "Tillgänglighet på webbplatsen"

    class Meta:
        model = AccessibilityStatementPage


class PrivacyPageFactory(wagtail_factories.PageFactory):
    title = "Så behandlar vi personuppgifter"

    class Meta:
        model = PrivacyPage


class UnitIndexPageFactory(wagtail_factories.PageFactory):
    title = "Enheter"

    class Meta:
        model = UnitIndexPage


class UnitPageFactory(wagtail_factories.PageFactory):
    title = factory.Sequence(lambda n: f"Enhet {n}")
    lead = "Vi hjälper dig vidare."  # lists show no units without

    class Meta:
        model = UnitPage


class ProjectIndexPageFactory(wagtail_factories.PageFactory):
    title = "Projekt"

    class Meta:
        model = ProjectIndexPage


class ProjectPageFactory(wagtail_factories.PageFactory):
    title = factory.Sequence(lambda n: f"Projekt {n}")
    lead = "Fler ska komma vidare."  # lists show no projects without

    class Meta:
        model = ProjectPage


class PressRoomPageFactory(wagtail_factories.PageFactory):
    title = "Pressrum"

    class Meta:
        model = PressRoomPage


class NewsIndexPageFactory(wagtail_factories.PageFactory):
    title = "Nyheter"

    class Meta:
        model = NewsIndexPage


class NewsPageFactory(wagtail_factories.PageFactory):
    title = factory.Sequence(lambda n: f"Nyhet {n}")

    class Meta:
        model = NewsPage


class _ProjectPartFactory(DjangoModelFactory):
    page = factory.SubFactory(ProjectPageFactory)

    class Meta:
        abstract = True


class PartnerFactory(_ProjectPartFactory):
    organisation = factory.SubFactory(OrganisationFactory)

    class Meta:
        model = Partner


class FundingFactory(_ProjectPartFactory):
    funder = factory.SubFactory(OrganisationFactory)

    class Meta:
        model = Funding


class GoalFactory(_ProjectPartFactory):
    description = "Fler deltagare kommer i arbete eller studier."

    class Meta:
        model = Goal


class MilestoneFactory(_ProjectPartFactory):
    title = "Första gruppen börjar"
    date = "2024-01-15"

    class Meta:
        model = Milestone


class ProjectKeyFigureFactory(_ProjectPartFactory):
    indicator = factory.SubFactory(IndicatorFactory)

    class Meta:
        model = ProjectKeyFigure


class ProjectContactFactory(_ProjectPartFactory):
    name = "Maja Lind"
    role = "projektledare"

    class Meta:
        model = ProjectContact


class ProjectDocumentFactory(_ProjectPartFactory):
    document = factory.SubFactory(wagtail_factories.DocumentFactory)

    class Meta:
        model = ProjectDocument


class UnitContactFactory(DjangoModelFactory):
    page = factory.SubFactory(UnitPageFactory)
    name = "Växeln"

    class Meta:
        model = UnitContact


class UnitKeyFigureFactory(DjangoModelFactory):
    page = factory.SubFactory(UnitPageFactory)
    indicator = factory.SubFactory(IndicatorFactory)

    class Meta:
        model = UnitKeyFigure


class NewsContactFactory(DjangoModelFactory):
    page = factory.SubFactory(NewsPageFactory)
    name = "Maja Lind"

    class Meta:
        model = NewsContact


class NewsKeyFigureFactory(DjangoModelFactory):
    page = factory.SubFactory(NewsPageFactory)
    indicator = factory.SubFactory(IndicatorFactory)

    class Meta:
        model = NewsKeyFigure


def make_home() -> HomePage:
    """The home page of the default site, below Wagtail's root."""
    home = HomePageFactory(parent=Page.objects.get(depth=1), slug="solvik")
    site, _created = Site.objects.get_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": home}
    )
    site.root_page = home
    site.save()
    return home


class SiteSettingsFactory(DjangoModelFactory):
    class Meta:
        model = SiteSettings

    site = factory.LazyFunction(lambda: Site.objects.get(is_default_site=True))
    old_kinds = factory.LazyFunction(lambda: ["news"])


class GateSettingsFactory(DjangoModelFactory):
    class Meta:
        model = GateSettings

    site = factory.LazyFunction(lambda: Site.objects.get(is_default_site=True))
    levels = factory.LazyFunction(lambda: {"identity_numbers": "warn"})
