"""Builds the demo site of the invented Solviks kommun from the JSON files in samples/demo.

Each thing is made only where it is missing, so building again keeps everything that has been edited since, and goes
on where a build was cut off. What the files may say is what the models have: a field's name is its key, and where the
field points at something, the value is that thing's name (organisations, people, topics …), file name (images,
documents) or address in the tree (pages, "enheter/aie").
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db import models, transaction
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail.documents import get_document_model
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.models import Orderable, Page, Site

from brygga.projects.models import Indicator, Organisation, Person, TargetGroup
from brygga.site.models import Correction, HomePage, PublicMessage, Responsibility, SiteSettings, Topic
from brygga.site.origins import brought
from brygga.site.unknown_blocks import unplaced

HOME_SLUG = "hem"
# What the values of blocks point at, by their keys.
_CHOSEN: dict[str, Callable[[], type[models.Model]]] = {
    "image": get_image_model,
    "document": get_document_model,
    "indicator": lambda: Indicator,
    "person": lambda: Person,
}

Thing = TypeVar("Thing", bound=models.Model)


class DemoDataError(Exception):
    """Something in the demo's files that cannot be built; the message names the page and the field."""


class Builder:
    """Builds the site from `samples` (the folder that holds `demo` and `archive`)."""

    def __init__(self, samples: Path) -> None:
        self.samples = samples
        self.made: list[str] = []

    @cached_property
    def data(self) -> dict[str, Any]:
        """What the JSON files in samples/demo say, put together in the order of their names: lists are joined."""
        merged: dict[str, Any] = {}
        for path in sorted((self.samples / "demo").glob("*.json")):
            for key, value in json.loads(path.read_text(encoding="utf-8")).items():
                merged[key] = [*merged.get(key, []), *value] if isinstance(value, list) else value
        return merged

    def build(self, hostname: str, port: int) -> Site:
        """Makes what is missing and gives the site, which answers at `hostname`:`port`."""
        for image in self.data["images"]:
            self._image(image)
        for name, model in (("topics", Topic), ("target_groups", TargetGroup)):
            for values in self.data[name]:
                model.objects.get_or_create(name=values["name"], defaults=values)
        for values in self.data["organisations"]:
            if not Organisation.objects.matching(values["name"]):
                Organisation.objects.create(**values)
        for values in self.data["people"]:
            self._with_children(Person, values, "name")
        for values in self.data["indicators"]:
            self._with_children(Indicator, values, "name")
        site = self._site(hostname, port)
        for values in self.data["pages"]:
            self._page(values, site.root_page)
        for key, index in (("units", "enheter"), ("projects", "projekt")):
            parent = self._reference(Page, index, key).specific
            for values in self.data[key]:
                self._page({"model": f"brygga_projects.{key[:-1].capitalize()}Page", **values}, parent)
        self._home_later(site.root_page.specific)
        for values in self.data.get("messages", []):
            PublicMessage.objects.get_or_create(title=values["title"], defaults=values)
        self._records()
        self._settings(site)
        return site

    # ---- the tree -----------------------------------------------------------------------------------------------

    def _site(self, hostname: str, port: int) -> Site:
        """The site with the demo's home page; Wagtail's own first page makes way for it where nobody has used it."""
        home = HomePage.objects.filter(slug=HOME_SLUG, depth=2).first()
        site = Site.objects.filter(is_default_site=True).first()
        if home is None:
            with transaction.atomic():
                home = self._make(HomePage, {**self.data["home"], "slug": HOME_SLUG}, Page.get_first_root_node())
                if site is None:
                    site = Site(is_default_site=True)
                welcome = site.root_page if site.root_page_id else None
                site.root_page, site.site_name = home, self.data["settings"]["site_name"]
                site.hostname, site.port = hostname, port
                site.save()
                if welcome and welcome.specific_class is Page and not welcome.get_children().exists():
                    welcome.delete()
        elif site is not None and site.root_page_id == home.pk and (site.hostname, site.port) != (hostname, port):
            site.hostname, site.port = hostname, port
            site.save()
        if site is None:
            site = Site.objects.create(hostname=hostname, port=port, root_page=home, is_default_site=True)
        return site

    def _home_later(self, home: Page) -> None:
        """What the home page says of pages below it, once those are there and nobody has written anything."""
        values = self.data.get("home_later", {})
        if not isinstance(home, HomePage) or not values or home.situations:
            return
        for name, value in self._fields(HomePage, values, "startsidan").items():
            setattr(home, name, value)
        home.save_revision().publish()
        brought([(home.pk, home.latest_revision_id)])

    def _records(self) -> None:
        """Who answers for pages and what was put right, where nobody has written anything of it."""
        for key, model in (("responsibilities", Responsibility), ("corrections", Correction)):
            if not model._default_manager.exists():
                for values in self.data.get(key, []):
                    thing = model(**self._fields(model, values, key))
                    thing.full_clean()
                    thing.save()

    def _page(self, values: dict[str, Any], parent: Page) -> None:
        """Makes the page below `parent` where it is missing, then those below it."""
        below = values.get("pages", [])
        page = parent.get_children().filter(slug=values["slug"]).first()
        if page is None:
            model = apps.get_model(values["model"])
            with transaction.atomic():
                page = self._make(model, {k: v for k, v in values.items() if k not in ("model", "pages")}, parent)
        for child in below:
            self._page({"model": values["model"], **child}, page)

    def _make(self, model: type[Page], values: dict[str, Any], parent: Page) -> Page:
        where = f"{parent.url_path}{values.get('slug', '')}"
        page = model(**self._fields(model, values, where))
        self._add_children(page, values, where)
        for field in model._meta.get_fields():
            if isinstance(field, ParentalManyToManyField) and field.name in values:
                found = [self._reference(field.related_model, name, where) for name in values[field.name]]
                setattr(page, field.name, found)
        parent.add_child(instance=page)
        page.save_revision().publish()
        brought([(page.pk, page.latest_revision_id)])  # the day of building is no day of change
        self.made.append(page.title)
        return page

    def _add_children(self, thing: ClusterableModel, values: dict[str, Any], where: str) -> None:
        """Adds the inline children (partners, contacts, roles …) that `values` names, each validated."""
        for relation in get_all_child_relations(type(thing)):
            name = relation.get_accessor_name()
            for place, child_values in enumerate(values.get(name, [])):
                child = relation.related_model(**self._fields(relation.related_model, child_values, where))
                if isinstance(child, Orderable) and child.sort_order is None:
                    child.sort_order = place  # as a form gives it; databases disagree on where none is
                try:
                    child.full_clean(exclude=[relation.field.name])
                except ValidationError as error:
                    raise DemoDataError(f"{where}, {name}: {'; '.join(error.messages)}") from error
                getattr(thing, name).add(child)

    def _fields(self, model: type[models.Model], values: dict[str, Any], where: str) -> dict[str, Any]:
        """The plain fields of `values` as the model takes them; relations to many are left to the caller."""
        children = {relation.get_accessor_name() for relation in get_all_child_relations(model)}
        result = {}
        for name, value in values.items():
            if name in children:
                continue
            field = model._meta.get_field(name)
            if field.many_to_many:
                continue
            if isinstance(field, models.ForeignKey) and value is not None:
                value = self._reference(field.related_model, value, f"{where}, {name}")
            elif isinstance(field, StreamField):
                blocks = [self._block(block, where) for block in value]
                if lost := list(unplaced(field.stream_block, blocks)):
                    raise DemoDataError(f"{where}, {name}: {' '.join(lost)}")
                value = json.dumps(blocks)
            result[name] = value
        return result

    # ---- what values point at -----------------------------------------------------------------------------------

    def _reference(self, model: type[Thing], name: str, where: str) -> Thing:
        if issubclass(model, Page):
            found: Any = model._default_manager.filter(url_path=f"/{HOME_SLUG}/{name}/").first()
        elif model is Organisation:
            found = Organisation.objects.matching(name)
        elif model is get_image_model():
            found = model._default_manager.filter(title=self._titles.get(name)).first()
        elif model is get_document_model():
            found = self._document(name)
        else:
            found = model._default_manager.filter(name=name).first()
        if found is None:
            raise DemoDataError(f"{where}: {model._meta.verbose_name} ”{name}” finns inte i demons data.")
        return found

    def _block(self, block: dict[str, Any], where: str) -> dict[str, Any]:
        """A block whose chooser values are names → with primary keys, as a StreamField stores it."""
        value = block["value"]
        if isinstance(value, dict):
            value = dict(value)
            for key, model in _CHOSEN.items():
                if value.get(key):
                    value[key] = self._reference(model(), value[key], where).pk
            if block["type"] == "situation":
                value["page"] = self._reference(Page, value["page"], where).pk
            if block["type"] == "links":
                value["items"] = [self._link(item, where) for item in value["items"]]
        return {"type": block["type"], "value": value}

    def _link(self, item: dict[str, Any], where: str) -> dict[str, Any]:
        if item.get("page"):
            item = {**item, "page": self._reference(Page, item["page"], where).pk}
        return {"type": "item", "value": item}

    @cached_property
    def _titles(self) -> dict[str, str]:
        return {image["file"]: image["title"] for image in self.data["images"]}

    def _image(self, values: dict[str, Any]) -> None:
        model = get_image_model()
        if not model.objects.filter(title=values["title"]).exists():
            folder = self.samples / "demo" / "bilder"
            path = folder / values["file"]
            content = (path if path.exists() else self.samples / "archive" / "bilder" / values["file"]).read_bytes()
            file = ImageFile(BytesIO(content), name=values["file"])
            model.objects.create(title=values["title"], description=values["description"], file=file)

    def _document(self, name: str) -> models.Model:
        model = get_document_model()
        path = self.samples / "archive" / name
        title = path.stem.replace("-", " ").capitalize()
        found = model.objects.filter(title=title).first()
        if found is None:
            found = model.objects.create(title=title, file=ContentFile(path.read_bytes(), name=path.name))
        return found

    def _with_children(self, model: type[models.Model], values: dict[str, Any], key: str) -> None:
        """Makes a snippet that has children (roles, observations) where there is none of its name."""
        if model._default_manager.filter(**{key: values[key]}).exists():
            return
        where = f"{model._meta.verbose_name} ”{values[key]}”"
        with transaction.atomic():
            thing = model(**self._fields(model, values, where))
            thing.full_clean()
            self._add_children(thing, values, where)
            thing.save()

    def _settings(self, site: Site) -> None:
        settings = SiteSettings.for_site(site)
        if settings.organisation_name:
            return
        for name, value in self._fields(SiteSettings, self.data["settings"], "webbplatsens inställningar").items():
            setattr(settings, name, value)
        settings.full_clean()
        settings.save()
