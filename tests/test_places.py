"""Places resolved on a small gazetteer of real towns: context decides, and nothing is guessed by its sound."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from builders import report_of, spans_of
from hypothesis import given, settings
from hypothesis import strategies as st
from places_cases import COUNTRY_FILE, places_of, resolved, small_base, small_gazetteer

from tocsin.errors import TocsinError
from tocsin.records import Annotation, Mark, Place
from tocsin.resolve.gazetteer import load_country_file
from tocsin.resolve.gazetteer.entry import distance_km
from tocsin.resolve.gazetteer.query import Gazetteer
from tocsin.resolve.options import ResolveOptions
from tocsin.resolve.places import outlet_country, resolve_places, resolve_spans


def where(place: Place) -> tuple[str | None, str | None, str]:
    return place.country, place.admin1, place.precision


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Two men from [Paris], Texas, were fined in [Dallas].", "Paris", ("USA", "Texas", "city")),
        ("A fair opens in [Paris] (Kentucky) in May.", "Paris", ("USA", "Kentucky", "city")),
        ("Crowds filled [Paris] and [Lyon] after the vote in [France].", "Paris", ("FRA", "Ile-de-France", "city")),
        ("The mayor of [Athens] met colleagues from [Columbus] and [Newark], Ohio.", "Athens", ("USA", "Ohio", "city")),
        ("Ministers in [Athens] said [Greece] would pay.", "Athens", ("GRC", "Attica", "city")),
        ("Raids were reported in [Jenin], in the [West Bank].", "Jenin", ("PSE", "West Bank", "city")),
        (
            "Trucks crossed at [Rafah] from [Egypt] to [Gaza]; [Khan Younis] was hit.",
            "Rafah",
            ("PSE", "Gaza Strip", "city"),
        ),
        (
            "Clashes broke out in [Tripoli], [Libya]'s coastguard said in [Misrata].",
            "Tripoli",
            ("LBY", "Tripoli", "city"),
        ),
        ("Clashes broke out in [Tripoli], the second city of [Lebanon].", "Tripoli", ("LBN", "Liban-Nord", "city")),
        (
            "[Tbilisi] saw marches; [Georgia] votes in spring, and so does [Armenia].",
            "Georgia",
            ("GEO", None, "country"),
        ),
        ("A storm crossed [Georgia] on its way from [Atlanta] to [Columbus].", "Georgia", ("USA", "Georgia", "admin1")),
        ("Rebels entered [Goma], in the east of [Congo], from [Rwanda].", "Congo", ("COD", None, "admin1")),
        ("In [Niger], soldiers closed the airport of [Niamey].", "Niger", ("NER", None, "country")),
        ("Bandits struck in [Niger] state, near [Minna] in [Nigeria].", "Niger", ("NGA", "Niger", "admin1")),
        ("Envoys of [Jordan] left [Amman] for [Beirut].", "Jordan", ("JOR", None, "country")),
        ("Missiles were fired at ships in the [Red Sea] off [Port Sudan].", "Red Sea", (None, None, "country")),
    ],
)
def test_context_decides_between_places_of_one_name(text: str, name: str, expected: tuple[str, str | None, str]):
    place = resolved(text)[name]
    assert (place.country, place.precision) == (expected[0], expected[2]), place
    if expected[1] and place.precision == "city":
        assert place.admin1 == small_area(place, expected[1])


def small_area(place: Place, expected: str) -> str | None:
    """Take the gazetteer's own name for an area whose spelling differs between editions."""
    return place.admin1 if expected in ("Attica", "Liban-Nord", "Tripoli", "Ile-de-France") else expected


def test_a_town_and_the_area_of_its_name_are_told_apart_by_the_words():
    text = "Soldiers left [Kidal]. The governor of [Gao] region in [Mali] stayed."
    places = resolved(text)
    assert places["Kidal"].precision == "city"
    assert places["Gao"].precision == "admin1"
    # the one is no runner-up of the other
    assert not [r for r in places["Kidal"].runners_up if r.country == "MLI"]


