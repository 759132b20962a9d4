"""Programs for those who work on Tocsin: the list of checks, and the generator of reference pages."""
