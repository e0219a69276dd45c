#include "core/project/designfile.h"
#include "tests/gui/browsingwindow.h"
#include "tests/gui/drawingwindow.h"
#include "tests/support/scratchdatabase.h"
#include "ui/shell/textdialog.h"

#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>
#include <QRandomGenerator>
#include <QStatusBar>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace relata;
using tests::BrowsingWindow;
using tests::DrawingWindow;
using tests::ScratchDatabase;
using tests::settle;
using ui::BrowserPage;

namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr int kKills = 10;
#else
constexpr int kKills = 60;
#endif
constexpr int kAtOnce = 6;

const QString kTables = u"CREATE TABLE t(id INTEGER PRIMARY KEY, v TEXT, w TEXT);"
                        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12) "
                        "INSERT INTO t SELECT i, 'v' || i, 'w' || i FROM n"_s;

ui::TextDialog *offerOf(ui::MainWindow &window)
{
    auto *dialog = window.findChild<ui::TextDialog *>(u"leftEdits"_s);
    return dialog && dialog->isVisible() ? dialog : nullptr;
}

/// What is offered, a line for each row.
QStringList offered(ui::TextDialog *dialog)
{
    return dialog->findChild<QPlainTextEdit *>(u"text"_s)->toPlainText().split(u"\n\n"_s).first().split(
        u'\n');
}

QString sentenceOf(ui::TextDialog *dialog)
{
    return dialog->findChild<QLabel *>(u"sentence"_s)->text();
}

void press(ui::TextDialog *dialog, const QString &text)
{
    for (QPushButton *button : dialog->findChildren<QPushButton *>()) {
        if (button->text() == text) {
            QTest::mouseClick(button, Qt::LeftButton);
            return;
        }
    }
    qFatal("no such button");
}

QDir journals()
{
    return QDir(ui::Settings::layoutFolder());
}

int journalCount()
{
    return int(journals().entryList({u"*.edits"_s}, QDir::Files).size());
}

QString drawings()
{
    return ui::Settings::layoutFolder() + u"/drawings"_s;
}

bool isDrawn(const schema::Schema &schema)
{
    return schema.table(u"customer"_s) != nullptr;
}

/// True once a folder has a design file with all that a worker draws.
bool isKeptIn(const QString &folder)
{
    for (const QFileInfo &file : QDir(folder).entryInfoList({u"*.relata"_s}, QDir::Files)) {
        const auto content = project::loadDesign(file.filePath());
        if (content && isDrawn(content->design.schema))
            return true;
    }
    return false;
}

// ---- The process that is killed: a window in which somebody works, and says what can be seen of it.

void say(const QString &words)
{
    std::fputs(qPrintable(words + u'\n'), stdout);
    std::fflush(stdout);
}

/// What waits, as the journal's offer words it, on one line.
QString waiting(BrowsingWindow &on)
{
    QStringList rows;
    const base::PendingEdits &edits = on.pending();
    for (auto row = edits.changed.cbegin(); row != edits.changed.cend(); ++row) {
        QStringList cells;
        for (const int column : {1, 2}) {
            if (const auto cell = row->constFind(column); cell != row->cend())
                cells += u"%1 = %2 (was %3)"_s.arg(column == 1 ? u"v"_s : u"w"_s, cell->now.toSql(),
                                                   cell->before.toSql());
        }
        rows += u"Row %1 of 't': %2"_s.arg(row.key().toDisplay(), cells.join(u", "_s));
    }
    for (const base::RecordKey &key : edits.deleted)
        rows += u"Row %1 of 't': to be deleted"_s.arg(key.toDisplay());
    for (const base::NewRow &row : edits.added) {
        QStringList cells;
        for (const int column : {1, 2}) {
            if (row.cells.contains(column))
                cells += u"%1 = %2"_s.arg(column == 1 ? u"v"_s : u"w"_s, row.cells[column].toSql());
        }
        rows += u"New row %1 of 't': %2"_s.arg(QString::number(row.key.newRow),
                                               cells.isEmpty() ? u"-"_s : cells.join(u", "_s));
    }
    return rows.join(u'\t');
}

