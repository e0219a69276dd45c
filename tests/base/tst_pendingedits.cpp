#include "core/base/pendingedits.h"
#include "core/base/title.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata::base;

class PendingEditsTest : public QObject
{
    Q_OBJECT

private slots:
    void editsLieOverTheStoredCells()
    {
        PendingEdits edits;
        const RecordKey key = {u"t"_s, {Value::integer(1)}, 0};
        const RecordKey added = {u"t"_s, {}, 3};
        QVERIFY(edits.isEmpty());
        edits.changed[key].insert(2, {Value(), Value::text(u""_s)});
        edits.added += NewRow{added, {{0, Value::integer(5)}}, {}};
        QCOMPARE(edits.count(), 2);
        QCOMPARE(edits.cell(key, 2, Value::text(u"old"_s)), Value::text(u""_s));
        QCOMPARE(edits.cell(key, 1, Value::text(u"old"_s)), Value::text(u"old"_s));
        QCOMPARE(edits.cell(added, 0, {}), Value::integer(5));
        QVERIFY(edits.cell(added, 1, {}).isNull());
        QVERIFY(edits.isChanged(key, 2) && !edits.isChanged(key, 1));
        QVERIFY(edits.addedRow(added) && !edits.addedRow(key));
    }

    void aRowIsFoundByItsNumberAmongMany()
    {
        PendingEdits edits;
        for (const int number : {2, 3, 7, 40})
            edits.added += NewRow{{number == 3 ? u"a"_s : u"t"_s, {}, number}, {}, {}};
        for (const int number : {2, 3, 7, 40})
            QVERIFY(edits.addedRow(number) && edits.addedRow(number)->key.newRow == number);
        for (const int number : {0, 1, 4, 39, 41})
            QVERIFY(!edits.addedRow(number));
        QVERIFY(!edits.addedRow(RecordKey{u"t"_s, {}, 3}) && edits.addedRow(RecordKey{u"a"_s, {}, 3}));
        edits.addedRow(7)->parents.insert(1, 40);
        QCOMPARE(edits.parentOf({u"t"_s, {}, 7}, 1)->key.newRow, 40);
    }

    void aTitleIsOneShortLineAndElseTheKey()
    {
        const RecordKey key = {u"t"_s, {Value::integer(5), Value::text(u"B"_s)}, 0};
        const auto title = [&key](const Values &values) { return titleText(values, key); };
        QCOMPARE(title({Value::text(u" Ada\n\t Byron "_s), Value::text(u"King"_s)}), u"Ada Byron King"_s);
        QCOMPARE(title({}), u"#(5, B)"_s);
        QCOMPARE(title({Value(), Value::text(u" "_s), Value::blob("x")}), u"#(5, B)"_s);
        QCOMPARE(title({Value::integer(7), Value::real(0.5)}), u"7 0.5"_s);
        QCOMPARE(title({Value::text(QString(1000000, u'x'))}).size(), 120);
        QCOMPARE(title({Value::text(QString(120, u'x'))}), QString(120, u'x'));
        const QString globes = QString::fromUtf8("🌍").repeated(200);
        const QString shown = title({Value::text(u"x"_s + globes)});
        QVERIFY(shown.size() <= 120 && shown.endsWith(u'…'));
        QVERIFY(shown.isValidUtf16());
        QVERIFY(title({Value::text(globes)}).isValidUtf16());
    }
};

QTEST_APPLESS_MAIN(PendingEditsTest)
#include "tst_pendingedits.moc"
