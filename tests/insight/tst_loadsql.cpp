#include "core/insight/loadsql.h"

#include "core/db/connection.h"
#include "core/mapping/plan/editside.h"
#include "core/orm/session/session.h"
#include "tests/support/reflected.h"
#include "tests/support/scratchdatabase.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using mapping::Lazy;
using tests::ScratchDatabase;

namespace {

const QString kBlog = uR"(
CREATE TABLE user (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE post (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES user(id), title TEXT);
CREATE TABLE comment (id INTEGER PRIMARY KEY, post_id INTEGER REFERENCES post(id));
CREATE TABLE tag (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE post_tag (post_id INTEGER REFERENCES post(id), tag_id INTEGER REFERENCES tag(id),
                       PRIMARY KEY (post_id, tag_id));
CREATE TABLE category (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES category(id));
INSERT INTO user VALUES (1, 'Ada'), (2, 'Ben'), (3, 'Cleo');
INSERT INTO post VALUES (1, 1, 'a'), (2, 2, 'b'), (3, 3, 'c');
INSERT INTO comment VALUES (1, 1), (2, 2);
INSERT INTO tag VALUES (1, 'x'), (2, 'y'), (3, 'z');
INSERT INTO post_tag VALUES (1, 1), (2, 2), (3, 3);
INSERT INTO category VALUES (1, 4), (2, 5), (3, 6), (4, 1), (5, 2), (6, 3);
)"_s;
constexpr qint64 kRows = 3; ///< in each table that is shown

mapping::MappedSchema with(const mapping::MappedSchema &schema, const QString &table, const QString &name,
                           Lazy lazy)
{
    const auto given = mapping::withSideEdited(
        {schema, {}}, *schema.relationship(table, name),
        [lazy](mapping::RelationshipOptions &options) { options.lazy = mapping::lazyWord(lazy); });
    return mapping::mapped({schema, given.value()});
}

/// The statements that a session sends to show all rows with what the relationship leads to, each once.
QStringList sentBySession(const QString &file, const mapping::MappedSchema &schema, const mapping::Side &side)
{
    const auto connection = db::Connection::open({file, base::ConnectionSettings::Mode::ReadWrite, 500});
    orm::Session session(**connection, *schema.configuration);
    QStringList sent;
    session.setObserver([&sent](const orm::SentStatement &each) {
        if (!sent.contains(each.sql))
            sent += each.sql;
    });
    const orm::MappedRelationship &relationship = session.registry().relationship(side.number);
    orm::Query query;
    query.mapper = relationship.prop->owner;
    query.limit = kRows;
    const QList<orm::ObjectRef> owners = session.all(query).value();
    for (const orm::ObjectRef owner : owners) {
        if (side.lazy == Lazy::Raise || side.lazy == Lazy::RaiseOnSql)
            break;
        const bool isRead = relationship.isQueryOnly() ? session.select(owner, relationship).has_value()
                            : relationship.isCollection()
                                ? session.collection(owner, relationship).has_value()
                                : session.related(owner, relationship).has_value();
        if (!isRead)
            qFatal("not read");
    }
    return sent;
}

/// How many keys there are after what follows the rows is not known beforehand.
QStringList withoutKeys(QStringList statements)
{
    static const QRegularExpression keys(u"\\(\\?(, \\?)*\\)"_s);
    return statements.replaceInStrings(keys, u"(?)"_s);
}

QStringList sqlOf(const QList<insight::LoadSql> &list)
{
    QStringList sql;
    for (const insight::LoadSql &each : list)
        sql += each.sql;
    return sql;
}

} // namespace

/// The SQL that is shown for a way of loading.
class LoadSqlTest : public QObject
{
    Q_OBJECT

private slots:
    void itIsWhatASessionSends_data()
    {
        QTest::addColumn<QString>("table");
        QTest::addColumn<QString>("name");
        QTest::newRow("one to many") << u"user"_s << u"posts"_s;
        QTest::newRow("many to one") << u"post"_s << u"user"_s;
        QTest::newRow("many to many") << u"post"_s << u"tags"_s;
        QTest::newRow("children") << u"category"_s << u"children"_s;
        QTest::newRow("parent") << u"category"_s << u"parent"_s;
    }
    void itIsWhatASessionSends()
    {
        QFETCH(QString, table);
        QFETCH(QString, name);
        const ScratchDatabase file(kBlog);
        const mapping::MappedSchema schema = tests::reflected(file.file());
        const mapping::Side *side = schema.relationship(table, name);
        QVERIFY(side);
        for (const QString &word : mapping::lazyWords()) {
            const Lazy lazy = *mapping::lazyFromWord(word);
            const bool isScalarQuery = !side->uselist && (lazy == Lazy::Dynamic || lazy == Lazy::WriteOnly);
            if (isScalarQuery)
                continue; // SQLAlchemy refuses that.
            const mapping::MappedSchema declared = with(schema, table, name, lazy);
            const QStringList sent =
                sentBySession(file.file(), declared, *declared.relationship(table, name));
            const QStringList shown = sqlOf(insight::loadSql(schema, *side, lazy, {kRows}));
            QVERIFY2(sent == shown, qPrintable(word + u"\nsent:\n"_s + sent.join(u'\n') + u"\nshown:\n"_s +
                                               shown.join(u'\n')));
        }
    }

