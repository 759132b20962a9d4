"""Write the little graph by which a processor shows whether its sums overflow: `python -m training.overflow`.

One row of the largest activations times one column of the largest weights, as the network multiplies them.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

OUT = Path(__file__).parents[1] / "src/tocsin/annotate/data/overflow.onnx"
WIDTH = 64


def graph() -> onnx.ModelProto:
    """Build the graph: `sums` is (1, 16) int32, each 64 * 255 * 127 where nothing overflows."""
    weights = numpy_helper.from_array(np.full((WIDTH, 16), 127, dtype=np.int8), "weights")
    body = helper.make_graph(
        [helper.make_node("MatMulInteger", ["row", "weights"], ["sums"])],
        "overflow",
        [helper.make_tensor_value_info("row", TensorProto.UINT8, [1, WIDTH])],
        [helper.make_tensor_value_info("sums", TensorProto.INT32, [1, 16])],
        [weights],
    )
    return helper.make_model(body, opset_imports=[helper.make_opsetid("", 18)], ir_version=9, producer_name="tocsin")


if __name__ == "__main__":
    OUT.write_bytes(graph().SerializeToString())
