#include "core/mapping/declare/declarationchange.h"
#include "tests/scenarios/declare.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata::mapping;
using relata::tests::declare;

namespace {

QByteArray table(const QByteArray &name, const QByteArray &columns)
{
    return "'" + name + "': {'columns': [['id', 'int', 'pk']" + columns + "]}";
}

QByteArray classOn(const QByteArray &name, const QByteArray &tableName, const QByteArray &rels = {})
{
    return "'" + name + "': {'table': '" + tableName + "', 'rels': {" + rels + "}}";
}

} // namespace

class LintsTest : public QObject
{
    Q_OBJECT

private slots:
    void whatSqlAlchemyIsSilentAboutIsToldAndEveryFixMakesItGoAway_data()
    {
        QTest::addColumn<QByteArray>("tables");
        QTest::addColumn<QByteArray>("declared");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *code, const QByteArray &tables, const QByteArray &declared) {
            QTest::newRow(code) << tables << declared << QString::fromLatin1(code).section(u' ', 0, 0);
        };
        const auto library = [](const QByteArray &key) {
            return table("author", {}) + ',' + table("book", ", ['author_id', 'int', " + key + "]");
        };
        const auto pair = [](const QByteArray &books, const QByteArray &author = {}) {
            return classOn("Author", "author",
                           "'books': {'target': 'Book', 'back_populates': 'author'" + books + "}") +
                   ',' +
                   classOn("Book", "book",
                           "'author': {'target': 'Author', 'back_populates': 'books'" + author + "}");
        };
        const QByteArray customers =
            table("address", {}) + ',' +
            table("customer",
                  ", ['billing_id', 'int', 'fk:address.id'], ['shipping_id', 'int', 'fk:address.id']");
        row("crossed-pair", customers,
            classOn("Address", "address",
                    "'billed': {'target': 'Customer', 'back_populates': 'billing', 'foreign_keys': "
                    "['customer.shipping_id']}") +
                ',' +
                classOn("Customer", "customer",
                        "'billing': {'target': 'Address', 'back_populates': 'billed', 'foreign_keys': "
                        "['customer.billing_id']}"));
        row("one-sided", library("'fk:author.id'"),
            classOn("Author", "author", "'books': {'target': 'Book'}") + ',' + classOn("Book", "book"));
        row("one-sided many-to-one", library("'fk:author.id'"),
            classOn("Author", "author") + ',' + classOn("Book", "book", "'author': {'target': 'Author'}"));
        row("missing-remote-side", table("node", ", ['up', 'int', 'fk:node.id']"),
            classOn("Node", "node", "'parent': {'target': 'Node'}"));
        row("on-delete-without-passive-deletes", library("{'fk': 'author.id', 'ondelete': 'CASCADE'}"),
            pair({}));
        row("on-delete-without-passive-deletes set null",
            library("{'fk': 'author.id', 'ondelete': 'SET NULL'}"), pair({}));
        row("not-null-without-delete-cascade", library("'fk:author.id', 'notnull'"), pair({}));
        row("one-to-one-without-unique", library("'fk:author.id'"), pair(", 'uselist': false"));
        row("joined-collections-multiply",
            library("'fk:author.id'") + ',' + table("award", ", ['author_id', 'int', 'fk:author.id']"),
            classOn("Author", "author",
                    "'books': {'target': 'Book', 'lazy': 'joined'}, 'awards': {'target': 'Award', 'lazy': "
                    "'joined'}") +
                ',' + classOn("Book", "book") + ',' + classOn("Award", "award"));
        row("lazy-without-get",
            table("country", ", ['code', 'str', 'unique']") + ',' +
                table("city", ", ['code', 'str', 'fk:country.code']"),
            classOn("City", "city", "'country': {'target': 'Country'}") + ',' +
                classOn("Country", "country"));
        row("partial-foreign-keys",
            "'p': {'columns': [['a', 'int', 'pk'], ['b', 'int', 'pk']]},"
            "'c': {'columns': [['id', 'int', 'pk'], ['y', 'int'], ['z', 'int']], 'fks': [{'cols': ['y', "
            "'z'], 'refs': ['p.a', 'p.b']}]}",
            classOn("C", "c", "'p': {'target': 'P', 'foreign_keys': ['c.z']}") + ',' + classOn("P", "p"));
        row("one-way-many-to-many",
            table("student", {}) + ',' + table("course", {}) +
                ", 'enrol': {'columns': [['s_id', 'int', 'pk', 'fk:student.id'], ['c_id', 'int', 'pk', "
                "'fk:course.id']]}",
            classOn("Student", "student", "'courses': {'target': 'Course', 'secondary': 'enrol'}") + ',' +
                classOn("Course", "course"));
        row("lazy-noload", library("'fk:author.id'"), pair(", 'lazy': 'noload'"));
        row("foreign-key-cycle",
            table("dept", ", ['head', 'int', 'fk:emp.id']") + ',' +
                table("emp", ", ['dept', 'int', 'fk:dept.id']"),
            {});
        row("cycle-without-post-update",
            table("dept", ", ['head_id', 'int', 'fk:emp.id']") + ',' +
                table("emp", ", ['dept_id', 'int', 'fk:dept.id']"),
            classOn("Dept", "dept", "'head': {'target': 'Emp', 'foreign_keys': ['dept.head_id']}") + ',' +
                classOn("Emp", "emp", "'dept': {'target': 'Dept', 'foreign_keys': ['emp.dept_id']}"));
        row("foreign-key-names-class", library("'fk:Author.id'"), classOn("Author", "author"));
        row("foreign-key-names-table-only", library("'fk:author'"), {});
    }

    void whatSqlAlchemyIsSilentAboutIsToldAndEveryFixMakesItGoAway()
    {
        QFETCH(QByteArray, tables);
        QFETCH(QByteArray, declared);
        QFETCH(QString, code);
        const Declarations declarations = declare(tables, declared);
        const Configuration configuration = configure(declarations);
        QVERIFY2(!configuration.firstError(),
                 configuration.firstError() ? qPrintable(configuration.firstError()->sentence) : "");
        const auto isWanted = [&code](const Diagnostic &each) {
            return each.grade == Grade::Lint && each.kind == code;
        };
        const auto found =
            std::find_if(configuration.diagnostics.cbegin(), configuration.diagnostics.cend(), isWanted);
        QVERIFY2(found != configuration.diagnostics.cend(),
                 qPrintable(relata::tests::kindsOf(configuration, Grade::Lint).join(u' ')));
        QVERIFY(!found->fixes.isEmpty());
        for (const Fix &fix : found->fixes) {
            Declarations now = declarations;
            QVERIFY(applyFix(now, fix));
            const Configuration mended = configure(now);
            QVERIFY2(!mended.firstError(), qPrintable(fix.text));
            QVERIFY2(mended.emittedWarnings().isEmpty(), qPrintable(fix.text));
        }
    }

    void aSoundPairHasNoLint()
    {
        const Configuration configuration = configure(declare(
            table("author", {}) + ',' +
                table("book",
                      ", ['author_id', 'int', {'fk': 'author.id', 'ondelete': 'CASCADE'}, 'notnull']"),
            classOn("Author", "author",
                    "'books': {'target': 'Book', 'back_populates': 'author', 'cascade': 'all, "
                    "delete-orphan', 'passive_deletes': true}") +
                ',' + classOn("Book", "book", "'author': {'target': 'Author', 'back_populates': 'books'}")));
        QVERIFY2(configuration.diagnostics.isEmpty(),
                 qPrintable(relata::tests::kindsOf(configuration, Grade::Lint).join(u' ')));
    }
};

QTEST_APPLESS_MAIN(LintsTest)
#include "tst_lints.moc"
