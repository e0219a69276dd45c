#include "changedschema.h"

#include "ui/browser/browserpage.h"
#include "ui/browser/recordgrid.h"
#include "ui/theme/foreigntext.h"

#include <QCoreApplication>
#include <QLabel>
#include <QSignalBlocker>
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

void handOverEditors(const QTabWidget &tabs)
{
    for (int i = 0; i < tabs.count(); ++i) {
        if (auto *page = qobject_cast<BrowserPage *>(tabs.widget(i)))
            page->handOverEditor();
    }
}

void renewPages(QTabWidget &tabs, const schema::Schema &schema,
                const std::function<BrowserPage *(const QString &)> &makePage)
{
    for (int i = 0; i < tabs.count(); ++i)
        renewPage(tabs, i, schema, makePage);
}

void renewPage(QTabWidget &tabs, int tab, const schema::Schema &schema,
               const std::function<BrowserPage *(const QString &)> &makePage)
{
    auto *page = qobject_cast<BrowserPage *>(tabs.widget(tab));
    if (!page)
        return;
    const int current = tabs.currentIndex();
    const bool hadFocus = page->isAncestorOf(tabs.window()->focusWidget());
    const QString name = page->table();
    const BrowserPage::View view = page->view();
    const schema::Table *table = schema.table(name);
    QWidget *renewed = table ? static_cast<QWidget *>(makePage(table->name)) : pageOfNoTable(name);
    {
        const QSignalBlocker quiet(&tabs); // The tabs are in between: nobody is to look at them.
        delete page;
        tabs.insertTab(tab, renewed, menuWords(name));
        tabs.setTabToolTip(tab, toolTipOf(name));
        tabs.setCurrentIndex(current);
    }
    auto *made = qobject_cast<BrowserPage *>(renewed);
    if (!made)
        return;
    made->setView(view);
    if (hadFocus)
        made->takeFocus();
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
