"""Makes SQLAlchemy 1.4 configure by the rules of 2.0."""
import sqlalchemy as sa
from sqlalchemy.orm import dynamic, interfaces, relationships
from sqlalchemy.orm.util import CascadeOptions

LINKS = (interfaces.ONETOMANY, interfaces.MANYTOMANY)

_set_cascade = relationships.RelationshipProperty._set_cascade
_init_dynamic = dynamic.DynaLoader.init_class_attribute


def _cascade_without_writing(self, cascade):
    """A relationship that only reads leaves out the cascades that write."""
    if self.viewonly:
        cascade = set(CascadeOptions(cascade)) & set(CascadeOptions._viewonly_cascades)
    _set_cascade(self, cascade)


def _dynamic_for_many(self, mapper):
    """No more a warning: a many-to-one cannot be dynamic."""
    if self.uselist and self.parent_property.direction not in LINKS:
        raise sa.exc.InvalidRequestError(f"{self.parent_property} leads to one object and cannot be dynamic")
    _init_dynamic(self, mapper)


def follow():
    relationships.RelationshipProperty._set_cascade = _cascade_without_writing
    dynamic.DynaLoader.init_class_attribute = _dynamic_for_many
    relationships.RelationshipProperty.strategy_for(lazy="write_only")(dynamic.DynaLoader)
