#include "core/mapping/configure.h"
#include "core/mapping/declarationchange.h"
#include "tests/scenarios/scenario.h"

#include <QDir>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace relata::mapping;
using relata::scenarios::readScenarioFile;
using relata::scenarios::Scenario;

namespace {

/// The project's scenarios, or those of the folder RELATA_SCENARIOS.
QList<Scenario> allScenarios()
{
    QDir folder(QStringLiteral(RELATA_SOURCE_DIR) + u"/tests/scenarios/own"_s);
    if (const QString other = qEnvironmentVariable("RELATA_SCENARIOS"); !other.isEmpty())
        folder.setPath(other);
    QList<Scenario> scenarios;
    for (const QString &name : folder.entryList({u"*.json"_s}, QDir::Files)) {
        if (const auto read = readScenarioFile(folder.filePath(name)))
            scenarios += *read;
    }
    return scenarios;
}

QStringList findings(const Configuration &configuration, Grade most)
{
    QStringList texts;
    for (const Diagnostic &each : configuration.diagnostics) {
        if (int(each.grade) <= int(most))
            texts += each.kind + u": "_s + each.sentence;
    }
    texts.sort();
    return texts;
}

/// Null where what is offered after a trial helps, and makes no error more.
QString firstHarmfulFix(const Declarations &declarations)
{
    const Configuration before = configure(declarations);
    for (const Diagnostic &each : before.diagnostics) {
        const QString text = each.kind + u": "_s + each.sentence;
        for (const Fix &fix : workingFixes(declarations, each)) {
            Declarations now = declarations;
            const bool isDone = applyFix(now, fix).has_value();
            const Configuration after = configure(now);
            if (!isDone || findings(after, Grade::Error).size() > findings(before, Grade::Error).size() ||
                findings(after, Grade::Lint).count(text) >= findings(before, Grade::Lint).count(text))
                return text + u" -> "_s + fix.text;
        }
    }
    return {};
}

/// Null where a lint that has fixes has one that helps.
QString firstHelplessLint(const Declarations &declarations)
{
    for (const Diagnostic &each : configure(declarations).diagnostics) {
        if (each.grade == Grade::Lint && !each.fixes.isEmpty() && workingFixes(declarations, each).isEmpty())
            return each.kind + u": "_s + each.sentence;
    }
    return {};
}

/// Null where every finding says what is wrong and what to do.
QString firstSilentFinding(const Declarations &declarations)
{
    static const QRegularExpression sentence(u"^['A-Z].*[.?]$"_s);
    for (const Diagnostic &each : configure(declarations).diagnostics) {
        if (!sentence.match(each.sentence).hasMatch() || (each.hint.isEmpty() && each.fixes.isEmpty()))
            return each.kind + u": "_s + each.sentence + u" / "_s + each.hint;
    }
    return {};
}

QString firstFindingThatTheOrderOfTablesDecides(const Declarations &declarations)
{
    Declarations reversed = declarations;
    std::reverse(reversed.tables.begin(), reversed.tables.end());
    const QStringList before = findings(configure(declarations), Grade::Lint);
    const QStringList after = findings(configure(reversed), Grade::Lint);
    for (const QString &each : before) {
        if (before.count(each) != after.count(each))
            return each;
    }
    return before.size() == after.size() ? QString() : u"more with the tables reversed"_s;
}

/// How many of the scenarios break a law; tells of each.
template<typename Law>
int brokenBy(Law firstProblem)
{
    int broken = 0;
    for (const Scenario &scenario : allScenarios()) {
        const QString problem = firstProblem(scenario.declarations);
        if (problem.isNull())
            continue;
        ++broken;
        qWarning("%s: %s", qPrintable(scenario.id), qPrintable(problem));
    }
    return broken;
}

} // namespace

/// What holds for the findings of any declarations. random_laws.py runs it on random ones.
class LawsTest : public QObject
{
    Q_OBJECT

private slots:
    void aFixThatIsOfferedHelpsAndMakesNoErrorMore() { QCOMPARE(brokenBy(firstHarmfulFix), 0); }
    void someFixOfALintHelps()
    {
        if (qEnvironmentVariableIsSet("RELATA_SCENARIOS"))
            QSKIP("Of random declarations one in some thousands has a lint that no fix alone can mend.");
        QCOMPARE(brokenBy(firstHelplessLint), 0);
    }
    void everyFindingSaysWhatIsWrongAndWhatToDo() { QCOMPARE(brokenBy(firstSilentFinding), 0); }
    void theOrderOfTheTablesChangesNoFinding()
    {
        QCOMPARE(brokenBy(firstFindingThatTheOrderOfTablesDecides), 0);
    }
};

QTEST_APPLESS_MAIN(LawsTest)
#include "tst_laws.moc"
