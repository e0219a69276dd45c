#include "designchange.h"

#include "core/async/apart.h"
#include "core/db/connection.h"
#include "core/sql/dialect.h"
#include "core/sql/schemadifference.h"

#include <QFile>
#include <QHash>

namespace relata::async {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

/// What does not work in a database, by what it is called in a sentence, with the database's words.
using Faults = QHash<QString, QString>;

/// What a change of the schema can break without a statement of it being refused: views, and the triggers of
/// other tables.
class Soundness
{
public:
    explicit Soundness(db::Connection &connection) : m_connection(connection) {}

    Result<Faults> look()
    {
        if (const Done views = lookAtViews(); !views)
            return fail(views.error());
        if (const Done triggers = lookAtTriggers(); !triggers)
            return fail(triggers.error());
        return m_faults;
    }

private:
    Result<QStringList> names(const QString &sql)
    {
        const auto rows = m_connection.select({sql, {}});
        if (!rows)
            return fail(rows.error());
        QStringList all;
        for (int row = 0; row < rows->rowCount(); ++row)
            all += rows->value(row, 0).toText();
        return all;
    }

    Done lookAtViews()
    {
        const auto views = names(u"SELECT name FROM sqlite_master WHERE type = 'view'"_s);
        if (!views)
            return fail(views.error());
        for (const QString &name : *views)
            tryOut(u"SELECT * FROM "_s + sql::quoted(name),
                   u"the view '%1' would not work any more"_s.arg(name));
        return {};
    }

    /// A statement brings all triggers along that it fires when it is parsed.
    Done lookAtTriggers()
    {
        const auto tables = names(u"SELECT DISTINCT tbl_name FROM sqlite_master WHERE type = 'trigger'"_s);
        if (!tables)
            return fail(tables.error());
        for (const QString &table : *tables) {
            const auto columns =
                names(u"SELECT name FROM pragma_table_info(%1)"_s.arg(base::Value::text(table).toSql()));
            if (!columns)
                return fail(columns.error());
            QStringList values;
            for (const QString &column : *columns)
                values += u"%1 = %1"_s.arg(sql::quoted(column));
            const QString name = sql::quoted(table);
            // Each for itself: an INSTEAD OF trigger lets a view take one and refuse the others.
            const QString words = u"a trigger for %1 of '%2' would not work any more"_s;
            tryOut(u"INSERT INTO %1 DEFAULT VALUES"_s.arg(name), words.arg(u"INSERT"_s, table));
            tryOut(u"DELETE FROM "_s + name, words.arg(u"DELETE"_s, table));
            tryOut(u"UPDATE %1 SET %2"_s.arg(name, values.join(u", "_s)), words.arg(u"UPDATE"_s, table));
        }
        return {};
    }

    /// Parses a statement and never runs it.
    void tryOut(const QString &sql, const QString &words)
    {
        if (const Done works = m_connection.check(sql); !works)
            m_faults.insert(words,
                            works.error().detail.isEmpty() ? works.error().sentence : works.error().detail);
    }

    db::Connection &m_connection;
    Faults m_faults;
};

/// The change of one database.
class Changing
{
public:
    Changing(db::Connection &connection, const DesignChange &change)
        : m_connection(connection), m_change(change)
    {
    }

    Done run()
    {
        if (m_connection.isReadOnly())
            return fail(ErrorCode::ReadOnly, m_connection.readOnlyReason(), {});
        if (const Done kept = keepCopy(); !kept)
            return kept;
        const Done done = runInTransaction();
        if (!done && !m_change.copy.isEmpty())
            QFile::remove(m_change.copy); // The database still is what it shows.
        return done;
    }

private:
    Done keepCopy()
    {
        if (m_change.copy.isEmpty())
            return {};
        const auto made = m_connection.run({u"VACUUM INTO ?"_s, {base::Value::text(m_change.copy)}});
        if (made)
            return {};
        base::Error error = made.error();
        error.sentence = u"The database was not changed, because no copy of it could be made: %1"_s.arg(
            error.detail.isEmpty() ? error.sentence : error.detail);
        return fail(error);
    }

    Done runInTransaction()
    {
        // Dropping a table deletes its rows first, and a rebuilt one is away for a moment.
        if (const auto off = m_connection.run({u"PRAGMA foreign_keys = OFF"_s, {}}); !off)
            return fail(off.error());
        m_connection.clearStatements();
        if (const Done begun = m_connection.begin(); !begun)
            return begun;
        Done done = change();
        if (done)
            done = m_connection.commit();
        if (!done)
            m_connection.rollback();
        return done;
    }

    Done change()
    {
        const auto keys = keysToNowhere(); // Not known where a key of the database cannot be checked at all.
        const auto faults = Soundness(m_connection).look();
        if (!faults)
            return fail(faults.error());
        for (const QString &statement : sql::withoutFrame(m_change.statements)) {
            if (const auto done = m_connection.run({statement, {}}); !done)
                return refused(done.error(), statement);
        }
        if (const Done sound = checkKeys(keys); !sound)
            return sound;
        return checkFaults(*faults);
    }

    /// A line for each foreign key of a row that has no parent.
    Result<QStringList> keysToNowhere()
    {
        const auto rows = m_connection.select({u"PRAGMA foreign_key_check"_s, {}});
        if (!rows)
            return fail(rows.error());
        QStringList lines;
        for (int row = 0; row < rows->rowCount(); ++row) {
            QStringList cells;
            for (int column = 0; column < rows->columnCount(); ++column)
                cells += rows->value(row, column).toText();
            lines += cells.join(u'\n');
        }
        return lines;
    }

    Done checkKeys(const Result<QStringList> &before)
    {
        const auto after = keysToNowhere();
        if (!after && before)
            return refused(after.error(), u"PRAGMA foreign_key_check"_s);
        if (!after || !before || after->size() <= before->size())
            return {};
        QStringList tables;
        for (const QString &line : *after) {
            if (!before->contains(line))
                tables += u'\'' + line.section(u'\n', 0, 0) + u'\'';
        }
        tables.removeDuplicates();
        return fail(ErrorCode::ConstraintFailed,
                    u"The database was not changed: foreign keys of %1 would lead nowhere."_s.arg(
                        tables.join(u", "_s)),
                    u"Mend those rows first, or draw the key another way."_s);
    }

    Done checkFaults(const Faults &before)
    {
        const auto after = Soundness(m_connection).look();
        if (!after)
            return fail(after.error());
        for (auto it = after->cbegin(); it != after->cend(); ++it) {
            if (!before.contains(it.key()))
                return fail(ErrorCode::ConstraintFailed,
                            u"The database was not changed: %1 (%2)."_s.arg(it.key(), it.value()),
                            u"Keep what it names, or change or drop it in the database first."_s);
        }
        return {};
    }

    static Done refused(base::Error error, const QString &statement)
    {
        error.sentence = u"The database was not changed: %1, in %2"_s.arg(
            error.detail.isEmpty() ? error.sentence : error.detail, statement.simplified().left(100));
        return fail(error);
    }

    db::Connection &m_connection;
    const DesignChange &m_change;
};

} // namespace

void changeDatabase(const base::ConnectionSettings &settings, const DesignChange &change, QObject *owner,
                    std::function<void(const Done &)> handler)
{
    const auto job = [settings, change]() -> Done {
        auto connection = db::Connection::open(settings);
        if (!connection)
            return fail(connection.error());
        return Changing(**connection, change).run();
    };
    runApart(u"change"_s, job, owner, std::move(handler));
}

} // namespace relata::async
