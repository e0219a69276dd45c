#include "celltext.h"

#include "core/schema/table.h"

namespace relata::ui {

using namespace Qt::StringLiterals;

QVariant cellText(const base::Value &value, int role)
{
    if (role == Qt::EditRole)
        return value.isCut() ? QVariant() : value.isNull() ? QString() : value.toText();
    if (role != Qt::DisplayRole)
        return {};
    const base::Value shown = value.shortened();
    // Where there is more than can be shown its size stands after the beginning, so that it is seen.
    constexpr qsizetype kLongest = 400;
    constexpr qsizetype kLongestOfCut = 40;
    const bool isCutText = shown.isCut() && shown.type() == base::Value::Type::Text;
    QString text = isCutText ? shown.toText().chopped(1) : shown.toDisplay();
    const qsizetype longest = isCutText ? kLongestOfCut : kLongest;
    if (isCutText || text.size() > longest)
        text = text.left(longest) + u'…';
    if (isCutText)
        text += u" (%1)"_s.arg(base::sizeWords(shown.wholeSize()));
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
