#pragma once

#include "core/db/connection.h"
#include "core/mapping/configure/configure.h"
#include "core/mapping/declare/model.h"
#include "core/orm/session/createall.h"
#include "core/orm/session/mappedobject.h"
#include "tests/servers/everyengine.h"

#include <stdexcept>

namespace relata::tests {

/// The value, or an exception that fails the test with the error's words.
template<typename T>
T must(base::Result<T> result)
{
    if (!result)
        throw std::runtime_error(result.error().text().toStdString());
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

/// A fresh database of the engine in turn with the tables of some models and a session on it that counts its
/// statements.
class Shop
{
public:
    explicit Shop(const QList<mapping::Model> &models, orm::SessionOptions options = {})
    {
        const mapping::Configuration configuration = mapping::configure(mapping::declare(models));
        if (const auto *error = configuration.firstError())
            throw std::runtime_error(error->sentence.toStdString());
        connection = must(database.create());
        must(orm::createAll(*connection, configuration));
        session = std::make_unique<orm::Session>(*connection, configuration, options);
        session->setObserver([this](const orm::SentStatement &statement) {
            sent += statement;
            if (beforeStatement)
                beforeStatement();
        });
    }

    /// Of SQLite.
    QString file() const { return database.settings().file; }
    std::unique_ptr<db::Connection> another() const { return database.another(); }
    orm::MappedObject add(const QString &className, const QList<orm::Field> &fields)
    {
        return must(orm::MappedObject::add(*session, className, fields));
    }
    orm::MappedObject make(const QString &className, const QList<orm::Field> &fields)
    {
        return must(orm::MappedObject::create(*session, className, fields));
    }
    QList<orm::MappedObject> all(const QString &className)
    {
        orm::Query query;
        for (const orm::Mapper &mapper : session->registry().mappers()) {
            if (mapper.name() == className)
                query.mapper = mapper.index;
        }
        QList<orm::MappedObject> records;
        for (const orm::ObjectRef object : must(session->all(query)))
            records += orm::MappedObject(*session, object);
        return records;
    }
    qint64 count(const QString &sql) { return must(connection->select({sql, {}})).value(0, 0).toInteger(); }

    EngineDatabase database;
    std::unique_ptr<db::Connection> connection;
    std::unique_ptr<orm::Session> session;
    QList<orm::SentStatement> sent;
    std::function<void()> beforeStatement;
};

} // namespace relata::tests
