#include "core/base/value.h"
#include "core/project/designdocument.h"
#include "core/project/designfile.h"
#include "core/schema/partids.h"
#include "tests/support/realdata.h"
#include "tests/support/reflected.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using project::DesignContent;

namespace {

DesignContent contentOf(const schema::Schema &schema)
{
    DesignContent content;
    content.design.schema = schema;
    for (int i = 0; i < schema.tables.size(); ++i)
        content.layout.positions.insert(schema.tables[i].id, QPointF(i * 10.5, -i));
    return content;
}

DesignContent blog()
{
    return contentOf(tests::reflectedSql(
        u"CREATE TABLE user (id INTEGER PRIMARY KEY, name TEXT NOT NULL DEFAULT 'x');"
        "CREATE TABLE post (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES user ON DELETE CASCADE)"_s));
}

QString differences(const DesignContent &a, const DesignContent &b)
{
    QStringList parts;
    if (a.design.schema.tables != b.design.schema.tables) {
        for (qsizetype i = 0; i < a.design.schema.tables.size(); ++i) {
            if (i >= b.design.schema.tables.size() || a.design.schema.tables[i] != b.design.schema.tables[i])
                parts += a.design.schema.tables[i].name;
        }
    }
    if (a.design.given != b.design.given)
        parts += u"given"_s;
    if (a.layout != b.layout)
        parts += u"places"_s;
    if (a.settings != b.settings)
        parts += u"settings"_s;
    if (a.database != b.database || a.unknown != b.unknown)
        parts += u"rest"_s;
    return parts.join(u", "_s);
}

QByteArray textOf(const DesignContent &content)
{
    return project::designText(content, QDir(u"/home/me"_s));
}

/// Everything that a relationship can say.
mapping::RelationshipDeclaration everything()
{
    mapping::RelationshipDeclaration each;
    each.name = u"posts"_s;
    each.target = u"Post"_s;
    each.backPopulates = u"user"_s;
    each.link = {77};
    each.end = mapping::KeyEnd::Parent;
    each.primaryjoin = {
        {{{u"user"_s, u"id"_s}, {}, false, true}, u"="_s, {{u"post"_s, u"user_id"_s}, {}, true, false}},
        {{{u"post"_s, u"id"_s}, {}, false, false}, u">"_s, {{}, base::Value::integer(7), false, false}}};
    each.foreignKeys = {{u"post"_s, u"user_id"_s}};
    each.remoteSide = {{u"post"_s, u"user_id"_s}};
    each.uselist = false;
    each.orderBy = {{{u"post"_s, u"id"_s}, true}};
    each.lazy = u"selectin"_s;
    each.cascade = u""_s;
    each.passiveDeletes = mapping::PassiveDeletes::All;
    each.passiveUpdates = false;
    each.postUpdate = true;
    each.viewonly = false;
    each.syncBackref = false;
    each.singleParent = true;
    each.innerjoin = mapping::InnerJoin::Unnested;
    each.joinDepth = 3;
    each.overlaps = u"a,b"_s;
    mapping::Backref back{u"author"_s, {}};
    back.options.lazy = u"joined"_s;
    each.backref = back;
    return each;
}

} // namespace

class DesignFileTest : public QObject
{
    Q_OBJECT

private slots:
    void whatIsWrittenIsReadEqual_data() { tests::addRealDatabases(); }
    void whatIsWrittenIsReadEqual()
    {
        QFETCH(QString, file);
        DesignContent content = contentOf(
            file.isEmpty() ? tests::reflectedSql(tests::sampleSql(u"schema.sql"_s)) : tests::reflected(file));
        const auto read = project::designFromText(textOf(content), QDir(u"/home/me"_s));
        QVERIFY2(read, qPrintable(read ? QString() : read.error().text()));
        QCOMPARE(differences(content, *read), QString());
        QCOMPARE(textOf(*read), textOf(content));
    }

