#pragma once

#include "core/base/value.h"

#include <QCoreApplication>
#include <QModelIndex>

namespace relata::ui {

class RecordTableModel;

/// Why a gesture at a cell of the grid does nothing, in words; empty where it does something.
class RefusedGesture
{
    Q_DECLARE_TR_FUNCTIONS(relata::ui::RefusedGesture)

public:
    /// @param readOnly why the whole database is read-only; empty where it is not
    RefusedGesture(const RecordTableModel &model, const QString &readOnly)
        : m_model(model), m_readOnly(readOnly)
    {
    }

    /// Typing, choosing a parent.
    QString whyNotTyped(const QModelIndex &cell) const;
    /// The same of a cell whose whole value has been fetched.
    QString whyNotTyped(const QModelIndex &cell, const base::Value &value) const;
    QString whyNotNull(const QModelIndex &cell) const;
    QString whyNotDeleted() const;
    QString whyNotAdded() const;

private:
    QString whyNoRowChanges() const;
    QString whyNoValue(const QModelIndex &cell) const;

    const RecordTableModel &m_model;
    const QString m_readOnly;
};

} // namespace relata::ui
