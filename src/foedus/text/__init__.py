"""The text: Markdown and clauses to the model, amendments, diagnostics, and back to canonical text."""
