"""Web pages become reports with what they declare about themselves, or say what kind of page they are."""

from __future__ import annotations

import json
from datetime import date

import pytest

from tocsin.document import DocumentOptions, read_capture
from tocsin.document.dated import read_day
from tocsin.records import Capture, Rejected, Report

PARAGRAPHS = (
    "Soldiers opened fire on a minibus near the village of Tarn on Monday evening, killing its driver, officials said.",
    "“He was taking bread to the market,” said his brother, Idris Vann. “He knew every man at that post.”",
    "The army denied that its soldiers had fired. It said that the bus had been caught between two gangs.",
    "Residents of Tarn buried the driver on Tuesday afternoon. The road to the market was still closed, they said.",
)
HEADLINE = "Driver killed as soldiers fire on minibus near Tarn"
STORY = f"<h1>{HEADLINE}</h1>" + "".join(f"<p>{text}</p>" for text in PARAGRAPHS)


def result_of(
    html: str, *, url: str | None = None, fetched: str | None = None, options: DocumentOptions | None = None
) -> tuple[Report, tuple[Rejected, ...]] | Rejected:
    capture = Capture(source="page", content=html.encode(), media_type="text/html", url=url, fetched=fetched)
    return read_capture(capture, options or DocumentOptions(as_of=date(2026, 1, 1)))


def read(html: str, *, url: str | None = None, fetched: str | None = None) -> Report:
    result = result_of(html, url=url, fetched=fetched)
    assert not isinstance(result, Rejected), result
    return result[0]


def reason(html: str) -> str:
    result = result_of(html)
    assert isinstance(result, Rejected), result[0].text
    return result.reason


def page(body: str = STORY, head: str = "") -> str:
    return f"<!doctype html><html><head>{head}</head><body><article>{body}</article></body></html>"


def blocks(report: Report) -> list[tuple[str, str]]:
    return [(block.kind, report.text[block.start : block.end]) for block in report.blocks]


def linked_data(**values: object) -> str:
    article = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": HEADLINE, **values}
    return f'<script type="application/ld+json">{json.dumps(article)}</script>'


def test_headline_paragraphs_and_subheads_are_kept_in_order() -> None:
    body = STORY.replace(f"<p>{PARAGRAPHS[2]}", f"<h2>Two accounts</h2><p>{PARAGRAPHS[2]}")
    assert blocks(read(page(body))) == [
        ("headline", HEADLINE),
        ("paragraph", PARAGRAPHS[0]),
        ("paragraph", PARAGRAPHS[1]),
        ("subhead", "Two accounts"),
        ("paragraph", PARAGRAPHS[2]),
        ("paragraph", PARAGRAPHS[3]),
    ]


def test_captions_and_standfirsts_are_known_by_their_markup() -> None:
    figure = "<figure><img src=a.jpg><figcaption>The road to Tarn after the shooting on Monday.</figcaption></figure>"
    body = STORY.replace(
        "</h1>", f"</h1><div class='standfirst'><p>Army and residents blame each other</p></div>{figure}"
    )
    assert blocks(read(page(body)))[:3] == [
        ("headline", HEADLINE),
        ("subhead", "Army and residents blame each other"),
        ("caption", "The road to Tarn after the shooting on Monday."),
    ]


def test_breaks_make_paragraphs_and_inline_markup_makes_no_spaces() -> None:
    body = f"<h1>{HEADLINE}</h1><div>By Ada Renn<br>{'<br><br>'.join(PARAGRAPHS)}</div>"
    report = read(page(body.replace("village", "<b>vill</b>age")))
    assert [text for _, text in blocks(report)[1:]] == list(PARAGRAPHS)
    assert report.byline == "Ada Renn"


def test_linked_data_tells_about_the_article() -> None:
    head = linked_data(
        datePublished="2024-03-05T23:30:00-05:00",
        author=[{"@type": "Person", "name": "Ada Renn"}, {"@type": "Person", "name": "Josef Kall"}],
        publisher={"@type": "Organization", "name": "The Hill Paper"},
    )
    report = read(page(head=head + "<title>Something else | The Hill Paper</title>"))
    assert (report.title, report.outlet, report.byline) == (HEADLINE, "The Hill Paper", "Ada Renn, Josef Kall")
    # the day as the outlet writes it, not as it was elsewhere at that moment
    assert (report.published.date, report.published.basis) == ("2024-03-05", "metadata")


@pytest.mark.parametrize(
    "title",
    [
        f"{HEADLINE} | The Hill Paper",
        f"{HEADLINE} - The Hill Paper",
        f"The Hill Paper » {HEADLINE}",
        f"{HEADLINE} – The Hill Paper",
        f"{HEADLINE}: The Hill Paper",
        f"{HEADLINE} | The hills | The Hill Paper",
        HEADLINE,
    ],
)
def test_the_sites_name_is_no_part_of_the_title(title: str) -> None:
    body = STORY.replace("h1>", "h3>")
    report = read(page(body, f"<title>{title}</title><meta property='og:site_name' content='The Hill Paper'>"))
    assert report.title == HEADLINE


def test_a_dash_inside_a_title_is_no_separator() -> None:
    title = "Tarn – a town between two armies that nobody wants to hold"
    assert read(page(STORY.replace(HEADLINE, title), f"<title>{title}</title>")).title == title


def test_the_host_names_the_outlet_where_nothing_else_does() -> None:
    assert read(page(), url="https://www.hill.example/a?utm=1").outlet == "hill.example"


