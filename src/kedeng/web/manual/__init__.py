"""The operating manual: written once in Markdown, shown as pages and printed as PDF."""
