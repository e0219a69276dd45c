#include "core/mapping/tableorder.h"
#include "tests/scenarios/declare.h"
#include "tests/scenarios/results.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata::mapping;
using relata::tests::declare;

namespace {

QByteArray table(const QByteArray &name, const QByteArray &columns)
{
    return "'" + name + "': {'columns': [['id', 'int', 'pk']" + columns + "]}";
}

/// 1,000 tables in a chain, a linked pair of relationships between each and the next.
QByteArray manyTables()
{
    QByteArrayList tables = {table("t0", {})};
    for (int i = 1; i < 1000; ++i)
        tables +=
            table("t" + QByteArray::number(i), ", ['up', 'int', 'fk:t" + QByteArray::number(i - 1) + ".id']");
    return tables.join(',');
}

QByteArray manyClasses()
{
    QByteArrayList classes;
    for (int i = 0; i < 1000; ++i) {
        QByteArrayList rels;
        const auto name = [](int number) { return "C" + QByteArray::number(number); };
        if (i > 0)
            rels += "'parent': {'target': '" + name(i - 1) + "', 'back_populates': 'children'}";
        if (i < 999)
            rels += "'children': {'target': '" + name(i + 1) + "', 'back_populates': 'parent'}";
        classes += "'" + name(i) + "': {'table': 't" + QByteArray::number(i) + "', 'rels': {" +
                   rels.join(',') + "}}";
    }
    return classes.join(',');
}

} // namespace

