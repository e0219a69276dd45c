#pragma once

#include "core/insight/loadpredictor.h"
#include "core/insight/rowproduct.h"
#include "core/mapping/plan/declaredlink.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;

namespace relata::ui {

class CostBars;
class LoadingSql;
class Theme;

/// What loading costs: the statements of one side of a link under each strategy as bars, their SQL, and
/// advice where another strategy costs a fraction. Where a database has counted its rows they are those that
/// it tells of, else a hundred are assumed. The numbers come a moment later than it is shown. GUI thread.
class LoadingCosts : public QWidget
{
    Q_OBJECT

public:
    /// How many rows are shown at a time.
    static constexpr qint64 kShownRows = 100;

    /// @param link has a side that works
    /// @param predictor outlives it
    LoadingCosts(const mapping::MappedSchema &schema, const mapping::DeclaredLink &link,
                 insight::LoadPredictor &predictor, const Theme &theme, QWidget *parent = nullptr);
    ~LoadingCosts() override;

    void setRows(const insight::KnownRows &rows);
    /// Which side is told of; the other one where that does not work.
    void setEnd(mapping::KeyEnd end);
    mapping::KeyEnd end() const { return m_end; }

signals:
    /// A person wants a side to load so.
    void lazyChosen(relata::mapping::KeyEnd end, relata::mapping::Lazy lazy);
    void endChosen(relata::mapping::KeyEnd end);

protected:
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    const mapping::Side &side() const { return *m_link.side(m_end); }
    bool works(mapping::KeyEnd end) const;
    void makeEndField();
    void makeAdvice();
    void refill();
    void showCosts(QList<insight::LoadCost> costs);
    void showSql(mapping::Lazy lazy);
    insight::LoadScale scale() const;
    QString scaleWords() const;
    QString adviceWords(const QList<insight::LoadCost> &costs) const;

    const mapping::MappedSchema m_schema;
    const mapping::DeclaredLink m_link;
    insight::LoadPredictor &m_predictor;
    const Theme &m_theme;
    insight::KnownRows m_rows;
    mapping::KeyEnd m_end = mapping::KeyEnd::Parent;
    bool m_isAsked = false; ///< for numbers: once it is known whose they are
    QFuture<QList<QList<insight::LoadCost>>> m_costs;
    QFuture<QList<insight::LoadSql>> m_statements;
    QComboBox *m_endField = nullptr; ///< where both sides work
    QLabel *m_words;
    CostBars *m_bars;
    QWidget *m_advice;
    QLabel *m_adviceWords;
    QPushButton *m_adviceButton;
    LoadingSql *m_sql;
};

} // namespace relata::ui
