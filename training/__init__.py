"""How the reader model is made: data, training, export; not part of the installed package."""
