"""Make the reader model from the recipe: train, fit the decoding, export, score.

python -m training --out build/reader             all of it (about eight hours on two cores)
python -m training --from joint --resume FILE     from one stage on
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import tomllib
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from tocsin.annotate import AnnotateOptions, load_reader
from tocsin.annotate.tokens import load_tokenizer
from training.card import card
from training.event_markup import frames_of
from training.event_sets import passages_of, tuning_part
from training.export import Fitted, export
from training.model import ReaderModel, with_event_layers
from training.score import TASKS
from training.second_look import look_again, untrained
from training.train import Stage, run_stage
from training.tune import held_back_articles, trial_reader, tune
from training.tune_events import tune_events

HERE = Path(__file__).parent


def encoder_folder(package: str) -> Path:
    """Find the folder of an installed package that carries MiniLM's weights, without importing it."""
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"The package {package} is not installed; run: pip install -e '.[train]'")
    return Path(next(iter(spec.submodule_search_locations))) / "model"


def stages_of(recipe: dict[str, Any]) -> list[Stage]:
    """Read the stages of a recipe."""
    return [
        Stage(
            name=s["name"],
            epochs=s["epochs"],
            rate=s["rate"],
            repeats=s["data"],
            head=s.get("head", 5.0),
            pieces=s.get("pieces", 5120),
            stop=s.get("stop", 0),
            pair_weight=s.get("pair_weight", 0.4),
            freeze_words=s.get("freeze_words", True),
            owner_weight=s.get("owner_weight", 1.0),
            own_files=tuple(s.get("own", ())),
            event_files=tuple(s.get("events", ())),
            pair_files=tuple(s.get("pairs", ())),
            event_weight=s.get("event_weight", 0.4),
            average=s.get("average", 0.0),
            rounded=s.get("rounded", False),
            seed=s.get("seed", 0),
            begin=s.get("begin", {}),
            part=s.get("part"),
            packings=s.get("packings", 4),
        )
        for s in recipe["stage"]
    ]


def main() -> None:
    """Read the command line and run the recipe."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--recipe", type=Path, default=HERE / "recipe.toml")
    parser.add_argument("--out", type=Path, default=Path("build/reader"), help="folder for weights")
    parser.add_argument("--from", dest="first", help="begin with this stage")
    parser.add_argument("--resume", type=Path, help="weights to begin with, instead of MiniLM's")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    recipe = tomllib.loads(args.recipe.read_text())
    torch.set_num_threads(args.threads)
    folder = encoder_folder(recipe["encoder"])
    tokenizer = load_tokenizer(folder / "tokenizer.json")
    model = ReaderModel()
    if args.resume:
        model.take_over(torch.load(args.resume, weights_only=True))
    else:
        torch.manual_seed(recipe["seed"])
        model = ReaderModel()
        model.encoder.load_minilm(folder)
    stages = stages_of(recipe)
    if args.first:
        stages = stages[[s.name for s in stages].index(args.first) :]
    for stage in stages:
        if stage.begin:
            model.take_over(torch.load(mean_of(stage.begin, args.out, f"before {stage.name}"), weights_only=True))
        run_stage(model, tokenizer, stage, stage.seed or recipe["seed"], args.out / f"{stage.name}.pt")
    finish(
        mean_of(recipe["mean"], args.out, "mean"),
        folder / "tokenizer.json",
        args.out,
        str(recipe["version"]),
        stages[-1].event_files,
        tuple(recipe["kept"]),
    )


def mean_of(shares: dict[str, float], out: Path, name: str) -> Path:
    """Write the mean of what several stages left, each with its share, and the note of the last; give the file."""
    files = {stage: out / f"{stage}.pt" for stage in shares}
    weights = {stage: with_event_layers(torch.load(file, weights_only=True)) for stage, file in files.items()}
    mixed = {
        key: mean_rows([(share, weights[stage][key]) for stage, share in shares.items()])
        for key in weights[next(iter(shares))]
    }
    file = out / f"{name}.pt"
    torch.save(mixed, file)
    note = json.loads(files[list(shares)[-1]].with_suffix(".json").read_text())
    note["stage"]["name"] = "mean of " + " and ".join(shares)
    file.with_suffix(".json").write_text(json.dumps(note, indent=1))
    return file


def mean_rows(weights: list[tuple[float, Tensor]]) -> Tensor:
    """Take the mean of weights, each with its share; rows that older ones lack are the mean of those that have them."""
    most = max((values for _, values in weights), key=len)
    total, shares = torch.zeros_like(most), torch.zeros(len(most))
    for share, values in weights:
        total[: len(values)] += share * values
        shares[: len(values)] += share
    return total / shares.view(-1, *[1] * (most.dim() - 1))


def finish(
    weights: Path, tokenizer: Path, out: Path, version: str, event_files: tuple[str, ...], kept_files: tuple[str, ...]
) -> None:
    """Export the weights, fit the decoding to what was exported, score it and write the card."""
    note = {"version": version} | json.loads(weights.with_suffix(".json").read_text())
    exported = out / "exported"
    export(weights, tokenizer, exported, Fitted(), note)
    reader = trial_reader(exported)
    decode = tune(reader, held_back_articles())
    known = [p for p in passages_of(*event_files) if not tuning_part(p)]
    kept = untrained(event_files, kept_files)
    reader.event_weights = tune_events(reader, frames_of(kept), known)
    events = look_again(reader, kept)
    export(weights, tokenizer, exported, Fitted(decode, events), note)
    reader = load_reader(AnnotateOptions(weights=str(exported)))
    scores = {name: task(reader) for name, task in TASKS.items()}
    (out / "scores.json").write_text(json.dumps(scores, indent=1) + "\n")
    (exported / "MODEL_CARD.md").write_text(card(exported, scores))
    print((exported / "MODEL_CARD.md").read_text())


if __name__ == "__main__":
    main()
