"""The order of Python's sets decides what SQLAlchemy does first where its rules do not: lets it try several orders."""
from sqlalchemy.orm import state, unitofwork

_salt = 0


def _hash(self):
    return hash((id(self), _salt)) if _salt else object.__hash__(self)


def orders(count):
    """That many orders, one after the other; the usual one holds behind them."""
    global _salt
    state.InstanceState.__hash__ = _hash
    unitofwork.PostSortRec.__hash__ = _hash
    try:
        for _salt in range(1, count + 1):
            yield _salt
    finally:
        _salt = 0
        del state.InstanceState.__hash__
        del unitofwork.PostSortRec.__hash__
