"""Template tags for images: `{% load brygga_images %}`."""

from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from wagtail.images.models import AbstractImage, AbstractRendition, Picture

from brygga.site.pictures import sharing_rendition

register = template.Library()


class DistinctPicture(Picture):
    """A picture whose `srcset` names each width once.

    Wagtail makes no image larger than it is, so the larger sizes of a small image are all alike; HTML allows only one
    of each width.
    """

    def __init__(self, picture: Picture, attrs: dict[str, Any]) -> None:
        self.renditions, self.formats, self.attrs = picture.renditions, picture.formats, attrs

    @classmethod
    def get_width_srcset(cls, renditions_list: list[AbstractRendition]) -> str:
        by_width: dict[int, AbstractRendition] = {}
        for rendition in renditions_list:
            by_width.setdefault(rendition.width, rendition)
        return super().get_width_srcset(list(by_width.values()))


@register.simple_tag
def share_image(image: AbstractImage | None) -> AbstractRendition | None:
    """The image in the size of those who share the page; None without one, or when its file is gone."""
    return sharing_rendition(image or None)  # a page type without the field gives ""


@register.simple_tag
def draw(picture: Picture | str, **attrs: Any) -> SafeString | str:
    """What `{% picture … as drawn %}` has made, as HTML with the attributes given: `{% draw drawn alt="…" %}`."""
    if not isinstance(picture, Picture):
        return ""
    return mark_safe(DistinctPicture(picture, attrs).__html__())  # noqa: S308 (Wagtail escapes the attributes)
