#include "tests/orm/shop.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using base::ErrorCode;
using mapping::Lazy;
using mapping::Model;
using orm::LoadOption;
using orm::MappedObject;
using orm::Query;
using orm::SentStatement;
using tests::must;
using tests::Shop;

namespace {

/// Three authors with two books each; the second author's books have no chapters, all others two.
class Library : public Shop
{
public:
    explicit Library(const QString &lazy, const QString &lazyOfChapters = u"select"_s)
        : Shop(models(lazy, lazyOfChapters))
    {
        for (int author = 1; author <= 3; ++author)
            must(session->execute(u"INSERT INTO author VALUES (%1)"_s.arg(author)));
        for (int book = 1; book <= 6; ++book)
            must(session->execute(u"INSERT INTO book VALUES (%1, %2)"_s.arg(book).arg((book + 1) / 2)));
        for (const int book : {1, 1, 2, 2, 5, 5, 6, 6})
            must(session->execute(u"INSERT INTO chapter (book_id) VALUES (%1)"_s.arg(book)));
        must(session->commit());
        sent.clear();
    }

    int select(const QList<LoadOption> &options = {}, qint64 limit = -1)
    {
        sent.clear();
        Query query;
        query.mapper = session->registry().configuration().classNamed(u"Author"_s);
        query.orderBy = {{{query.mapper, 0}}};
        query.options.options = options;
        query.limit = limit;
        authors.clear();
        for (const orm::ObjectRef object : must(session->all(query)))
            authors += MappedObject(*session, object);
        return selects();
    }
    int readBooks()
    {
        sent.clear();
        books = 0;
        for (const MappedObject &author : std::as_const(authors))
            books += must(author.collection(u"books"_s)).size();
        return selects();
    }
    int selects() const
    {
        return int(std::ranges::count(sent, SentStatement::Kind::Select, &SentStatement::kind));
    }
    int link(const QString &className, const QString &name) const
    {
        const orm::MapperRegistry &registry = session->registry();
        return registry.relationship(registry.configuration().classNamed(className), name)->index;
    }

    QList<MappedObject> authors;
    qsizetype books = 0;

private:
    static QList<Model> models(const QString &lazy, const QString &lazyOfChapters)
    {
        mapping::RelationshipDeclaration books;
        books.name = u"books"_s;
        books.target = u"Book"_s;
        books.lazy = lazy;
        books.backref = mapping::Backref{u"author"_s, {}};
        mapping::RelationshipDeclaration chapters;
        chapters.name = u"chapters"_s;
        chapters.target = u"Chapter"_s;
        chapters.lazy = lazyOfChapters;
        return {
            Model(u"Author"_s).key(u"id"_s).relationship(books),
            Model(u"Book"_s).key(u"id"_s).foreignKey(u"author_id"_s, u"author.id"_s).relationship(chapters),
            Model(u"Chapter"_s).key(u"id"_s).foreignKey(u"book_id"_s, u"book.id"_s)};
    }
};

} // namespace

class StrategiesTest : public QObject
{
    Q_OBJECT

private slots:
    void aStrategySendsSoManySelectsWithTheQueryAndSoManyWhenItIsRead_data()
    {
        QTest::addColumn<QString>("lazy");
        QTest::addColumn<int>("atOnce");
        QTest::addColumn<int>("later");
        QTest::newRow("select: one for each author that is read") << u"select"_s << 1 << 3;
        QTest::newRow("joined: in the statement of the authors") << u"joined"_s << 1 << 0;
        QTest::newRow("subquery: one more") << u"subquery"_s << 2 << 0;
        QTest::newRow("selectin: one more for each 500 authors") << u"selectin"_s << 2 << 0;
        QTest::newRow("immediate: one more for each author") << u"immediate"_s << 4 << 0;
        QTest::newRow("dynamic: one each time it is read") << u"dynamic"_s << 1 << 3;
        QTest::newRow("write_only: one each time it is selected") << u"write_only"_s << 1 << 3;
    }
    void aStrategySendsSoManySelectsWithTheQueryAndSoManyWhenItIsRead()
    {
        QFETCH(QString, lazy);
        Library library(lazy);
        QTEST(library.select(), "atOnce");
        QCOMPARE(library.authors.size(), 3);
        QTEST(library.readBooks(), "later");
        QCOMPARE(library.books, 6);
    }

