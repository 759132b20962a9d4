"""The recipe of training is read whole, and the mean of stages is a mean; needs PyTorch."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="PyTorch is only installed for training")

from training.__main__ import HERE, mean_of, stages_of  # noqa: E402
from training.model import NAME_OUTPUTS, SHARED, ReaderModel  # noqa: E402
from training.train import Stage, learns, optimiser  # noqa: E402


@pytest.mark.parametrize("name", ["recipe.toml"])
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


def test_weights_of_one_stack_are_where_both_parts_begin() -> None:
    model = ReaderModel()
    older = {name: values + 1 for name, values in model.state_dict().items() if ".event_layers." not in name}
    model.take_over(older)
    state = model.state_dict()
    for number in range(len(model.encoder.event_layers)):
        for name in model.encoder.event_layers[number].state_dict():
            own, shared = f"encoder.event_layers.{number}.{name}", f"encoder.layers.{SHARED + number}.{name}"
            assert torch.equal(state[own], older[shared])


def test_what_the_events_learn_leaves_names_as_they_are() -> None:
    torch.manual_seed(1)
    model = ReaderModel().eval()
    window = torch.randint(1000, 2000, (1, 12)), torch.zeros(1, 12, 5, dtype=torch.long), torch.tensor([12])
    before, states = model(*window)
    optimizer, _ = optimiser(model, Stage("told", 1, 0.01, {}, part="events"), 10)
    moved = {id(p) for group in optimizer.param_groups for p in group["params"]}
    assert {n for n, p in model.named_parameters() if id(p) in moved and n.startswith("encoder.")} == {
        n for n, _ in model.named_parameters() if n.startswith("encoder.event_layers.")
    }
    for _ in range(2):
        tags = model.tag_logits({"events": model.encoder.upper(states["events"].detach(), window[2], "events")})
        optimizer.zero_grad(set_to_none=True)
        tags.square().sum().backward()
        optimizer.step()
    after, _ = model(*window)
    names = NAME_OUTPUTS // 3
    assert torch.equal(before[..., :names, :], after[..., :names, :])
    assert not torch.equal(before[..., names:, :], after[..., names:, :])


def test_all_of_the_network_learns_where_no_part_is_named() -> None:
    assert learns("encoder.words.weight", None)
    assert not learns("encoder.words.weight", "events")
    assert learns(f"encoder.layers.{SHARED}.up.weight", "names")
    assert not learns(f"encoder.layers.{SHARED - 1}.up.weight", "names")
    assert learns("tags.weight", "names")
