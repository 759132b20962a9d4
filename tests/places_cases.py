"""A small gazetteer of real towns, and texts with invented happenings in them."""

from __future__ import annotations

import re
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from builders import report_of

from tocsin.records import Annotation, Mark, Place, content_id
from tocsin.resolve.gazetteer import Gazetteer
from tocsin.resolve.gazetteer.build import Sources, build
from tocsin.resolve.options import ResolveOptions
from tocsin.resolve.places import resolve_places, resolve_spans

# number, name, country, first-level area, lat, lon, people, other names; as in lists of the world's towns
TOWNS = """
616635|Gyumri|AM|07|40.793|43.846|114667|
616627|Ijevan|AM|09|40.88|45.148|19500|
616052|Yerevan|AM|11|40.178|44.513|1144700|
587084|Baku|AZ|09|40.378|49.892|2351300|
586523|Ganja|AZ|20|40.682|46.361|330663|Gyandzha
733462|Bansko|BG|38|41.836|23.487|9232|Banjska
727011|Sofia|BG|42|42.698|23.324|1152556|
6058560|London|CA|08|42.983|-81.233|422324|
6942553|Paris|CA|08|43.2|-80.383|12310|
6167865|Toronto|CA|08|43.706|-79.399|2794356|
217695|Bunia|CD|17|1.559|30.252|399282|
216281|Goma|CD|11|-1.674|29.228|432587|
2314302|Kinshasa|CD|06|-4.328|15.314|16000000|
2389853|Bangui|CF|18|4.361|18.555|812407|
2260535|Brazzaville|CG|12|-4.266|15.283|1982000|
361546|Arīsh|EG|27|31.132|33.798|199243|
360630|Cairo|EG|11|30.063|31.25|9606916|
350350|Rafaḩ|EG|27|31.282|34.239|44215|Rafah
3129017|Bagà|ES|56|42.253|1.861|2178|
3117735|Madrid|ES|29|40.416|-3.703|3255944|
2512989|Palma|ES|07|39.569|2.65|438234|
2996944|Lyon|FR|84|45.749|4.848|520774|
2988507|Paris|FR|11|48.853|2.349|2138551|
2643743|London|GB|ENG|51.509|-0.126|8961989|
2634715|Washington|GB|ENG|54.9|-1.517|67085|
614455|Gori|GE|73|41.985|44.113|41933|
613607|Kutaisi|GE|66|42.268|42.695|135201|
611717|Tbilisi|GE|51|41.691|44.834|1049498|
264371|Athens|GR|ESYE31|37.984|23.728|664046|
1640057|Kidal|ID|08|-8.022|112.709|0|Kidal
7284334|Baga|IN|33|15.565|73.755|2000|
250441|Amman|JO|16|31.955|35.945|1275857|
197745|Garissa|KE|16|-0.453|39.646|163399|
184745|Nairobi|KE|05|-1.283|36.817|4397073|
276781|Beirut|LB|04|33.893|35.502|1916100|
266826|Tripoli|LB|09|34.434|35.844|229398|
2214846|Misratah|LY|72|32.375|15.093|355657|Misrata
2210247|Tripoli|LY|77|32.887|13.187|1302947|
2460596|Bamako|ML|01|12.609|-7.975|4227569|
2457163|Gao|ML|09|16.272|-0.045|133110|Gao
2455290|Kidal|ML|10|18.443|1.409|40030|Kidal
2453348|Mopti|ML|04|14.484|-4.183|186187|
2453514|Ménaka|ML|12070577|15.92|2.396|14085|Menaka
1040652|Maputo|MZ|11|-25.966|32.583|1254837|
1037370|Mocímboa|MZ|01|-11.317|40.35|27909|
1028918|Pemba|MZ|01|-12.974|40.518|232932|
2447416|Ayorou|NE|09|14.731|0.917|26290|
2440485|Niamey|NE|08|13.514|2.11|1323691|
2438678|Tillabéri|NE|09|14.207|1.454|30822|
2352778|Abuja|NG|11|9.058|7.495|2690000|
2332459|Lagos|NG|05|6.454|3.395|15388000|
2331447|Maiduguri|NG|27|11.847|13.157|1110000|
2330100|Minna|NG|31|9.615|6.548|425000|
3097228|Jenin|PL|76|52.696|15.098|1100|Jenin
756135|Warsaw|PL|78|52.23|21.012|1702139|
281133|Gaza|PS|GZ|31.502|34.467|410000|
283506|Janīn|PS|WE|32.459|35.301|34730|Jenin
281124|Khān Yūnis|PS|GZ|31.34|34.306|173183|Khan Younis,Khan Yunis
281102|Rafaḩ|PS|GZ|31.297|34.244|126305|Rafah
792680|Belgrade|RS|SE|44.804|20.465|1273651|Beograd
788852|Kuršumlija|RS|SE|43.138|21.273|0|
787657|Niš|RS|SE|43.325|21.903|250000|
787595|Novi Pazar|RS|SE|43.137|20.512|85996|
3190103|Sremska Mitrovica|RS|VO|44.976|19.612|39084|Mitrovica
202061|Kigali|RW|12|-1.95|30.059|1132686|
379252|Khartoum|SD|29|15.552|32.532|1974647|
377039|Port Sudan|SD|36|19.617|37.216|489725|
10228788|Dhobley|SO|09|0.41|41.01|5000|
55671|Kismayo|SO|09|-0.358|42.545|234852|
53654|Mogadishu|SO|02|2.037|45.344|2587183|
173377|Al Qāmishlī|SY|01|37.052|41.231|184231|
170654|Damascus|SY|13|33.51|36.291|1569394|
167357|Manbij|SY|09|36.528|37.955|99497|
2427637|Mongo|TD|05|12.185|18.688|53768|
2427123|N'Djamena|TD|21|12.107|15.044|1359526|Ndjamena
713174|Bakhmut|UA|05|48.594|37.999|80500|Artemivsk
706448|Kherson|UA|08|46.637|32.615|66000|
703448|Kyiv|UA|12|50.455|30.524|2952301|Kiev,Kyiv
702658|Luhansk|UA|14|48.568|39.306|397677|
4180386|Athens|US|GA|33.961|-83.378|127315|
4505542|Athens|US|OH|39.329|-82.101|25044|
4603284|Athens|US|TN|35.443|-84.593|13688|
4671545|Athens|US|TX|32.205|-95.856|12788|
4180439|Atlanta|US|GA|33.749|-84.388|510823|
4671654|Austin|US|TX|30.267|-97.743|974447|
4188985|Columbus|US|GA|32.461|-84.988|206922|
4509177|Columbus|US|OH|39.961|-82.999|913175|
4684888|Dallas|US|TX|32.783|-96.807|1326087|
4191124|Decatur|US|GA|33.775|-84.296|21957|
4236895|Decatur|US|IL|39.84|-88.955|73254|
4685617|Decatur|US|TX|33.234|-97.586|6521|
5197517|Lebanon|US|PA|40.341|-76.411|25534|
4636045|Lebanon|US|TN|36.208|-86.291|30262|
5128581|New York City|US|NY|40.714|-74.006|8804190|
5101798|Newark|US|NJ|40.736|-74.172|281944|
5164466|Newark|US|OH|40.058|-82.401|47986|
4246659|Paris|US|IL|39.611|-87.696|8432|
4303602|Paris|US|KY|38.21|-84.253|9870|
4647963|Paris|US|TN|36.302|-88.327|10150|
4717560|Paris|US|TX|33.661|-95.556|24782|
4250542|Springfield|US|IL|39.802|-89.644|114394|
4951788|Springfield|US|MA|42.101|-72.59|154341|
4409896|Springfield|US|MO|37.215|-93.298|170188|
4525353|Springfield|US|OH|39.924|-83.809|59680|
5174035|Toledo|US|OH|41.664|-83.555|265638|
4140963|Washington|US|DC|38.895|-77.036|689545|
790674|Gjilan|XK|10097357|42.46|21.47|51912|
788731|Leposaviq|XK|10097358|43.104|20.803|19000|
789225|Mitrovicë|XK|10097358|42.883|20.867|107045|Kosovska Mitrovica,Mitrovica
787157|Pejë|XK|10097359|42.659|20.288|48962|Peć
786714|Pristina|XK|10097360|42.673|21.167|550000|Prishtina,Priština
786712|Prizren|XK|10097361|42.214|20.74|171464|
784097|Vushtrri|XK|10097358|42.823|20.968|30651|Vushtrri,Vučitrn
783770|Zvečan|XK|10097358|42.907|20.84|17000|Zvecan
"""


