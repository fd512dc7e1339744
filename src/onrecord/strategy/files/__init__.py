"""Models in and out of files: our own TOML and JSON, the neutral form, `.gmcr`, `.nfg`."""