    void everythingThatSqliteKeepsComesBack()
    {
        DesignContent content = contentOf(tests::reflectedSql(uR"(CREATE TABLE t ( -- all
  id INTEGER CONSTRAINT pk PRIMARY KEY ON CONFLICT FAIL AUTOINCREMENT, -- the number
  a TEXT NOT NULL ON CONFLICT REPLACE DEFAULT '' COLLATE NOCASE, b INT AS (id + 1) STORED,
  CONSTRAINT u UNIQUE (a COLLATE BINARY, id DESC) ON CONFLICT IGNORE, CONSTRAINT k CHECK (a <> 'x')) STRICT;
CREATE INDEX i ON t (lower(a) DESC) WHERE id > 1; CREATE VIEW v AS SELECT 1;
CREATE TRIGGER r AFTER DELETE ON t BEGIN SELECT 1; END)"_s));
        schema::Table &table = *content.design.schema.table(content.design.schema.tables.first().id);
        table.columns[1].id = {77};
        table.uniques.first().id = {78};
        table.checks.first().id = {79};
        table.indexes.first().id = {80};
        const auto back = project::designFromText(textOf(content), QDir());
        QVERIFY(back);
        QCOMPARE(differences(*back, content), QString());
    }

    void anOlderFileGetsIdsThatTakeNothingForRenamed()
    {
        DesignContent content = blog();
        content.baseline = content.design.schema;
        content.design.schema.tables[1].columns.insert(1, schema::Column{u"email"_s, u"TEXT"_s, true, {}});
        for (schema::Table &table : content.design.schema.tables)
            schema::clearPartIds(table);
        for (schema::Table &table : content.baseline->tables)
            schema::clearPartIds(table);
        const auto back = project::designFromText(textOf(content), QDir());
        QVERIFY(back);
        const schema::Table &before = back->baseline->tables[1];
        const schema::Table &now = back->design.schema.tables[1];
        QCOMPARE(now.columns[0].id, before.columns[0].id);
        QCOMPARE(now.columns[2].id, before.columns[1].id);
        QVERIFY(now.columns[1].id.isValid());
        QVERIFY(now.columns[1].id != before.columns[1].id);
    }

    void everythingThatWasGivenComesBack()
    {
        DesignContent content = blog();
        content.design.given.classes = {{u"Writer"_s, u"user"_s, {everything()}, u"version"_s}};
        content.design.given.plain = {{5}, {3}};
        content.settings.quiet = {u"one-sided"_s, u"lazy\x1fpost"_s};
        content.settings.modelStyle = u"mapped"_s;
        content.database = u"/home/me/data/blog.db"_s;
        content.baseline = content.design.schema;
        const QByteArray text = textOf(content);
        QVERIFY(text.contains("\"database\":\"data/blog.db\""));
        QVERIFY(!text.contains("/home"));
        const auto read = project::designFromText(text, QDir(u"/home/me"_s));
        QVERIFY2(read, qPrintable(read ? QString() : read.error().text()));
        QCOMPARE(differences(content, *read), QString());
        QVERIFY(read->baseline == content.baseline);
    }

    void aCardThatMovesTouchesOneLine()
    {
        const DesignContent before = blog();
        DesignContent after = before;
        after.layout.positions[after.design.schema.tables.first().id] = {500, 600};
        const QList<QByteArray> a = textOf(before).split('\n');
        const QList<QByteArray> b = textOf(after).split('\n');
        QCOMPARE(a.size(), b.size());
        int touched = 0;
        for (qsizetype i = 0; i < a.size(); ++i)
            touched += a[i] != b[i] ? 1 : 0;
        QCOMPARE(touched, 1);
    }

    void anAdditionChangesNoOtherLine()
    {
        const DesignContent before = blog();
        DesignContent after = before;
        schema::Column column;
        column.name = u"city"_s;
        after.design.schema.tables.first().columns += column;
        schema::Table table = after.design.schema.tables.first();
        table.id = {123456789};
        table.name = u"zebra"_s;
        table.foreignKeys.clear();
        after.design.schema.tables += table;
        QList<QByteArray> rest = textOf(after).split('\n');
        for (const QByteArray &line : textOf(before).split('\n'))
            QVERIFY2(rest.removeOne(line), line.constData());
    }

    void whatANewerProgramWroteIsKept()
    {
        QByteArray text = textOf(blog());
        text.replace("\"engine\"", "\"theme\":{\"colour\":\"blue\"},\n\"engine\"");
        const auto read = project::designFromText(text, QDir(u"/home/me"_s));
        QVERIFY(read);
        QVERIFY(textOf(*read).contains("\"theme\":{\"colour\":\"blue\"}"));
    }

