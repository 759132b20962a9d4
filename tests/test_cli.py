"""The command line, from arguments to what stands on the screen, with stand-ins for the stages."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import standins
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

import tocsin.cli
from tocsin.cli.show import day
from tocsin.cli.terminal import line, position, visible, write
from tocsin.records import Span


@pytest.fixture(autouse=True)
def _standins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tocsin.run.local.STAGES", standins.stages())
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(standins.ARTICLE)
    return path


def tocsin_(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["tocsin", *arguments])
    with pytest.raises(SystemExit) as left:
        tocsin.cli.main()
    return int(left.value.code or 0)


def test_read_prints_who_where_when_and_says_what(monkeypatch, article, capsys):
    assert tocsin_(monkeypatch, "read", str(article)) == 0
    shown = capsys.readouterr().out
    text = standins.ARTICLE
    assert f"Harbour reopens after blockade  [0-{len('Harbour reopens after blockade')}]" in shown
    assert "published 5 May 2024 (inferred)" in shown
    assert (
        f"Ana Keto  person · COD · LAB · union leader · 1 mention  [{text.index('Ana')}-{text.index('Ana') + 8}]"
        in shown
    )
    assert "also written A. Keto" in shown
    assert "Beni  Nord-Kivu, COD · 0.490, 29.470 · known to the city" in shown
    assert "or else Beni (El Beni, BOL) 0.20" in shown
    assert "4 May  4 May 2024 · day · inferred" in shown
    assert "What happened\n" in shown
    assert (
        "CONCEDE · “Dock workers” → “their blockade” · Beni · 4 May 2024 · at least 20 participants · happened  ["
        in shown
    )
    assert "promises: “We will not strike again”  [" in shown
    assert "cue “said”" in shown
    assert "name-variant: Ana Keto is also written A. Keto." in shown
    assert "1 piece of page furniture was left out" in shown


def test_evidence_shows_the_sentence_under_its_event(monkeypatch, article, capsys):
    sentence = "“Dock workers in Beni lifted their blockade on 4 May.”"
    tocsin_(monkeypatch, "read", str(article))
    assert sentence not in capsys.readouterr().out
    tocsin_(monkeypatch, "read", "--evidence", str(article))
    assert f"\n      {sentence}  [" in capsys.readouterr().out


def test_a_pipe_gets_no_colour_no_boxes_and_whole_lines(monkeypatch, article, capsys):
    monkeypatch.setenv("COLUMNS", "30")
    tocsin_(monkeypatch, "read", str(article))
    shown = capsys.readouterr().out
    assert "\x1b" not in shown
    assert not set(shown) & set("─│╭╮╰╯━┃")
    assert max(map(len, shown.splitlines())) > 60


def test_a_terminal_gets_colour_and_lines_that_fit(monkeypatch, article):
    out = io.StringIO()
    write([line(("head", "bold"), " word" * 30, indent=4)], Console(file=out, force_terminal=True, width=40))
    rows = out.getvalue().splitlines()
    assert "\x1b[1m" in rows[0]
    assert len(rows) > 3
    assert all(row.startswith("    ") for row in rows)


def test_no_color_is_respected(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    out = io.StringIO()
    write([line(("head", "green"))], Console(file=out, force_terminal=True, width=40))
    assert "\x1b[32m" not in out.getvalue()


def test_json_is_one_object_a_line_in_the_order_of_the_contract(monkeypatch, article, capsys):
    assert tocsin_(monkeypatch, "read", "--json", str(article), str(article)) == 0
    rows = capsys.readouterr().out.splitlines()
    assert len(rows) == 2
    row = json.loads(rows[0])
    assert list(row) == ["schema", "report", "actors", "places", "statements", "events", "flags"]
    assert row["schema"] == "tocsin.reading/1"
    text = row["report"]["text"]
    (statement,) = row["statements"]
    assert statement["speaker"] == row["actors"][0]["id"]
    (event,) = row["events"]
    assert statement["about"] == [event["id"]]
    assert event["place"] == row["places"][0]["id"]
    assert (event["trigger"]["quote"], event["evidence"][0]["quote"]) == ("lifted", text.split("\n\n")[1])
    assert not {"mentions", "actor_spans", "by_outlet", "why"} & set(event)
    shown = [statement["speaker_span"], statement["cue"], *statement["content"], *row["actors"][0]["mentions"]]
    shown += [
        event["trigger"],
        *event["evidence"],
        event["when"]["span"],
        *(count["span"] for count in event["counts"]),
    ]
    for span in shown:
        assert text[span["start"] : span["end"]] == span["quote"]


def test_what_cannot_be_read_is_told_on_stderr_and_the_rest_is_read(monkeypatch, article, capsys):
    article.with_name("empty.txt").write_text("")
    assert tocsin_(monkeypatch, "read", str(article.parent)) == 0
    shown = capsys.readouterr()
    assert "Ana Keto" in shown.out
    assert "empty.txt: There is no text in it. [document.empty]" in shown.err


def test_json_rejections_are_json_on_stderr(monkeypatch, capsys):
    assert tocsin_(monkeypatch, "read", "--json", "nowhere.txt") == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    row = json.loads(shown.err)
    assert (row["schema"], row["reason"], row["source"]) == ("tocsin.rejected/1", "acquire.no-file", "nowhere.txt")


def test_a_failure_in_one_report_is_no_traceback_and_costs_no_other(monkeypatch, article, capsys):
    article.with_name("bad.txt").write_text("explode")
    assert tocsin_(monkeypatch, "read", str(article.parent)) == 0
    shown = capsys.readouterr()
    assert "ZeroDivisionError: planted" in shown.err
    assert "[run.failed]" in shown.err
    assert "Traceback" not in shown.err
    assert "Ana Keto" in shown.out


def test_debug_shows_the_traceback(monkeypatch, article):
    article.write_text("explode")
    monkeypatch.setattr(sys, "argv", ["tocsin", "--debug", "read", str(article)])
    with pytest.raises(ZeroDivisionError):
        tocsin.cli.main()


def test_standard_input(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(standins.ARTICLE.encode())))
    assert tocsin_(monkeypatch, "read", "-") == 0
    assert "Ana Keto" in capsys.readouterr().out


def test_explain_says_what_became_of_every_mark(monkeypatch, article, capsys):
    tocsin_(monkeypatch, "read", "--explain", str(article))
    shown = capsys.readouterr().out
    assert "person 0.90 “Dock” -> nothing was made of it" in shown
    assert "person 0.90 “Ana Keto” -> actor Ana Keto" in shown
    assert "Ana Keto (Ana Keto) promises, direct (a quotation)" in shown
    assert (
        "event 0.90 “lifted” -> CONCEDE, happened; actor “Dock workers” 0.80; place “Beni” 0.80;"
        " recipient “their blockade” 0.80; time “4 May” 0.80; participants “Dock workers” -> event-1 (as marked)"
    ) in shown
    assert "event 0.30 “strike” -> nearly PROTEST strike, hypothetical, but too unsure to be coded" in shown
    assert "events “leads” -> confidence 0.10 [events.unsure]" in shown
    assert "nothing was marked here" in shown
    assert "document.furniture: a plea" in shown


def test_explain_and_json_exclude_one_another(monkeypatch, article, capsys):
    assert tocsin_(monkeypatch, "read", "--explain", "--json", str(article)) == 2
    assert "one of them" in capsys.readouterr().err


def test_wrong_settings_are_an_error_of_the_caller(monkeypatch, article, capsys):
    assert tocsin_(monkeypatch, "read", str(article), "--set", "annotate.thread=2") == 2
    assert "Did you mean annotate.threads?" in capsys.readouterr().err


def test_unexpected_failures_outside_reports_are_told_in_one_line(monkeypatch, article, capsys):
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("planted")

    monkeypatch.setattr("tocsin.run.local.LocalRunner.__init__", fail)
    assert tocsin_(monkeypatch, "read", str(article)) == 70
    shown = capsys.readouterr().err
    assert "RuntimeError: planted" in shown
    assert shown.count("\n") == 1


def test_version_and_stages(monkeypatch, capsys):
    assert tocsin_(monkeypatch, "--version") == 0
    assert capsys.readouterr().out == f"tocsin {tocsin.__version__}\n"
    assert tocsin_(monkeypatch, "stages") == 0
    assert "statements" in capsys.readouterr().out


def test_a_closed_pipe_ends_quietly():
    code = "import sys; sys.argv = ['tocsin', 'stages']; from tocsin.cli import main; main()"
    environ = {**os.environ, "PYTHONPATH": str(Path(tocsin.__file__).parents[1])}
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environ
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1


HOSTILE = "\x1b[31mred \x07\x9b2J [bold]x[/bold] \u202eback\u2066 \ud800 a\u2028b\x00"


def test_hostile_text_is_shown_and_does_nothing(monkeypatch, tmp_path, capsys):
    path = tmp_path / "hostile.txt"
    path.write_text(f'Head {HOSTILE[:-9]}\n\n"We {HOSTILE[:-9]} go," said Ana Keto\n', encoding="utf-8")
    tocsin_(monkeypatch, "read", "--explain", str(path))
    shown = capsys.readouterr().out
    assert "<U+001B>[31mred" in shown
    assert "[bold]x[/bold]" in shown
    assert not set(shown) & set("\x1b\x07\x9b\u202e\u2066")
    tocsin_(monkeypatch, "read", "--json", str(path))
    shown = capsys.readouterr().out
    assert "\\u202e" in shown
    assert not set(shown) & set("\x1b\x07\x9b\u202e\u2066\u2028")


@given(st.text())
def test_visible_text_stays_on_its_line(text):
    shown = visible(text)
    assert shown.isprintable() or not any(c < " " or "\x7f" <= c <= "\x9f" for c in shown)
    assert len(shown.splitlines()) <= 1
    shown.encode()


def test_positions_and_days():
    spans = [Span(at, at + 1, "x") for at in range(6)]
    assert position(spans[:1]) == "  [0-1]"
    assert position(spans) == "  [0-1, 1-2, 2-3, 3-4, 2 more]"
    assert position([]) == ""
    assert day("2024-05-04T18:30") == "4 May 2024, 18:30"
    assert day(None) == "?"
    assert day("in spring") == "in spring"
