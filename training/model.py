"""The reader model in PyTorch: one MiniLM encoder and its heads."""

from __future__ import annotations

import json
import math
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from tocsin.annotate.layout import CASES, KINDS, POSITIONS, QUOTES, RELATION_WIDTH, RELATIONS, TAGS


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

    def forward(self, x: Tensor, mask: Tensor, dropout: float) -> Tensor:
        """Map (batch, length, width) to the same shape; `mask` is True where attention may look."""
        b, n, w = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, w // self.heads).permute(2, 0, 3, 1, 4)
        # No dropout on the attention weights: with it PyTorch leaves its fast path on the CPU.
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        a = self.out(a.transpose(1, 2).reshape(b, n, w))
        x = self.norm1(x + F.dropout(a, dropout, self.training))
        h = self.down(F.gelu(self.up(x)))
        return self.norm2(x + F.dropout(h, dropout, self.training))


class Encoder(nn.Module):
    """MiniLM with three small tables of surface features added to its embeddings."""

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
        for table in (self.case, self.quote, self.position, self.kind):
            nn.init.zeros_(table.weight)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, heads, inner) for _ in range(layers))
        self.dropout = 0.1

    def forward(self, ids: Tensor, features: Tensor, lengths: Tensor) -> Tensor:
        """Encode (batch, length) ids with (batch, length, 4) features into (batch, length, width)."""
        n = ids.shape[1]
        at = torch.arange(n)
        x = self.words(ids) + self.places(at)
        for i, table in enumerate((self.case, self.quote, self.position, self.kind)):
            x = x + table(features[..., i])
        x = F.dropout(self.norm(x), self.dropout, self.training)
        mask = (at[None, :] < lengths[:, None])[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask, self.dropout)
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


class ReaderModel(nn.Module):
    """Encoder with token tags (BIO a kind) and pair relations from a cue word to every other word."""

    def __init__(self, width: int = 384) -> None:
        super().__init__()
        self.encoder = Encoder(width=width)
        self.tags = nn.Linear(width, len(TAGS) * 3)
        self.left = nn.Linear(width, len(RELATIONS) * RELATION_WIDTH)
        self.right = nn.Linear(width, len(RELATIONS) * RELATION_WIDTH)
        self.distance = nn.Parameter(torch.zeros(len(RELATIONS), 2 * 32 + 1))
        self.bias = nn.Parameter(torch.full((len(RELATIONS),), -2.0))

    def forward(self, ids: Tensor, features: Tensor, lengths: Tensor) -> tuple[Tensor, Tensor]:
        """Return tag logits (batch, length, tags, 3) and hidden states (batch, length, width)."""
        h = self.encoder(ids, features, lengths)
        b, n, _ = h.shape
        return self.tags(F.dropout(h, 0.1, self.training)).view(b, n, len(TAGS), 3), h

    def pairs(self, hidden: Tensor, anchors: Tensor) -> Tensor:
        """Score relations for one window: hidden (length, width), anchor positions (k,) -> (k, length, relations)."""
        n = hidden.shape[0]
        hidden = F.dropout(hidden, 0.1, self.training)
        left = F.gelu(self.left(hidden[anchors])).view(-1, len(RELATIONS), RELATION_WIDTH)
        right = F.gelu(self.right(hidden)).view(n, len(RELATIONS), RELATION_WIDTH)
        score = torch.einsum("krd,nrd->knr", left, right) / math.sqrt(RELATION_WIDTH)
        offset = torch.arange(n)[None, :] - anchors[:, None]
        bucket = bucket_of(offset) + 32
        return score + self.distance.t()[bucket] + self.bias

    def save(self, path: Path, meta: dict[str, object]) -> None:
        """Keep the weights and a note of how they were made."""
        torch.save(self.state_dict(), path)
        path.with_suffix(".json").write_text(json.dumps(meta, indent=1))


def bucket_of(offset: Tensor) -> Tensor:
    """Put a signed distance in words into one of 65 buckets: exact to 16, then logarithmic."""
    size = offset.abs().clamp(min=1).float()
    far = 16 + (torch.log(size / 16) / math.log(2) * 4).floor().clamp(0, 16)
    return torch.where(offset.abs() <= 16, offset.abs(), far.long()) * offset.sign()
