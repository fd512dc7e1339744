"""The served page: a record in the browser of this machine, with corrections by hand."""
