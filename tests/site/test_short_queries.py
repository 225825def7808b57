"""Rows fetched in SQL are the rows that Django would have made."""

import pytest

from brygga.news.models import NewsPage
from brygga.projects.models import Funding, Observation, ProjectPage, UnitPage
from brygga.site.short_queries import key_of, select


def plain(value):
    return value.get_prep_value() if hasattr(value, "get_prep_value") else value


@pytest.mark.parametrize("model", [ProjectPage, UnitPage, NewsPage, Funding, Observation])
def test_every_field_has_the_value_and_the_type_it_has_through_django(site, model):
    ours = {row.pk: row for row in select(model, "")}
    theirs = list(model.objects.all())
    assert theirs
    assert len(ours) == len(theirs)
    for row in theirs:
        for field in model._meta.concrete_fields:
            value, expected = getattr(ours[row.pk], field.attname), getattr(row, field.attname)
            assert (type(value), plain(value)) == (type(expected), plain(expected)), field


def test_fields_that_were_not_asked_for_are_fetched_when_they_are_used(site, django_assert_num_queries):
    with django_assert_num_queries(1):
        (page,) = select(ProjectPage, f"WHERE {key_of(ProjectPage)} = %s", site.project.pk, fields=["title"])
        assert (page.pk, page.id, page.title) == (site.project.pk, site.project.pk, site.project.title)
    with django_assert_num_queries(1):
        assert page.lead == site.project.lead


def test_a_flag_tells_which_rows_a_condition_holds_for(site):
    rows = select(UnitPage, "ORDER BY path", site.unit.pk, flag=("is_it", f"{key_of(UnitPage)} = %s"))
    assert len(rows) > 1
    assert [row.pk for row in rows if row.is_it] == [site.unit.pk]
