"""The printed forms, by typst."""
