"""Train the reader model for one stage of the recipe (`python -m training` runs them all)."""

from __future__ import annotations

import itertools
import random
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor
from torch.optim.lr_scheduler import LambdaLR

from tocsin.annotate.layout import RELATIONS, TAGS
from training.data_sets import IGNORE, Example, Labelled, examples, geo, held_back, own, polnear, re3d
from training.model import ReaderModel

# How many of the window's pieces count as one unit of loss for each relation: a part that has few positive
# pieces (an edge) is summed, one that has many (content) is nearly averaged.
RELATION_SCALE = {
    "content": 0.06,
    "content-begins": 0.5,
    "content-ends": 0.5,
    "source": 0.25,
    "source-begins": 0.4,
    "source-ends": 0.4,
    "cue": 0.25,
}
# The same for choosing the owner among the cues of a window.
OWNER_SCALE = {"content": 0.15, "source": 0.5}


@dataclass(frozen=True)
class Stage:
    """One stretch of training: which data, how often each, for how many epochs, at which learning rate.

    `head` is how much faster the parameters learn that MiniLM does not bring; `pieces` is the batch size
    in word pieces; `own_files` are files of training/data. With `stop`, training ends after so many steps of
    the schedule that `epochs` sets. `pair_weight` weighs the relations against the tags, which they else
    outweigh several times; `freeze_words` keeps MiniLM's word vectors, half of all parameters, as they are;
    `owner_weight` weighs the choice of the right cue for each piece of content and source.
    """

    name: str
    epochs: float
    rate: float
    repeats: dict[str, int]
    head: float = 5.0
    pieces: int = 5120
    stop: int = 0
    pair_weight: float = 0.4
    freeze_words: bool = True
    owner_weight: float = 1.0
    own_files: tuple[str, ...] = ()


def load_data(stage: Stage) -> dict[str, list[Labelled]]:
    """Read the training parts of the corpora that a stage uses."""
    readers = {
        "polnear": lambda: polnear("train", lambda d: not held_back(d, 24)),
        "geo": lambda: geo(lambda d: not held_back(d, 4)),
        "re3d": lambda: re3d(lambda d: not held_back(d, 4)),
        "own": lambda: own(*stage.own_files),
    }
    return {name: list(readers[name]()) for name in stage.repeats}


def epoch_of(tokenizer: Any, data: dict[str, list[Labelled]], repeats: dict[str, int], seed: int) -> list[Example]:
    """Cut all texts into windows, at other places for every seed, and shuffle them."""
    rng = random.Random(seed)
    found: list[Example] = []
    for name, items in data.items():
        for _ in range(repeats[name]):
            for item in items:
                found.extend(examples(tokenizer, item, first=rng.randrange(80, 318)))
    rng.shuffle(found)
    return found


def batches(found: list[Example], pieces: int, rng: random.Random) -> Iterator[list[Example]]:
    """Group windows of like length into batches of about `pieces` pieces."""
    for at in range(0, len(found), 512):
        chunk = sorted(found[at : at + 512], key=lambda e: len(e.ids))
        groups: list[list[Example]] = [[]]
        for one in chunk:
            if groups[-1] and (len(groups[-1]) + 1) * len(one.ids) > pieces:
                groups.append([])
            groups[-1].append(one)
        rng.shuffle(groups)
        yield from groups


