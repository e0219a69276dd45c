#include "cascades.h"

#include <QRegularExpression>

#include <array>

namespace relata::mapping {

using namespace Qt::StringLiterals;

namespace {

struct Word
{
    Cascade cascade;
    const char *text;
};

constexpr std::array kWords = {
    Word{Cascade::Delete, "delete"},
    Word{Cascade::DeleteOrphan, "delete-orphan"},
    Word{Cascade::Expunge, "expunge"},
    Word{Cascade::Merge, "merge"},
    Word{Cascade::RefreshExpire, "refresh-expire"},
    Word{Cascade::SaveUpdate, "save-update"},
};

Cascades everythingButOrphans()
{
    return Cascade::SaveUpdate | Cascade::Merge | Cascade::RefreshExpire | Cascade::Expunge | Cascade::Delete;
}

} // namespace

CascadeText parseCascades(const QString &text)
{
    static const QRegularExpression comma(u"\\s*,\\s*"_s);
    CascadeText result;
    bool none = false;
    for (const QString &part : text.split(comma, Qt::SkipEmptyParts)) {
        const qsizetype index = allCascadeWords().indexOf(part);
        if (index < 0 && !result.unknown.contains(part))
            result.unknown += part;
        else if (part == "all"_L1)
            result.cascades |= everythingButOrphans();
        else if (part == "none"_L1)
            none = true;
        else if (index >= 0)
            result.cascades |= kWords[size_t(index)].cascade;
    }
    if (none)
        result.cascades = {};
    result.unknown.sort();
    return result;
}

QStringList cascadeWords(Cascades cascades)
{
    QStringList words;
    for (const Word &word : kWords) {
        if (cascades.testFlag(word.cascade))
            words += QString::fromLatin1(word.text);
    }
    return words;
}

const QStringList &allCascadeWords()
{
    static const QStringList words =
        cascadeWords(everythingButOrphans() | Cascade::DeleteOrphan) + QStringList{u"all"_s, u"none"_s};
    return words;
}

Cascades defaultCascades()
{
    return Cascade::SaveUpdate | Cascade::Merge;
}

Cascades viewonlyCascades()
{
    return Cascade::Merge | Cascade::RefreshExpire | Cascade::Expunge;
}

} // namespace relata::mapping
