#include "tablearguments.h"

#include "core/models/columnwriter.h"
#include "core/models/pythontext.h"
#include "core/models/sqltext.h"

namespace relata::models {

using namespace Qt::StringLiterals;
using schema::ForeignKey;
using schema::Index;
using schema::Table;

namespace {

QString listOf(const QStringList &items)
{
    return u'[' + items.join(u", "_s) + u']';
}

/// Writes the arguments of one table.
class ArgumentWriter
{
public:
    ArgumentWriter(const Table &table, const ModelNames &names) : m_table(table), m_names(names) {}

    QList<TableArgument> run() const
    {
        QList<TableArgument> all;
        if (!isKeyOfColumns(m_table))
            all += {u"db.PrimaryKeyConstraint("_s,
                    columns(m_table.primaryKey) + named(m_table.keyClause.name),
                    {}};
        for (const ForeignKey &key : m_table.foreignKeys) {
            if (key.columns.size() > 1)
                all += foreignKey(key);
        }
        for (const schema::Unique &unique : m_table.uniques) {
            if (!isUniqueOfColumn(unique))
                all += {u"db.UniqueConstraint("_s,
                        columns(unique.columns) + named(unique.name) + conflict(unique.onConflict),
                        {}};
        }
        for (const schema::Check &check : m_table.checks)
            all +=
                {u"db.CheckConstraint("_s, QStringList{sqlLiteral(check.condition)} + named(check.name), {}};
        for (const Index &each : m_table.indexes) {
            if (each.canBeWritten() && !isIndexOfColumn(m_table, each))
                all += index(each);
        }
        return all;
    }

private:
    QStringList columns(const QStringList &names) const
    {
        return literals(m_names.keys(m_table.name, names));
    }

    static QStringList named(const QString &name)
    {
        return name.isEmpty() ? QStringList() : QStringList{u"name="_s + literal(name)};
    }

    static QStringList conflict(schema::OnConflict onConflict)
    {
        const QString word = schema::conflictWord(onConflict);
        return word.isNull() ? QStringList() : QStringList{u"sqlite_on_conflict="_s + literal(word)};
    }

    /// Nothing where it names no columns at the other end, and none could be found.
    QList<TableArgument> foreignKey(const ForeignKey &key) const
    {
        if (key.targetColumns.size() != key.columns.size())
            return {};
        QStringList targets;
        for (qsizetype part = 0; part < key.columns.size(); ++part)
            targets += literal(targetText(m_names, key, part));
        return {{u"db.ForeignKeyConstraint("_s,
                 QStringList{listOf(columns(key.columns)), listOf(targets)} + foreignKeyOptions(key),
                 key.id}};
    }

    TableArgument index(const Index &index) const
    {
        QStringList arguments = {literal(index.name)};
        for (qsizetype i = 0; i < index.columns.size(); ++i) {
            const QString term = index.terms.value(i);
            arguments +=
                term.isEmpty() ? literal(m_names.key(m_table.name, index.columns[i])) : sqlText(term);
        }
        if (index.unique)
            arguments += u"unique=True"_s;
        if (index.partial)
            arguments += u"sqlite_where="_s + sqlText(index.condition);
        return {u"db.Index("_s, arguments, {}};
    }

    const Table &m_table;
    const ModelNames &m_names;
};

} // namespace

QList<std::pair<QString, QString>> tableOptions(const Table &table)
{
    QList<std::pair<QString, QString>> options;
    if (!table.comment.isEmpty())
        options += {u"comment"_s, literal(table.comment)};
    if (table.withoutRowid)
        options += {u"sqlite_with_rowid"_s, u"False"_s};
    if (table.keyClause.autoincrement)
        options += {u"sqlite_autoincrement"_s, u"True"_s};
    return options;
}

QList<TableArgument> tableArguments(const Table &table, const ModelNames &names)
{
    return ArgumentWriter(table, names).run();
}

} // namespace relata::models
