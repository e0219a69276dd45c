#include <QDirIterator>
#include <QHash>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// Which rooms a room may include besides itself: the walls of the house.
const QHash<QString, QStringList> &walls()
{
    static const QStringList uiRooms = {u"core/base"_s,    u"core/schema"_s,      u"core/layout"_s,
                                        u"core/project"_s, u"core/interchange"_s, u"core/insight"_s,
                                        u"core/async"_s,   u"core/sql"_s,         u"core/mapping"_s,
                                        u"core/open"_s,    u"core/models"_s};
    static const QHash<QString, QStringList> allowed = {
        {u"core/base"_s, {}},
        {u"core/layout"_s, {u"core/base"_s}},
        {u"core/syntax"_s, {}},
        {u"core/schema"_s, {u"core/base"_s, u"core/syntax"_s}},
        {u"core/mapping"_s, {u"core/base"_s, u"core/schema"_s}},
        {u"core/sql"_s, {u"core/base"_s, u"core/schema"_s}},
        {u"core/db"_s, {u"core/base"_s, u"core/schema"_s, u"core/sql"_s}},
        {u"core/orm"_s, {u"core/base"_s, u"core/schema"_s, u"core/mapping"_s, u"core/sql"_s, u"core/db"_s}},
        {u"core/records"_s,
         {u"core/base"_s, u"core/schema"_s, u"core/mapping"_s, u"core/sql"_s, u"core/db"_s, u"core/orm"_s}},
        {u"core/page"_s,
         {u"core/base"_s, u"core/schema"_s, u"core/mapping"_s, u"core/sql"_s, u"core/db"_s,
          u"core/records"_s}},
        {u"core/async"_s,
         {u"core/base"_s, u"core/schema"_s, u"core/mapping"_s, u"core/sql"_s, u"core/db"_s, u"core/records"_s,
          u"core/page"_s}},
        {u"core/project"_s, {u"core/base"_s, u"core/schema"_s, u"core/mapping"_s, u"core/layout"_s}},
        {u"core/open"_s,
         {u"core/base"_s, u"core/schema"_s, u"core/mapping"_s, u"core/sql"_s, u"core/async"_s,
          u"core/project"_s, u"core/insight"_s}},
        {u"core/insight"_s,
         {u"core/base"_s, u"core/schema"_s, u"core/mapping"_s, u"core/sql"_s, u"core/orm"_s}},
        {u"core/interchange"_s, {u"core/base"_s, u"core/schema"_s, u"core/mapping"_s}},
        {u"core/models"_s, {u"core/base"_s, u"core/schema"_s, u"core/mapping"_s, u"core/sql"_s}},
        {u"ui"_s, uiRooms},
    };
    return allowed;
}

struct SourceFile
{
    QString path; ///< below the project
    QString room; ///< "core/db", "ui/shell", "app"
    QString text;
    QStringList includes;
};

QString roomOf(const QString &path)
{
    const QStringList parts = path.split(u'/');
    return parts.first() == "app"_L1 ? u"app"_s : parts.mid(0, 2).join(u'/');
}

QList<SourceFile> sources()
{
    static const QRegularExpression include(u"^\\s*#\\s*include\\s*([<\"][^>\"]+[>\"])"_s,
                                            QRegularExpression::MultilineOption);
    const QString root = QString::fromLocal8Bit(RELATA_SOURCE_DIR);
    QList<SourceFile> files;
    for (const QString &top : {u"app"_s, u"core"_s, u"ui"_s}) {
        QDirIterator it(root + u'/' + top, {u"*.h"_s, u"*.cpp"_s}, QDir::Files, QDirIterator::Subdirectories);
        while (it.hasNext()) {
            QFile file(it.next());
            if (!file.open(QIODevice::ReadOnly))
                continue;
            SourceFile source;
            source.path = it.filePath().mid(root.size() + 1);
            source.room = roomOf(source.path);
            source.text = QString::fromUtf8(file.readAll());
            auto matches = include.globalMatch(source.text);
            while (matches.hasNext())
                source.includes += matches.next().captured(1);
            files += source;
        }
    }
    return files;
}

/// The path below the project of an included file of the project, else "".
QString projectPath(const SourceFile &source, const QString &include)
{
    if (!include.startsWith(u'"'))
        return {};
    const QString name = include.mid(1, include.size() - 2);
    return name.contains(u'/') ? name : source.path.section(u'/', 0, -2) + u'/' + name;
}

bool isWidgetsHeader(const QString &include)
{
    static const QRegularExpression widgets(
        u"^<(QtWidgets|QWidget|QApplication|QGraphics\\w*|QMainWindow|QDialog|QAbstractButton|QPushButton|QToolButton|QLabel|QLineEdit|QTreeView|QTableView|QListView|QMenu|QStyle\\w*|QMessageBox|qcustomplot.h)[/>]"_s);
    return widgets.match(include).hasMatch();
}

bool isSqlHeader(const QString &include)
{
    static const QRegularExpression sql(
        u"^<(QtSql|QSql\\w*|sqlite3.h|libpq-fe.h|mysql.h|mysql/mysql.h)[/>]"_s);
    return sql.match(include).hasMatch();
}

