"""The floors under Tocsin's scores, and the gate that holds them."""
