#include "ui/models/statementlogmodel.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using relata::base::Cause;
using relata::base::StatementRecord;
using relata::ui::StatementLogModel;

namespace {

constexpr int kSmallCapacity = 20;

StatementRecord record(quint64 click, const QString &text, qint64 rows = 1, double milliseconds = 0.5,
                       Cause::Kind kind = Cause::Kind::Click)
{
    StatementRecord made;
    made.cause = {click, text, kind};
    made.sql = u"SELECT *\n  FROM Album\nWHERE ArtistId = ?"_s;
    made.boundValues = {u"1"_s};
    made.rows = rows;
    made.milliseconds = milliseconds;
    return made;
}

QString printed(const QAbstractItemModel &model, const QModelIndex &parent = {}, int depth = 0)
{
    QString text;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(parent); ++column)
            cells += model.index(row, column, parent).data().toString();
        text += QString(depth * 2, u' ') + cells.join(u" | "_s) + u'\n';
        text += printed(model, model.index(row, 0, parent), depth + 1);
    }
    return text;
}

} // namespace

/// The statement log's tree: what it groups, counts, hides and forgets.
class StatementLogModelTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void statementsOfOneClickAreOneGroup()
    {
        StatementLogModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.append(record(1, u"Expand Artist → albums"_s, 2, 0.3));
        model.append(record(2, u"Open Track"_s, 200, 2.1));
        model.append(record(1, u"Expand Artist → albums"_s, 1, 0.02));
        QCOMPARE(printed(model), u"Expand Artist → albums | 2 | 3 | 0.3\n"
                                 "  SELECT * FROM Album WHERE ArtistId = ? | [1] | 2 | 0.3\n"
                                 "  SELECT * FROM Album WHERE ArtistId = ? | [1] | 1 | <0.1\n"
                                 "Open Track | 1 | 200 | 2.1\n"
                                 "  SELECT * FROM Album WHERE ArtistId = ? | [1] | 200 | 2.1\n"_s);
        QCOMPARE(model.total(), u"3 statements · 203 rows · 2.4 ms"_s);
        QCOMPARE(model.indexOfClick(2).row(), 1);
        QVERIFY(!model.indexOfClick(3).isValid());
    }

    void theTotalSpeaksOfOneInTheSingular()
    {
        StatementLogModel model;
        QCOMPARE(model.total(), QString());
        model.append(record(1, u"Open"_s, 1, 1));
        QCOMPARE(model.total(), u"1 statement · 1 row · 1.0 ms"_s);
        model.append(record(1, u"Open"_s, 3502, 1));
        QCOMPARE(model.total(), u"2 statements · 3,503 rows · 2.0 ms"_s);
    }

    void rolesGiveTheStatementAsItWas()
    {
        StatementLogModel model;
        StatementRecord failed = record(7, u"Open Album"_s, 0);
        failed.error = u"no such table: Album"_s;
        failed.boundValues = {u"1"_s, u"'O''Hara'"_s};
        model.append(failed);
        const QModelIndex group = model.index(0, 0);
        const QModelIndex statement = model.index(0, 0, group);
        QCOMPARE(statement.data(StatementLogModel::SqlRole).toString(), failed.sql);
        QCOMPARE(statement.data(StatementLogModel::BoundValuesRole).toStringList(), failed.boundValues);
        QCOMPARE(statement.data(StatementLogModel::ClickRole).toULongLong(), 7ULL);
        QCOMPARE(group.data(StatementLogModel::ClickRole).toULongLong(), 7ULL);
        QVERIFY(statement.data(StatementLogModel::IsErrorRole).toBool());
        QVERIFY(group.data(StatementLogModel::IsErrorRole).toBool());
        QCOMPARE(printed(model),
                 u"Open Album · 1 failed | 1 | 0 | 0.5\n"
                 "  no such table: Album · SELECT * FROM Album WHERE ArtistId = ? | [1, 'O''Hara'] | 0 | "
                 "0.5\n"_s);
    }

    void theDisplaysStatementsAreGroupsOfTheirOwnThatCanBeHidden()
    {
        StatementLogModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.append(record(1, u"Open Album"_s, 5));
        model.append(record(1, u"Titles of Artist"_s, 3, 0.5, Cause::Kind::Display));
        model.append(record(2, u"Open Track"_s, 7));
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.index(1, 0).data().toString(), u"Titles of Artist · display"_s);
        QVERIFY(model.index(1, 0).data(StatementLogModel::IsDisplayRole).toBool());
        QCOMPARE(model.indexOfClick(1).row(), 0);

        model.setDisplayShown(false);
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.total(), u"2 statements · 12 rows · 1.0 ms"_s);
        model.append(record(1, u"Titles of Artist"_s, 3, 0.5, Cause::Kind::Display));
        model.append(record(3, u"Counts"_s, 1, 0.5, Cause::Kind::Display));
        QCOMPARE(model.rowCount(), 2);

        model.setDisplayShown(true);
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(model.rowCount(model.index(1, 0)), 2);
        QCOMPARE(model.index(3, 0).data().toString(), u"Counts · display"_s);
        QCOMPARE(model.total(), u"5 statements · 19 rows · 2.5 ms"_s);
    }

    void statementsWithoutAClickJoinTheNewestGroupOfTheSameWords()
    {
        StatementLogModel model;
        model.append(record(0, u"Reflect"_s));
        model.append(record(0, u"Reflect"_s));
        model.append(record(1, u"Open Album"_s));
        model.append(record(0, u"Reflect"_s));
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.rowCount(model.index(0, 0)), 2);
    }

    void theOldestStatementsAreForgotten()
    {
        StatementLogModel model(nullptr, kSmallCapacity);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.append(record(1, u"First"_s, 10));
        model.append(record(2, u"Second"_s, 10));
        model.append(record(2, u"Second"_s, 10));
        for (int i = 0; i < kSmallCapacity - 2; ++i)
            model.append(record(3, u"Third"_s, 1));
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.index(0, 0).data().toString(), u"Second"_s);
        model.append(record(4, u"Fourth"_s, 0));
        QCOMPARE(printed(model).section(u'\n', 0, 0), u"Second · 1 older not kept | 2 | 20 | 1.0"_s);
        int kept = 0;
        for (int row = 0; row < model.rowCount(); ++row)
            kept += model.rowCount(model.index(row, 0));
        QCOMPARE(kept, kSmallCapacity);
    }

    void forgettingWorksWhileTheDisplayIsHidden()
    {
        StatementLogModel model(nullptr, kSmallCapacity);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setDisplayShown(false);
        model.append(record(1, u"Counts"_s, 1, 0.5, Cause::Kind::Display));
        for (int i = 0; i < kSmallCapacity; ++i)
            model.append(record(2, u"Open"_s));
        model.setDisplayShown(true);
        QCOMPARE(model.rowCount(), 1);
    }

    void clearingForgetsEverything()
    {
        StatementLogModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.append(record(1, u"Open"_s));
        QSignalSpy totals(&model, &StatementLogModel::totalChanged);
        model.clear();
        QCOMPARE(model.rowCount(), 0);
        QCOMPARE(model.total(), QString());
        QCOMPARE(totals.count(), 1);
        model.append(record(1, u"Open"_s));
        QCOMPARE(model.rowCount(), 1);
    }

    void aStatementTellsExactlyOneInsertedRow()
    {
        StatementLogModel model;
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        model.append(record(1, u"Open"_s));
        QCOMPARE(inserted.count(), 1);
        QCOMPARE(inserted.takeFirst().at(0).toModelIndex(), QModelIndex());
        model.append(record(1, u"Open"_s));
        QCOMPARE(inserted.count(), 1);
        QCOMPARE(inserted.first().at(0).toModelIndex(), model.index(0, 0));
        QCOMPARE(inserted.first().at(1).toInt(), 1);
    }
};

QTEST_GUILESS_MAIN(StatementLogModelTest)
#include "tst_statementlogmodel.moc"
