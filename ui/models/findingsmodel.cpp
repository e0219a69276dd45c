#include "findingsmodel.h"

#include "core/mapping/findings.h"
#include "ui/theme/foreigntext.h"

#include <QMap>

#include <algorithm>

namespace relata::ui {

using namespace Qt::StringLiterals;
using mapping::Diagnostic;
using mapping::Grade;

struct FindingsModel::Node
{
    QString key; ///< tells rows apart when findings change
    std::optional<Diagnostic> finding;
    QString title; ///< of a folded row
    int count = 0; ///< of a folded row: the findings below it
    Node *parent = nullptr;
    int row = 0;
    Nodes children;

    void add(std::unique_ptr<Node> child)
    {
        child->parent = this;
        child->row = int(children.size());
        children.push_back(std::move(child));
    }
};

FindingsModel::FindingsModel(QObject *parent) : QAbstractItemModel(parent) {}

FindingsModel::~FindingsModel() = default;

void FindingsModel::setFindings(const QList<Diagnostic> &findings, const QSet<QString> &asDatabase,
                                const QSet<QString> &quiet)
{
    Nodes rows;
    QList<Diagnostic> toFold;
    for (const Diagnostic &each : findings) {
        const QString key = mapping::findingKey(each);
        if (quiet.contains(key) || quiet.contains(each.kind))
            continue;
        if (each.grade != Grade::Error && asDatabase.contains(key))
            toFold += each;
        else
            rows.push_back(nodeOf(each));
    }
    m_folded = int(toFold.size());
    if (!toFold.isEmpty())
        rows.push_back(folded(toFold));
    adopt(std::move(rows));
}

std::unique_ptr<FindingsModel::Node> FindingsModel::nodeOf(const Diagnostic &finding)
{
    auto made = std::make_unique<Node>();
    made->key = mapping::findingKey(finding) + finding.sentence;
    made->finding = finding;
    return made;
}

std::unique_ptr<FindingsModel::Node> FindingsModel::folded(const QList<Diagnostic> &findings)
{
    auto all = std::make_unique<Node>();
    all->key = u"folded"_s;
    all->title = tr("As the database is");
    all->count = int(findings.size());
    QMap<QString, QList<Diagnostic>> byKind;
    for (const Diagnostic &each : findings)
        byKind[each.kind] += each;
    for (const QList<Diagnostic> &kind : std::as_const(byKind)) {
        auto group = std::make_unique<Node>();
        group->key = u"folded "_s + kind.first().kind;
        group->title = kind.first().kind;
        group->count = int(kind.size());
        for (const Diagnostic &each : kind)
            group->add(nodeOf(each));
        all->add(std::move(group));
    }
    return all;
}

/// Rows whose findings stay are left alone, so that selection and scroll bar stay where they are. What is
/// folded is shown anew where anything of it differs.
void FindingsModel::adopt(Nodes wanted)
{
    QSet<QString> keys;
    for (const auto &each : wanted)
        keys += each->key + QString::number(each->count);
    for (int row = int(m_rows.size()) - 1; row >= 0; --row) {
        if (keys.contains(m_rows[size_t(row)]->key + QString::number(m_rows[size_t(row)]->count)))
            continue;
        beginRemoveRows({}, row, row);
        m_rows.erase(m_rows.begin() + row);
        for (size_t i = size_t(row); i < m_rows.size(); ++i)
            m_rows[i]->row = int(i);
        endRemoveRows();
    }
    for (int row = 0; row < int(wanted.size()); ++row) {
        const bool isThere = row < int(m_rows.size()) && m_rows[size_t(row)]->key == wanted[size_t(row)]->key;
        if (isThere) {
            m_rows[size_t(row)]->finding = wanted[size_t(row)]->finding;
            emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
            continue;
        }
        beginInsertRows({}, row, row);
        m_rows.insert(m_rows.begin() + row, std::move(wanted[size_t(row)]));
        for (size_t i = size_t(row); i < m_rows.size(); ++i)
            m_rows[i]->row = int(i);
        endInsertRows();
    }
    if (m_rows.size() > wanted.size()) { // The order has changed.
        const int last = int(m_rows.size()) - 1;
        beginRemoveRows({}, int(wanted.size()), last);
        m_rows.resize(wanted.size());
        endRemoveRows();
    }
}

const Diagnostic *FindingsModel::finding(const QModelIndex &index) const
{
    const Node *found = node(index);
    return found && found->finding ? &*found->finding : nullptr;
}

int FindingsModel::count(Grade grade) const
{
    return int(std::ranges::count_if(
        m_rows, [grade](const auto &each) { return each->finding && each->finding->grade == grade; }));
}

QModelIndex FindingsModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    const Nodes &rows = parent.isValid() ? node(parent)->children : m_rows;
    return createIndex(row, column, rows[size_t(row)].get());
}

QModelIndex FindingsModel::parent(const QModelIndex &child) const
{
    const Node *found = node(child);
    return found && found->parent ? createIndex(found->parent->row, 0, found->parent) : QModelIndex();
}

int FindingsModel::rowCount(const QModelIndex &parent) const
{
    if (parent.column() > 0)
        return 0;
    return int(parent.isValid() ? node(parent)->children.size() : m_rows.size());
}

int FindingsModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QString FindingsModel::whatText(const Node &node)
{
    if (!node.finding)
        return node.count == 1 ? tr("1 note") : tr("%L1 notes").arg(node.count);
    return node.finding->hint.isEmpty() ? node.finding->sentence
                                        : node.finding->sentence + u' ' + node.finding->hint;
}

QVariant FindingsModel::data(const QModelIndex &index, int role) const
{
    const Node *found = node(index);
    if (!found)
        return {};
    const auto fixes = [found] {
        QStringList texts;
        for (const mapping::Fix &each : found->finding ? found->finding->fixes : QList<mapping::Fix>())
            texts += each.text;
        return texts;
    };
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == WhereColumn)
            return found->finding ? mapping::placeText(found->finding->where) : found->title;
        return index.column() == WhatColumn ? whatText(*found) : fixes().value(0);
    case Qt::ToolTipRole:
        return toolTipOf(index.column() == FixColumn ? fixes().join(u'\n')
                         : found->finding            ? whatText(*found)
                                                     : QString());
    case GradeRole:
        return found->finding ? int(found->finding->grade) : -1;
    case FixesRole:
        return fixes();
    case KindRole:
        return found->finding ? found->finding->kind : QString();
    case FilterRole:
        return found->finding ? QString(mapping::placeText(found->finding->where) + u' ' + whatText(*found) +
                                        u' ' + found->finding->kind)
                              : QString();
    case IsFoldRole:
        return !found->finding;
    default:
        return {};
    }
}

QVariant FindingsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case WhereColumn:
        return tr("Where");
    case WhatColumn:
        return tr("What");
    default:
        return tr("Fix");
    }
}

const FindingsModel::Node *FindingsModel::node(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<const Node *>(index.internalPointer()) : nullptr;
}

QString gradeCountWords(Grade grade, int count)
{
    switch (grade) {
    case Grade::Error:
        return count == 1 ? FindingsModel::tr("1 error") : FindingsModel::tr("%L1 errors").arg(count);
    case Grade::Warning:
        return count == 1 ? FindingsModel::tr("1 warning") : FindingsModel::tr("%L1 warnings").arg(count);
    case Grade::Lint:
        break;
    }
    return count == 1 ? FindingsModel::tr("1 lint") : FindingsModel::tr("%L1 lints").arg(count);
}

} // namespace relata::ui
