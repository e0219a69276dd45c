#include "tests/gui/recordswindow.h"

#include <QApplication>
#include <QDialog>
#include <QHeaderView>
#include <QLabel>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>
#include <QTimer>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using namespace relata;
using tests::RecordsTable;
using tests::RecordsWindow;
using ui::BrowserPage;

namespace {

const QString kSales =
    u"CREATE TABLE Customer(Id INTEGER PRIMARY KEY, Name TEXT);"
    "CREATE TABLE Invoice(Id INTEGER PRIMARY KEY, CustomerId INT REFERENCES Customer ON DELETE CASCADE);"
    "CREATE TABLE InvoiceLine(Id INTEGER PRIMARY KEY, InvoiceId INT REFERENCES Invoice ON DELETE CASCADE);"
    "CREATE TABLE Staff(Id INTEGER PRIMARY KEY, Name TEXT);"
    "CREATE TABLE Shift(Id INTEGER PRIMARY KEY, StaffId INT REFERENCES Staff);"
    "INSERT INTO Customer VALUES(1,'Ada'),(2,'Ben');"
    "INSERT INTO Invoice VALUES(1,1),(2,1),(3,2);"
    "INSERT INTO InvoiceLine VALUES(1,1),(2,1),(3,2),(4,3);"
    "INSERT INTO Staff VALUES(1,'Cyd'); INSERT INTO Shift VALUES(1,1)"_s;

/// Deleting takes as long as it is let.
const QString kSlow =
    u"CREATE TABLE note(id INTEGER PRIMARY KEY, text TEXT); CREATE TABLE log(n INT);"
    "CREATE TRIGGER slow AFTER DELETE ON note BEGIN INSERT INTO log WITH RECURSIVE c(x) AS (SELECT 1 UNION "
    "ALL SELECT x + 1 FROM c WHERE x < 4000000000) SELECT count(*) FROM c; END;"
    "INSERT INTO note VALUES(1,'one'),(2,'two')"_s;

/// Marks a row as a person does: a click, then Ctrl+Delete.
void markDeleted(RecordsWindow &on, BrowserPage &page, int row)
{
    on.clickCell(page, row, 1);
    QTest::keyClick(&page.grid(), Qt::Key_Delete, Qt::ControlModifier);
}

QString barText(const BrowserPage &page)
{
    return page.findChild<QLabel *>(u"pendingParts"_s)->text();
}

/// The review that the pending bar's button opens; `look` gets it while it is open.
template<typename Look>
void review(BrowserPage &page, Look look)
{
    QTimer::singleShot(50, qApp, [&look] {
        QWidget *dialog = QApplication::activeModalWidget();
        if (!dialog)
            qFatal("no review is open");
        const QPointer<QDialog> open = qobject_cast<QDialog *>(dialog);
        look(*dialog);
        if (open)
            open->done(0); // Where a check has failed.
    });
    QTest::mouseClick(page.findChild<QPushButton *>(u"pendingReview"_s), Qt::LeftButton);
}

QString sentenceOf(const QWidget &dialog)
{
    return dialog.findChild<QLabel *>(u"forecastSentence"_s)->text();
}

QStringList rowsOf(const QWidget &dialog)
{
    const auto *tables = dialog.findChild<QTreeWidget *>(u"forecastTables"_s);
    QStringList rows;
    for (int row = 0; row < tables->topLevelItemCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < tables->columnCount(); ++column)
            cells += tables->topLevelItem(row)->text(column);
        rows += cells.join(u'|');
    }
    return rows;
}

} // namespace

