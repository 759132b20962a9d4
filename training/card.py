"""Write the model card from the template and measured scores: `python -m training.card --exported DIR --scores F`."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

TEMPLATE = Path(__file__).with_name("card.md")
TITLES = {
    "attribution": "attribution, `attribution_dev` (83 articles)",
    "entities": "actor phrases, re3d, one document in four held back",
    "places": "place names, LGL and GeoWebNews, one document in four held back",
    "own": "own sentences, `training/data/dev_mixed.txt` (marks exact)",
    "frames": "own events, `training/data/dev_events_*.txt`",
    "events": "types of given actors, plv_train, one sentence in five held back",
    "spans": "actors and recipients, cameo_spans, one sentence in five held back",
}


def card(folder: Path, scores: dict[str, dict[str, float]]) -> str:
    """Fill the template for one exported model."""
    meta = json.loads((folder / "reader.json").read_text("utf-8"))
    rows = ["| data | score | value |", "|---|---|---|"]
    for task, values in scores.items():
        rows += [f"| {TITLES[task]} | {name} | {value:.3f} |" for name, value in values.items()]
    size = (folder / "reader.onnx").stat().st_size / 1e6
    text = TEMPLATE.read_text("utf-8")
    return text.format(name=meta["name"], version=meta["version"], megabytes=size, table="\n".join(rows))


def main() -> None:
    """Read the command line and write MODEL_CARD.md into the model's folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--exported", type=Path, required=True)
    parser.add_argument("--scores", type=Path, required=True, help="JSON written by training.score")
    args = parser.parse_args()
    (args.exported / "MODEL_CARD.md").write_text(card(args.exported, json.loads(args.scores.read_text("utf-8"))))


if __name__ == "__main__":
    main()
