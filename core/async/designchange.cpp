#include "designchange.h"

#include "core/async/apart.h"
#include "core/db/connection.h"
#include "core/sql/dialect.h"

#include <QHash>

namespace relata::async {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;

namespace {

/// Without what only a person needs who runs the statements by hand.
QStringList withoutFrame(QStringList statements)
{
    static const QStringList frame = {u"PRAGMA foreign_keys = OFF"_s, u"BEGIN IMMEDIATE"_s,
                                      u"PRAGMA foreign_key_check"_s, u"COMMIT"_s,
                                      u"PRAGMA foreign_keys = ON"_s};
    statements.removeIf([](const QString &each) { return frame.contains(each); });
    return statements;
}

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

    Done change()
    {
        const auto before = keysToNowhere();
        if (!before)
            return fail(before.error());
        const auto broken = brokenViews();
        if (!broken)
            return fail(broken.error());
        for (const QString &statement : withoutFrame(m_change.statements)) {
            if (const auto done = m_connection.run({statement, {}}); !done)
                return refused(done.error(), statement);
        }
        const auto after = keysToNowhere();
        if (!after)
            return fail(after.error());
        if (after->rowCount() <= before->rowCount())
            return checkViews(*broken);
        return fail(
            ErrorCode::ConstraintFailed,
            u"The database was not changed: foreign keys of %1 would lead nowhere."_s.arg(tablesIn(*after)),
            u"Mend those rows first, or draw the key another way."_s);
    }

    /// A row for each foreign key of a row that has no parent: its table stands first.
    base::Result<base::RowPage> keysToNowhere()
    {
        return m_connection.select({u"PRAGMA foreign_key_check"_s, {}});
    }

    /// The views that do not work, with what the database says of each.
    base::Result<QHash<QString, QString>> brokenViews()
    {
        const auto views = m_connection.select({u"SELECT name FROM sqlite_master WHERE type = 'view'"_s, {}});
        if (!views)
            return fail(views.error());
        QHash<QString, QString> broken;
        for (int row = 0; row < views->rowCount(); ++row) {
            const QString name = views->value(row, 0).toText();
            const Done works = m_connection.check(u"SELECT * FROM "_s + sql::quoted(name));
            if (!works)
                broken.insert(name,
                              works.error().detail.isEmpty() ? works.error().sentence : works.error().detail);
        }
        return broken;
    }

    Done checkViews(const QHash<QString, QString> &before)
    {
        const auto broken = brokenViews();
        if (!broken)
            return fail(broken.error());
        for (auto it = broken->cbegin(); it != broken->cend(); ++it) {
            if (!before.contains(it.key()))
                return fail(
                    ErrorCode::ConstraintFailed,
                    u"The database was not changed: the view '%1' would not work any more (%2)."_s.arg(
                        it.key(), it.value()),
                    u"Keep what it reads, or change or drop the view in the database first."_s);
        }
        return {};
    }

    static QString tablesIn(const base::RowPage &rows)
    {
        QStringList tables;
        for (int row = 0; row < rows.rowCount(); ++row)
            tables += u'\'' + rows.value(row, 0).toText() + u'\'';
        tables.removeDuplicates();
        return tables.join(u", "_s);
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
