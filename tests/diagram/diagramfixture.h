#pragma once

#include "core/project/designdocument.h"
#include "ui/diagram/diagramview.h"
#include "ui/theme/theme.h"

#include <QTest>
#include <QUndoStack>

namespace relata::tests {

using namespace Qt::StringLiterals;

inline schema::Column column(const QString &name, const QString &type, bool nullable = true)
{
    schema::Column made;
    made.name = name;
    made.type = type;
    made.nullable = nullable;
    return made;
}

inline schema::Table table(int id, const QString &name, const QList<schema::Column> &columns,
                           const QStringList &key = {u"id"_s})
{
    schema::Table made;
    made.id = base::TableId{id};
    made.name = name;
    made.columns = columns;
    made.primaryKey = key;
    return made;
}

inline schema::ForeignKey foreignKey(int id, const QString &columnName, const QString &target)
{
    schema::ForeignKey made;
    made.id = base::LinkId{id};
    made.columns = {columnName};
    made.table = target;
    made.targetColumns = {u"id"_s};
    return made;
}

inline mapping::MappedSchema mapped(const QList<schema::Table> &tables)
{
    schema::Schema made;
    made.engine = u"sqlite"_s;
    made.tables = tables;
    return mapping::mapped(made);
}

/// author (1), post (2) with a column author_id that is no foreign key yet, and tag (3).
inline mapping::MappedSchema blog()
{
    return mapped(
        {table(1, u"author"_s, {column(u"id"_s, u"INTEGER"_s, false), column(u"name"_s, u"TEXT"_s)}),
         table(2, u"post"_s,
               {column(u"id"_s, u"INTEGER"_s, false), column(u"author_id"_s, u"INTEGER"_s),
                column(u"title"_s, u"TEXT"_s, false)}),
         table(3, u"tag"_s, {column(u"id"_s, u"INTEGER"_s, false), column(u"word"_s, u"TEXT"_s)})});
}

/// The blog with post.author_id as foreign key 1.
inline mapping::MappedSchema linkedBlog()
{
    QList<schema::Table> tables = blog().tables;
    tables[1].foreignKeys = {foreignKey(1, u"author_id"_s, u"author"_s)};
    return mapped(tables);
}

/// Tables of different heights, each but the first linked to one before it.
inline mapping::MappedSchema manyTables(int count)
{
    QList<schema::Table> tables;
    for (int i = 1; i <= count; ++i) {
        schema::Table made = table(i, u"table_%1"_s.arg(i), {column(u"id"_s, u"INTEGER"_s, false)});
        for (int extra = 0; extra < i % 30; ++extra)
            made.columns.append(column(u"column_%1"_s.arg(extra), u"VARCHAR(%1)"_s.arg(extra * 11)));
        if (i > 1) {
            made.columns.append(column(u"parent_id"_s, u"INTEGER"_s));
            made.foreignKeys = {foreignKey(i, u"parent_id"_s, u"table_%1"_s.arg((i + 1) / 3 + 1))};
        }
        tables.append(made);
    }
    return mapped(tables);
}

/// A shown diagram of a document, and the events of a person at it.
class DiagramFixture
{
public:
    explicit DiagramFixture(const schema::Schema &schema, const project::DiagramLayout &layout = {})
        : view(&document, &stack, &theme)
    {
        QObject::connect(view.diagram(), &ui::DiagramScene::problemReported, &view,
                         [this](const QString &text) { problems.append(text); });
        view.resize(1000, 700);
        view.show();
        view.setFocus();
        (void)QTest::qWaitForWindowExposed(&view);
        // Last, and without events after it: whatever a worker finds out is not there yet.
        document.reset(mapping::mapped(schema), layout);
    }

    /// Waits until all cards have their places and all links their routes.
    bool settle()
    {
        return QTest::qWaitFor([this] { return scene().arranger().isSettled(); }, 120000);
    }

    ui::DiagramScene &scene() { return *view.diagram(); }
    ui::TableItem *item(int table) { return view.diagram()->tableItem(base::TableId{table}); }
    QPointF position(int table) const { return document.layout().positions.value(base::TableId{table}); }
    const schema::Table *tableNamed(const QString &name) const { return document.schema().table(name); }

    /// Where the middle of a card's header is in the viewport.
    QPoint header(int table)
    {
        return view.mapFromScene(item(table)->pos() + item(table)->geometry().header().center());
    }
    /// Where the middle of a column's row is in the viewport.
    QPoint row(int table, const QString &columnName)
    {
        const ui::TableGeometry &geometry = item(table)->geometry();
        return view.mapFromScene(item(table)->pos() +
                                 QPointF(geometry.size().width() / 2, geometry.rowY(columnName)));
    }
    QPoint emptyPlace() const { return {4, 4}; }

    void press(QPoint at, Qt::MouseButton button = Qt::LeftButton, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mousePress(view.viewport(), button, modifiers, at);
    }
    /// Moves with a button held, as a person does: in a few steps.
    void moveTo(QPoint from, QPoint to, Qt::MouseButton button = Qt::LeftButton)
    {
        for (int step = 1; step <= 4; ++step) {
            const QPoint at = from + (to - from) * step / 4;
            QMouseEvent event(QEvent::MouseMove, at, view.viewport()->mapToGlobal(at), Qt::NoButton, button,
                              Qt::NoModifier);
            QCoreApplication::sendEvent(view.viewport(), &event);
        }
    }
    void release(QPoint at, Qt::MouseButton button = Qt::LeftButton)
    {
        QTest::mouseRelease(view.viewport(), button, {}, at);
    }
    void drag(QPoint from, QPoint to, Qt::MouseButton button = Qt::LeftButton)
    {
        press(from, button);
        moveTo(from, to, button);
        release(to, button);
    }
    void click(QPoint at, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mouseClick(view.viewport(), Qt::LeftButton, modifiers, at);
    }
    void wheel(QPoint at, QPoint turned, Qt::KeyboardModifiers modifiers = {})
    {
        QWheelEvent event(at, view.viewport()->mapToGlobal(at), {}, turned, Qt::NoButton, modifiers,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(view.viewport(), &event);
    }
    /// Types into whatever has the focus.
    void type(const QString &text) { QTest::keyClicks(QApplication::focusWidget(), text); }
    void key(Qt::Key pressed, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(QApplication::focusWidget(), pressed, modifiers);
    }

    project::DesignDocument document;
    QUndoStack stack;
    ui::Theme theme;
    QStringList problems;
    ui::DiagramView view;
};

} // namespace relata::tests
