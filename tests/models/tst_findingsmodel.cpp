#include "core/mapping/findings.h"
#include "core/schema/linkplanner.h"
#include "tests/support/reflected.h"
#include "ui/models/findingsfilter.h"
#include "ui/models/findingsmodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using mapping::Diagnostic;
using mapping::Grade;
using ui::FindingsFilter;
using ui::FindingsModel;

namespace {

Diagnostic finding(Grade grade, const QString &kind, const QString &table, const QStringList &fixes = {})
{
    Diagnostic made;
    made.grade = grade;
    made.kind = kind;
    made.sentence = kind + u" of "_s + table;
    made.where.table = table;
    for (const QString &text : fixes)
        made.fixes += mapping::Fix{text, schema::SchemaChange{text, {}}};
    return made;
}

/// A line for each row, "where | what | fix", indented.
QStringList printed(const QAbstractItemModel &model, const QModelIndex &parent = {}, int depth = 0)
{
    QStringList lines;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(parent); ++column)
            cells += model.index(row, column, parent).data().toString();
        lines += QString(depth * 2, u' ') + cells.join(u" | "_s);
        lines += printed(model, model.index(row, 0, parent), depth + 1);
    }
    return lines;
}

QSet<QString> keys(const QList<Diagnostic> &findings)
{
    QSet<QString> all;
    for (const Diagnostic &each : findings)
        all += mapping::findingKey(each);
    return all;
}

} // namespace

class FindingsModelTest : public QObject
{
    Q_OBJECT

private slots:
    void whatADatabaseHadAlreadyIsFoldedByKindButNoError()
    {
        FindingsModel model;
        const QAbstractItemModelTester tester(&model);
        const QList<Diagnostic> had = {finding(Grade::Error, u"missing-table"_s, u"post"_s, {u"Mend"_s}),
                                       finding(Grade::Warning, u"no-primary-key"_s, u"a"_s),
                                       finding(Grade::Warning, u"no-primary-key"_s, u"b"_s),
                                       finding(Grade::Lint, u"one-sided"_s, u"c"_s)};
        QList<Diagnostic> now = had;
        now += finding(Grade::Lint, u"one-sided"_s, u"mine"_s);
        model.setFindings(now, keys(had), {});
        QCOMPARE(printed(model),
                 QStringList({u"post | missing-table of post | Mend"_s, u"mine | one-sided of mine | "_s,
                              u"As the database is | 3 notes | "_s, u"  no-primary-key | 2 notes | "_s,
                              u"    a | no-primary-key of a | "_s, u"    b | no-primary-key of b | "_s,
                              u"  one-sided | 1 note | "_s, u"    c | one-sided of c | "_s}));
        QCOMPARE(model.count(Grade::Error), 1);
        QCOMPARE(model.count(Grade::Warning), 0);
        QCOMPARE(model.count(Grade::Lint), 1);
        QCOMPARE(model.foldedCount(), 3);
    }

    void whatIsMutedOrIgnoredIsLeftOut()
    {
        FindingsModel model;
        const QAbstractItemModelTester tester(&model);
        const QList<Diagnostic> all = {finding(Grade::Lint, u"one-sided"_s, u"a"_s),
                                       finding(Grade::Lint, u"one-sided"_s, u"b"_s),
                                       finding(Grade::Lint, u"lazy-noload"_s, u"c"_s)};
        model.setFindings(all, {}, {u"lazy-noload"_s, mapping::findingKey(all.first())});
        QCOMPARE(printed(model), QStringList{u"b | one-sided of b | "_s});
    }

    void aRowWhoseFindingStaysKeepsItsPlace()
    {
        FindingsModel model;
        const QAbstractItemModelTester tester(&model);
        const Diagnostic a = finding(Grade::Error, u"k"_s, u"a"_s);
        const Diagnostic b = finding(Grade::Error, u"k"_s, u"b"_s);
        const Diagnostic c = finding(Grade::Error, u"k"_s, u"c"_s);
        model.setFindings({a, b, c}, {}, {});
        const QPersistentModelIndex last = model.index(2, 0);
        model.setFindings({b, c}, {}, {});
        QVERIFY(last.isValid());
        QCOMPARE(last.row(), 1);
        QCOMPARE(last.data().toString(), u"c"_s);
        model.setFindings({a, c, b}, {}, {});
        QCOMPARE(printed(model).size(), 3);
        model.setFindings({}, {}, {});
        QCOMPARE(model.rowCount(), 0);
    }

