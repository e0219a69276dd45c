#include "configuration.h"

namespace relata::mapping {

using namespace Qt::StringLiterals;

QString gradeWord(Grade grade)
{
    switch (grade) {
    case Grade::Error:
        return u"error"_s;
    case Grade::Warning:
        return u"warning"_s;
    case Grade::Lint:
        break;
    }
    return u"lint"_s;
}

const Diagnostic *Configuration::firstError() const
{
    for (const Diagnostic &each : diagnostics) {
        if (each.grade == Grade::Error)
            return &each;
    }
    return nullptr;
}

QList<Diagnostic> Configuration::emittedWarnings() const
{
    QList<Diagnostic> warnings;
    for (const Diagnostic &each : diagnostics) {
        if (each.grade == Grade::Error)
            break;
        if (each.grade == Grade::Warning)
            warnings += each;
    }
    return warnings;
}

int Configuration::classNamed(const QString &name) const
{
    for (int i = 0; i < classes.size(); ++i) {
        if (classes[i].name == name)
            return i;
    }
    return -1;
}

const ConfiguredRelationship *Configuration::relationship(const QString &className, const QString &name) const
{
    const int owner = classNamed(className);
    if (owner < 0)
        return nullptr;
    const auto found = classes[owner].relationshipsByName.constFind(name);
    return found == classes[owner].relationshipsByName.constEnd() ? nullptr : &relationships[*found];
}

QString Configuration::label(const ConfiguredRelationship &relationship) const
{
    return classes[relationship.owner].name + u'.' + relationship.name;
}

QString Configuration::label(ColumnIndex column) const
{
    const schema::Table &table = tables[column.table];
    return table.name + u'.' + table.columns[column.column].name;
}

} // namespace relata::mapping
