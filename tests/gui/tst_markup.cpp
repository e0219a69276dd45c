#include "tests/gui/recordswindow.h"
#include "ui/browser/parentpicker.h"
#include "ui/diagram/diagramscene.h"
#include "ui/diagram/diagramview.h"
#include "ui/schematree/schematreepanel.h"
#include "ui/shell/inspector.h"
#include "ui/statements/statementspanel.h"
#include "ui/theme/messagebox.h"

#include <QApplication>
#include <QDockWidget>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QStatusBar>
#include <QTabWidget>
#include <QTimer>
#include <QToolTip>
#include <QLineEdit>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace relata;
using tests::RecordsWindow;
using tests::ScratchDatabase;
using ui::BrowserPage;

namespace {

/// Every name, default, check, value and message is markup, with an ampersand.
const QString kMarkup =
    uR"(CREATE TABLE "<b>parent</b>&"("<i>id</i>" INTEGER PRIMARY KEY, "<u>name</u>" TEXT DEFAULT '<b>d</b>',
          CHECK("<u>name</u>" <> '<s>no</s>'));
        CREATE TABLE "<img src='marker.png'>"("<i>id</i>" INTEGER PRIMARY KEY,
          "<u>of</u>" INT CONSTRAINT "<b>fk</b>" REFERENCES "<b>parent</b>&", "<a href='x'>t</a>" "<em>TEXT</em>");
        CREATE INDEX "<b>ix</b>" ON "<img src='marker.png'>"("<a href='x'>t</a>");
        CREATE VIEW "<h1>view</h1>" AS SELECT '<b>v</b>' AS "<i>c</i>";
        CREATE VIEW "<h1>broken</h1>" AS SELECT * FROM "<b>missing</b>";
        CREATE TRIGGER "<b>tr</b>" BEFORE UPDATE ON "<b>parent</b>&"
          BEGIN SELECT RAISE(ABORT, '<h1>No</h1><img src="marker.png">'); END;
        INSERT INTO "<b>parent</b>&" VALUES(1,'<b>one</b>'),(2,'<img src="marker.png">');
        INSERT INTO "<img src='marker.png'>" VALUES(1,1,'<b>x</b>'),(2,1,'<a href="file:///">y</a>'))"_s;
const QString kParent = u"<b>parent</b>&"_s;
const QString kChild = u"<img src='marker.png'>"_s;

/// The labels that would draw markup, with what they show.
QStringList richLabels()
{
    QStringList rich;
    for (QWidget *widget : QApplication::allWidgets()) {
        const auto *label = qobject_cast<QLabel *>(widget);
        if (label && label->isVisible() && !label->text().isEmpty() && label->textFormat() != Qt::PlainText)
            rich += label->objectName() + u": "_s + label->text();
        const auto *box = qobject_cast<QMessageBox *>(widget);
        if (box && box->isVisible() && box->textFormat() != Qt::PlainText)
            rich += u"box: "_s + box->text();
    }
    return rich;
}

/// What a tool tip draws as markup, or is too large for.
QStringList wrongToolTip(const QString &text)
{
    if (text.isEmpty())
        return {};
    QToolTip::showText({200, 200}, text);
    QStringList wrong;
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        const auto *label = qobject_cast<QLabel *>(widget);
        if (label && label->inherits("QTipLabel") && label->textFormat() != Qt::PlainText)
            wrong += text;
        if (label && label->inherits("QTipLabel") && label->height() > 800)
            wrong += u"too tall: "_s + text.left(60);
    }
    QToolTip::hideText();
    return wrong;
}

void collectToolTips(const QAbstractItemModel &model, const QModelIndex &parent, QStringList &found)
{
    for (int row = 0; row < qMin(20, model.rowCount(parent)); ++row) {
        for (int column = 0; column < model.columnCount(parent); ++column) {
            const QModelIndex index = model.index(row, column, parent);
            found += index.data(Qt::ToolTipRole).toString();
            if (column == 0)
                collectToolTips(model, index, found);
        }
    }
    for (int column = 0; column < model.columnCount(); ++column)
        found += model.headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString();
}

/// Every tool tip that a window has now: of widgets, actions, tabs, and of what its views show.
QStringList toolTipsOf(const QWidget &window)
{
    QStringList found;
    for (const QWidget *widget : window.findChildren<QWidget *>())
        found += widget->toolTip();
    for (const QAction *action : window.findChildren<QAction *>())
        found += action->toolTip();
    for (const auto *tabs : window.findChildren<QTabWidget *>()) {
        for (int i = 0; i < tabs->count(); ++i)
            found += tabs->tabToolTip(i);
    }
    for (const auto *view : window.findChildren<QAbstractItemView *>()) {
        if (view->model())
            collectToolTips(*view->model(), {}, found);
    }
    found.removeAll(QString());
    found.removeDuplicates();
    return found;
}

QStringList faultsOf(const QWidget &window)
{
    QStringList faults = richLabels();
    const QStringList toolTips = toolTipsOf(window);
    for (const QString &text : toolTips)
        faults += wrongToolTip(text);
    return faults;
}

