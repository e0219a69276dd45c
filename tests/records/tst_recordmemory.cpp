#include "core/records/browsermapping.h"
#include "core/records/recordmemory.h"
#include "tests/records/library.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using namespace relata::tests;
using base::Value;
using base::Values;

/// The browser's objects in an orm::Session: where they come from and what they are mapped to.
class RecordMemoryTest : public QObject
{
    Q_OBJECT

private slots:
    void everyTableWhoseRowsHaveAnAddressIsAClass()
    {
        OpenSession open(u"CREATE TABLE plain(x); CREATE TABLE keyed(id INTEGER PRIMARY KEY);"
                         "CREATE TABLE pair(a REFERENCES keyed, b REFERENCES keyed, PRIMARY KEY(a, b)) "
                         "WITHOUT ROWID; CREATE VIEW v AS SELECT * FROM plain"_s);
        const mapping::Configuration mapped = records::browserMapping(open.session->schema());
        QCOMPARE(mapped.classes.size(), 3);
        const auto keyOf = [&mapped](int table) {
            QStringList names;
            for (const int column : mapped.classes.at(table).primaryKey)
                names += mapped.tables.at(table).columns.at(column).name;
            return names.join(u' ');
        };
        QStringList keys;
        for (int i = 0; i < mapped.tables.size(); ++i)
            keys += mapped.tables.at(i).name + u": "_s + keyOf(i);
        keys.sort();
        QCOMPARE(keys, QStringList({u"keyed: id"_s, u"pair: a b"_s, u"plain: rowid"_s}));
    }

    void foreignKeysThatNoDesignCouldMapDoNotKeepADatabaseFromOpening()
    {
        OpenSession open(
            u"CREATE TABLE a(id INTEGER PRIMARY KEY, x REFERENCES nowhere, y REFERENCES v, "
            "z REFERENCES a(missing)); CREATE VIEW v AS SELECT 1 AS n; PRAGMA foreign_keys=OFF; INSERT INTO a(x) VALUES(7)"_s);
        QCOMPARE(open.rows(u"a"_s).size(), 1);
        QVERIFY(records::browserMapping(open.session->schema()).relationships.isEmpty());
    }

    void aRowThatIsReadAgainStaysAsItWasLoadedUntilItIsForgotten()
    {
        OpenSession open(kLibrary);
        const base::RecordKey ada = open.row(u"author"_s, 0).key;
        open.file.run(u"UPDATE author SET name = 'Adele' WHERE id = 1"_s);
        QCOMPARE(open.row(u"author"_s, 0).values[1], Value::text(u"Ada"_s));
        open.session->expireAll();
        QCOMPARE(open.row(u"author"_s, 0).values[1], Value::text(u"Adele"_s));
        QCOMPARE(open.row(u"author"_s, 0).key, ada);
    }

    void integersAndTextsAreTwoKeys()
    {
        OpenSession open(u"CREATE TABLE w(id, v, PRIMARY KEY(id)) WITHOUT ROWID;"
                         "INSERT INTO w VALUES(2,'number'),('2','text')"_s);
        const QList<base::Record> rows = open.rows(u"w"_s);
        QCOMPARE(rows.size(), 2);
        QVERIFY(rows[0].values != rows[1].values && rows[0].key != rows[1].key);
    }
};

QTEST_GUILESS_MAIN(RecordMemoryTest)
#include "tst_recordmemory.moc"
