"""What can be set about the reader model."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class AnnotateOptions:
    """Thresholds and resources of the reader model."""

    weights: str | None = field(
        default=None, metadata={"help": "Folder with the model's files; the weights in the package if not given."}
    )
    threads: int = field(default=1, metadata={"help": "Processor threads for the encoder."})
    entity_threshold: float = field(default=0.5, metadata={"help": "Lowest mean score of an entity that is kept."})
    cue_threshold: float = field(default=0.5, metadata={"help": "Lowest score of a word that is taken for a cue."})
