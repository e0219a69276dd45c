#include "browsingwindow.h"
#include "ui/shell/actions.h"
#include "ui/shell/keysdialog.h"

#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QTreeWidget>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace relata;

namespace {

QList<QAction *> entriesOf(const QMenu &menu)
{
    QList<QAction *> entries;
    for (QAction *action : menu.actions()) {
        if (!action->isSeparator() && !action->menu())
            entries += action;
    }
    return entries;
}

QList<QAction *> allEntries(const ui::MainWindow &window)
{
    QList<QAction *> entries;
    for (const QAction *top : window.menuBar()->actions())
        entries += entriesOf(*top->menu());
    return entries;
}

} // namespace

/// The menus of an empty window.
class MenusTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { tests::useSettingsOf(u"menus"_s); }

    void everyEntryShowsItsKey()
    {
        ui::Theme theme;
        ui::Settings settings;
        const ui::MainWindow window(theme, settings);
        const QList<QAction *> entries = allEntries(window);
        QVERIFY(entries.size() > 40);
        for (const QAction *entry : entries) {
            QVERIFY2(!entry->shortcut().isEmpty() || entry->text().contains(u'\t'),
                     qPrintable(entry->text()));
        }
    }

    void theirKeysAreListedWithTheGesturesAndFoundByWords()
    {
        ui::Theme theme;
        ui::Settings settings;
        ui::MainWindow window(theme, settings);
        window.show();
        window.actions()[u"keys"_s]->trigger();
        auto *dialog = window.findChild<ui::KeysDialog *>();
        QVERIFY(dialog && dialog->isVisible() && !dialog->isModal());
        const auto *list = dialog->findChild<QTreeWidget *>(u"keys"_s);
        const auto shown = [list] {
            QStringList lines;
            for (QTreeWidgetItemIterator at(list->topLevelItem(0)); *at; ++at) {
                if ((*at)->parent() && !(*at)->isHidden())
                    lines += (*at)->text(0) + u": "_s + (*at)->text(1);
            }
            return lines;
        };
        for (const QAction *entry : allEntries(window)) {
            const QString key = entry->shortcut().toString(QKeySequence::NativeText);
            const QString name = entry->text().remove(u'&').remove(u'…').section(u'\t', 0, 0);
            const auto isEntry = [&](const QString &line) {
                return line.startsWith(key) && line.endsWith(u": "_s + name);
            };
            QVERIFY2(key.isEmpty() || std::ranges::any_of(shown(), isEntry), qPrintable(entry->text()));
        }
        QTest::keyClicks(dialog->findChild<QLineEdit *>(u"keysFilter"_s), u"many-to-many"_s);
        QCOMPARE(shown(), {u"Ctrl+drag the handle: Many-to-many with its junction table"_s});
        auto *filter = dialog->findChild<QLineEdit *>(u"keysFilter"_s);
        filter->setText(u"rows copy names"_s); // Words of the group, and in any order.
        QCOMPARE(shown(), {u"Ctrl+Shift+C: Copy with the names of the columns"_s});
        const QTreeWidgetItem *nothing = list->topLevelItem(list->topLevelItemCount() - 1);
        QVERIFY(nothing->isHidden());
        filter->setText(u"xyzzy"_s);
        QVERIFY(shown().isEmpty() && !nothing->isHidden());
    }

    void noKeyMeansTwoThings()
    {
        ui::Theme theme;
        ui::Settings settings;
        const ui::MainWindow window(theme, settings);
        QHash<QKeySequence, QString> seen;
        for (const QAction *entry : allEntries(window)) {
            for (const QKeySequence &key : entry->shortcuts()) {
                QVERIFY2(!seen.contains(key), qPrintable(key.toString() + u' ' + seen.value(key)));
                seen.insert(key, entry->text());
            }
        }
    }
};

QTEST_MAIN(MenusTest)
#include "tst_menus.moc"
