#pragma once

#include "tests/support/scratchdatabase.h"
#include "ui/browser/browserpage.h"

#include <QLabel>
#include <QStringList>

namespace relata::tests {

using namespace Qt::StringLiterals;

/// What a page shows beside what the file says by a connection of its own. Each check answers with the first
/// difference in words, and with nothing where the two agree.
class Agreement
{
public:
    Agreement(ui::BrowserPage &page, const ScratchDatabase &file) : m_page(page), m_file(file) {}

    QString difference() const
    {
        for (const QString &found : {gridDifference(), headerDifference(), treeDifference()}) {
            if (!found.isEmpty())
                return m_page.table() + u": "_s + found;
        }
        return {};
    }

    /// The rows that the file has of the page's table.
    qint64 count() const { return m_file.rows(u"SELECT count(*) FROM "_s + quoted()).first().toLongLong(); }

private:
    QString quoted() const { return u'"' + m_page.table() + u'"'; }
    bool isWhole() const
    {
        const ui::RecordTableModel &rows = m_page.rows();
        return !rows.scope().isRelationship() && rows.filter().isEmpty() && rows.sortColumn() < 0;
    }

    /// The loaded rows in the order of the key, as the database would print them.
    QString gridDifference() const
    {
        const ui::RecordTableModel &rows = m_page.rows();
        if (!isWhole() || rows.isLoading())
            return {};
        QStringList columns;
        for (const schema::Column &column : rows.table()->columns)
            columns += u"quote(\""_s + column.name + u"\")"_s;
        QStringList order;
        for (const QString &column : schema::addressOf(*rows.table()).columns)
            order += u'"' + column + u'"';
        const QStringList there = m_file.rows(u"SELECT "_s + columns.join(u", "_s) + u" FROM "_s + quoted() +
                                              u" ORDER BY "_s + order.join(u", "_s));
        if (!rows.hasMore() && rows.storedRows() != there.size())
            return u"the grid has %1 rows, the file %2"_s.arg(rows.storedRows()).arg(there.size());
        for (int row = 0; row < rows.loadedRows(); ++row) {
            QStringList cells;
            for (const base::Value &value : rows.storedAt(row)->values)
                cells += value.toSql();
            if (cells.join(u'|') != there.value(row))
                return u"row %1 of the grid is %2, of the file %3"_s.arg(QString::number(row),
                                                                         cells.join(u'|'), there.value(row));
        }
        return {};
    }

    QString headerDifference() const
    {
        const ui::RecordTableModel &rows = m_page.rows();
        if (!isWhole() || rows.isLoading())
            return {};
        QString words;
        for (const QLabel *label : m_page.findChildren<QLabel *>()) {
            if (label->text().endsWith(u" rows"_s) || label->text() == u"1 row"_s)
                words = label->text();
        }
        const QString number = QString(words).remove(u',').remove(u'+').section(u' ', -2, -2);
        const qint64 shown = rows.hasMore() && words.contains(u'+') ? count() : number.toLongLong();
        if (shown != count())
            return u"the header says '%1', the file has %2 rows"_s.arg(words).arg(count());
        return {};
    }

    /// The first level: all its records, where no page is left.
    QString treeDifference() const
    {
        const ui::RecordTreeModel &tree = m_page.tree();
        QStringList keys;
        bool isAll = tree.isLoaded({});
        for (int row = 0; row < tree.rowCount(); ++row) {
            const QModelIndex index = tree.index(row, 0);
            const auto key = index.data(ui::RecordTreeModel::KeyRole).value<base::RecordKey>();
            const auto kind =
                static_cast<ui::RecordNodeKind>(index.data(ui::RecordTreeModel::KindRole).toInt());
            if (kind == ui::RecordNodeKind::Record)
                keys += key.values.isEmpty() ? QString() : key.values.first().toSql();
            else
                isAll = false;
        }
        if (isAll && keys.size() != count())
            return u"the tree has %1 records, the file %2"_s.arg(keys.size()).arg(count());
        return {};
    }

    ui::BrowserPage &m_page;
    const ScratchDatabase &m_file;
};

} // namespace relata::tests
