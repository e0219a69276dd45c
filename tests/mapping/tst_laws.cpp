#include "core/mapping/configure/configure.h"
#include "core/mapping/declare/declarationchange.h"
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

QList<Scenario> scenariosOf(const QString &path)
{
    const QDir folder(path);
    QList<Scenario> scenarios;
    for (const QString &name : folder.entryList({u"*.json"_s}, QDir::Files)) {
        if (const auto read = readScenarioFile(folder.filePath(name)))
            scenarios += *read;
    }
    return scenarios;
}

/// Those of the folder RELATA_SCENARIOS; else the project's, and those of SQLAlchemy that are beside it.
QList<Scenario> allScenarios()
{
    if (const QString other = qEnvironmentVariable("RELATA_SCENARIOS"); !other.isEmpty())
        return scenariosOf(other);
    return scenariosOf(QStringLiteral(RELATA_SOURCE_DIR) + u"/tests/scenarios/own"_s) +
           scenariosOf(QString::fromLocal8Bit(RELATA_TEST_DATA) + u"/scenarios/visible"_s);
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

bool isThere(const Configuration &configuration, const Diagnostic &wanted)
{
    return std::any_of(configuration.diagnostics.cbegin(), configuration.diagnostics.cend(),
                       [&wanted](const Diagnostic &each) {
                           return each.kind == wanted.kind && each.where == wanted.where &&
                                  each.sentence == wanted.sentence;
                       });
}

/// Null where every fix can be applied, and its finding is then gone.
QString firstIdleFix(const Declarations &declarations)
{
    for (const Diagnostic &each : configure(declarations).diagnostics) {
        for (const Fix &fix : each.fixes) {
            const QString label = each.kind + u": "_s + each.sentence + u" -> "_s + fix.text;
            Declarations now = declarations;
            if (const auto done = applyFix(now, fix); !done)
                return label + u" is refused: "_s + done.error().text();
            if (isThere(configure(now), each))
                return label + u" changes nothing"_s;
        }
    }
    return {};
}

/// Null where no fix of a warning or lint leads to an error.
QString firstHarmfulFix(const Declarations &declarations)
{
    const Configuration before = configure(declarations);
    const qsizetype errors = findings(before, Grade::Error).size();
    for (const Diagnostic &each : before.diagnostics) {
        for (const Fix &fix : each.grade == Grade::Error ? QList<Fix>() : each.fixes) {
            Declarations now = declarations;
            if (applyFix(now, fix) && findings(configure(now), Grade::Error).size() > errors)
                return each.kind + u": "_s + each.sentence + u" -> "_s + fix.text;
        }
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
    void everyFixCanBeAppliedAndMakesItsFindingGoAway() { QCOMPARE(brokenBy(firstIdleFix), 0); }
    void noFixOfAWarningOrLintLeadsToAnError() { QCOMPARE(brokenBy(firstHarmfulFix), 0); }
    void everyFindingSaysWhatIsWrongAndWhatToDo() { QCOMPARE(brokenBy(firstSilentFinding), 0); }
    void theOrderOfTheTablesChangesNoFinding()
    {
        QCOMPARE(brokenBy(firstFindingThatTheOrderOfTablesDecides), 0);
    }
};

QTEST_APPLESS_MAIN(LawsTest)
#include "tst_laws.moc"
