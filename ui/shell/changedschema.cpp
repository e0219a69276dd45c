#include "changedschema.h"

#include "ui/browser/browserpage.h"
#include "ui/browser/recordgrid.h"
#include "ui/theme/foreigntext.h"

#include <QCoreApplication>
#include <QLabel>
#include <QTabWidget>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

QWidget *pageOfNoTable(const QString &table)
{
    auto *label =
        new QLabel(QCoreApplication::translate("relata::ui::MainWindow", "There is no table '%1' any more.")
                       .arg(shortened(table)));
    label->setObjectName(u"goneTable"_s);
    label->setTextFormat(Qt::PlainText);
    label->setAlignment(Qt::AlignCenter);
    label->setWordWrap(true);
    label->setFocusPolicy(Qt::StrongFocus);
    return label;
}

} // namespace

void renewPages(QTabWidget &tabs, const schema::Schema &schema,
                const std::function<BrowserPage *(const QString &)> &makePage)
{
    const int current = tabs.currentIndex();
    const bool hadFocus = tabs.isAncestorOf(tabs.window()->focusWidget());
    for (int i = 0; i < tabs.count(); ++i) {
        auto *page = qobject_cast<BrowserPage *>(tabs.widget(i));
        if (!page)
            continue;
        const QString name = page->table();
        const BrowserPage::View view = page->view();
        delete page;
        const schema::Table *table = schema.table(name);
        BrowserPage *renewed = table ? makePage(table->name) : nullptr;
        tabs.insertTab(i, renewed ? renewed : pageOfNoTable(name), menuWords(name));
        tabs.setTabToolTip(i, toolTipOf(name));
        if (renewed)
            renewed->setView(view);
    }
    tabs.setCurrentIndex(current);
    if (auto *page = qobject_cast<BrowserPage *>(tabs.currentWidget()); page && hadFocus)
        page->grid().setFocus();
}

project::DiagramLayout layoutOf(const schema::Schema &schema, const project::DiagramLayout &before)
{
    project::DiagramLayout layout;
    for (const schema::Table &table : schema.tables) {
        if (const auto place = before.positions.constFind(table.id); place != before.positions.cend())
            layout.positions.insert(table.id, *place);
    }
    return layout;
}

} // namespace relata::ui
