"""The shared encoder: a small trained network that reads a report once, for every head that asks.

`pieces` cuts words, `windows` packs passages, `session` runs the network, `states` holds what it makes of each
word, `encoded` is a document as it sees it. Heads lie beside the stages that use them. `fitted` says what was
fitted on what.
"""

from onrecord.encoder.encoded import Encoded
from onrecord.encoder.session import Encoder, encoder

__all__ = ["Encoded", "Encoder", "encoder"]
