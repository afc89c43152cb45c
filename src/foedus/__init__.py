"""foedus: constitutional settlements as software."""
