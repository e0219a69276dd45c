#include "declare.h"

namespace relata::tests {

mapping::Declarations declare(const QByteArray &tables, const QByteArray &classes)
{
    QByteArray text = "{'tables': {" + tables + "}, 'classes': {" + classes + "}}";
    QString problem;
    const auto json = scenarios::OrderedJson::parse(text.replace('\'', '"'), problem);
    if (!json)
        qFatal("%s in %s", qPrintable(problem), text.constData());
    return scenarios::readDeclarations(*json);
}

QStringList kindsOf(const mapping::Configuration &configuration, mapping::Grade grade)
{
    QStringList kinds;
    for (const mapping::Diagnostic &each : configuration.diagnostics) {
        if (each.grade == grade)
            kinds += each.kind;
    }
    return kinds;
}

} // namespace relata::tests
