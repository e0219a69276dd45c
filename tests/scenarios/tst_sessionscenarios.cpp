#include "tests/scenarios/runner.h"
#include "tests/scenarios/scenario.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace relata::scenarios {

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
    QTest::addColumn<QString>("family");
    for (const char *family : {"load", "sync", "del", "m2m", "uow", "casc", "sess", "dyn"})
        QTest::newRow(family) << QString::fromLatin1(family);
}

void SessionScenariosTest::aFamilyOfScenariosGivesWhatSqlAlchemyGives()
{
    QFETCH(const QString, family);
    const QString folder = QStringLiteral(RELATA_TEST_DATA) + u"/scenarios"_s;
    const QString file = folder + u"/visible/%1.json"_s.arg(family);
    const QString python = QStandardPaths::findExecutable(u"python3"_s);
    if (!QFile::exists(file) || python.isEmpty())
        QSKIP("No scenarios under RELATA_TEST_DATA, or no python3 to compare them");
    const auto scenarios = readScenarioFile(file);
    QVERIFY(scenarios);
    QJsonArray results;
    for (const Scenario &scenario : *scenarios)
        results += runScenario(scenario);
    QTemporaryDir scratch;
    QFile actual(scratch.filePath(u"actual.json"_s));
    QVERIFY(actual.open(QIODevice::WriteOnly));
    actual.write(QJsonDocument(QJsonObject{{u"results"_s, results}}).toJson());
    actual.close();
    QProcess compare;
    compare.start(python, {folder + u"/compare.py"_s, u"--family"_s, family, folder + u"/expected"_s,
                           actual.fileName()});
    QVERIFY(compare.waitForFinished());
    QVERIFY2(compare.exitCode() == 0, compare.readAllStandardOutput().constData());
}

} // namespace relata::scenarios

QTEST_GUILESS_MAIN(relata::scenarios::SessionScenariosTest)
#include "tst_sessionscenarios.moc"
