"""Pages of the systems that Swedish municipalities use are known by their signs, and read by their profiles."""

# ruff: noqa: E501  (mark-up is as long as it is)

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from brygga.importers.reading.formats.html import read_html
from brygga.importers.reading.formats.html.site_profile import ProfileError, parse_profile, profiles
from brygga.importers.reading.model import ledger
from brygga.importers.reading.model.article import Article

TITLE = "Enheten öppnar dörren"
LEAD = "Enheten i Solvik bjuder in alla som söker arbete till en öppen eftermiddag i september."
ONE = "Eftermiddagen börjar med kaffe, och sedan visar deltagarna verkstaden, köket och trädgården."
TWO = "Den som vill kan boka ett samtal med en handledare på plats, utan att vara inskriven någonstans."
CAPTION = "Köket i Solvik. Foto: Maj Ek"
MENU = "<ul><li><a href='/a'>Omsorg</a></li><li><a href='/b'>Skola</a></li></ul>"

PAGES = {
    "plone-classic": f"""<head><meta name="generator" content="Plone - http://plone.org"></head>
<body class="template-newsitem_view portaltype-news-item"><div id="portal-header"><div id="portal-globalnav">{MENU}</div>
</div><div id="portal-breadcrumbs">Du är här: Start</div><div id="content"><h1 class="documentFirstHeading">{TITLE}</h1>
<div class="documentByLine" id="plone-document-byline">av <a href="/author/red">Redaktionen</a> —
<span class="documentPublished">publicerad 2016-09-01 08:00</span>,
<span class="documentModified">senast uppdaterad 2016-09-02 09:00</span></div>
<div class="documentDescription description">{LEAD}</div><div id="content-core"><div id="parent-fieldname-text">
<p>{ONE}</p><dl class="image-right captioned"><dt><img src="kok.jpg" alt="Ett kök"></dt>
<dd class="image-caption">{CAPTION}</dd></dl><p>{TWO}</p></div></div><div id="category">Filed under: arbete</div>
<div class="documentActions">Skriv ut</div></div><div id="portal-footer">Solviks kommun</div></body>""",
    "plone-volto": f"""<head><meta name="generator" content="Plone 6 - https://plone.org"></head>
<body class="contenttype-news-item"><header class="header-wrapper"><nav>{MENU}</nav></header>
<div class="ui breadcrumb">Start</div><div id="main"><div class="ui container content-area"><div id="page-document">
<h1 class="documentFirstHeading">{TITLE}</h1><p class="documentDescription">{LEAD}</p>
<div class="document-byline">Publicerad 1 september 2016. Uppdaterad 2 september 2016</div><p>{ONE}</p>
<div class="block image align right"><figure><img src="/kok.jpg" alt="Ett kök"><figcaption>{CAPTION}</figcaption></figure>
</div><p>{TWO}</p><div class="block listing"><h2>Fler nyheter</h2>{MENU}</div></div></div></div>
<footer id="footer">Solviks kommun</footer></body>""",
    "sitevision": f"""<head><meta name="generator" content="SiteVision 10"></head><body>
<header id="header"><nav class="sv-navigation-portlet">{MENU}</nav></header><div class="sv-breadcrumbs-portlet">Start</div>
<main id="content"><div class="pagecontent sv-layout"><div id="svid12_1" class="sv-text-portlet">
<div class="sv-text-portlet-content"><h1 class="heading">{TITLE}</h1><p class="ingress">{LEAD}</p></div></div>
<div class="sv-image-portlet"><figure><img src="/kok.jpg" alt="Ett kök"><figcaption class="sv-caption">{CAPTION}</figcaption>
</figure></div><div id="svid12_2" class="sv-text-portlet"><div class="sv-text-portlet-content"><p>{ONE}</p><p>{TWO}</p>
</div></div><div class="sidinfo"><p>Publicerad: 1 september 2016</p><p>Senast uppdaterad: 2 september 2016</p></div>
<div class="sv-sharepage-portlet">Dela</div></div></main><footer>Solviks kommun</footer></body>""",
    "episerver": f"""<head><meta name="generator" content="EPiServer"></head><body><form id="aspnetForm" method="post">
<div id="Header"><ul id="MainMenu"><li><a href="/a">Omsorg</a></li></ul></div><div id="MainContentArea"><div id="MainBody">
<h1>{TITLE}</h1><p class="introduction">{LEAD}</p><p>{ONE}</p><figure><img src="/Global/kok.jpg" alt="Ett kök">
<figcaption>{CAPTION}</figcaption></figure><p>{TWO}</p></div><div class="PageInfo">Publicerad: 2016-09-01<br>
Senast uppdaterad: 2016-09-02</div></div><div id="RightColumn"><p>Självservice</p></div>
<div id="Footer">Solviks kommun</div></form></body>""",
    "wordpress": f"""<head><meta name="generator" content="WordPress 5.8"></head><body class="single single-post">
<header id="masthead" class="site-header"><nav id="site-navigation">{MENU}</nav></header><article class="post type-post hentry">
<h1 class="entry-title">{TITLE}</h1><div class="entry-meta">Publicerad <time datetime="2016-09-01T08:00">1 september</time>,
uppdaterad <time class="updated" datetime="2016-09-02T08:00">2 september</time></div><div class="entry-content">
<p class="ingress">{LEAD}</p><p>{ONE}</p><div id="attachment_7" class="wp-caption alignright"><img class="wp-image-7"
src="/kok.jpg" alt="Ett kök"><p class="wp-caption-text">{CAPTION}</p></div><p>{TWO}</p>
<div class="sharedaddy">Dela</div></div></article><div id="comments">Lämna ett svar</div>
<footer id="colophon">Solviks kommun</footer></body>""",
    "mynewsdesk": f"""<head><link href="https://mnd-assets.mynewsdesk.com/a.css" rel="stylesheet"></head>
<body class="newsroom"><header><nav>{MENU}</nav></header><main><article class="material pressrelease"><h1>{TITLE}</h1>
<div class="material__meta">2016-09-01 08:00 CEST. Uppdaterad 2016-09-02</div><div class="material__body">
<p class="lead">{LEAD}</p><p>{ONE}</p><figure><img src="/kok.jpg" alt="Ett kök"><figcaption>{CAPTION}</figcaption></figure>
<p>{TWO}</p></div><section class="topics"><h3>Ämnen</h3>{MENU}</section></article><section class="related">Fler</section>
</main><footer>Solviks kommun</footer></body>""",
    "mynewsdesk-old": f"""<head><script src="http://www.newsdesk.se/javascripts/a.js"></script></head><body>
<div id="pressroom_header"><div class="tabs">{MENU}</div></div><div id="content"><div id="press_release"><h1>{TITLE}</h1>
<p class="date">Publicerad 2016-09-01</p><p class="intro">{LEAD}</p><div class="markdown"><p>{ONE}</p>
<div class="image captioned"><img src="/kok.jpg" alt="Ett kök"><p class="image_caption">{CAPTION}</p></div><p>{TWO}</p></div>
<div class="tags">Taggar: arbete</div></div></div><div id="footer">Solviks kommun</div></body>""",
    "cision": f"""<head><link href="https://publish.ne.cision.com/a.css" rel="stylesheet"></head><body><header>{MENU}</header>
<article class="release cision-release"><h1>{TITLE}</h1><p class="release-date">1 september 2016</p>
<p class="release-intro">{LEAD}</p><div id="ReleaseBody"><p>{ONE}</p><figure><img src="/kok.jpg" alt="Ett kök">
<figcaption>{CAPTION}</figcaption></figure><p>{TWO}</p></div><div class="release-tags">arbete</div></article>
<footer>Solviks kommun</footer></body>""",
    "drupal": f"""<head><meta name="Generator" content="Drupal 10 (https://www.drupal.org)"></head><body class="path-node">
<header class="lgd-header"><nav>{MENU}</nav></header><div class="lgd-page-title-block">
<h1 class="lgd-page-title-block__title">{TITLE}</h1><div class="lgd-page-title-block__subheader">{LEAD}</div></div>
<article class="node node--type-news" data-history-node-id="4"><div class="node__submitted">Publicerad
<time datetime="2016-09-01T08:00:00Z">1 september</time>, uppdaterad <time datetime="2016-09-02T08:00:00Z">2 sep</time></div>
<div class="node__content"><div class="field--name-body"><p>{ONE}</p><figure><img src="/kok.jpg" alt="Ett kök">
<figcaption>{CAPTION}</figcaption></figure><p>{TWO}</p></div></div></article>
<footer class="lgd-footer">Solviks kommun</footer></body>""",
}
UPDATED = {"mynewsdesk-old": None, "cision": None}


