"""The register, summary tables, search: all rebuildable."""
