"""The desk: imported news one at a time beside the original, what is to be checked, and what is decided."""

import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from docx import Document
from wagtail.models import GroupPagePermission, PageLogEntry

from brygga.importers.models import ImportItem, ImportRun, Review
from brygga.importers.review import acting, left_out_prose, review_queue
from brygga.importers.runs.publish import publish_run
from brygga.importers.writing import pages
from brygga.news.models import NewsPage
from tests.site.content import picture

from .archive import KITCHEN, LIBRARY, news, page, run_import, write

pytestmark = pytest.mark.django_db
KITCHEN_TITLE, LIBRARY_TITLE = "Nytt kök ger fler en väg till jobb", "Språkcaféet flyttar till biblioteket"
UNNAMED = LIBRARY.replace(", säger Ola Berg, bibliotekschef i Solviks kommun", "")
HOSTILE = page(
    "Kafé i parken",
    "https://gammal.solvik.example/kafe",
    '<p onclick="alert(1)">Kaféet öppnar på lördag i parken.</p><script>alert(2)</script>'
    '<p><a href="javascript:alert(3)">Läs om kaféet</a></p><img src="https://spion.example/p.gif" alt="Kaféet">'
    '<iframe src="https://spion.example/"></iframe><style>@import "https://spion.example/a.css";</style>',
)


def reviewer(django_user_model, name, index, *codenames):
    group, _made = Group.objects.get_or_create(name=f"Granskare {name}")
    codenames = codenames or ("review_import", "see_originals")
    group.permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
    for codename in ("add_page", "change_page", "publish_page"):
        permission = Permission.objects.get(codename=codename)
        GroupPagePermission.objects.get_or_create(group=group, page=index, permission=permission)
    user = django_user_model.objects.create_user(name, password="x")
    user.groups.add(group)
    return user


@pytest.fixture
def index():
    return pages.index_for("news", pages.home_of())


@pytest.fixture
def maja(index, django_user_model):
    return reviewer(django_user_model, "maja", index)


@pytest.fixture
def desk(client, maja, tmp_path):
    """Two imported drafts, of which one has a quote without a name, and somebody who reviews."""
    run_import(write(tmp_path / "a", bok=UNNAMED, kok=KITCHEN))
    client.force_login(maja)
    return client


def item(title):
    return ImportItem.objects.get(page__title=title)


def at(name, title, **query):
    return reverse(f"granska:{name}", args=[item(title).pk])


def shown(client, title):
    return client.get(at("item", title)).content.decode()


def key_of(html, kind):
    return re.search(rf'name="key" value="({kind}[^"]*)"', html)[1]


def test_twenty_seconds_for_an_article_without_problems_publish_and_the_next_comes(desk, maja):
    answer = desk.get(reverse("granska:next"), follow=True)
    first = answer.context["item"]
    assert "2 kvar att granska" in answer.content.decode()
    answer = desk.post(reverse("granska:decide", args=[first.pk]), {"beslut": "publicera"}, follow=True)
    assert answer.context["item"].pk != first.pk
    assert "1 kvar att granska" in answer.content.decode()
    assert NewsPage.objects.get(pk=first.page_id).live
    log = PageLogEntry.objects.get(page=first.page_id, action="wagtail.publish")
    assert log.user == maja
    review = Review.objects.get(item=first)
    assert (review.state, review.decided_by) == ("published", maja)
    second = answer.context["item"]
    answer = desk.post(reverse("granska:decide", args=[second.pk]), {"beslut": "utkast"}, follow=True)
    assert "Det finns inget mer att granska" in answer.content.decode()
    assert not NewsPage.objects.get(pk=second.page_id).live


def test_one_enter_publishes_where_nothing_is_to_be_checked_and_never_where_something_is(desk):
    assert re.search(r'value="publicera"[^>]*autofocus[^>]*>Godkänn och publicera, nästa<', shown(desk, KITCHEN_TITLE))
    doubtful = shown(desk, LIBRARY_TITLE)
    assert "Publicera ändå, nästa (1 att kontrollera)" in doubtful
    assert not re.search(r'value="publicera"[^>]*autofocus', doubtful)
    assert doubtful.count("autofocus") == 1


