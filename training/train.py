"""Train the reader model for one stage of the recipe (`python -m training` runs them all)."""

from __future__ import annotations

import itertools
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor
from torch.optim.lr_scheduler import LambdaLR
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from tocsin.annotate.event_decode import code_columns
from tocsin.annotate.layout import CODES, CUES, RELATIONS, TAGS, TRIGGERS
from training.data_sets import IGNORE, Example, Labelled, Links, examples, geo, held_back, own, polnear, re3d
from training.event_sets import cameo, is_answered, own_pairs, packed, passages_of, plv, sentence_held_back, tuning_part
from training.model import SHARED, TABLES, Part, ReaderModel

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
    "actor": 0.3,
    "recipient": 0.3,
    "place": 0.3,
    "time": 0.3,
    "count": 0.3,
    "denial": 0.3,
}
# The same for choosing the owner among the cues, or among the triggers, of a window.
OWNER_SCALE = {
    "content": 0.15,
    "source": 0.5,
    "actor": 0.3,
    "recipient": 0.3,
    "place": 0.3,
    "time": 0.3,
    "count": 0.3,
    "denial": 0.1,
}


@dataclass(frozen=True)
class Stage:
    """One stretch of training: which data, how often each, for how many epochs, at which learning rate.

    `repeats` says how often an epoch goes through each; 0.4 takes another two fifths of it every time. `answered`
    are those passages of `events` in which denials are marked, so often more.
    `event_files` are the files with events, `pair_files` those with a given pair a sentence; `event_weight` weighs
    links and codes of events against the tags. `head` is how much faster the parameters learn that MiniLM does not
    bring; `pieces` is the batch size in word pieces; `own_files` are files of training/data. With `stop`, training
    ends after so many steps of the schedule that `epochs` sets. `pair_weight` weighs the relations against the tags,
    which they else outweigh several times; `freeze_words` keeps MiniLM's word vectors, half of all parameters, as
    they are; `owner_weight` weighs the choice of the right cue for each piece of content and source; `average` keeps
    a running mean of the weights with that decay and saves it instead of the last ones; `rounded` trains with
    the rounding that the int8 export brings; `seed` is used instead of the recipe's; `begin` says from the mean of
    which stages training goes on, with their shares, instead of from the last one. With `part`, only the layers and
    heads of that part learn, from what the shared layers give, which is worked out once for each of the `packings`
    ways in which the texts are cut and put together.
    """

    name: str
    epochs: float
    rate: float
    repeats: dict[str, float]
    head: float = 5.0
    pieces: int = 5120
    stop: int = 0
    pair_weight: float = 0.4
    freeze_words: bool = True
    owner_weight: float = 1.0
    own_files: tuple[str, ...] = ()
    event_files: tuple[str, ...] = ()
    pair_files: tuple[str, ...] = ()
    event_weight: float = 0.4
    average: float = 0.0
    rounded: bool = False
    seed: int = 0
    begin: dict[str, float] = field(default_factory=dict)
    part: Part | None = None
    packings: int = 4


Source = Callable[[random.Random], list[Labelled]]


def load_data(stage: Stage) -> dict[str, Source]:
    """Read the training parts of the corpora that a stage uses; each gives its texts for one more pass."""
    readers: dict[str, Callable[[], Iterator[Labelled]]] = {
        "polnear": lambda: polnear("train", lambda d: not held_back(d, 24)),
        "geo": lambda: geo(lambda d: not held_back(d, 4)),
        "re3d": lambda: re3d(lambda d: not held_back(d, 4)),
        "own": lambda: own(*stage.own_files),
        "pairs": lambda: own_pairs(passages),
        "given": lambda: own_pairs(passages_of(*stage.pair_files)),
        "plv": lambda: plv(lambda s: not sentence_held_back(s)),
        "cameo": lambda: cameo(lambda s: not sentence_held_back(s)),
    }
    passages = [p for p in passages_of(*stage.event_files) if not tuning_part(p)]
    answered = [p for p in passages if is_answered(p)]
    found: dict[str, Source] = {}
    for name in stage.repeats:
        if name == "events":
            found[name] = lambda rng: list(packed(passages, rng))
        elif name == "answered":
            found[name] = lambda rng: list(packed(answered, rng))
        else:
            found[name] = partial(_always, list(readers[name]()))
    return found


def _always(items: list[Labelled], _: random.Random) -> list[Labelled]:
    return items


