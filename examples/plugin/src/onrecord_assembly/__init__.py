"""An example of an onrecord plug-in."""
