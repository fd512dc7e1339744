"""Parquet: the same table as CSV, typed, for data frames. Needs pyarrow."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

from onrecord.core.problem import OnRecordError
from onrecord.export.table import COLUMNS, Rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.core.line import Line
    from onrecord.record import Filter, Record

BATCH = 1000


class ParquetMissing(OnRecordError):
    """Parquet was asked for, and what writes it is not installed."""

    def __init__(self) -> None:
        super().__init__("Parquet needs pyarrow: pip install 'onrecord[parquet]', or choose csv or jsonl.")


class ParquetTable:
    """A typed table."""

    name = "parquet"
    endings = (".parquet",)
    is_text = False

    def write(self, rec: Record, target: BinaryIO, wanted: Filter) -> int:
        """Write a row for each entry that meets a filter.

        Raises:
            ParquetMissing: pyarrow is not installed.
        """
        try:
            import pyarrow
            from pyarrow import parquet
        except ImportError as error:
            raise ParquetMissing from error
        types = {str: pyarrow.string(), int: pyarrow.int64(), bool: pyarrow.bool_(), float: pyarrow.float64()}
        schema = pyarrow.schema([(name, types[kind]) for name, kind in COLUMNS.items()])
        rows = Rows(rec)
        count = 0
        with parquet.ParquetWriter(target, schema) as writer:
            for batch in _batches(rec.lines(wanted)):
                writer.write_table(pyarrow.Table.from_pylist([rows.of(line) for line in batch], schema=schema))
                count += len(batch)
        return count


def _batches(lines: Iterable[Line]) -> Iterator[tuple[Line, ...]]:
    source = iter(lines)
    while batch := tuple(islice(source, BATCH)):
        yield batch
