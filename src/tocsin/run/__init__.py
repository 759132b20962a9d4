"""Runs the stages: the ordered table of them, the local runner, explanations, checks of the installation, scores."""
