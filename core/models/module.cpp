#include "module.h"

#include "core/mapping/derive/derive.h"
#include "core/mapping/findings.h"

namespace relata::models {

namespace {

QList<mapping::Diagnostic> errorsOf(const mapping::MappedSchema &meaning)
{
    QList<mapping::Diagnostic> errors = mapping::findings(meaning);
    errors.removeIf([](const mapping::Diagnostic &each) { return each.grade != mapping::Grade::Error; });
    return errors;
}

} // namespace

Module::Module(const mapping::Design &design, const mapping::MappedSchema &meant, Style wanted)
    : meaning(meant),
      style(wanted),
      declarations(mapping::derive(design)),
      names(declarations, wanted),
      columns(names, design.schema.engine),
      comments(errorsOf(meant), declarations)
{
}

} // namespace relata::models
