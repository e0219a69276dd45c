#include "celltext.h"

#include "core/schema/table.h"

namespace relata::ui {

using namespace Qt::StringLiterals;

QVariant cellText(const base::Value &value, int role)
{
    if (role == Qt::EditRole)
        return value.isNull() ? QString() : value.toText();
    if (role != Qt::DisplayRole)
        return {};
    constexpr qsizetype kLongest = 400;
    QString text = value.toDisplay();
    if (text.size() > kLongest)
        text = text.left(kLongest) + u'…';
    return text.replace(u'\n', u'⏎');
}

QString ColumnWords::of(const schema::Table &table, int column)
{
    const schema::Column &described = table.columns[column];
    QStringList words = {described.name, described.type.isEmpty() ? tr("no type") : described.type};
    words += described.nullable ? tr("may be NULL") : tr("NOT NULL");
    if (table.isInPrimaryKey(described.name))
        words += tr("primary key");
    if (described.generated != schema::Generated::No)
        words += tr("computed");
    return words.join(u" · "_s);
}

} // namespace relata::ui
