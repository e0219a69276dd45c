#include "tests/gui/browsingwindow.h"
#include "tests/support/scratchdatabase.h"
#include "ui/browser/cellhint.h"
#include "ui/browser/recordtreeview.h"

#include <QApplication>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>

using namespace Qt::StringLiterals;
using namespace relata;
using tests::BrowsedTable;
using tests::settle;
using ui::BrowserPage;

/// A gesture that is refused says why, at the cell.
class RefusedGesturesTest : public QObject
{
    Q_OBJECT

    const QString m_sql =
        u"CREATE TABLE base(id INTEGER PRIMARY KEY, value TEXT, twice AS (value || value), raw BLOB);"
        "INSERT INTO base VALUES(1,'one',x'00'),(2,'two',NULL);"
        "CREATE TABLE odd(rowid TEXT, oid TEXT, _rowid_ TEXT); INSERT INTO odd VALUES('a','b','c');"
        "CREATE VIEW front AS SELECT id, value FROM base;"
        "CREATE TABLE kid(id INTEGER PRIMARY KEY, base_id INTEGER REFERENCES base(id)); INSERT INTO kid VALUES(1,1);"_s;

    static QString hint(BrowserPage &page) { return page.grid().findChild<ui::CellHint *>()->words(); }

    static void doubleClick(ui::RecordGrid &grid)
    {
        const QPoint at = grid.visualRect(grid.currentIndex()).center();
        QTest::mouseClick(grid.viewport(), Qt::LeftButton, {}, at);
        QTest::mouseDClick(grid.viewport(), Qt::LeftButton, {}, at);
    }

    static void press(BrowserPage &page, const QString &gesture)
    {
        ui::RecordGrid *grid = &page.grid();
        if (gesture == "F2"_L1)
            QTest::keyClick(grid, Qt::Key_F2);
        else if (gesture == "typing"_L1)
            QTest::keyClick(grid, 'x');
        else if (gesture == "double click"_L1)
            doubleClick(*grid);
        else if (gesture == "Ctrl+0"_L1)
            QTest::keyClick(grid, Qt::Key_0, Qt::ControlModifier);
        else if (gesture == "Insert"_L1)
            QTest::keyClick(grid, Qt::Key_Insert);
        else if (gesture == "Ctrl+Delete"_L1)
            QTest::keyClick(grid, Qt::Key_Delete, Qt::ControlModifier);
        else
            QTest::keyClick(grid, Qt::Key_F4);
    }

private slots:
    void initTestCase() { tests::useSettingsOf(u"refusedgestures"_s); }

    void everyRefusedGestureSaysWhyAtTheCell_data()
    {
        QTest::addColumn<QString>("table");
        QTest::addColumn<int>("column");
        QTest::addColumn<QString>("gesture");
        QTest::addColumn<QString>("words");
        for (const QString &gesture :
             {u"F2"_s, u"typing"_s, u"double click"_s, u"Ctrl+0"_s, u"Insert"_s, u"Ctrl+Delete"_s})
            QTest::addRow("view, %s", qPrintable(gesture))
                << u"front"_s << 1 << gesture << u"'front' is a view"_s;
        // Its columns have taken all the names by which SQLite knows a rowid.
        for (const QString &gesture :
             {u"F2"_s, u"typing"_s, u"double click"_s, u"Ctrl+0"_s, u"Insert"_s, u"Ctrl+Delete"_s})
            QTest::addRow("no address, %s", qPrintable(gesture))
                << u"odd"_s << 1 << gesture << u"The rows of 'odd' cannot be told apart"_s;
        for (const QString &gesture : {u"F2"_s, u"typing"_s, u"Ctrl+0"_s})
            QTest::addRow("computed, %s", qPrintable(gesture))
                << u"base"_s << 2 << gesture << u"'base.twice' is computed"_s;
        QTest::newRow("bytes, typing") << u"base"_s << 3 << u"typing"_s << u"These are bytes"_s;
        QTest::newRow("count, typing") << u"base"_s << 4 << u"typing"_s << u"This is the number of kids"_s;
        QTest::newRow("no foreign key, F4") << u"base"_s << 1 << u"F4"_s << u"no foreign key"_s;
    }
    void everyRefusedGestureSaysWhyAtTheCell()
    {
        QFETCH(QString, table);
        QFETCH(int, column);
        QFETCH(QString, gesture);
        QFETCH(QString, words);
        BrowsedTable on(m_sql, table);
        on.page.grid().setCurrentIndex(on.page.rows().index(0, column));
        on.page.grid().setFocus();
        const QModelIndex before = on.page.grid().currentIndex();
        press(on.page, gesture);
        settle(*on.window.workspace());
        QVERIFY2(hint(on.page).contains(words), qPrintable(hint(on.page)));
        QVERIFY(!on.page.grid().isEditing());
        QVERIFY(on.pending().isEmpty());
        QCOMPARE(on.page.grid().currentIndex(), before);
        // At the cell, and gone with the next key.
        const QRect cell = on.page.grid().visualRect(before);
        const QRect place = on.page.grid().findChild<ui::CellHint *>()->geometry();
        QVERIFY(qAbs(place.top() - cell.bottom()) < 10);
        QTest::keyClick(&on.page.grid(), Qt::Key_Left);
        QVERIFY(hint(on.page).isEmpty());
    }

