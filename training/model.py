"""The reader model in PyTorch: one MiniLM encoder, whose last layers part for names and for events, and its heads."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from tocsin.annotate.layout import (
    CASES,
    CODES,
    EVENT_TAGS,
    GIVEN,
    KINDS,
    POSITIONS,
    QUOTES,
    RELATION_WIDTH,
    RELATIONS,
    TAGS,
)

TABLES = ("case", "quote", "position", "kind", "given")
# How many layers all tasks share; above them one stack reads names and attributions, another one events.
SHARED = 4
Part = Literal["names", "events"]
# Outputs of the tags that the names' stack gives, three a tag; all further ones, and all codes, are the events'.
NAME_OUTPUTS = 3 * TAGS.index(EVENT_TAGS[0])


def rounded_linear(layer: nn.Linear, x: Tensor) -> Tensor:
    """Apply a linear layer with weights and input rounded to 8 bits, as the exported model does.

    Weights by output channel and symmetric, input by window from its smallest to its largest value;
    gradients pass straight through the rounding.
    """
    weight = layer.weight
    with torch.no_grad():
        scale = (weight.abs().amax(1) / 127).clamp(min=1e-8)
        low, high = x.amin((1, 2)).clamp(max=0), x.amax((1, 2)).clamp(min=0)
        step = ((high - low) / 255).clamp(min=1e-8)
        zero = (-low / step).round().clamp(0, 255)
    none = torch.zeros(len(weight), dtype=torch.int32)
    weight = torch.fake_quantize_per_channel_affine(weight, scale, none, 0, -127, 127)
    return F.linear(
        torch.fake_quantize_per_channel_affine(x, step, zero.to(torch.int32), 0, 0, 255), weight, layer.bias
    )


class Layer(nn.Module):
    """One transformer layer, post-norm, as in BERT."""

    def __init__(self, width: int, heads: int, inner: int) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor, dropout: float, rounded: bool = False) -> Tensor:
        """Map (batch, length, width) to the same shape; `mask` is True where attention may look."""
        b, n, w = x.shape
        linear = rounded_linear if rounded else _linear
        q, k, v = linear(self.qkv, x).view(b, n, 3, self.heads, w // self.heads).permute(2, 0, 3, 1, 4)
        # No dropout on the attention weights: with it PyTorch leaves its fast path on the CPU.
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        a = linear(self.out, a.transpose(1, 2).reshape(b, n, w))
        x = self.norm1(x + F.dropout(a, dropout, self.training))
        h = linear(self.down, F.gelu(linear(self.up, x)))
        return self.norm2(x + F.dropout(h, dropout, self.training))


def _linear(layer: nn.Linear, x: Tensor) -> Tensor:
    return layer(x)  # type: ignore[no-any-return]


class Encoder(nn.Module):
    """MiniLM with small tables of surface features added to its embeddings."""

    def __init__(
        self, vocabulary: int = 30522, width: int = 384, layers: int = 6, heads: int = 12, inner: int = 1536
    ) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, width)
        self.places = nn.Embedding(512, width)
        self.case = nn.Embedding(len(CASES), width)
        self.quote = nn.Embedding(len(QUOTES), width)
        self.position = nn.Embedding(len(POSITIONS), width)
        self.kind = nn.Embedding(len(KINDS), width)
        self.given = nn.Embedding(len(GIVEN), width)
        for table in TABLES:
            nn.init.zeros_(getattr(self, table).weight)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, heads, inner) for _ in range(layers))
        self.event_layers = nn.ModuleList(Layer(width, heads, inner) for _ in range(layers - SHARED))
        self.width = width
        self.dropout = 0.1
        self.rounded = False

    def lower(self, ids: Tensor, features: Tensor, lengths: Tensor) -> Tensor:
        """Encode (batch, length) ids with (batch, length, 5) features by the shared layers: (batch, length, width)."""
        at = torch.arange(ids.shape[1])
        x = self.words(ids) + self.places(at)
        for i, table in enumerate(TABLES):
            x = x + getattr(self, table)(features[..., i])
        x = F.dropout(self.norm(x), self.dropout, self.training)
        return self._through(self.layers[:SHARED], x, lengths)

    def upper(self, x: Tensor, lengths: Tensor, part: Part) -> Tensor:
        """Take what the shared layers gave through the layers of one part, to the same shape."""
        return self._through(self.event_layers if part == "events" else self.layers[SHARED:], x, lengths)

    def _through(self, layers: Iterable[nn.Module], x: Tensor, lengths: Tensor) -> Tensor:
        mask = (torch.arange(x.shape[1])[None, :] < lengths[:, None])[:, None, None, :]
        for layer in layers:
            x = layer(x, mask, self.dropout, self.rounded)
        return x

    def load_minilm(self, folder: Path) -> None:
        """Take over the published MiniLM-L6 weights from a folder with `model.safetensors`."""
        src = load_file(str(folder / "model.safetensors"))
        src = {k.removeprefix("bert."): v for k, v in src.items()}
        own = self.state_dict()
        own["words.weight"] = src["embeddings.word_embeddings.weight"]
        own["places.weight"] = src["embeddings.position_embeddings.weight"]
        own["places.weight"] = own["places.weight"] + src["embeddings.token_type_embeddings.weight"][0]
        own["norm.weight"], own["norm.bias"] = src["embeddings.LayerNorm.weight"], src["embeddings.LayerNorm.bias"]
        for i in range(len(self.layers)):
            theirs, ours = f"encoder.layer.{i}.", f"layers.{i}."
            for part in ("weight", "bias"):
                own[f"{ours}qkv.{part}"] = torch.cat(
                    [src[f"{theirs}attention.self.{q}.{part}"] for q in ("query", "key", "value")]
                )
                own[f"{ours}out.{part}"] = src[f"{theirs}attention.output.dense.{part}"]
                own[f"{ours}norm1.{part}"] = src[f"{theirs}attention.output.LayerNorm.{part}"]
                own[f"{ours}up.{part}"] = src[f"{theirs}intermediate.dense.{part}"]
                own[f"{ours}down.{part}"] = src[f"{theirs}output.dense.{part}"]
                own[f"{ours}norm2.{part}"] = src[f"{theirs}output.LayerNorm.{part}"]
        self.load_state_dict(own)
        self.event_layers.load_state_dict(self.layers[SHARED:].state_dict())


class ReaderModel(nn.Module):
    """Encoder with token tags (BIO a kind), codes of words, and relations from a cue or trigger to every word."""

    def __init__(self, width: int = 384) -> None:
        super().__init__()
        self.encoder = Encoder(width=width)
        self.tags = nn.Linear(width, len(TAGS) * 3)
        self.codes = nn.Linear(width, sum(map(len, CODES.values())))
        self.left = nn.Linear(width, len(RELATIONS) * RELATION_WIDTH)
        self.right = nn.Linear(width, len(RELATIONS) * RELATION_WIDTH)
        self.distance = nn.Parameter(torch.zeros(len(RELATIONS), 2 * 32 + 1))
        self.bias = nn.Parameter(torch.full((len(RELATIONS),), -2.0))

    def forward(self, ids: Tensor, features: Tensor, lengths: Tensor) -> tuple[Tensor, dict[Part, Tensor]]:
        """Return tag logits (batch, length, tags, 3) and the hidden states (batch, length, width) of each part."""
        x = self.encoder.lower(ids, features, lengths)
        hidden: dict[Part, Tensor] = {"names": self.encoder.upper(x, lengths, "names")}
        hidden["events"] = self.encoder.upper(x, lengths, "events")
        return self.tag_logits(hidden), hidden

    def tag_logits(self, hidden: dict[Part, Tensor]) -> Tensor:
        """Score the tags of the parts that are there; those of another part are nought."""
        rows_of: dict[Part, slice] = {
            "names": slice(0, NAME_OUTPUTS),
            "events": slice(NAME_OUTPUTS, len(TAGS) * 3),
        }
        found = []
        for part, rows in rows_of.items():
            if part in hidden:
                x = F.dropout(hidden[part], 0.1, self.training)
                found.append(F.linear(x, self.tags.weight[rows], self.tags.bias[rows]))
            else:
                other = next(iter(hidden.values()))
                found.append(other.new_zeros(*other.shape[:2], rows.stop - rows.start))
        logits = torch.cat(found, -1)
        return logits.view(*logits.shape[:2], len(TAGS), 3)

    def pairs(self, hidden: Tensor, anchors: Tensor, relations: slice) -> Tensor:
        """Score relations for one window: hidden (length, width), anchor positions (k,) -> (k, length, relations)."""
        n = hidden.shape[0]
        hidden = F.dropout(hidden, 0.1, self.training)
        columns = slice(relations.start * RELATION_WIDTH, relations.stop * RELATION_WIDTH)
        sides = [
            F.gelu(F.linear(x, side.weight[columns], side.bias[columns])).view(len(x), -1, RELATION_WIDTH)
            for side, x in ((self.left, hidden[anchors]), (self.right, hidden))
        ]
        score = torch.einsum("krd,nrd->knr", *sides) / math.sqrt(RELATION_WIDTH)
        offset = torch.arange(n)[None, :] - anchors[:, None]
        bucket = bucket_of(offset) + 32
        return score + self.distance[relations].t()[bucket] + self.bias[relations]

    def take_over(self, older: dict[str, Tensor]) -> None:
        """Load weights of this layout, or of one with fewer tags, relations and codes, whose rows come first.

        Where older weights have one stack of layers for all, both parts begin with it.
        """
        own = self.state_dict()
        for name, values in with_event_layers(older).items():
            if own[name].shape == values.shape:
                own[name] = values
            else:
                own[name][: len(values)] = values
        self.load_state_dict(own)

    def save(self, path: Path, meta: dict[str, object]) -> None:
        """Keep the weights and a note of how they were made."""
        torch.save(self.state_dict(), path)
        path.with_suffix(".json").write_text(json.dumps(meta, indent=1))


def with_event_layers(weights: dict[str, Tensor]) -> dict[str, Tensor]:
    """Give weights in which events have layers of their own; where one stack was there for all, both are alike."""
    parted = {}
    for name, values in weights.items():
        kind, number, rest = ([*name.removeprefix("encoder.").split(".", 2), "", ""])[:3]
        if kind == "layers" and int(number) >= SHARED:
            parted[f"encoder.event_layers.{int(number) - SHARED}.{rest}"] = values
    return parted | weights


def bucket_of(offset: Tensor) -> Tensor:
    """Put a signed distance in words into one of 65 buckets: exact to 16, then logarithmic."""
    size = offset.abs().clamp(min=1).float()
    far = 16 + (torch.log(size / 16) / math.log(2) * 4).floor().clamp(0, 16)
    return torch.where(offset.abs() <= 16, offset.abs(), far.long()) * offset.sign()
