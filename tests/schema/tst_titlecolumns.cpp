#include "core/schema/titlecolumns.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata::schema;

namespace {

/// A table with an integer key "id" and these columns: "name TEXT", "user_id INT user" (a link), "!a_id INT
/// a" (a link in the primary key).
Table table(const QString &name, const QStringList &columns)
{
    Table made;
    made.name = name;
    made.columns += {u"id"_s, u"INTEGER"_s, false, {}, Generated::No};
    for (const QString &written : columns) {
        const QStringList parts = QString(written).remove(u'!').split(u' ');
        Column column;
        column.name = parts.value(0);
        column.type = parts.value(1);
        column.nullable = parts.size() < 4;
        made.columns += column;
        if (written.startsWith(u'!'))
            made.primaryKey += column.name;
        if (parts.size() > 2) {
            ForeignKey key;
            key.columns = {column.name};
            key.table = parts[2];
            key.targetColumns = {u"id"_s};
            made.foreignKeys += key;
        }
    }
    if (made.primaryKey.isEmpty())
        made.primaryKey = {u"id"_s};
    return made;
}

/// "title", or "user + session" where parents name the rows.
QString namedBy(const QList<Table> &others, const Table &asked)
{
    Schema schema;
    schema.tables = others + QList<Table>{asked};
    const TitleSource source = titleSource(schema, asked);
    QStringList parents;
    for (const ForeignKey &key : source.parents)
        parents += key.table;
    return parents.isEmpty() ? source.columns.join(u' ') : parents.join(u" + "_s);
}

} // namespace

class TitleColumnsTest : public QObject
{
    Q_OBJECT

private slots:
    void associationObjectsAreNamedByTheirParents_data()
    {
        QTest::addColumn<QStringList>("columns");
        QTest::addColumn<QString>("names");
        QTest::newRow("status only") << QStringList{u"user_id INT user"_s, u"session_id INT session"_s,
                                                    u"status TEXT"_s}
                                     << u"user + session"_s;
        QTest::newRow("numbers and dates") << QStringList{u"user_id INT user"_s, u"session_id INT session"_s,
                                                          u"seats INT"_s, u"since DATE"_s}
                                           << u"user + session"_s;
        QTest::newRow("a name of its own")
            << QStringList{u"user_id INT user"_s, u"session_id INT session"_s, u"title TEXT"_s} << u"title"_s;
        QTest::newRow("an e-mail") << QStringList{u"user_id INT user"_s, u"session_id INT session"_s,
                                                  u"email TEXT"_s}
                                   << u"email"_s;
        QTest::newRow("a body") << QStringList{u"user_id INT user"_s, u"session_id INT session"_s,
                                               u"body TEXT"_s}
                                << u"body"_s;
        QTest::newRow("its own number") << QStringList{u"user_id INT user"_s, u"session_id INT session"_s,
                                                       u"status TEXT"_s, u"number TEXT"_s}
                                        << u"number"_s;
        QTest::newRow("somebody's number")
            << QStringList{u"user_id INT user"_s, u"session_id INT session"_s, u"phone_number TEXT"_s}
            << u"user + session"_s;
        QTest::newRow("first and last name")
            << QStringList{u"user_id INT user"_s, u"session_id INT session"_s, u"first_name TEXT"_s,
                           u"last_name TEXT"_s}
            << u"first_name last_name"_s;
        QTest::newRow("one parent") << QStringList{u"user_id INT user"_s, u"status TEXT"_s} << u"status"_s;
        QTest::newRow("itself is no parent")
            << QStringList{u"user_id INT user"_s, u"link_id INT link"_s, u"status TEXT"_s} << u"status"_s;
        QTest::newRow("the same parent twice")
            << QStringList{u"from_id INT user"_s, u"to_id INT user"_s, u"status TEXT"_s} << u"user + user"_s;
        QTest::newRow("the key's parents only")
            << QStringList{u"clerk_id INT clerk"_s, u"!user_id INT user"_s, u"!session_id INT session"_s}
            << u"user + session"_s;
        QTest::newRow("those that must be there")
            << QStringList{u"clerk_id INT clerk"_s, u"user_id INT user needed"_s,
                           u"session_id INT session needed"_s}
            << u"user + session"_s;
        QTest::newRow("the one that must be there first")
            << QStringList{u"clerk_id INT clerk"_s, u"user_id INT user needed"_s} << u"user + clerk"_s;
        QTest::newRow("three at most")
            << QStringList{u"a INT user"_s, u"b INT session"_s, u"c INT clerk"_s, u"d INT user"_s}
            << u"user + session + clerk"_s;
        QTest::newRow("those with a name first")
            << QStringList{u"bond_id INT bond"_s, u"user_id INT user"_s, u"session_id INT session"_s}
            << u"user + session + bond"_s;
        QTest::newRow("keys of others only")
            << QStringList{u"bond_id INT bond"_s, u"mark_id INT mark"_s, u"status TEXT"_s} << u"status"_s;
        QTest::newRow("a parent that is not there")
            << QStringList{u"user_id INT user"_s, u"gone_id INT gone"_s, u"status TEXT"_s} << u"status"_s;
    }
    void associationObjectsAreNamedByTheirParents()
    {
        QFETCH(QStringList, columns);
        QFETCH(QString, names);
        const QList<Table> others = {table(u"user"_s, {u"name TEXT"_s}),
                                     table(u"session"_s, {u"title TEXT"_s}),
                                     table(u"clerk"_s, {u"name TEXT"_s}), table(u"mark"_s, {}),
                                     table(u"bond"_s, {u"user_id INT user"_s, u"clerk_id INT clerk"_s})};
        QCOMPARE(namedBy(others, table(u"link"_s, columns)), names);
    }

