"""The law: what is allowed. Workflow, rights, routes, numbers, windows, evidence. Plain Python."""
