"""Write trained weights as an int8 ONNX graph: `python -m training.export --weights F --out DIR`.

The graph is written node by node with onnxruntime's fused transformer operators, so that nothing has to
be traced or pattern-matched, and then quantised dynamically (weights int8 per channel, activations uint8).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from tocsin.annotate.decode import Weights
from tocsin.annotate.event_decode import EventWeights
from tocsin.annotate.layout import CODES, RELATION_WIDTH, RELATIONS, TAGS, TRIGGERS
from training.model import NAME_OUTPUTS, SHARED, TABLES, Part

MS = "com.microsoft"
HEADS = 12


class Graph:
    """Collects nodes and initial values of the graph."""

    def __init__(self, weights: dict[str, NDArray[np.float32]]) -> None:
        self.weights = weights
        self.nodes: list[onnx.NodeProto] = []
        self.values: dict[str, onnx.TensorProto] = {}

    def value(self, name: str, array: NDArray[np.generic] | None = None) -> str:
        """Name an initial value, by default the trained weight of that name."""
        if name not in self.values:
            self.values[name] = numpy_helper.from_array(
                np.array(self.weights[name] if array is None else array, order="C"), name
            )
        return name

    def add(self, kind: str, inputs: list[str], out: str, domain: str = "", **attributes: object) -> str:
        """Add one node with one output."""
        self.nodes.append(helper.make_node(kind, inputs, [out], name=out, domain=domain, **attributes))
        return out

    def linear(self, x: str, name: str, out: str, bias: bool = True) -> str:
        """Add x @ W.T (+ b) with the weights of a torch linear layer."""
        product = self.add("MatMul", [x, self.value(f"{name}.kernel", self.weights[f"{name}.weight"].T)], f"{out}.mm")
        return self.add("Add", [product, self.value(f"{name}.bias")], out) if bias else product

    def parted(self, hidden: dict[Part, str], name: str, cut: int) -> str:
        """Add x @ W.T for a head whose first `cut` outputs look at the names' layers, and the rest at the events'."""
        rows = {"names": slice(0, cut), "events": slice(cut, None)}
        kernels = {
            part: self.value(f"{name}.{part}.kernel", self.weights[f"{name}.weight"][rows[part]].T) for part in hidden
        }
        sides = [self.add("MatMul", [hidden[part], kernels[part]], f"{name}.{part}.mm") for part in hidden]
        return self.add("Concat", sides, f"{name}.mm", axis=-1)


def embeddings(graph: Graph) -> str:
    """Add word, position and feature embeddings and their norm."""
    x = graph.add("Gather", [graph.value("encoder.words.weight"), "ids"], "words")
    shape = graph.add("Shape", ["ids"], "shape")
    one, two = (graph.value(f"int{i}", np.array([i], dtype=np.int64)) for i in (1, 2))
    length = graph.add("Slice", [shape, one, two], "length")
    zero = graph.value("int0", np.array([0], dtype=np.int64))
    at = graph.add("Slice", [graph.value("encoder.places.weight"), zero, length, zero], "at")
    x = graph.add("Add", [x, at], "sum.places")
    for i, table in enumerate(TABLES):
        column = graph.add(
            "Gather", ["features", graph.value(f"col{i}", np.array(i, dtype=np.int64))], f"f.{table}", axis=2
        )
        e = graph.add("Gather", [graph.value(f"encoder.{table}.weight"), column], f"e.{table}")
        x = graph.add("Add", [x, e], f"sum.{table}")
    norm = [graph.value("encoder.norm.weight"), graph.value("encoder.norm.bias")]
    return graph.add("LayerNormalization", [x, *norm], "embedded", axis=-1, epsilon=1e-12)


def norm(graph: Graph, x: str, skip: str, bias: str, name: str) -> str:
    """Add bias and skip connection, then the norm.

    Written out, since onnxruntime's fused SkipLayerNormalization took five times as long on a CPU as these
    three together.
    """
    x = graph.add("Add", [x, graph.value(bias)], f"{name}.bias")
    x = graph.add("Add", [x, skip], f"{name}.skip")
    parts = [graph.value(f"{name}.weight"), graph.value(f"{name}.bias_", graph.weights[f"{name}.bias"])]
    return graph.add("LayerNormalization", [x, *parts], f"{name}.out", axis=-1, epsilon=1e-12)


def layer(graph: Graph, x: str, p: str) -> str:
    """Add one transformer layer, by the name that its weights begin with."""
    qkv = graph.linear(x, f"{p}.qkv", f"{p}.qkv_")
    parts = [f"{p}.q", f"{p}.k", f"{p}.v"]
    graph.nodes.append(helper.make_node("Split", [qkv], parts, name=f"{p}.split", axis=2, num_outputs=3))
    attention = graph.add("MultiHeadAttention", parts, f"{p}.attention", MS, num_heads=HEADS)
    out = graph.linear(attention, f"{p}.out", f"{p}.o", bias=False)
    x = norm(graph, out, x, f"{p}.out.bias", f"{p}.norm1")
    up = graph.linear(x, f"{p}.up", f"{p}.u", bias=False)
    gelu = graph.add("BiasGelu", [up, graph.value(f"{p}.up.bias")], f"{p}.g", MS)
    down = graph.linear(gelu, f"{p}.down", f"{p}.d", bias=False)
    return norm(graph, down, x, f"{p}.down.bias", f"{p}.norm2")


def build(weights: dict[str, NDArray[np.float32]]) -> onnx.ModelProto:
    """Build the whole graph in float32."""
    graph = Graph(weights)
    x = embeddings(graph)
    for i in range(SHARED):
        x = layer(graph, x, f"encoder.layers.{i}")
    hidden: dict[Part, str] = {"names": x, "events": x}
    for name in sorted({k.rsplit(".", 2)[0] for k in weights if k.endswith(".qkv.weight")}):
        kind, number = name.split(".")[1:]
        if kind == "event_layers":
            hidden["events"] = layer(graph, hidden["events"], name)
        elif int(number) >= SHARED:
            hidden["names"] = layer(graph, hidden["names"], name)
    graph.add("Add", [graph.parted(hidden, "tags", NAME_OUTPUTS), graph.value("tags.bias")], "tags")
    graph.linear(hidden["events"], "codes", "codes")
    for side in ("left", "right"):
        product = graph.parted(hidden, side, TRIGGERS.start * RELATION_WIDTH)
        graph.add("BiasGelu", [product, graph.value(f"{side}.bias")], side, MS)
    width, codes = len(RELATIONS) * RELATION_WIDTH, sum(map(len, CODES.values()))
    body = helper.make_graph(
        graph.nodes,
        "reader",
        [
            helper.make_tensor_value_info("ids", TensorProto.INT64, ["batch", "pieces"]),
            helper.make_tensor_value_info("features", TensorProto.INT64, ["batch", "pieces", len(TABLES)]),
        ],
        [
            helper.make_tensor_value_info("tags", TensorProto.FLOAT, ["batch", "pieces", len(TAGS) * 3]),
            helper.make_tensor_value_info("codes", TensorProto.FLOAT, ["batch", "pieces", codes]),
            helper.make_tensor_value_info("left", TensorProto.FLOAT, ["batch", "pieces", width]),
            helper.make_tensor_value_info("right", TensorProto.FLOAT, ["batch", "pieces", width]),
        ],
        list(graph.values.values()),
    )
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid(MS, 1)]
    return helper.make_model(body, opset_imports=opsets, ir_version=9, producer_name="tocsin")


@dataclass(frozen=True)
class Fitted:
    """What is fitted after training: how attributions are cut, and the thresholds and calibration of events."""

    decode: Weights = field(default_factory=Weights)
    events: EventWeights = field(default_factory=EventWeights)


def load_weights(path: Path) -> dict[str, NDArray[np.float32]]:
    """Load a torch checkpoint as arrays."""
    return {k: v.numpy().astype(np.float32) for k, v in torch.load(path, weights_only=True).items()}


def export(weights_file: Path, tokenizer: Path, out: Path, fitted: Fitted, note: dict[str, object]) -> None:
    """Write reader.onnx (int8), tokenizer.json and reader.json into a folder."""
    out.mkdir(parents=True, exist_ok=True)
    weights = load_weights(weights_file)
    full = out / "reader.float32.onnx"
    onnx.save(build(weights), str(full))
    quantize_dynamic(
        full,
        out / "reader.onnx",
        weight_type=QuantType.QInt8,
        per_channel=True,
        op_types_to_quantize=["MatMul", "Gather"],
        extra_options={"MatMulConstBOnly": True, "DefaultTensorType": TensorProto.FLOAT},
    )
    shutil.copyfile(tokenizer, out / "tokenizer.json")
    digest = hashlib.sha256((out / "reader.onnx").read_bytes()).hexdigest()
    meta = {
        "name": "tocsin-reader",
        "version": note.get("version", "1"),
        "sha256": digest,
        "tools": {name: version(name) for name in ("torch", "onnx", "onnxruntime")},
        "training": note,
        "decode": asdict(fitted.decode),
        "events": asdict(fitted.events),
        "tags": list(TAGS),
        "relations": list(RELATIONS),
        "codes": {name: list(values) for name, values in CODES.items()},
        "bias": [round(float(x), 5) for x in weights["bias"]],
        "distance": [[round(float(x), 5) for x in row] for row in weights["distance"]],
    }
    (out / "reader.json").write_text(json.dumps(meta, indent=1) + "\n")


def main() -> None:
    """Read the command line and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--decode", type=Path, help="JSON of decoding weights, from training.tune")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    fitted = Fitted(Weights(**json.loads(args.decode.read_text()))) if args.decode else Fitted()
    note = json.loads(args.weights.with_suffix(".json").read_text())
    export(args.weights, args.tokenizer, args.out, fitted, note)


if __name__ == "__main__":
    main()