int workUntilKilled(const QString &file, quint32 seed)
{
    QRandomGenerator random(seed);
    BrowsingWindow on(file);
    if (!on.window.workspace())
        return 2;
    BrowserPage &page = on.browse(u"t"_s);
    say(u"ready"_s);
    for (int round = 0; round < 100000; ++round) {
        const int row = int(random.bounded(page.rows().rowCount()));
        const int kind = int(random.bounded(20));
        on.clickCell(page, row, 1 + int(random.bounded(2)));
        if (kind == 0) {
            say(u"saving"_s);
            on.save();
            say(u"saved"_s);
        } else if (kind == 1) {
            say(u"doing"_s);
            page.grid().deleteSelectedRows();
        } else if (kind == 2) {
            say(u"doing"_s);
            page.addRow();
        } else if (page.rows().flags(page.grid().currentIndex()) & Qt::ItemIsEditable) {
            say(u"doing"_s);
            on.typeInto(page, row, page.grid().currentIndex().column(), u"typed %1"_s.arg(round));
        }
        settle(*on.window.workspace());
        say(u"shown\t"_s + waiting(on));
    }
    return 0;
}

/// Draws a table, on a database or, where there is none, on an empty canvas.
int drawUntilKilled(const QString &file)
{
    const auto draw = [](ui::MainWindow &window) {
        DrawingWindow::draw(window, u"customer"_s, u"name text"_s);
        say(isDrawn(window.document().design().schema) ? u"drawn"_s : u"failed"_s);
        QTest::qWait(300000);
    };
    if (file.isEmpty()) {
        DrawingWindow on;
        draw(on.window);
    } else {
        BrowsingWindow on(file);
        draw(on.window);
    }
    return 0;
}

/// A window's process that can be killed, and what it said.
struct Worker
{
    explicit Worker(const QStringList &arguments)
    {
        process.start(QCoreApplication::applicationFilePath(), arguments);
    }
    Worker(const QString &file, quint32 seed) : Worker({u"--work"_s, file, QString::number(seed)}) {}

    void kill()
    {
        process.kill();
        process.waitForFinished();
        lines = QString::fromUtf8(process.readAllStandardOutput()).split(u'\n');
        lines.removeLast(); // Cut off, or empty.
    }

    /// What could be seen last; empty where nothing waited.
    QStringList lastShown() const
    {
        for (auto line = lines.crbegin(); line != lines.crend(); ++line) {
            if (line->startsWith(u"shown\t"_s))
                return line->mid(6).split(u'\t', Qt::SkipEmptyParts);
        }
        return {};
    }
    bool was(const QString &words) const { return !lines.isEmpty() && lines.last() == words; }

    QProcess process;
    QStringList lines;
};

} // namespace

