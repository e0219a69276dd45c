#include "core/mapping/configure/configure.h"
#include "core/mapping/derive/derive.h"
#include "core/mapping/mappedschema.h"
#include "core/schema/linkplanner.h"
#include "core/sql/ddlbuilder.h"
#include "tests/support/realdata.h"
#include "tests/support/reflected.h"

#include <QCryptographicHash>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using mapping::Design;
using mapping::MappedSchema;
using mapping::RelationshipDeclaration;
using mapping::Side;

namespace {

/// "Artist.albums -> Album OneToMany list (ArtistId=ArtistId) <-> artist", a line for each relationship.
QStringList described(const MappedSchema &schema)
{
    QStringList lines;
    for (const mapping::MappedClass &mapped : schema.classes) {
        for (const Side &each : mapped.relationships) {
            QStringList pairs;
            for (const schema::ColumnPair &pair : each.pairs + each.secondaryPairs)
                pairs += pair.local + u'=' + pair.remote;
            lines += u"%1.%2 -> %3 %4 %5 (%6) <-> %7"_s.arg(
                mapped.name, each.name, each.target, schema::directionWord(each.direction),
                each.uselist ? u"list"_s : u"one"_s, pairs.join(u", "_s), each.backPopulates);
        }
    }
    return lines;
}

QStringList sorted(QStringList lines)
{
    lines.sort();
    return lines;
}

QString digestOf(const QStringList &lines)
{
    return QString::fromLatin1(
        QCryptographicHash::hash(lines.join(u'\n').toUtf8(), QCryptographicHash::Sha256).toHex().left(16));
}

schema::Schema userAndPost(const QString &key)
{
    return tests::reflectedSql(u"CREATE TABLE user (id INTEGER PRIMARY KEY);"
                               "CREATE TABLE post (id INTEGER PRIMARY KEY, user_id INTEGER %1)"_s.arg(key));
}

const RelationshipDeclaration &derived(const mapping::Declarations &declarations, const QString &className,
                                       const QString &name)
{
    static const RelationshipDeclaration none;
    const mapping::ClassDeclaration *found = declarations.classNamed(className);
    const RelationshipDeclaration *each = found ? found->relationship(name) : nullptr;
    return each ? *each : none;
}

base::LinkId linkOf(const schema::Schema &schema, const QString &table)
{
    return schema.table(table)->foreignKeys.first().id;
}

} // namespace

/// What is declared for a design about which nobody said anything, or not everything.
class DeriveTest : public QObject
{
    Q_OBJECT

private slots:
    void whatIsDerivedForARealDatabaseWorksWithoutAWarning_data() { addDatabases(); }
    void whatIsDerivedForARealDatabaseWorksWithoutAWarning()
    {
        QFETCH(QString, file);
        const MappedSchema schema = read(file);
        QStringList told;
        for (const mapping::Diagnostic &each : schema.configuration->diagnostics) {
            if (each.grade != mapping::Grade::Lint)
                told += each.kind + u": "_s + each.sentence;
        }
        QVERIFY2(told.isEmpty(), qPrintable(told.join(u'\n')));
    }

