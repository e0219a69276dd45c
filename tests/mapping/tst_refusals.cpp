#include "core/mapping/declare/declarationchange.h"
#include "tests/scenarios/declare.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata::mapping;
using relata::tests::declare;

namespace {

/// Two tables, a book with a foreign key to its author; %1 is the foreign key.
QByteArray library(const QByteArray &key = "'fk:author.id'")
{
    return "'author': {'columns': [['id', 'int', 'pk'], ['name', 'str']]},"
           "'book': {'columns': [['id', 'int', 'pk'], ['title', 'str'], ['author_id', 'int', " +
           key + "]]}";
}

QByteArray libraryWithoutKey()
{
    return "'author': {'columns': [['id', 'int', 'pk'], ['name', 'str']]},"
           "'book': {'columns': [['id', 'int', 'pk'], ['title', 'str'], ['author_id', 'int']]}";
}

/// The two classes with what is given for each.
QByteArray classes(const QByteArray &author, const QByteArray &book = {})
{
    return "'Author': {'table': 'author', 'rels': {" + author + "}}, 'Book': {'table': 'book', 'rels': {" +
           book + "}}";
}

const QByteArray kNode = "'node': {'columns': [['id', 'int', 'pk'], ['parent_id', 'int', 'fk:node.id']]}";
const QByteArray kStudents =
    "'student': {'columns': [['id', 'int', 'pk']]}, 'course': {'columns': [['id', 'int', 'pk']]},"
    "'enrol': {'columns': [['student_id', 'int', 'pk', 'fk:student.id'], ['course_id', 'int', 'pk']]}";
const QByteArray kOrders =
    "'address': {'columns': [['id', 'int', 'pk']]}, 'customer': {'columns': [['id', 'int', 'pk'],"
    "['billing_id', 'int', 'fk:address.id'], ['shipping_id', 'int', 'fk:address.id']]}";

} // namespace