/// Runs `act`, which opens something modal, and gives what is wrong with it to `faults`.
template<typename Act>
void lookAtModal(Act act, QStringList &faults, bool &seen)
{
    QTimer::singleShot(150, qApp, [&faults, &seen] {
        QWidget *modal = QApplication::activeModalWidget();
        QWidget *popup = QApplication::activePopupWidget();
        seen = modal || popup;
        for (QWidget *open : {modal, popup}) {
            if (!open)
                continue;
            faults += faultsOf(*open);
            open->close();
        }
    });
    act();
}

} // namespace

/// A file whose every name and value is markup: all of it is text wherever it is shown.
class MarkupTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { tests::useSettingsOf(u"markup"_s); }

    void panelsAndTheirToolTipsShowItAsText()
    {
        const ScratchDatabase file(kMarkup, u"<b>file<img src=marker.png>[*]&.db"_s);
        RecordsWindow on(file.file());
        QCOMPARE(faultsOf(on.window), QStringList());
        QVERIFY(on.window.windowTitle().startsWith(u"<b>file<img src=marker.png>[*][*]&.db"_s));
        auto *tree = on.window.schemaTree().findChild<QTreeView *>();
        tree->expandAll();
        on.settle();
        for (const schema::Table &table : on.window.document().schema().tables) {
            on.window.diagram().diagram()->select({table.id});
            QVERIFY(on.window.inspector().text().contains(table.name));
            QCOMPARE(faultsOf(on.window), QStringList());
            for (const schema::ForeignKey &key : table.foreignKeys) {
                on.window.diagram().diagram()->select({}, {key.id});
                QCOMPARE(on.window.inspector().findChild<QLineEdit *>(u"keyName"_s)->text(), key.name);
                QCOMPARE(faultsOf(on.window), QStringList());
            }
        }
        const auto names = on.window.findChildren<QDockWidget *>();
        for (QDockWidget *dock : names)
            dock->show();
        QCOMPARE(faultsOf(on.window), QStringList());
    }

    void rowsTreesAndMenusShowItAsText()
    {
        const ScratchDatabase file(kMarkup);
        RecordsWindow on(file.file());
        for (const QString &table : {kParent, kChild, u"<h1>view</h1>"_s, u"<h1>broken</h1>"_s}) {
            BrowserPage &page = on.browse(table);
            page.treeView().expandAll();
            on.settle();
            page.treeView().expandAll();
            on.settle();
            on.click(page, 0, 1);
            QCOMPARE(faultsOf(on.window), QStringList());
        }
        QCOMPARE(on.window.tabs().tabText(1), u"<b>parent</b>&&"_s); // Two draw one.
    }

    void dialogsShowItAsText()
    {
        const ScratchDatabase file(kMarkup);
        RecordsWindow on(file.file());
        BrowserPage &page = on.browse(kParent);
        on.typeInto(page, 0, 1, u"<b>new</b>"_s);
        QStringList faults;
        bool seen = false;
        lookAtModal(
            [&] { QTest::mouseClick(page.findChild<QPushButton *>(u"pendingReview"_s), Qt::LeftButton); },
            faults, seen);
        QVERIFY(seen);
        QCOMPARE(faults, QStringList());
        on.save();
        QVERIFY(on.window.statusBar()->currentMessage().contains(u"<h1>No</h1>"_s));
        QVERIFY(page.findChild<QLabel *>(u"pendingParts"_s)->text().contains(u"<h1>No</h1>"_s));
        QCOMPARE(faultsOf(on.window), QStringList());
        seen = false;
        lookAtModal([&] { on.window.close(); }, faults, seen); // "1 change not saved"
        QVERIFY(seen);
        QCOMPARE(faults, QStringList());
        for (const QString &id : {u"settings"_s, u"about"_s}) {
            seen = false;
            lookAtModal([&] { on.window.actions()[id]->trigger(); }, faults, seen);
            QVERIFY(seen);
            QCOMPARE(faults, QStringList());
        }
    }

    void theParentPickerShowsItAsText()
    {
        const ScratchDatabase file(kMarkup);
        RecordsWindow on(file.file());
        BrowserPage &page = on.browse(kChild);
        on.clickCell(page, 0, 1);
        QTest::keyClick(&page.grid(), Qt::Key_F2);
        auto *picker = page.findChild<ui::ParentPicker *>();
        QVERIFY(picker);
        QTRY_VERIFY(picker->findChild<QListWidget *>()->count() > 2);
        QCOMPARE(faultsOf(*picker), QStringList());
        picker->close();
    }

    void errorBoxesShowItAsText()
    {
        ui::Theme theme;
        const base::Error error{base::ErrorCode::StatementFailed, u"<b>'x'</b> <img src=\"marker.png\">"_s,
                                u"<a href=\"file:///\">Do this.</a>"_s, u"<h1>detail</h1>"_s};
        ui::MessageBox box(u"Relata"_s, error);
        box.show();
        QCOMPARE(richLabels(), QStringList());
        QCOMPARE(box.text(), error.sentence);
        QCOMPARE(box.informativeText(), error.hint);
        QCOMPARE(box.detailedText(), error.detail);
    }
};

QTEST_MAIN(MarkupTest)
#include "tst_markup.moc"