    void anUntouchedDatabaseHasFewLints_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("lints");
        QTest::newRow("chinook") << u"chinook/Chinook_Sqlite.sqlite"_s << 0;
        QTest::newRow("sakila") << u"sakila/sakila.db"_s << 2;
        QTest::newRow("tryton") << u"tryton/tryton.db"_s << 5;
    }
    void anUntouchedDatabaseHasFewLints()
    {
        QFETCH(QString, file);
        QFETCH(int, lints);
        const QString path = tests::realDatabase(file);
        if (path.isEmpty())
            QSKIP("the real databases are not here");
        const auto database = read(path); // Kept: a range-for would let go of what holds the list.
        QStringList told;
        for (const mapping::Diagnostic &each : database.configuration->diagnostics)
            told += each.kind + u": "_s + each.sentence;
        QVERIFY2(told.size() <= lints, qPrintable(told.join(u'\n')));
    }

    /// Names are in people's models: a change of them has to be meant.
    void namesStayAsTheyAre_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("relationships");
        QTest::addColumn<QString>("digest");
        QTest::newRow("sample") << QString() << 46 << u"81de265817c9de7d"_s;
        QTest::newRow("chinook") << u"chinook/Chinook_Sqlite.sqlite"_s << 20 << u"2215a0bd2a4f8fdf"_s;
        QTest::newRow("northwind") << u"northwind/northwind.db"_s << 22 << u"6a4d57f2b37499d6"_s;
        QTest::newRow("sakila") << u"sakila/sakila.db"_s << 44 << u"c28b9ebfff8d8184"_s;
        QTest::newRow("tryton") << u"tryton/tryton.db"_s << 2050 << u"5c6cb7cb958b2ee2"_s;
        QTest::newRow("firefox") << u"apps/firefox_places.sqlite"_s << 14 << u"058d0a1c872123b7"_s;
    }
    void namesStayAsTheyAre()
    {
        QFETCH(QString, file);
        const QString path = file.isEmpty() ? file : tests::realDatabase(file);
        if (path.isEmpty() && !file.isEmpty())
            QSKIP("the real databases are not here");
        const QStringList lines = described(read(path));
        QTEST(int(lines.size()), "relationships");
        QTEST(digestOf(sorted(lines)), "digest");
    }

    void aDrawnSchemaAndTheSameOneReadHaveTheSameRelationships()
    {
        schema::Schema drawn;
        drawn.engine = u"sqlite"_s;
        for (const QString &name : {u"student"_s, u"club"_s, u"member"_s})
            apply(drawn, *schema::planTable(drawn, name));
        for (const QString &parent : {u"student"_s, u"club"_s}) {
            apply(drawn,
                  schema::planLink(drawn, {drawn.table(parent)->id, {}, drawn.table(u"member"_s)->id, {}})
                      ->change);
        }
        const QStringList lines = described(mapping::mapped(drawn));
        QCOMPARE(lines.size(), 4);
        QCOMPARE(sorted(described(tests::reflectedSql(sql::createSchema(drawn).join(u";\n"_s)))),
                 sorted(lines));
        // Without its own key and payload the middle one does nothing but link.
        schema::Table &member = *drawn.table(drawn.table(u"member"_s)->id);
        member.columns.removeFirst();
        member.primaryKey = {u"student_id"_s, u"club_id"_s};
        member.rowidAlias = QString();
        const QStringList folded = described(mapping::mapped(drawn));
        QCOMPARE(sorted(folded),
                 QStringList(
                     {u"Club.students -> Student ManyToMany list (id=club_id, id=student_id) <-> clubs"_s,
                      u"Student.clubs -> Club ManyToMany list (id=student_id, id=club_id) <-> students"_s}));
        QCOMPARE(sorted(described(tests::reflectedSql(sql::createSchema(drawn).join(u";\n"_s)))),
                 sorted(folded));
    }

    void namesFollowARename()
    {
        schema::Schema schema = userAndPost(u"REFERENCES user"_s);
        apply(schema, {u"rename"_s, {schema::RenameTable{schema.table(u"post"_s)->id, u"comment"_s}}});
        QCOMPARE(described(mapping::mapped(schema)),
                 QStringList({u"Comment.user -> User ManyToOne one (user_id=id) <-> comments"_s,
                              u"User.comments -> Comment OneToMany list (id=user_id) <-> user"_s}));
    }

    void theConstraintSettlesWhatBecomesOfChildren_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("cascade");
        QTest::addColumn<int>("passive");
        using mapping::PassiveDeletes;
        const auto row = [](const char *name, const QString &key, const QString &cascade,
                            PassiveDeletes passive) {
            QTest::newRow(name) << key << cascade << int(passive);
        };
        row("nothing said", u"REFERENCES user"_s, {}, PassiveDeletes::All);
        row("RESTRICT", u"REFERENCES user ON DELETE RESTRICT"_s, {}, PassiveDeletes::All);
        row("SET DEFAULT", u"REFERENCES user ON DELETE SET DEFAULT"_s, {}, PassiveDeletes::All);
        row("SET NULL", u"REFERENCES user ON DELETE SET NULL"_s, {}, PassiveDeletes::Yes);
        row("CASCADE", u"REFERENCES user ON DELETE CASCADE"_s, u"all"_s, PassiveDeletes::Yes);
        row("CASCADE, NOT NULL", u"NOT NULL REFERENCES user ON DELETE CASCADE"_s, u"all, delete-orphan"_s,
            PassiveDeletes::Yes);
    }
    void theConstraintSettlesWhatBecomesOfChildren()
    {
        QFETCH(QString, key);
        QFETCH(int, passive);
        const mapping::Declarations declared = mapping::derive({userAndPost(key), {}});
        const RelationshipDeclaration &posts = derived(declared, u"User"_s, u"posts"_s);
        QTEST(posts.cascade.value_or(QString()), "cascade");
        QCOMPARE(int(posts.passiveDeletes), passive);
        QVERIFY(mapping::configure(declared).diagnostics.isEmpty());
    }

    void whatWasGivenTakesThePlaceOfWhatIsDerived()
    {
        Design design{userAndPost(u"REFERENCES user"_s), {}};
        const base::LinkId link = linkOf(design.schema, u"post"_s);
        RelationshipDeclaration posts;
        posts.name = u"articles"_s;
        posts.target = u"Post"_s;
        posts.backref = mapping::Backref{u"author"_s, {}};
        posts.lazy = u"dynamic"_s;
        posts.link = link;
        posts.end = mapping::KeyEnd::Parent;
        design.given.classes = {{u"User"_s, u"user"_s, {posts}, {}}};
        const MappedSchema schema = mapping::mapped(design);
        QCOMPARE(described(schema),
                 QStringList({u"Post.author -> User ManyToOne one (user_id=id) <-> articles"_s,
                              u"User.articles -> Post OneToMany list (id=user_id) <-> author"_s}));
        QCOMPARE(schema.parentSide(link)->lazy, mapping::Lazy::Dynamic);
        QCOMPARE(schema.childSide(link)->name, u"author"_s);
        // One that does not know its foreign key stands on the only one there is.
        design.given.classes.first().relationships.first().link = {};
        QCOMPARE(described(mapping::mapped(design)).size(), 2);
    }

    void aGivenNameIsTakenForOthers()
    {
        Design design{tests::reflectedSql(
                          u"CREATE TABLE user (id INTEGER PRIMARY KEY);"
                          "CREATE TABLE post (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES user);"
                          "CREATE TABLE note (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES user)"_s),
                      {}};
        RelationshipDeclaration notes;
        notes.name = u"posts"_s;
        notes.target = u"Note"_s;
        notes.link = linkOf(design.schema, u"note"_s);
        notes.end = mapping::KeyEnd::Parent;
        design.given.classes = {{u"User"_s, u"user"_s, {notes}, {}}};
        const MappedSchema schema = mapping::mapped(design);
        QCOMPARE(schema.parentSide(notes.link)->name, u"posts"_s);
        QCOMPARE(schema.parentSide(linkOf(design.schema, u"post"_s))->name, u"user_posts"_s);
    }

    void aPlainForeignKeyHasNoRelationships()
    {
        Design design{userAndPost(u"REFERENCES user"_s), {}};
        design.given.plain = {linkOf(design.schema, u"post"_s)};
        QCOMPARE(described(mapping::mapped(design)), QStringList());
    }

    void aForeignKeyThatCannotKnowItsColumnsHasNoRelationships()
    {
        const MappedSchema schema = tests::reflectedSql(
            u"CREATE TABLE user (name TEXT);"
            "CREATE TABLE post (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES user)"_s);
        QVERIFY(schema.table(u"post"_s)->foreignKeys.first().targetColumns.isEmpty());
        QCOMPARE(described(schema), QStringList());
    }

    void aTableWithoutAKeyIsToldApartByTheRowid()
    {
        const MappedSchema schema =
            tests::reflectedSql(u"CREATE TABLE user (id INTEGER PRIMARY KEY);"
                                "CREATE TABLE visit (user_id INTEGER REFERENCES user, at TEXT)"_s);
        QCOMPARE(described(schema).size(), 2);
        QVERIFY(!schema.configuration->firstError());
    }

private:
    static void addDatabases()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("sample") << QString();
        for (const QString &file : tests::realDatabases())
            QTest::newRow(qPrintable(file.section(u'/', -1))) << file;
    }

    /// The sample where the path is empty.
    static MappedSchema read(const QString &file)
    {
        return file.isEmpty() ? tests::reflectedSql(tests::sampleSql(u"schema.sql"_s))
                              : tests::reflected(file);
    }

    static void apply(schema::Schema &schema, const schema::SchemaChange &change)
    {
        if (const auto applied = schema::applyChange(schema, change); !applied)
            qFatal("%s", qPrintable(applied.error().text()));
    }
};

QTEST_APPLESS_MAIN(DeriveTest)
#include "tst_derive.moc"
