#include "core/project/savedlayout.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace relata::project;
using relata::base::TableId;
using relata::schema::Schema;
using relata::schema::Table;

namespace {

Schema tables(const QStringList &names, int firstId = 1)
{
    Schema schema;
    for (const QString &name : names) {
        Table table;
        table.id = {firstId++};
        table.name = name;
        schema.tables += table;
    }
    return schema;
}

void write(const QString &file, const QByteArray &bytes)
{
    QFile out(file);
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(file));
}

QByteArray read(const QString &file)
{
    QFile in(file);
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
}

} // namespace

class SavedLayoutTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_temporary = std::make_unique<QTemporaryDir>();
        m_database = m_temporary->filePath(u"a.db"_s);
        m_folder = m_temporary->filePath(u"state/layouts"_s);
        write(m_database, "x");
    }

    void aLayoutIsForItsOwnerAlone()
    {
        const mode_t before = ::umask(0); // The most careless one.
        const Schema schema = tables({u"user"_s});
        QVERIFY(QDir().mkpath(m_folder));
        const QString file = layoutFile(m_folder, m_database);
        for (int round = 0; round < 2; ++round) { // The second finds what an older version would have left.
            QVERIFY(saveLayout(m_folder, m_database, schema, {}));
            struct stat status = {};
            QCOMPARE(::stat(QFile::encodeName(file).constData(), &status), 0);
            QCOMPARE(int(status.st_mode & 0777), 0600);
            QCOMPARE(::stat(QFile::encodeName(m_folder).constData(), &status), 0);
            QCOMPARE(int(status.st_mode & 0777), 0700);
            ::chmod(QFile::encodeName(file).constData(), 0644);
        }
        ::umask(before);
    }

    void aLayoutThatCannotBeReadIsEmpty_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("no JSON") << QByteArray("hello");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("cut off") << QByteArray("{\"positions\": {\"user\": {\"x\": 1");
        QTest::newRow("a list") << QByteArray("[1, 2]");
        QTest::newRow("places of another kind")
            << QByteArray("{\"positions\": {\"user\": [1, 2], \"post\": {\"x\": \"1\", \"y\": 2}}}");
    }

    void aLayoutThatCannotBeReadIsEmpty()
    {
        QFETCH(QByteArray, bytes);
        QDir().mkpath(m_folder);
        write(layoutFile(m_folder, m_database), bytes);
        QVERIFY(loadLayout(m_folder, m_database, tables({u"user"_s, u"post"_s})) == DiagramLayout());
    }

    void aDatabaseNeverSeenHasAnEmptyLayout()
    {
        QVERIFY(loadLayout(m_folder, m_database, tables({u"user"_s})) == DiagramLayout());
        QVERIFY(loadLayout(m_folder, u"/nowhere/at/all.db"_s, tables({u"user"_s})) == DiagramLayout());
    }

    void aFolderThatCannotBeMadeIsAnError()
    {
        const auto saved = saveLayout(m_database + u"/below"_s, m_database, tables({u"user"_s}), {});
        QVERIFY(!saved);
        QCOMPARE(relata::base::errorSlug(saved.error().code), u"cannot-write"_s);
        QVERIFY(!saved.error().hint.isEmpty());
    }

    void aLayoutComesBackAsItWasByTheNamesOfTheTables()
    {
        const Schema schema = tables({u"user"_s, u"b \"ö\""_s, u"unplaced"_s});
        const DiagramLayout layout{{{TableId{1}, {-12.25, 1e6}}, {TableId{2}, {0.1, 1.0 / 3}}}};
        const auto saved = saveLayout(m_folder, m_database, schema, layout);
        QVERIFY2(saved, qPrintable(saved ? QString() : saved.error().text()));
        QVERIFY(loadLayout(m_folder, m_database, schema) == layout);
        const Schema other = tables({u"b \"ö\""_s, u"new"_s}, 41);
        QVERIFY(loadLayout(m_folder, m_database, other) == (DiagramLayout{{{TableId{41}, {0.1, 1.0 / 3}}}}));
    }

    void savingTheSameLayoutWritesTheSameBytes()
    {
        const QStringList names = {u"d"_s, u"a"_s, u"c"_s, u"b"_s, u"e"_s};
        DiagramLayout layout;
        DiagramLayout backwards;
        for (int i = 1; i <= 5; ++i)
            layout.positions.insert({i}, {i * 1.0, 2.0});
        for (int i = 5; i >= 1; --i)
            backwards.positions.insert({i}, {i * 1.0, 2.0});
        QVERIFY(saveLayout(m_folder, m_database, tables(names), layout));
        const QByteArray first = read(layoutFile(m_folder, m_database));
        QVERIFY(saveLayout(m_folder, m_database, tables(names), backwards));
        QCOMPARE(read(layoutFile(m_folder, m_database)), first);
        QVERIFY(first.indexOf("\"a\"") < first.indexOf("\"b\"") &&
                first.indexOf("\"b\"") < first.indexOf("\"e\""));
        QCOMPARE(QDir(m_folder).entryList(QDir::Files).size(), 1);
    }

    void aLinkToADatabaseSharesItsLayout()
    {
        const QString link = m_temporary->filePath(u"link.db"_s);
        QVERIFY(QFile::link(m_database, link));
        QCOMPARE(layoutFile(m_folder, link), layoutFile(m_folder, m_database));
        QVERIFY(layoutFile(m_folder, m_temporary->filePath(u"b.db"_s)) != layoutFile(m_folder, m_database));
        QVERIFY(QRegularExpression(u"/[0-9a-f]{40}\\.json$"_s).match(layoutFile(m_folder, link)).hasMatch());
    }

private:
    std::unique_ptr<QTemporaryDir> m_temporary;
    QString m_database;
    QString m_folder;
};

QTEST_APPLESS_MAIN(SavedLayoutTest)
#include "tst_savedlayout.moc"