def test_the_canonical_address_is_the_address() -> None:
    head = '<link rel="canonical" href="/2024/03/05/driver">'
    assert read(page(head=head), url="https://hill.example/x?ref=feed").url == "https://hill.example/2024/03/05/driver"
    assert read(page(head='<link rel="canonical" href="javascript:alert(1)">')).url is None


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ('<meta property="article:published_time" content="2024-03-05T10:00:00Z">', STORY, "2024-03-05"),
        ('<meta name="DC.date.issued" content="20240305">', STORY, "2024-03-05"),
        ('<meta name="pubdate" content="Tue, 05 Mar 2024 10:00:00 GMT">', STORY, "2024-03-05"),
        ("", f'<header><time datetime="2024-03-05">yesterday</time></header>{STORY}', "2024-03-05"),
        ('<link rel="canonical" href="https://hill.example/2024/3/5/driver">', STORY, "2024-03-05"),
        ('<meta property="article:published_time" content="2031-03-05">', STORY, None),
        ('<meta property="article:published_time" content="soon">', STORY, None),
        (
            "",
            f'{STORY}<aside class="related"><a href="/b">Older</a> <span class="date">2 May 2019</span></aside>',
            None,
        ),
    ],
)
def test_the_day_of_publication_is_found_and_bounded(head: str, body: str, expected: str | None) -> None:
    published = read(page(body, head)).published
    if expected is None:
        assert published.basis != "metadata"
    else:
        assert (published.date, published.basis) == (expected, "metadata")


def test_no_day_after_the_page_was_fetched_is_believed() -> None:
    html = page(head='<meta property="article:published_time" content="2024-03-05">')
    assert read(html, fetched="2024-03-06T00:00:00+00:00").published.basis == "metadata"
    assert read(html, fetched="2024-01-06T00:00:00+00:00").published.basis != "metadata"


@pytest.mark.parametrize("value", [None, "", "x", "2024-13-01", "0000-00-00", 5, "Tue, 99 Foo 2024"])
def test_what_is_no_day_is_none(value: object) -> None:
    assert read_day(value) is None


CARDS = "".join(
    f'<div class="card"><h3><a href="/{n}">A story about the hills, number {n} of many</a></h3>'
    f"<p>The mayor said on Monday that the road number {n} was to be closed for a week or two.</p></div>"
    for n in range(20)
)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<html></html>", "document.empty"),
        ("<html><body>   </body></html>", "document.empty"),
        (page(CARDS, '<meta property="og:type" content="website">'), "document.listing-page"),
        ('<html><head><meta http-equiv="refresh" content="0; url=/new"></head><body>Moved</body></html>', "document.redirect"),
        ("<html><script>window.location = '/home'</script><body></body></html>", "document.redirect"),
        ("<html><body><noscript>Please enable JavaScript.</noscript><div id=app></div><script src=a></script></body></html>", "document.script-shell"),
        (page("<p>{{ article.title }}</p><p>{{ article.body.text }}</p><script src=a></script>"), "document.script-shell"),
        ("<html><head><title>404 Not Found</title></head><body><p>The page was moved or never was.</p></body></html>", "document.error-page"),
        ("<html><head><title>Just a moment...</title></head><body><p>Checking your browser.</p></body></html>", "document.error-page"),
        ('<?xml version="1.0"?><rss version="2.0"><channel><title>Hills</title></channel></rss>', "document.feed"),
        ('<feed xmlns="http://www.w3.org/2005/Atom"><title>Hills</title></feed>', "document.feed"),
        ("<urlset><url><loc>https://hill.example/</loc></url></urlset>", "document.feed"),
        (page("<h1>Title of a page</h1><p>The mayor said that the road was closed.</p>"), "document.too-short"),
        (page("<p>" + "Les soldats ont ouvert le feu sur un minibus près du village, selon les autorités. " * 6 + "</p>"), "document.language"),
    ],
)  # fmt: skip
def test_a_page_without_an_english_article_says_what_it_is(html: str, expected: str) -> None:
    assert reason(html) == expected


def test_a_page_that_reloads_itself_is_no_redirect() -> None:
    assert read(page(head='<meta http-equiv="refresh" content="600">')).title == HEADLINE


def test_a_language_is_named() -> None:
    result = result_of(
        page("<p>" + "Los soldados dispararon contra un autobús cerca del pueblo el lunes. " * 8 + "</p>")
    )
    assert isinstance(result, Rejected)
    assert "Spanish" in result.message


def test_limits_are_limits() -> None:
    for options in (DocumentOptions(max_bytes=100), DocumentOptions(max_elements=5), DocumentOptions(max_words=2)):
        result = result_of(page(), options=options)
        assert isinstance(result, Rejected)
        assert result.reason == "document.too-large"


def test_html_is_known_without_being_declared() -> None:
    result = read_capture(Capture(source="-", content=page().encode()), DocumentOptions())
    assert not isinstance(result, Rejected)
    assert result[0].title == HEADLINE


def test_a_text_that_a_server_calls_html_is_read_as_text() -> None:
    capture = Capture(source="x", content="\n\n".join((HEADLINE, *PARAGRAPHS)).encode(), media_type="text/html")
    result = read_capture(capture)
    assert not isinstance(result, Rejected)
    assert [text for _, text in blocks(result[0])] == [HEADLINE, *PARAGRAPHS]


def test_furniture_of_a_page_is_left_out_with_its_reason() -> None:
    body = STORY.replace(
        f"<p>{PARAGRAPHS[2]}",
        f"<p>Advertisement</p><p><a href='/b'>The bakers who drive at night</a></p><p>{PARAGRAPHS[2]}",
    )
    result = result_of(page(body + "<p>Follow us on Facebook and Telegram</p><p>© 2024 The Hill Paper</p>"))
    assert not isinstance(result, Rejected)
    report, left_out = result
    assert [text for _, text in blocks(report)] == [HEADLINE, *PARAGRAPHS]
    assert any("an advertisement: Advertisement" in one.message for one in left_out)
    assert all(one.report_id == report.id for one in left_out)
