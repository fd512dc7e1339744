"""What people changed in a spreadsheet or another program comes back as corrections: a thin reader a format."""

from onrecord.export.back.files import CannotComeBack, brought_by
from onrecord.export.back.taking import TakenBack, take_back

__all__ = ["CannotComeBack", "TakenBack", "brought_by", "take_back"]