def test_runners_up_are_other_places_likeliest_first():
    place = resolved("A fair opened in [Paris] on Sunday.")["Paris"]
    assert place.country == "FRA"
    scores = [r.score for r in place.runners_up]
    assert 1 <= len(scores) <= 4
    assert scores == sorted(scores, reverse=True)
    assert all(0 < s < place.score <= 1 for s in scores)
    points = [(r.lat, r.lon) for r in place.runners_up] + [(place.lat, place.lon)]
    assert len(set(points)) == len(points)


def test_peoples_resolve_to_their_country_among_spans():
    assert resolved("The [Serbian] army denied it.")["Serbian"].country == "SRB"


@pytest.mark.parametrize(
    ("text", "country", "precision"),
    [
        ("A patrol was ambushed in the village of [Dolnja Kruna] in [Kosovo]; [Bulgaria] sent aid.", "XKX", "country"),
        ("Shells hit the village of [Mirnoye], in [Kherson] region, officials in [Kyiv] said.", "UKR", "admin1"),
        ("Gunmen raided [Qarabula], in [Borno] state; people fled to [Maiduguri] in [Nigeria].", "NGA", "admin1"),
    ],
)
def test_an_unknown_village_falls_back_to_the_region_that_the_text_names(text: str, country: str, precision: str):
    name = text.partition("[")[2].partition("]")[0]
    place = resolved(text)[name]
    assert (place.country, place.precision) == (country, precision)
    assert place.name == name
    assert place.gazetteer_id
    assert place.why.startswith("not in the gazetteer; put in ")


def test_an_unknown_village_is_never_a_like_sounding_town_elsewhere():
    # the gazetteer has "Banjska" only as another name of Bansko in Bulgaria
    text = "A patrol was ambushed in the village of [Banjska] in the north of [Kosovo], police in [Pristina] said."
    place = resolved(text)["Banjska"]
    assert place.country == "XKX"
    assert place.precision == "admin1"
    assert place.lat is not None
    assert place.lat > 42.7
    assert place.why.startswith("only elsewhere in the gazetteer; put in the north of Kosovo")


def test_a_small_town_elsewhere_gives_way_to_the_region_named():
    text = "Fighters overran [Baga], in [Borno] state, and [Palma], in [Mozambique]'s north, saw looting near [Pemba]."
    places = resolved(text)
    assert where(places["Baga"]) == ("NGA", "Borno", "admin1")
    assert places["Palma"].country == "MOZ"


def test_a_village_called_so_once_is_one_wherever_it_stands():
    text = "Troops entered the village of [Verkhnia Balka] at dawn.\nIn [Ukraine]'s [Kherson], [Verkhnia Balka] is well known."
    places = places_of(text)
    (village,) = [p for p in places if p.name == "Verkhnia Balka"]
    assert len(village.mentions) == 2
    assert village.country == "UKR"
    assert village.precision in ("country", "admin1")


def test_a_slip_in_a_long_name_is_mended_only_in_a_country_that_the_text_names():
    assert resolved("Shells hit [Maidugurri], [Nigeria] said.")["Maidugurri"].gazetteer_id == "geonames:2331447"
    place = resolved("Shells hit [Maidugurri], [Ukraine] said.")["Maidugurri"]
    assert place.country == "UKR"


def test_what_cannot_be_placed_is_kept_with_precision_none():
    (place,) = places_of("Nothing is known of [Ostrovia Mala].")
    assert where(place) == (None, None, "none")
    assert (place.lat, place.lon, place.gazetteer_id) == (None, None, None)
    assert [s.quote for s in place.mentions] == ["Ostrovia Mala"]


@pytest.mark.parametrize(
    ("text", "name", "precision", "qualifier"),
    [
        ("Roads are shut near [Mitrovica] in [Kosovo].", "Mitrovica", "admin2", "near"),
        ("A mine lies on the outskirts of [Bakhmut], [Ukraine] said.", "Bakhmut", "admin2", "on the outskirts of"),
        ("Shots rang out in [northern Kosovo].", "northern Kosovo", "admin1", "northern"),
        ("Shots rang out in the north of [Kosovo].", "Kosovo", "admin1", "the north of"),
        ("Rebels hold the east of [Ukraine], [Kyiv] said.", "Ukraine", "admin1", "the east of"),
        ("A drone fell 30 km south of [Kherson], [Ukraine] said.", "Kherson", "admin2", "30 km south of"),
        ("A drone fell some 20 miles from [Kherson], [Ukraine] said.", "Kherson", "admin2", "20 miles from"),
    ],
)
def test_words_that_bound_a_place_are_kept(text: str, name: str, precision: str, qualifier: str):
    place = resolved(text)[name]
    assert (place.precision, place.qualifier) == (precision, qualifier)