def sources() -> Sources:
    """Hand over the towns as the package of cities does."""
    cities = []
    for line in TOWNS.strip().splitlines():
        number, name, country, area, lat, lon, people, others = line.split("|")
        cities.append(
            {
                "geonameid": int(number), "name": name, "countrycode": country, "admin1code": area,
                "latitude": float(lat), "longitude": float(lon), "population": int(people),
                "alternatenames": [o for o in others.split(",") if o],
            }
        )  # fmt: skip
    countries: dict[str, Any] = {
        "XK": {"geonameid": 831053, "population": 1845300},
        "RS": {"geonameid": 6290252, "population": 6982084},
        "US": {"geonameid": 6252001, "population": 327167434},
        "GE": {"geonameid": 614540, "population": 3704500},
        "NE": {"geonameid": 2440476, "population": 22442948},
        "NG": {"geonameid": 2328926, "population": 195874740},
        "CD": {"geonameid": 203312, "population": 84068091},
        "CG": {"geonameid": 2260494, "population": 5244363},
    }
    states = {
        code: {"geonameid": 1, "name": name} for code, name in (("GA", "Georgia"), ("TX", "Texas"), ("OH", "Ohio"))
    }
    return Sources(cities, countries, states, {"XK": ["Kosova"], "RS": ["Srbija"]})


