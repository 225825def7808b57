"""Two records of the register made one: everything follows, and all comes back."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone, translation
from wagtail.models import ModelLogEntry, ReferenceIndex, Revision

from brygga.news.models import NewsPage
from brygga.projects.merging.merge import CannotMergeError, merge
from brygga.projects.merging.parting import part
from brygga.projects.models import BlockedName, Merge, Organisation, Partner, Person, PersonName, ProjectPage, UnitPage
from brygga.projects.models.personal_data import RightsCase
from brygga.projects.personal_data.blocked import block
from brygga.projects.personal_data.naming import Named
from tests.factories import (
    FundFactory,
    IndicatorFactory,
    MunicipalityFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    OrganisationFactory,
    OrganisationNameFactory,
    PartnerFactory,
    PersonFactory,
    PersonRoleFactory,
    ProjectPageFactory,
    UnitPageFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def swedish():
    with translation.override("sv"):
        yield


@pytest.fixture
def two(db):
    """The same person twice: (the one that is to stay, the other)."""
    solvik = MunicipalityFactory(name="Solviks kommun")
    kept, gone = PersonFactory(name="Maja Lind"), PersonFactory(name="Maja Lind-Ek", email="maja@solvik.example")
    PersonRoleFactory(person=kept, role="enhetschef", organisation=solvik)
    PersonRoleFactory(person=gone, role="Enhetschef", organisation=solvik, source_text="Maja Lind-Ek är enhetschef.")
    PersonRoleFactory(person=gone, role="ordförande")
    return kept, gone


def quoted(person):
    return [
        ("quote", {"text": "Det går framåt.", "speaker_name": "Maja", "person": person}),
        ("paragraph", "<p>Mer.</p>"),
    ]


@pytest.fixture
def news(home):
    return NewsIndexPageFactory(parent=home)


def speakers(page_or_revision):
    """Whom the quotes of a page or of a version of it point at."""
    page = page_or_revision.as_object() if isinstance(page_or_revision, Revision) else page_or_revision
    return [block.value["person"].pk for block in page.body if block.block_type == "quote" and block.value["person"]]


def test_all_that_names_the_other_names_the_one_that_stays(two, news, unit_index, admin_user):
    kept, gone = two
    page = NewsPageFactory(parent=news, body=quoted(gone))
    page.save_revision().publish()
    page.body = [*quoted(gone), *quoted(gone)]
    draft = page.save_revision()
    later = page.save_revision(approved_go_live_at=timezone.now() + dt.timedelta(days=2))
    unit = UnitPageFactory(parent=unit_index, head=gone)

    done = merge("person", kept.pk, gone.pk, admin_user)

    assert not Person.objects.filter(pk=gone.pk).exists()
    assert speakers(NewsPage.objects.get()) == [kept.pk]
    assert speakers(Revision.objects.get(pk=draft.pk)) == [kept.pk] * 2
    assert speakers(Revision.objects.get(pk=later.pk)) == [kept.pk] * 2
    assert UnitPage.objects.get(pk=unit.pk).head == kept
    assert [role.role for role in kept.roles.all()] == ["enhetschef", "ordförande"]  # said once
    kept = Person.objects.get(pk=kept.pk)
    assert kept.email == "maja@solvik.example"
    assert [name.name for name in kept.names.all()] == ["Maja Lind-Ek"]
    assert not ReferenceIndex.objects.filter(to_object_id=str(gone.pk), to_content_type__model="person").exists()
    assert ReferenceIndex.get_references_to(kept).count() == 2
    assert {row.action for row in ModelLogEntry.objects.for_instance(kept)} == {"brygga.merge"}
    assert done.places >= 6


def test_undone_everything_names_both_as_before(two, news, unit_index, admin_user):
    kept, gone = two
    page = NewsPageFactory(parent=news, body=quoted(gone))
    page.save_revision().publish()
    draft = page.save_revision()
    UnitPageFactory(parent=unit_index, head=gone)
    own = NewsPageFactory(parent=news, body=quoted(kept))

    done = part(merge("person", kept.pk, gone.pk, admin_user).pk, admin_user)

    assert done.left == []
    gone = Person.objects.get(pk=gone.pk)
    assert (gone.name, gone.email) == ("Maja Lind-Ek", "maja@solvik.example")
    assert sorted(role.role for role in gone.roles.all()) == ["Enhetschef", "ordförande"]
    assert gone.roles.get(role="Enhetschef").source_text == "Maja Lind-Ek är enhetschef."
    kept = Person.objects.get(pk=kept.pk)
    assert (kept.email, list(kept.names.all()), kept.roles.count()) == ("", [], 1)
    assert speakers(NewsPage.objects.get(pk=page.pk)) == speakers(Revision.objects.get(pk=draft.pk)) == [gone.pk]
    assert speakers(NewsPage.objects.get(pk=own.pk)) == [kept.pk]
    assert UnitPage.objects.get().head == gone
    assert ReferenceIndex.get_references_to(gone).count() == 2
    assert "brygga.unmerge" in {row.action for row in ModelLogEntry.objects.for_instance(gone)}


def test_what_somebody_has_changed_since_stays_and_is_told(two, news, unit_index, admin_user):
    kept, gone = two
    page = NewsPageFactory(parent=news, body=[*quoted(gone), *quoted(gone)])
    unit, other = UnitPageFactory(parent=unit_index, head=gone), PersonFactory()
    done = merge("person", kept.pk, gone.pk, admin_user)

    UnitPage.objects.filter(pk=unit.pk).update(head=other)
    changed = NewsPage.objects.get(pk=page.pk)
    del changed.body[0]
    changed.body.insert(0, ("paragraph", "<p>Nytt först.</p>"))
    changed.save()
    done = part(done.pk, admin_user)

    assert UnitPage.objects.get(pk=unit.pk).head == other
    assert speakers(NewsPage.objects.get(pk=page.pk)) == [gone.pk]  # the second quote, which has moved
    assert done.left == [["Enhet", 1], ["Nyhet", 1]]


def test_organisations_with_their_names_lists_and_rows(project_index, unit_index, admin_user):
    kept, gone = MunicipalityFactory(name="Solviks kommun"), OrganisationFactory(name="Solviks stad", short_name="SS")
    OrganisationNameFactory(organisation=gone, name="Solviks köping", kind="former")
    both, one = (ProjectPageFactory(parent=project_index) for _ in range(2))
    both.municipalities.set([kept, gone])
    both.save()
    one.municipalities.set([gone])
    one.save()
    PartnerFactory(page=both, organisation=kept)
    PartnerFactory(page=both, organisation=gone)
    indicator = IndicatorFactory(organisation=gone)

    done = merge("organisation", kept.pk, gone.pk, admin_user)

    for name in ("Solviks stad", "SS", "solviks köping", "Solviks kommun"):
        assert Organisation.objects.matching(name) == kept
    assert [list(ProjectPage.objects.get(pk=p.pk).municipalities.all()) for p in (both, one)] == [[kept], [kept]]
    assert Partner.objects.get().organisation == kept
    indicator.refresh_from_db()
    assert indicator.organisation == kept

    assert part(done.pk, admin_user).left == []
    assert Organisation.objects.matching("Solviks stad") == Organisation.objects.matching("SS") == gone
    assert Organisation.objects.matching("Solviks köping") == gone
    assert set(ProjectPage.objects.get(pk=both.pk).municipalities.all()) == {kept, gone}
    assert list(ProjectPage.objects.get(pk=one.pk).municipalities.all()) == [gone]
    assert {partner.organisation for partner in Partner.objects.all()} == {kept, gone}
    indicator.refresh_from_db()
    assert indicator.organisation == gone


def test_what_would_come_back_by_itself_or_is_one_is_not_merged(admin_user):
    fund, other = FundFactory(), OrganisationFactory()
    for kept, gone, why in ((other, fund, "skulle komma tillbaka"), (fund, fund, "samma post")):
        with pytest.raises(CannotMergeError, match=why):
            merge("organisation", kept.pk, gone.pk, admin_user)
    assert merge("organisation", fund.pk, other.pk, admin_user).kept_name == fund.name
    with pytest.raises(CannotMergeError, match="finns inte längre"):
        merge("organisation", fund.pk, other.pk, admin_user)


def test_merges_are_undone_the_latest_first(admin_user):
    one, two, three = (PersonFactory() for _ in range(3))
    first = merge("person", two.pk, one.pk, admin_user)
    second = merge("person", three.pk, two.pk, admin_user)
    with pytest.raises(CannotMergeError, match="Ångra den sammanslagningen först"):
        part(first.pk, admin_user)
    part(second.pk, admin_user)
    part(first.pk, admin_user)
    assert set(Person.objects.all()) == {one, two, three}
    with pytest.raises(CannotMergeError, match="redan ångrad"):
        part(first.pk, admin_user)


def test_a_name_that_is_blocked_comes_back_neither_as_another_name_nor_when_it_is_undone(two, admin_user):
    kept, gone = two
    block(Named(("Maja Lind-Ek",)), "replace", "en person", RightsCase.objects.create(kind="change"))
    assert BlockedName.objects.exists()
    done = merge("person", kept.pk, gone.pk, admin_user)
    assert not PersonName.objects.exists()
    with pytest.raises(CannotMergeError, match="spärrad"):
        part(done.pk, admin_user)
    assert Merge.objects.get().undone_at is None
