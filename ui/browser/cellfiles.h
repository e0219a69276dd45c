#pragma once

#include "core/base/record.h"
#include "core/base/result.h"

#include <QFuture>
#include <QObject>
#include <QPersistentModelIndex>

#include <functional>

class QWidget;

namespace relata::ui {

class RecordTableModel;

/// Writes the value of a cell into a file that a person chooses, whole and of any size, and takes one from a
/// file: texts as UTF-8, blobs as their bytes. Files are read and written off the GUI thread. Lives as long
/// as its view.
class CellFiles : public QObject
{
    Q_OBJECT

public:
    using Save =
        std::function<QFuture<base::Result<qint64>>(const base::CellPlace &cell, const QString &file)>;

    /// @param save writes a stored cell
    CellFiles(RecordTableModel &model, Save save, QWidget *view);

    /// Whether the cell holds a text or bytes.
    bool canSave(const QModelIndex &cell) const;
    /// Whether a file can stand in its place: also where it is NULL in a column of texts or bytes.
    bool canReplace(const QModelIndex &cell) const;
    /// Asks for a file, then writes it.
    void askAndSave(const QModelIndex &cell);
    /// Asks for a file, then puts what it holds in the place of the cell's value, to be saved with the rest.
    void askAndReplace(const QModelIndex &cell);

signals:
    /// What has been done.
    void done(const QString &words);
    void failed(const QString &words);

private:
    void save(const QPersistentModelIndex &cell, const QString &file);
    void replace(const QPersistentModelIndex &cell, const QString &file);
    bool holdsText(const QModelIndex &cell) const;

    RecordTableModel &m_model;
    const Save m_save;
    QWidget *m_view;
};

} // namespace relata::ui
