"""Texts that were pasted out of a mail: greetings, signatures, lists set with dashes."""

from __future__ import annotations

import pytest

from brygga.importers.reading import Article, read

BODY = "Kommunen bygger en ny skola i Solvik med plats för fyrahundra elever. Arbetet börjar till våren."
MORE = "Under bygget går eleverna i tillfälliga lokaler vid ån. Trafiken på Kvarngatan leds om."
SIGNED = "Maj Ekblad\nKommunikatör\n070-174 06 01\nmaj.ekblad@solvik.example\n"


def pasted(text: str) -> Article:
    return read(text.encode(), source="text.txt")


def said(article: Article) -> str:
    return "\n".join(text.text for block in article.walk() for text in block.texts())


def told(article: Article) -> str:
    return " ".join(problem.message for problem in article.problems)


@pytest.mark.parametrize("greeting", ["Hej!", "Hej Anna,", "God morgon alla", "Hejsan", "Kära Bo och Eva!"])
def test_a_greeting_is_no_title_and_is_told(greeting: str):
    article = pasted(f"{greeting}\n\nNy skola i Solvik\n\n{BODY}\n\n{MORE}\n")
    assert article.title.text == "Ny skola i Solvik"
    assert greeting in told(article)
    untitled = pasted(f"{greeting}\n\n{BODY}\n\n{MORE}\n")
    assert untitled.title.text != greeting
    assert greeting in told(untitled)


def test_a_title_that_greets_somebody_is_one_below_a_pages_top():
    assert pasted(f"Hallå där, Signe Alm!\n\n{BODY}\n\n{MORE}\n").title.text == "Hallå där, Signe Alm!"
    assert pasted(f"Nyheter\n\n2017-02-08\n\nHej Signe!\n\n{BODY}\n\n{MORE}\n").title.text == "Hej Signe!"


@pytest.mark.parametrize("closing", ["Med vänliga hälsningar,", "Mvh", "Vänlig hälsning", "Hälsningar"])
def test_who_signs_a_letter_is_no_press_contact_and_stays_as_text(closing: str):
    article = pasted(f"Ny skola i Solvik\n\n{BODY}\n\n{MORE}\n\n{closing}\n{SIGNED}")
    assert article.contacts == []
    assert "contact" not in {block.type for block in article.walk()}
    assert "Maj Ekblad" in said(article)
    assert "070-174 06 01" in said(article)
    assert f"{closing.rstrip(',')}, Maj Ekblad" in told(article)


def test_a_contact_with_its_label_is_one_also_in_a_letter():
    article = pasted(f"Ny skola i Solvik\n\n{BODY}\n\nKontakt:\n{SIGNED}\nMed vänliga hälsningar\nBo Ask\n")
    assert [contact.name for contact in article.contacts] == ["Maj Ekblad"]


def test_lines_with_dashes_are_a_list_also_without_a_line_that_announces_them():
    article = pasted(f"Ny skola i Solvik\n\n{BODY}\n- En idrottshall\n- Ett bibliotek\n\n{MORE}\n")
    (entries,) = [block for block in article.blocks if block.type == "list"]
    assert [item.content.text for item in entries.items] == ["En idrottshall", "Ett bibliotek"]


def test_what_people_say_after_dashes_is_no_list():
    article = pasted(f"Ny skola i Solvik\n\n{BODY}\n\n– Vi är glada nu\n– Det blir bra, säger Bo Ask.\n\n{MORE}\n")
    assert "list" not in {block.type for block in article.blocks}