/// What Save will do is seen before it is done.
class ReviewTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { tests::useSettingsOf(u"review"_s); }

    void whatADeleteTakesAlongStandsInTheBarAtOnce()
    {
        RecordsTable on(kSales, u"Customer"_s);
        const QByteArray before = on.file.checksum();
        markDeleted(on, on.page, 0);
        QTRY_COMPARE(barText(on.page),
                     u"1 deleted · Also deletes 2 invoices and 3 invoice lines (ON DELETE CASCADE)."_s);
        QCOMPARE(on.file.checksum(), before);
        on.window.actions()[u"revertRows"_s]->trigger();
        on.settle();
        QVERIFY(on.pending().isEmpty());
    }

    void withoutTheDisplaysStatementsNothingIsTriedUnasked()
    {
        RecordsTable on(kSales, u"Customer"_s);
        on.settings.setDisplaySql(false);
        on.settle();
        on.clearLog();
        markDeleted(on, on.page, 0);
        on.settle();
        QCOMPARE(barText(on.page), u"1 deleted"_s);
        QCOMPARE(on.statements(base::Cause::Kind::Display), QStringList());
        on.settings.setDisplaySql(true);
    }

    void theReviewTellsTheRowsByTable()
    {
        RecordsTable on(kSales, u"Customer"_s);
        on.typeInto(on.page, 1, 1, u"Benno"_s);
        markDeleted(on, on.page, 0);
        on.settle();
        QString sentence;
        QStringList rows;
        review(on.page, [&](QWidget &dialog) {
            QTRY_VERIFY(!sentenceOf(dialog).isEmpty());
            sentence = sentenceOf(dialog);
            rows = rowsOf(dialog);
            QTest::keyClick(&dialog, Qt::Key_Escape);
        });
        QCOMPARE(sentence,
                 u"Changes 1 customer. Deletes 1 customer, and with it 2 invoices and 3 invoice lines "
                 "(ON DELETE CASCADE)."_s);
        QCOMPARE(rows, QStringList({u"Customer||1|1|your changes"_s, u"Invoice|||2|ON DELETE CASCADE"_s,
                                    u"InvoiceLine|||3|ON DELETE CASCADE"_s}));
        QCOMPARE(on.pending().count(), 2); // It has only been looked at.
        QCOMPARE(on.file.rows(u"SELECT count(*) FROM Invoice"_s), QStringList{u"3"_s});
    }

    void theReviewsSaveSaves()
    {
        RecordsTable on(kSales, u"Customer"_s);
        markDeleted(on, on.page, 0);
        on.settle();
        review(on.page, [](QWidget &dialog) {
            QTest::mouseClick(dialog.findChild<QPushButton *>(u"reviewSave"_s), Qt::LeftButton);
        });
        on.settle();
        QVERIFY(on.pending().isEmpty());
        QCOMPARE(on.file.rows(u"SELECT count(*) FROM InvoiceLine"_s), QStringList{u"1"_s});
    }

    void aRefusalIsSeenBeforeTheSave()
    {
        RecordsTable on(kSales, u"Staff"_s);
        markDeleted(on, on.page, 0);
        const QString refusal = u"Save would be refused. Rows of 'Shift' still refer to row 1 of 'Staff'."_s;
        QTRY_VERIFY2(barText(on.page).endsWith(refusal), qPrintable(barText(on.page)));
        review(on.page, [&](QWidget &dialog) {
            QTRY_VERIFY2(sentenceOf(dialog).startsWith(refusal), qPrintable(sentenceOf(dialog)));
            QVERIFY(rowsOf(dialog).isEmpty());
            QTest::keyClick(&dialog, Qt::Key_Escape);
        });
        QCOMPARE(on.file.rows(u"SELECT count(*) FROM Staff"_s), QStringList{u"1"_s});
    }

    void escapeEndsALongForecastAndThenTheReview()
    {
        RecordsTable on(kSlow, u"note"_s);
        markDeleted(on, on.page, 0);
        QTRY_COMPARE(on.pending().count(), 1);
        bool stoppedFirst = false;
        review(on.page, [&](QWidget &dialog) {
            const auto *progress = dialog.findChild<QProgressBar *>(u"forecastProgress"_s);
            QVERIFY(!progress->isVisible());
            QTRY_VERIFY(progress->isVisible());
            QTest::keyClick(&dialog, Qt::Key_Escape);
            QTRY_VERIFY(!progress->isVisible());
            stoppedFirst = dialog.isVisible() && sentenceOf(dialog).startsWith(u"Stopped"_s);
            QTest::keyClick(&dialog, Qt::Key_Escape);
        });
        QVERIFY(stoppedFirst);
        QCOMPARE(on.file.rows(u"SELECT count(*) FROM note"_s), QStringList{u"2"_s});
        on.window.actions()[u"revertRows"_s]->trigger();
        on.settle();
        on.typeInto(on.page, 0, 1, u"uno"_s);
        on.save(); // No transaction of the forecast is left.
        QCOMPARE(on.file.rows(u"SELECT text FROM note"_s), QStringList({u"uno"_s, u"two"_s}));
    }

    void eachLineOfTheReviewCanBeReverted()
    {
        RecordsTable on(kSales, u"Customer"_s);
        on.typeInto(on.page, 0, 1, u"Adda"_s);
        on.typeInto(on.page, 1, 1, u"Benno"_s);
        on.settle();
        bool wasClosed = false;
        review(on.page, [&](QWidget &dialog) {
            auto *tree = dialog.findChild<QTreeWidget *>(u"pendingTree"_s);
            const QRect revert = tree->visualItemRect(tree->topLevelItem(0));
            const int column = tree->header()->sectionViewportPosition(4) + 20;
            QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, QPoint(column, revert.center().y()));
            on.settle();
            QCOMPARE(tree->topLevelItemCount(), 1);
            QCOMPARE(on.pending().changed.size(), 1);
            QTRY_COMPARE(sentenceOf(dialog), u"Changes 1 customer."_s);
            tree->setFocus();
            tree->setCurrentItem(tree->topLevelItem(0)->child(0)); // The cell's own line.
            QTest::keyClick(tree, Qt::Key_Delete);
            on.settle();
            wasClosed = !dialog.isVisible(); // Nothing is left to look at.
        });
        QVERIFY(wasClosed);
        QVERIFY(on.pending().isEmpty());
        QCOMPARE(on.cell(on.page, 1, 1), u"Ben"_s);
    }

    void anEditOfARowThatHasVanishedIsRevertedAlone()
    {
        RecordsTable on(kSales, u"Customer"_s);
        on.typeInto(on.page, 0, 1, u"Adda"_s);
        on.typeInto(on.page, 1, 1, u"Benno"_s);
        on.file.run(u"DELETE FROM Customer WHERE Id = 1"_s);
        on.save();
        QVERIFY(!on.pending().refusal.isEmpty());
        on.press(on.page.grid(), Qt::Key_F5);
        QCOMPARE(on.page.rows().rowCount(), 1); // Its row is not there to be reverted in the grid.
        review(on.page, [&](QWidget &dialog) {
            auto *tree = dialog.findChild<QTreeWidget *>(u"pendingTree"_s);
            for (int row = 0; row < tree->topLevelItemCount(); ++row) {
                if (tree->topLevelItem(row)->text(0) == u"Customer 1"_s)
                    tree->setCurrentItem(tree->topLevelItem(row));
            }
            QTest::keyClick(tree, Qt::Key_Delete);
            on.settle();
        });
        QCOMPARE(on.pending().changed.size(), 1);
        on.save();
        QVERIFY(on.pending().isEmpty());
        QCOMPARE(on.file.rows(u"SELECT Name FROM Customer"_s), QStringList{u"Benno"_s});
    }

    void aRefusedDeletionStaysStruckThrough()
    {
        RecordsTable on(kSales, u"Staff"_s);
        markDeleted(on, on.page, 0);
        on.settle();
        on.save();
        const QModelIndex cell = on.page.rows().index(0, 1);
        QCOMPARE(cell.data(ui::RecordTableModel::RowStateRole).toInt(),
                 int(ui::RecordTableModel::RowState::Refused));
        QVERIFY(cell.data(ui::RecordTableModel::IsDeletedRole).toBool());
    }

    void enterOnALineLeadsToItsRow()
    {
        RecordsTable on(kSales, u"Customer"_s);
        on.typeInto(on.page, 1, 1, u"Bea"_s);
        BrowserPage &staff = on.browse(u"Staff"_s);
        review(staff, [](QWidget &dialog) {
            auto *tree = dialog.findChild<QTreeWidget *>(u"pendingTree"_s);
            tree->setFocus();
            tree->setCurrentItem(tree->topLevelItem(0)->child(0)); // The cell's line.
            QTest::keyClick(tree, Qt::Key_Return);
        });
        QTRY_COMPARE(on.window.currentPage(), &on.page);
        QCOMPARE(on.page.grid().currentIndex().row(), 1);
        QCOMPARE(on.pending().changed.size(), 1); // Enter has saved nothing.
    }

    void aRefusedSaveLeadsToItsRow()
    {
        RecordsTable on(u"CREATE TABLE t(id INTEGER PRIMARY KEY, n TEXT CHECK (n <> 'bad'));"
                        "INSERT INTO t VALUES(1,'a'),(2,'b'),(3,'c')"_s,
                        u"t"_s);
        on.typeInto(on.page, 0, 1, u"bad"_s);
        on.clickCell(on.page, 2, 1);
        on.save();
        QTRY_COMPARE(on.page.grid().currentIndex().row(), 0);
    }

    void untouchedCellsOfARefusedNewRowStayDefault()
    {
        RecordsTable on(u"CREATE TABLE t(id INTEGER PRIMARY KEY, n TEXT CHECK (n <> 'bad'), m INT)"_s,
                        u"t"_s);
        on.press(on.page.grid(), Qt::Key_Insert);
        on.typeInto(on.page, 0, 1, u"bad"_s);
        on.save();
        const auto unfilled = [&on](int column) {
            return on.page.rows().index(0, column).data(ui::RecordTableModel::UnfilledRole).toString();
        };
        QCOMPARE(on.page.rows().index(0, 1).data(ui::RecordTableModel::RowStateRole).toInt(),
                 int(ui::RecordTableModel::RowState::Refused));
        QCOMPARE(unfilled(0), u"default"_s);
        QCOMPARE(unfilled(1), QString());
        QCOMPARE(unfilled(2), u"NULL"_s);
    }

    void anEditDoesNotWaitForAForecast()
    {
        RecordsTable on(kSlow, u"note"_s);
        markDeleted(on, on.page, 0);
        QTRY_COMPARE(on.pending().deleted.size(), 1);
        QTest::qWait(50); // The forecast runs by now, for minutes.
        on.clickCell(on.page, 0, 1);
        on.window.actions()[u"revertRows"_s]->trigger();
        QTRY_VERIFY(on.pending().isEmpty());
        on.settle();
        QVERIFY(!on.window.workspace()->isBusy());
    }
};

QTEST_MAIN(ReviewTest)
#include "tst_review.moc"
