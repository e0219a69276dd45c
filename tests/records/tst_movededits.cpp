#include "core/records/movededits.h"
#include "tests/support/reflected.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using base::CellEdit;
using base::NewRow;
using base::PendingEdits;
using base::RecordKey;
using base::Value;
using records::MovedEdits;

namespace {

Value text(const QString &words)
{
    return Value::text(words);
}

RecordKey row(const QString &table, int key)
{
    return {table, {Value::integer(key)}, 0};
}

} // namespace

/// What waits for Save follows a schema that somebody else has changed, or is told.
class MovedEditsTest : public QObject
{
    Q_OBJECT

private slots:
    void whatHasAPlaceMovesByItsName()
    {
        const schema::Schema from = tests::reflectedSql(u"CREATE TABLE T(id INTEGER PRIMARY KEY, a, b, c)"_s);
        const schema::Schema to = tests::reflectedSql(
            u"CREATE TABLE \"first\"(x); CREATE TABLE t(c, id INTEGER PRIMARY KEY, B, z)"_s);
        PendingEdits edits;
        edits.added = {NewRow{{u"T"_s, {}, 1}, {{2, text(u"new b"_s)}}, {}},
                       NewRow{{u"T"_s, {}, 2}, {}, {{3, 1}}}};
        edits.changed = {
            {row(u"T"_s, 5), {{3, {text(u"was"_s), text(u"is"_s)}}, {2, {Value(), Value(), 1}}}}};
        edits.deleted = {row(u"T"_s, 7)};
        const MovedEdits moved(edits, from, to);
        QCOMPARE(moved.homeless(), QStringList());
        PendingEdits expected;
        expected.added = {NewRow{{u"t"_s, {}, 1}, {{2, text(u"new b"_s)}}, {}},
                          NewRow{{u"t"_s, {}, 2}, {}, {{0, 1}}}};
        expected.changed = {
            {row(u"t"_s, 5), {{0, {text(u"was"_s), text(u"is"_s)}}, {2, {Value(), Value(), 1}}}}};
        expected.deleted = {row(u"t"_s, 7)};
        QVERIFY(moved.edits() == expected);
    }

    void whatHasNoPlaceIsToldWithItsValues_data()
    {
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("why");
        QTest::newRow("table gone") << u"CREATE TABLE u(a)"_s << u"there is no such table any more"_s;
        QTest::newRow("a view now") << u"CREATE TABLE u(id, a); CREATE VIEW t AS SELECT * FROM u"_s
                                    << u"it is no such table any more"_s;
        QTest::newRow("another key") << u"CREATE TABLE t(id, a TEXT NOT NULL PRIMARY KEY)"_s
                                     << u"its rows have another key now"_s;
        QTest::newRow("column gone") << u"CREATE TABLE t(id INTEGER PRIMARY KEY, b)"_s
                                     << u"there is no such column any more"_s;
        QTest::newRow("column computed") << u"CREATE TABLE t(id INTEGER PRIMARY KEY, a AS (id + 1))"_s
                                         << u"it is computed by the database now"_s;
    }
    void whatHasNoPlaceIsToldWithItsValues()
    {
        QFETCH(QString, to);
        QFETCH(QString, why);
        const schema::Schema from = tests::reflectedSql(u"CREATE TABLE t(id INTEGER PRIMARY KEY, a)"_s);
        PendingEdits edits;
        edits.changed = {{row(u"t"_s, 5), {{1, {text(u"was"_s), text(u"o'clock"_s)}}}}};
        const schema::Schema after = tests::reflectedSql(to);
        const MovedEdits moved(edits, from, after);
        QVERIFY(moved.edits().isEmpty());
        QCOMPARE(moved.homeless(), QStringList{u"Row 5 of 't', a = 'o''clock': %1."_s.arg(why)});
    }

    void whoseParentIsLostForgetsIt()
    {
        const schema::Schema from = tests::reflectedSql(
            u"CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(id INTEGER PRIMARY KEY, p REFERENCES p, v)"_s);
        const schema::Schema to = tests::reflectedSql(u"CREATE TABLE c(id INTEGER PRIMARY KEY, p, v)"_s);
        PendingEdits edits;
        edits.added = {NewRow{{u"p"_s, {}, 1}, {}, {}}, NewRow{{u"c"_s, {}, 2}, {}, {{1, 1}}}};
        edits.changed = {{row(u"c"_s, 5), {{1, {Value(), Value(), 1}}}}};
        const MovedEdits moved(edits, from, to);
        QCOMPARE(moved.edits().added, QList<NewRow>({NewRow{{u"c"_s, {}, 2}, {}, {}}}));
        QVERIFY(moved.edits().changed.isEmpty());
        QCOMPARE(moved.homeless().first(), u"New row of 'p': there is no such table any more."_s);
    }
};

QTEST_GUILESS_MAIN(MovedEditsTest)
#include "tst_movededits.moc"