/// The position after the bracket that closes one opened just before `from`; texts in quotes are skipped.
qsizetype afterBracket(const QString &text, qsizetype from)
{
    QChar quote;
    int depth = 1;
    for (qsizetype i = from; i < text.size(); ++i) {
        const QChar c = text[i];
        if (!quote.isNull() && c == u'\\')
            ++i;
        else if (!quote.isNull())
            quote = c == quote ? QChar() : quote;
        else if (c == u'"' || c == u'\'')
            quote = c;
        else if (c == u'(')
            ++depth;
        else if (c == u')' && --depth == 0)
            return i + 1;
    }
    return text.size();
}

} // namespace

class WallsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_files = sources();
        QVERIFY2(m_files.size() > 20, "the sources were not found");
    }

    void aRoomIncludesOnlyTheRoomsBelowIt()
    {
        QStringList broken;
        for (const SourceFile &source : std::as_const(m_files)) {
            if (source.room == "app"_L1)
                continue;
            const bool isUi = source.room.startsWith(u"ui"_s);
            QVERIFY2(isUi || walls().contains(source.room),
                     qPrintable(u"a room without walls: "_s + source.room));
            const QStringList allowed = walls().value(isUi ? u"ui"_s : source.room);
            for (const QString &include : source.includes) {
                const QString room =
                    projectPath(source, include).isEmpty() ? QString() : roomOf(projectPath(source, include));
                const bool uiToUi = isUi && room.startsWith(u"ui/"_s);
                if (!room.isEmpty() && room != source.room && !uiToUi && !allowed.contains(room))
                    broken += source.path + u" includes "_s + include;
            }
        }
        QVERIFY2(broken.isEmpty(), qPrintable(broken.join(u'\n')));
    }

    void onlyTheRoomsOfDatabaseAndSyntaxKnowTheEngines()
    {
        QStringList broken;
        for (const SourceFile &source : std::as_const(m_files)) {
            for (const QString &include : source.includes) {
                const bool isParser = source.room == "core/syntax"_L1 && include == "<sqlite3.h>"_L1;
                if (isSqlHeader(include) && source.room != "core/db"_L1 && !isParser)
                    broken += source.path + u" includes "_s + include;
            }
        }
        QVERIFY2(broken.isEmpty(), qPrintable(broken.join(u'\n')));
    }

    void coreAndModelsKnowNoWidgets()
    {
        QStringList broken;
        for (const SourceFile &source : std::as_const(m_files)) {
            const bool guarded = source.room.startsWith(u"core/"_s) || source.room == "ui/models"_L1;
            for (const QString &include : source.includes) {
                if (guarded && isWidgetsHeader(include))
                    broken += source.path + u" includes "_s + include;
            }
        }
        QVERIFY2(broken.isEmpty(), qPrintable(broken.join(u'\n')));
    }

    void theDiagramKnowsNoDatabase()
    {
        QStringList broken;
        for (const SourceFile &source : std::as_const(m_files)) {
            if (source.room != "ui/diagram"_L1)
                continue;
            for (const QString &include : source.includes) {
                if (include.contains(u"core/async"_s) || include.contains(u"core/db"_s))
                    broken += source.path + u" includes "_s + include;
            }
        }
        QVERIFY2(broken.isEmpty(), qPrintable(broken.join(u'\n')));
    }

    void nothingIncludesTestsAndOnlyTheAppIncludesTheApp()
    {
        QStringList broken;
        for (const SourceFile &source : std::as_const(m_files)) {
            for (const QString &include : source.includes) {
                const QString path = projectPath(source, include);
                if (path.startsWith(u"tests/"_s) || (path.startsWith(u"app/"_s) && source.room != "app"_L1))
                    broken += source.path + u" includes "_s + include;
            }
        }
        QVERIFY2(broken.isEmpty(), qPrintable(broken.join(u'\n')));
    }

    /// The second arg() would also replace a %2 that stands in the first one's argument: a table may be
    /// called "%2".
    void noTextIsFilledInSeveralSteps()
    {
        static const QString step = u".arg("_s;
        QStringList broken;
        for (const SourceFile &source : std::as_const(m_files)) {
            for (qsizetype at = source.text.indexOf(step); at >= 0; at = source.text.indexOf(step, at + 1)) {
                const qsizetype end = afterBracket(source.text, at + step.size());
                if (source.text.mid(end).trimmed().startsWith(step))
                    broken +=
                        u"%1:%2"_s.arg(source.path, QString::number(source.text.left(at).count(u'\n') + 1));
            }
        }
        QVERIFY2(broken.isEmpty(), qPrintable(broken.join(u'\n')));
    }

    void noFilesIncludeEachOtherInACircle()
    {
        QHash<QString, QStringList> graph;
        for (const SourceFile &source : std::as_const(m_files)) {
            for (const QString &include : source.includes) {
                if (const QString path = projectPath(source, include); !path.isEmpty())
                    graph[source.path] += path;
            }
        }
        for (const SourceFile &source : std::as_const(m_files)) {
            QStringList trail;
            visit(graph, source.path, trail);
        }
        QVERIFY2(m_circle.isEmpty(), qPrintable(m_circle.join(u" -> "_s)));
    }

private:
    void visit(const QHash<QString, QStringList> &graph, const QString &path, QStringList &trail)
    {
        if (trail.contains(path)) {
            m_circle = trail << path;
            return;
        }
        if (m_visited.contains(path))
            return;
        m_visited += path;
        trail += path;
        for (const QString &next : graph.value(path))
            visit(graph, next, trail);
        trail.removeLast();
    }

    QList<SourceFile> m_files;
    QSet<QString> m_visited;
    QStringList m_circle;
};

QTEST_APPLESS_MAIN(WallsTest)
#include "tst_walls.moc"
