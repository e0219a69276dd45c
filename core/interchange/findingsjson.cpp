#include "findingsjson.h"

#include "core/interchange/jsonwriter.h"
#include "core/mapping/findings.h"

#include <algorithm>

namespace relata::interchange {

using namespace Qt::StringLiterals;
using mapping::Diagnostic;
using mapping::Grade;

namespace {

bool isFolded(const Diagnostic &finding, const QSet<QString> &folded)
{
    return finding.grade != Grade::Error && folded.contains(mapping::findingKey(finding));
}

qsizetype count(const QList<Diagnostic> &findings, const QSet<QString> &folded, Grade grade)
{
    return std::ranges::count_if(
        findings, [&](const Diagnostic &each) { return each.grade == grade && !isFolded(each, folded); });
}

qsizetype foldedCount(const QList<Diagnostic> &findings, const QSet<QString> &folded)
{
    return std::ranges::count_if(findings, [&](const Diagnostic &each) { return isFolded(each, folded); });
}

} // namespace

QByteArray findingsToJson(const QList<Diagnostic> &findings, const QSet<QString> &folded)
{
    JsonWriter json;
    json.beginObject();
    json.member("errors", count(findings, folded, Grade::Error));
    json.member("warnings", count(findings, folded, Grade::Warning));
    json.member("lints", count(findings, folded, Grade::Lint));
    json.member("folded", foldedCount(findings, folded));
    json.name("findings");
    json.beginArray();
    for (const Diagnostic &each : findings) {
        json.beginObject();
        json.member("grade", mapping::gradeWord(each.grade));
        json.member("kind", each.kind);
        json.member("where", mapping::placeText(each.where));
        json.member("text", each.sentence);
        json.member("hint", each.hint);
        json.name("fixes");
        json.beginArray();
        for (const mapping::Fix &fix : each.fixes)
            json.value(fix.text);
        json.endArray();
        json.member("folded", isFolded(each, folded));
        json.endObject();
    }
    json.endArray();
    json.endObject();
    return json.text();
}

QString findingsToText(const QList<Diagnostic> &findings, const QSet<QString> &folded)
{
    QString text;
    for (const Diagnostic &each : findings) {
        if (isFolded(each, folded))
            continue;
        text += u"%1: %2: %3%4 [%5]\n"_s.arg(mapping::gradeWord(each.grade), mapping::placeText(each.where),
                                             each.sentence,
                                             each.hint.isEmpty() ? QString() : u' ' + each.hint, each.kind);
    }
    if (const qsizetype notes = foldedCount(findings, folded); notes > 0)
        text +=
            notes == 1 ? u"As the database is: 1 note.\n"_s : u"As the database is: %1 notes.\n"_s.arg(notes);
    return text.isEmpty() ? u"Nothing found.\n"_s : text;
}

} // namespace relata::interchange
