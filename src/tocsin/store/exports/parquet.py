"""Writes incidents and events as Parquet: the JSON form in columns, lists as lists and records as structs."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from itertools import islice
from typing import Any, Literal, get_args, get_origin, get_type_hints

from tocsin.errors import TocsinError
from tocsin.records import Incident
from tocsin.store.exports.cases import ExportCase
from tocsin.store.exports.cells import Out, bytes_of
from tocsin.store.exports.jsons import with_whole_text
from tocsin.store.exports.losses import LossReport, Tally
from tocsin.store.exports.own import Rows, records_of
from tocsin.store.exports.plain import EVENT_FIELDS, event_to_dict, fields_of, incident_to_dict

# rows that are held in memory and written as one group
ROW_GROUP = 2_000


def parquet_columns(rows: Rows) -> tuple[str, ...]:
    """Give the top-level columns: the keys of the JSON form without `schema`."""
    return fields_of(Incident) if rows == "incidents" else tuple(EVENT_FIELDS)


def write_parquet(cases: Iterable[ExportCase], out: Out, rows: Rows) -> LossReport:
    """Write a file in groups of `ROW_GROUP` rows, so that memory stays flat; it needs pyarrow and a stream of bytes."""
    try:
        import pyarrow  # type: ignore[import-untyped]
        from pyarrow.parquet import ParquetWriter  # type: ignore[import-untyped]
    except ImportError as problem:
        raise TocsinError("export.no-parquet") from problem
    tally = Tally(f"parquet-{rows}")
    schema = _schema(pyarrow, rows)
    records = records_of(cases, rows, tally)
    with ParquetWriter(bytes_of(out), schema, compression="zstd") as writer:
        while group := list(islice(records, ROW_GROUP)):
            plain = [incident_to_dict(r) if isinstance(r, Incident) else event_to_dict(r) for r in group]
            writer.write_table(pyarrow.Table.from_pylist(with_whole_text(plain), schema=schema))
    return tally.report()


def _schema(arrow: Any, rows: Rows) -> Any:
    if rows == "incidents":
        hints = get_type_hints(Incident)
        return arrow.schema([(name, _kind(arrow, hints[name])) for name in fields_of(Incident)])
    return arrow.schema(
        [(key, _kind(arrow, get_type_hints(holder)[name])) for key, (holder, name) in EVENT_FIELDS.items()]
    )


def _kind(arrow: Any, hint: Any) -> Any:
    """Give the Arrow type of a field of a record; every field may be null."""
    plain = {str: arrow.string(), int: arrow.int64(), float: arrow.float64(), bool: arrow.bool_()}
    if hint in plain:
        return plain[hint]
    if dataclasses.is_dataclass(hint):
        hints = get_type_hints(hint)
        return arrow.struct([(name, _kind(arrow, hints[name])) for name in fields_of(hint)])
    if get_origin(hint) is Literal:
        return arrow.string()
    inner = [one for one in get_args(hint) if one not in (type(None), Ellipsis)]
    return arrow.list_(_kind(arrow, inner[0])) if get_origin(hint) is tuple else _kind(arrow, inner[0])
