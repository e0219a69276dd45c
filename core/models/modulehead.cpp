#include "modulehead.h"

#include "core/models/columntypes.h"

namespace relata::models {

using namespace Qt::StringLiterals;

namespace {

QStringList used(const QSet<QString> &words, const QStringList &names)
{
    QStringList found;
    for (const QString &name : names) {
        if (words.contains(name))
            found += name;
    }
    return found;
}

QStringList imports(Style style, const QSet<QString> &words)
{
    QStringList lines;
    for (const QString &module : used(words, {u"datetime"_s, u"decimal"_s}))
        lines += u"import "_s + module;
    const QStringList typing = used(words, {u"Any"_s, u"List"_s, u"Optional"_s});
    if (!typing.isEmpty())
        lines += u"from typing import "_s + typing.join(u", "_s);
    if (!lines.isEmpty())
        lines += QString();
    lines += u"from flask_sqlalchemy import SQLAlchemy"_s;
    if (style == Style::Mapped) {
        QStringList names = used(words, {u"DynamicMapped"_s, u"WriteOnlyMapped"_s});
        names << u"DeclarativeBase"_s << u"Mapped"_s << u"mapped_column"_s;
        names.sort();
        lines += u"from sqlalchemy.orm import "_s + names.join(u", "_s);
    }
    if (words.contains(kDeclaredType))
        lines += u"from sqlalchemy.types import UserDefinedType"_s;
    return lines;
}

QStringList database(Style style)
{
    if (style == Style::Legacy)
        return {QString(), u"db = SQLAlchemy()"_s};
    return {QString(), QString(), u"class Base(DeclarativeBase):"_s,     u"    pass"_s,
            QString(), QString(), u"db = SQLAlchemy(model_class=Base)"_s};
}

QStringList declaredTypes(const QString &name)
{
    return {QString(),
            QString(),
            u"class %1(UserDefinedType):"_s.arg(name),
            u"    \"\"\"A type that SQLAlchemy has no class for, as the database declares it.\"\"\""_s,
            QString(),
            u"    cache_ok = True"_s,
            QString(),
            u"    def __init__(self, declared=''):"_s,
            u"        self.declared = declared"_s,
            QString(),
            u"    def get_col_spec(self, **kw):"_s,
            u"        return self.declared"_s};
}

} // namespace

QStringList moduleHead(Style style, const QSet<QString> &words, const QStringList &comments,
                       const QString &typeClass)
{
    QStringList lines = imports(style, words) + database(style);
    if (!comments.isEmpty())
        lines += QStringList{QString()} + comments;
    return words.contains(kDeclaredType) ? lines + declaredTypes(typeClass) : lines;
}

} // namespace relata::models