def collate(group: list[Example]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Pad a group of windows into tensors: ids, features, lengths, tag labels."""
    n = max(len(e.ids) for e in group)
    ids = torch.zeros(len(group), n, dtype=torch.long)
    features = torch.zeros(len(group), n, 4, dtype=torch.long)
    tags = torch.full((len(group), n, len(TAGS)), IGNORE, dtype=torch.long)
    for i, e in enumerate(group):
        ids[i, : len(e.ids)] = torch.from_numpy(e.ids)
        features[i, : len(e.ids)] = torch.from_numpy(e.features)
        tags[i, : len(e.ids)] = torch.from_numpy(e.tags.astype(np.int64))
    return ids, features, torch.tensor([len(e.ids) for e in group]), tags


def pair_loss(
    model: ReaderModel, hidden: Tensor, example: Example, rng: random.Random, owner_weight: float
) -> Tensor | None:
    """Loss of the relations of one window, over at most 48 of its cue pieces.

    Each relation is judged by itself, and content and source also by whether each of their pieces
    goes to its own cue rather than to another one in the window.
    """
    if not example.anchors:
        return None
    chosen = rng.sample(range(len(example.anchors)), min(48, len(example.anchors)))
    n = len(example.ids)
    scores = model.pairs(hidden[:n], torch.tensor([example.anchors[i] for i in chosen]))
    gold = torch.zeros_like(scores)
    for row, i in enumerate(chosen):
        for column, name in enumerate(RELATIONS):
            gold[row, torch.from_numpy(example.links[i][name]), column] = 1.0
    losses = F.binary_cross_entropy_with_logits(scores, gold, reduction="none").sum(1)
    scale = torch.tensor([RELATION_SCALE[r] for r in RELATIONS])
    loss = (losses * scale).sum()
    for name, weight in OWNER_SCALE.items():
        own, right = scores[..., RELATIONS.index(name)], gold[..., RELATIONS.index(name)] > 0
        some = right.any(0)
        owners = own.masked_fill(~right, -1e4)[:, some].logsumexp(0)
        loss = loss + owner_weight * weight * (own[:, some].logsumexp(0) - owners).sum()
    return loss * (len(example.anchors) / len(chosen))


def step_loss(
    model: ReaderModel, group: list[Example], rng: random.Random, stage: Stage
) -> tuple[Tensor, dict[str, float]]:
    """Sum of the tag losses and the relation losses of one batch."""
    ids, features, lengths, tags = collate(group)
    logits, hidden = model(ids, features, lengths)
    known = tags != IGNORE
    tag = F.cross_entropy(logits[known], tags[known], reduction="sum") / (lengths.sum() * 0.12)
    pairs, anchors = torch.zeros(()), 0
    for i, example in enumerate(group):
        loss = pair_loss(model, hidden[i], example, rng, stage.owner_weight)
        if loss is not None:
            pairs, anchors = pairs + loss, anchors + len(example.anchors)
    pair = pairs / max(anchors, 1)
    return tag + stage.pair_weight * pair * min(1.0, anchors / 40), {
        "tag": float(tag.detach()),
        "pair": float(pair.detach()),
    }


def optimiser(model: ReaderModel, stage: Stage, total: int) -> tuple[torch.optim.Optimizer, LambdaLR]:
    """Make AdamW with a short warm-up and a straight descent; new parameters learn faster."""
    feature_tables = tuple(f"encoder.{t}." for t in ("case", "quote", "position", "kind"))
    model.encoder.words.weight.requires_grad_(not stage.freeze_words)
    named = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
    fresh = [p for n, p in named if not n.startswith("encoder.") or n.startswith(feature_tables)]
    old = [p for n, p in named if n.startswith("encoder.") and not n.startswith(feature_tables)]
    optimizer = torch.optim.AdamW(
        [{"params": old, "lr": stage.rate}, {"params": fresh, "lr": stage.rate * stage.head}],
        weight_decay=0.01,
        fused=True,
    )
    warm = max(1, int(0.06 * total))
    return optimizer, LambdaLR(optimizer, lambda s: min((s + 1) / warm, max(0.02, (total - s) / max(1, total - warm))))


def run_stage(model: ReaderModel, tokenizer: Any, stage: Stage, seed: int, out: Path) -> None:
    """Train one stage and keep the weights in `out` as it goes; prints progress."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    data = load_data(stage)
    found = epoch_of(tokenizer, data, stage.repeats, 0)
    per_epoch = sum(1 for _ in batches(found, stage.pieces, random.Random(0)))
    total = max(1, int(per_epoch * stage.epochs))
    print(f"{stage} | {len(found)} windows, {sum(len(e.ids) for e in found)} pieces, {total} steps", flush=True)
    optimizer, schedule = optimiser(model, stage, total)
    out.parent.mkdir(parents=True, exist_ok=True)
    step, begun, seen, mean = 0, time.time(), 0, {"tag": 0.0, "pair": 0.0}
    model.train()
    for epoch in itertools.count():
        found = found if epoch == 0 else epoch_of(tokenizer, data, stage.repeats, seed * 1000 + epoch)
        for group in batches(found, stage.pieces, rng):
            loss, parts = step_loss(model, group, rng, stage)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            seen += sum(len(e.ids) for e in group)
            mean = {k: 0.97 * mean[k] + 0.03 * parts[k] for k in mean}
            if step % 20 == 0 or step == total:
                losses = " ".join(f"{k} {v / (1 - 0.97**step):.3f}" for k, v in mean.items())
                pace = seen / (time.time() - begun)
                print(f"{stage.name} {step}/{total} epoch {epoch} {losses} {pace:.0f} pieces/s", flush=True)
            if step % 100 == 0 or step in (total, stage.stop):
                model.save(out, {"stage": asdict(stage), "step": step, "seed": seed})
            if step in (total, stage.stop):
                return
