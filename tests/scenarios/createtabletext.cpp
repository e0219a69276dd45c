#include "createtabletext.h"

#include <QHash>

namespace relata::scenarios {

using namespace Qt::StringLiterals;

namespace {

/// "table.column" of each, split at the last point. A table alone means its column of the same name.
QString references(const QStringList &targets, const QStringList &columns)
{
    QString table;
    QStringList names;
    for (int i = 0; i < targets.size(); ++i) {
        const qsizetype point = targets[i].lastIndexOf(u'.');
        table = point < 0 ? targets[i] : targets[i].left(point);
        names += point < 0 ? columns.value(i) : targets[i].mid(point + 1);
    }
    return u"REFERENCES %1 (%2)"_s.arg(table, names.join(u", "_s));
}

QString foreignKeyText(const OrderedJson &options, const QStringList &columns, const QStringList &targets)
{
    const auto words = [&options](const QString &key, const QString &before) {
        const QString given = options[key].toString();
        return given.isEmpty() ? QString() : before + given;
    };
    QString text = words(u"name"_s, u"CONSTRAINT "_s);
    text += text.isEmpty() ? u""_s : u" "_s;
    text += u"FOREIGN KEY(%1) "_s.arg(columns.join(u", "_s)) + references(targets, columns);
    text += words(u"ondelete"_s, u" ON DELETE "_s) + words(u"onupdate"_s, u" ON UPDATE "_s);
    if (options[u"deferrable"_s].isBool())
        text += options[u"deferrable"_s].toBool() ? u" DEFERRABLE"_s : u" NOT DEFERRABLE"_s;
    return text + words(u"initially"_s, u" INITIALLY "_s);
}

struct ColumnText
{
    QString line;
    bool isKey = false;
    QStringList constraints; ///< UNIQUE, then the foreign keys
};

ColumnText columnText(const OrderedJson &column)
{
    static const QHash<QString, QString> types = {
        {u"int"_s, u"INTEGER"_s}, {u"str"_s, u"VARCHAR"_s}, {u"bool"_s, u"BOOLEAN"_s}};
    const QString name = column[0].toString();
    ColumnText text;
    bool notNull = false;
    bool isUnique = false;
    for (const OrderedJson &flag : column.items().mid(2)) {
        const QString word = flag.toString();
        text.isKey = text.isKey || word == "pk"_L1;
        notNull = notNull || word == "pk"_L1 || word == "notnull"_L1;
        isUnique = isUnique || word == "unique"_L1;
        if (flag.isObject())
            text.constraints += foreignKeyText(flag, {name}, {flag[u"fk"_s].toString()});
        else if (word.startsWith("fk:"_L1))
            text.constraints += foreignKeyText({}, {name}, {word.mid(3)});
    }
    if (isUnique)
        text.constraints.prepend(u"UNIQUE (%1)"_s.arg(name));
    text.line = name + u' ' + types.value(column[1].toString()) + (notNull ? u" NOT NULL"_s : u""_s);
    return text;
}

} // namespace

QString createTableText(const QString &name, const OrderedJson &table)
{
    QStringList lines;
    QStringList key;
    QStringList ofColumns;
    for (const OrderedJson &column : table[u"columns"_s].items()) {
        const ColumnText text = columnText(column);
        lines += text.line;
        ofColumns += text.constraints;
        if (text.isKey)
            key += column[0].toString();
    }
    if (!key.isEmpty())
        lines += u"PRIMARY KEY (%1)"_s.arg(key.join(u", "_s));
    for (const OrderedJson &each : table[u"fks"_s].items())
        lines += foreignKeyText(each, each[u"cols"_s].toStrings(), each[u"refs"_s].toStrings());
    for (const OrderedJson &each : table[u"unique"_s].items())
        lines += u"UNIQUE (%1)"_s.arg(each.toStrings().join(u", "_s));
    return u"CREATE TABLE %1 ( %2 )"_s.arg(name, (lines + ofColumns).join(u", "_s));
}

} // namespace relata::scenarios
