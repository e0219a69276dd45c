#include "tests/gui/recordswindow.h"
#include "ui/diagram/diagramscene.h"
#include "ui/diagram/diagramview.h"
#include "ui/shell/inspector.h"
#include "ui/theme/foreigntext.h"
#include "ui/theme/longtext.h"
#include "ui/theme/messagebox.h"

#include <QApplication>
#include <QClipboard>
#include <QDialog>
#include <QLabel>
#include <QPushButton>
#include <QStatusBar>
#include <QTabBar>
#include <QTabWidget>
#include <QTextEdit>
#include <QTimer>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace relata;
using tests::RecordsWindow;
using tests::ScratchDatabase;
using ui::BrowserPage;

namespace {

constexpr int kLines = 50'000;
const QString kLongName = u"n"_s.repeated(5000);

/// A message of 50,000 lines, as a trigger raises it.
QString longMessage()
{
    QString text = u"first line"_s;
    for (int line = 2; line <= kLines; ++line)
        text += u"\nline %1 of a message that does not end"_s.arg(line);
    return text;
}

QString refusingSchema()
{
    return u"CREATE TABLE note(id INTEGER PRIMARY KEY, text TEXT); INSERT INTO note VALUES(1,'one');"
           "CREATE TRIGGER no BEFORE UPDATE ON note BEGIN SELECT RAISE(ABORT, '"_s +
           longMessage() + u"'); END;"_s;
}

/// A table with everything long that its schema can say: its name, a default, a check in one line.
QString longSchema()
{
    QStringList values;
    for (int i = 0; i < 50'000; ++i)
        values += u"'v%1'"_s.arg(i);
    return u"CREATE TABLE "_s + kLongName + u"(id INTEGER PRIMARY KEY, "_s + kLongName +
           u"c TEXT DEFAULT '"_s + u"d"_s.repeated(20'000) + u"' CHECK("_s + kLongName + u"c IN ("_s +
           values.join(u',') + u")))"_s;
}

void collectFaults(const QWidget &inside, QStringList &faults)
{
    for (const auto *label : inside.findChildren<QLabel *>()) {
        if (label->isVisible() && (label->text().size() > 1000 || label->text().count(u'\n') > 20))
            faults += label->objectName() + u": "_s + label->text().left(40);
    }
    for (const auto *widget : inside.findChildren<QWidget *>()) {
        if (widget->toolTip().size() > 2500 || widget->toolTip().count(u'\n') > 21)
            faults += u"tool tip of "_s + widget->objectName();
    }
    if (inside.minimumSizeHint().width() > 1280 || inside.minimumSizeHint().height() > 800)
        faults += u"too large: %1 x %2"_s.arg(QString::number(inside.minimumSizeHint().width()),
                                              QString::number(inside.minimumSizeHint().height()));
}

QStringList faultsOf(const QWidget &inside)
{
    QStringList faults;
    collectFaults(inside, faults);
    return faults;
}

} // namespace

/// What is long is cut where it would break the window, and whole where it can be scrolled and copied.
class LongMessagesTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { tests::useSettingsOf(u"longmessages"_s); }

    void aTextIsCutAtLinesAndAtCharacters()
    {
        QCOMPARE(ui::shortened(u"short"_s), u"short"_s);
        QCOMPARE(ui::shortened(u"a\nb\nc"_s, 2), u"a\nb…"_s);
        QCOMPARE(ui::shortened(u"abcdef"_s, 2, 3), u"abc…"_s);
        QCOMPARE(ui::inOneShortLine(u"  a\n\tb "_s), u"a b"_s);
        QVERIFY(ui::inOneShortLine(longMessage()).size() <= 301);
        const QString tip = ui::toolTipOf(u"x"_s.repeated(100'000));
        QCOMPARE(tip.count(u'\n'), 20); // The ellipsis has a line of its own.
        QVERIFY(tip.endsWith(u'…'));
        QCOMPARE(ui::toolTipOf(u"one\n\nthree"_s), u"one\n\nthree"_s);
        QCOMPARE(ui::inLinesThatCanBeShown(u"x"_s.repeated(2500)).count(u'\n'), 2);
        QCOMPARE(ui::menuWords(u"&a\tb"_s), u"&&a b"_s);
    }

    void ofManyLinesTheFirstAndTheLastAreShownAndAllAreCopied()
    {
        QStringList lines;
        for (int line = 1; line <= 100'000; ++line)
            lines += u"line %1"_s.arg(line);
        const QString text = lines.join(u'\n');
        const QString shown = ui::inLinesThatCanBeShown(text);
        QVERIFY(!ui::linesThatCanBeShown(text).isWhole);
        QVERIFY(shown.startsWith(u"line 1\n"_s) && shown.endsWith(u"\nline 100000"_s));
        QVERIFY(shown.contains(u"line 400\n\n… 99,500 lines are left out here …\n\nline 99901\n"_s));
        QVERIFY(ui::linesThatCanBeShown(lines.mid(0, 500).join(u'\n')).isWhole);
        QVERIFY(!ui::linesThatCanBeShown(u"x"_s.repeated(600'000)).isWhole);
        ui::Theme theme;
        const base::Error error{base::ErrorCode::StatementFailed, text, {}, u"the database's words"_s};
        ui::MessageBox box(u"Relata"_s, error);
        box.show();
        QVERIFY(box.detailedText().count(u'\n') < 520);
        auto *copy = box.findChild<QPushButton *>(u"copyAll"_s);
        QVERIFY(copy);
        QTest::mouseClick(copy, Qt::LeftButton);
        QVERIFY(box.isVisible());
        QCOMPARE(QApplication::clipboard()->text(), text + u"\n\nthe database's words"_s);
        ui::MessageBox few(u"Relata"_s,
                           base::Error{base::ErrorCode::StatementFailed, longMessage().left(900), {}, {}});
        QVERIFY(!few.findChild<QPushButton *>(u"copyAll"_s));
        ui::LongText view;
        view.setText(text);
        QVERIFY(view.document()->blockCount() < 520);
        view.selectAll();
        view.copy();
        QCOMPARE(QApplication::clipboard()->text(), text);
    }

    void aRefusalOfFiftyThousandLinesLeavesTheWindowAsItIs()
    {
        const ScratchDatabase file(refusingSchema());
        RecordsWindow on(file.file());
        BrowserPage &page = on.browse(u"note"_s);
        on.typeInto(page, 0, 1, u"two"_s);
        const QSize before = on.window.size();
        const int barHeight = page.findChild<QLabel *>(u"pendingParts"_s)->height();
        on.save();
        QCOMPARE(on.window.size(), before);
        QVERIFY(page.findChild<QLabel *>(u"pendingParts"_s)->height() < barHeight + 80);
        QVERIFY(on.window.statusBar()->currentMessage().size() < 320);
        QCOMPARE(faultsOf(on.window), QStringList());
        QVERIFY(page.rows().index(0, 1).data(Qt::ToolTipRole).toString().count(u'\n') < 22);
    }

    void theWholeMessageIsOneClickAwayAndCanBeCopied()
    {
        const ScratchDatabase file(refusingSchema());
        RecordsWindow on(file.file());
        BrowserPage &page = on.browse(u"note"_s);
        auto *button = on.window.findChild<QToolButton *>(u"wholeMessage"_s);
        QVERIFY(!button->isVisible());
        on.typeInto(page, 0, 1, u"two"_s);
        on.save();
        QVERIFY(button->isVisible());
        QTest::mouseClick(button, Qt::LeftButton);
        auto *box = on.window.findChild<QMessageBox *>(u"wholeMessageBox"_s);
        QVERIFY(box && box->isVisible());
        QVERIFY(box->height() <= 800 && box->width() <= 1280);
        QVERIFY(box->text().size() < 700);
        QVERIFY(box->detailedText().contains(u"line %1 of a message"_s.arg(kLines)));
        box->close();
    }

    void theReviewScrollsItAndCopiesItWhole()
    {
        const ScratchDatabase file(refusingSchema());
        RecordsWindow on(file.file());
        BrowserPage &page = on.browse(u"note"_s);
        on.typeInto(page, 0, 1, u"two"_s);
        QString copied;
        QStringList faults = {u"no review"_s};
        QTimer::singleShot(800, qApp, [&] {
            auto *dialog = qobject_cast<QDialog *>(QApplication::activeModalWidget());
            if (!dialog)
                return;
            faults = faultsOf(*dialog);
            auto *whole = dialog->findChild<ui::LongText *>(u"longText"_s);
            if (!whole->isVisible() || dialog->height() > 800)
                faults += u"not bounded"_s;
            whole->selectAll();
            whole->copy();
            copied = QApplication::clipboard()->text();
            dialog->reject();
        });
        QTest::mouseClick(page.findChild<QPushButton *>(u"pendingReview"_s), Qt::LeftButton);
        QCOMPARE(faults, QStringList());
        QVERIFY(copied.contains(longMessage()));
    }

    void namesAndChecksOfAnyLengthFitThePanels()
    {
        const ScratchDatabase file(longSchema());
        RecordsWindow on(file.file());
        const schema::Table table = on.window.document().schema().tables.first();
        on.window.diagram().diagram()->select({table.id});
        QCoreApplication::processEvents();
        QVERIFY(on.window.inspector().text().contains(u"'v49999'"_s));
        QCOMPARE(faultsOf(on.window), QStringList());
        const auto longTexts = on.window.inspector().findChildren<ui::LongText *>();
        QVERIFY(!longTexts.isEmpty());
        for (ui::LongText *text : longTexts)
            QVERIFY(text->height() < 300);
        on.browse(table.name);
        QVERIFY(on.window.tabs().tabBar()->tabRect(1).width() < 900);
        QCOMPARE(faultsOf(on.window), QStringList());
    }

    void anErrorBoxIsNeverLargerThanTheScreen()
    {
        ui::Theme theme;
        ui::MessageBox box(u"Relata"_s, base::Error{base::ErrorCode::StatementFailed, longMessage(),
                                                    longMessage(), u"y"_s.repeated(1'000'000)});
        box.show();
        QCoreApplication::processEvents();
        QVERIFY2(box.height() <= 700 && box.width() <= 1100, qPrintable(QString::number(box.height())));
        QTest::mouseClick(box.findChild<QPushButton *>(u"copyAll"_s), Qt::LeftButton);
        QVERIFY(QApplication::clipboard()->text().contains(u"line %1 of a message"_s.arg(kLines)));
    }
};

QTEST_MAIN(LongMessagesTest)
#include "tst_longmessages.moc"
