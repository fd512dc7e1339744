"""From the record to a model: entries as cells, drafts, and checks of what cells cite."""
