"""Programs that measure Tocsin on the machine they run on."""
