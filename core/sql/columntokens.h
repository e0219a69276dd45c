#pragma once

#include "core/base/result.h"

#include <QList>
#include <QString>

namespace relata::sql {

/// A piece of a typed column line. Parentheses with all they hold are one piece.
struct ColumnToken
{
    enum class Kind { Word, QuotedName, String, Number, Parentheses, Arrow, Comment };
    Kind kind = Kind::Word;
    QString
        text; ///< of a quoted name without its quotes, of a comment without its marks, of all others as typed

    bool is(QLatin1StringView word) const
    {
        return kind == Kind::Word && text.compare(word, Qt::CaseInsensitive) == 0;
    }
};

/// Cuts a line into its pieces; "--" begins a comment, the last of them. Refused where a quote or a
/// parenthesis stays open, or where a sign has no meaning here.
base::Result<QList<ColumnToken>> columnTokens(const QString &line);

} // namespace relata::sql
