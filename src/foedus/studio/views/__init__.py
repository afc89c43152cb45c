"""What each page of the report shows, as plain frozen values: one module a page, from a check and its results.

Templates decide how it looks; nothing here writes HTML but the citations, which are links.
"""
