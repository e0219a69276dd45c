#pragma once

#include "core/base/result.h"
#include "core/project/documentchange.h"

#include <QAbstractTableModel>
#include <QHash>

#include <optional>

namespace relata::ui {

/// What can be taken instead of typing it.
struct Completion
{
    QString text;
    QString note; ///< stands dim at the right

    bool operator==(const Completion &) const = default;
};

/// A grid of texts about one table of a design, edited like a spreadsheet. It changes nothing itself: an edit
/// is planned and asked for, and whoever grants it shows the model the new design. A text that is refused
/// stays in its cell with the reason, until it is typed anew or forgotten. GUI thread.
class CellModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        StateRole = Qt::UserRole, ///< a State
        FaultRole,                ///< why the text of the cell is refused; null where it is not
        IsTickRole,               ///< the cell is ticked rather than typed
        IsDimRole,                ///< the text is told only, or says what could be typed
        IsCodeRole,               ///< the text is SQL
    };
    /// How a row differs from the database.
    enum class State { Same, New, Changed };

    using QAbstractTableModel::QAbstractTableModel;

    /// Shows a table of a design.
    /// @param baseline the schema of the database, to tell what differs
    void show(const mapping::Design &design, const schema::Schema &baseline, base::TableId table);

    /// Why nothing can be edited; empty where it can.
    QString whyNot() const;
    bool isEditable() const { return whyNot().isEmpty(); }
    /// What could be typed into a cell, best first.
    virtual QList<Completion> completions(const QModelIndex &index) const = 0;
    /// What Space does in a cell: ticks it. False where there is nothing to tick.
    virtual bool toggle(const QModelIndex &index);
    /// Takes away what the rows tell.
    virtual void removeRowsOf(const QList<int> &rows) = 0;

    /// What was refused in the cell; none where its text stands.
    std::optional<base::Error> fault(const QModelIndex &index) const;
    bool hasFaults() const { return !m_refused.isEmpty(); }
    /// The cell shows again what the design says.
    void forget(const QModelIndex &index);

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

signals:
    void changeRequested(const relata::project::DocumentChange &change);
    /// A cell, or a gesture where the index is invalid, was refused.
    void refused(const QModelIndex &index, const relata::base::Error &error);

protected:
    using Plan = base::Result<project::DocumentChange>;

    const mapping::Design &design() const { return m_design; }
    const schema::Schema &schema() const { return m_design.schema; }
    const schema::Schema &baseline() const { return m_baseline; }
    /// Null where it is gone.
    const schema::Table *table() const { return m_design.schema.table(m_table); }
    base::TableId tableId() const { return m_table; }
    /// Asks for a plan, or tells why it is refused. False where it is.
    bool request(const Plan &plan, const QModelIndex &index = {});

    /// Takes over what the design tells by now, with begin and end of what changes.
    virtual void renew() = 0;
    virtual QString text(const QModelIndex &index) const = 0;
    virtual Plan plan(const QModelIndex &index, const QString &text) = 0;
    /// What a cell is called however its row moves.
    virtual QString cellName(const QModelIndex &index) const = 0;
    virtual QVariant look(const QModelIndex &index, int role) const = 0;
    virtual bool isTick(const QModelIndex &index) const;
    /// The cell can be typed into, in a table that can be edited.
    virtual bool isTyped(const QModelIndex &index) const;

private:
    struct Refused
    {
        QString text;
        base::Error error;
    };

    mapping::Design m_design;
    schema::Schema m_baseline;
    base::TableId m_table;
    QHash<QString, Refused> m_refused; ///< by the name of the cell
};

} // namespace relata::ui