def test_a_speaker_is_given_at_once_and_taken_back(desk, maja):
    html = shown(desk, LIBRARY_TITLE)
    key = key_of(html, "quote")
    given = {"key": key, "act": "andra", "speaker_name": "Ola Berg", "role": "bibliotekschef"}
    html = desk.post(at("do", LIBRARY_TITLE), given, follow=True).content.decode()
    assert "Inget är tveksamt" in html
    draft = pages.latest(news(LIBRARY_TITLE))
    assert [(quote["speaker_name"], quote["role"]) for quote in draft.quotes] == [("Ola Berg", "bibliotekschef")]
    assert draft.latest_revision.user == maja
    assert not news(LIBRARY_TITLE).live
    html = desk.post(at("undo", LIBRARY_TITLE), follow=True).content.decode()
    assert "Ångrat: Ändra" in html
    assert "Att kontrollera: 1" in html
    assert [quote["speaker_name"] for quote in pages.latest(news(LIBRARY_TITLE)).quotes] == [""]


def test_several_changes_are_taken_back_one_by_one(desk):
    html = shown(desk, LIBRARY_TITLE)
    desk.post(at("do", LIBRARY_TITLE), {"key": key_of(html, "quote"), "act": "stammer"})
    block = next(b for b in pages.latest(news(LIBRARY_TITLE)).body.get_prep_value() if b["type"] == "quote")
    desk.post(at("change", LIBRARY_TITLE), {"what": "citat", "block": block["id"], "speaker_name": "Ola Berg"})
    for name in ("", ""):
        desk.post(at("undo", LIBRARY_TITLE))
        assert [quote["speaker_name"] for quote in pages.latest(news(LIBRARY_TITLE)).quotes] == [name]
    assert "Att kontrollera: 1" in shown(desk, LIBRARY_TITLE)
    assert "Det finns inget att ångra" in desk.post(at("undo", LIBRARY_TITLE), follow=True).content.decode()


def test_what_somebody_changed_in_the_editor_meanwhile_is_not_taken_back(desk):
    html = shown(desk, LIBRARY_TITLE)
    desk.post(at("do", LIBRARY_TITLE), {"key": key_of(html, "quote"), "act": "stammer"})
    draft = pages.latest(news(LIBRARY_TITLE))
    draft.lead = "Redaktörens ingress."
    draft.save_revision()
    answer = desk.post(at("undo", LIBRARY_TITLE), follow=True).content.decode()
    assert "Sidan har ändrats någon annanstans" in answer
    assert pages.latest(news(LIBRARY_TITLE)).lead == "Redaktörens ingress."


def test_the_page_and_the_original_stand_beside_each_other(desk):
    html = shown(desk, KITCHEN_TITLE)
    assert f'sandbox referrerpolicy="no-referrer" src="{at("original", KITCHEN_TITLE)}"' in html
    original = desk.get(at("original", KITCHEN_TITLE))
    assert "Vi har väntat länge på den här dagen, säger Maja Lindgren" in original.content.decode()
    becoming = desk.get(at("becoming", KITCHEN_TITLE))
    assert KITCHEN_TITLE in becoming.content.decode()
    assert (original["X-Frame-Options"], becoming["X-Frame-Options"]) == ("SAMEORIGIN", "SAMEORIGIN")


def test_a_hostile_original_can_do_nothing_and_reaches_nobody(client, maja, tmp_path):
    run_import(write(tmp_path / "b", kafe__html=HOSTILE))
    client.force_login(maja)
    answer = client.get(at("original", "Kafé i parken"))
    text = answer.content.decode()
    assert "Kaféet öppnar på lördag i parken" in text
    for bad in ("<script", "onclick", "javascript:", "spion.example", "<iframe", "@import"):
        assert bad not in text, bad
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "sandbox" in answer["Content-Security-Policy"]
    file = client.get(at("original_file", "Kafé i parken"))
    assert file.content == HOSTILE.encode()
    assert file["Content-Disposition"].startswith("attachment")
    assert file["Content-Type"] == "application/octet-stream"


def test_two_people_never_get_the_same_until_a_claim_runs_out(desk, index, django_user_model, client):
    ola = reviewer(django_user_model, "ola", index)
    first = desk.get(reverse("granska:next"), follow=True).context["item"]
    client.force_login(ola)
    second = client.get(reverse("granska:next"), follow=True).context["item"]
    assert first.pk != second.pk
    seen = client.get(reverse("granska:item", args=[first.pk])).content.decode()
    assert "maja har sidan framför sig" in seen
    answer = client.post(reverse("granska:decide", args=[first.pk]), {"beslut": "publicera"}, follow=True)
    assert "har sidan framför sig just nu" in answer.content.decode()
    assert not NewsPage.objects.live().exists()
    Review.objects.filter(item=first).update(claimed_until=timezone.now() - timedelta(seconds=1))
    review_queue.release(second, ola)
    assert review_queue.claim(first, ola)


