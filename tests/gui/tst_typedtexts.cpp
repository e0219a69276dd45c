#include "tests/gui/browsingwindow.h"
#include "tests/support/scratchdatabase.h"
#include "tests/support/typedtable.h"

#include <QApplication>
#include <QClipboard>
#include <QPlainTextEdit>

#include <random>

using namespace Qt::StringLiterals;
using namespace relata;
using tests::BrowsingWindow;
using tests::ScratchDatabase;
using tests::settle;
using tests::TypedRow;
using ui::BrowserPage;

namespace {

constexpr int kRows = 8; ///< cells that are typed over before each save
constexpr unsigned kUsualSeed = 20'261'129;
/// Where editors and limits change.
const QList<int> kLengths = {0, 1, 2, 199, 200, 201, 32'766, 32'767, 32'768};
constexpr int kMegabyte = 1'000'000;

QString quoted(QString text)
{
    return u'\'' + text.replace(u'\'', u"''"_s) + u'\'';
}

/// All declared types, each with a column.
QStringList allTypes()
{
    QStringList types;
    for (const QString &affinity :
         {u"TEXT"_s, u"INTEGER"_s, u"REAL"_s, u"NUMERIC"_s, u"BOOLEAN"_s, u"none"_s})
        types += tests::typesOf(affinity);
    return types;
}

QString tableSql(const QStringList &types)
{
    QStringList columns = {u"id INTEGER PRIMARY KEY"_s};
    for (qsizetype i = 0; i < types.size(); ++i)
        columns += u"c%1 %2"_s.arg(QString::number(i), types[i]);
    QString sql = u"CREATE TABLE cell(%1);"_s.arg(columns.join(u", "_s));
    for (int row = 1; row <= kRows; ++row)
        sql += u"INSERT INTO cell(id) VALUES(%1);"_s.arg(row);
    return sql;
}

/// What a new line of a text ends with: the same as its first one.
QString lineEndOf(const QString &text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == u'\r')
            return text.sliced(i).startsWith(u"\r\n"_s) ? u"\r\n"_s : u"\r"_s;
        if (text[i] == u'\n')
            break;
    }
    return u"\n"_s;
}

/// Something that is typed over a cell, and what was meant by it.
struct Typing
{
    enum class How { Over, PastedOver, AtTheStart, AtTheEnd, Nothing, Refused };

    How how = How::Nothing;
    int column = 0; ///< of the types
    QString held;   ///< an SQL literal
    QString text;
    QString meant; ///< an SQL literal
};

/// Cells and texts by a seed.
class RandomTypings
{
public:
    explicit RandomTypings(unsigned seed) : m_random(seed), m_types(allTypes()), m_table(tests::typedTable())
    {
    }

    const QStringList &types() const { return m_types; }

    Typing next()
    {
        switch (below(3)) {
        case 0:
            return ofTheTable();
        case 1:
            return pasted();
        default:
            return insertedIntoText();
        }
    }

private:
    int below(qsizetype end) { return int(m_random() % unsigned(end)); }
    template<typename List>
    auto oneOf(const List &list)
    {
        return list[below(list.size())];
    }

    Typing ofTheTable()
    {
        const TypedRow row = oneOf(m_table);
        Typing made;
        made.column = int(m_types.indexOf(oneOf(tests::typesOf(row.affinity))));
        made.held = oneOf(tests::literalsOf(row.held));
        made.text = row.typed;
        made.how = row.stored == "refused"_L1 ? Typing::How::Refused : Typing::How::Over;
        made.meant = made.how == Typing::How::Refused ? made.held : row.stored;
        return made;
    }

    Typing pasted()
    {
        Typing made;
        made.how = Typing::How::PastedOver;
        made.column = below(m_types.size());
        made.held = oneOf(tests::literalsOf(u"any"_s));
        made.text = text(qMax(1, length()));
        made.meant = quoted(made.text);
        return made;
    }