class RefusalsTest : public QObject
{
    Q_OBJECT

private slots:
    void aMistakeIsToldAsSqlAlchemyCallsItWithItsCauseAndAFixThatWorks_data()
    {
        QTest::addColumn<QByteArray>("tables");
        QTest::addColumn<QByteArray>("declared");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("words"); ///< separated by |, all of them in sentence and hint
        const auto row = [](const char *name, const QByteArray &tables, const QByteArray &declared,
                            const QString &kind, const QString &place, const QString &words) {
            QTest::newRow(name) << tables << declared << kind << place << words;
        };
        const QByteArray books = "'books': {'target': 'Book'}";

        row("no foreign key", libraryWithoutKey(), classes(books), u"NoForeignKeysError"_s, u"Author.books"_s,
            u"'author'|'book'"_s);
        row("foreign key to a missing table", library("'fk:authors.id'"), classes(books),
            u"NoForeignKeysError"_s, u"Author.books"_s,
            u"'book.author_id'|'authors'|Did you mean 'author'?"_s);
        row("foreign key to a class", library("'fk:Author.id'"), classes(books), u"NoForeignKeysError"_s,
            u"Author.books"_s, u"'Author' is a class"_s);
        row("foreign key to a missing column", library("'fk:author.idx'"), classes(books),
            u"NoReferencedColumnError"_s, u"Author.books"_s, u"'author.idx'|Did you mean 'id'?"_s);
        row("foreign key that names a table only", library("'fk:author'"), classes(books),
            u"NoReferencedColumnError"_s, u"Author.books"_s, u"'author.author_id'|column of the same name"_s);
        row("broken foreign key in a join", library("'fk:authors.id'"),
            classes("'books': {'target': 'Book', 'primaryjoin': [['author.id', '=', 'book.author_id']]}"),
            u"NoReferencedTableError"_s, u"Author.books"_s, u"'authors'|Did you mean 'author'?"_s);
        row("foreign_keys on the wrong side", library(),
            classes("'books': {'target': 'Book', 'foreign_keys': ['author.id']}"), u"NoForeignKeysError"_s,
            u"Author.books"_s, u"foreign_keys names author.id|book.author_id is"_s);
        row("link table without a key", kStudents,
            "'Student': {'table': 'student', 'rels': {'courses': {'target': 'Course', 'secondary': "
            "'enrol'}}},"
            "'Course': {'table': 'course'}",
            u"NoForeignKeysError"_s, u"Student.courses"_s,
            u"link table 'enrol'|between 'enrol' and 'course'"_s);
        row("two foreign keys", kOrders,
            "'Customer': {'table': 'customer', 'rels': {'billing': {'target': 'Address'}}}, 'Address': "
            "{'table': 'address'}",
            u"AmbiguousForeignKeysError"_s, u"Customer.billing"_s,
            u"2 ways|customer.billing_id|customer.shipping_id|foreign_keys"_s);
        row("link table with two keys to one side",
            "'p': {'columns': [['id', 'int', 'pk']]}, 'follows': {'columns': [['a', 'int', 'pk', 'fk:p.id'], "
            "['b', 'int', 'pk', 'fk:p.id']]}",
            "'P': {'table': 'p', 'rels': {'following': {'target': 'P', 'secondary': 'follows'}}}",
            u"AmbiguousForeignKeysError"_s, u"P.following"_s, u"follows.a|follows.b|secondaryjoin"_s);
        row("unknown class", library(), classes("'books': {'target': 'Boook'}"), u"InvalidRequestError"_s,
            u"Author.books"_s, u"'Boook'|Did you mean 'Book'?"_s);
        row("table in place of a class", library(), classes("'books': {'target': 'book'}"),
            u"ArgumentError"_s, u"Author.books"_s, u"'book', which is a table"_s);
        row("class in place of a link table", library(),
            classes("'books': {'target': 'Book', 'secondary': 'Book'}"), u"ArgumentError"_s,
            u"Author.books"_s, u"'Book', which is a class"_s);
        row("unknown link table", library(), classes("'books': {'target': 'Book', 'secondary': 'boook'}"),
            u"InvalidRequestError"_s, u"Author.books"_s, u"'boook'|Did you mean 'book'?"_s);
        row("unknown column", library(), classes("'books': {'target': 'Book', 'order_by': ['book.titel']}"),
            u"AttributeError"_s, u"Author.books"_s, u"order_by|'book.titel'|Did you mean 'title'?"_s);
        row("join without a foreign key", libraryWithoutKey(),
            classes("'books': {'target': 'Book', 'primaryjoin': [['author.id', '=', 'book.author_id']]}"),
            u"ArgumentError"_s, u"Author.books"_s, u"compares no foreign key column"_s);
        row("join that only compares otherwise", library(),
            classes(
                "'books': {'target': 'Book', 'primaryjoin': [['author.id', '>', 'foreign:book.author_id']]}"),
            u"ArgumentError"_s, u"Author.books"_s, u"nothing to write|viewonly=True"_s);
        row("no remote side", kNode,
            "'Node': {'table': 'node', 'rels': {'parent': {'target': 'Node', 'remote_side': ['node.id', "
            "'node.parent_id']}}}",
            u"ArgumentError"_s, u"Node.parent"_s, u"remote_side"_s);
        row("direction undecided", kNode,
            "'Node': {'table': 'node', 'rels': {'parent': {'target': 'Node', 'foreign_keys': ['node.id', "
            "'node.parent_id'],"
            "'primaryjoin': [['node.id', '=', 'node.parent_id'], ['node.parent_id', '=', 'node.id']], "
            "'remote_side': ['node.id']}}}",
            u"ArgumentError"_s, u"Node.parent"_s, u"direction"_s);
        row("secondaryjoin without secondary", library(),
            classes("'books': {'target': 'Book', 'secondaryjoin': [['author.id', '=', 'book.author_id']]}"),
            u"ArgumentError"_s, u"Author.books"_s, u"secondaryjoin but no secondary"_s);
        row("back_populates names nothing", library(),
            classes("'books': {'target': 'Book', 'back_populates': 'writer'}",
                    "'author': {'target': 'Author'}"),
            u"InvalidRequestError"_s, u"Author.books"_s, u"'Book.writer', which does not exist"_s);
        row("back_populates names a column", library(),
            classes("'books': {'target': 'Book', 'back_populates': 'title'}"), u"InvalidRequestError"_s,
            u"Author.books"_s, u"'Book.title'|a column"_s);
        row("back_populates leads elsewhere", library(),
            classes(
                "'books': {'target': 'Book', 'back_populates': 'next'}",
                "'next': {'target': 'Book', 'primaryjoin': [['book.id', '=', 'foreign:book.author_id']]}"),
            u"ArgumentError"_s, u"Author.books"_s, u"'Book.next'|leads to 'Book'|not back to 'Author'"_s);
        row("both sides of one direction", kNode,
            "'Node': {'table': 'node', 'rels': {'children': {'target': 'Node', 'back_populates': 'parent'},"
            "'parent': {'target': 'Node', 'back_populates': 'children'}}}",
            u"ArgumentError"_s, u"Node.parent"_s, u"both are one-to-many|remote_side"_s);
        row("backref takes a name", library(), classes("'books': {'target': 'Book', 'backref': 'title'}"),
            u"ArgumentError"_s, u"Author.books"_s, u"'title'|already has"_s);
        row("backref on both sides", library(),
            classes("'books': {'target': 'Book', 'backref': 'author'}",
                    "'author': {'target': 'Author', 'backref': 'books'}"),
            u"ArgumentError"_s, u"Author.books"_s, u"'author'|already has"_s);
        row("backref and back_populates", library(),
            classes("'books': {'target': 'Book', 'backref': 'a', 'back_populates': 'b'}"), u"ArgumentError"_s,
            u"Author.books"_s, u"backref='a'|back_populates='b'"_s);
        row("delete-orphan on many-to-one", library(),
            classes({}, "'author': {'target': 'Author', 'cascade': 'all, delete-orphan'}"),
            u"ArgumentError"_s, u"Book.author"_s, u"many-to-one|single_parent=True"_s);
        row("unknown cascade", library(),
            classes("'books': {'target': 'Book', 'cascade': 'save-update, delet'}"), u"ArgumentError"_s,
            u"Author.books"_s, u"'delet'|Did you mean 'delete'?"_s);
        row("passive_deletes all with delete", library(),
            classes("'books': {'target': 'Book', 'cascade': 'all', 'passive_deletes': 'all'}"),
            u"ArgumentError"_s, u"Author.books"_s, u"passive_deletes=\"all\""_s);
        row("viewonly with sync_backref", library(),
            classes("'books': {'target': 'Book', 'viewonly': true, 'sync_backref': true}"),
            u"ArgumentError"_s, u"Author.books"_s, u"sync_backref=True|viewonly=True"_s);
        row("sync_backref to a viewonly side", library(),
            classes("'books': {'target': 'Book', 'viewonly': true}",
                    "'author': {'target': 'Author', 'back_populates': 'books', 'sync_backref': true}"),
            u"InvalidRequestError"_s, u"Book.author"_s, u"'Author.books' is only for viewing"_s);
        row("unknown lazy", library(), classes("'books': {'target': 'Book', 'lazy': 'join'}"),
            u"LoaderStrategyException"_s, u"Author.books"_s, u"lazy='join'|Did you mean 'joined'?"_s);
        row("dynamic on a scalar", library(),
            classes({}, "'author': {'target': 'Author', 'lazy': 'dynamic'}"), u"InvalidRequestError"_s,
            u"Book.author"_s, u"for collections"_s);
        row("no primary key",
            "'author': {'columns': [['id', 'int', 'pk']]}, 'book': {'columns': [['id', 'int'], ['author_id', "
            "'int', 'fk:author.id']]}",
            classes(books), u"ArgumentError"_s, u"Book."_s, u"'book' has no primary key"_s);
        row("relationship named like a column", library(), classes({}, "'title': {'target': 'Author'}"),
            u"ArgumentError"_s, u"Book.title"_s, u"name of a column"_s);
    }

