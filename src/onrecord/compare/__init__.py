"""Comparing: what no single report says. Each stage reads the record and returns findings."""

from onrecord.compare.accounts import Accounts
from onrecord.compare.chronology import Chronology
from onrecord.compare.comparison import Comparison, View
from onrecord.compare.contradictions import Contradictions
from onrecord.compare.copies import Copies
from onrecord.compare.desk import Desk
from onrecord.compare.framing import Framings
from onrecord.compare.issues import Issues
from onrecord.compare.positions import Positions
from onrecord.compare.shifts import Shifts

# In the order in which they run after a build.
COMPARISONS: tuple[Comparison, ...] = (
    Copies(),
    Issues(),
    Accounts(),
    Chronology(),
    Contradictions(),
    Positions(),
    Shifts(),
    Framings(),
)

__all__ = [
    "COMPARISONS",
    "Accounts",
    "Chronology",
    "Comparison",
    "Contradictions",
    "Copies",
    "Desk",
    "Framings",
    "Issues",
    "Positions",
    "Shifts",
    "View",
]
