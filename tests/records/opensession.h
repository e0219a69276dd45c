#pragma once

#include "core/db/connection.h"
#include "core/db/reflector.h"
#include "core/records/recordsession.h"
#include "tests/support/scratchdatabase.h"

namespace relata::tests {

/// A RecordSession on a scratch database whose statements are counted. The schema's own reading is not.
class OpenSession
{
public:
    explicit OpenSession(const QString &sql) : OpenSession(ScratchDatabase(sql)) {}
    explicit OpenSession(const ScratchDatabase &database, int busyTimeout = 100,
                         base::ConnectionSettings::Mode mode = base::ConnectionSettings::Mode::ReadWrite)
        : file(database)
    {
        auto opened = db::Connection::open({file.file(), mode, busyTimeout},
                                           [this](const base::StatementRecord &record) { log += record; });
        if (!opened)
            qFatal("%s", qPrintable(opened.error().text()));
        connection = std::move(*opened);
        auto schema = db::reflect(*connection);
        if (!schema)
            qFatal("%s", qPrintable(schema.error().text()));
        session = std::make_unique<records::RecordSession>(*connection, mapping::mapped(*schema));
        log.clear();
    }

    const schema::Table &table(const QString &name) const { return *session->schema().table(name); }
    int column(const QString &tableName, const QString &name) const
    {
        return table(tableName).columnIndex(name);
    }

    base::Result<base::RecordPage> page(const base::PageRequest &request)
    {
        return session->page(request, cause);
    }

    /// The first rows of a table, in the order of the key; statements of this are not counted.
    QList<base::Record> rows(const QString &tableName, int limit = 1000)
    {
        base::PageRequest request;
        request.scope.table = tableName;
        request.limit = limit;
        const auto found = page(request);
        if (!found)
            qFatal("%s", qPrintable(found.error().text()));
        log.clear();
        return found->records;
    }

    static base::PageRequest related(const base::RecordKey &owner, const QString &relationship,
                                     int limit = 200)
    {
        base::PageRequest request;
        request.scope.owner = owner;
        request.scope.relationship = relationship;
        request.limit = limit;
        return request;
    }

    /// The values of one column of what a relationship leads to.
    QStringList follow(const base::RecordKey &owner, const QString &relationship, int column = 0)
    {
        const auto found = page(related(owner, relationship));
        if (!found)
            return {found.error().text()};
        QStringList values;
        for (const base::Record &record : found->records)
            values += record.values.value(column).toDisplay();
        return values;
    }

    /// The relationship of a table's class that leads to another table, by its direction.
    QString name(const QString &owner, const QString &target, schema::Direction direction) const
    {
        const mapping::MappedClass *mapped = session->schema().classOf(owner);
        for (const mapping::Side &each : mapped ? mapped->relationships : QList<mapping::Side>()) {
            if (each.targetTable == target && each.direction == direction)
                return each.name;
        }
        qFatal("no relationship from %s to %s", qPrintable(owner), qPrintable(target));
    }

    /// Statements since the last call.
    qsizetype statements()
    {
        const qsizetype count = log.size();
        log.clear();
        return count;
    }

    base::Record row(const QString &tableName, int index) { return rows(tableName).value(index); }

    /// Changes a cell of a row that was read.
    base::Done edit(const base::Record &record, const QString &columnName, const base::Value &now)
    {
        const int index = column(record.key.table, columnName);
        return session->changes().edit(record.key, index, record.values.value(index), now);
    }

    base::RecordKey add(const QString &tableName, const QHash<QString, base::Value> &cells)
    {
        QHash<int, base::Value> byIndex;
        for (auto it = cells.cbegin(); it != cells.cend(); ++it)
            byIndex.insert(column(tableName, it.key()), it.value());
        const auto key = session->changes().add(tableName, byIndex);
        if (!key)
            qFatal("%s", qPrintable(key.error().text()));
        return *key;
    }

    tl::expected<base::SaveReport, records::SaveFailure> save() { return session->save(cause); }

    ScratchDatabase file;
    base::Cause cause = {1, QStringLiteral("test"), base::Cause::Kind::Click};
    QList<base::StatementRecord> log;
    std::unique_ptr<db::Connection> connection;
    std::unique_ptr<records::RecordSession> session;
};

} // namespace relata::tests
