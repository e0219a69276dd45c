#pragma once

#include "core/async/doors.h"
#include "core/mapping/mappedschema.h"
#include "ui/models/nodesummaries.h"
#include "ui/models/recordnodes.h"
#include "ui/models/recordtreetext.h"
#include "ui/models/rowstate.h"

#include <functional>
#include <optional>

namespace relata::ui {

/// A table's rows as a tree: every record expands to its relationships, every relationship to its related
/// records, without end. A relationship loads as it is declared: with lazy='select' by one statement when it
/// is expanded for the first time, and none when it is expanded again. GUI thread.
class RecordTreeModel : public LazyTreeModel
{
    Q_OBJECT

public:
    enum Role {
        KindRole = Qt::UserRole + 1, ///< int of RecordNodeKind
        DetailRole,                  ///< the text at the right: "Album 1", "2 · select"
        StateRole,                   ///< int of LoadState
        RowStateRole,                ///< int of RowState
        KeyRole,                     ///< base::RecordKey of a record
        IsNullRole,                  ///< nothing at the other end
    };
    using RowState = ui::RowState;

    /// Makes the cause of a click (or of what only the display adds) from its words.
    using MakeCause = std::function<base::Cause(const QString &text, base::Cause::Kind kind)>;

    RecordTreeModel(async::Records &records, const mapping::MappedSchema &schema, MakeCause makeCause,
                    QObject *parent = nullptr);

    int columnCount(const QModelIndex &parent = {}) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    /// Shows the rows of a table, the first page of them.
    void open(const QString &table);
    QString table() const { return m_table; }
    /// Shows only the rows of the first level that a filter finds; "" for all.
    void setRootFilter(const QString &filter);
    const QString &rootFilter() const { return m_rootFilter; }
    /// Loads the page after a "more" row.
    void loadMore(const QModelIndex &more);
    /// Asks a relationship again whose loading failed, or was refused by its lazy: then it loads this once.
    void retry(const QModelIndex &index);
    /// Asks everything again that has been loaded, in place.
    void reload();

    /// Statements of all loads until the next call share this cause: one click that expands five rows.
    base::Cause beginSharedClick(const QString &text)
    {
        m_sharedCause = m_makeCause(text, base::Cause::Kind::Click);
        return *m_sharedCause;
    }
    void setSharedCause(const std::optional<base::Cause> &cause) { m_sharedCause = cause; }
    /// Whether statements may run only to show titles and counts.
    void setDisplaySql(bool on);
    bool displaySql() const { return m_summaries.displaySql() == base::DisplaySql::On; }
    /// Rows that a page brings; for tests and settings.
    void setPageSize(int rows)
    {
        m_pageSize = rows;
        m_text.setPageSize(rows);
    }

    /// What the rows of a node are: of a relationship its related records, of a record the list it stands in.
    base::RowScope scopeOf(const QModelIndex &index) const;
    bool isLoaded(const QModelIndex &index) const;
    /// Whether a relationship is declared to come with its owners, so that expanding it costs nothing more.
    bool comesWithOwner(const QModelIndex &relationship) const;
    /// What has become of a node's children; NotLoaded of no node.
    static LoadState stateOf(const QModelIndex &index)
    {
        return static_cast<LoadState>(index.data(StateRole).toInt());
    }
    /// The node whose records a node stands among, or which it is itself; invalid for the first level.
    QModelIndex listOf(const QModelIndex &index) const;
    /// A record's node in a list; invalid where the list does not show the record.
    QModelIndex recordOf(const QModelIndex &list, const base::RecordKey &record) const;
    /// A relationship's node of a record in a list; invalid where the list does not show the record.
    QModelIndex relationshipOf(const QModelIndex &list, const base::RecordKey &record, const QString &name);
    /// Loads a node where it is not; false where it is known to lead to nothing.
    bool ensureLoading(const QModelIndex &index);
    /// Titles from the first level to the node, for the breadcrumb.
    QStringList trail(const QModelIndex &index) const;
    QString titleOf(const base::Record &record) const { return m_titles.of(record); }

signals:
    void rootLoaded();
    /// Parents' titles that name records have come.
    void titlesLoaded();

protected:
    bool mayHaveChildren(const LazyNode &node) const override;
    void load(LazyNode &node) override;
    QVariant nodeData(const LazyNode &node, int column, int role) const override;

private:
    base::Cause causeFor(const LazyNode &node, const QString &verb) const;
    void loadRoot();
    void requestPage(LazyNode &parent, const base::Cause &cause);
    static bool isAskedOnce(const LazyNode &parent);
    void takePage(LazyNode &parent, const base::Result<base::RecordPage> &page);
    void reloadNode(LazyNode &parent, const base::Cause &cause, int more = 0);
    bool mayHaveOtherRows(const base::SaveReport &summary) const;
    void replaceRecords(LazyNode &parent, const base::RecordPage &page, const base::Cause &cause);
    void addRelationships(RecordNode &node);
    void removeAllBut(LazyNode &parent, const QList<base::Record> &records);
    void reloadRelationships(const LazyNode &record, const base::Cause &cause);
    void wantSummary(const LazyNode &node);
    void takeSummary(quint64 id, const base::NodeSummary &summary);
    void onSaved(const base::SaveReport &summary);
    void renew(RecordNode &node, const base::SaveReport &summary,
               const QHash<base::RecordKey, base::Record> &fresh);
    void wantTitles(const QList<base::Record> &records);
    void wantTitles();
    void refreshAll(const LazyNode &node);

    async::Records &m_records;
    const mapping::MappedSchema m_schema;
    const MakeCause m_makeCause;
    RecordTitles m_titles;
    RecordTreeText m_text;
    NodeSummaries m_summaries;
    QString m_table;
    QString m_rootFilter;
    int m_pageSize = 200;
    std::optional<base::Cause> m_sharedCause;
};

} // namespace relata::ui
