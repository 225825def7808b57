"""JSON-LD (schema.org) of news pages, as Python objects; a template writes them out."""

from __future__ import annotations

from typing import Any

from django.utils.timezone import localtime

from brygga.projects.structured_data import CONTEXT, faq_data, organisation_data, without_empty
from brygga.site.pictures import sharing_rendition

from .page_parts import news_parts


def news_data(page: Any, request: Any = None) -> list[dict[str, Any]]:
    """NewsArticle, and FAQPage where the body answers questions."""
    published = page.published_on
    modified = page.changed_on
    image = sharing_rendition(page.lead_image)
    publisher = organisation_data(page.publisher) if page.publisher else None
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
            "image": [image.full_url] if image else [],
            "author": publisher,
            "publisher": publisher,
            "inLanguage": "sv",
            "about": [
                {"@type": "Project", "name": project.title, "url": project.get_full_url(request)}
                for project in news_parts(page)["projects"]
            ],
            "isBasedOn": page.source_url,
        }
    )
    return [news, *event_data(page, request), *faq_data(page.body.stream_block.shown(page.body))]


def event_data(page: Any, request: Any = None) -> list[dict[str, Any]]:
    """Event, for an invitation that says when; [] for other news."""
    if not page.event_start:
        return []
    place = {"@type": "Place", "name": page.event_place, "address": page.event_place} if page.event_place else None
    return [
        without_empty(
            {
                "@context": CONTEXT,
                "@type": "Event",
                "name": page.title,
                "startDate": localtime(page.event_start).isoformat(timespec="minutes"),
                "endDate": localtime(page.event_end).isoformat(timespec="minutes") if page.event_end else "",
                "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode" if place else "",
                "eventStatus": "https://schema.org/EventScheduled",
                "location": place,
                "description": page.description,
                "organizer": organisation_data(page.publisher) if page.publisher else None,
                "url": page.get_full_url(request),
            }
        )
    ]
