#pragma once

#include "core/insight/loadpredictor.h"
#include "core/project/documentchange.h"

#include <QObject>

namespace relata::project {
class DesignDocument;
}

namespace relata::ui {

class FloodLine;

/// Tells, where one click has loaded a relationship of many records one by one, what that cost and what
/// selectin would have cost, and declares it so where a person wants that. GUI thread.
class FloodAdvice : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 kFewestRecords = 10;

    /// Document, predictor and line outlive it.
    FloodAdvice(const project::DesignDocument &document, insight::LoadPredictor &predictor, FloodLine &line,
                QObject *parent);

public slots:
    /// Of so many records of a table a relationship was loaded by a statement each.
    void note(const QString &table, const QString &relationship, qint64 records);
    /// Does what is advised.
    void follow();

signals:
    /// @param words what the line says, and its button
    void given(const QString &words, const QString &button);
    void changeRequested(const relata::project::DocumentChange &change);

private:
    const mapping::Side *side() const;
    void tell(const QList<insight::LoadCost> &costs);
    void forgetWhatIsDone();

    const project::DesignDocument &m_document;
    insight::LoadPredictor &m_predictor;
    QFuture<QList<QList<insight::LoadCost>>> m_costs; ///< of what was noted last
    FloodLine &m_line;
    QString m_table;
    QString m_relationship;
};

} // namespace relata::ui
