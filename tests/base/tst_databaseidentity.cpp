#include "core/base/databaseidentity.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata::base;
using Engine = ConnectionSettings::Engine;

namespace {

ConnectionSettings onServer(Engine engine, const QString &host, int port, const QString &user)
{
    ConnectionSettings settings;
    settings.engine = engine;
    settings.host = host;
    settings.port = port;
    settings.database = u"shop"_s;
    settings.user = user;
    settings.password = u"secret"_s;
    return settings;
}

} // namespace

/// Which database it is.
class DatabaseIdentityTest : public QObject
{
    Q_OBJECT

private slots:
    void aFileIsTheSameByWhateverPath()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(u"a b.db"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(QFile::link(file.fileName(), folder.filePath(u"link.db"_s)));
        const auto direct = DatabaseIdentity::of({file.fileName()});
        QCOMPARE(direct, DatabaseIdentity::of({folder.filePath(u"link.db"_s)}));
        QCOMPARE(direct, DatabaseIdentity::of({QDir(folder.path()).filePath(u"./a b.db"_s)}));
        QCOMPARE(direct.name(), u"a b.db"_s);
        QCOMPARE(direct.text(), QFileInfo(file).canonicalFilePath());
        QVERIFY(direct.isValid());
    }

    void aFileThatIsNotThereHasNone()
    {
        QVERIFY(!DatabaseIdentity::of({u"/nowhere/at all.db"_s}).isValid());
        QVERIFY(!DatabaseIdentity().isValid());
    }

    void aDatabaseOnAServerIsTheSameWhoeverComes()
    {
        const auto one = DatabaseIdentity::of(onServer(Engine::Postgresql, u"DB.example"_s, 0, u"ann"_s));
        QCOMPARE(one, DatabaseIdentity::of(onServer(Engine::Postgresql, u"db.example"_s, 5432, u"bob"_s)));
        QVERIFY(one != DatabaseIdentity::of(onServer(Engine::Postgresql, u"db.example"_s, 5433, u"bob"_s)));
        QVERIFY(one != DatabaseIdentity::of(onServer(Engine::Mariadb, u"db.example"_s, 5432, u"bob"_s)));
        QCOMPARE(one.text(), u"postgresql://db.example:5432/shop"_s);
        QCOMPARE(one.name(), u"shop"_s);
        QCOMPARE(DatabaseIdentity::of(onServer(Engine::Mariadb, {}, 0, {})).text(),
                 u"mysql://localhost:3306/shop"_s);
    }
};

QTEST_GUILESS_MAIN(DatabaseIdentityTest)
#include "tst_databaseidentity.moc"