def epoch_of(tokenizer: Any, data: dict[str, Source], repeats: dict[str, float], seed: int) -> list[Example]:
    """Cut all texts into windows, at other places for every seed, and shuffle them."""
    rng = random.Random(seed)
    found: list[Example] = []
    for name, source in data.items():
        whole, part = divmod(repeats[name], 1)
        for share in (*[1.0] * int(whole), *[part] * (part > 0)):
            texts = source(rng)
            # whole passes as they come, a part of one by chance
            for item in texts if share == 1 else rng.sample(texts, round(share * len(texts))):
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
    features = torch.zeros(len(group), n, group[0].features.shape[1], dtype=torch.long)
    tags = torch.full((len(group), n, len(TAGS)), IGNORE, dtype=torch.long)
    for i, e in enumerate(group):
        ids[i, : len(e.ids)] = torch.from_numpy(e.ids)
        features[i, : len(e.ids)] = torch.from_numpy(e.features)
        tags[i, : len(e.ids)] = torch.from_numpy(e.tags.astype(np.int64))
    return ids, features, torch.tensor([len(e.ids) for e in group]), tags


@torch.no_grad()
def shared_states(model: ReaderModel, group: list[Example]) -> Tensor:
    """Give what the shared layers make of some windows, padded; each window is run once and then remembered."""
    fresh = [e for e in group if e.shared is None]
    if fresh:
        ids, features, lengths, _ = collate(fresh)
        model.encoder.eval()
        for example, states in zip(fresh, model.encoder.lower(ids, features, lengths), strict=True):
            example.shared = states[: len(example.ids)].half().numpy()
        model.encoder.train()
    padded = torch.zeros(len(group), max(len(e.ids) for e in group), model.encoder.width)
    for i, example in enumerate(group):
        assert example.shared is not None
        padded[i, : len(example.ids)] = torch.from_numpy(example.shared)
    return F.dropout(padded, model.encoder.dropout)


def pair_loss(
    model: ReaderModel, hidden: Tensor, links: Links, relations: slice, rng: random.Random, owner_weight: float = 0.0
) -> Tensor:
    """Loss of the relations of one window, over at most 48 of its cue or trigger pieces.

    Each relation is judged by itself, where it is annotated, and those of `OWNER_SCALE` also by whether each of their
    pieces goes to a cue or trigger of its own rather than to another one in the window.
    """
    chosen = rng.sample(links, min(48, len(links)))
    names = RELATIONS[relations]
    scores = model.pairs(hidden, torch.tensor([piece for piece, _ in chosen]), relations)
    gold, known = torch.zeros_like(scores), torch.zeros(len(chosen), len(names))
    for row, (_, linked) in enumerate(chosen):
        for column, name in enumerate(names):
            if name in linked:
                gold[row, torch.from_numpy(linked[name]), column] = 1.0
                known[row, column] = 1.0
    losses = F.binary_cross_entropy_with_logits(scores, gold, reduction="none").sum(1) * known
    loss = (losses * torch.tensor([RELATION_SCALE[r] for r in names])).sum()
    for column, name in enumerate(names) if owner_weight else ():
        rows = known[:, column] > 0
        own, right = scores[rows, :, column], gold[rows, :, column] > 0
        some = right.any(0)
        owners = own.masked_fill(~right, -1e4)[:, some].logsumexp(0)
        loss = loss + owner_weight * OWNER_SCALE.get(name, 0.0) * (own[:, some].logsumexp(0) - owners).sum()
    return loss * (len(links) / len(chosen))


def code_loss(model: ReaderModel, hidden: Tensor, group: list[Example]) -> tuple[Tensor, int]:
    """Sum of the losses of all coded pieces of a batch, and how many there are; any right value will do."""
    rows: dict[str, list[tuple[int, int, list[int]]]] = {code: [] for code in CODES}
    for i, example in enumerate(group):
        for code, pieces, values in example.codes:
            rows[code] += [(i, piece, values) for piece in pieces.tolist()]
    total = torch.zeros(())
    for code in CODES:
        columns = code_columns(code)
        if rows[code]:
            windows, pieces = (torch.tensor([row[k] for row in rows[code]]) for k in (0, 1))
            x = F.dropout(hidden[windows, pieces], 0.1, True)
            logits = F.linear(x, model.codes.weight[columns], model.codes.bias[columns])
            right = torch.zeros_like(logits, dtype=torch.bool)
            for row, (_, _, values) in enumerate(rows[code]):
                right[row, values] = True
            total = total + (logits.logsumexp(1) - logits.masked_fill(~right, -1e4).logsumexp(1)).sum()
    pairs = [(i, *example.pair) for i, example in enumerate(group) if example.pair is not None]
    for i, weights, values in pairs:
        # The codes are linear, so that weighing hidden states here is weighing the codes at reading time.
        x = F.dropout(torch.from_numpy(weights) @ hidden[i, : len(weights)], 0.1, True)
        columns = code_columns("label")
        logits = F.linear(x, model.codes.weight[columns], model.codes.bias[columns])
        total = total + logits.logsumexp(0) - logits[values].logsumexp(0)
    return total, sum(map(len, rows.values())) + len(pairs)