    void noloadIsEmptyAndSendsNothing()
    {
        Library library(u"noload"_s);
        QCOMPARE(library.select(), 1);
        QCOMPARE(library.readBooks(), 0);
        QCOMPARE(library.books, 0);
    }

    void raiseRefusesToLoadAndSaysWhatToDo_data()
    {
        QTest::addColumn<QString>("lazy");
        QTest::newRow("raise") << u"raise"_s;
        QTest::newRow("raise_on_sql") << u"raise_on_sql"_s;
    }
    void raiseRefusesToLoadAndSaysWhatToDo()
    {
        QFETCH(QString, lazy);
        Library library(lazy);
        library.select();
        library.sent.clear();
        const auto books = library.authors.first().collection(u"books"_s);
        QVERIFY(!books);
        QCOMPARE(books.error().code, ErrorCode::InvalidRequest);
        QVERIFY(books.error().text().contains(u"lazy='%1'"_s.arg(lazy)));
        QVERIFY(!books.error().hint.isEmpty());
        QCOMPARE(library.selects(), 0);
    }

    void anOptionOfTheQueryTakesThePlaceOfWhatIsConfigured()
    {
        Library library(u"select"_s);
        LoadOption option;
        option.strategy = Lazy::Selectin;
        option.path = {library.link(u"Author"_s, u"books"_s)};
        QCOMPARE(library.select({option}), 2);
        QCOMPARE(library.readBooks(), 0);
        QCOMPARE(library.books, 6);
    }

    void raiseAsAnOptionBelongsToTheObjectsThatCameWithIt()
    {
        Library library(u"select"_s);
        LoadOption option;
        option.strategy = Lazy::Raise;
        option.path = {library.link(u"Author"_s, u"books"_s)};
        library.select({option}, 1);
        QVERIFY(!library.authors.first().collection(u"books"_s));
        library.select();
        QVERIFY(!library.authors.first().collection(u"books"_s));
        QVERIFY(library.authors.last().collection(u"books"_s));
    }

    void aLimitCountsAuthorsAndNotTheRowsThatAJoinMakesOfThem()
    {
        Library library(u"joined"_s);
        QCOMPARE(library.select({}, 2), 1);
        QCOMPARE(library.authors.size(), 2);
        QCOMPARE(library.readBooks(), 0);
        QCOMPARE(library.books, 4);
    }

    void everyLevelHasItsOwnStrategy()
    {
        // One after the other: on a server they use the same database.
        QCOMPARE(Library(u"selectin"_s, u"immediate"_s).select(), 1 + 1 + 6);
        QCOMPARE(Library(u"joined"_s, u"subquery"_s).select(), 2);
        QCOMPARE(Library(u"joined"_s, u"joined"_s).select(), 1);
    }

    void aManyToOneInMemoryCostsNothing()
    {
        Library library(u"selectin"_s);
        library.select();
        library.sent.clear();
        for (const MappedObject &author : std::as_const(library.authors)) {
            for (const MappedObject &book : must(author.collection(u"books"_s)))
                QCOMPARE(must(book.related(u"author"_s)), author);
        }
        QCOMPARE(library.selects(), 0);
    }

    void fiveHundredAndOneAuthorsTakeTwoStatementsBySelectin()
    {
        Library library(u"selectin"_s);
        for (int author = 4; author <= 501; ++author)
            must(library.session->execute(u"INSERT INTO author VALUES (%1)"_s.arg(author)));
        QCOMPARE(library.select(), 1 + 2);
        QCOMPARE(library.readBooks(), 0);
    }
};

RELATA_EVERY_ENGINE_MAIN(StrategiesTest)
#include "tst_strategies.moc"