class ConfigureTest : public QObject
{
    Q_OBJECT

private slots:
    void eachFormOfRelationshipHasItsDirectionPairsAndRemoteSide_data()
    {
        QTest::addColumn<QByteArray>("tables");
        QTest::addColumn<QByteArray>("declared");
        QTest::addColumn<QString>("label"); ///< "Class.name"
        QTest::addColumn<QString>("facts"); ///< direction, list or scalar, get; sync; remote
        const auto row = [](const char *name, const QByteArray &tables, const QByteArray &declared,
                            const QString &label, const QString &facts) {
            QTest::newRow(name) << tables << declared << label << facts;
        };
        const QByteArray library =
            table("author", {}) + ',' + table("book", ", ['author_id', 'int', 'fk:author.id']");
        const QByteArray pair =
            "'Author': {'table': 'author', 'rels': {'books': {'target': 'Book', 'back_populates': "
            "'author'}}},"
            "'Book': {'table': 'book', 'rels': {'author': {'target': 'Author', 'back_populates': 'books'}}}";
        row("one-to-many", library, pair, u"Author.books"_s,
            u"ONETOMANY list; author.id->book.author_id; book.author_id; Book.author"_s);
        row("many-to-one", library, pair, u"Book.author"_s,
            u"MANYTOONE scalar get; author.id->book.author_id; author.id; Author.books"_s);
        row("one-to-one", library,
            "'Author': {'table': 'author', 'rels': {'book': {'target': 'Book', 'uselist': false, 'backref': "
            "'author'}}},"
            "'Book': {'table': 'book'}",
            u"Author.book"_s, u"ONETOMANY scalar; author.id->book.author_id; book.author_id; Book.author"_s);
        row("made by a backref", library,
            "'Author': {'table': 'author', 'rels': {'book': {'target': 'Book', 'uselist': false, 'backref': "
            "'author'}}},"
            "'Book': {'table': 'book'}",
            u"Book.author"_s, u"MANYTOONE scalar get; author.id->book.author_id; author.id; Author.book"_s);
        const QByteArray students = table("student", {}) + ',' + table("course", {}) +
                                    ", 'enrol': {'columns': [['s_id', 'int', 'pk', 'fk:student.id'], "
                                    "['c_id', 'int', 'pk', 'fk:course.id']]}";
        const QByteArray enrol = "'Student': {'table': 'student', 'rels': {'courses': {'target': 'Course', "
                                 "'secondary': 'enrol', 'backref': 'students'}}},"
                                 "'Course': {'table': 'course'}";
        row("many-to-many", students, enrol, u"Student.courses"_s,
            u"MANYTOMANY list; student.id->enrol.s_id, course.id->enrol.c_id; enrol.c_id, enrol.s_id; Course.students"_s);
        row("many-to-many from the backref", students, enrol, u"Course.students"_s,
            u"MANYTOMANY list; course.id->enrol.c_id, student.id->enrol.s_id; enrol.c_id, enrol.s_id; Student.courses"_s);
        const QByteArray node = table("node", ", ['up', 'int', 'fk:node.id']");
        const QByteArray tree =
            "'Node': {'table': 'node', 'rels': {'children': {'target': 'Node', 'back_populates': 'parent'},"
            "'parent': {'target': 'Node', 'back_populates': 'children', 'remote_side': ['node.id']}}}";
        row("children", node, tree, u"Node.children"_s,
            u"ONETOMANY list; node.id->node.up; node.up; Node.parent"_s);
        row("parent", node, tree, u"Node.parent"_s,
            u"MANYTOONE scalar get; node.id->node.up; node.id; Node.children"_s);
        row("forgotten remote_side", node,
            "'Node': {'table': 'node', 'rels': {'parent': {'target': 'Node'}}}", u"Node.parent"_s,
            u"ONETOMANY list; node.id->node.up; node.up; "_s);
        row("composite self-reference",
            "'node': {'columns': [['tree', 'int', 'pk'], ['no', 'int', 'pk'], ['up', 'int']],"
            "'fks': [{'cols': ['tree', 'up'], 'refs': ['node.tree', 'node.no']}]}",
            "'Node': {'table': 'node', 'rels': {'parent': {'target': 'Node', 'remote_side': ['node.tree', "
            "'node.no']}}}",
            u"Node.parent"_s,
            u"MANYTOONE scalar get; node.tree->node.tree, node.no->node.up; node.no, node.tree; "_s);
        row("composite foreign key",
            "'p': {'columns': [['a', 'int', 'pk'], ['b', 'int', 'pk']]},"
            "'c': {'columns': [['id', 'int', 'pk'], ['y', 'int'], ['z', 'int']], 'fks': [{'cols': ['y', "
            "'z'], 'refs': ['p.a', 'p.b']}]}",
            "'C': {'table': 'c', 'rels': {'p': {'target': 'P'}}}, 'P': {'table': 'p'}", u"C.p"_s,
            u"MANYTOONE scalar get; p.a->c.y, p.b->c.z; p.a, p.b; "_s);
        row("one of two foreign keys",
            table("address", {}) + ',' +
                table("customer",
                      ", ['billing', 'int', 'fk:address.id'], ['shipping', 'int', 'fk:address.id']"),
            "'Customer': {'table': 'customer', 'rels': {'b': {'target': 'Address', 'foreign_keys': "
            "['customer.billing']}}},"
            "'Address': {'table': 'address'}",
            u"Customer.b"_s, u"MANYTOONE scalar get; address.id->customer.billing; address.id; "_s);
        row("explicit join without foreign key", table("a", {}) + ',' + table("b", ", ['a_id', 'int']"),
            "'A': {'table': 'a', 'rels': {'bs': {'target': 'B', 'primaryjoin': [['a.id', '=', "
            "'foreign:b.a_id']]}}}, 'B': {'table': 'b'}",
            u"A.bs"_s, u"ONETOMANY list; a.id->b.a_id; b.a_id; "_s);
        row("literal in the join",
            table("a", {}) + ',' + table("b", ", ['kind', 'str'], ['a_id', 'int', 'fk:a.id']"),
            "'A': {'table': 'a', 'rels': {'bs': {'target': 'B', 'primaryjoin': [['a.id', '=', 'b.a_id'], "
            "['b.kind', '=', {'lit': 'x'}]]}}},"
            "'B': {'table': 'b'}",
            u"A.bs"_s, u"ONETOMANY list; a.id->b.a_id; b.a_id, b.kind; "_s);
        row("foreign key to a unique column",
            table("country", ", ['code', 'str', 'unique']") + ',' +
                table("city", ", ['code', 'str', 'fk:country.code']"),
            "'City': {'table': 'city', 'rels': {'country': {'target': 'Country'}}}, 'Country': {'table': "
            "'country'}",
            u"City.country"_s, u"MANYTOONE scalar; country.code->city.code; country.code; "_s);
    }

