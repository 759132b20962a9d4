"""The recipe of training is read whole, and the mean of stages is a mean; needs PyTorch."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="PyTorch is only installed for training")

from training.__main__ import HERE, mean_of, stages_of  # noqa: E402


@pytest.mark.parametrize("name", ["recipe.toml", "denials.toml"])
def test_every_stage_names_files_that_are_there_and_stages_before_it(name: str) -> None:
    recipe = tomllib.loads((HERE / name).read_text())
    stages = stages_of(recipe)
    names = [*recipe.get("given", ()), *(stage.name for stage in stages)]
    assert len(set(names)) == len(names)
    assert set(recipe["mean"]) <= set(names)
    for stage in stages:
        assert set(stage.begin) <= set(names[: names.index(stage.name)])
        for file in (*stage.own_files, *stage.event_files, *stage.pair_files):
            assert (HERE / "data" / file).is_file(), file


def test_the_mean_of_stages_weighs_them_by_their_shares(tmp_path: Path) -> None:
    for name, value in (("one", 1.0), ("two", 4.0)):
        torch.save({"w": torch.full((2,), value)}, tmp_path / f"{name}.pt")
        (tmp_path / f"{name}.json").write_text(json.dumps({"stage": {"name": name}, "step": value}))
    file = mean_of({"one": 1.0, "two": 2.0}, tmp_path, "mean")
    assert torch.load(file, weights_only=True)["w"].tolist() == [3.0, 3.0]
    note = json.loads(file.with_suffix(".json").read_text())
    assert note == {"stage": {"name": "mean of one and two"}, "step": 4.0}


def test_rows_that_older_weights_lack_are_taken_from_those_that_have_them(tmp_path: Path) -> None:
    for name, rows in (("older", [[2.0], [4.0]]), ("newer", [[4.0], [6.0], [9.0]])):
        torch.save({"w": torch.tensor(rows)}, tmp_path / f"{name}.pt")
        (tmp_path / f"{name}.json").write_text(json.dumps({"stage": {"name": name}}))
    file = mean_of({"older": 1.0, "newer": 1.0}, tmp_path, "mean")
    assert torch.load(file, weights_only=True)["w"].tolist() == [[3.0], [5.0], [9.0]]
