"""The programmes of a week, one a stage, for other engines: as MPS, and back."""

from collections.abc import Callable
from typing import NamedTuple

from ortools.math_opt import model_pb2
from ortools.math_opt.io.python import mps_converter

from placement.domain.linear import Ints, Linear
from placement.solver.engine import proto_of


class Programme(NamedTuple):
    """What one stage minimises, over the columns that the stages before it left."""

    name: str
    """The tier and the letters of the stage, or `goals`."""
    model: Linear
    objective: Ints
    value: int
    """What the plan costs that was found."""
    proved: bool


Told = Callable[[Programme], None]
"""Given each programme once it is solved."""


def as_mps(programme: Programme) -> str:
    """The programme as free MPS. Columns and rows have numbers for names: nothing in it says whom it is about."""
    proto = proto_of(programme.model, programme.objective)
    proto.name = programme.name
    proto.variables.names.extend(f"x{n}" for n in range(programme.model.columns))
    proto.linear_constraints.names.extend(f"r{n}" for n in range(programme.model.rows))
    text: str = mps_converter.model_proto_to_mps(proto)
    return text


def read_mps(text: str) -> model_pb2.ModelProto:
    """A programme as an engine takes it."""
    return mps_converter.mps_to_model_proto(text)
