"""A page type of the site's own that documents become, by rules that the site writes: `BRYGGA_ARTICLE_MAPPING`."""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any, ClassVar

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist, ImproperlyConfigured, ValidationError
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from wagtail.blocks import StructBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from brygga.site.options import option

from .article_rest import rest_of
from .block_html import html_of
from .fields import field_of
from .mapped_values import NOT_HELD, value_for
from .page_values import Desired

Raw = dict[str, Any]
Rule = str | tuple[str, Callable[[Any], Any]]
BlockRule = str | Callable[[Any], tuple[str, Any]]

#: What a rule may take, each as `news_values.news_page` gives it.
NAMES = (
    "kind lead lead_quotes lead_image lead_image_alt lead_image_caption lead_image_credit publisher publisher_name "
    "first_published_on updated_on contacts source_url source_name source_label"
).split()
_PASSED = ("title", "go_live_at", "expire_at")  # which every page has


class ArticleMapping:
    """Subclass it and name it in `BRYGGA_ARTICLE_MAPPING`. Documents become drafts of `model`, below the page that the
    import is told (`--under`), else below the first page of the type `below`.

    `fields` maps a field of the page to what it gets: one of `NAMES`, or a pair of such a name and a function of its
    value. `blocks` maps a block of ours to the page's block of the same form, or to a function that gives its name
    and raw value. `body` is the stream or the rich text that holds the text, `text` the stream's block of rich text.
    **Nothing is lost**: what no rule takes, or the field cannot hold, becomes text in `body`.
    """

    model: ClassVar[str]
    below: ClassVar[str] = ""
    fields: ClassVar[Mapping[str, Rule]] = {}
    body: ClassVar[str] = "body"
    text: ClassVar[str] = "paragraph"
    blocks: ClassVar[Mapping[str, BlockRule]] = {}

    def page_type(self) -> type[Page]:
        """The page type. Raises `ImproperlyConfigured` for what is none."""
        return _page_type(self.model)

    def parent(self, pages: Callable[[Any], Any]) -> Page:
        """The page that new pages go below; `pages` keeps of a queryset those of the run's site. Raises
        ValidationError where there is none."""
        found = pages(_page_type(self.below).objects.order_by("depth", "path")).first() if self.below else None
        if found is None:
            raise ValidationError(
                _("Det finns ingen sida att lägga %s under: ange den med --under.")
                % self.page_type()._meta.verbose_name
            )
        return found

    def values(self, ours: Mapping[str, Any]) -> dict[str, Any]:
        """What the site's page is to say where ours would say `ours`. Raises ValidationError for a block that would
        lose something."""
        model = self.page_type()
        result = {name: ours[name] for name in _PASSED if name in ours}
        taken = set()
        for name, rule in self.fields.items():
            source, convert = (rule, None) if isinstance(rule, str) else rule
            given = ours.get(source)
            value = value_for(field_of(model, name), given) if convert is None else convert(given)
            result[name] = None if value is NOT_HELD else value
            if value is not NOT_HELD:
                taken.add(source)
        before, after = rest_of(ours, taken)
        result[self.body] = self._body(field_of(model, self.body), [*before, *ours["body"], *after])
        return result

    def sources(self, ours: Mapping[str, Any]) -> dict[str, Any]:
        """Where the words of each field stand, by the site's fields."""
        result = {name: ours[name] for name in _PASSED if name in ours}
        result |= {name: ours[of] for name, rule in self.fields.items() if (of := _source(rule)) in ours}
        left = set(ours) - set(_PASSED) - {_source(rule) for rule in self.fields.values()}
        result[self.body] = [entry for name in sorted(left) for entry in ours[name]]
        return result

    def page(self, news: Desired, publisher: str | None) -> Desired:
        """The site's page, where ours would be `news`. Raises as `values`."""
        values = self.values({**news.values, "publisher_name": publisher or ""})
        sources = self.sources(news.sources)
        return Desired("news", news.key, news.title, values=values, sources=sources, model=self.page_type())

    def _body(self, field: Any, blocks: list[Raw]) -> Any:
        if not isinstance(field, StreamField):
            return "".join(html_of(block["type"], block["value"]) for block in blocks)
        return [self._block(field.stream_block, block) for block in blocks]

    def _block(self, stream: Any, block: Raw) -> Raw:
        kind, value = block["type"], block["value"]
        rule = self.blocks.get(kind)
        if rule is None:
            return {"type": self.text, "value": html_of(kind, value)}
        name, value = (rule, value) if isinstance(rule, str) else rule(value)
        there = stream.child_blocks.get(name)
        if isinstance(there, StructBlock) and isinstance(value, dict):
            lost = sorted(key for key, part in value.items() if part and key not in there.child_blocks)
            if lost:
                words = {"block": name, "fields": ", ".join(lost)}
                raise ValidationError(_("Blocket %(block)s har inget fält för %(fields)s.") % words)
            value = {key: part for key, part in value.items() if key in there.child_blocks}
        return {"type": name, "value": value}

    def problems(self) -> Iterator[str]:
        """What is wrong with the rules, in Swedish; nothing where they fit the page type."""
        try:
            model = self.page_type()
            if self.below:
                _page_type(self.below)
        except ImproperlyConfigured as error:
            yield str(error)
            return
        for name in (*self.fields, self.body):
            try:
                field_of(model, name)
            except (FieldDoesNotExist, AssertionError):
                yield _("%(model)s har inget fält som heter %(field)s.") % {"model": self.model, "field": name}
                return
        for name, rule in self.fields.items():
            if (source := _source(rule)) not in NAMES:
                words = {"field": name, "name": source, "names": ", ".join(NAMES)}
                yield _("Regeln för %(field)s tar %(name)s, som inte finns. Använd någon av %(names)s.") % words
        body = field_of(model, self.body)
        if isinstance(body, StreamField):
            wanted = [self.text, *(rule for rule in self.blocks.values() if isinstance(rule, str))]
            for block in wanted:
                if block not in body.stream_block.child_blocks:
                    words = {"model": self.model, "field": self.body, "block": block}
                    yield _("%(model)s.%(field)s har inget block som heter %(block)s.") % words
        elif not isinstance(body, RichTextField):
            words = {"model": self.model, "field": self.body}
            yield _("%(model)s.%(field)s måste vara ett StreamField eller ett RichTextField.") % words