/// kill -9 at any moment: what could be seen to wait, and what was drawn, is offered again.
class KilledWindowTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { tests::useSettingsOf(u"killedwindow"_s); }
    void init()
    {
        for (const QString &file : journals().entryList({u"*.edits*"_s}, QDir::Files))
            QFile::remove(journals().filePath(file));
        for (const QString &folder : {journals().path(), drawings()}) {
            for (const QString &file : QDir(folder).entryList({u"*.relata*"_s}, QDir::Files))
                QFile::remove(QDir(folder).filePath(file));
        }
    }

    void whatCouldBeSeenSurvivesAKillAtAnyMoment()
    {
        const quint32 seed = qEnvironmentVariableIsSet("RELATA_SEED")
                                 ? quint32(qEnvironmentVariableIntValue("RELATA_SEED"))
                                 : QRandomGenerator::global()->generate();
        qInfo("RELATA_SEED=%u", seed);
        QRandomGenerator random(seed);
        int restored = 0;
        for (int done = 0; done < kKills; done += kAtOnce) {
            const int count = qMin(kAtOnce, kKills - done);
            std::vector<ScratchDatabase> files;
            std::vector<std::unique_ptr<Worker>> workers;
            for (int i = 0; i < count; ++i) {
                files.emplace_back(kTables);
                workers.push_back(std::make_unique<Worker>(files.back().file(), random.generate()));
            }
            for (const auto &worker : workers) {
                QVERIFY(worker->process.waitForReadyRead(60000));
                QTest::qWait(int(random.bounded(500)));
                worker->kill();
            }
            for (int i = 0; i < count; ++i) {
                checkAfterKill(files[size_t(i)], *workers[size_t(i)], restored);
                if (QTest::currentTestFailed())
                    return;
            }
        }
        qInfo("%d kills, %d times something waited and came back", kKills, restored);
        QVERIFY(restored > kKills / 3); // Or the kills came too early to prove anything.
    }

    void aJournalOfAProcessThatLivesIsNotOffered()
    {
        const ScratchDatabase file(kTables);
        Worker worker(file.file(), 5);
        QVERIFY(worker.process.waitForReadyRead(60000));
        QTRY_VERIFY(journalCount() == 1);
        {
            BrowsingWindow on(file.file());
            QTest::qWait(200);
            QVERIFY(!offerOf(on.window));
        }
        worker.kill();
        BrowsingWindow on(file.file());
        QTRY_VERIFY(offerOf(on.window) || worker.lastShown().isEmpty());
    }

    void theDesignOfADatabaseIsKeptByTheFirstProcessUntilItIsKilled()
    {
        const ScratchDatabase file(kTables);
        Worker worker({u"--draw"_s, file.file()});
        QVERIFY(worker.process.waitForReadyRead(60000));
        QTRY_VERIFY(isKeptIn(journals().path()));
        {
            BrowsingWindow second(file.file());
            QVERIFY2(second.window.statusBar()->currentMessage().startsWith(
                         u"Another Relata has this database open"_s),
                     qPrintable(second.window.statusBar()->currentMessage()));
            QVERIFY(isDrawn(second.window.document().design().schema));
            DrawingWindow::draw(second.window, u"theirs"_s, u"word text"_s);
            QVERIFY(second.window.windowTitle().startsWith(u'*'));
            second.window.keeper().forget();
        }
        worker.kill();
        BrowsingWindow next(file.file());
        QVERIFY(!next.window.statusBar()->currentMessage().contains(u"Another Relata"_s));
        QVERIFY(isDrawn(next.window.document().design().schema));
        QVERIFY(!next.window.document().design().schema.table(u"theirs"_s));
        DrawingWindow::draw(next.window, u"more"_s, u"word text"_s);
        QVERIFY(!next.window.windowTitle().startsWith(u'*')); // It is kept by itself again.
    }

    void anUnsavedDrawingOfAKilledProcessIsOfferedAtTheNextStart()
    {
        Worker worker({u"--draw"_s, QString()});
        QVERIFY(worker.process.waitForReadyRead(60000));
        QTRY_VERIFY(isKeptIn(drawings()));
        QVERIFY(open::leftDrawings(drawings()).isEmpty()); // Its process lives.
        worker.kill();
        const QList<open::LeftDrawing> left = open::leftDrawings(drawings());
        QCOMPARE(left.size(), 1);
        DrawingWindow next;
        next.window.showLeft(left.first());
        QVERIFY(isDrawn(next.window.document().design().schema));
        QVERIFY(next.window.windowTitle().startsWith(u'*'));
        QVERIFY(next.window.statusBar()->currentMessage().contains(u"was not saved when Relata ended"_s));
        QVERIFY(open::leftDrawings(drawings()).isEmpty()); // It is this window's now,
        QVERIFY(isKeptIn(drawings()));                     // and survives its end as well.
        next.window.keeper().forget();
        QVERIFY(!isKeptIn(drawings()));
    }

    void aJournalCanBeReadByItsOwnerOnlyAndGoesWithASaveOrADiscard()
    {
        const ScratchDatabase file(kTables);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"t"_s);
        QCOMPARE(journalCount(), 0);
        const auto isKept = [] {
            const QFileInfo journal = journals().entryInfoList({u"*.edits"_s}, QDir::Files).value(0);
            constexpr auto kOthers =
                QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
            const QFileInfo lock(journal.filePath() + u".lock"_s);
            return journal.exists() && lock.exists() && !(lock.permissions() & kOthers) &&
                   !(journal.permissions() & kOthers) &&
                   !(QFileInfo(journal.absolutePath()).permissions() &
                     (kOthers | QFile::ExeGroup | QFile::ExeOther));
        };
        on.typeInto(page, 0, 1, u"mine"_s);
        QVERIFY(isKept());
        on.save();
        QCOMPARE(journalCount(), 0);
        on.typeInto(page, 1, 1, u"mine"_s);
        QVERIFY(isKept());
        on.window.discard();
        settle(*on.window.workspace());
        QCOMPARE(journalCount(), 0);
    }

    void whatHasChangedSinceIsToldAndASaveTellsItAgain()
    {
        const ScratchDatabase file(kTables);
        leave(file, [](BrowsingWindow &on, BrowserPage &page) {
            on.typeInto(page, 0, 1, u"mine"_s);
            on.typeInto(page, 1, 1, u"mine, too"_s);
        });
        file.run(u"UPDATE t SET v = 'theirs' WHERE id = 2"_s);
        BrowsingWindow on(file.file());
        QTRY_VERIFY(offerOf(on.window));
        ui::TextDialog *dialog = offerOf(on.window);
        QVERIFY(sentenceOf(dialog).contains(u"2 changes of 'scratch.db' waited for Save"_s));
        QVERIFY(dialog->findChild<QPlainTextEdit *>(u"text"_s)->toPlainText().contains(
            u"Row 2 of 't' has changed: v was 'v2' and is 'theirs'."_s));
        press(dialog, u"Restore"_s);
        QTRY_COMPARE(on.pending().count(), 2);
        on.save();
        QCOMPARE(on.pending().count(), 2); // Refused, as the other one's edit would be lost.
        QCOMPARE(file.rows(u"SELECT v FROM t WHERE id < 3"_s), QStringList({u"v1"_s, u"theirs"_s}));
    }

    void inAnotherFileOnlyRowsThatAreAsTheyWereComeBack()
    {
        const ScratchDatabase file(kTables);
        leave(file, [](BrowsingWindow &on, BrowserPage &page) {
            on.typeInto(page, 0, 1, u"mine"_s);
            on.typeInto(page, 1, 1, u"mine, too"_s);
            on.clickCell(page, 2, 1);
            page.grid().deleteSelectedRows();
            on.clickCell(page, 3, 1);
            page.grid().deleteSelectedRows();
            settle(*on.window.workspace());
        });
        const ScratchDatabase other(
            kTables + u";UPDATE t SET v = 'theirs' WHERE id = 2; UPDATE t SET w = 'theirs' WHERE id = 4"_s);
        QCOMPARE(std::rename(QFile::encodeName(other.file()).constData(),
                             QFile::encodeName(file.file()).constData()),
                 0);
        {
            BrowsingWindow on(file.file());
            QTRY_VERIFY(offerOf(on.window));
            ui::TextDialog *dialog = offerOf(on.window);
            QVERIFY(sentenceOf(dialog).contains(u"2 of them can wait again"_s));
            QCOMPARE(offered(dialog).size(), 4);
            press(dialog, u"Restore"_s);
            QTRY_COMPARE(on.pending().count(), 2);
            on.save();
            QVERIFY(on.pending().isEmpty());
            QCOMPARE(file.rows(u"SELECT id, v FROM t WHERE id < 5"_s),
                     QStringList({u"1|mine"_s, u"2|theirs"_s, u"4|v4"_s}));
        }
        // The others are kept as text until they are discarded.
        BrowsingWindow on(file.file());
        QTRY_VERIFY(offerOf(on.window));
        QCOMPARE(offered(offerOf(on.window)).size(), 2);
        press(offerOf(on.window), u"Discard"_s);
        QTRY_COMPARE(journalCount(), 0);
    }

    void otherTablesGetTheChangesAsTextOnly()
    {
        const ScratchDatabase file(kTables);
        leave(file, [](BrowsingWindow &on, BrowserPage &page) { on.typeInto(page, 0, 1, u"mine"_s); });
        file.run(u"ALTER TABLE t RENAME COLUMN v TO z"_s);
        for (const QString &answer : {u"Not now"_s, u"Discard"_s}) {
            BrowsingWindow on(file.file());
            QTRY_VERIFY(offerOf(on.window));
            ui::TextDialog *dialog = offerOf(on.window);
            QVERIFY(sentenceOf(dialog).contains(u"The tables have changed since"_s));
            QCOMPARE(offered(dialog), QStringList{u"Row 1 of 't': v = 'mine' (was 'v1')"_s});
            for (const QPushButton *button : dialog->findChildren<QPushButton *>())
                QVERIFY(button->text() != "Restore"_L1);
            if (answer == "Not now"_L1)
                QTest::keyClick(dialog, Qt::Key_Return); // Which discards nothing.
            else
                press(dialog, answer);
            QTest::qWait(50);
            QVERIFY(on.pending().isEmpty());
        }
        QTRY_COMPARE(journalCount(), 0);
    }

    void reopeningAReplacedFileOffersWhatWaited()
    {
        const ScratchDatabase file(kTables);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"t"_s);
        on.typeInto(page, 0, 1, u"mine"_s);
        const ScratchDatabase other(kTables + u"; UPDATE t SET w = 'theirs'"_s);
        QCOMPARE(std::rename(QFile::encodeName(other.file()).constData(),
                             QFile::encodeName(file.file()).constData()),
                 0);
        on.save();
        auto *lost = on.window.findChild<ui::TextDialog *>(u"lostFile"_s);
        QVERIFY(lost);
        press(lost, u"Reopen"_s);
        QTRY_VERIFY(offerOf(on.window));
        QCOMPARE(offered(offerOf(on.window)), QStringList{u"Row 1 of 't': v = 'mine' (was 'v1')"_s});
        press(offerOf(on.window), u"Restore"_s);
        QTRY_COMPARE(on.pending().count(), 1);
        on.save();
        QCOMPARE(file.rows(u"SELECT v, w FROM t WHERE id = 1"_s), QStringList{u"mine|theirs"_s});
        QCOMPARE(journalCount(), 0);
    }