    Typing insertedIntoText()
    {
        Typing made;
        made.how = oneOf(QList{Typing::How::AtTheStart, Typing::How::AtTheEnd, Typing::How::Nothing});
        made.column = below(m_types.size());
        const QString before = text(length());
        made.held = quoted(before);
        // Above two hundred characters there is an editor of several lines, where Enter makes one more.
        const bool hasLines = before.size() > 200;
        made.text = hasLines ? u"a\nb"_s : u"ab"_s;
        const QString added = hasLines ? u'a' + lineEndOf(before) + u'b' : made.text;
        if (made.how == Typing::How::Nothing)
            made.meant = made.held;
        else
            made.meant = quoted(made.how == Typing::How::AtTheStart ? added + before : before + added);
        return made;
    }

    int length() { return below(40) == 0 ? kMegabyte : oneOf(kLengths); }

    /// Begins with a letter that no number and no other word of the table begins with.
    QString text(int length)
    {
        static const QStringList plain = {u"a"_s, u"b"_s, u"c"_s, u" "_s, u"7"_s, u"'"_s};
        static const QStringList odd = {u"é"_s,      u"\u00a0"_s, u"\u200b"_s, u"\u0301"_s, u"\U0001F600"_s,
                                        u"\u4e2d"_s, u"\t"_s,     u"\""_s,     u"%1"_s,     u"&"_s};
        static const QStringList lines = {u"\n"_s, u"\r\n"_s, u"\r"_s, u"\u2028"_s, u"\u2029"_s};
        QStringList letters = plain;
        const int kind = below(3);
        if (kind > 0)
            letters += odd;
        if (kind > 1)
            letters += lines;
        QString made = length > 0 ? u"q"_s : QString();
        while (made.size() < length) {
            const QString next = oneOf(letters);
            made += made.size() + next.size() <= length ? next : u"z"_s;
        }
        return made;
    }

    std::mt19937 m_random;
    const QStringList m_types;
    const QList<TypedRow> m_table;
};

} // namespace

/// Whatever is typed over whatever a cell holds: what is stored is what was meant, read by another
/// connection. RELATA_SEED repeats a run, RELATA_LONG=1 makes it twenty times as long by a seed of chance.
class TypedTextsTest : public QObject
{
    Q_OBJECT

    static void finish(QWidget *editor)
    {
        const bool isLine = qobject_cast<QLineEdit *>(editor) != nullptr;
        QTest::keyClick(editor, Qt::Key_Return, isLine ? Qt::NoModifier : Qt::ControlModifier);
    }

    static void typeOver(QWidget *editor, const QString &text)
    {
        QTest::keyClick(editor, Qt::Key_A, Qt::ControlModifier);
        if (!text.isEmpty())
            return QTest::keyClicks(editor, text);
        QTest::keyClick(editor, 'x'); // An editor that nobody has touched changes nothing.
        QTest::keyClick(editor, Qt::Key_Backspace);
    }

    static void typeLines(QWidget *editor, const QString &text)
    {
        for (const QChar letter : text) {
            if (letter == u'\n')
                QTest::keyClick(editor, Qt::Key_Return);
            else
                QTest::keyClicks(editor, letter);
        }
    }

    /// By mouse and keys, as a person does it.
    static void type(BrowsingWindow &on, BrowserPage &page, int row, const Typing &typing)
    {
        ui::RecordGrid &grid = page.grid();
        grid.setCurrentIndex(page.rows().index(row, typing.column + 1));
        if (typing.how == Typing::How::Refused) {
            QTest::keyClick(&grid, 'x');
            return;
        }
        QTest::keyClick(&grid, Qt::Key_F2);
        // A large value is read first.
        const auto isOpen = [&grid] { return grid.isEditing() && QApplication::focusWidget() != &grid; };
        const bool opened = QTest::qWaitFor(isOpen);
        QWidget *editor = QApplication::focusWidget();
        if (!opened)
            qFatal("no editor for %s", qPrintable(typing.held.left(40)));
        if (typing.how == Typing::How::Over) {
            typeOver(editor, typing.text);
        } else if (typing.how == Typing::How::PastedOver) {
            QApplication::clipboard()->setText(typing.text);
            QTest::keyClick(editor, Qt::Key_A, Qt::ControlModifier);
            QTest::keyClick(editor, Qt::Key_V, Qt::ControlModifier);
        } else if (typing.how != Typing::How::Nothing) {
            const bool isStart = typing.how == Typing::How::AtTheStart;
            QTest::keyClick(editor, isStart ? Qt::Key_Home : Qt::Key_End, Qt::ControlModifier);
            typeLines(editor, typing.text);
        }
        finish(QApplication::focusWidget()); // It may have outgrown the line.
        if (!QTest::qWaitFor([&grid] { return !grid.isEditing(); }))
            qFatal("still open: %s", qPrintable(typing.text.left(40)));
        Q_UNUSED(on);
    }

