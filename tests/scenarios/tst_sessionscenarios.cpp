#include "tests/scenarios/runner.h"
#include "tests/scenarios/scenario.h"
#include "tests/servers/serverdatabase.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace relata::scenarios {

using Engine = base::ConnectionSettings::Engine;

namespace {

/// A scenario that an engine cannot express as it stands, and why.
struct Exception
{
    Engine engine;
    const char *id;
    const char *reason;
};

constexpr std::array kExceptions = {
    Exception{Engine::Mariadb, "deferred-fk", "MariaDB has no deferrable foreign keys."},
};

const char *wordOf(Engine engine)
{
    switch (engine) {
    case Engine::Postgresql:
        return "PostgreSQL";
    case Engine::Mariadb:
        return "MariaDB";
    case Engine::Sqlite:
        break;
    }
    return "SQLite";
}

bool isException(Engine engine, const QString &id)
{
    return std::ranges::any_of(kExceptions, [&](const Exception &each) {
        return each.engine == engine && id == QLatin1String(each.id);
    });
}

/// The differences that compare.py printed, without those that are known and without its last line.
QStringList differences(const QByteArray &printed, Engine engine)
{
    QStringList lines = QString::fromUtf8(printed).split(u'\n', Qt::SkipEmptyParts);
    if (!lines.isEmpty())
        lines.removeLast();
    lines.removeIf([&](const QString &line) { return isException(engine, line.section(u':', 0, 0)); });
    return lines;
}

} // namespace

/// Runs the scenarios of a family on a session and compares them with what SQLAlchemy gives.
class SessionScenariosTest : public QObject
{
    Q_OBJECT

private slots:
    void aFamilyOfScenariosGivesWhatSqlAlchemyGives_data();
    void aFamilyOfScenariosGivesWhatSqlAlchemyGives();
};

void SessionScenariosTest::aFamilyOfScenariosGivesWhatSqlAlchemyGives_data()
{
    QTest::addColumn<Engine>("engine");
    QTest::addColumn<QString>("family");
    for (const Engine engine : {Engine::Sqlite, Engine::Postgresql, Engine::Mariadb}) {
        for (const char *family : {"load", "sync", "del", "m2m", "uow", "casc", "sess", "dyn"})
            QTest::addRow("%s %s", wordOf(engine), family) << engine << QString::fromLatin1(family);
    }
}

void SessionScenariosTest::aFamilyOfScenariosGivesWhatSqlAlchemyGives()
{
    QFETCH(const Engine, engine);
    QFETCH(const QString, family);
    tests::ServerDatabase server(engine);
    if (engine != Engine::Sqlite && !server.isThere())
        QSKIP("This server does not run; tests/run starts it where it is installed.");
    const QString folder = QStringLiteral(RELATA_TEST_DATA) + u"/scenarios"_s;
    const QString file = folder + u"/visible/%1.json"_s.arg(family);
    const QString python = QStandardPaths::findExecutable(u"python3"_s);
    if (!QFile::exists(file) || python.isEmpty())
        QSKIP("No scenarios under RELATA_TEST_DATA, or no python3 to compare them");
    const auto scenarios = readScenarioFile(file);
    QVERIFY(scenarios);
    QJsonArray results;
    for (const Scenario &scenario : *scenarios)
        results += runScenario(scenario, engine == Engine::Sqlite ? nullptr : &server);
    QTemporaryDir scratch;
    QFile actual(scratch.filePath(u"actual.json"_s));
    QVERIFY(actual.open(QIODevice::WriteOnly));
    actual.write(QJsonDocument(QJsonObject{{u"results"_s, results}}).toJson());
    actual.close();
    QProcess compare;
    compare.start(python, {folder + u"/compare.py"_s, u"--family"_s, family, folder + u"/expected"_s,
                           actual.fileName()});
    QVERIFY(compare.waitForFinished());
    QVERIFY2(compare.exitStatus() == QProcess::NormalExit && compare.exitCode() <= 1,
             compare.readAllStandardError().constData());
    const QByteArray printed = compare.readAllStandardOutput();
    QVERIFY2(printed.contains(" passed, "), printed.constData());
    const QStringList differing = differences(printed, engine);
    QVERIFY2(differing.isEmpty(), qPrintable(differing.join(u'\n')));
}

} // namespace relata::scenarios

QTEST_GUILESS_MAIN(relata::scenarios::SessionScenariosTest)
#include "tst_sessionscenarios.moc"
