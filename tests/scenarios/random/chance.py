"""The order of Python's sets decides what SQLAlchemy does first where its rules do not: lets it try another order."""
import contextlib

from sqlalchemy.orm import state, unitofwork

SHUFFLED = (state.InstanceState, unitofwork.PostSortRec)


@contextlib.contextmanager
def order(number):
    """Inside, sets of objects and of actions go by this order; the same number gives another one for other objects."""
    usual = [kind.__hash__ for kind in SHUFFLED]
    for kind in SHUFFLED:
        kind.__hash__ = lambda self: hash((id(self), number))
    try:
        yield
    finally:
        for kind, before in zip(SHUFFLED, usual):
            kind.__hash__ = before