    void whatComesAlongIsShownToo()
    {
        const ScratchDatabase file(kBlog);
        for (const Lazy after : {Lazy::Selectin, Lazy::Joined, Lazy::Subquery, Lazy::Immediate}) {
            const mapping::MappedSchema schema =
                with(tests::reflected(file.file()), u"post"_s, u"comments"_s, after);
            for (const Lazy lazy : {Lazy::Select, Lazy::Selectin, Lazy::Joined, Lazy::Subquery}) {
                mapping::MappedSchema declared = schema;
                mapping::Configuration configuration = *schema.configuration;
                configuration.relationships[schema.relationship(u"user"_s, u"posts"_s)->number].lazy = lazy;
                declared.configuration = std::make_shared<const mapping::Configuration>(configuration);
                const mapping::Side &side = *declared.relationship(u"user"_s, u"posts"_s);
                const QStringList sent = sentBySession(file.file(), declared, side);
                const QStringList shown = sqlOf(insight::loadSql(schema, side, lazy, {kRows}));
                QVERIFY2(withoutKeys(sent) == withoutKeys(shown),
                         qPrintable(mapping::lazyWord(lazy) + u" then "_s + mapping::lazyWord(after) +
                                    u"\nsent:\n"_s + sent.join(u'\n') + u"\nshown:\n"_s + shown.join(u'\n')));
            }
        }
    }

    void howOftenAStatementIsSentIsSaid()
    {
        const mapping::MappedSchema schema = tests::reflectedSql(kBlog);
        const mapping::Side &posts = *schema.relationship(u"user"_s, u"posts"_s);
        const auto select = insight::loadSql(schema, posts, Lazy::Select, {100});
        QCOMPARE(select.size(), 2);
        QVERIFY(select[0].sent == insight::LoadSql::Sent::Once);
        QCOMPARE(select[0].label, u"User"_s);
        QVERIFY2(select[0].sql.endsWith(u"LIMIT 100"_s), qPrintable(select[0].sql));
        QVERIFY(select[1].sent == insight::LoadSql::Sent::PerRow);
        QCOMPARE(select[1].label, u"User.posts"_s);
        const auto selectin = insight::loadSql(schema, posts, Lazy::Selectin, {100});
        QVERIFY(selectin[1].sent == insight::LoadSql::Sent::PerKeys);
        QCOMPARE(selectin[1].sql.count(u'?'), 100);
        QCOMPARE(insight::loadSql(schema, posts, Lazy::Raise, {100}).size(), 1);
    }

    void rowsThatShareParentsHaveNoMoreKeysThanThereAreParents()
    {
        const mapping::MappedSchema schema = tests::reflectedSql(kBlog);
        const mapping::Side &user = *schema.relationship(u"post"_s, u"user"_s);
        QCOMPARE(insight::loadSql(schema, user, Lazy::Selectin, {100, 7})[1].sql.count(u'?'), 7);
        const auto costs = insight::loadCosts(schema, user, {100, 7});
        const auto select = std::ranges::find(costs, Lazy::Select, &insight::LoadCost::lazy);
        QCOMPARE(select->statements, 8);
    }
};

QTEST_GUILESS_MAIN(LoadSqlTest)
#include "tst_loadsql.moc"
