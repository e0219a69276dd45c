#include "session.h"

#include "core/orm/session/sessionparts.h"

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Result;
using base::Value;
using base::Values;

Session::Session(db::Connection &connection, mapping::Configuration configuration, SessionOptions options)
    : m_parts(std::make_unique<Parts>(*this, connection, std::move(configuration)))
{
    SessionCore &core = m_parts->core;
    core.options = options;
    if (connection.dialect().engine() != sql::Engine::Sqlite)
        core.options.promiseKeys = false; // A server's sequence would not know of the numbers.
    core.autoflush = options.autoflush;
    core.executor.setGate([this] { return m_parts->transaction.checkUsable(); });
}

Session::~Session()
{
    m_parts->core.executor.rollback();
}

const MapperRegistry &Session::registry() const
{
    return m_parts->core.registry;
}

void Session::setObserver(Executor::Observer observer)
{
    m_parts->core.executor.setObserver(std::move(observer));
}

void Session::setCause(base::Cause cause)
{
    m_parts->core.executor.setCause(std::move(cause));
}

QList<Warning> Session::takeWarnings()
{
    return std::exchange(m_parts->core.warnings, {});
}

ObjectRef Session::create(int mapper)
{
    return m_parts->core.create(mapper);
}

Result<ObjectRef> Session::get(int mapper, const Values &key)
{
    return m_parts->queries.get(mapper, key);
}

Result<QList<ObjectRef>> Session::all(const Query &query)
{
    return m_parts->queries.all(query);
}

LoadPlan Session::plan(const Query &query) const
{
    return LoadPlan(registry(), query.mapper, query.options);
}

Result<ObjectRef> Session::merge(ObjectRef object)
{
    SessionCore &core = m_parts->core;
    if (const Done flushed = core.autoflushNow(); !flushed)
        return fail(flushed.error());
    const bool autoflushed = std::exchange(core.autoflush, false);
    auto merged = Merger(core, m_parts->attributes, m_parts->states, m_parts->queries).merge(object);
    core.autoflush = autoflushed;
    return merged;
}

Done Session::load(const QList<ObjectRef> &owners, const MappedRelationship &relationship)
{
    return m_parts->queries.load(owners, relationship);
}

Done Session::loadByScan(const MappedRelationship &relationship)
{
    return m_parts->queries.loadByScan(relationship);
}

Result<Value> Session::value(ObjectRef object, int column)
{
    const auto read = m_parts->attributes.column(object, column);
    if (!read)
        return fail(read.error());
    return read->value;
}

Done Session::setValue(ObjectRef object, int column, const Value &value)
{
    return m_parts->attributes.setColumn(object, column, value);
}

Result<ObjectRef> Session::related(ObjectRef object, const MappedRelationship &relationship)
{
    const auto read = m_parts->attributes.scalar(object, relationship);
    if (!read)
        return fail(read.error());
    return read->object;
}

Result<QList<ObjectRef>> Session::collection(ObjectRef object, const MappedRelationship &relationship)
{
    if (relationship.isQueryOnly()) {
        return fail(ErrorCode::WrongArgument,
                    u"'%1' is a query and cannot be gone through like a list."_s.arg(relationship.label),
                    u"Select its objects."_s);
    }
    const auto kind = m_parts->attributes.collection(object, relationship);
    if (!kind)
        return fail(kind.error());
    return m_parts->attributes.items(object, relationship);
}

Done Session::setRelated(ObjectRef object, const MappedRelationship &relationship, ObjectRef value)
{
    return m_parts->attributes.setScalar(object, relationship, value);
}

Done Session::append(ObjectRef object, const MappedRelationship &relationship, ObjectRef child)
{
    return m_parts->attributes.append(object, relationship, child);
}

Done Session::remove(ObjectRef object, const MappedRelationship &relationship, ObjectRef child)
{
    return m_parts->attributes.remove(object, relationship, child);
}

Done Session::assign(ObjectRef object, const MappedRelationship &relationship,
                     const QList<ObjectRef> &children)
{
    return m_parts->attributes.assign(object, relationship, children);
}

Result<QList<ObjectRef>> Session::select(ObjectRef object, const MappedRelationship &relationship)
{
    return m_parts->queries.select(object, relationship);
}

Result<qint64> Session::count(ObjectRef object, const MappedRelationship &relationship)
{
    return m_parts->queries.count(object, relationship);
}

ObjectRef Session::known(int mapper, const Values &key) const
{
    return m_parts->core.find(mapper, key);
}

ObjectRef Session::reference(int mapper, const Values &key)
{
    return m_parts->adopted.reference(mapper, key);
}