    void aReadOnlyDatabaseSaysSoAtTheCell()
    {
        BrowsedTable on(m_sql, u"base"_s, base::ConnectionSettings::Mode::ReadOnly);
        on.page.grid().setCurrentIndex(on.page.rows().index(0, 1));
        for (const QString &gesture : {u"F2"_s, u"typing"_s, u"Ctrl+0"_s, u"Insert"_s, u"Ctrl+Delete"_s}) {
            on.page.grid().findChild<ui::CellHint *>()->hide();
            press(on.page, gesture);
            QVERIFY2(hint(on.page).contains(u"read-only"_s), qPrintable(gesture));
        }
    }

    void bytesCanBeSetToNull()
    {
        BrowsedTable on(m_sql, u"base"_s);
        on.clickCell(on.page, 0, 3);
        press(on.page, u"Ctrl+0"_s);
        settle(*on.window.workspace());
        on.save();
        QCOMPARE(on.file.rows(u"SELECT raw IS NULL FROM base WHERE id = 1"_s), QStringList({u"1"_s}));
    }

    void anEmptyListOffersItsFirstRow_data()
    {
        QTest::addColumn<bool>("byKey");
        QTest::newRow("Insert") << true;
        QTest::newRow("button") << false;
    }
    void anEmptyListOffersItsFirstRow()
    {
        QFETCH(bool, byKey);
        BrowsedTable on(m_sql, u"base"_s);
        const QModelIndex two = on.page.tree().index(1, 0);
        on.page.treeView().setFocus();
        on.page.treeView().expand(two);
        settle(*on.window.workspace());
        on.page.treeView().setCurrentIndex(on.page.tree().index(0, 0, two));
        settle(*on.window.workspace());
        auto *offer = on.page.findChild<QPushButton *>(u"addFirst"_s);
        QVERIFY(offer->isVisible());
        if (byKey)
            QTest::keyClick(&on.page.treeView(), Qt::Key_Insert);
        else
            QTest::mouseClick(offer, Qt::LeftButton);
        settle(*on.window.workspace());
        QCOMPARE(on.pending().added.size(), 1);
        QVERIFY(on.page.grid().isVisible());
        on.save();
        QCOMPARE(on.file.rows(u"SELECT base_id FROM kid WHERE id = 2"_s), QStringList({u"2"_s}));
    }

    void deletingARowThatOtherListsShareIsAskedFirst_data()
    {
        QTest::addColumn<bool>("agrees");
        QTest::newRow("no") << false;
        QTest::newRow("yes") << true;
    }
    void deletingARowThatOtherListsShareIsAskedFirst()
    {
        QFETCH(bool, agrees);
        BrowsedTable on(
            u"CREATE TABLE post(id INTEGER PRIMARY KEY, title TEXT); CREATE TABLE tag(id INTEGER PRIMARY "
            u"KEY, name TEXT);"
            "CREATE TABLE post_tag(post_id INTEGER REFERENCES post(id) ON DELETE CASCADE, tag_id INTEGER "
            "REFERENCES "
            "tag(id) ON DELETE CASCADE, PRIMARY KEY(post_id, tag_id));"
            "INSERT INTO post VALUES(1,'a'),(2,'b'); INSERT INTO tag VALUES(1,'red'); INSERT INTO post_tag VALUES(1,1),(2,1)"_s,
            u"post"_s);
        const QModelIndex post = on.page.tree().index(0, 0);
        on.page.treeView().expand(post);
        settle(*on.window.workspace());
        const QModelIndex tags = on.page.tree().index(0, 0, post);
        on.page.treeView().expand(tags);
        on.page.treeView().setCurrentIndex(tags);
        settle(*on.window.workspace());
        QCOMPARE(on.page.rows().rowCount(), 1);
        on.clickCell(on.page, 0, 1);
        QString asked;
        QTimer::singleShot(100, qApp, [&] {
            auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
            if (!box)
                return;
            asked = box->text();
            for (QAbstractButton *button : box->buttons()) {
                if ((box->buttonRole(button) == QMessageBox::DestructiveRole) == agrees)
                    return button->click();
            }
        });
        QTest::keyClick(&on.page.grid(), Qt::Key_Delete, Qt::ControlModifier);
        settle(*on.window.workspace());
        QVERIFY2(asked.contains(u"'tag' itself"_s) && asked.contains(u"'post_tag'"_s), qPrintable(asked));
        QCOMPARE(on.pending().deleted.size(), agrees ? 1 : 0);
    }
};

QTEST_MAIN(RefusedGesturesTest)
#include "tst_refusedgestures.moc"
