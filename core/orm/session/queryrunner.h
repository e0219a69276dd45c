#pragma once

#include "core/orm/plan/query.h"
#include "core/orm/session/sessioncore.h"

namespace relata::orm {

class LazyLoader;
class Loading;
class Transaction;

/// Runs what somebody asks of a session: a key, a query, a relationship for many owners. Flushes before,
/// where the session flushes by itself. Belongs to a session, lives in its thread.
class QueryRunner
{
public:
    QueryRunner(SessionCore &core, Loading &loading, LazyLoader &lazy, const Transaction &transaction)
        : m_core(core), m_loading(loading), m_lazy(lazy), m_transaction(transaction)
    {
    }

    // As the functions of the Session with these names.
    base::Result<ObjectRef> get(int mapper, const base::Values &key);
    base::Result<QList<ObjectRef>> all(const Query &query);
    base::Done load(const QList<ObjectRef> &owners, const MappedRelationship &relationship);
    base::Done loadByScan(const MappedRelationship &relationship);
    base::Result<QList<ObjectRef>> select(ObjectRef object, const MappedRelationship &relationship);
    base::Result<qint64> count(ObjectRef object, const MappedRelationship &relationship);
    base::Result<base::RowPage> rowsOf(const QString &table);

private:
    SessionCore &m_core;
    Loading &m_loading;
    LazyLoader &m_lazy;
    const Transaction &m_transaction;
};

} // namespace relata::orm
