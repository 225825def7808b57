"""What the API says of a news page."""

from wagtail.api import APIField

from brygga.projects.api import (
    COMMON_API_FIELDS,
    COMMON_API_PREFETCH,
    image_representation,
    many,
    one,
    organisation_representation,
    page_representation,
    text_of,
)
from brygga.projects.quotes import quote_representation
from brygga.site.presentable import line

NEWS_API_PREFETCH = (*COMMON_API_PREFETCH, "publisher", "lead_image", "related_projects", "related_units")
NEWS_API_FIELDS = [
    *COMMON_API_FIELDS,
    APIField("kind"),
    many("quotes", quote_representation),
    one("lead_image", image_representation),
    APIField("lead_image_alt"),
    one("lead_image_caption", line),
    one("lead_image_credit", line),
    one("publisher", organisation_representation),
    APIField("first_published_on"),
    one("published_on", text_of),
    APIField("updated_on"),
    many("related_projects", page_representation),
    many("related_units", page_representation),
    APIField("source_url"),
    one("source_name", line),
    APIField("source_label"),
]
