#pragma once

#include "core/mapping/declare/declarations.h"

#include <QJsonObject>

namespace relata::project {

/// The form that declarations have in a design file, under SQLAlchemy's words. What has its default is left
/// out; a missing key is read as the default.

/// A class without its relationships.
QJsonObject classHead(const mapping::ClassDeclaration &declared);
QJsonObject relationshipForm(const mapping::RelationshipDeclaration &declared);

mapping::ClassDeclaration classFrom(const QJsonObject &form);
mapping::RelationshipDeclaration relationshipFrom(const QJsonObject &form);

} // namespace relata::project
