#include "core/schema/schemachange.h"
#include "tests/schema/blog.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata::schema;
using namespace relata::tests;
using relata::base::ErrorCode;
using relata::base::TableId;

namespace {

ForeignKey key(const Schema &schema, const QStringList &columns, const QString &table,
               const QStringList &targets)
{
    ForeignKey made;
    made.id = schema.freeLinkId();
    made.columns = columns;
    made.table = table;
    made.targetColumns = targets;
    return made;
}

} // namespace

/// Changes that cannot be: each is refused in words and leaves the schema as it was.
class RefusedChangeTest : public QObject
{
    Q_OBJECT

private slots:
    void aStepThatCannotBeIsRefusedAndTheSchemaStays_data();
    void aStepThatCannotBeIsRefusedAndTheSchemaStays();
    void aLateRefusalTakesTheEarlierStepsBack();

private:
    Schema m_blog = blog();
};

void RefusedChangeTest::aStepThatCannotBeIsRefusedAndTheSchemaStays_data()
{
    QTest::addColumn<SchemaStep>("step");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("sentence");

    const Schema &s = m_blog;
    const TableId user = idOf(s, u"user"_s);
    const TableId post = idOf(s, u"post"_s);
    const TableId view = idOf(s, u"titles"_s);
    const TableId none = {99};
    const auto row = [](const char *name, const SchemaStep &step, ErrorCode code, const QString &sentence) {
        QTest::newRow(name) << step << code << sentence;
    };
    const auto changedTable = [&s](auto change) {
        AddTable step = newTable(s, u"new"_s);
        change(step);
        return step;
    };
    const auto changedPost = [&](auto change) {
        ChangeTable step{post, *s.table(post)};
        change(step.now);
        return step;
    };
    row("a table changed to another name", changedPost([](Table &t) { t.name = u"entry"_s; }),
        ErrorCode::InvalidChange, u"'post' cannot become another table by this change."_s);
    row("a table changed to no column", changedPost([](Table &t) { t.columns.clear(); }),
        ErrorCode::InvalidChange, u"The table 'post' has no column."_s);
    row("a table changed to a key over nothing", changedPost([](Table &t) { t.primaryKey = {u"none"_s}; }),
        ErrorCode::UnknownColumn, u"'post' has no column 'none'."_s);
    row("a table changed to a foreign key without columns", changedPost([](Table &t) {
            t.foreignKeys += ForeignKey();
            t.foreignKeys.last().id = {77};
        }),
        ErrorCode::InvalidChange, u"A foreign key of 'post' names no column."_s);
    row("a table changed to another's foreign key",
        changedPost([&s](Table &t) { t.foreignKeys += s.table(u"post_tag"_s)->foreignKeys.first(); }),
        ErrorCode::InvalidChange, u"The foreign key of 'post' has no number of its own."_s);
    row("a table changed to an index named as a table", changedPost([](Table &t) {
            t.indexes += Index{u"user"_s, {t.columns.first().name}};
        }),
        ErrorCode::NameTaken, u"There is already a table 'user'."_s);
    row("a view changed", ChangeTable{view, *s.table(view)}, ErrorCode::InvalidChange,
        u"'titles' is a view; only tables can be changed here."_s);
    row("table without a name", newTable(s, u" "_s), ErrorCode::NameEmpty, u"A table needs a name."_s);
    row("table's name taken", newTable(s, u"USER"_s), ErrorCode::NameTaken,
        u"There is already a table 'user'."_s);
    row("table's name a view's", newTable(s, u"titles"_s), ErrorCode::NameTaken,
        u"There is already a view 'titles'."_s);
    row("table's name an index's", newTable(s, u"post_title"_s), ErrorCode::NameTaken,
        u"There is already an index 'post_title'."_s);
    row("table's name SQLite's", newTable(s, u"sqlite_x"_s), ErrorCode::NameTaken, {});
    row("table without columns", changedTable([](AddTable &t) { t.table.columns.clear(); }),
        ErrorCode::InvalidChange, u"The table 'new' has no column."_s);
    row("table with a column twice", changedTable([](AddTable &t) { t.table.columns += column(u"A"_s); }),
        ErrorCode::NameTaken, {});
    row("table with an unknown key", changedTable([](AddTable &t) { t.table.primaryKey = {u"b"_s}; }),
        ErrorCode::UnknownColumn, u"'new' has no column 'b'."_s);
    row("table with a used id", changedTable([&](AddTable &t) { t.table.id = user; }),
        ErrorCode::InvalidChange, {});
    row("table far after the end", changedTable([](AddTable &t) { t.position = 50; }),
        ErrorCode::InvalidChange, {});
    row("a view added", changedTable([](AddTable &t) { t.table.kind = TableKind::View; }),
        ErrorCode::InvalidChange, {});

    row("remove unknown table", RemoveTable{none}, ErrorCode::UnknownTable, {});
    row("remove a view", RemoveTable{view}, ErrorCode::InvalidChange,
        u"'titles' is a view; only tables can be changed here."_s);
    row("remove a parent", RemoveTable{user}, ErrorCode::InvalidChange, u"'post' still refers to 'user'."_s);
    row("remove a child", RemoveTable{idOf(s, u"post_tag"_s)}, ErrorCode::InvalidChange,
        u"'post_tag' still refers to 'post'."_s);

    row("rename unknown table", RenameTable{none, u"x"_s}, ErrorCode::UnknownTable, {});
    row("rename to nothing", RenameTable{user, u""_s}, ErrorCode::NameEmpty, {});
    row("rename to a taken name", RenameTable{user, u"Post"_s}, ErrorCode::NameTaken, {});

    row("column of an unknown table", AddColumn{none, -1, column(u"x"_s)}, ErrorCode::UnknownTable, {});
    row("column of a view", AddColumn{view, -1, column(u"x"_s)}, ErrorCode::InvalidChange, {});
    row("column without a name", AddColumn{user, -1, column(u""_s)}, ErrorCode::NameEmpty,
        u"A column needs a name."_s);
    row("column's name taken", AddColumn{user, -1, column(u"Name"_s)}, ErrorCode::NameTaken,
        u"'user' already has a column 'name'."_s);
    row("column before the start", AddColumn{user, -2, column(u"x"_s)}, ErrorCode::InvalidChange, {});

    row("remove unknown column", RemoveColumn{user, u"x"_s}, ErrorCode::UnknownColumn,
        u"'user' has no column 'x'."_s);
    row("remove key column", RemoveColumn{user, u"id"_s}, ErrorCode::InvalidChange,
        u"'user.id' is still used by the primary key."_s);
    row("remove unique column", RemoveColumn{user, u"name"_s}, ErrorCode::InvalidChange, {});
    row("remove checked column", RemoveColumn{user, u"AGE"_s}, ErrorCode::InvalidChange, {});
    row("remove indexed column", RemoveColumn{post, u"title"_s}, ErrorCode::InvalidChange,
        u"'post.title' is still used by the index 'post_title'."_s);
    row("remove linked column", RemoveColumn{post, u"user_id"_s}, ErrorCode::InvalidChange,
        u"'post.user_id' is still used by the link from 'post' to 'user'."_s);
    row("remove the only column", RemoveColumn{idOf(s, u"only"_s), u"thing"_s}, ErrorCode::InvalidChange,
        u"'thing' is the only column of 'only'."_s);

    row("change unknown column", ChangeColumn{user, u"x"_s, column(u"y"_s)}, ErrorCode::UnknownColumn, {});
    row("rename column to nothing", ChangeColumn{user, u"name"_s, column(u""_s)}, ErrorCode::NameEmpty, {});
    row("rename column to a taken name", ChangeColumn{user, u"name"_s, column(u"ID"_s)}, ErrorCode::NameTaken,
        {});
    Column computed = column(u"name"_s);
    computed.generated = Generated::Stored;
    computed.expression = u"1"_s;
    computed.defaultValue = u"2"_s;
    row("generated and a default", ChangeColumn{user, u"name"_s, computed}, ErrorCode::InvalidChange, {});
    Column unknown = column(u"name"_s);
    unknown.generated = Generated::Stored;
    row("generate a column from what is not known", ChangeColumn{user, u"name"_s, unknown},
        ErrorCode::InvalidChange, {});

    row("key of unknown columns", SetPrimaryKey{user, {u"x"_s}}, ErrorCode::UnknownColumn, {});
    row("key with a column twice", SetPrimaryKey{user, {u"id"_s, u"ID"_s}}, ErrorCode::InvalidChange, {});
    row("key of a generated column", SetPrimaryKey{idOf(s, u"sum"_s), {u"b"_s}}, ErrorCode::InvalidChange,
        {});
    row("no key without rowid", SetPrimaryKey{idOf(s, u"tag"_s), {}}, ErrorCode::InvalidChange, {});
    row("key that is referred to without its name", SetPrimaryKey{post, {u"title"_s}},
        ErrorCode::InvalidChange,
        u"'post_tag.post_id' refers to the primary key of 'post' without naming its columns."_s);

    row("unique of no columns", AddUnique{user, -1, {}}, ErrorCode::InvalidChange, {});
    row("unique of unknown columns", AddUnique{user, -1, {{u"x"_s}}}, ErrorCode::UnknownColumn, {});
    row("unique that is there", AddUnique{user, -1, {{u"name"_s}}}, ErrorCode::InvalidChange,
        u"'user.name' is unique already."_s);
    row("remove a unique that is not there", RemoveUnique{user, {u"age"_s}}, ErrorCode::InvalidChange, {});

    row("link of no columns", AddForeignKey{post, -1, key(s, {}, u"user"_s, {})}, ErrorCode::InvalidChange,
        {});
    row("link of unknown columns", AddForeignKey{post, -1, key(s, {u"x"_s}, u"user"_s, {u"id"_s})},
        ErrorCode::UnknownColumn, u"'post' has no column 'x'."_s);
    row("link to an unknown table", AddForeignKey{post, -1, key(s, {u"id"_s}, u"ghost"_s, {u"id"_s})},
        ErrorCode::UnknownTable, u"'post' cannot refer to 'ghost': there is no such table."_s);
    row("link to unknown columns", AddForeignKey{post, -1, key(s, {u"id"_s}, u"user"_s, {u"x"_s})},
        ErrorCode::UnknownColumn, u"'user' has no column 'x'."_s);
    row("link to a view", AddForeignKey{post, -1, key(s, {u"title"_s}, u"titles"_s, {u"title"_s})},
        ErrorCode::InvalidChange, {});
    row("link of one column to two",
        AddForeignKey{post, -1, key(s, {u"id"_s}, u"user"_s, {u"id"_s, u"name"_s})}, ErrorCode::InvalidChange,
        {});
    ForeignKey used = key(s, {u"id"_s}, u"user"_s, {u"id"_s});
    used.id = linkOf(s, u"post"_s);
    row("link with a used id", AddForeignKey{post, -1, used}, ErrorCode::InvalidChange, {});
    row("remove unknown link", RemoveForeignKey{user, linkOf(s, u"post"_s)}, ErrorCode::UnknownRelationship,
        {});
}

