#pragma once

#include "tests/support/openworkspace.h"
#include "ui/models/recordtreemodel.h"

#include <QAbstractItemModelTester>

namespace relata::tests {

/// The tree of records of an open file, with the tester attached before anything is in it and fetching
/// switched off, so that only what a test expands is loaded.
struct TreeOnFile
{
    explicit TreeOnFile(const QString &file, bool displaySql = false) : open(file)
    {
        model = std::make_unique<ui::RecordTreeModel>(open->records(), open->schema(), open.causes());
        model->setDisplaySql(displaySql);
        model->setFetching(false);
        tester = std::make_unique<QAbstractItemModelTester>(
            model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    }

    void show(const QString &table)
    {
        model->open(table);
        settle(*open);
    }

    /// What a view does when a node is expanded.
    void expand(const QModelIndex &index)
    {
        model->fetchMore(index);
        settle(*open);
    }

    OpenWorkspace open;
    std::unique_ptr<ui::RecordTreeModel> model;
    std::unique_ptr<QAbstractItemModelTester> tester;
};

} // namespace relata::tests