    void aMistakeIsToldAsSqlAlchemyCallsItWithItsCauseAndAFixThatWorks()
    {
        QFETCH(QByteArray, tables);
        QFETCH(QByteArray, declared);
        QFETCH(QString, kind);
        QFETCH(QString, place);
        QFETCH(QString, words);
        const Declarations declarations = declare(tables, declared);
        const Configuration configuration = configure(declarations);
        const Diagnostic *error = configuration.firstError();
        QVERIFY(error);
        QCOMPARE(error->kind, kind);
        QCOMPARE(error->where.className + u'.' + error->where.relationship, place);
        const QString text = error->sentence + u' ' + error->hint;
        for (const QString &word : words.split(u'|'))
            QVERIFY2(text.contains(word), qPrintable(text));
        if (kind != "AttributeError"_L1)
            QVERIFY2(!error->fixes.isEmpty(), qPrintable(text));
    }

    void aWarningIsToldWithAFixThatWorks_data()
    {
        QTest::addColumn<QByteArray>("declared");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("words");
        QTest::newRow("overlaps") << classes("'books': {'target': 'Book'}", "'author': {'target': 'Author'}")
                                  << u"Book.author"_s << u"author.id|book.author_id|'Author.books'|qzyx"_s;
        QTest::newRow("delete-orphan without delete")
            << classes("'books': {'target': 'Book', 'cascade': 'save-update, delete-orphan'}")
            << u"Author.books"_s << u"delete-orphan without delete"_s;
        QTest::newRow("viewonly with passive_deletes")
            << classes("'books': {'target': 'Book', 'viewonly': true, 'passive_deletes': true}")
            << u"Author.books"_s << u"passive_deletes|viewonly=True"_s;
        QTest::newRow("remote_side on the own column")
            << classes({}, "'author': {'target': 'Author', 'remote_side': ['book.author_id']}")
            << u"Book.author"_s << u"'book.author_id'|own table"_s;
    }

