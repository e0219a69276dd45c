#include "tests/gui/recordswindow.h"

#include <QApplication>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using namespace relata;
using tests::RecordsWindow;
using tests::ScratchDatabase;
using ui::BrowserPage;
using ui::RecordTableModel;

namespace {

const QString kMusic =
    u"CREATE TABLE artist(id INTEGER PRIMARY KEY, name TEXT);"
    "CREATE TABLE album(id INTEGER PRIMARY KEY, title TEXT, artist_id INT REFERENCES artist);"
    "CREATE TABLE seat(house INT, number INT, note TEXT, PRIMARY KEY(house, number));"
    "CREATE TABLE ticket(id INTEGER PRIMARY KEY, house INT, number INT, "
    "FOREIGN KEY(house, number) REFERENCES seat(house, number));"
    "INSERT INTO artist VALUES(1,'AC/DC'),(2,'Accept'); INSERT INTO album VALUES(1,'Rock',1);"
    "INSERT INTO ticket VALUES(1,NULL,NULL);"_s;

/// The picker of parents that is open.
struct Picker
{
    Picker()
        : search(QApplication::activePopupWidget()
                     ? QApplication::activePopupWidget()->findChild<QLineEdit *>(u"parentSearch"_s)
                     : nullptr)
    {
        if (!search)
            qFatal("no picker is open");
        list = search->parentWidget()->findChild<QListWidget *>(u"parentList"_s);
    }

    QStringList texts() const
    {
        QStringList texts;
        for (int row = 0; row < list->count(); ++row)
            texts += list->item(row)->text().simplified();
        return texts;
    }

    QLineEdit *search;
    QListWidget *list = nullptr;
};

} // namespace

class NewParentsTest : public QObject
{
    Q_OBJECT

private:
    /// Adds a row by the Insert key and types over one of its cells.
    static void addRow(RecordsWindow &on, BrowserPage &page, int column, const QString &text)
    {
        page.grid().setFocus();
        on.press(page.grid(), Qt::Key_Insert);
        const int row = page.rows().rowCount() - 1;
        page.grid().setCurrentIndex(page.rows().index(row, column));
        QTest::keyClick(&page.grid(), Qt::Key_F2);
        auto *editor = page.grid().findChild<QLineEdit *>(u"cellEditor"_s);
        QTest::keyClicks(editor, text);
        QTest::keyClick(editor, Qt::Key_Return);
        on.settle();
    }

    static Picker pick(RecordsWindow &on, BrowserPage &page, int row, int column)
    {
        page.grid().setFocus();
        page.grid().setCurrentIndex(page.rows().index(row, column));
        on.press(page.grid(), Qt::Key_F2);
        return Picker();
    }

    /// Chooses by keys what stands so many lines below the first one, which changes nothing.
    static void chooseBelow(const Picker &picker, int lines)
    {
        for (int i = 0; i < lines; ++i)
            QTest::keyClick(picker.search, Qt::Key_Down);
        QTest::keyClick(picker.search, Qt::Key_Return);
    }

private slots:
    void initTestCase() { tests::useSettingsOf(u"newparents"_s); }

    void aNewAlbumOfANewArtistIsSavedInOneTransaction()
    {
        const ScratchDatabase file(kMusic);
        RecordsWindow on(file.file());
        addRow(on, on.browse(u"artist"_s), 1, u"Girlschool"_s);
        BrowserPage &albums = on.browse(u"album"_s);
        addRow(on, albums, 1, u"Overkill"_s);
        {
            const Picker picker = pick(on, albums, 1, 2);
            QCOMPARE(picker.texts(),
                     QStringList({u"NULL (no parent)"_s, u"Girlschool new"_s, u"AC/DC 1"_s, u"Accept 2"_s}));
            QTest::keyClicks(picker.search, u"GIRL"_s);
            QTRY_COMPARE(picker.texts(), QStringList({u"Girlschool new"_s}));
            QTest::keyClick(picker.search, Qt::Key_Return);
        }
        on.settle();
        const QModelIndex cell = albums.rows().index(1, 2);
        QCOMPARE(cell.data(RecordTableModel::ParentTitleRole).toString(), u"Girlschool"_s);
        QCOMPARE(cell.data().toString(), u"new"_s);
        QVERIFY(!cell.data(RecordTableModel::IsNullRole).toBool());
        on.clearLog();
        on.save();
        QCOMPARE(on.clicked().filter(u"BEGIN"_s).size(), 1);
        QCOMPARE(on.clicked().filter(u"COMMIT"_s).size(), 1);
        QCOMPARE(file.rows(u"SELECT artist.id, artist.name FROM album JOIN artist ON artist.id = artist_id "
                           "WHERE title = 'Overkill'"_s),
                 QStringList({u"3|Girlschool"_s}));
        QVERIFY(on.pending().isEmpty());
        QCOMPARE(albums.rows().index(1, 2).data().toString(), u"3"_s);
        QTRY_COMPARE(albums.rows().index(1, 2).data(RecordTableModel::ParentTitleRole).toString(),
                     u"Girlschool"_s);
    }

