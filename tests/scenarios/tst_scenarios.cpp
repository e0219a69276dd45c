#include "core/mapping/configure/configure.h"
#include "tests/scenarios/results.h"
#include "tests/scenarios/scenario.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace relata::scenarios;

namespace {

QString scenarioFolder()
{
    return QString::fromLocal8Bit(RELATA_TEST_DATA) + u"/scenarios"_s;
}

QStringList sortedTexts(const QJsonValue &array)
{
    QStringList texts;
    for (const QJsonValue &item : array.toArray())
        texts += item.isObject() ? item[u"class"_s].toString() : item.toString();
    texts.sort();
    return texts;
}

/// Null where the two are the same by the rules of the scenarios, else what differs.
QString difference(const QJsonObject &expected, const QJsonObject &actual)
{
    const QString wantedError = expected[u"error"_s][u"class"_s].toString();
    const QString error = actual[u"error"_s][u"class"_s].toString();
    if (wantedError != error)
        return u"error '%1' instead of '%2'"_s.arg(error, wantedError);
    if (sortedTexts(expected[u"warnings"_s]) != sortedTexts(actual[u"warnings"_s]))
        return u"warnings"_s;
    const QJsonObject wanted = expected[u"relationships"_s].toObject();
    const QJsonObject found = actual[u"relationships"_s].toObject();
    if (wanted.keys() != found.keys())
        return u"relationships %1 instead of %2"_s.arg(found.keys().join(u' '), wanted.keys().join(u' '));
    for (const QString &name : wanted.keys()) {
        for (const QString &key : {u"direction"_s, u"uselist"_s, u"target"_s, u"use_get"_s, u"viewonly"_s}) {
            if (wanted[name][key] != found[name][key])
                return name + u' ' + key;
        }
        for (const QString &key : {u"sync"_s, u"remote_side"_s, u"reverse"_s, u"cascade"_s}) {
            if (sortedTexts(wanted[name][key]) != sortedTexts(found[name][key]))
                return name + u' ' + key;
        }
    }
    return {};
}

QHash<QString, QJsonObject> expectedResults(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll());
    const QJsonArray results = document.isArray() ? document.array() : document[u"results"_s].toArray();
    QHash<QString, QJsonObject> byId;
    for (const QJsonValue &result : results)
        byId.insert(result[u"id"_s].toString(), result[u"configure"_s].toObject());
    return byId;
}

} // namespace

class ScenariosTest : public QObject
{
    Q_OBJECT

private slots:
    void everyScenarioConfiguresAsInSqlAlchemy_data()
    {
        QTest::addColumn<QString>("path");
        const QDir visible(scenarioFolder() + u"/visible"_s);
        for (const QString &name : visible.entryList({u"*.json"_s}, QDir::Files))
            QTest::newRow(qPrintable(name)) << name;
    }

    void everyScenarioConfiguresAsInSqlAlchemy()
    {
        if (!QDir(scenarioFolder() + u"/visible"_s).exists())
            QSKIP("The scenarios (RELATA_TEST_DATA) are not on this machine.");
        QFETCH(QString, path);
        const auto expected = expectedResults(scenarioFolder() + u"/expected/"_s + path);
        const auto scenarios = readScenarioFile(scenarioFolder() + u"/visible/"_s + path);
        QVERIFY2(scenarios, scenarios ? "" : qPrintable(scenarios.error().text()));
        QVERIFY(!scenarios->isEmpty());
        for (const Scenario &scenario : *scenarios) {
            QVERIFY2(expected.contains(scenario.id), qPrintable(scenario.id));
            const QString differs =
                difference(expected.value(scenario.id),
                           configureResult(relata::mapping::configure(scenario.declarations)));
            QVERIFY2(differs.isNull(), qPrintable(scenario.id + u": "_s + differs));
        }
    }

    void objectsKeepTheOrderOfTheirMembers()
    {
        QString problem;
        const QByteArray text = "{'b': 1, 'a': {'z': [true, 'x\\']'], 'y': null}}";
        const auto json = OrderedJson::parse(QByteArray(text).replace('\'', '"'), problem);
        QVERIFY2(json, qPrintable(problem));
        QCOMPARE(json->members()[0].first, u"b"_s);
        QCOMPARE((*json)[u"a"_s].members()[0].first, u"z"_s);
        QCOMPARE((*json)[u"a"_s][u"z"_s][1].toString(), u"x\"]"_s);
        QVERIFY((*json)[u"a"_s][u"y"_s].isNull());
    }

    void brokenJsonIsRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text :
             {"", "[", "[1", "{\"a\"}", "{\"a\": }", "[1,]", "[\"x]", "[] x", "{1: 2}x", "[nul]"})
            QTest::newRow(text) << QByteArray(text);
    }

    void brokenJsonIsRefused()
    {
        QFETCH(QByteArray, text);
        const auto scenarios = readScenarios(text);
        QVERIFY(!scenarios);
        QCOMPARE(scenarios.error().code, relata::base::ErrorCode::InvalidFile);
    }
};

QTEST_APPLESS_MAIN(ScenariosTest)
#include "tst_scenarios.moc"
