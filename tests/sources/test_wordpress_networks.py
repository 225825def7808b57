"""Each site of a WordPress network counts its posts and pictures from 1: their exports are read each by itself."""

import pytest

from brygga.importers.sources import open_source
from brygga.importers.sources.left_out import LeftOut

from .test_broken_exports import archive, article
from .test_exports import THUMBNAIL, WXR, wp_item

PICTURE = "https://solvik.example/{site}/wp-content/uploads/sites/{number}/rum.jpg"


def export(site, number, *, url="base_blog_url", parts=1):
    """The export of one site of the network, in as many files as are asked for: the picture lies in the last."""
    address = PICTURE.format(site=site, number=number)
    medium = wp_item(
        7,
        "attachment",
        "inherit",
        excerpt=f"Rummet i {site}",
        more=f"<wp:attachment_url>{address}</wp:attachment_url>",
    )
    post = wp_item(1, content=f'Vi flyttar in i {site} i maj.\n\n[gallery ids="7"]', more=THUMBNAIL)
    block = wp_item(9, "wp_block", content=f"<p>Ring växeln i {site}.</p>")
    user = wp_item(2, content=f'<p>Välkommen till {site}.</p><!-- wp:block {{"ref":9}} /-->')
    every = [post, user, medium, block]
    shares = [every] if parts == 1 else [every[:2], every[2:]]
    head = f"<wp:{url}>https://solvik.example/{site}</wp:{url}>" if url != "link" else ""
    start = f"<link>https://solvik.example/{site}</link>" if url == "link" else ""
    return [
        WXR.format(items=head + "".join(share))
        .replace("</title>", f"</title>{start}", 1)
        .replace("solvik.example/?p=", f"solvik.example/{site}/?p=")
        .replace("<link>https://solvik.example/1/", f"<link>https://solvik.example/{site}/1/")
        .replace("<link>https://solvik.example/2/", f"<link>https://solvik.example/{site}/2/")
        for share in shares
    ]


@pytest.mark.parametrize(("url", "parts"), [("base_blog_url", 1), ("base_blog_url", 2), ("link", 1)])
def test_no_post_shows_the_picture_of_another_site_of_the_network(tmp_path, url, parts):
    files = [*export("skola", 2, url=url, parts=parts), *export("omsorg", 3, url=url, parts=parts)]
    entries = {f"{number}.xml": text for number, text in enumerate(files)}
    left = LeftOut()
    found = {d.address: d for d in open_source(str(archive(tmp_path / "natverk.zip", **entries)), left=left)}
    for site, number in (("skola", 2), ("omsorg", 3)):
        moving = found[f"https://solvik.example/{site}/1/"]
        assert [medium.address for medium in moving.attachments] == [PICTURE.format(site=site, number=number)]
        assert [caption.text for caption in article(moving).captions] == [f"Rummet i {site}"]
        assert f"Ring växeln i {site}." in text_of(found[f"https://solvik.example/{site}/2/"])
    assert len(found) == 4
    assert left.counts == {"filer i mediebiblioteket": 2, "återanvändbara block": 2}


def text_of(document):
    return "\n".join(block.text for block in article(document).blocks)