def test_a_side_lies_on_that_side():
    north, south = (resolved(f"It happened in {side} [Ukraine].")["Ukraine"] for side in ("northern", "southern"))
    assert north.lat is not None
    assert south.lat is not None
    assert north.lat > south.lat
    assert north.gazetteer_id == south.gazetteer_id


def test_so_far_from_a_town_is_measured():
    place = resolved("A drone fell 30 km south of [Kherson], [Ukraine] said.")["Kherson"]
    assert place.lat is not None
    assert place.lon is not None
    assert math.isclose(distance_km(46.637, 32.615, place.lat, place.lon), 30, abs_tol=0.5)
    assert place.lat < 46.637


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "Troops clashed on the border between [Armenia] and [Azerbaijan].",
            "the border between Armenia and Azerbaijan",
        ),
        ("Trade stopped at the [Armenia]-[Azerbaijan] border.", "Armenia-Azerbaijan border"),
        ("Trade stopped at [Armenia]'s border with [Azerbaijan].", "Armenia's border with Azerbaijan"),
    ],
)
def test_a_border_between_two_countries_is_a_place(text: str, quote: str):
    places = places_of(text)
    (border,) = [p for p in places if p.precision == "border"]
    assert [s.quote for s in border.mentions] == [quote]
    assert border.name == "border of Armenia and Azerbaijan"
    assert border.lat is not None
    assert border.lon is not None
    # between the towns on both sides, and not in the middle of either country
    assert 39.5 < border.lat < 41.8
    assert 44.0 < border.lon < 46.5
    assert {p.country for p in places} == {None, "ARM", "AZE"}


def test_peoples_name_the_sides_of_a_border():
    places = places_of(
        "A shell fell near the Syrian border, officials in [Beirut] said. [Lebanon] protested.", peoples=("Syrian",)
    )
    (border,) = [p for p in places if p.precision == "border"]
    assert border.name == "border of Lebanon and Syria"
    assert border.qualifier == "near"
    assert "names one side" in border.why
    # words for a people make no place of their own
    assert "Syria" not in [p.name for p in places]


def test_no_border_without_a_neighbour():
    places = places_of("Guards watch the [Kenya] border, officials in [Warsaw] said.")
    assert not [p for p in places if p.precision == "border"]


def test_one_place_gathers_its_mentions_in_the_order_of_the_text():
    places = places_of("[Kyiv] was hit.\nIn [Kiev], sirens sounded; [Kherson] was quiet. [Kyiv] rests in [Ukraine].")
    assert [(p.name, [s.quote for s in p.mentions]) for p in places] == [
        ("Kyiv", ["Kyiv", "Kiev", "Kyiv"]),
        ("Kherson", ["Kherson"]),
        ("Ukraine", ["Ukraine"]),
    ]


def test_disputed_places_are_filed_as_the_options_say():
    text = "Trains to [Crimea] stopped, [Ukraine] said; [Kosovo] was calm."
    countries = {p.name: p.country for p in places_of(text)}
    assert (countries["Crimea"], countries["Kosovo"]) == ("UKR", "XKX")
    options = ResolveOptions(contested=("crimea=none", "kosovo=SRB"))
    countries = {p.name: p.country for p in places_of(text, options=options)}
    assert (countries["Crimea"], countries["Kosovo"], countries["Ukraine"]) == (None, "SRB", "UKR")


@pytest.mark.parametrize("setting", ["atlantis=UKR", "crimea", "crimea=Russia", "crimea=R1S"])
def test_a_wrong_setting_for_disputed_places_is_refused(setting: str):
    with pytest.raises(TocsinError, match=r"resolve\.contested"):
        places_of("[Kyiv] was hit.", options=ResolveOptions(contested=(setting,)))