    void theFilterKeepsFoldsThatHoldWhatItLetsThrough()
    {
        FindingsModel model;
        FindingsFilter filter;
        filter.setSourceModel(&model);
        const QAbstractItemModelTester tester(&filter);
        const QList<Diagnostic> had = {finding(Grade::Warning, u"no-primary-key"_s, u"cat"_s),
                                       finding(Grade::Lint, u"one-sided"_s, u"dog"_s)};
        QList<Diagnostic> now = had;
        now += finding(Grade::Error, u"missing-table"_s, u"dogma"_s);
        model.setFindings(now, keys(had), {});
        filter.setText(u"DOG"_s);
        QCOMPARE(printed(filter),
                 QStringList({u"dogma | missing-table of dogma | "_s, u"As the database is | 2 notes | "_s,
                              u"  one-sided | 1 note | "_s, u"    dog | one-sided of dog | "_s}));
        filter.setOn(Grade::Lint, false);
        QCOMPARE(printed(filter), QStringList{u"dogma | missing-table of dogma | "_s});
    }

    void aKeyToATableThatDoesNotExistCanMakeItOrGo()
    {
        const mapping::MappedSchema schema = tests::reflectedSql(
            u"CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES wrongtable (id), "
            "other VARCHAR(9) REFERENCES elsewhere, near INTEGER REFERENCES chil (id))"_s);
        QStringList words;
        for (const Diagnostic &each : mapping::findings(schema)) {
            if (each.kind != "missing-table"_L1)
                continue;
            for (const mapping::Fix &fix : each.fixes) {
                words += fix.text;
                schema::Schema mended = schema;
                const auto applied = schema::applyChange(mended, *fix.tables());
                QVERIFY2(applied, qPrintable(applied ? QString() : applied.error().text()));
                const QList<Diagnostic> after = mapping::findings(mapping::mapped(mended));
                QVERIFY2(!keys(after).contains(mapping::findingKey(each)), qPrintable(fix.text));
                QCOMPARE(std::ranges::count(after, Grade::Error, &Diagnostic::grade), 2);
            }
        }
        QCOMPARE(words,
                 QStringList({u"Create table 'wrongtable'"_s,
                              u"Remove the foreign key of 'child.parent_id'"_s, u"Create table 'elsewhere'"_s,
                              u"Remove the foreign key of 'child.other'"_s, u"Let near refer to 'child.id'"_s,
                              u"Create table 'chil'"_s, u"Remove the foreign key of 'child.near'"_s}));
    }

    void everyTableRuleOffersAFixThatMendsIt()
    {
        const mapping::MappedSchema schema = tests::reflectedSql(
            u"CREATE TABLE user (id INTEGER PRIMARY KEY, name TEXT);"
            "CREATE TABLE post (id INTEGER PRIMARY KEY, a INTEGER REFERENCES usr (id), "
            "b INTEGER REFERENCES user (nr), c TEXT REFERENCES user (name), d TEXT REFERENCES user (id),"
            "e INTEGER REFERENCES user (id) REFERENCES user (id));"
            "CREATE TABLE note (text TEXT);"
            "CREATE TABLE loose (k TEXT PRIMARY KEY)"_s);
        const QList<Diagnostic> found = mapping::findings(schema);
        QStringList kinds;
        for (const Diagnostic &each : found) {
            if (each.grade == Grade::Lint)
                continue;
            kinds += each.kind;
            QVERIFY2(!each.fixes.isEmpty(), qPrintable(each.sentence));
            schema::Schema mended = schema;
            const auto *change = each.fixes.first().tables();
            QVERIFY2(change, qPrintable(each.fixes.first().text));
            const auto applied = schema::applyChange(mended, *change);
            QVERIFY2(applied, qPrintable(applied ? QString() : applied.error().text()));
            QVERIFY2(!keys(mapping::findings(mapping::mapped(mended))).contains(mapping::findingKey(each)),
                     qPrintable(each.sentence));
        }
        kinds.sort();
        kinds.removeDuplicates();
        QCOMPARE(kinds, QStringList({u"duplicate-foreign-key"_s, u"foreign-key-mismatch"_s,
                                     u"missing-column"_s, u"missing-table"_s, u"no-primary-key"_s,
                                     u"nullable-primary-key"_s, u"type-mismatch"_s}));
    }
};

QTEST_GUILESS_MAIN(FindingsModelTest)
#include "tst_findingsmodel.moc"
