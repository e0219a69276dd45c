"""Makes SQLAlchemy 1.4 do what 2.0 does: here where the difference is one of when statements are sent."""
import sqlalchemy as sa
from sqlalchemy.orm import attributes, loading, strategies
from sqlalchemy.orm.path_registry import PathRegistry

import like_two_configuration
import like_two_flush


def _load(_context, _path, states, only, prop, flags):
    if only and prop.key not in only:
        return
    by_select = prop._get_strategy((("lazy", "select"),))
    for state, overwrites in states:
        if not overwrites and prop.key in state.dict:
            continue
        value = by_select._load_for_state(state, flags)
        if value not in (attributes.ATTR_WAS_SET, attributes.PASSIVE_NO_RESULT):
            state.get_impl(prop.key).set_committed_value(state, state.dict, value)


def _immediate(self, context, _query_entity, path, _loadopt, _mapper, _result, _adapter, _populators):
    """lazy="immediate": behind all rows of its statement, and not for what a lazy load meets in memory."""
    goes_round = self._check_recursive_postload(context, path, self.parent_property.join_depth)
    flags = attributes.PASSIVE_NO_FETCH_RELATED if goes_round else attributes.PASSIVE_OFF
    whole_path = (context.compile_state.current_path or PathRegistry.root) + path
    loading.PostLoad.callable_for_path(context, whole_path, self.parent, self.parent_property, _load,
                                       self.parent_property, flags | attributes.NO_RAISE)


_BY_SUBQUERY = strategies.SubqueryLoader.create_row_processor


def _subquery_first(self, *arguments):
    """What a row sets has the order of a Python set. Here subqueries come first, whatever the set says."""
    populators = arguments[-1]
    before = {kind: len(populators[kind]) for kind in ("new", "existing", "eager")}
    _BY_SUBQUERY(self, *arguments)
    for kind, count in before.items():
        populators[kind][:] = populators[kind][count:] + populators[kind][:count]


def follow():
    strategies.SubqueryLoader.create_row_processor = _subquery_first
    if sa.__version__.startswith("1."):
        strategies.ImmediateLoader.create_row_processor = _immediate
        like_two_configuration.follow()
        like_two_flush.follow()