void RefusedChangeTest::aStepThatCannotBeIsRefusedAndTheSchemaStays()
{
    QFETCH(SchemaStep, step);
    QFETCH(ErrorCode, code);
    QFETCH(QString, sentence);
    Schema schema = m_blog;
    const auto applied = applyChange(schema, {u"test"_s, {step}});
    QVERIFY(!applied);
    QCOMPARE(relata::base::errorSlug(applied.error().code), relata::base::errorSlug(code));
    if (!sentence.isEmpty())
        QCOMPARE(applied.error().sentence, sentence);
    QVERIFY(!applied.error().sentence.isEmpty());
    QVERIFY(!applied.error().hint.isEmpty());
    QVERIFY(schema == m_blog);
}

void RefusedChangeTest::aLateRefusalTakesTheEarlierStepsBack()
{
    Schema schema = m_blog;
    const TableId user = idOf(schema, u"user"_s);
    QVERIFY(!applyChange(schema, {u"test"_s,
                                  {RenameTable{user, u"person"_s}, AddColumn{user, 0, column(u"x"_s)},
                                   RemoveColumn{user, u"no such column"_s}}}));
    QVERIFY(schema == m_blog);
}

QTEST_GUILESS_MAIN(RefusedChangeTest)
#include "tst_refusedchange.moc"
