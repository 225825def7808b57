"""`read_articles` on every kind of source, as a migrator runs it."""

import json

import pytest
from django.core.management import CommandError, call_command

PAGE = (
    "<html><body><main><h1>{0}</h1>"
    "<p>{0} är en nyhet om verkstaden i hamnen, som öppnar i maj för alla.</p></main></body></html>"
)


def titles(capsys):
    return [json.loads(line)["title"] for line in capsys.readouterr().out.splitlines()]


def run(*sources, **options):
    call_command("read_articles", *sources, **{"allow_private": True, "delay": 0.0, **options})


def test_a_web_address_is_read_with_its_own_address_as_name(site, capsys):
    address = site.page("/nyhet", PAGE.format("Ett"))
    run(address)
    (found,) = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (found["title"], found["source"]) == ("Ett", address)


def test_a_listing_is_read_as_far_as_asked(site, capsys):
    site.page("/nyheter", "".join(f'<a href="/nyheter/{n}">n</a>' for n in range(5)))
    for number in range(5):
        site.page(f"/nyheter/{number}", PAGE.format(f"Nyhet {number}"))
    run(site.base + "/nyheter", kind="listing", limit=2)
    assert titles(capsys) == ["Nyhet 0", "Nyhet 1"]


def test_a_page_that_is_gone_is_named_and_the_others_are_read(site, capsys, tmp_path):
    good = site.page("/bra", PAGE.format("Bra"))
    listed = tmp_path / "lista.txt"
    listed.write_text(f"{site.base}/borta\n{good}\n")
    with pytest.raises(CommandError, match="1 av 2"):
        run(str(listed))
    out, err = capsys.readouterr()
    assert json.loads(out)["title"] == "Bra"
    assert f"{site.base}/borta: Sidan finns inte på den gamla webbplatsen (404)." in err


def test_what_was_fetched_is_kept_in_the_store(site, capsys, tmp_path):
    address = site.page("/nyhet", PAGE.format("Ett"))
    run(address, store=tmp_path / "kopior")
    assert len(list((tmp_path / "kopior").rglob("*.gz"))) == 1


def test_the_own_network_is_asked_for_only_when_told_to(site, capsys):
    address = site.page("/nyhet", PAGE.format("Ett"))
    with pytest.raises(CommandError):
        run(address, allow_private=False)
    assert "internt nät" in capsys.readouterr().err
    assert site.asked == []


def test_a_source_that_cannot_be_used_is_named_and_the_next_is_read(site, capsys, tmp_path):
    broken = tmp_path / "a.zip"
    broken.write_bytes(b"inte en zip")
    with pytest.raises(CommandError, match="1 av 2"):
        run(str(broken), site.page("/nyhet", PAGE.format("Ett")))
    out, err = capsys.readouterr()
    assert json.loads(out)["title"] == "Ett"
    assert err.startswith(f"{broken}: Arkivet är skadat")


@pytest.mark.parametrize(("command", "more"), [("read_articles", {}), ("fetch_articles", {"to": "ut"})])
def test_nothing_is_fetched_where_that_is_asked_for(site, tmp_path, capsys, command, more):
    page = site.page("/nyhet", PAGE.format("Ett"))
    listed = tmp_path / "lista.txt"
    listed.write_text(page + "\n")
    (tmp_path / "sida.html").write_text(PAGE.format("Lokal").replace("<p>", f"<img src='{page}.png' alt='x'><p>", 1))
    more = {name: tmp_path / place for name, place in more.items()}
    options = {"allow_private": True, "delay": 0.0, "no_fetch": True, **more}
    for where in (page, str(listed)):
        with pytest.raises(CommandError):
            call_command(command, where, **options)
    call_command(command, str(tmp_path / "sida.html"), **options)
    assert site.asked == []
    assert "--no-fetch" in capsys.readouterr().err
