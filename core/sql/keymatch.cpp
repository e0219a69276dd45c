#include "keymatch.h"

#include "core/schema/columntype.h"
#include "core/sql/dialect.h"

#include <algorithm>

namespace relata::sql {

using namespace Qt::StringLiterals;
using base::Value;
using base::Values;
using schema::Affinity;
using schema::Column;
using schema::ColumnPair;
using schema::Table;

namespace {

/// What an affinity does to a value that is compared.
enum class Conversion { None, ToText, ToNumber };

Conversion conversionOf(const Column *column)
{
    switch (column ? schema::affinityOf(column->type) : Affinity::Blob) {
    case Affinity::Text:
        return Conversion::ToText;
    case Affinity::Blob:
        return Conversion::None;
    case Affinity::Numeric:
    case Affinity::Integer:
    case Affinity::Real:
        break;
    }
    return Conversion::ToNumber;
}

QString collationOf(const Column *column)
{
    return column ? column->collation.toUpper() : QString();
}

} // namespace

bool KeyMatch::isPlain() const
{
    return std::ranges::all_of(m_pairs, [this](const ColumnPair &pair) { return isPlain(pair); });
}

bool KeyMatch::isPlain(const ColumnPair &pair) const
{
    const Column *parent = m_parent.column(pair.local);
    const Column *child = m_child.column(pair.remote);
    return conversionOf(parent) == conversionOf(child) && collationOf(parent) == collationOf(child);
}

QString KeyMatch::belongs(const Values &values, Values &bound) const
{
    QStringList parts;
    if (isPlain()) {
        for (const ColumnPair &pair : m_pairs)
            parts += childColumn(pair.remote) + u" = ?"_s;
        bound += values;
        return parts.join(u" AND "_s);
    }
    for (qsizetype i = 0; i < m_pairs.size(); ++i)
        parts += narrowing(m_pairs[i], values[i], bound);
    const QString alias = parentAlias();
    QStringList same;
    for (const ColumnPair &pair : m_pairs)
        same += alias + u'.' + quoted(pair.local) + u" = ?"_s;
    bound += values;
    parts += u"EXISTS (SELECT 1 FROM "_s + quoted(m_parent.name) + u" AS "_s + alias + u" WHERE "_s +
             same.join(u" AND "_s) + u" AND "_s + joined(alias) + u')';
    parts.removeAll(QString());
    return parts.join(u" AND "_s);
}

/// The unary plus takes the affinity of the child's column away, so that only the parent's counts; of two
/// columns the left one's collation does.
QString KeyMatch::joined(const QString &parentName) const
{
    QStringList parts;
    for (const ColumnPair &pair : m_pairs) {
        const QString plus = isPlain(pair) ? QString() : u"+"_s;
        parts += parentName + u'.' + quoted(pair.local) + u" = "_s + plus + childColumn(pair.remote);
    }
    return parts.join(u" AND "_s);
}

QString KeyMatch::parentAlias() const
{
    return freeName(u"_owner"_s, m_child.name + u' ' + m_parent.name);
}

/// A condition by which an index on the child's column is used: met by all rows that belong, and by some
/// others. Empty where there is none.
QString KeyMatch::narrowing(const ColumnPair &pair, const Value &value, Values &bound) const
{
    const Conversion parent = conversionOf(m_parent.column(pair.local));
    const Conversion child = conversionOf(m_child.column(pair.remote));
    const QString column = childColumn(pair.remote);
    if (!collationOf(m_parent.column(pair.local)).isEmpty())
        return {};
    if (parent == child || parent == Conversion::None ||
        (parent == Conversion::ToText && child == Conversion::ToNumber)) {
        bound += value;
        return column + u" = ?"_s;
    }
    if (parent != Conversion::ToNumber || child != Conversion::None)
        return {};
    bound += value;
    return u'(' + column + u" = ? OR ("_s + column + u" >= '' AND "_s + column +
           u" < x''))"_s; // Or any text.
}

QString KeyMatch::childColumn(const QString &name) const
{
    return quoted(m_child.name) + u'.' + quoted(name);
}

RelationshipTables RelationshipTables::of(const schema::Schema &schema, const QString &ownerTable,
                                          const schema::JoinPath &side)
{
    const Table *secondary = side.secondary.isNull() ? nullptr : schema.table(side.secondary);
    return {side, *schema.table(ownerTable), *schema.table(side.targetTable), secondary};
}

QString freeName(QString wanted, const QString &text)
{
    while (text.contains(wanted, Qt::CaseInsensitive))
        wanted += u'_';
    return wanted;
}

} // namespace relata::sql
