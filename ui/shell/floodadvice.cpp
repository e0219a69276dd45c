#include "floodadvice.h"

#include "core/async/whendone.h"
#include "core/mapping/plan/editside.h"
#include "core/project/designdocument.h"
#include "ui/statements/floodline.h"

#include <QLocale>

namespace relata::ui {

using namespace Qt::StringLiterals;
using mapping::Lazy;

namespace {

qint64 statementsWith(const QList<insight::LoadCost> &costs, Lazy lazy)
{
    for (const insight::LoadCost &each : costs) {
        if (each.lazy == lazy)
            return each.statements;
    }
    return 0;
}

} // namespace

FloodAdvice::FloodAdvice(const project::DesignDocument &document, insight::LoadPredictor &predictor,
                         FloodLine &line, QObject *parent)
    : QObject(parent), m_document(document), m_predictor(predictor), m_line(line)
{
    connect(&line, &FloodLine::chosen, this, &FloodAdvice::follow);
    connect(&document, &project::DesignDocument::changed, this, &FloodAdvice::forgetWhatIsDone);
}

const mapping::Side *FloodAdvice::side() const
{
    return m_document.schema().relationship(m_table, m_relationship);
}

void FloodAdvice::note(const QString &table, const QString &relationship, qint64 records)
{
    m_table = table;
    m_relationship = relationship;
    m_line.clear();
    m_costs.cancel();
    const mapping::Side *loaded = side();
    if (records < kFewestRecords || !loaded || loaded->lazy != Lazy::Select)
        return;
    m_costs = m_predictor.costs(m_document.schema(), {*loaded}, {records});
    async::whenDone(m_costs, this,
                    [this](const QList<QList<insight::LoadCost>> &costs) { tell(costs.first()); });
}

void FloodAdvice::tell(const QList<insight::LoadCost> &costs)
{
    const mapping::Side *loaded = side();
    if (!loaded || loaded->lazy != Lazy::Select)
        return;
    const qint64 now = statementsWith(costs, Lazy::Select);
    const qint64 then = statementsWith(costs, Lazy::Selectin);
    if (then <= 0 || then >= now)
        return;
    const QLocale locale;
    const QString words =
        tr("%1.%2: %3 statements; with selectin %4")
            .arg(loaded->className, loaded->name, locale.toString(now), locale.toString(then));
    const QString button = tr("Set lazy='selectin'");
    m_line.tell(words, button);
    emit given(words, button);
}

void FloodAdvice::follow()
{
    const mapping::Side *loaded = side();
    if (!loaded)
        return;
    const QString text = tr("Set lazy='selectin' on '%1.%2'").arg(loaded->className, loaded->name);
    const auto given =
        mapping::withSideEdited(m_document.design(), *loaded, [](mapping::RelationshipOptions &options) {
            options.lazy = mapping::lazyWord(Lazy::Selectin);
        });
    if (given)
        emit changeRequested({text, {mapping::GivenChange{m_document.design().given, *given}}});
}

/// The line goes with what it advises against.
void FloodAdvice::forgetWhatIsDone()
{
    const mapping::Side *loaded = side();
    if (!loaded || loaded->lazy != Lazy::Select)
        m_line.clear();
}

} // namespace relata::ui