def test_put_aside_and_passed_on_with_a_note(desk, maja, index, django_user_model):
    ola = reviewer(django_user_model, "ola", index)
    desk.post(at("decide", LIBRARY_TITLE), {"beslut": "lamna", "till": ola.pk, "note": "Vem är det som talar?"})
    desk.post(at("decide", KITCHEN_TITLE), {"beslut": "atsidan"})
    assert review_queue.take_next(review_queue.queue(maja), maja) is None
    listed = desk.get(reverse("granska:index")).content.decode()
    assert "1 ligger åt sidan" in listed
    assert KITCHEN_TITLE in desk.get(reverse("granska:index"), {"lage": "atsidan"}).content.decode()
    desk.force_login(ola)
    assert review_queue.take_next(review_queue.queue(ola), ola) == item(LIBRARY_TITLE)
    assert "Vem är det som talar?" in shown(desk, LIBRARY_TITLE)


def test_what_is_thrown_away_leaves_the_queue_is_published_by_nothing_and_comes_back(desk, maja):
    key = item(KITCHEN_TITLE).pk
    given = {"beslut": "kasta", "note": "Gäller en annan kommun."}
    answer = desk.post(at("decide", KITCHEN_TITLE), given, follow=True)
    assert "är kastad" in answer.content.decode()
    assert answer.context["item"].pk != key
    assert [one.pk for one in review_queue.queue(maja)] == [item(LIBRARY_TITLE).pk]
    listed = desk.get(reverse("granska:index"), {"lage": "kastade"}).content.decode()
    assert KITCHEN_TITLE in listed
    assert "Gäller en annan kommun." in listed
    assert LIBRARY_TITLE not in listed
    publish_run(ImportRun.objects.get())
    assert not NewsPage.objects.get(title=KITCHEN_TITLE).live
    assert "Ta tillbaka till kön" in shown(desk, KITCHEN_TITLE)
    answer = desk.post(at("decide", KITCHEN_TITLE), {"beslut": "tillbaka"}, follow=True).content.decode()
    assert "Sidan ligger i kön igen" in answer
    assert key in [one.pk for one in review_queue.queue(maja)]
    log = PageLogEntry.objects.filter(page__title=KITCHEN_TITLE, action__startswith="brygga_importers.")
    assert [(row.action, row.user) for row in log.order_by("pk")] == [
        ("brygga_importers.throw_away", maja),
        ("brygga_importers.take_back", maja),
    ]


def test_who_may_not_edit_the_page_throws_nothing_away(desk, maja):
    where = at("decide", KITCHEN_TITLE)
    maja.groups.first().page_permissions.all().delete()
    desk.post(where, {"beslut": "kasta"})
    assert not Review.objects.filter(state="thrown").exists()


def test_a_picture_is_seen_where_it_is_described_and_its_caption_is_only_a_hint(client, maja, tmp_path):
    run_import(write(tmp_path / "a", kok=KITCHEN))
    client.force_login(maja)
    draft = pages.latest(news(KITCHEN_TITLE))
    image = picture()
    draft.body.append(("image", {"image": image, "alt": "", "caption": "Foto: Ola Berg", "credit": ""}))
    draft.save_revision()
    html = shown(client, KITCHEN_TITLE)
    check = html.partition("En bild saknar beskrivning")[2].partition("</li>")[0]
    assert re.search(r'<img [^>]*src="[^"]*verkstaden', check)
    assert 'name="value" value=""' in check
    assert re.search(r'id="(hint-[^"]+)">Bildtexten, som också läses upp: Foto: Ola Berg<', check)[1] in check


def test_the_page_on_the_desk_is_without_what_stands_around_every_page(desk):
    becoming = desk.get(at("becoming", KITCHEN_TITLE)).content.decode()
    assert "brygga_importers/becoming.css" in becoming.partition("</head>")[0]


def test_a_word_file_is_shown_with_its_paragraphs_lists_and_tables(client, maja, tmp_path):
    file = Document()
    file.add_heading("Nytt kök i Solvik", 0)
    file.add_paragraph("Solviks kommun har byggt ett kök. Det invigdes i maj.")
    file.add_paragraph("Tre spisar", style="List Bullet")
    file.add_paragraph("Två ugnar", style="List Bullet")
    table = file.add_table(2, 2)
    for cell, text in zip(table._cells, ("År", "Deltagare", "2023", "12"), strict=True):
        cell.text = text
    folder = tmp_path / "a"
    folder.mkdir()
    file.save(folder / "kok.docx")
    run_import(folder)
    client.force_login(maja)
    made = ImportItem.objects.get()
    original = BeautifulSoup(client.get(reverse("granska:original", args=[made.pk])).content, "lxml")
    assert original.h1.get_text() == "Nytt kök i Solvik"
    assert [li.get_text() for li in original.select("ul li")] == ["Tre spisar", "Två ugnar"]
    assert [cell.get_text().strip() for cell in original.select("table td, table th")] == [
        "År",
        "Deltagare",
        "2023",
        "12",
    ]
    assert not original.select("script, [href], [style]")
    told = "".join(part["sentence"] for page in made.written.all() for part in page.sources.get("body", []))
    assert "spisarTvå" not in told
    words = left_out_prose.article_of(made).source_text
    assert [line for line in words.splitlines() if line.strip()][:2] == [
        "Nytt kök i Solvik",
        "Solviks kommun har byggt ett kök. Det invigdes i maj.",
    ]