    void aBrokenFileIsRefusedWithItsLine_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, const QByteArray &from, const QByteArray &to,
                            const QString &words) { QTest::newRow(name) << from << to << words; };
        row("a comma too many", "\"engine\"", ",\"engine\"", u"Line 3"_s);
        row("a merge's marks", "\"engine\"", "<<<<<<< mine\n\"engine\"", u"Line 3 of the design: a merge"_s);
        row("a newer format", "\"relata\":1", "\"relata\":99", u"newer"_s);
        row("some other JSON", "\"relata\":1", "\"x\":1", u"no design"_s);
        row("an id that is none", "\"id\":\"", "\"id\":\"!", u"no id of its own"_s);
    }
    void aBrokenFileIsRefusedWithItsLine()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QString, words);
        QByteArray text = textOf(blog());
        text.replace(text.indexOf(from), from.size(), to);
        const auto read = project::designFromText(text, QDir());
        QVERIFY(!read);
        QVERIFY2(read.error().sentence.contains(words), qPrintable(read.error().text()));
        QVERIFY(!read.error().hint.isEmpty());
    }

    void halfAFileIsRefused()
    {
        const QByteArray text = textOf(blog());
        for (qsizetype length = 0; length < text.size() - 2; length += 7)
            QVERIFY(!project::designFromText(text.left(length), QDir()));
    }

    /// Additions of two branches merge by themselves where they fall into different gaps; where both fall
    /// into one, keeping both sides gives a valid file with both.
    void additionsOfTwoBranchesMerge()
    {
        if (QProcess::execute(u"git"_s, {u"--version"_s}) != 0)
            QSKIP("git is not installed");
        const QString chinook = tests::realDatabase(u"chinook/Chinook_Sqlite.sqlite"_s);
        const schema::Schema schema = chinook.isEmpty()
                                          ? tests::reflectedSql(tests::sampleSql(u"schema.sql"_s))
                                          : tests::reflected(chinook);
        int clean = 0;
        for (quint32 seed = 1; seed <= 200; ++seed) {
            QRandomGenerator random(seed);
            const DesignContent base = contentOf(schema);
            const DesignContent mine = added(base, random, u"mine"_s);
            const DesignContent theirs = added(base, random, u"theirs"_s);
            QByteArray merged = mergedText(base, mine, theirs, {});
            if (merged.contains("<<<<<<<"))
                merged = mergedText(base, mine, theirs, {u"--union"_s});
            else
                ++clean;
            const auto read = project::designFromText(merged, QDir());
            QVERIFY2(read, qPrintable(u"seed %1: %2"_s.arg(QString::number(seed),
                                                           read ? QString() : read.error().text())));
            for (const DesignContent &side : {mine, theirs}) {
                for (const schema::Table &table : side.design.schema.tables) {
                    const schema::Table *found = read->design.schema.table(table.name);
                    QVERIFY2(found, qPrintable(table.name));
                    for (const schema::Column &column : table.columns)
                        QVERIFY2(found->column(column.name), qPrintable(column.name));
                }
            }
        }
        QVERIFY2(clean > 120, qPrintable(QString::number(clean)));
    }

private:
    /// One or two new columns or tables.
    static DesignContent added(DesignContent content, QRandomGenerator &random, const QString &who)
    {
        schema::Schema &schema = content.design.schema;
        for (int i = 0; i < 2; ++i) {
            schema::Column column;
            column.name = u"%1_%2"_s.arg(who, QString::number(i));
            column.type = u"TEXT"_s;
            if (random.bounded(3) > 0) {
                schema::Table &table = schema.tables[random.bounded(int(schema.tables.size()))];
                if (table.column(column.name))
                    continue;
                table.columns.insert(random.bounded(int(table.columns.size()) + 1), column);
                continue;
            }
            schema::Table table;
            table.id = {int(random.bounded(1, 2000000000))};
            table.name = u"table_"_s + column.name;
            table.columns = {column};
            schema.tables += table;
            content.layout.positions.insert(table.id, {1, 2});
        }
        return content;
    }

    static QByteArray mergedText(const DesignContent &base, const DesignContent &mine,
                                 const DesignContent &theirs, const QStringList &options)
    {
        const QTemporaryDir folder;
        const auto write = [&folder](const QString &name, const DesignContent &content) {
            QFile file(folder.filePath(name));
            if (!file.open(QIODevice::WriteOnly))
                qFatal("cannot write");
            file.write(textOf(content));
            return file.fileName();
        };
        const QStringList files = {write(u"mine"_s, mine), write(u"base"_s, base),
                                   write(u"theirs"_s, theirs)};
        QProcess git;
        git.start(u"git"_s, QStringList{u"merge-file"_s, u"-p"_s} + options + files);
        git.waitForFinished();
        return git.readAllStandardOutput();
    }
};

QTEST_GUILESS_MAIN(DesignFileTest)
#include "tst_designfile.moc"
