"""Page furniture goes, the article stays."""

from __future__ import annotations

import re

import pytest

from tocsin.document import read_capture
from tocsin.document.furniture import sift
from tocsin.document.lexicon import lexicon
from tocsin.document.pieces import Piece
from tocsin.records import Capture, Rejected

BODY = (
    "Soldiers opened fire on a minibus near the village of Tarn on Monday evening, killing its driver, officials said.",
    "“He was taking bread to the market,” said his brother, Idris Vann. “He knew every man at that post.”",
    "The army denied that its soldiers had fired. It said that the bus had been caught between two gangs.",
    "Residents of Tarn buried the driver on Tuesday. The road to the market remains closed.",
)

FEET = {
    "donation": """Before you go...
When governments lean on reporters, we stay in the field. Our small team depends on readers like you.
If you value what we do, please consider a small donation. Every coin helps us keep reporting.
€5 / €10 / €20 / Other amount
Donate by card or bank transfer
Registered charity no. 1234567
Mill House, 12 Quay Street, Tarn""",
    "newsletter": """Keep up with the latest from the hills
Sign up for The Morning Post-Bag
Weekday mornings
Start your day with the stories that you need to know.
Enter your email
Thank you! Your submission has been received!
Oops! Something went wrong while submitting the form.
You can unsubscribe at any time.
© 2024 The Hill Paper. All rights reserved.""",
    "comments": """Follow our coverage at https://hill.example/news
Tags: Tarn, army, roads
Most read
Price of fuel rises again
Who owns the night market?
Comments (2)
Be the first to comment!
Your email address will not be published. Required fields are marked *
Save my name, email, and website in this browser for the next time I comment.""",
    "contact": """Have you been affected by the closure? Get in touch by emailing desk@hill.example.
Please include a number if you are willing to speak to a reporter.
WhatsApp: +44 7700 900000
Read our terms and conditions and privacy policy
I'LL GIVE
Maybe later
Contact the author:
Ada Renn
ada@hill.example
@adarenn on Telegram""",
    "wire": """(Reporting by Ada Renn; Editing by Josef Kall)
Our Standards: The Hill Trust Principles.
Buy Licensing Rights
Ada Renn
Ada reports on security in the hills. Previously she covered the coast for the Harbour Wire.
Read Next
Markets
Hill army retakes bridge, residents say
April 3, 2024 · 1:02 PM UTC
Download the App
All figures delayed by at least 15 minutes.""",
}

# real paragraphs that speak of what furniture also speaks of
REAL = (
    "The aid agency asked donors to give $20 million. “Please donate today,” its director said in Geneva.",
    "The Red Crescent appealed for donations of blankets and said its volunteers needed support to reach the camp.",
    "Police arrested a journalist, Ada Renn, who covers the hills for the Harbour Wire, and took her phone.",
    "The ministry said it would share the newsletter of the rebels with prosecutors, who had subscribed to it.",
    "He told supporters to follow him on Facebook, where he later posted a video of the attack.",
    "Reporters at the scene said they had been told to leave by soldiers of the 2nd Brigade.",
    "Foreign fighters contributed to the fall of the city, the general said.",
    "The weapons may not be used inside the neighbouring country, the minister added.",
    "Kosovo is a member of the regional council, which met on Friday.",
    "“Help us. We need your help now,” she said in a message that was shared thousands of times.",
    "Opinions expressed by villagers on Sunday ranged from anger to relief, the mayor said.",
    "Cookies and tea were served while the two commanders waited for the mediator, a witness said.",
)

# headlines and subheads that begin like furniture
HEADS = (
    "12 die in road crash near market square",
    "Conditions worsen in northern camps",
    "Rights groups condemn raid",
    "Reactions to the ceasefire",
    "Next steps unclear for displaced families",
    "Support US troops, senator tells allies",
    "Loading of grain ships resumes",
    "More in north face hunger",
)


def split(*lines: str) -> tuple[list[str], list[str]]:
    kept, dropped = sift([Piece("paragraph", line) for line in lines], linked=False, dated=False)
    return [piece.text for piece in kept], [one.text for one in dropped]


@pytest.mark.parametrize("foot", FEET.values(), ids=FEET.keys())
def test_a_foot_goes_and_the_article_stays(foot: str) -> None:
    kept, dropped = split(*BODY, *foot.splitlines())
    assert kept == list(BODY)
    assert dropped == foot.splitlines()


