"""The commands of a desk, from arguments to what stands on the screen, with readings made by hand."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from desk_cases import Deed, capture_of, reading_of, shelling
from rich.console import Console
from typer.main import get_command

import tocsin.cli
from tocsin.cli import filters, show_exports, show_incidents
from tocsin.cli.listing import show_row
from tocsin.errors import TocsinError
from tocsin.records import Capture, Filter, Reading, Rejected
from tocsin.run.desk import init_desk, open_desk
from tocsin.store.exports import FORMATS
from tocsin.store.filters import check_filter

ROOT = Path(__file__).resolve().parent.parent
# a source by its name, and what is read from it
PAGES = {
    f"page-{n}": shelling(n, outlet=f"Outlet {n}", source=f"page-{n}", url=f"https://lake.example/{n}") for n in (4, 6)
}
PAGES["other"] = reading_of(
    "! Traders robbed on the road to Beni",
    "Gunmen stopped a lorry of traders near Beni on Friday and shot 2 guards dead.",
    "Nobody has said who they were.",
    cast={"Gunmen": "group COD UAF:Gunmen"},
    places={"Beni": "COD city Nord-Kivu"},
    days={"Friday": "2024-02-02"},
    deeds=[
        Deed("shot", "ASSAULT", "firearms", ("Gunmen",), ("2 guards",), "Beni", "Friday", (("killed", "2 guards", 2),))
    ],
    published="2024-02-03",
    title="Traders robbed on the road to Beni",
    outlet="Lakes Dispatch",
    source="other",
    url="https://lake.example/other",
)


class ByHand:
    """A runner that reads what was made by hand, without model, gazetteer or network."""

    pages: dict[str, Reading] = PAGES

    def __init__(self, *_: object, **__: object) -> None:
        self.resources = SimpleNamespace(reader=SimpleNamespace(model="by-hand", version="1"))

    def captures(self, sources: list[str], *, stdin: object = None) -> Iterator[Capture | Rejected]:
        for source in sources:
            if source in self.pages:
                yield capture_of(self.pages[source], self.pages[source].report.url)
            elif source == "broken":
                yield Capture("broken", b"")
            else:
                yield Rejected(source, "acquire", "acquire.no-file", f"There is no {source}.")

    def read_capture(self, capture: Capture) -> Reading | Rejected:
        if capture.source == "broken":
            return Rejected("broken", "document", "document.empty", "There is no \x1b[31mtext in it.")
        return self.pages[capture.source]


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Give what runs a command line and gives its exit status, standard output and standard error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("tocsin.run.desk.desk.LocalRunner", ByHand)

    def run_(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["tocsin", *arguments])
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            tocsin.cli.main()
        out, err = capsys.readouterr()
        return int(left.value.code or 0), out, err

    return run_


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a desk of three reports once, two of them on one shelling."""
    folder = tmp_path_factory.mktemp("made")
    init_desk(folder)
    with pytest.MonkeyPatch.context() as patch, open_desk(folder) as opened:
        patch.setattr("tocsin.run.desk.desk.LocalRunner", ByHand)
        assert [added.state for added in opened.add(["page-4", "page-6", "other"])] == ["new"] * 3
    return folder


