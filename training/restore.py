"""Turn an exported model back into weights to train on from: `python -m training.restore --exported DIR --out FILE`.

Training can go on from the shipped weights where the float32 ones of its last stage are not at hand. What int8
rounding took is lost; a short stage makes up for it.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor

from training.model import ReaderModel


def weights_of(folder: Path) -> dict[str, Tensor]:
    """Read reader.onnx and reader.json as the state of a `ReaderModel`."""
    model = onnx.load(folder / "reader.onnx")
    values = {t.name: numpy_helper.to_array(t) for t in model.graph.initializer}
    meta = json.loads((folder / "reader.json").read_text("utf-8"))
    state: dict[str, Tensor] = {}
    for name in ReaderModel().state_dict():
        if name.startswith("encoder.event_layers.") and not any("event_layers" in value for value in values):
            continue  # of a time when one stack of layers was there for all: `take_over` begins both parts with it
        kernel = f"{name.removesuffix('weight')}kernel" if name.endswith(".weight") else ""
        parts = [f"{name.removesuffix('weight')}{part}.kernel" for part in ("names", "events")] if kernel else []
        if name in ("distance", "bias"):
            array: NDArray[np.float32] = np.array(meta[name], dtype=np.float32)
        elif f"{name}_quantized" in values:
            array = _whole(values, name)
        elif f"{kernel}_quantized" in values:
            array = _whole(values, kernel).T
        elif parts and f"{parts[0]}_quantized" in values:
            array = np.concatenate([_whole(values, part).T for part in parts])
        else:
            array = values[name] if name in values else values[f"{name}_"]
        state[name] = torch.from_numpy(np.array(array, dtype=np.float32, order="C"))
    return state


def _whole(values: dict[str, NDArray[np.generic]], name: str) -> NDArray[np.float32]:
    quantized, scale, zero = (values[f"{name}_{part}"] for part in ("quantized", "scale", "zero_point"))
    return np.asarray((quantized.astype(np.float32) - zero.astype(np.float32)) * scale, dtype=np.float32)


def main() -> None:
    """Read the command line and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--exported", type=Path, required=True, help="folder with reader.onnx and reader.json")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    args.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(weights_of(args.exported), args.out)


if __name__ == "__main__":
    main()
