#include "tests/gui/agreement.h"
#include "tests/gui/browsingwindow.h"
#include "tests/support/scratchdatabase.h"
#include "ui/browser/recordtreeview.h"
#include "ui/diagram/diagramview.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDialog>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QHeaderView>
#include <QLineEdit>
#include <QMessageBox>
#include <QPointer>
#include <QTest>
#include <QTimer>

#include <random>

using namespace Qt::StringLiterals;
using namespace relata;
using tests::Agreement;
using tests::BrowsingWindow;
using tests::ScratchDatabase;

namespace {

constexpr unsigned kUsualSeed = 2;

const QString kLibrary =
    u"CREATE TABLE author(id INTEGER PRIMARY KEY, name TEXT NOT NULL, born INT);"
    "CREATE TABLE book(id INTEGER PRIMARY KEY, title TEXT NOT NULL CHECK (title <> 'bad'), author_id INTEGER "
    "REFERENCES author(id) ON DELETE CASCADE, pages INT);"
    "CREATE TABLE tag(name TEXT PRIMARY KEY NOT NULL, note TEXT) WITHOUT ROWID;"
    "CREATE TABLE book_tag(book_id INTEGER REFERENCES book(id) ON DELETE CASCADE, tag TEXT REFERENCES "
    "tag(name), "
    "PRIMARY KEY(book_id, tag));"
    "CREATE TABLE log(what TEXT, number INT);"
    "CREATE TRIGGER told AFTER UPDATE OF title ON book BEGIN INSERT INTO log(what, number) VALUES('renamed', "
    "new.id); END;"
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40) "
    "INSERT INTO author SELECT i, 'author ' || i, 1900 + i FROM n;"
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 420) "
    "INSERT INTO book SELECT i, 'book ' || i, 1 + i * 7 % 40, i * 3 FROM n;"
    "INSERT INTO tag VALUES('old', NULL), ('new', 'x'), ('red', '');"
    "INSERT INTO book_tag SELECT id, 'old' FROM book WHERE id % 5 = 0;"
    "INSERT INTO log VALUES('begun', 0)"_s;

/// Somebody who does whatever comes to mind, as fast as the window lets him: with keys and mouse, and now and
/// then through another program. What he does is told by the seed alone.
class RandomPerson
{
public:
    RandomPerson(const ScratchDatabase &file, unsigned seed) : m_file(file), m_random(seed)
    {
        // Whatever asks gets an answer, as it comes.
        QObject::connect(&m_answers, &QTimer::timeout, &m_answers, [this] { answer(); });
        m_answers.start(15);
        open();
    }

    /// One action, and what came of it; a difference between window and file in words.
    QString act()
    {
        static const QList<std::pair<int, void (RandomPerson::*)()>> kActions = {
            {10, &RandomPerson::browse},        {12, &RandomPerson::walkTree},
            {16, &RandomPerson::edit},          {5, &RandomPerson::addRow},
            {5, &RandomPerson::deleteRows},     {3, &RandomPerson::setNull},
            {10, &RandomPerson::save},          {3, &RandomPerson::discard},
            {4, &RandomPerson::refresh},        {4, &RandomPerson::sortOrFind},
            {4, &RandomPerson::scroll},         {4, &RandomPerson::writeElsewhere},
            {1, &RandomPerson::alterElsewhere}, {2, &RandomPerson::closeTab},
            {2, &RandomPerson::touchDiagram},   {1, &RandomPerson::review},
            {1, &RandomPerson::reopen}};
        int sum = 0;
        for (const auto &[weight, action] : kActions)
            sum += weight;
        int at = below(sum);
        for (const auto &[weight, action] : kActions) {
            if (at < weight) {
                (this->*action)();
                break;
            }
            at -= weight;
        }
        rest();
        return std::exchange(m_difference, {});
    }

