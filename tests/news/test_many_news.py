from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from brygga.news.models import NewsPage
from tests.factories import NewsPageFactory, ProjectPageFactory, TopicFactory


def test_many_news_are_whole_pages_of_a_sound_tree(news_index, project_index, client):
    NewsPageFactory(parent=news_index)
    project, topic = ProjectPageFactory(parent=project_index), TopicFactory()
    call_command("make_many_news", 25, "--under", news_index.pk, stdout=StringIO())
    assert NewsPage.objects.child_of(news_index).count() == 26
    assert Page.find_problems() == ([], [], [], [], [])
    news_index.refresh_from_db()
    assert news_index.numchild == 26
    page = NewsPage.objects.get(slug="provnyhet-7")
    assert (page.related_projects.get(), page.topics.get()) == (project, topic)
    html = client.get(page.url).content.decode()
    assert page.title in html.replace("\u00ad", "").replace("&shy;", "")
    assert page.quotes[0]["text"] in html
    assert page in list(NewsPage.objects.search(page.title))


def test_more_news_can_be_added_later(news_index):
    for _time in range(2):
        call_command("make_many_news", 3, stdout=StringIO())
    assert sorted(NewsPage.objects.values_list("slug", flat=True)) == [f"provnyhet-{number}" for number in range(6)]
    assert Page.find_problems() == ([], [], [], [], [])


def test_without_a_list_of_news_the_command_says_what_to_do(home):
    with pytest.raises(CommandError, match="Skapa en i administrationen"):
        call_command("make_many_news", 3)