def test_what_was_left_out_is_taken_in_where_it_stood(client, maja, tmp_path, monkeypatch):
    body = "<p>Kaféet öppnar på lördag i parken.</p><p>Sist talar kommunalrådet om sommaren.</p>"
    run_import(write(tmp_path / "c", kafe__html=page("Kafé", "https://gammal.solvik.example/k", body)))
    client.force_login(maja)
    lost = left_out_prose.LeftProse(
        "abc", "Alla får en bulle den första dagen.", "x", "x", "Kaféet öppnar på lördag i parken.", False
    )
    monkeypatch.setattr(acting, "left_prose", lambda article: [lost])
    step = acting.act(item("Kafé"), maja, "left:abc", "med", {})
    assert step.label.startswith("Ta med")
    words = [str(block.value) for block in pages.latest(news("Kafé")).body]
    assert [("bulle" in text) for text in words] == [False, True, False]


def test_the_queue_asks_as_often_for_many_as_for_few(desk, tmp_path):
    def listed():
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(reverse("granska:index")).status_code == 200
        return len(queries)

    listed()
    few = listed()
    more = {f"n{n}": LIBRARY.replace("Språkcaféet", f"Caféet nummer {n}") for n in range(6)}
    run_import(write(tmp_path / "d", **more), source="fler")
    assert ImportItem.objects.count() == 8
    assert listed() <= few + 1


def test_many_are_published_at_once_when_nothing_is_to_be_checked_and_taken_down_again(desk, maja):
    html = desk.get(reverse("granska:many"), {"visa": "1"}).content.decode()
    assert "Av 2 i stickprovet har 1 inget att kontrollera" in html
    answer = desk.post(reverse("granska:many_publish"), follow=True)
    assert "1 sida är publicerad" in answer.content.decode()
    assert [page.title for page in NewsPage.objects.live()] == [KITCHEN_TITLE]
    query = answer.redirect_chain[-1][0].partition("?")[2]
    desk.post(f"{reverse('granska:many_back')}?{query}")
    assert not NewsPage.objects.live().exists()
    assert review_queue.waiting(review_queue.queue(maja), maja).count() == 2


def test_who_may_not_publish_approves_as_a_draft(desk, maja):
    GroupPagePermission.objects.filter(permission__codename="publish_page").delete()
    html = shown(desk, KITCHEN_TITLE)
    assert 'value="publicera"' not in html
    answer = desk.post(at("decide", KITCHEN_TITLE), {"beslut": "publicera"}, follow=True).content.decode()
    assert "Du får inte publicera här" in answer
    assert not NewsPage.objects.live().exists()
    assert Review.objects.get(item=item(KITCHEN_TITLE)).state == "open"


def test_only_the_pages_one_may_edit_are_in_ones_queue(desk, maja):
    GroupPagePermission.objects.all().delete()
    assert review_queue.queue(maja).count() == 0
    for name in ("item", "original", "original_file", "becoming"):
        assert desk.get(at(name, KITCHEN_TITLE)).status_code in (302, 403), name
    for name in ("do", "change", "undo", "decide"):
        assert desk.post(at(name, KITCHEN_TITLE), {"beslut": "publicera"}).status_code in (302, 403), name
    assert not NewsPage.objects.live().exists()


def test_the_editor_has_the_original_and_what_is_doubtful_a_click_away(desk, maja):
    edit = reverse("wagtailadmin_pages:edit", args=[news(LIBRARY_TITLE).pk])
    html = desk.get(edit).content.decode()
    assert f'href="{at("original", LIBRARY_TITLE)}"' in html
    assert f'href="{at("item", LIBRARY_TITLE)}"' in html
    assert "Texten säger inte vem som talar här." in html.partition('id="varifran"')[2]
    maja.groups.get().permissions.remove(Permission.objects.get(codename="see_originals"))
    assert at("original", LIBRARY_TITLE) not in desk.get(edit).content.decode()