    void eachFormOfRelationshipHasItsDirectionPairsAndRemoteSide()
    {
        QFETCH(QByteArray, tables);
        QFETCH(QByteArray, declared);
        QFETCH(QString, label);
        QFETCH(QString, facts);
        const Configuration configuration = configure(declare(tables, declared));
        const auto *found = configuration.relationship(label.section(u'.', 0, 0), label.section(u'.', 1));
        QVERIFY2(found,
                 configuration.firstError() ? qPrintable(configuration.firstError()->sentence) : "missing");
        QStringList sync;
        for (const SyncPair &pair : found->synchronizePairs + found->secondarySynchronizePairs)
            sync += configuration.label(pair.source) + u"->"_s + configuration.label(pair.destination);
        QStringList remote;
        for (const ColumnIndex column : found->remoteColumns)
            remote += configuration.label(column);
        remote.sort();
        QStringList reverse;
        for (const int other : found->reverse)
            reverse += configuration.label(configuration.relationships[other]);
        const QString got = relata::schema::directionWord(found->direction).toUpper() +
                            (found->uselist ? u" list"_s : u" scalar"_s) +
                            (found->useGet ? u" get"_s : QString()) + u"; "_s + sync.join(u", "_s) + u"; "_s +
                            remote.join(u", "_s) + u"; "_s + reverse.join(u", "_s);
        QCOMPARE(got, facts);
    }

    void theWordsOfCascadeAreReadAsSqlAlchemyReadsThem_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("unknown");
        QTest::newRow("all") << u"all"_s << u"delete expunge merge refresh-expire save-update"_s << QString();
        QTest::newRow("orphans") << u"all, delete-orphan"_s
                                 << u"delete delete-orphan expunge merge refresh-expire save-update"_s
                                 << QString();
        QTest::newRow("none clears") << u"merge,none"_s << QString() << QString();
        QTest::newRow("empty") << QString() << QString() << QString();
        QTest::newRow("blanks round commas") << u"merge , delete"_s << u"delete merge"_s << QString();
        QTest::newRow("a blank at the end") << u"all "_s << QString() << u"all "_s;
    }

    void theWordsOfCascadeAreReadAsSqlAlchemyReadsThem()
    {
        QFETCH(QString, text);
        QFETCH(QString, words);
        QFETCH(QString, unknown);
        const CascadeText parsed = parseCascades(text);
        QCOMPARE(cascadeWords(parsed.cascades).join(u' '), words);
        QCOMPARE(parsed.unknown.join(u'|'), unknown);
    }

    void tablesInACircleAreSortedWithAWarningUnlessOneUsesAlter()
    {
        const QByteArray circle = table("a", ", ['b', 'int', 'fk:b.id']") + ',' +
                                  table("b", ", ['a', 'int', %1]") + ',' +
                                  table("c", ", ['a', 'int', 'fk:a.id']");
        const auto order = [&](const QByteArray &key) {
            return sortedTables(declare(QByteArray(circle).replace("%1", key), {}).tables);
        };
        QCOMPARE(order("'fk:a.id'").order, (QList<int>{0, 1, 2}));
        QCOMPARE(order("'fk:a.id'").diagnostics.size(), 1);
        QCOMPARE(order("{'fk': 'a.id', 'use_alter': true}").order, (QList<int>{1, 0, 2}));
        QVERIFY(order("{'fk': 'a.id', 'use_alter': true}").diagnostics.isEmpty());
        QCOMPARE(order("'fk:zz.id'").diagnostics.first().kind, u"NoReferencedTableError"_s);
        QVERIFY(order("'fk:zz.id'").order.isEmpty());
    }

    void aThousandTablesAreConfiguredAtOnce()
    {
        const Declarations declarations = declare(manyTables(), manyClasses());
        QElapsedTimer timer;
        timer.start();
        const Configuration configuration = configure(declarations);
        const qint64 took = timer.elapsed();
        qInfo("1,000 tables and %lld relationships in %lld ms", qint64(configuration.relationships.size()),
              took);
        QCOMPARE(configuration.relationships.size(), 1998);
        QVERIFY(!configuration.firstError());
        QVERIFY2(took < 1000, "far more than linear");
    }
};

QTEST_APPLESS_MAIN(ConfigureTest)
#include "tst_configure.moc"
