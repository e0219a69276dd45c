#include "diagramfixture.h"

#include "core/mapping/plan/keyless.h"

using namespace relata;
using namespace relata::tests;

namespace {

void shiftDrag(DiagramFixture &diagram, QPoint from, QPoint to)
{
    diagram.press(from, Qt::LeftButton, Qt::ShiftModifier);
    diagram.moveTo(from, to);
    diagram.release(to);
}

QPoint handleOf(DiagramFixture &diagram, int table)
{
    diagram.moveTo(diagram.emptyPlace(), diagram.header(table), Qt::NoButton);
    const ui::TableItem *item = diagram.item(table);
    return diagram.view.mapFromScene(item->pos() + item->geometry().handle());
}

} // namespace

/// Relationships without a foreign key are drawn with Shift, and as dashed links.
class KeylessLinksTest : public QObject
{
    Q_OBJECT

private slots:
    void fromColumnToColumnTheyAreJoined()
    {
        DiagramFixture diagram(blog());
        shiftDrag(diagram, diagram.row(2, u"author_id"_s), diagram.row(1, u"id"_s));
        QVERIFY2(diagram.problems.isEmpty(), qPrintable(diagram.problems.join(u'\n')));
        QVERIFY(diagram.tableNamed(u"post"_s)->foreignKeys.isEmpty());
        QCOMPARE(diagram.scene().linkItems().size(), 1);
        const ui::DrawnLink &link = diagram.scene().linkItems().first()->link();
        QVERIFY(link.standsOn == ui::DrawnLink::StandsOn::Columns);
        QCOMPARE(link.childColumns, QStringList{u"author_id"_s});
        QCOMPARE(diagram.document.schema().parentSide(link.id)->name, u"posts"_s);
        QVERIFY(!diagram.document.schema().configuration->firstError());
        diagram.stack.undo();
        QVERIFY(diagram.scene().linkItems().isEmpty());
        QCOMPARE(diagram.document.design().given, mapping::Given());
    }

    void fromTheHandleTheyLackTheirKeyAndSaySo()
    {
        DiagramFixture diagram(blog());
        shiftDrag(diagram, handleOf(diagram, 1), diagram.header(2));
        QCOMPARE(diagram.scene().linkItems().size(), 1);
        const ui::LinkItem *link = diagram.scene().linkItems().first();
        QVERIFY(link->link().standsOn == ui::DrawnLink::StandsOn::Nothing);
        QVERIFY(link->mark() == mapping::Grade::Error);
        QCOMPARE(diagram.tableNamed(u"post"_s)->columns.size(), 3);
    }

    void deleteTakesThemAway()
    {
        DiagramFixture diagram(blog());
        shiftDrag(diagram, diagram.row(2, u"author_id"_s), diagram.row(1, u"id"_s));
        const QList<QPointF> route = diagram.scene().linkItems().first()->route();
        diagram.click(diagram.view.mapFromScene((route.value(0) + route.value(1)) / 2));
        QCOMPARE(diagram.scene().selectedLinks().size(), 1);
        diagram.key(Qt::Key_Delete);
        QVERIFY(diagram.scene().linkItems().isEmpty());
        QVERIFY(!diagram.document.schema().classOf(u"post"_s)->relationship(u"author"_s));
        diagram.stack.undo();
        QCOMPARE(diagram.scene().linkItems().size(), 1);
    }

    void theyGoWithTheirTable()
    {
        DiagramFixture diagram(blog());
        shiftDrag(diagram, diagram.row(2, u"author_id"_s), diagram.row(1, u"id"_s));
        diagram.click(diagram.header(1));
        diagram.key(Qt::Key_Delete);
        QVERIFY(diagram.scene().linkItems().isEmpty());
        QVERIFY(diagram.document.schema().configuration->diagnostics.isEmpty());
        diagram.stack.undo();
        QCOMPARE(diagram.scene().linkItems().size(), 1);
    }

    void aShiftClickAddsToTheSelection()
    {
        DiagramFixture diagram(blog());
        diagram.click(diagram.header(1));
        diagram.click(diagram.row(2, u"title"_s), Qt::ShiftModifier);
        QCOMPARE(diagram.scene().selectedTables().size(), 2);
        QCOMPARE(diagram.stack.count(), 0);
    }

    void theStatusSaysThatThereIsNoKey()
    {
        DiagramFixture diagram(blog());
        shiftDrag(diagram, diagram.row(2, u"author_id"_s), diagram.row(1, u"id"_s));
        QStringList told;
        QObject::connect(&diagram.scene(), &ui::DiagramScene::statusText, &diagram.view,
                         [&told](const QString &text) { told += text; });
        diagram.scene().select({}, {diagram.scene().linkItems().first()->id()});
        QVERIFY2(told.contains(u"post.author_id → author.id (no foreign key)"_s),
                 qPrintable(told.join(u'\n')));
    }
};

QTEST_MAIN(KeylessLinksTest)
#include "tst_keylesslinks.moc"