    void aRowIsNamedAsPeopleWould_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QStringList>("columns");
        QTest::addColumn<QString>("title");
        QTest::newRow("a person's title is a rank")
            << u"Employee"_s << QStringList{u"LastName TEXT"_s, u"FirstName TEXT"_s, u"Title TEXT"_s}
            << u"FirstName LastName"_s;
        QTest::newRow("a plain name beats two parts")
            << u"person"_s << QStringList{u"name TEXT"_s, u"first_name TEXT"_s, u"last_name TEXT"_s}
            << u"name"_s;
        QTest::newRow("a column called as its table")
            << u"address"_s << QStringList{u"address TEXT"_s, u"district TEXT"_s, u"city TEXT"_s}
            << u"address"_s;
        QTest::newRow("a plain name beats that too")
            << u"language"_s << QStringList{u"language TEXT"_s, u"name TEXT"_s} << u"name"_s;
        QTest::newRow("a film") << u"film"_s << QStringList{u"description TEXT"_s, u"title TEXT"_s}
                                << u"title"_s;
    }
    void aRowIsNamedAsPeopleWould()
    {
        QFETCH(QString, name);
        QFETCH(QStringList, columns);
        QFETCH(QString, title);
        QCOMPARE(titleColumns(table(name, columns)).join(u' '), title);
    }

    void aParentThatIsNotOneRowNamesNothing()
    {
        Table user = table(u"user"_s, {u"name TEXT"_s});
        user.primaryKey.clear();
        const QList<Table> others = {user, table(u"session"_s, {u"title TEXT"_s})};
        QCOMPARE(namedBy(others, table(u"link"_s, {u"user_id INT user"_s, u"session_id INT session"_s,
                                                   u"status TEXT"_s})),
                 u"status"_s);
    }

    void aViewIsNamedByItsColumns()
    {
        Table view = table(u"link"_s, {u"user_id INT user"_s, u"session_id INT session"_s, u"status TEXT"_s});
        view.kind = TableKind::View;
        const QList<Table> others = {table(u"user"_s, {u"name TEXT"_s}),
                                     table(u"session"_s, {u"title TEXT"_s})};
        QCOMPARE(namedBy(others, view), u"status"_s);
    }
};

QTEST_APPLESS_MAIN(TitleColumnsTest)
#include "tst_titlecolumns.moc"
