#include "tests/scenarios/comparison.h"
#include "tests/scenarios/runner.h"
#include "tests/scenarios/scenario.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace relata::scenarios {

/// Runs the scenarios of own/, whose results SQLAlchemy has given. Needs no Python.
class OwnScenariosTest : public QObject
{
    Q_OBJECT

private slots:
    void aScenarioGivesWhatSqlAlchemyGave_data()
    {
        QTest::addColumn<QString>("file");
        const QDir folder(QStringLiteral(RELATA_SOURCE_DIR) + u"/tests/scenarios/own"_s);
        for (const QString &name : folder.entryList({u"*.json"_s}, QDir::Files))
            QTest::newRow(qPrintable(name)) << folder.filePath(name);
    }

    void aScenarioGivesWhatSqlAlchemyGave()
    {
        QFETCH(const QString, file);
        const auto scenarios = readScenarioFile(file);
        QVERIFY(scenarios);
        QFile results(QFileInfo(file).path() + u"/expected/"_s + QFileInfo(file).fileName());
        QVERIFY(results.open(QIODevice::ReadOnly));
        const QJsonArray expected =
            QJsonDocument::fromJson(results.readAll()).object()[u"results"_s].toArray();
        QCOMPARE(qsizetype(expected.size()), scenarios->size());
        for (int number = 0; number < expected.size(); ++number) {
            const Scenario &scenario = (*scenarios)[number];
            const QString found = differenceOf(expected[number].toObject(), runScenario(scenario));
            QVERIFY2(found.isEmpty(), qPrintable(scenario.id + u": "_s + found));
        }
    }

    void aResultThatDiffersIsTold()
    {
        const QJsonObject step = {{u"do"_s, QJsonArray{u"read"_s}}, {u"result"_s, 1}};
        const QJsonObject other = {{u"do"_s, QJsonArray{u"read"_s}}, {u"result"_s, 2}};
        const auto resultWith = [](const QJsonObject &one) {
            return QJsonObject{{u"steps"_s, QJsonArray{one}}};
        };
        QVERIFY(differenceOf(resultWith(step), resultWith(step)).isEmpty());
        QVERIFY(!differenceOf(resultWith(step), resultWith(other)).isEmpty());
    }
};

} // namespace relata::scenarios

QTEST_GUILESS_MAIN(relata::scenarios::OwnScenariosTest)
#include "tst_ownscenarios.moc"
