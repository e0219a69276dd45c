#include "table.h"

#include <algorithm>
#include <array>

namespace relata::schema {

using namespace Qt::StringLiterals;

namespace {

QChar asciiLower(QChar letter)
{
    return letter >= u'A' && letter <= u'Z' ? QChar(letter.unicode() + 32) : letter;
}

bool containsAll(const QStringList &names, const QStringList &wanted)
{
    return !wanted.isEmpty() && std::all_of(wanted.cbegin(), wanted.cend(), [&names](const QString &name) {
        return !name.isNull() && indexOfName(names, name) >= 0;
    });
}

} // namespace

QString kindWord(TableKind kind)
{
    static constexpr std::array words = {"table", "view", "virtual", "shadow", "broken"};
    return QString::fromLatin1(words[size_t(kind)]);
}

const Column *Table::column(const QString &columnName) const
{
    const int index = columnIndex(columnName);
    return index < 0 ? nullptr : &columns[index];
}

int Table::columnIndex(const QString &columnName) const
{
    for (int i = 0; i < columns.size(); ++i) {
        if (sameName(columns[i].name, columnName))
            return i;
    }
    return -1;
}

bool Table::isInPrimaryKey(const QString &columnName) const
{
    return indexOfName(primaryKey, columnName) >= 0;
}

bool Table::isInForeignKey(const QString &columnName) const
{
    return std::any_of(foreignKeys.cbegin(), foreignKeys.cend(), [&columnName](const ForeignKey &key) {
        return indexOfName(key.columns, columnName) >= 0;
    });
}

bool Table::isUnique(const QStringList &columnNames) const
{
    if (containsAll(columnNames, primaryKey))
        return true;
    for (const Unique &unique : uniques) {
        if (containsAll(columnNames, unique.columns))
            return true;
    }
    return std::any_of(indexes.cbegin(), indexes.cend(), [&columnNames](const Index &index) {
        return index.unique && !index.partial && containsAll(columnNames, index.columns);
    });
}

bool Table::canBeReferredTo(const QStringList &columnNames, bool implicitTarget) const
{
    const auto isExactly = [&columnNames](const QStringList &names) {
        return names.size() == columnNames.size() && containsAll(names, columnNames) &&
               containsAll(columnNames, names);
    };
    if (isExactly(primaryKey) && (implicitTarget || !hasPrivateKey))
        return true;
    for (const Unique &unique : uniques) {
        if (!unique.isPrivate && isExactly(unique.columns))
            return true;
    }
    const auto comparesAsColumns = [this](const Index &index) {
        for (qsizetype i = 0; i < index.collations.size(); ++i) {
            const Column *own = column(index.columns.value(i));
            if (!own || own->collation.compare(index.collations[i], Qt::CaseInsensitive) != 0)
                return false;
        }
        return true;
    };
    return std::any_of(indexes.cbegin(), indexes.cend(), [&](const Index &index) {
        return index.unique && !index.partial && isExactly(index.columns) && comparesAsColumns(index);
    });
}

const ForeignKey *Table::foreignKey(base::LinkId link) const
{
    for (const ForeignKey &key : foreignKeys) {
        if (key.id == link)
            return &key;
    }
    return nullptr;
}

bool sameName(const QString &a, const QString &b)
{
    return a.size() == b.size() && std::equal(a.cbegin(), a.cend(), b.cbegin(), [](QChar left, QChar right) {
               return asciiLower(left) == asciiLower(right);
           });
}

QString nameKey(const QString &name)
{
    QString key = name;
    for (QChar &letter : key)
        letter = asciiLower(letter);
    return key;
}

int indexOfName(const QStringList &names, const QString &name)
{
    for (int i = 0; i < names.size(); ++i) {
        if (sameName(names[i], name))
            return i;
    }
    return -1;
}

RowAddress addressOf(const Table &table)
{
    const bool trusted =
        !table.primaryKey.isEmpty() &&
        std::none_of(table.primaryKey.cbegin(), table.primaryKey.cend(), [&table](const QString &name) {
            const Column *column = table.column(name);
            return !column || column->nullable;
        });
    if (table.kind == TableKind::Table && trusted)
        return {RowAddress::Kind::Key, table.primaryKey};
    if (table.kind != TableKind::View && !table.rowidName.isNull())
        return {RowAddress::Kind::Rowid, {table.rowidName}};
    return {};
}

} // namespace relata::schema