    void aWarningIsToldWithAFixThatWorks()
    {
        QFETCH(QByteArray, declared);
        QFETCH(QString, place);
        QFETCH(QString, words);
        const Declarations declarations = declare(library(), declared);
        const QList<Diagnostic> warnings = configure(declarations).emittedWarnings();
        QCOMPARE(warnings.size(), 1);
        QCOMPARE(warnings[0].kind, u"SAWarning"_s);
        QCOMPARE(warnings[0].where.className + u'.' + warnings[0].where.relationship, place);
        for (const QString &word : words.split(u'|'))
            QVERIFY2((warnings[0].sentence + warnings[0].hint).contains(word),
                     qPrintable(warnings[0].sentence));
        QVERIFY(!warnings[0].fixes.isEmpty());
    }

    void everyMistakeIsToldAndWhatIsRightIsConfigured()
    {
        const Configuration configuration = configure(declare(
            library(), classes("'books': {'target': 'Book', 'back_populates': 'author'},"
                               "'bad': {'target': 'Nobody'}, 'worse': {'target': 'Book', 'lazy': 'x'}",
                               "'author': {'target': 'Author', 'back_populates': 'books'}")));
        QCOMPARE(relata::tests::kindsOf(configuration, Grade::Error),
                 (QStringList{u"InvalidRequestError"_s, u"LoaderStrategyException"_s}));
        QVERIFY(configuration.relationship(u"Author"_s, u"books"_s));
        QVERIFY(configuration.relationship(u"Book"_s, u"author"_s));
        QVERIFY(!configuration.relationship(u"Author"_s, u"bad"_s));
        QVERIFY(!configuration.relationship(u"Author"_s, u"worse"_s));
    }

    void aChangeOfAClassThatIsAnotherByNowIsRefused()
    {
        Declarations declarations = declare(library(), classes("'books': {'target': 'Boook'}"));
        const Fix fix = configure(declarations).firstError()->fixes.first();
        QVERIFY(applyFix(declarations, fix));
        const Declarations mended = declarations;
        const auto again = applyFix(declarations, fix);
        QVERIFY(!again);
        QCOMPARE(again.error().code, relata::base::ErrorCode::InvalidChange);
        QVERIFY(declarations == mended);
    }
};

QTEST_APPLESS_MAIN(RefusalsTest)
#include "tst_refusals.moc"
