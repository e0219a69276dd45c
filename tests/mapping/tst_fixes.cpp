#include "core/mapping/configure.h"
#include "core/mapping/declarationchange.h"
#include "tests/scenarios/scenario.h"

#include <QDir>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace relata::mapping;
using relata::scenarios::readScenarioFile;
using relata::scenarios::Scenario;

namespace {

bool isThere(const Configuration &configuration, const Diagnostic &wanted)
{
    return std::any_of(configuration.diagnostics.cbegin(), configuration.diagnostics.cend(),
                       [&wanted](const Diagnostic &each) {
                           return each.kind == wanted.kind && each.where == wanted.where &&
                                  each.sentence == wanted.sentence;
                       });
}

/// Null where every fix can be applied and makes its finding go away, else the first that does not.
QString firstBadFix(const Declarations &declarations)
{
    for (const Diagnostic &each : configure(declarations).diagnostics) {
        for (const Fix &fix : each.fixes) {
            Declarations now = declarations;
            const auto done = applyFix(now, fix);
            const QString label = each.kind + u": "_s + each.sentence + u" -> "_s + fix.text;
            if (!done)
                return label + u" is refused: "_s + done.error().text();
            if (isThere(configure(now), each))
                return label + u" changes nothing"_s;
        }
    }
    return {};
}

} // namespace

class FixesTest : public QObject
{
    Q_OBJECT

private slots:
    void everyFixCanBeAppliedAndMakesItsFindingGoAway()
    {
        QDir folder(QString::fromLocal8Bit(RELATA_TEST_DATA) + u"/scenarios/visible"_s);
        if (const QString other = qEnvironmentVariable("RELATA_SCENARIOS"); !other.isEmpty())
            folder.setPath(other);
        if (!folder.exists())
            QSKIP("The scenarios (RELATA_TEST_DATA) are not on this machine.");
        QStringList bad;
        for (const QString &name : folder.entryList({u"*.json"_s}, QDir::Files)) {
            const auto scenarios = readScenarioFile(folder.filePath(name));
            QVERIFY(scenarios);
            for (const Scenario &scenario : *scenarios) {
                if (const QString problem = firstBadFix(scenario.declarations); !problem.isNull())
                    bad += scenario.id + u": "_s + problem;
            }
        }
        for (const QString &each : std::as_const(bad))
            qWarning("%s", qPrintable(each));
        QCOMPARE(bad.size(), 0);
    }
};

QTEST_APPLESS_MAIN(FixesTest)
#include "tst_fixes.moc"
