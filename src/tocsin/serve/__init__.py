"""The REST API of a desk: what can be asked of it and done with it, over HTTP and in JSON."""
