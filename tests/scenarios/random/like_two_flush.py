"""Makes SQLAlchemy 1.4 flush and cascade by the rules of 2.0."""
from sqlalchemy.orm import attributes, dependency, relationships

QUEUED_TOO = 1 << 9  # a bit that 1.4 does not use

_history = attributes.CollectionAttributeImpl.get_history
_pending = attributes.ScalarObjectAttributeImpl.get_all_pending
_presort_saves = dependency.OneToManyDP.presort_saves
_values = relationships.RelationshipProperty._value_as_iterable


def _history_with_queue(self, state, dict_, passive=attributes.PASSIVE_OFF):
    found = _history(self, state, dict_, passive)
    queued = state.__dict__.get("_pending_mutations", {}).get(self.key)
    if not passive & QUEUED_TOO or queued is None or self.key in dict_:
        return found
    return attributes.History(list(queued.added_items), (), list(queued.deleted_items))


def _presort_with_queue(self, uow, states):
    """A one-to-many sees, when it saves, what waits for its collection to be loaded."""
    for state in states:
        moves = self._pks_changed(uow, state) and not self.passive_updates
        passive = attributes.PASSIVE_OFF if moves else attributes.PASSIVE_NO_INITIALIZE
        uow.get_attribute_history(state, self.key, passive | QUEUED_TOO)
    _presort_saves(self, uow, states)


def _values_without_raise(self, state, dict_, key, passive=attributes.PASSIVE_OFF):
    """A delete cascade loads what lazy="raise" forbids a program to load."""
    return _values(self, state, dict_, key, passive | attributes.NO_RAISE)


def _pending_without_raise(self, state, dict_, passive=attributes.PASSIVE_NO_INITIALIZE):
    return _pending(self, state, dict_, passive | attributes.NO_RAISE)


def follow():
    attributes.CollectionAttributeImpl.get_history = _history_with_queue
    dependency.OneToManyDP.presort_saves = _presort_with_queue
    attributes.ScalarObjectAttributeImpl.get_all_pending = _pending_without_raise
    relationships.RelationshipProperty._value_as_iterable = _values_without_raise