    void aStoredAlbumMovesToANewArtistAndBack()
    {
        const ScratchDatabase file(kMusic);
        RecordsWindow on(file.file());
        addRow(on, on.browse(u"artist"_s), 1, u"Girlschool"_s);
        BrowserPage &albums = on.browse(u"album"_s);
        {
            const Picker picker = pick(on, albums, 0, 2);
            chooseBelow(picker, 2); // Below the parent as it is, and NULL.
        }
        on.settle();
        const QModelIndex cell = albums.rows().index(0, 2);
        QCOMPARE(cell.data(RecordTableModel::ParentTitleRole).toString(), u"Girlschool"_s);
        QVERIFY(cell.data(RecordTableModel::IsChangedRole).toBool());
        {
            const Picker picker = pick(on, albums, 0, 2);
            QTest::keyClicks(picker.search, u"AC"_s);
            QTRY_COMPARE(picker.texts(), QStringList({u"AC/DC 1"_s, u"Accept 2"_s}));
            QTest::keyClick(picker.search, Qt::Key_Return);
        }
        on.settle();
        QCOMPARE(cell.data().toString(), u"1"_s);
        QCOMPARE(on.pending().count(), 1); // The artist only: the album is as it was.
    }

    void nullTakesANewParentAway()
    {
        const ScratchDatabase file(kMusic);
        RecordsWindow on(file.file());
        addRow(on, on.browse(u"artist"_s), 1, u"Girlschool"_s);
        BrowserPage &albums = on.browse(u"album"_s);
        addRow(on, albums, 1, u"Overkill"_s);
        {
            const Picker picker = pick(on, albums, 1, 2);
            chooseBelow(picker, 1);
        }
        on.settle();
        QVERIFY(!on.pending().added.last().parents.isEmpty());
        on.press(albums.grid(), Qt::Key_0, Qt::ControlModifier);
        QVERIFY(on.pending().added.last().parents.isEmpty());
        QVERIFY(albums.rows().index(1, 2).data(RecordTableModel::IsNullRole).toBool());
    }

    void aCompositeKeyTakesItsNewParentInAllColumns()
    {
        const ScratchDatabase file(kMusic);
        RecordsWindow on(file.file());
        BrowserPage &seats = on.browse(u"seat"_s);
        addRow(on, seats, 0, u"4"_s);
        seats.rows().setData(seats.rows().index(0, 1), u"12"_s);
        BrowserPage &tickets = on.browse(u"ticket"_s);
        {
            const Picker picker = pick(on, tickets, 0, 1);
            QCOMPARE(picker.texts(), QStringList({u"NULL (no parent)"_s, u"new seat new"_s}));
            chooseBelow(picker, 1);
        }
        on.settle();
        QCOMPARE(tickets.rows().index(0, 1).data().toString(), u"new"_s);
        QCOMPARE(tickets.rows().index(0, 2).data(RecordTableModel::ParentTitleRole).toString(),
                 u"new seat"_s);
        on.save();
        QCOMPARE(file.rows(u"SELECT house, number FROM ticket"_s), QStringList({u"4|12"_s}));
    }

    void discardingTheNewParentLeavesTheChildAsItWas()
    {
        const ScratchDatabase file(kMusic);
        RecordsWindow on(file.file());
        BrowserPage &artists = on.browse(u"artist"_s);
        addRow(on, artists, 1, u"Girlschool"_s);
        BrowserPage &albums = on.browse(u"album"_s);
        {
            const Picker picker = pick(on, albums, 0, 2);
            chooseBelow(picker, 2);
        }
        on.settle();
        artists.rows().revertRows({2});
        on.settle();
        QVERIFY(on.pending().isEmpty());
        QCOMPARE(albums.rows().index(0, 2).data().toString(), u"1"_s);
        QCOMPARE(albums.rows().index(0, 2).data(RecordTableModel::ParentTitleRole).toString(), u"AC/DC"_s);
    }

    void theReviewNamesTheNewParent()
    {
        const ScratchDatabase file(kMusic);
        RecordsWindow on(file.file());
        addRow(on, on.browse(u"artist"_s), 1, u"Girlschool"_s);
        BrowserPage &albums = on.browse(u"album"_s);
        {
            const Picker picker = pick(on, albums, 0, 2);
            chooseBelow(picker, 2);
        }
        on.settle();
        QStringList after;
        QTimer::singleShot(50, qApp, [&after] {
            QWidget *dialog = QApplication::activeModalWidget();
            const auto cells = dialog->findChild<QTreeWidget *>()->findItems(
                u"artist_id"_s, Qt::MatchExactly | Qt::MatchRecursive);
            for (const QTreeWidgetItem *cell : cells)
                after += cell->text(3);
            dialog->close();
        });
        albums.showReview();
        QCOMPARE(after, QStringList({u"the key of new artist “Girlschool”"_s}));
    }
};

QTEST_MAIN(NewParentsTest)
#include "tst_newparents.moc"