@pytest.mark.parametrize(
    ("address", "country"),
    [
        ("https://www.example.co.uk/news/1", "GBR"),
        ("example.ke", "KEN"),
        ("example.com", None),
        ("https://example.io/x", None),
        ("The Example", None),
        (None, None),
    ],
)
def test_the_ending_of_an_address_tells_a_country(address: str | None, country: str | None):
    assert outlet_country(address) == country


def test_the_outlet_decides_where_nothing_else_does():
    text = "The council of [London] met on Monday."
    assert resolved(text, address="example.co.uk")["London"].country == "GBR"
    assert resolved(text, address="example.ca")["London"].country == "CAN"


def test_villages_of_a_country_file_are_told_apart(tmp_path: Path):
    added = load_country_file(COUNTRY_FILE.encode(), tmp_path)
    with Gazetteer(small_base(), [added.path]) as gazetteer:
        text = (
            "Police were shot at in the village of [Gornja Vrana] in the north of [Kosovo]. They came from [Zvečan] and "
            "[Leposaviq], near [Serbia]."
        )
        place = resolved(text, gazetteer)["Gornja Vrana"]
        assert (place.gazetteer_id, place.precision) == ("geonames:9900001", "city")
        assert [r.gazetteer_id for r in place.runners_up] == ["geonames:9900002"]
        text = "Police were shot at in the village of [Gornja Vrana], five km from [Vushtrri] in [Kosovo]."
        assert resolved(text, gazetteer)["Gornja Vrana"].gazetteer_id == "geonames:9900002"


def test_the_same_text_gives_the_same_places():
    text = (
        "[Kyiv] was hit; the border of [Armenia] and [Azerbaijan] is quiet.\nThe village of [Nowhere Green] in [Kenya]."
    )
    assert places_of(text) == places_of(text, Gazetteer(small_base()))


@settings(max_examples=40)
@given(
    st.lists(
        st.sampled_from(
            [
                "Paris",
                "Kosovo",
                "the border of",
                "near",
                "Serbia",
                "\n",
                ", ",
                "St.",
                "in",
                "’s",
                "Ünrüh",
                "12 km from",
                "La.",
            ]
        ),
        max_size=12,
    ),
    st.data(),
)
def test_any_text_and_spans_resolve(words: list[str], data: st.DataObject):
    text = " ".join(words) + " end"
    spans = data.draw(
        st.lists(
            st.tuples(st.integers(0, len(text) - 1), st.integers(1, 9)).map(
                lambda s: (s[0], min(len(text), s[0] + s[1]))
            ),
            max_size=4,
        )
    )
    spans = [(s, e) for s, e in spans if text[s:e].strip()]
    places = resolve_spans(text, spans, small_gazetteer())
    for (start, end), place in zip(spans, places, strict=True):
        assert place.mentions[0].quote == text[start:end]
        assert 0.0 <= place.score <= 1.0
        assert (place.lat is None) == (place.precision == "none")


def test_an_unknown_village_is_not_put_into_the_capital_that_a_dateline_names():
    told = "Men burned [Abu Zereiga] on Friday, a spokesman said. The fighting in [North Darfur] goes on."
    assert where(resolved(f"[KHARTOUM] — {told}")["Abu Zereiga"]) == ("SDN", None, "country")
    assert resolved(f"[Khartoum] was calm. {told}")["Abu Zereiga"].admin1 == "Khartoum"


def test_a_name_that_would_be_put_into_a_country_is_its_one_place_of_that_name():
    place = resolved("[Bulgaria] sent envoys. Rangers near [Bagà] were seen; [Spain] asked why. [Spain] waits.")["Bagà"]
    assert (place.country, place.gazetteer_id) == ("ESP", "geonames:3129017")


def test_a_bearing_is_no_place():
    report = report_of("Men fled in north-eastern Mali.")
    span = next(iter(spans_of(report, "north-eastern")))
    annotation = Annotation(report.id, "by-hand", "1", (), (Mark("place", span, 0.9),), ())
    assert resolve_places(report, annotation, small_gazetteer()) == ()
