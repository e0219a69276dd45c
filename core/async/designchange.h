#pragma once

#include "core/base/connectionsettings.h"
#include "core/base/result.h"

#include <QObject>
#include <QStringList>

#include <functional>

namespace relata::async {

/// Statements that turn a database into a design.
struct DesignChange
{
    QStringList statements; ///< as sql::differenceSql() gives them
    QString copy = {};      ///< a file that gets the database as it is before; empty: none is wanted
};

/// Runs them in one transaction, off the calling thread, by a connection of its own. Where one is refused, or
/// foreign keys would lead nowhere or views and triggers fail that did not before, nothing is changed. The
/// handler is called in the owner's thread, or not at all where the owner is gone by then.
void changeDatabase(const base::ConnectionSettings &settings, const DesignChange &change, QObject *owner,
                    std::function<void(const base::Done &)> handler);

} // namespace relata::async