def _source(rule: Rule) -> str:
    return rule if isinstance(rule, str) else rule[0]


def _page_type(name: str) -> type[Page]:
    try:
        model = apps.get_model(name)
    except (LookupError, ValueError) as error:
        raise ImproperlyConfigured(_("BRYGGA_ARTICLE_MAPPING: det finns ingen modell %s.") % name) from error
    if not issubclass(model, Page):
        raise ImproperlyConfigured(_("BRYGGA_ARTICLE_MAPPING: %s är ingen sidtyp.") % name)
    return model


def article_mapping() -> ArticleMapping | None:
    """The site's mapping, if it has one. Raises `ImproperlyConfigured` for one that cannot be had."""
    path = option("BRYGGA_ARTICLE_MAPPING")
    return _load(path) if path else None


@lru_cache(maxsize=8)
def _load(path: str) -> ArticleMapping:
    try:
        found = import_string(path)
    except ImportError as error:
        raise ImproperlyConfigured(_("BRYGGA_ARTICLE_MAPPING: %s finns inte.") % path) from error
    if not (isinstance(found, type) and issubclass(found, ArticleMapping)):
        raise ImproperlyConfigured(_("BRYGGA_ARTICLE_MAPPING: %s är ingen ArticleMapping.") % path)
    return found()


def mapping_version() -> str:
    """A short hash of the mapping's code, "" without one: with other rules documents are read again."""
    mapping = article_mapping()
    if mapping is None:
        return ""
    module = inspect.getmodule(type(mapping))
    code = inspect.getsource(module) if module is not None else repr(type(mapping))
    return hashlib.sha256(code.encode()).hexdigest()[:8]
