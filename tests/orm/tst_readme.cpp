#include "core/db/connection.h"
#include "core/mapping/configure/configure.h"
#include "core/mapping/declare/model.h"
#include "core/orm/session/createall.h"
#include "core/orm/session/mappedobject.h"
#include "tests/servers/everyengine.h"

#include <QTest>

#include <stdexcept>

using namespace Qt::StringLiterals;
using namespace relata::mapping;
using namespace relata::orm;
using relata::mapping::Lazy;
using relata::mapping::lazyWord;

namespace {

/// What the README's reader does with errors.
template<typename T>
T must(relata::base::Result<T> result)
{
    if (!result)
        throw std::runtime_error(result.error().text().toStdString());
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

/// Makes a database where the README makes a file.
struct Connection
{
    static relata::base::Result<std::unique_ptr<relata::db::Connection>> create(const QString &)
    {
        static relata::tests::EngineDatabase database;
        database = {}; // The one before goes, with its file.
        return database.create();
    }
};

} // namespace

/// The examples of core/orm/README.md, compiled and run as they stand there.
class ReadmeTest : public QObject
{
    Q_OBJECT

private slots:
    void theTutorialPrintsWhatTheReadmeSays()
    {
        const QString file = u"tutorial.db"_s;
        QString printed;
        const auto print = [&printed](const QString &line) { printed += line + u'\n'; };
#include "readme_cpp_1.inc"
        const char *expected =
#include "readme_text_1.inc"
            ;
        QCOMPARE(printed, QString::fromUtf8(expected));
    }

    void thePitfallsAreToldAsTheReadmeSays()
    {
        QString printed;
        const auto print = [&printed](const QString &line) { printed += line + u'\n'; };
#include "readme_cpp_2.inc"
        const char *expected =
#include "readme_text_2.inc"
            ;
        QCOMPARE(printed, QString::fromUtf8(expected));
    }

    void theStatementsOfAStrategyAreAsManyAsTheReadmeSays()
    {
        const Configuration models =
            configure(declare({Model(u"User"_s).key(u"id"_s).relationship(u"posts"_s, u"Post"_s, u"author"_s),
                               Model(u"Post"_s).key(u"id"_s).foreignKey(u"user_id"_s, u"user.id"_s)}));
        const auto connection = must(Connection::create(u"plan.db"_s));
        must(createAll(*connection, models));
        Session session(*connection, models);
        QList<MappedObject> users;
        for (int i = 0; i < 20; ++i)
            users += must(MappedObject::add(session, u"User"_s, {}));
        must(session.commit());
        const MappedRelationship &posts =
            *session.registry().relationship(users.front().object().cls, u"posts"_s);
        QString printed;
        const auto print = [&printed](const QString &line) { printed += line + u'\n'; };
#include "readme_cpp_3.inc"
        const char *expected =
#include "readme_text_3.inc"
            ;
        QCOMPARE(printed, QString::fromUtf8(expected));
    }
};

RELATA_EVERY_ENGINE_MAIN(ReadmeTest)

#include "tst_readme.moc"