private:
    /// A window whose process ends with changes that wait: as a kill leaves them, but at a known moment.
    template<typename Act>
    void leave(const ScratchDatabase &file, Act act)
    {
        BrowsingWindow on(file.file());
        act(on, on.browse(u"t"_s));
        QVERIFY(!on.pending().isEmpty());
    }

    void checkAfterKill(const ScratchDatabase &file, const Worker &worker, int &restored)
    {
        const QStringList seen = worker.lastShown();
        const QStringList stored =
            file.rows(u"SELECT count(*), sum(v LIKE 'typed%' OR w LIKE 'typed%') FROM t"_s);
        QCOMPARE(stored.size(), 1);
        BrowsingWindow on(file.file());
        // What was left is looked for in the session's thread, which may have to wait for its turn.
        const bool isAwaited = !seen.isEmpty() && !worker.was(u"saving"_s) && !worker.was(u"saved"_s);
        static_cast<void>(
            QTest::qWaitFor([&on] { return offerOf(on.window) != nullptr; }, isAwaited ? 10000 : 300));
        ui::TextDialog *dialog = offerOf(on.window);
        const QStringList back = dialog ? offered(dialog) : QStringList();
        QStringList missing;
        for (const QString &row : seen) {
            if (!back.contains(row))
                missing += row;
        }
        const QByteArray all =
            u"seen:\n%1\nback:\n%2\nlast: %3"_s
                .arg(seen.join(u'\n'), back.join(u'\n'), worker.lines.value(worker.lines.size() - 1))
                .toUtf8();
        if (worker.was(u"saving"_s)) // All of it is in the file, or all of it is offered.
            QVERIFY2(back.isEmpty() || missing.isEmpty(), all.constData());
        else if (worker.was(u"saved"_s))
            QVERIFY2(back.isEmpty(), all.constData());
        else // Besides the row that was being edited, which may be further on.
            QVERIFY2(missing.size() <= 1 && (missing.isEmpty() || worker.was(u"doing"_s)), all.constData());
        QVERIFY2(back.size() <= seen.size() + 2, all.constData());
        if (!dialog)
            return;
        ++restored;
        press(dialog, u"Restore"_s);
        QTRY_COMPARE(on.pending().count(), back.size());
        on.save();
        QVERIFY2(on.pending().isEmpty(), all.constData());
        for (const QString &row : back) {
            static const QRegularExpression typed(u"= '(typed \\d+)'"_s);
            auto matches = typed.globalMatch(row);
            while (matches.hasNext()) {
                const QString value = matches.next().captured(1);
                QCOMPARE(file.rows(u"SELECT count(*) FROM t WHERE v = '%1' OR w = '%1'"_s.arg(value)),
                         QStringList{u"1"_s});
            }
        }
    }
};

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    if (words.value(1) == "--work"_L1 || words.value(1) == "--draw"_L1) {
        tests::useSettingsOf(u"killedwindow"_s);
        return words.value(1) == "--draw"_L1 ? drawUntilKilled(words.value(2))
                                             : workUntilKilled(words.value(2), words.value(3).toUInt());
    }
    KilledWindowTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_killedwindow.moc"
