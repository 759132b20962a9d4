"""Fit the decoding weights on training articles that were held back, and score a checkpoint.

python -m training.tune --weights build/reader.pt --tokenizer F --out build/decode.json
"""

from __future__ import annotations

import argparse
import itertools
import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F

from tocsin.annotate.decode import Weights
from tocsin.annotate.layout import RELATION_WIDTH, TRIGGERS
from tocsin.annotate.options import AnnotateOptions
from tocsin.annotate.reader import Encoder, OnnxEncoder, Outputs, Reader
from tocsin.annotate.tokens import Ints, load_tokenizer
from tocsin.run.evaluate.attribution import evaluate_attribution
from training.data_sets import held_back, read_corpus
from training.model import ReaderModel

GRID: dict[str, tuple[float, ...]] = {
    "tag": (0.0, 0.25, 0.5, 1.0),
    "rivalry": (0.5, 1.0, 2.0, 4.0),
    "join": (0.0, 2.0, 4.0, 8.0),
    "content_bias": (-1.0, -0.5, 0.0, 0.5, 1.0),
    "source_bias": (-1.0, -0.5, 0.0, 0.5, 1.0),
    "edge": (0.0, 0.3, 0.6, 1.0, 1.5, 2.0),
    "edge_bias": (-2.0, -1.0, 0.0, 1.0, 2.0),
    "inside": (0.5, 0.75, 1.0, 1.5),
    "cue_threshold": (0.5, 0.6, 0.7),
}


class TorchEncoder:
    """A checkpoint as the reader wants it, without export."""

    def __init__(self, path: Path) -> None:
        self.model = ReaderModel()
        self.model.take_over(torch.load(path, weights_only=True))
        self.model.eval()

    @torch.no_grad()
    def __call__(self, ids: Ints, features: Ints) -> Outputs:
        """Run one window."""
        tags, hidden = self.model(
            torch.from_numpy(ids)[None], torch.from_numpy(features)[None], torch.tensor([len(ids)])
        )
        names, events = hidden["names"][0], hidden["events"][0]
        cut = TRIGGERS.start * RELATION_WIDTH
        sides = [
            F.gelu(torch.cat([side(names)[:, :cut], side(events)[:, cut:]], 1)).numpy()
            for side in (self.model.left, self.model.right)
        ]
        return Outputs(tags[0].reshape(len(ids), -1).numpy(), self.model.codes(events).numpy(), *sides)

    def meta(self, decode: Weights) -> dict[str, Any]:
        """Describe the checkpoint as `reader.json` would."""
        distance, bias = self.model.distance.detach().numpy(), self.model.bias.detach().numpy()
        return {"name": "trial", "version": "0", "decode": asdict(decode), "bias": bias, "distance": distance}


class Remembering:
    """An encoder that runs each window once."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self.seen: dict[bytes, Outputs] = {}

    def __call__(self, ids: Ints, features: Ints) -> Outputs:
        """Run one window, or remember it."""
        key = ids.tobytes() + features.tobytes()
        if key not in self.seen:
            self.seen[key] = self.encoder(ids, features)
        return self.seen[key]


def score(reader: Reader, records: list[dict[str, Any]]) -> dict[str, float]:
    """Score attributions over records."""
    return evaluate_attribution(records, reader.annotate)


def objective(scores: dict[str, float]) -> float:
    """What tuning raises: whole attributions first, then the tokens of each part."""
    tokens = scores["content_f1"] + scores["source_f1"] + scores["cue_f1"]
    return 2 * scores["exact_f1"] + 2 * scores["overlap_f1"] + tokens


def tune(reader: Reader, records: list[dict[str, Any]], rounds: int = 2) -> Weights:
    """Raise the objective one weight at a time, over a fixed grid."""
    best = reader.weights
    top = objective(score(reader, records))
    for _, (name, values) in itertools.product(range(rounds), GRID.items()):
        for value in values:
            reader.weights = replace(best, **{name: value})
            if reader.weights != best and (now := objective(score(reader, records))) > top + 1e-6:
                top, best = now, reader.weights
                print(f"  {name} = {value}: {top:.4f}", flush=True)
    reader.weights = best
    return best


def held_back_articles() -> list[dict[str, Any]]:
    """Read the training articles that training leaves out."""
    return [r for r in read_corpus("attribution_train") if held_back(r["doc_id"], 24)]


def trial_reader(exported: Path, start: Weights | None = None) -> Reader:
    """Load an exported model so that it runs each window once, however often it is decoded."""
    meta = json.loads((exported / "reader.json").read_text("utf-8"))
    if start is not None:
        meta["decode"] = asdict(start)
    encoder = Remembering(OnnxEncoder(exported / "reader.onnx", 1))
    return Reader(encoder, load_tokenizer(exported / "tokenizer.json"), meta, AnnotateOptions())


def main() -> None:
    """Read the command line, tune on held-back training articles, and score `attribution_dev`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, help="a torch checkpoint, instead of an exported model")
    parser.add_argument("--tokenizer", type=Path, help="tokenizer.json, for a checkpoint")
    parser.add_argument("--exported", type=Path, help="folder of an exported model")
    parser.add_argument("--decode", type=Path, help="start from these decoding weights")
    parser.add_argument("--out", type=Path, help="write the decoding weights here")
    parser.add_argument("--dev", type=int, default=0, help="score so many articles of attribution_dev as well")
    parser.add_argument("--rounds", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(2)
    start = Weights(**json.loads(args.decode.read_text())) if args.decode else None
    if args.exported:
        reader = trial_reader(args.exported, start)
    else:
        trained = TorchEncoder(args.weights)
        meta = trained.meta(start or Weights())
        reader = Reader(Remembering(trained), load_tokenizer(args.tokenizer), meta, AnnotateOptions())
    held = held_back_articles()
    print(f"{len(held)} held-back training articles:", score(reader, held))
    if args.rounds:
        best = tune(reader, held, args.rounds)
        print("tuned:", best, score(reader, held))
        if args.out:
            args.out.write_text(json.dumps(asdict(best), indent=1) + "\n")
    if args.dev:
        dev = list(itertools.islice(read_corpus("attribution_dev"), args.dev))
        print(f"attribution_dev, {len(dev)} articles:", score(reader, dev))


if __name__ == "__main__":
    main()