def step_loss(
    model: ReaderModel, group: list[Example], rng: random.Random, stage: Stage
) -> tuple[Tensor, dict[str, float]]:
    """Sum of the losses of tags, relations and codes of one batch."""
    ids, features, lengths, tags = collate(group)
    if stage.part:
        hidden = {stage.part: model.encoder.upper(shared_states(model, group), lengths, stage.part)}
        logits = model.tag_logits(hidden)
    else:
        logits, hidden = model(ids, features, lengths)
    known = tags != IGNORE
    tag = F.cross_entropy(logits[known], tags[known], reduction="sum") / (lengths.sum() * 0.12)
    loss = tag
    parts = {"tag": float(tag.detach())}
    heads: tuple[tuple[str, slice, float, Part], ...] = (
        ("pair", CUES, stage.pair_weight, "names"),
        ("role", TRIGGERS, stage.event_weight, "events"),
    )
    for name, relations, weight, part in heads:
        total, anchors = torch.zeros(()), 0
        for i, example in enumerate(group):
            links = example.cues if relations == CUES else example.triggers
            if links:
                window = hidden[part][i, : len(example.ids)]
                total = total + pair_loss(model, window, links, relations, rng, stage.owner_weight)
                anchors += len(links)
        mean = total / max(anchors, 1)
        parts[name] = float(mean.detach())
        loss = loss + weight * mean * min(1.0, anchors / 40)
    if "events" not in hidden:
        return loss, parts | {"code": 0.0}
    codes, coded = code_loss(model, hidden["events"], group)
    parts["code"] = float(codes.detach()) / max(coded, 1)
    return loss + stage.event_weight * codes / max(coded, 40), parts


def learns(name: str, part: Part | None) -> bool:
    """Say whether a parameter learns where one part is trained: its layers, and the heads."""
    if part is None or not name.startswith("encoder."):
        return True
    kind, number = [*name.split("."), ""][1:3]
    return kind == "event_layers" if part == "events" else kind == "layers" and int(number) >= SHARED


def optimiser(model: ReaderModel, stage: Stage, total: int) -> tuple[torch.optim.Optimizer, LambdaLR]:
    """Make AdamW with a short warm-up and a straight descent; new parameters learn faster.

    Rows of a head that no text of a part asks for stay as they are, which decay would not let them.
    """
    feature_tables = tuple(f"encoder.{table}." for table in TABLES)
    model.encoder.words.weight.requires_grad_(not stage.freeze_words)
    named = [(n, p) for n, p in model.named_parameters() if p.requires_grad and learns(n, stage.part)]
    fresh = [p for n, p in named if not n.startswith("encoder.") or n.startswith(feature_tables)]
    old = [p for n, p in named if n.startswith("encoder.") and not n.startswith(feature_tables)]
    optimizer = torch.optim.AdamW(
        [
            {"params": old, "lr": stage.rate},
            {"params": fresh, "lr": stage.rate * stage.head, "weight_decay": 0.0 if stage.part else 0.01},
        ],
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
    packings = {0: found}
    per_epoch = sum(1 for _ in batches(found, stage.pieces, random.Random(0)))
    total = max(1, int(per_epoch * stage.epochs))
    print(f"{stage} | {len(found)} windows, {sum(len(e.ids) for e in found)} pieces, {total} steps", flush=True)
    optimizer, schedule = optimiser(model, stage, total)
    out.parent.mkdir(parents=True, exist_ok=True)
    step, begun, seen, mean = 0, time.time(), 0, dict.fromkeys(("tag", "pair", "role", "code"), 0.0)
    mean_model = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(stage.average)) if stage.average else None
    model.encoder.rounded = stage.rounded
    model.train()
    for epoch in itertools.count():
        found = packings.get(epoch % stage.packings if stage.part else epoch) or epoch_of(
            tokenizer, data, stage.repeats, seed * 1000 + epoch
        )
        if stage.part:
            packings[epoch % stage.packings] = found
        for group in batches(found, stage.pieces, rng):
            loss, parts = step_loss(model, group, rng, stage)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_((p for p in model.parameters() if p.grad is not None), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            if mean_model is not None and step > total // 10:
                mean_model.update_parameters(model)
            seen += sum(len(e.ids) for e in group)
            mean = {k: 0.97 * mean[k] + 0.03 * parts[k] for k in mean}
            if step % 20 == 0 or step == total:
                losses = " ".join(f"{k} {v / (1 - 0.97**step):.3f}" for k, v in mean.items())
                pace = seen / (time.time() - begun)
                print(f"{stage.name} {step}/{total} epoch {epoch} {losses} {pace:.0f} pieces/s", flush=True)
            if step % 100 == 0 or step in (total, stage.stop):
                kept = model if mean_model is None else mean_model.module
                kept.save(out, {"stage": asdict(stage), "step": step, "seed": seed})
            if step in (total, stage.stop):
                model.load_state_dict(kept.state_dict())
                return