    QStringList story() const { return m_story.mid(qMax<qsizetype>(0, m_story.size() - 25)); }
    int saves() const { return m_saves; }

private:
    int below(int count) { return count <= 0 ? 0 : int(m_random() % unsigned(count)); }
    void tell(const QString &what) { m_story += what; }
    ui::BrowserPage *page() { return m_on->window.currentPage(); }
    /// Until nothing is asked any more: as settle(), in smaller steps.
    void rest()
    {
        for (int quiet = 0; quiet < 2 && m_on && m_on->window.workspace();) {
            QEventLoop loop;
            QTimer::singleShot(2, &loop, &QEventLoop::quit);
            loop.exec();
            quiet = m_on->window.workspace() && m_on->window.workspace()->isBusy() ? 0 : quiet + 1;
        }
    }
    void trigger(const QString &action)
    {
        m_on->window.actions()[action]->trigger();
        rest();
    }

    void open()
    {
        tell(u"open"_s);
        m_on = std::make_unique<BrowsingWindow>(m_file.file());
        if (!m_on->window.workspace())
            qFatal("The file was not opened: %s", qPrintable(m_on->error.text()));
        m_isStale = false;
    }

    void browse()
    {
        static const QStringList kTables = {u"author"_s, u"book"_s, u"tag"_s, u"book_tag"_s, u"log"_s};
        const QString table = kTables.at(below(int(kTables.size())));
        tell(u"browse "_s + table);
        m_on->window.browse(table);
        rest();
    }

    void walkTree()
    {
        if (!page())
            return browse();
        static const QList<Qt::Key> kKeys = {Qt::Key_Right, Qt::Key_Down, Qt::Key_Down,    Qt::Key_Right,
                                             Qt::Key_Left,  Qt::Key_Up,   Qt::Key_PageDown};
        for (int i = below(5); i >= 0; --i) {
            const Qt::Key key = kKeys.at(below(int(kKeys.size())));
            tell(u"tree "_s + QKeySequence(key).toString());
            QTest::keyClick(&page()->treeView(), key);
            rest();
        }
    }

    bool choose()
    {
        ui::BrowserPage *shown = page();
        if (!shown || !shown->grid().isVisible() || shown->rows().rowCount() == 0)
            return false;
        const QModelIndex cell = shown->rows().index(below(qMin(shown->rows().rowCount(), 60)),
                                                     below(shown->rows().tableColumns()));
        shown->grid().scrollTo(cell);
        tell(u"cell %1, %2 of %3"_s.arg(QString::number(cell.row()), QString::number(cell.column()),
                                        shown->rows().scope().table));
        QTest::mouseClick(shown->grid().viewport(), Qt::LeftButton, {},
                          shown->grid().visualRect(cell).center());
        rest();
        return page() == shown;
    }

