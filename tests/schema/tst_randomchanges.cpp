#include "core/schema/junction.h"
#include "core/schema/linkplanner.h"
#include "core/schema/linkremoval.h"
#include "core/schema/schemachange.h"
#include "tests/schema/blog.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata::schema;
using namespace relata::tests;
namespace mapping = relata::mapping;

namespace {

/// What is wrong with the names in a schema, "" where every key, link and relationship leads somewhere.
QString danglingName(const Schema &schema)
{
    for (const Table &table : schema.tables) {
        if (table.kind != TableKind::Table)
            continue;
        for (const QString &name : table.primaryKey) {
            if (table.columnIndex(name) < 0)
                return table.name + u" key "_s + name;
        }
        for (const ForeignKey &each : table.foreignKeys) {
            if (!isResolved(schema, table, each))
                return table.name + u" -> "_s + each.table;
        }
    }
    const mapping::MappedSchema mapped = mapping::mapped(schema);
    for (const mapping::MappedClass &each : mapped.classes) {
        for (const mapping::Side &side : each.relationships) {
            const mapping::Side *other = mapped.relationship(side.targetTable, side.backPopulates);
            if (!other || other->backPopulates != side.name)
                return each.name + u'.' + side.name + u" has no other side"_s;
        }
    }
    return {};
}

/// Draws changes, sensible ones and others, from a fixed seed.
class RandomChanges
{
public:
    explicit RandomChanges(quint32 seed) : m_random(seed) {}

    SchemaChange next(const Schema &schema)
    {
        const Table &table = any(schema.tables);
        const Column &old = any(table.columns);
        switch (below(15)) {
        case 0:
        case 1:
        case 2:
            if (const auto plan = planLink(schema, {table.id, maybe(old.name), any(schema.tables).id,
                                                    maybe(any(any(schema.tables).columns).name)}))
                return plan->change;
            return {};
        case 3:
            return planTable(schema, word()).value_or(SchemaChange());
        case 4:
            return planRemoval(schema, {table.id}, {}).value_or(SchemaChange());
        case 5:
            return table.foreignKeys.isEmpty()
                       ? SchemaChange()
                       : planRemoval(schema, {}, {any(table.foreignKeys).id}).value_or(SchemaChange());
        case 6:
        case 7:
            return {u"rename table"_s, {RenameTable{table.id, word()}}};
        case 8:
            return {u"add column"_s,
                    {AddColumn{table.id, below(int(table.columns.size()) + 2) - 1, column(word(), type())}}};
        case 9:
            return {u"remove column"_s, {RemoveColumn{table.id, old.name}}};
        case 10:
        case 11: {
            Column now = old;
            now.name = below(3) == 0 ? old.name : word();
            now.nullable = below(2) == 0;
            now.type = below(3) == 0 ? type() : old.type;
            return {u"change column"_s, {ChangeColumn{table.id, old.name, now}}};
        }
        case 13: {
            Table now = table;
            std::shuffle(now.columns.begin(), now.columns.end(), m_random);
            if (below(2) == 0)
                now.columns += column(word(), type());
            if (below(3) == 0)
                now.checks += Check{u"1"_s};
            if (below(3) == 0)
                now.uniques = {{{any(now.columns).name}}};
            if (below(4) == 0)
                now.foreignKeys.clear();
            return {u"change table"_s, {ChangeTable{table.id, now}}};
        }
        case 12:
            return {u"set key"_s,
                    {SetPrimaryKey{table.id, below(3) == 0 ? QStringList() : QStringList{old.name}}}};
        default:
            return {u"two steps"_s,
                    {AddColumn{table.id, -1, column(word())}, RemoveColumn{any(schema.tables).id, word()}}};
        }
    }

private:
    int below(int limit) { return int(m_random.bounded(limit)); }
    template<typename T>
    const T &any(const QList<T> &list)
    {
        return list[below(int(list.size()))];
    }
    QString maybe(const QString &name) { return below(3) == 0 ? QString() : name; }
    QString word()
    {
        static const QStringList words = {u"user"_s,  u"User"_s, u"person"_s, u"order"_s,     u"my table"_s,
                                          u"rowid"_s, u"a\"b"_s, u"POST"_s,   u"status"_s,    u"x"_s,
                                          u"note"_s,  u"_"_s,    u"Über"_s,   u"user_post"_s, u"UserPost"_s};
        return any(words);
    }
    QString type()
    {
        static const QStringList types = {u"INTEGER"_s, u"TEXT"_s, u"VARCHAR(20)"_s, QString()};
        return any(types);
    }

    QRandomGenerator m_random;
};

} // namespace

/// Hundreds of changes drawn from fixed seeds, sensible ones and others.
class RandomChangesTest : public QObject
{
    Q_OBJECT

private slots:
    void inversesInReverseOrderGiveBackAnEqualSchema();
};

void RandomChangesTest::inversesInReverseOrderGiveBackAnEqualSchema()
{
    const Schema original = reflectedSql(sampleSql(u"schema.sql"_s));
    int made = 0;
    for (quint32 seed = 1; seed <= 300; ++seed) {
        RandomChanges random(seed);
        Schema schema = original;
        QList<SchemaChange> inverses;
        QList<Schema> states;
        for (int i = 0; i < 12; ++i) {
            const Schema before = schema;
            const SchemaChange change = random.next(schema);
            const auto inverse = applyChange(schema, change);
            if (!inverse) {
                QVERIFY(schema == before);
                QVERIFY2(!inverse.error().sentence.contains(u"could not be taken back"_s),
                         qPrintable(u"seed %1: %2"_s.arg(seed).arg(inverse.error().text())));
                continue;
            }
            QCOMPARE(danglingName(schema), QString());
            made += change.steps.isEmpty() ? 0 : 1;
            inverses += *inverse;
            states += before;
        }
        while (!inverses.isEmpty()) {
            QVERIFY(applyChange(schema, inverses.takeLast()));
            QVERIFY2(schema == states.takeLast(), qPrintable(u"seed %1"_s.arg(seed)));
        }
        QVERIFY(schema == original);
    }
    QVERIFY2(made > 1000, qPrintable(u"only %1 changes were made"_s.arg(made)));
}

QTEST_GUILESS_MAIN(RandomChangesTest)
#include "tst_randomchanges.moc"
