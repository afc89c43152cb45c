"""Counting rules of other packages, each adapter loaded only when it is called; none of the packages is installed with foedus."""
