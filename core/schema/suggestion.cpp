#include "suggestion.h"

#include <algorithm>
#include <vector>

namespace relata::schema {

using namespace Qt::StringLiterals;

namespace {

/// How many letters must change to make one name of the other.
int editDistance(const QString &a, const QString &b)
{
    std::vector<int> row(size_t(b.size()) + 1);
    for (size_t j = 0; j < row.size(); ++j)
        row[j] = int(j);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        int diagonal = row[0];
        row[0] = int(i);
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const int change = diagonal + (a[i - 1].toLower() == b[j - 1].toLower() ? 0 : 1);
            diagonal = row[size_t(j)];
            row[size_t(j)] = std::min({change, row[size_t(j)] + 1, row[size_t(j) - 1] + 1});
        }
    }
    return row.back();
}

} // namespace

QString nearestName(const QString &wanted, const QStringList &names)
{
    QString best;
    constexpr qsizetype kLongest = 64; // Longer names are no slips of the pen.
    int bestDistance = int(qMax<qsizetype>(2, wanted.size() / 3)) + 1;
    for (const QString &name : names) {
        if (qMax(name.size(), wanted.size()) > kLongest || qAbs(name.size() - wanted.size()) >= bestDistance)
            continue;
        const int distance = editDistance(wanted, name);
        if (distance < bestDistance) {
            bestDistance = distance;
            best = name;
        }
    }
    return best;
}

QString didYouMean(const QString &wanted, const QStringList &names)
{
    const QString best = nearestName(wanted, names);
    return best.isEmpty() ? QString() : u" Did you mean '%1'?"_s.arg(best);
}

} // namespace relata::schema
