#include "drawingsteps.h"

#include "app/tour/tourwitness.h"
#include "ui/diagram/diagramview.h"
#include "ui/diagram/items/tableitem.h"
#include "ui/shell/mainwindow.h"

#include <QApplication>
#include <QLineEdit>

namespace relata::app {

using namespace Qt::StringLiterals;

void DrawingSteps::addTo(TourGuide &guide, const QString &failure, const std::function<void()> &begin)
{
    addCanvas(guide, begin);
    addTable(guide, u"user"_s, u"username VARCHAR(80) NOT NULL UNIQUE"_s);
    addTable(guide, u"post"_s, u"title VARCHAR(120) NOT NULL"_s);
    addLink(guide);
    m_relationship.addTo(guide);
    addDatabase(guide, failure);
}

void DrawingSteps::addCanvas(TourGuide &guide, const std::function<void()> &begin)
{
    guide.add({u"new-drawing"_s,
               [this, begin] {
                   begin();
                   m_window.startDrawing();
               },
               [this] { return !m_window.isEmpty(); },
               [this]() -> Finding {
                   const qsizetype tables = m_window.document().schema().tables.size();
                   return {tables == 0, u"an empty canvas with %1 tables"_s.arg(tables)};
               }});
}

void DrawingSteps::addTable(TourGuide &guide, const QString &name, const QString &column)
{
    const QString id = name == "user"_L1 ? u"draw-parent"_s : u"draw-child"_s;
    guide.add({id, [this, name, column] { drawTable(name, column); },
               [this, name] { return m_window.document().schema().table(name) != nullptr; },
               [this, name]() -> Finding {
                   const schema::Table *table = m_window.document().schema().table(name);
                   return {table && table->columns.size() == 2,
                           u"'%1' is drawn with %2 columns"_s.arg(
                               name, QString::number(table ? table->columns.size() : 0))};
               }});
}

void DrawingSteps::drawTable(const QString &name, const QString &column)
{
    m_window.diagram().setFocus();
    pressKey(&m_window.diagram(), Qt::Key_N, Qt::NoModifier, u"n"_s);
    auto *title = m_window.findChild<QLineEdit *>(u"cardEditorName"_s);
    if (!title)
        return;
    typeText(title, name + u'\n');
    QWidget *line = QApplication::focusWidget();
    if (!qobject_cast<QLineEdit *>(line) || line == title)
        line = m_window.findChild<QLineEdit *>(u"cardEditorColumn1"_s);
    pressKey(line, Qt::Key_Return);
    line = m_window.findChild<QLineEdit *>(u"cardEditorColumn2"_s);
    if (!line)
        return;
    typeText(line, column);
    pressKey(line, Qt::Key_Return, Qt::ControlModifier);
}

void DrawingSteps::addLink(TourGuide &guide)
{
    guide.add({u"draw-link"_s, [this] { dragLink(); }, [this] { return linkCount() == 1; },
               [this]() -> Finding {
                   const mapping::MappedSchema &schema = m_window.document().schema();
                   const mapping::Side *posts = schema.relationship(u"user"_s, u"posts"_s);
                   return {posts && posts->backPopulates == "user"_L1,
                           u"1 foreign key, User.posts and Post.user"_s};
               }});
}

/// From the key of user to the card of post.
void DrawingSteps::dragLink()
{
    ui::DiagramView &view = m_window.diagram();
    view.fit();
    const mapping::MappedSchema &schema = m_window.document().schema();
    const ui::TableItem *parent = view.diagram()->tableItem(schema.table(u"user"_s)->id);
    const ui::TableItem *child = view.diagram()->tableItem(schema.table(u"post"_s)->id);
    const QPointF from = parent->card().topLeft() + QPointF(60, parent->geometry().rowY(u"id"_s));
    const QPointF to = child->card().topLeft() + QPointF(60, child->geometry().rowY(u"id"_s));
    dragMouse(view.viewport(), view.mapFromScene(from), view.mapFromScene(to));
}

qsizetype DrawingSteps::linkCount() const
{
    qsizetype links = 0;
    for (const schema::Table &table : m_window.document().schema().tables)
        links += table.foreignKeys.size();
    return links;
}

void DrawingSteps::addDatabase(TourGuide &guide, const QString &failure)
{
    guide.add({u"create-database"_s, [this] { m_window.createDatabase(m_file); },
               [this, &failure] { return m_window.workspace() != nullptr || !failure.isEmpty(); },
               [this, &failure]() -> Finding {
                   if (!failure.isEmpty())
                       return {false, failure};
                   const TourWitness witness(m_file);
                   const qint64 keys = witness.number(
                       u"SELECT count(*) FROM pragma_foreign_key_list('post') WHERE \"table\" = 'user'"_s);
                   const qint64 tables =
                       witness.number(u"SELECT count(*) FROM sqlite_schema WHERE type = 'table'"_s);
                   return {keys == 1 && tables == 2, u"the new file has %1 tables and %2 foreign key"_s.arg(
                                                         QString::number(tables), QString::number(keys))};
               }});
}

} // namespace relata::app
