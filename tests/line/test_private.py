"""What is for one group is for nobody else: every public address answers as if it were not there, to somebody who has
not logged in and to somebody of another group alike. Who is of the group reads it at its own address."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.cache import cache
from wagtail.models import PageViewRestriction, Site

from .conftest import Line, import_archive
from .crawl import Answer, Answers, Visitor, differences
from .test_the_line import _addresses, _made_live


def seen(answers: Answers) -> Answers:
    """The answers without what differs for whoever has a session: their pages have no ETag."""
    return {address: _without_tag(answer) for address, answer in answers.items()}


def _without_tag(answer: Answer) -> Answer:
    return replace(answer, headers=tuple(pair for pair in answer.headers if pair[0] != "ETag"))


@pytest.mark.slow  # four crawls; for whoever has not logged in the short one stands in test_the_line.py
def test_what_is_for_a_group_is_nowhere_for_others(short_line: Line, small_archive: Path) -> None:
    import_archive(small_archive, publish_all=True)
    pages = _made_live()
    assert len({type(page.specific) for page in pages}) > 1
    inside = Group.objects.create(name="Nämnden")
    for page in pages:
        kind = PageViewRestriction.GROUPS
        PageViewRestriction.objects.create(page=page, restriction_type=kind).groups.add(inside)
    own = _addresses(pages)
    assert "\n".join(short_line.crossed(but=own)) == ""

    cache.clear()
    base = Site.objects.get(is_default_site=True).root_url
    users = get_user_model().objects
    member, other = users.create_user("ledamot", password="x"), users.create_user("annan", password="x")
    member.groups.add(inside)
    other.groups.add(Group.objects.create(name="En annan nämnd"))

    for user in (other, member):
        after = Visitor(base, user).crawl(short_line.addresses, before=short_line.before)
        elsewhere = [{a: b for a, b in seen(these).items() if a not in own} for these in (short_line.before, after)]
        reads = [after[address].status == 200 for address in own]
        if user is other:
            assert not any(reads)
            assert differences(*elsewhere) == []
        else:
            assert all(reads)
