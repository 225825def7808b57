"""Where people are named, and what is needed to answer somebody who asks what is known of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import Page, ReferenceIndex, get_page_models

from brygga.site.search.texts import page_texts

from .models import Person

_AROUND = 60  # characters shown on each side of a name in a text


@dataclass(frozen=True, slots=True)
class Mention:
    """One place that names a person: the page, where on it, and the words (of a quote) where there are any.

    `linked` is false when the page has the name but points at no Person.
    """

    page: Page
    where: str
    text: str
    linked: bool

    @property
    def where_label(self) -> str:
        """`where` for people."""
        labels = {"quote": _("Citat"), "contact": _("Kontakt"), "head": _("Chef"), "text": _("Text")}
        return labels.get(self.where, self.where)


def page_type_ids() -> list[int]:
    """The content types of all page models."""
    return [ContentType.objects.get_for_model(model).pk for model in get_page_models()]


def mentions(person: Person) -> list[Mention]:
    """Every page that points at the person or has their name in a quote, a contact or its text; drafts too, by title.

    Pages are read as they are published, or as they were saved last if they never were.
    """
    pages = {page.pk: page for page in _linked_pages(person)}
    found = [mention for page in pages.values() for mention in _on_page(page, person)]
    named = set(_pages_with_name(person.name)) - set(pages)
    found += [mention for page in Page.objects.filter(pk__in=named).specific() for mention in _on_page(page, person)]
    return sorted(found, key=lambda mention: (mention.page.title.casefold(), mention.page.pk))


def _linked_pages(person: Person) -> Iterable[Page]:
    references = ReferenceIndex.get_references_to(person).filter(
        base_content_type__in=[ContentType.objects.get_for_model(Page).pk, *page_type_ids()]
    )
    keys = {int(pk) for pk in references.values_list("object_id", flat=True)}
    return Page.objects.filter(pk__in=keys).specific()


def _pages_with_name(name: str) -> Iterable[int]:
    """The pages of any type whose title, texts or contacts hold the name."""
    # JSON may hold å, ä and ö escaped (SQLite, MySQL) or as they are (PostgreSQL).
    forms = {name, name.encode("ascii", "backslashreplace").decode().replace("\\x", "\\u00")}
    keys = set(Page.objects.filter(title__icontains=name).values_list("pk", flat=True))
    for model in get_page_models():
        own = {field.name for field in model._meta.local_fields}
        names = [field.field_name for field in model.get_searchable_search_fields() if field.field_name in own]
        holds = Q(pk__in=[])
        for field in (*names, *({"lead_quotes"} & own)):
            for form in forms:
                holds |= Q(**{f"{field}__icontains": form})
        if any(relation.get_accessor_name() == "contacts" for relation in model._meta.related_objects):
            holds |= Q(contacts__name=name)
        keys.update(model.objects.filter(holds).values_list("pk", flat=True))
    return keys


def _on_page(page: Page, person: Person) -> Iterable[Mention]:
    said = set()
    for field in ("lead_quotes", "body"):
        for block in getattr(page, field, None) or ():
            if block.block_type not in {"quote", "contact"}:
                continue
            value = block.value
            linked = block.block_type == "quote" and value["person"] is not None and value["person"].pk == person.pk
            name = value["speaker_name"] if block.block_type == "quote" else value["name"]
            if linked or name == person.name:
                said.add((value.get("text") or "").strip())
                yield Mention(page, block.block_type, value.get("text") or "", linked)
    contacts = page.contacts.all() if hasattr(page, "contacts") else ()
    for contact in contacts:
        if contact.person_id == person.pk or contact.name == person.name:
            yield Mention(page, "contact", "", contact.person_id == person.pk)
    if getattr(page, "head_id", None) == person.pk:
        yield Mention(page, "head", page.head_role, True)
    # The name with nothing beside it is that of a quote's or contact's own.
    in_text = re.compile(rf"(?<!\w){re.escape(person.name)}s?(?!\w)", re.IGNORECASE)
    for text in (page.title, *page_texts(page)):
        match = in_text.search(text)
        if match and text.strip() != person.name and text.strip() not in said:
            yield Mention(page, "text", _around(text, match.start(), match.end()), False)


def _around(text: str, start: int, end: int) -> str:
    """The words on both sides of a place in a text."""
    first, last = max(0, start - _AROUND), end + _AROUND
    before, after = text[first:start], text[end:last]
    if first:
        before = "… " + before.partition(" ")[2]
    if last < len(text):
        after = after.rpartition(" ")[0] + " …"
    return before + text[start:end] + after
