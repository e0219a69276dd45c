#include "tests/gui/recordswindow.h"
#include "ui/shell/busyindicator.h"

#include <QAbstractButton>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QStatusBar>

using namespace Qt::StringLiterals;
using namespace relata;
using tests::RecordsTable;
using tests::RecordsWindow;
using tests::ScratchDatabase;
using ui::BrowserPage;

namespace {

/// Saving the first note never ends, the second takes a moment, the others are quick.
const QString kNotes =
    u"CREATE TABLE note(id INTEGER PRIMARY KEY, text TEXT); CREATE TABLE log(n INT);"
    "CREATE TRIGGER endless AFTER UPDATE ON note WHEN new.id < 3 BEGIN INSERT INTO log WITH RECURSIVE c(x) "
    "AS "
    "(SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE new.id = 1 OR x < 2000000) SELECT count(*) FROM c; END;"
    "INSERT INTO note VALUES(1,'one'),(2,'two'),(3,'three')"_s;

/// The question about the running save; waits for it.
QMessageBox *questionOf(RecordsWindow &on)
{
    QMessageBox *box = nullptr;
    for (int i = 0; i < 100 && !box; ++i) {
        QTest::qWait(20);
        box = on.window.findChild<QMessageBox *>(u"savingBox"_s);
    }
    return box;
}

void answerWith(QMessageBox *box, const QString &text)
{
    for (QAbstractButton *button : box->buttons()) {
        if (button->text() == text) {
            QTest::mouseClick(button, Qt::LeftButton);
            return;
        }
    }
    qFatal("no such answer");
}

/// Edits a note and presses Ctrl+S.
void startSaving(RecordsWindow &on, BrowserPage &page, int row)
{
    on.typeInto(page, row, 1, u"changed"_s);
    on.window.actions()[u"save"_s]->trigger();
    QTRY_VERIFY(on.window.workspace()->records().isSaving());
}

bool isSaving(RecordsWindow &on)
{
    return on.window.workspace()->records().isSaving();
}

} // namespace

/// A save that never ends is seen, and stopped by the person alone; nothing is written behind the back.
class EndlessSaveTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { tests::useSettingsOf(u"endlesssave"_s); }

    void theStatementIsShownWhileItRuns()
    {
        RecordsTable on(kNotes, u"note"_s);
        startSaving(on, on.page, 0);
        const auto *label = on.window.findChild<ui::BusyIndicator *>()->findChild<QLabel *>();
        QTRY_VERIFY(label->isVisible() && label->text().startsWith(u"Saving… UPDATE"_s));
        QCOMPARE(on.page.findChild<QPushButton *>(u"pendingSave"_s)->text(), u"Saving…"_s);
        on.window.workspace()->records().stopSave();
        QTRY_VERIFY(!isSaving(on));
        QTRY_COMPARE(on.page.findChild<QPushButton *>(u"pendingSave"_s)->text(), u"Save  Ctrl+S"_s);
    }

    void escapeAsksAndStopsItAndTheEditsStay()
    {
        const ScratchDatabase file(kNotes);
        const QByteArray before = file.checksum();
        RecordsWindow on(file.file());
        BrowserPage &page = on.browse(u"note"_s);
        startSaving(on, page, 0);
        QTest::keyClick(&page.grid(), Qt::Key_Escape);
        QMessageBox *box = questionOf(on);
        QVERIFY(box);
        QTest::keyClick(box, Qt::Key_Escape); // Thought better of it.
        QTest::qWait(100);
        QVERIFY(isSaving(on));
        QTest::keyClick(&page.grid(), Qt::Key_Escape);
        box = questionOf(on);
        QVERIFY(box && box->informativeText().startsWith(u"UPDATE"_s));
        answerWith(box, u"Stop saving"_s);
        QTRY_VERIFY(!isSaving(on));
        QTRY_VERIFY(on.window.statusBar()->currentMessage().startsWith(u"The save was stopped"_s));
        QCOMPARE(on.pending().count(), 1);
        QVERIFY(on.pending().refusal.isEmpty());
        QCOMPARE(on.cell(page, 0, 1), u"changed"_s);
        QCOMPARE(file.checksum(), before);
        on.window.workspace()->records().discard();
        on.settle();
    }

    void discardStopsItFirst()
    {
        const ScratchDatabase file(kNotes);
        const QByteArray before = file.checksum();
        RecordsWindow on(file.file());
        BrowserPage &page = on.browse(u"note"_s);
        startSaving(on, page, 0);
        QTest::mouseClick(page.findChild<QPushButton *>(u"pendingDiscard"_s), Qt::LeftButton);
        QMessageBox *box = questionOf(on);
        QVERIFY(box && isSaving(on));
        answerWith(box, u"Stop and discard"_s);
        QTRY_VERIFY(on.pending().isEmpty());
        QTRY_VERIFY(on.window.statusBar()->currentMessage().contains(u"discarded"_s));
        QVERIFY(!isSaving(on));
        QCOMPARE(on.cell(page, 0, 1), u"one"_s);
        QCOMPARE(file.checksum(), before);
    }

    void closingWaitsForItWhereThePersonWantsThat()
    {
        RecordsTable on(kNotes, u"note"_s);
        startSaving(on, on.page, 1);
        QVERIFY(!on.window.close());
        QMessageBox *box = questionOf(on);
        QVERIFY(box);
        answerWith(box, u"Wait, then close"_s);
        QVERIFY(on.window.isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(!on.window.isVisible(), 20'000);
        QCOMPARE(on.file.rows(u"SELECT text FROM note WHERE id = 2"_s), QStringList{u"changed"_s});
    }

    void closingStopsItWhereThePersonWantsThatAndAsksForTheEdits()
    {
        const ScratchDatabase file(kNotes);
        const QByteArray before = file.checksum();
        RecordsWindow on(file.file());
        BrowserPage &page = on.browse(u"note"_s);
        startSaving(on, page, 0);
        QVERIFY(!on.window.close());
        QMessageBox *box = questionOf(on);
        QVERIFY(box);
        QString asked;
        QTimer answers;
        connect(&answers, &QTimer::timeout, this, [&] {
            auto *open = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
            if (!open || open->objectName() == "savingBox"_L1)
                return;
            answers.stop();
            asked = open->text();
            open->button(QMessageBox::Cancel)->click();
        });
        answers.start(30);
        answerWith(box, u"Stop saving"_s);
        QTRY_COMPARE(asked, u"1 change not saved."_s);
        QVERIFY(on.window.isVisible());
        QVERIFY(!isSaving(on));
        QCOMPARE(on.pending().count(), 1);
        QCOMPARE(file.checksum(), before);
        on.window.workspace()->records().discard();
        on.settle();
    }

    void theQuestionGoesWhenTheSaveHasEnded()
    {
        RecordsTable on(kNotes, u"note"_s);
        startSaving(on, on.page, 1);
        QTest::keyClick(&on.page.grid(), Qt::Key_Escape);
        QVERIFY(questionOf(on));
        QTRY_VERIFY_WITH_TIMEOUT(!on.window.findChild<QMessageBox *>(u"savingBox"_s), 20'000);
        QVERIFY(on.pending().isEmpty());
        QCOMPARE(on.file.rows(u"SELECT text FROM note WHERE id = 2"_s), QStringList{u"changed"_s});
    }
};

QTEST_MAIN(EndlessSaveTest)
#include "tst_endlesssave.moc"