@pytest.mark.parametrize("real", REAL)
def test_a_paragraph_about_such_things_stays_even_before_a_foot(real: str) -> None:
    for foot in FEET.values():
        kept, _ = split(*BODY[:3], real, *foot.splitlines())
        assert kept == [*BODY[:3], real]
    assert split(BODY[0], real, *BODY[1:])[0] == [BODY[0], real, *BODY[1:]]


@pytest.mark.parametrize("head", HEADS)
def test_a_headline_that_begins_like_furniture_stays(head: str) -> None:
    assert split(head, *BODY)[0] == [head, *BODY]
    assert split(*BODY[:2], head, *BODY[2:])[0] == [*BODY[:2], head, *BODY[2:]]


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "Read more: The bakers who drive at night",
        "Story continues below advertisement",
        "Share this article",
        "Facebook | Telegram | Copy link",
        "Liked this story? Subscribe to our weekly briefing and never miss a story.",
        "Your browser does not support the video tag.",
        "5 min read",
        "This story was updated on Tuesday with a comment from the army.",
        "* * *",
    ],
)
def test_interruptions_go_wherever_they_stand(line: str) -> None:
    kept, dropped = split(*BODY[:2], line, *BODY[2:])
    assert kept == list(BODY)
    assert dropped == [line]


def test_the_paragraph_between_two_interruptions_stays() -> None:
    last = "The road remains closed."
    kept, _ = split(*BODY, "Sign up for our newsletter", "Advertisement", last, "Share this story", "© 2024 Hill Paper")
    assert kept == [*BODY, last]


def test_a_second_time_goes() -> None:
    assert split(*BODY, BODY[0])[0] == list(BODY)


def test_a_menu_above_the_article_goes_and_the_headline_stays() -> None:
    menu = ["Skip to content", "Home", "World", "Our region", "Sport", "Log in"]
    kept, dropped = split(*menu, "Driver killed as soldiers fire on minibus", *BODY)
    assert kept == ["Driver killed as soldiers fire on minibus", *BODY]
    assert dropped == menu


def test_a_section_name_above_the_headline_does_not_take_the_headline_with_it() -> None:
    assert split("World News", "Driver killed as soldiers fire on minibus", *BODY)[0][0].startswith("Driver")


def test_links_and_lists_of_links_go_from_pages() -> None:
    pieces = [
        Piece("headline", "Driver killed as soldiers fire on minibus"),
        Piece("paragraph", BODY[0]),
        Piece("paragraph", "The bakers who drive at night", link=True),
        Piece("paragraph", BODY[1]),
        Piece("subhead", "Related articles"),
        Piece("paragraph", "Price of fuel rises again", link=True),
    ]
    kept, dropped = sift(pieces, linked=True, dated=True)
    assert [piece.text for piece in kept] == [pieces[0].text, BODY[0], BODY[1]]
    assert len(dropped) == 3


def test_a_line_that_dates_the_page_goes_only_where_the_date_is_known() -> None:
    stamp = Piece("paragraph", "Published 4 March 2024, 10:30")
    pieces = [stamp, *(Piece("paragraph", text) for text in BODY)]
    assert stamp in sift(pieces, linked=False, dated=False)[0]
    assert stamp not in sift(pieces, linked=False, dated=True)[0]


def test_what_was_left_out_can_be_shown() -> None:
    text = "\n\n".join([*BODY, *FEET["newsletter"].splitlines()])
    result = read_capture(Capture(source="x", content=text.encode(), media_type="text/plain"))
    assert not isinstance(result, Rejected)
    report, left_out = result
    assert all(one.reason == "document.furniture" and one.report_id == report.id for one in left_out)
    assert any("newsletter box: Enter your email" in one.message for one in left_out)


def test_every_pattern_compiles_alone_and_every_rule_is_labelled() -> None:
    rules = lexicon("furniture")["rule"]
    assert len({rule["label"] for rule in rules}) == len({rule["kind"] for rule in rules}) == len(rules)
    for rule in rules:
        for name in ("line", "edge_line", "foot_line", "phrase"):
            for pattern in rule.get(name, []):
                assert not re.compile(pattern, re.IGNORECASE).fullmatch(""), pattern


def test_no_pattern_fits_a_sentence_of_an_article() -> None:
    for sentence in (*BODY, *REAL):
        assert split(sentence)[1] == []
