#include "relationshipsteps.h"

#include "core/project/designfile.h"
#include "ui/diagram/diagramview.h"
#include "ui/diagram/items/linkitem.h"
#include "ui/diagram/items/tableitem.h"
#include "ui/models/findingsmodel.h"
#include "ui/problems/problemspanel.h"
#include "ui/shell/inspector.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/modelcodepanel.h"

#include <QApplication>
#include <QLineEdit>
#include <QTreeView>

#include <algorithm>

namespace relata::app {

using namespace Qt::StringLiterals;

namespace {

/// Whether two designs have the same tables and declarations; a file has an order of its own.
bool areSame(const mapping::Design &kept, const mapping::Design &drawn)
{
    const auto hasTable = [&kept](const schema::Table &each) {
        const schema::Table *found = kept.schema.table(each.name);
        return found && *found == each;
    };
    const auto hasClass = [&kept](const mapping::ClassDeclaration &each) {
        const mapping::ClassDeclaration *found = kept.given.classOf(each.table);
        return found && *found == each;
    };
    return kept.schema.tables.size() == drawn.schema.tables.size() &&
           kept.given.classes.size() == drawn.given.classes.size() &&
           std::ranges::all_of(drawn.schema.tables, hasTable) &&
           std::ranges::all_of(drawn.given.classes, hasClass);
}

} // namespace

void RelationshipSteps::addTo(TourGuide &guide)
{
    addEditor(guide);
    addPitfall(guide);
    addFix(guide);
    addModels(guide);
    addDesignFile(guide);
}

void RelationshipSteps::addEditor(TourGuide &guide)
{
    guide.add(
        {u"edit-relationship"_s, [this] { editRelationship(); },
         [this] { return m_window.document().schema().relationship(u"post"_s, u"author"_s) != nullptr; },
         [this]() -> Finding {
             const mapping::Side *posts = m_window.document().schema().relationship(u"user"_s, u"posts"_s);
             const bool isShown =
                 m_window.inspector().isVisible() && m_window.inspector().text().contains(u"Post.author"_s);
             return {posts && posts->backPopulates == "author"_L1 && isShown,
                     u"Post.user is now Post.author, and User.posts follows it"_s};
         }});
}

/// A double-click on the line opens the relationship's editor, where the child's side gets another name.
void RelationshipSteps::editRelationship()
{
    ui::DiagramView &view = m_window.diagram();
    const QList<ui::LinkItem *> &links = view.diagram()->linkItems();
    if (links.isEmpty() || links.first()->route().size() < 2)
        return;
    const QList<QPointF> &route = links.first()->route();
    doubleClickMouse(view.viewport(), view.mapFromScene((route.at(0) + route.at(1)) / 2));
    auto *name = m_window.inspector().findChild<QLineEdit *>(u"childName"_s);
    if (!name)
        return;
    name->setFocus();
    name->selectAll();
    typeText(name, u"author\n"_s);
}

void RelationshipSteps::addPitfall(TourGuide &guide)
{
    guide.add({u"pitfall"_s, [this] { misspellTarget(); }, [this] { return pitfall() != nullptr; },
               [this]() -> Finding {
                   const mapping::Diagnostic *found = pitfall();
                   return {found && errorCount() > 0 && target() == "usr"_L1,
                           found ? found->sentence : u"nothing is found"_s};
               }});
}

/// As by who mistypes the table's name on the card of post.
void RelationshipSteps::misspellTarget()
{
    const schema::Table *post = m_window.document().schema().table(u"post"_s);
    m_window.diagram().editTable(post->id);
    for (int i = 1; i <= post->columns.size(); ++i) {
        auto *line = m_window.diagram().findChild<QLineEdit *>(u"cardEditorColumn%1"_s.arg(i));
        if (!line || !line->text().startsWith("user_id"_L1))
            continue;
        line->setFocus();
        line->selectAll();
        typeText(line, u"user_id INTEGER -> usr.id"_s);
        pressKey(line, Qt::Key_Return, Qt::ControlModifier);
        break;
    }
    m_window.actions()[u"problems"_s]->trigger();
}

const mapping::Diagnostic *RelationshipSteps::pitfall() const
{
    const QList<mapping::Diagnostic> &findings = m_window.document().findings();
    const auto found = std::ranges::find_if(findings, [](const mapping::Diagnostic &each) {
        return each.sentence.contains("'usr'"_L1) && !each.fixes.isEmpty();
    });
    return found == findings.cend() ? nullptr : &*found;
}

int RelationshipSteps::errorCount() const
{
    return int(std::ranges::count(m_window.document().findings(), mapping::Grade::Error,
                                  &mapping::Diagnostic::grade));
}

QString RelationshipSteps::target() const
{
    const schema::Table *post = m_window.document().schema().table(u"post"_s);
    return post && post->foreignKeys.size() == 1 ? post->foreignKeys.first().table : QString();
}

void RelationshipSteps::addFix(TourGuide &guide)
{
    guide.add({u"fix"_s, [this] { takeFix(); }, [this] { return target() == "user"_L1; },
               [this]() -> Finding {
                   return {errorCount() == 0,
                           u"the first fix that is offered leaves %1 errors"_s.arg(errorCount())};
               }});
}

/// Clicks the fix in the list of problems; where it opens a menu of several, takes the first.
void RelationshipSteps::takeFix()
{
    const mapping::Diagnostic *wanted = pitfall();
    QTreeView &view = m_window.problems().view();
    for (int row = 0; wanted && row < view.model()->rowCount(); ++row) {
        if (view.model()->index(row, ui::FindingsModel::WhatColumn).data().toString() != wanted->sentence)
            continue;
        QTimer::singleShot(0, &view, [] {
            if (QWidget *menu = QApplication::activePopupWidget()) {
                pressKey(menu, Qt::Key_Down);
                pressKey(menu, Qt::Key_Return);
            }
        });
        const QRect cell = view.visualRect(view.model()->index(row, ui::FindingsModel::FixColumn));
        clickMouse(view.viewport(), {cell.right() - 20, cell.center().y()});
        return;
    }
}

void RelationshipSteps::addModels(TourGuide &guide)
{
    guide.add({u"models"_s, [this] { m_window.actions()[u"models"_s]->trigger(); },
               [this] { return m_window.models().isVisible() && !m_window.models().text().isEmpty(); },
               [this]() -> Finding {
                   const QString text = m_window.models().text();
                   const bool isWhole = text.contains(u"class User(db.Model):"_s) &&
                                        text.contains(u"class Post(db.Model):"_s) &&
                                        text.contains(u"db.ForeignKey('user.id')"_s) &&
                                        text.contains(u"back_populates='posts'"_s);
                   return {isWhole, u"User and Post as models, with the foreign key and both sides"_s};
               }});
}

void RelationshipSteps::addDesignFile(TourGuide &guide)
{
    guide.add({u"design-file"_s,
               [this] {
                   m_window.actions()[u"diagram"_s]->trigger();
                   static_cast<void>(m_window.keeper().saveAs(m_file));
               },
               [this] { return m_window.designFile() == m_file; },
               [this]() -> Finding {
                   const auto kept = project::loadDesign(m_file);
                   const bool isSame = kept && areSame(kept->design, m_window.document().design());
                   return {isSame, isSame ? u"the file has the design with its %1 tables"_s.arg(
                                                kept->design.schema.tables.size())
                                          : u"the file has not what is drawn"_s};
               }});
}

} // namespace relata::app