@cache
def small_base() -> Path:
    """Build the small gazetteer once for all tests."""
    path = Path(tempfile.mkdtemp(prefix="tocsin-tests-")) / "base.sqlite"
    build(path, sources())
    return path


@cache
def small_gazetteer() -> Gazetteer:
    """Open the small gazetteer."""
    return Gazetteer(small_base())


def resolved(text: str, gazetteer: Gazetteer | None = None, address: str | None = None) -> dict[str, Place]:
    """Resolve the places in [square brackets], by the words in them (the last of each)."""
    plain, spans = unbracketed(text)
    places = resolve_spans(plain, spans, gazetteer or small_gazetteer(), address=address)
    return {plain[start:end]: place for (start, end), place in zip(spans, places, strict=True)}


def unbracketed(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Take the brackets out of a text and say where they were."""
    plain, spans = "", []
    for piece in re.split(r"(\[[^\]]*\])", text):
        if piece.startswith("["):
            spans.append((len(plain), len(plain) + len(piece) - 2))
            piece = piece[1:-1]
        plain += piece
    return plain, spans


def places_of(
    text: str, gazetteer: Gazetteer | None = None, peoples: tuple[str, ...] = (), options: ResolveOptions | None = None
) -> tuple[Place, ...]:
    """Resolve a report whose places stand in brackets; paragraphs are lines, `peoples` are marked wherever they stand."""
    plain, spans = unbracketed(text)
    report = report_of(*plain.split("\n"))
    # paragraphs are joined by a blank line, so every line end moves what follows by one
    moved = [(start + plain.count("\n", 0, start), end + plain.count("\n", 0, end)) for start, end in spans]
    marks = [Mark("place", report.span(start, end), 0.9) for start, end in moved]
    for people in peoples:
        marks += [Mark("nationality", report.span(*m.span()), 0.9) for m in re.finditer(rf"\b{people}\b", report.text)]
    sentences = tuple((m.start(), m.end()) for m in re.finditer(r"[^\n.]+\.?", report.text))
    annotation = Annotation(report.id, "by-hand", "1", sentences, tuple(sorted(marks, key=lambda m: m.span)), ())
    return resolve_places(report, annotation, gazetteer or small_gazetteer(), options)


# an invented country file: real columns and real country, villages that do not exist
COUNTRY_FILE = "\n".join(
    "\t".join(columns)
    for columns in (
        (
            "9900001",
            "Gornja Vrana",
            "Gornja Vrana",
            "Vrana e Epërme,Горња Врана",
            "42.97",
            "20.78",
            "P",
            "PPL",
            "XK",
            "",
            "30",
            "",
            "",
            "",
            "0",
            "",
            "546",
            "Europe/Belgrade",
            "2012-01-19",
        ),
        (
            "9900002",
            "Gornja Vrana",
            "Gornja Vrana",
            "",
            "42.86",
            "20.95",
            "P",
            "PPL",
            "XK",
            "",
            "28",
            "",
            "",
            "",
            "0",
            "",
            "567",
            "Europe/Belgrade",
            "2012-01-19",
        ),
        (
            "9900003",
            "Komuna e Vranës",
            "Komuna e Vranes",
            "",
            "42.95",
            "20.80",
            "A",
            "ADM1",
            "XK",
            "",
            "30",
            "",
            "",
            "",
            "17000",
            "",
            "",
            "Europe/Belgrade",
            "2012-01-19",
        ),
        (
            "9900004",
            "Manastir Vrana",
            "Manastir Vrana",
            "",
            "42.971",
            "20.781",
            "S",
            "MSTY",
            "XK",
            "",
            "30",
            "",
            "",
            "",
            "0",
            "",
            "",
            "Europe/Belgrade",
            "2012-01-19",
        ),
        (
            "9900005",
            "Vranska Reka",
            "Vranska Reka",
            "",
            "42.98",
            "20.76",
            "H",
            "STM",
            "XK",
            "",
            "00",
            "",
            "",
            "",
            "0",
            "",
            "",
            "Europe/Belgrade",
            "2012-01-19",
        ),
        (
            "9900006",
            "Vranski Put",
            "Vranski Put",
            "",
            "42.98",
            "20.76",
            "R",
            "RD",
            "XK",
            "",
            "00",
            "",
            "",
            "",
            "0",
            "",
            "",
            "Europe/Belgrade",
            "2012-01-19",
        ),
    )
)


def text_id(text: str) -> str:
    """Name a text."""
    return content_id("text", text)