    void edit()
    {
        if (!choose())
            return browse();
        static const QStringList kTexts = {u"a"_s, u"bad"_s,           u"17"_s, u"3"_s,
                                           u""_s,  u"a longer text"_s, u"old"_s};
        const QString text = kTexts.at(below(int(kTexts.size())));
        tell(u"type '"_s + text + u"'"_s);
        QTest::keyClick(&page()->grid(), Qt::Key_F2);
        QWidget *editor = QApplication::focusWidget();
        if (!editor || editor == &page()->grid() || !page()->grid().isAncestorOf(editor))
            return;
        QTest::keyClick(editor, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(editor, Qt::Key_Delete);
        QTest::keyClicks(editor, text);
        if (QWidget *now = QApplication::focusWidget(); now && below(4) > 0)
            QTest::keyClick(now, below(5) == 0 ? Qt::Key_Escape : Qt::Key_Return);
    }

    void addRow()
    {
        if (!page())
            return browse();
        tell(u"add a row"_s);
        trigger(u"addRow"_s);
    }

    void deleteRows()
    {
        if (!choose())
            return;
        tell(u"delete"_s);
        QTest::keyClick(&page()->grid(), Qt::Key_Delete, Qt::ControlModifier);
    }

    void setNull()
    {
        if (!choose())
            return;
        tell(u"set NULL, or revert"_s);
        if (below(2) == 0)
            QTest::keyClick(&page()->grid(), Qt::Key_0, Qt::ControlModifier);
        else
            trigger(u"revertRows"_s);
    }

    void save()
    {
        tell(u"save"_s);
        trigger(u"save"_s);
        if (!m_on->pending().isEmpty())
            return; // Refused: what was typed is still there.
        ++m_saves;
        compare();
    }

    void compare()
    {
        if (!page())
            return;
        if (std::exchange(m_isStale, false) || m_shown != page()) {
            trigger(u"refresh"_s); // What others wrote is seen only then.
            m_shown = page();
        }
        ui::BrowserPage *shown = page();
        // The counts come by a thread of their own.
        m_difference = Agreement(*shown, m_file).difference();
        QElapsedTimer waiting;
        waiting.start();
        while (!m_difference.isEmpty() && waiting.elapsed() < 3000) {
            QTest::qWait(50);
            m_difference = Agreement(*shown, m_file).difference();
        }
    }

    void discard()
    {
        tell(u"discard"_s);
        trigger(u"discard"_s);
    }

    void refresh()
    {
        tell(u"refresh"_s);
        trigger(u"refresh"_s);
    }

    void sortOrFind()
    {
        if (!page() || !page()->grid().isVisible())
            return;
        if (below(2) == 0) {
            const int column = below(page()->rows().tableColumns());
            tell(u"sort by %1"_s.arg(column));
            const QHeaderView *header = page()->grid().horizontalHeader();
            QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                              {header->sectionViewportPosition(column) + 12, header->height() / 2});
            return;
        }
        static const QStringList kWords = {u""_s, u""_s, u"1"_s, u"book 4"_s, u"nothing has this"_s};
        const QString words = kWords.at(below(int(kWords.size())));
        tell(u"filter '%1'"_s.arg(words));
        auto *line = page()->findChild<QLineEdit *>(u"rowFilter"_s);
        line->setFocus();
        line->selectAll();
        QTest::keyClick(line, Qt::Key_Delete);
        QTest::keyClicks(line, words);
        QTest::keyClick(line, Qt::Key_Return);
    }

    void scroll()
    {
        if (!page() || !page()->grid().isVisible())
            return;
        tell(u"to the end, and back"_s);
        QTest::keyClick(&page()->grid(), Qt::Key_End, Qt::ControlModifier);
        rest();
        if (below(2) == 0 && page())
            QTest::keyClick(&page()->grid(), Qt::Key_Home, Qt::ControlModifier);
    }

    void writeElsewhere()
    {
        const int number = 1 + below(420);
        static const QStringList kStatements = {
            u"UPDATE book SET pages = pages + 1 WHERE id % 7 = %1 % 7"_s,
            u"DELETE FROM book WHERE id = %1"_s,
            u"INSERT OR IGNORE INTO book(id, title, author_id) SELECT %1, 'elsewhere', min(id) FROM author "
            "HAVING count(*) > 0"_s,
            u"UPDATE author SET name = name || '.' WHERE id = %1 % 40"_s,
            u"INSERT INTO log(what, number) VALUES('elsewhere', %1)"_s,
            u"INSERT OR IGNORE INTO author(id, name) VALUES(%1, 'author ' || %1)"_s};
        const QString sql =
            QString(kStatements.at(below(int(kStatements.size())))).replace(u"%1"_s, QString::number(number));
        tell(u"elsewhere: "_s + sql);
        m_file.run(u"PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON; "_s + sql);
        m_isStale = true;
    }

    void alterElsewhere()
    {
        const QString name = u"extra_%1"_s.arg(++m_columns);
        if (m_columns > 6)
            return;
        tell(u"elsewhere: a new column "_s + name);
        m_file.run(u"PRAGMA busy_timeout = 5000; ALTER TABLE %1 ADD COLUMN %2"_s.arg(
            below(2) == 0 ? u"log"_s : u"author"_s, name));
        m_isStale = true;
        refresh();
    }