def read(page: str) -> Article:
    article = read_html(f'<!DOCTYPE html><html lang="sv">{page}</html>', source="sida.html")
    ledger.check(article)
    return article


def test_there_is_a_page_for_each_profile():
    assert {profile.name for profile in profiles()} == set(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_a_known_system_gives_the_same_article_whatever_its_markup(name: str):
    article = read(PAGES[name])
    assert article.profile == name
    assert (article.title.text, article.lead.text) == (TITLE, LEAD)
    assert (article.published, article.updated) == ("2016-09-01", UPDATED.get(name, "2016-09-02"))
    assert [b.text for b in article.blocks if b.type != "image"] == [ONE, TWO]
    (image,) = article.images
    assert (image.alt, image.caption, image.credit) == ("Ett kök", CAPTION, "Maj Ek")


def test_a_page_of_no_known_system_is_read_by_the_general_rules():
    article = read(f"<body><nav>{MENU}</nav><main><h1>{TITLE}</h1><p>{LEAD}</p><p>{ONE}</p></main></body>")
    assert article.profile == ""
    assert article.title.text == TITLE


def test_a_known_system_whose_text_lies_elsewhere_is_read_by_the_general_rules():
    page = f"""<head><meta name="generator" content="WordPress 6"></head><body class="page hentry"><div class="egen">
    <h1>{TITLE}</h1><p>{LEAD}</p><p>{ONE}</p></div></body>"""
    article = read(page)
    assert article.profile == ""
    assert ONE in [block.text for block in article.blocks]


def test_a_migrators_own_profile_says_where_things_are(tmp_path: Path):
    profile = parse_profile(
        'name = "egen"\n[select]\nbody = ["//div[@id=\'spalt\']"]\ntitle = [".t"]\nlead = [".i"]\ncontacts = [".k"]\n'
        'published = [".d"]\n[drop]\nreklam = [".r"]\n',
        "egen.toml",
    )
    page = f"""<body><div class="t">{TITLE}</div><div class="i">{LEAD}</div><span class="d">1 september 2016</span>
    <div id="spalt"><p>{ONE}</p><p class="r">Köp nu</p><p>{TWO}</p></div><div class="k">Maj Ek<br>070-174 06 11</div></body>"""
    article = read_html(page, source="sida.html", profile=profile)
    ledger.check(article)
    assert (article.title.text, article.lead.text, article.published) == (TITLE, LEAD, "2016-09-01")
    assert [(b.type, b.text) for b in article.blocks] == [
        ("paragraph", ONE),
        ("paragraph", TWO),
        ("contact", "Maj Ek\n070-174 06 11"),
    ]
    assert ("dropped", "reklam") in {(entry.state, entry.rule) for entry in article.ledger}
    assert "title .t" in {entry.rule for entry in article.ledger}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name = ", "giltig TOML"),
        ("[select]\nbody = ['a[']", "felaktig selektor"),
        ("[select]\nbody = ['//a[']", "felaktig selektor"),
        ("[select]\ntitle = ['h1']", "var texten är"),
        ("[select]\nbody = ['b']\ntitel = ['h1']", "har titel"),
        ("[selekt]\nbody = ['b']", "okända avdelningar"),
        ("[select]\nbody = [1]", "select.body"),
        ("[recognise]\ngenerator = ['(']\n[select]\nbody = ['b']", "felaktigt mönster"),
    ],
)
def test_a_faulty_profile_is_refused_with_the_place(text: str, said: str):
    with pytest.raises(ProfileError, match=said) as caught:
        parse_profile(text, "min.toml")
    assert "min.toml" in str(caught.value)


def test_profile_check_counts_pages_for_each_rule(tmp_path: Path):
    for number in range(3):
        (tmp_path / f"{number}.html").write_text(f"<html>{PAGES['wordpress']}</html>", encoding="utf-8")
    (tmp_path / "annan.html").write_text(f"<html><body><p>{ONE}</p></body></html>", encoding="utf-8")
    (tmp_path / "trasig.html").write_bytes(b"\x89PNG\r\n")
    out = StringIO()
    call_command("profile_check", str(tmp_path), stdout=out)
    printed = out.getvalue()
    assert "Profilen wordpress, 3 sidor" in printed
    assert "h1.entry-title" in printed
    assert "1 sidor känns inte igen" in printed
    assert "trasig.html" in printed
    with pytest.raises(CommandError, match="Det finns ingen profil"):
        call_command("profile_check", str(tmp_path), profile="saknas")