void Session::adopt(ObjectRef object, const Values &columns)
{
    m_parts->adopted.adopt(object, columns);
}

void Session::setCommitted(ObjectRef object, int column, const Value &value)
{
    m_parts->adopted.setCommitted(object, column, value);
}

bool Session::isWhole(ObjectRef object) const
{
    return m_parts->adopted.isWhole(object);
}

Value Session::committed(ObjectRef object, int column) const
{
    return m_parts->adopted.committed(object, column);
}

std::optional<QList<ObjectRef>> Session::inMemory(ObjectRef object, const MappedRelationship &relationship)
{
    return m_parts->adopted.inMemory(object, relationship);
}

void Session::setCommitted(ObjectRef object, const MappedRelationship &relationship,
                           const QList<ObjectRef> &objects)
{
    m_parts->adopted.setCommitted(object, relationship, objects);
}

void Session::forgetColumns(int mapper)
{
    m_parts->adopted.forgetColumns(mapper);
}

void Session::forgetRelated(const MappedRelationship &relationship)
{
    m_parts->adopted.forgetRelated(relationship);
}

QList<int> Session::changedColumns(ObjectRef object) const
{
    return m_parts->pending.changedColumns(object);
}

std::optional<ObjectRef> Session::changedTo(ObjectRef object, const MappedRelationship &relationship) const
{
    return m_parts->pending.changedTo(object, relationship);
}

void Session::revert(ObjectRef object)
{
    m_parts->pending.revert(object);
}

void Session::revert(ObjectRef object, int column)
{
    m_parts->pending.revert(object, column);
}

void Session::revert(ObjectRef object, const MappedRelationship &relationship)
{
    m_parts->pending.revert(object, relationship);
}

ObjectRef Session::refused() const
{
    return m_parts->core.refused;
}

QStringList Session::loadedAttributes(ObjectRef object) const
{
    return m_parts->states.loadedAttributes(object);
}

Done Session::add(ObjectRef object)
{
    return m_parts->states.add(object);
}

Done Session::erase(ObjectRef object)
{
    return m_parts->states.erase(object);
}

Done Session::begin()
{
    return m_parts->transaction.begin();
}

Done Session::flush()
{
    return m_parts->flusher.flush();
}

Result<FlushForecast> Session::forecast()
{
    return m_parts->forecaster.forecast([] { return Done(); });
}

Result<FlushForecast> Session::forecastOfErase(ObjectRef object)
{
    return m_parts->forecaster.forecast([this, object] { return erase(object); });
}

Done Session::commit()
{
    return m_parts->transaction.commit();
}

void Session::setCommitRefused(std::function<void(const base::Error &)> called)
{
    m_parts->transaction.setCommitRefused(std::move(called));
}

Done Session::rollback()
{
    return m_parts->transaction.rollback();
}

Done Session::beginNested()
{
    return m_parts->transaction.beginNested();
}

Done Session::rollbackNested()
{
    return m_parts->transaction.rollbackNested();
}

Done Session::commitNested()
{
    return m_parts->transaction.commitNested();
}

Done Session::expire(ObjectRef object, const QStringList &attributes)
{
    return m_parts->refresher.expire(object, attributes);
}

void Session::expireAll()
{
    m_parts->attributes.expireSession();
}

Done Session::refresh(ObjectRef object, const QStringList &attributes)
{
    return m_parts->refresher.refresh(object, attributes);
}

Done Session::expunge(ObjectRef object)
{
    return m_parts->states.expunge(object);
}

void Session::expungeAll()
{
    m_parts->states.expungeAll();
}

void Session::close()
{
    m_parts->states.expungeAll();
    m_parts->transaction.close();
}

void Session::setAutoflush(bool on)
{
    m_parts->core.autoflush = on;
}

bool Session::autoflush() const
{
    return m_parts->core.autoflush;
}

ObjectState Session::state(ObjectRef object) const
{
    return m_parts->states.state(object);
}

bool Session::contains(ObjectRef object) const
{
    return m_parts->core.contains(object);
}

QList<ObjectRef> Session::pending() const
{
    return m_parts->core.newObjects.list();
}

QList<ObjectRef> Session::dirty()
{
    return m_parts->pending.dirty();
}

Values Session::identityKey(ObjectRef object) const
{
    return m_parts->states.identityKey(object);
}

Result<base::RowPage> Session::rowsOf(const QString &table)
{
    return m_parts->queries.rowsOf(table);
}

Result<base::RowPage> Session::execute(const QString &sql)
{
    if (const Done usable = m_parts->transaction.checkUsable(); !usable)
        return fail(usable.error());
    return m_parts->core.executor.run(sql);
}

} // namespace relata::orm