    static void hold(const ScratchDatabase &file, const QStringList &types, const QList<Typing> &typings)
    {
        QStringList none;
        for (qsizetype i = 0; i < types.size(); ++i)
            none += u"c%1 = NULL"_s.arg(i);
        QString sql = u"BEGIN; UPDATE cell SET %1;"_s.arg(none.join(u", "_s));
        for (qsizetype row = 0; row < typings.size(); ++row) {
            sql += u"UPDATE cell SET c%1 = %2 WHERE id = %3;"_s.arg(
                QString::number(typings[row].column), typings[row].held, QString::number(row + 1));
        }
        file.run(sql + u"COMMIT"_s);
    }

    /// "" where what is stored is what was meant.
    static QString difference(const ScratchDatabase &file, int row, const Typing &typing)
    {
        const QString cell = u"c%1"_s.arg(typing.column);
        const QString where = u" FROM cell WHERE id = %1"_s.arg(row + 1);
        const QStringList same = file.rows(
            u"SELECT typeof(%1) = typeof(%2) AND quote(%1) = quote(%2)"_s.arg(cell, typing.meant) + where);
        if (same == QStringList{u"1"_s})
            return {};
        return u"%1 over %2 in c%3: meant %4, stored %5"_s.arg(
            typing.text.left(60), typing.held.left(60), QString::number(typing.column), typing.meant.left(80),
            file.rows(u"SELECT typeof(%1) || ' of ' || length(%1) || ': ' || substr(quote(%1), 1, 80)"_s.arg(
                          cell) +
                      where)
                .value(0));
    }

private slots:
    void initTestCase() { tests::useSettingsOf(u"typedtexts"_s); }

    void whatIsStoredIsWhatWasMeant()
    {
        const bool isLong = qEnvironmentVariableIntValue("RELATA_LONG") > 0;
        bool isGiven = false;
        unsigned seed = qEnvironmentVariable("RELATA_SEED").toUInt(&isGiven);
        if (!isGiven)
            seed = isLong ? std::random_device{}() : kUsualSeed;
        qInfo("RELATA_SEED=%u", seed);
        RandomTypings random(seed);
        const ScratchDatabase file(u"PRAGMA synchronous = OFF;"_s + tableSql(random.types()));
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"cell"_s);
        on.window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&on.window));
        const int rounds = isLong ? 400 : 20;
        for (int round = 0; round < rounds; ++round) {
            QList<Typing> typings;
            for (int row = 0; row < kRows; ++row)
                typings += random.next();
            hold(file, random.types(), typings);
            page.grid().setFocus();
            page.refresh();
            settle(*on.window.workspace());
            for (int row = 0; row < kRows; ++row)
                type(on, page, row, typings[row]);
            settle(*on.window.workspace());
            on.save();
            QVERIFY2(on.pending().isEmpty(), qPrintable(on.pending().refusal));
            for (int row = 0; row < kRows; ++row) {
                const QString wrong = difference(file, row, typings[row]);
                QVERIFY2(wrong.isEmpty(),
                         qPrintable(u"RELATA_SEED=%1, round %2, row %3: %4"_s.arg(
                             QString::number(seed), QString::number(round), QString::number(row), wrong)));
            }
        }
    }
};

QTEST_MAIN(TypedTextsTest)
#include "tst_typedtexts.moc"
