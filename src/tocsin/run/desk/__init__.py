"""A desk: a folder that keeps the record of the reports read into it."""

from tocsin.run.desk.adding import Added
from tocsin.run.desk.desk import Desk, Found, find_desk, init_desk, open_desk
from tocsin.run.desk.trail import Step, Trail

__all__ = ["Added", "Desk", "Found", "Step", "Trail", "find_desk", "init_desk", "open_desk"]