    void closeTab()
    {
        tell(u"close the tab"_s);
        trigger(u"closeTab"_s);
    }

    void touchDiagram()
    {
        tell(u"diagram"_s);
        trigger(u"diagram"_s);
        QTest::keyClick(&m_on->window.diagram(), Qt::Key_Tab);
        QTest::keyClick(&m_on->window.diagram(), Qt::Key_F);
        QTest::keyClick(&m_on->window.diagram(), below(2) == 0 ? Qt::Key_Escape : Qt::Key_Delete);
        if (below(3) == 0)
            trigger(u"arrange"_s);
    }

    void review()
    {
        tell(u"review"_s);
        trigger(u"review"_s);
    }

    void reopen()
    {
        tell(u"close the window"_s);
        for (int i = 0; i < 20 && m_on->window.isVisible(); ++i) {
            m_on->window.close();
            rest();
            if (i == 10)
                m_on->window.workspace()->records().discard();
        }
        m_on.reset();
        open();
    }

    void answer()
    {
        auto *dialog = qobject_cast<QDialog *>(QApplication::activeModalWidget());
        if (!dialog)
            return;
        if (auto *box = qobject_cast<QMessageBox *>(dialog)) {
            const QList<QAbstractButton *> buttons = box->buttons();
            buttons.at(below(int(buttons.size())))->click();
        } else {
            dialog->reject();
        }
    }

    const ScratchDatabase &m_file;
    std::mt19937 m_random;
    QTimer m_answers;
    std::unique_ptr<BrowsingWindow> m_on;
    QPointer<ui::BrowserPage> m_shown; ///< has been read since others wrote
    bool m_isStale = false;
    int m_columns = 0;
    int m_saves = 0;
    QString m_difference;
    QStringList m_story;
};

} // namespace

/// A long use of the window: nothing ends the program, and after every save window and file agree.
/// RELATA_SEED says which, RELATA_SOAK how many actions; RELATA_LONG=1 makes 50,000 of the 2,000, by a seed
/// of chance.
class SoakTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { tests::useSettingsOf(u"soak"_s); }

    void windowAndFileAgreeAfterEverySave()
    {
        const bool isLong = qEnvironmentVariableIntValue("RELATA_LONG") > 0;
        const int given = qEnvironmentVariableIntValue("RELATA_SOAK");
        const int actions = given > 0 ? given : isLong ? 50000 : 2000;
        bool isGiven = false;
        unsigned seed = qEnvironmentVariable("RELATA_SEED").toUInt(&isGiven);
        if (!isGiven)
            seed = isLong ? std::random_device{}() : kUsualSeed;
        qInfo("RELATA_SEED=%u, %d actions", seed, actions);
        const ScratchDatabase file(kLibrary);
        RandomPerson person(file, seed);
        for (int i = 0; i < actions; ++i) {
            const QString difference = person.act();
            QVERIFY2(difference.isEmpty(),
                     qPrintable(u"RELATA_SEED=%1, action %2: %3\n%4"_s.arg(
                         QString::number(seed), QString::number(i), difference, person.story().join(u'\n'))));
        }
        QCOMPARE(file.rows(u"PRAGMA integrity_check"_s), QStringList{u"ok"_s});
        QCOMPARE(file.rows(u"PRAGMA foreign_key_check"_s), QStringList());
        qInfo("%d saves", person.saves());
    }
};

int main(int argc, char **argv)
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QApplication application(argc, argv);
    SoakTest test;
    QTEST_SET_MAIN_SOURCE_PATH
    qputenv("QTEST_FUNCTION_TIMEOUT", "7200000");
    return QTest::qExec(&test, argc, argv);
}

#include "tst_soak.moc"
