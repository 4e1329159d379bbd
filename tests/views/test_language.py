"""Each person chooses the language of the screen and of the mails; the office's own words are kept in its own."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("page", ["//evil.example/", "/\\evil.example", "https://evil.example", ""])
def test_a_choice_leads_back_to_a_page_of_ours_only(office, page):
    answer = office.test_client().get("/language/en", query_string={"page": page})
    assert answer.location == "/queue"


def test_a_visitor_chooses_for_the_browser_and_back(office):
    browser = office.test_client()
    assert '<html lang="vi">' in browser.get("/honours").get_data(as_text=True)
    assert browser.get("/language/en?page=/honours").location == "/honours"
    assert '<html lang="en">' in browser.get("/honours").get_data(as_text=True)
    browser.get("/language/xx")
    assert '<html lang="vi">' in browser.get("/honours").get_data(as_text=True)


def test_a_choice_stays_with_the_account(office, client_of):
    client = client_of("culture")
    assert client.post("/account/language", data={"language": "en"}).location == "/account/"
    assert '<html lang="en">' in client.get("/campaigns").get_data(as_text=True)
    # The browser's choice is not the account's.
    client.get("/language/vi")
    assert '<html lang="en">' in client.get("/campaigns").get_data(as_text=True)
    client.post("/account/language", data={"language": "vi"})
    assert '<html lang="vi">' in client.get("/campaigns").get_data(as_text=True)
