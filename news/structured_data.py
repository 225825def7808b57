"""JSON-LD (schema.org) of news pages, as Python objects; a template writes them out."""

from __future__ import annotations

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.timezone import localtime

from brygga.projects.structured_data import CONTEXT, faq_data, organisation_data, without_empty
from brygga.site.organisation_data import publisher_data
from brygga.site.pictures import sharing_rendition
from brygga.site.site_settings import SiteSettings

from .page_parts import news_parts


def news_data(page: Any, request: Any = None) -> list[dict[str, Any]]:
    """NewsArticle, and FAQPage where the body answers questions."""
    published = page.published_on
    modified = page.changed_on
    sender = organisation_data(page.publisher) if page.publisher else None
    news = without_empty(
        {
            "@context": CONTEXT,
            "@type": "NewsArticle",
            "headline": page.title[:110],
            "url": page.get_full_url(request),
            "mainEntityOfPage": page.get_full_url(request),
            "description": page.description,
            "datePublished": published.isoformat() if published else "",
            "dateModified": modified.isoformat() if modified else "",
            "image": _images(page, request),
            "author": sender,
            # The site publishes the page, also where nobody knows who sent out what it says.
            "publisher": _publisher(request) or sender,
            "inLanguage": "sv",
            "about": [
                {"@type": "Project", "name": project.title, "url": project.get_full_url(request)}
                for project in news_parts(page)["projects"]
            ],
            "isBasedOn": page.source_url,
        }
    )
    return [news, *event_data(page, request), *faq_data(page.body.stream_block.shown(page.body))]


def _publisher(request: Any) -> dict[str, Any] | None:
    return publisher_data(SiteSettings.for_request(request), request) if request is not None else None


def _images(page: Any, request: Any) -> list[str]:
    """The page's picture, else the card that is drawn for who shares it."""
    if image := sharing_rendition(page.lead_image):
        return [image.full_url]
    if request is None or not (page.pk and page.live):
        return []
    try:
        return [request.build_absolute_uri(reverse("brygga_share_card", args=[page.pk]))]
    except NoReverseMatch:  # the site leaves the cards out
        return []


def event_data(page: Any, request: Any = None) -> list[dict[str, Any]]:
    """Event, for an invitation that says when and where, as Google requires; [] for other news."""
    if not page.event_start or not page.event_place:
        return []
    address = {"@type": "PostalAddress", "streetAddress": page.event_place, "addressCountry": "SE"}
    return [
        without_empty(
            {
                "@context": CONTEXT,
                "@type": "Event",
                "name": page.title,
                "startDate": localtime(page.event_start).isoformat(timespec="minutes"),
                "endDate": localtime(page.event_end).isoformat(timespec="minutes") if page.event_end else "",
                "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
                "eventStatus": "https://schema.org/EventScheduled",
                "location": {"@type": "Place", "name": page.event_place, "address": address},
                "image": _images(page, request),
                "description": page.description,
                "organizer": organisation_data(page.publisher) if page.publisher else _publisher(request),
                "url": page.get_full_url(request),
            }
        )
    ]
