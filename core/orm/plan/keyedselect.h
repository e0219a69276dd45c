#pragma once

#include "core/orm/load/loading.h"

namespace relata::orm {

// SELECTs by many keys, and how their rows find the way back to the owners.

std::vector<base::CellView> viewsOfAll(const base::Values &values);
/// Adds the parts of keys, one key after the other.
void addParts(const KeyIndex &keys, std::span<const quint32> numbers, std::vector<base::CellView> &cells);
/// A subquery that is loaded behind the statement repeats its WHERE, so needs its values.
void keepValues(LoadStatement &statement, std::span<const base::CellView> values);

/// Adds the identity keys of the owners; the number of each owner's key.
std::vector<quint32> addIdentityKeys(const SessionCore &core, std::span<const ObjectRef> owners,
                                     KeyIndex &keys);
/// Gives some of the owners the objects of their keys. Owners of one key get the same.
void giveByKey(SessionCore &core, Attributes &attributes, const LoadOwners &owners,
               std::span<const ObjectRef> some, const std::vector<quint32> &keyOfOwner,
               const std::vector<QList<ObjectRef>> &groups, const MappedRelationship &relationship);

} // namespace relata::orm
