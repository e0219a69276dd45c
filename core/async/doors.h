#pragma once

#include "core/base/displaysql.h"
#include "core/base/pendingedits.h"
#include "core/base/record.h"
#include "core/base/result.h"
#include "core/base/saveforecast.h"
#include "core/base/savereport.h"
#include "core/base/statementrecord.h"

#include <QFuture>
#include <QObject>

namespace relata::async {

/// The records of an open database: trees, edits, saving. All calls return at once; the work is done in the
/// session's thread in the order of the calls. Lives in the GUI thread.
class Records : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// A page of a table's rows or of a relationship; see records::RecordSession::page.
    virtual QFuture<base::Result<base::RecordPage>> page(const base::PageRequest &request,
                                                         const base::Cause &cause) = 0;
    /// What the nodes of a relationship show, for several records at once.
    virtual QFuture<base::Result<QList<base::NodeSummary>>> summaries(const QList<base::RecordKey> &owners,
                                                                      const QString &relationship,
                                                                      base::DisplaySql sql,
                                                                      const base::Cause &cause) = 0;

    /// The titles of rows by the values of some columns; see records::RecordSession::titlesOf.
    virtual QFuture<base::Result<QList<base::NodeSummary>>>
    titlesOf(const QString &table, const QStringList &columns, const QList<base::Values> &values,
             base::DisplaySql sql, const base::Cause &cause) = 0;

    /// Everything that waits for Save, as last told by pendingChanged().
    virtual const base::PendingEdits &pending() const = 0;
    /// How the person sees rows that are about to be edited or deleted. Save compares a row to be deleted
    /// whole, and an edited one whose address can become another row's; others it forgets.
    virtual void keepAsRead(const QList<base::Record> &rows) = 0;
    virtual void edit(const base::RecordKey &key, int column, const base::Value &before,
                      const base::Value &now) = 0;
    /// Lets a column take the key of a new row when both are saved; see
    /// records::PendingChanges::setNewParent.
    virtual void setNewParent(const base::RecordKey &child, int column, const base::RecordKey &parent,
                              const base::Value &before) = 0;
    virtual QFuture<base::Result<base::RecordKey>> add(const QString &table,
                                                       const QHash<int, base::Value> &cells) = 0;
    virtual void remove(const QList<base::RecordKey> &keys) = 0;
    virtual void revert(const QList<base::RecordKey> &keys) = 0;
    virtual void discard() = 0;
    /// Done once every edit that was made before this call is in pending(), or refused.
    virtual QFuture<base::Done> settled() = 0;
    /// Writes everything in one transaction. A refusal is told by the future and marked in pending().
    virtual QFuture<base::Result<base::SaveReport>> save(const base::Cause &cause) = 0;
    /// Whether a save runs or waits for its turn.
    virtual bool isSaving() const = 0;
    /// The statement that the save runs now; "" where it waits, or none runs.
    virtual QString savingStatement() const = 0;
    /// Stops the save that runs or waits: it is rolled back and ErrorCode::Cancelled, and all edits stay
    /// pending. One that has been written by then answers as any other.
    virtual void stopSave() = 0;
    /// What save() would do, found out by trying it; see records::RecordSession::forecast. An edit that comes
    /// meanwhile makes the answer outdated and ends it, as stopForecast() does: it is ErrorCode::Cancelled
    /// then.
    virtual QFuture<base::Result<base::SaveForecast>> forecast(const base::Cause &cause) = 0;
    /// Ends the last forecast where it has not come yet.
    virtual void stopForecast() = 0;
    /// Forgets what is in memory, so that it is asked again.
    virtual void expire() = 0;

signals:
    void pendingChanged();
    /// An edit was refused at once (read-only, computed column).
    void editRefused(const relata::base::Error &error);
    void saved(const relata::base::SaveReport &report);
    void savingChanged(bool saving);
    void expired();
};

/// Pages of whole tables, titles and counts, read through connections of their own. Lives in the GUI thread.
class Pages : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual QFuture<base::Result<base::RecordPage>> read(const base::PageRequest &request,
                                                         const base::Cause &cause) = 0;
    virtual QFuture<base::Result<QList<base::NodeSummary>>>
    titles(const QString &table, const QString &contains, int limit, const base::Cause &cause) = 0;
    virtual QFuture<base::Result<QList<base::NodeSummary>>> titlesOf(const QString &table,
                                                                     const QStringList &columns,
                                                                     const QList<base::Values> &values,
                                                                     const base::Cause &cause) = 0;
    /// How many records a relationship of a table's class leads to, for owners by the values of its local
    /// columns; see page::PageReader::counts.
    virtual QFuture<base::Result<QList<qint64>>> counts(const QString &table, const QString &relationship,
                                                        const QList<base::Values> &owners,
                                                        const base::Cause &cause) = 0;
    virtual QFuture<base::Result<qint64>> count(const QString &table, const base::Cause &cause) = 0;
    /// The whole values of cells that pages show cut, in the order asked; see page::PageReader::wholeCells.
    virtual QFuture<base::Result<base::Values>> wholeCells(const QList<base::CellPlace> &cells,
                                                           const base::Cause &cause) = 0;
    /// Writes the bytes of a stored cell into a file; gives how many. See page::PageReader::saveCell.
    virtual QFuture<base::Result<qint64>> saveCell(const base::CellPlace &cell, const QString &file,
                                                   const base::Cause &cause) = 0;
};

} // namespace relata::async
