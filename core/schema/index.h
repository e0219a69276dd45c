#pragma once

#include <QString>
#include <QStringList>

namespace relata::schema {

/// An index made by CREATE INDEX. (Those that keys and UNIQUE constraints bring are not listed.)
struct Index
{
    QString name;
    QStringList columns; ///< a null string stands for an expression
    bool unique = false;
    bool partial = false; ///< has a WHERE

    bool operator==(const Index &) const = default;
};

} // namespace relata::schema