@pytest.fixture
def desk(run: Run, made: Path, tmp_path: Path) -> Run:
    """Give what runs a command line in a folder with a copy of that desk."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return run


def ids(shown: str, kind: str) -> list[str]:
    return list(dict.fromkeys(re.findall(rf"\b{kind}-[0-9a-f]{{16}}", shown)))


def shelled(desk: Run) -> str:
    return ids(desk("incidents", "--type", "ASSAULT")[1], "incident")[0]


def test_init_makes_a_desk_and_says_what_to_do_next(run, tmp_path):
    status, out, _ = run("init", "goma")
    assert status == 0
    assert "Its settings are in goma/tocsin.toml" in out
    assert "tocsin add --desk goma SOURCE..." in out
    assert (tmp_path / "goma" / "desk.sqlite").is_file()
    status, _, err = run("init", "goma")
    assert (status, "holds a desk already" in err) == (2, True)


def test_init_takes_another_database(run, tmp_path):
    assert run("init", "--database", "other.sqlite")[0] == 0
    assert (tmp_path / "other.sqlite").is_file()


def test_add_tells_what_became_of_each_source_and_sums_up(run):
    run("init")
    status, out, _ = run("add", "page-4", "nowhere", "broken", "page-4")
    rows = out.splitlines()
    assert status == 0
    assert rows[0].startswith("new       page-4 · 2 events · 2 statements  rep-")
    assert rows[1] == "rejected  nowhere: There is no nowhere.  acquire.no-file"
    assert rows[2] == "rejected  broken: There is no <U+001B>[31mtext in it.  document.empty"
    assert rows[3:] == ["1 new, 0 changed, 1 known, 2 rejected (acquire.no-file 1, document.empty 1)"]


def test_what_is_known_is_a_success_and_nothing_is_a_failure(desk):
    assert desk("add", "page-4")[:2] == (0, "0 new, 0 changed, 1 known, 0 rejected\n")
    assert desk("add", "nowhere")[0] == 1


def test_a_changed_page_becomes_a_new_version(desk, monkeypatch):
    (old,) = ids(desk("reports", "--outlet", "Outlet 4")[1], "rep")
    changed = shelling(9, outlet="Outlet 4", source="page-4", url="https://lake.example/4")
    monkeypatch.setattr(ByHand, "pages", {**PAGES, "page-4": changed})
    _, out, _ = desk("add", "page-4")
    assert out.startswith("changed   page-4 · 2 events · 2 statements  rep-")
    (head,) = ids(out, "rep")
    assert f"Shells kill 9 in Kitala · version 2  {head}\n" in desk("reports")[1]
    assert f"Shells kill 4 in Kitala, replaced by a newer one  {old}\n" in desk("reports", "--report", old)[1]
    assert "version 2 of its page" in desk("show", head)[1]


def test_add_as_json_is_one_object_a_source_and_then_the_sum(run):
    run("init")
    _, out, _ = run("add", "--json", "page-4", "nowhere")
    new, rejected, total = (json.loads(row) for row in out.splitlines())
    assert (new["schema"], new["state"], new["report"][:4]) == ("tocsin.added/1", "new", "rep-")
    assert (rejected["state"], rejected["rejected"]["reason"]) == ("rejected", "acquire.no-file")
    assert total == {
        "schema": "tocsin.added-summary/1",
        "new": 1,
        "changed": 0,
        "known": 0,
        "rejected": 1,
        "reasons": {"acquire.no-file": 1},
    }


def test_without_a_desk_every_command_says_how_to_make_one(run):
    for command in (["add", "page-4"], ["incidents"], ["show", "x"], ["export", "csv"], ["reviews"], ["reread"]):
        status, out, err = run(*command)
        assert (status, out) == (2, "")
        assert "tocsin init" in err


def test_the_desk_is_named_by_option_or_variable(run, monkeypatch):
    run("init", "goma")
    run("add", "--desk", "goma", "page-4")
    assert len(run("reports", "--desk", "goma")[1].splitlines()) == 1
    monkeypatch.setenv("TOCSIN_DESK", "goma")
    assert len(run("reports")[1].splitlines()) == 1


def test_incidents_are_a_line_each_in_a_pipe(desk):
    status, out, err = desk("incidents", "--type", "ASSAULT")
    first, second = out.splitlines()
    assert status == 0
    assert first.startswith("12 Mar 2024 · Kitala, COD · ASSAULT · Mutongo Front → ")
    assert " · 4 to 6 (best " in first
    assert " · 1 independent source, 2 reports · " in first
    assert re.search(r"  incident-[0-9a-f]{16}$", first)
    assert "Beni, COD" in second
    assert "\t" not in out
    assert err == "2 incidents\n"


def test_a_terminal_gets_a_head_and_indented_facts(desk, monkeypatch):
    out = io.StringIO()
    monkeypatch.setattr("tocsin.cli.listing.console", lambda: Console(file=out, force_terminal=True, width=100))
    with open_desk() as opened:
        show_row(show_incidents.incident_row(opened.incidents(Filter(type="ASSAULT")).rows[0]))
    rows = [row.rstrip() for row in out.getvalue().splitlines()]
    assert rows[0].startswith("\x1b[1m12 Mar 2024 · Kitala, COD · ASSAULT")
    assert all(row.startswith("    ") for row in rows[1:])


def test_a_page_says_how_to_see_the_next_one(desk):
    _, first, err = desk("incidents", "--limit", "1", "--order", "oldest")
    cursor = re.fullmatch(r"1 incident; more with --cursor (\S+)\n", err)
    assert cursor is not None
    _, second, _ = desk("incidents", "--limit", "1", "--order", "oldest", "--cursor", cursor[1])
    assert len(ids(first + second, "incident")) == 2
    status, _, err = desk("incidents", "--order", "newest", "--cursor", cursor[1])
    assert (status, "[store.bad-cursor]" in err) == (2, True)


def test_filters_are_options(desk):
    def found(*options: str) -> int:
        status, out, err = desk("incidents", *options)
        assert status == 0, err
        return len(out.splitlines())

    everything = found()
    assert found("--near", "0.5,29.5", "--radius", "5000") <= everything
    assert found("--box", "-10,20,10,40") <= everything
    assert found("--country", "KEN") == 0
    assert found("--actor", "Mutongo Front") == 1
    assert found("--outlet", "Lakes Dispatch") == found("--text", "guards") == 1
    assert found("--contested") + found("--uncontested") == everything
    assert found("--since", "2024-03-13") + found("--until", "2024-03-12") == everything
    assert found("--until", "2024-02-29") == found("--mode", "firearms") == 1


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--near", "1,2"], "--near and --radius need one another"),
        (["--near", "here", "--radius", "5"], "--near takes 2 numbers"),
        (["--box", "1,2,3"], "--box takes 4 numbers"),
        (["--type", "MURDER"], "There is no type 'MURDER'"),
        (["--since", "lately"], "[store.bad-filter]"),
        (["--limit", "0"], "[store.bad-limit]"),
        (["--order", "best"], "[store.no-such-order]"),
        (["--stance", "denies"], "No such option"),
    ],
)
def test_what_cannot_be_asked_is_told(desk, options, told):
    status, out, err = desk("incidents", *options)
    assert (status, out) == (2, "")
    assert told in err


def test_each_list_has_the_options_that_the_store_knows():
    values = {
        "since": "2024-01-01",
        "until": "2024-01-01",
        "box": (0.0, 0.0, 1.0, 1.0),
        "country": "COD",
        "type": "ASSAULT",
        "mode": "firearms",
        "modality": "happened",
        "contested": True,
    }

    def is_known(listed: str, name: str) -> bool:
        try:
            check_filter(listed, Filter(**{name: values.get(name, "x")}))
        except TocsinError as error:
            return error.slug != "store.no-such-filter"
        return True

    for listed, names in filters.LISTS.items():
        fields = [name for name in Filter.__dataclass_fields__ if name not in ("near", "radius_km")]
        assert [name for name in names if name in fields] == [name for name in fields if is_known(listed, name)]
        command = get_command(tocsin.cli.app).commands[listed]
        options = {option for each in command.params for option in each.opts}
        assert {"--radius" if name == "radius_km" else f"--{name}" for name in names} <= options


@pytest.mark.parametrize(
    ("command", "schema", "shown"),
    [
        ("incidents", "tocsin.incident/1", "Gunmen → 2 guards"),
        ("events", "tocsin.event/1", "Outlet 4, 14 Mar 2024: “Shells hit the market of Kitala on Tuesday, killing 4"),
        ("statements", "tocsin.statement/1", "Ana Keto denies: it fired at the market · Outlet 4, 14 Mar 2024  ["),
        ("actors", "tocsin.actor/1", "Mutongo Front  organisation · COD · REB"),
        ("flags", "tocsin.flag/1", "name-variant: Mutongo Front is written in several ways. · Outlet 4"),
        ("rejected", "tocsin.rejected/1", "events.unsure: “may” · page-4, "),
        ("reports", "tocsin.report/1", "14 Mar 2024 · Outlet 4 · Shells kill 4 in Kitala  rep-"),
    ],
)
def test_every_list_is_lines_for_people_and_json_for_programs(desk, command, schema, shown):
    status, out, _ = desk(command)
    assert (status, shown in out) == (0, True), out
    _, told, _ = desk(command, "--json")
    rows = [json.loads(row) for row in told.splitlines()]
    assert len(rows) == len(out.splitlines()) > 0
    assert {row["schema"] for row in rows} == {schema}
    assert all("id" in row for row in rows)


def test_an_empty_list_is_no_failure(desk):
    assert desk("flags", "--kind", "count-conflict") == (0, "", "no flags\n")


def test_an_incident_is_shown_with_every_account_and_what_they_disagree_on(desk):
    incident = shelled(desk)
    _, out, _ = desk("show", incident)
    for told in (
        "ASSAULT · 12 March 2024 · Kitala, COD",
        "1 independent source, 2 reports",
        "  Outlet 4, 14 March 2024: Shells kill 4 in Kitala  rep-",
        "      tells it; source 1; shared with another report: same text",
        "      ASSAULT, happened, confidence 0.90  event-",
        "      4, says Outlet 4: “4 people”  [",
        "  Mutongo Front\n      told by Outlet 4: “",
        "denied by Ana Keto (Outlet 6): “it fired at the market”",
        "    4  by Outlet 4",
        "    6  by Outlet 6",
    ):
        assert told.casefold() in out.casefold(), told
    assert "killed: " in out.split("Disagreements\n")[1]
    sentence = "      “Shells hit the market of Kitala on Tuesday, killing 4 people. The Mutongo Front fired them.”  ["
    assert sentence not in out
    assert sentence in desk("show", incident, "--evidence")[1]
    assert json.loads(desk("show", incident, "--json")[1])["id"] == incident


@pytest.mark.parametrize(
    ("command", "kind", "shown"),
    [
        ("events", "event", "Evidence\n  “"),
        ("statements", "statement", "Words\n  “it fired at the market”  ["),
        ("actors", "actor", "Forms taken for this actor\n  "),
        ("flags", "flag", "Evidence\n  “"),
        ("reports", "rep", "Incidents\n  "),
    ],
)
def test_every_record_that_a_list_names_can_be_shown_and_explained(desk, command, kind, shown):
    _, out, _ = desk(command)
    listed = ids(out, kind)[:4]
    found = [desk("show", each) for each in listed]
    assert all(status == 0 for status, _, _ in found)
    assert any(shown in told for _, told, _ in found)
    for each in listed:
        assert json.loads(desk("show", each, "--json")[1])["id"] == each
        assert desk("explain", each)[0] == 0


def test_an_unknown_id_is_told(desk):
    for command in ("show", "explain"):
        status, out, err = desk(command, "incident-0000000000000000")
        assert (status, out) == (2, "")
        assert "Nothing of the id incident-0000000000000000" in err


def test_explain_leads_back_to_sentences_and_to_what_read_them(desk):
    incident = shelled(desk)
    _, out, _ = desk("explain", incident)
    rows = out.splitlines()
    assert rows[0].startswith("incident ")
    assert rows[1].startswith("  account Outlet 4 tells it")
    assert rows[2].startswith("    event ASSAULT, happened, confidence 0.90")
    assert re.match(r" {8}“Shells hit .*”  \[\d+-\d+\]$", rows[3])
    assert "      by-hand 1; acquire=" in out
    trail = json.loads(desk("explain", incident, "--json")[1])
    assert trail["schema"] == "tocsin.trail/1"
    assert trail["steps"][2]["spans"][0]["quote"].startswith("Shells hit")


def test_an_export_goes_into_a_pipe_and_what_was_lost_to_standard_error(desk):
    status, out, err = desk("export", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert status == 0
    assert len(rows) == len(desk("incidents")[1].splitlines())
    assert err.splitlines()[0].endswith("events.")
    assert len(list(csv.DictReader(io.StringIO(desk("export", "csv", "--country", "KEN")[1])))) == 0
    events = [json.loads(row) for row in desk("export", "jsonl", "--rows", "events")[1].splitlines()]
    assert {row["schema"] for row in events} == {"tocsin.event/1"}


def test_an_export_is_written_whole_and_over_nothing_unless_told(desk, tmp_path):
    (tmp_path / "out").mkdir()
    status, out, err = desk("export", "acled", "out", "--loss", "loss.json")
    assert (status, out, err) == (0, "", "")
    assert json.loads((tmp_path / "loss.json").read_text())["schema"] == "tocsin.losses/1"
    written = (tmp_path / "out" / "acled.csv").read_bytes()
    assert written.startswith(b"event_id_cnty") or b"event_id" in written
    status, _, err = desk("export", "acled", "out/acled.csv")
    assert (status, "--force" in err) == (2, True)
    assert desk("export", "acled", "out/acled.csv", "--force", "--loss", "-")[1].startswith(
        '{"schema": "tocsin.losses/1"'
    )
    assert (tmp_path / "out" / "acled.csv").read_bytes() == written
    assert [each.name for each in (tmp_path / "out").iterdir()] == ["acled.csv"]


def test_what_cannot_be_exported_is_told_and_leaves_nothing_behind(desk, tmp_path):
    before = sorted(tmp_path.iterdir())
    assert "[export.no-such-format]" in desk("export", "xls")[2]
    assert "[export.no-such-rows]" in desk("export", "acled", "a.csv", "--rows", "events")[2]
    assert "[export.unwritable]" in desk("export", "csv", "nowhere/a.csv")[2]
    assert "needs a file" in desk("export", "csv", "--loss", "-")[2]
    assert sorted(tmp_path.iterdir()) == before


def test_every_format_is_listed_with_a_sentence(run):
    status, out, _ = run("export", "--list")
    assert status == 0
    assert [row.split()[0] for row in out.splitlines()] == list(FORMATS)
    assert all(row.count(". ") + row.endswith(".") >= 1 for row in out.splitlines())


def test_an_export_on_a_terminal_is_harmless(monkeypatch):
    out = io.StringIO()
    monkeypatch.setattr(out, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys, "stdout", out)
    stream = show_exports.screen(FORMATS["csv"])
    stream.write("a\x1b[31m,b\u202e\r\n1,2\r\n")
    assert out.getvalue() == "a<U+001B>[31m,b<U+202E>\n1,2\n"
    with pytest.raises(TocsinError) as raised:
        show_exports.screen(FORMATS["parquet"])
    assert raised.value.slug == "export.binary"


def test_a_decision_is_in_force_at_once_listed_and_taken_back(desk):
    event = ids(desk("events", "--type", "ASSAULT", "--outlet", "Outlet 4")[1], "event")[0]
    before = desk("incidents", "--json")[1]
    status, out, _ = desk("review", "event", event, "correct", "--author", "A. Keto", "--set", "killed=40")
    assert status == 0
    assert f"correct event {event} · killed = 40" in out
    (review,) = ids(out, "review")
    assert f"tocsin reviews --undo {review}" in out
    assert "6 to 40" in desk("incidents", "--type", "ASSAULT")[1]
    assert "A. Keto on " in desk("show", event)[1].split("Decided by reviewers\n")[1]
    assert review in desk("reviews", event)[1]
    assert json.loads(desk("reviews", "--json")[1])["fields"] == [["killed", "40"]]
    assert review in desk("reviews", "--undo", review)[1]
    assert desk("incidents", "--json")[1] == before
    assert desk("reviews")[1] == "Nothing was decided yet.\n"
    assert "[review.unknown]" in desk("reviews", "--undo", review)[2]


def test_decisions_that_cannot_be_are_told(desk):
    event = ids(desk("events")[1], "event")[0]
    decide = ("review", "event", event)
    assert desk(*decide, "accept")[0] == 2
    assert "FIELD=VALUE" in desk(*decide, "correct", "--author", "A", "--set", "killed")[2]
    assert "[review.unknown-field]" in desk(*decide, "correct", "--author", "A", "--set", "colour=red")[2]
    assert "[review.no-such-verdict]" in desk(*decide, "merge", "--author", "A", "--other", "x")[2]
    assert "[review.unknown-record]" in desk("review", "event", "event-0", "accept", "--author", "A")[2]


def test_a_merge_names_others_and_a_note(desk):
    one, other = ids(desk("incidents", "--type", "ASSAULT")[1], "incident")
    status, out, err = desk(
        "review", "incident", one, "merge", "--other", other, "--author", "A", "--note", "same raid"
    )
    assert status == 0, err
    assert f"with {other} · same raid" in out
    assert len(desk("incidents", "--type", "ASSAULT")[1].splitlines()) == 1


def test_reread_says_what_changed(desk, monkeypatch):
    assert "already" in desk("reread")[1]
    before = PAGES["page-4"]
    changed = replace(before, events=before.events[:1], flags=())
    monkeypatch.setattr(ByHand, "pages", {**PAGES, "page-4": changed})
    status, out, _ = desk("reread", "--force")
    rows = out.splitlines()
    assert status == 0
    assert re.match(r"changed   Shells kill 4 in Kitala · 1 event went, -2 flags  rep-", rows[0]), rows
    assert rows[1:] == ["1 changed, 2 same, 0 failed · of the events 0 came, 1 went, 0 are told otherwise"]
    states = [json.loads(row) for row in desk("reread", "--force", "--json")[1].splitlines()]
    assert [row.get("state") for row in states[:-1]] == ["same"] * 3
    assert states[-1]["schema"] == "tocsin.reread-summary/1"


def test_a_report_that_cannot_be_read_any_more_is_a_failure_and_stays(desk, monkeypatch):
    gone = Rejected("page-4", "document", "document.empty", "There is no text in it.")
    monkeypatch.setattr(ByHand, "pages", {**PAGES, "page-4": gone})
    status, out, _ = desk("reread", "--force")
    assert status == 1
    assert "failed    Shells kill 4 in Kitala: There is no text in it." in out
    assert len(desk("reports")[1].splitlines()) == 3


def test_hostile_text_is_shown_and_does_nothing(run, monkeypatch):
    evil = shelling(4, title="Head\x1b]0;x\x07 \u202eback", outlet="Out\x1b[31mlet\nnew line", source="evil")
    monkeypatch.setattr(ByHand, "pages", {"evil": evil})
    run("init")
    shown = [run("add", "evil")[1]]
    for command, kind in (("incidents", "incident"), ("events", "event"), ("flags", "flag"), ("reports", "rep")):
        out = run(command)[1]
        assert all(kind in row for row in out.splitlines())
        shown += [out, run(command, "--json")[1]]
        shown += [run(verb, each)[1] for verb in ("show", "explain") for each in ids(out, kind)]
    assert "<U+001B>[31mlet new line" in "".join(shown)
    assert not set("".join(shown)) & set("\x1b\x07\u202e")


@pytest.mark.weights
def test_a_desk_as_a_user_makes_one(monkeypatch, tmp_path, capsys):
    def run(*arguments: str) -> str:
        monkeypatch.setattr(sys, "argv", ["tocsin", *arguments])
        with pytest.raises(SystemExit) as left:
            tocsin.cli.main()
        out, err = capsys.readouterr()
        assert left.value.code in (0, None), err
        return out

    monkeypatch.chdir(tmp_path)
    reports = ROOT / "examples" / "desk" / "reports"
    names = ("market-1", "market-2", "market-3", "toll", "denial", "flour")
    sources = [str(reports / f"t-lubero-{name}.txt") for name in names]
    run("init")
    assert run("add", *sources).splitlines()[-1] == "6 new, 0 changed, 0 known, 0 rejected"
    (incident, *_) = ids(run("incidents", "--order", "sources", "--type", "ASSAULT"), "incident")
    shown = run("show", incident)
    assert "Lubero, COD" in shown
    assert "same text" in shown
    assert "Kasombo Front" in shown
    assert "tocsin-reader" in run("explain", incident)
    assert len(list(csv.DictReader(io.StringIO(run("export", "csv"))))) > 3
    event = ids(run("events", "--incident", incident), "event")[0]
    run("review", "event", event, "reject", "--author", "A. Keto")
    assert event not in run("events", "--incident", incident)
    assert run("reread", "--force").splitlines()[-1].startswith("0 changed, 6 same, 0 failed")


def test_what_was_left_out_and_what_was_decided_are_shown_by_their_ids(desk):
    row = json.loads(desk("rejected", "--limit", "1", "--json")[1].splitlines()[0])
    assert row["message"] in desk("show", row["id"])[1]
    assert json.loads(desk("show", row["id"], "--json")[1]) == row
    event = ids(desk("events")[1], "event")[0]
    desk("review", "event", event, "accept", "--author", "Ana Keto")
    decided = json.loads(desk("reviews", "--json")[1].splitlines()[0])
    status, out, _ = desk("show", decided["id"])
    assert (status, "Ana Keto" in out) == (0, True)
    assert json.loads(desk("show", decided["id"], "--json")[1]) == decided
