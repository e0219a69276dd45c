#include "diagramfixture.h"

#include "core/mapping/plan/editside.h"
#include "ui/diagram/hintlabel.h"
#include "ui/diagram/tools/linkaim.h"

using namespace relata;
using namespace relata::tests;

namespace {

/// The linked blog with a second column that could refer to an author, and a unique name.
mapping::MappedSchema twoColumns()
{
    QList<schema::Table> tables = linkedBlog().tables;
    tables[0].uniques = {{{u"name"_s}}};
    tables[1].columns.append(column(u"editor_id"_s, u"INTEGER"_s));
    tables[1].columns.append(column(u"author_name"_s, u"TEXT"_s));
    tables[1].foreignKeys.first().name = u"written_by"_s;
    tables[1].foreignKeys.first().onDelete = schema::Action::Cascade;
    return mapped(tables);
}

/// A bit along the line from where it meets the card.
QPoint endOf(DiagramFixture &diagram, bool isChild)
{
    const QList<QPointF> &route = diagram.scene().linkItems().first()->route();
    const QPointF end = isChild ? route.first() : route.last();
    const QPointF next = isChild ? route.at(1) : route.at(route.size() - 2);
    return diagram.view.mapFromScene(end + QPointF(next.x() > end.x() ? 8 : -8, 0));
}

const schema::ForeignKey &keyOf(const DiagramFixture &diagram)
{
    return diagram.tableNamed(u"post"_s)->foreignKeys.first();
}

} // namespace

/// The ends of a link are dragged to other columns.
class LinkEndsTest : public QObject
{
    Q_OBJECT

private slots:
    void theChildsEndMovesToAnotherColumn()
    {
        DiagramFixture diagram(twoColumns());
        QVERIFY(diagram.settle());
        diagram.view.resetZoom();
        diagram.drag(endOf(diagram, true), diagram.row(2, u"editor_id"_s));
        QVERIFY2(diagram.problems.isEmpty(), qPrintable(diagram.problems.join(u'\n')));
        QCOMPARE(keyOf(diagram).columns, QStringList{u"editor_id"_s});
        QCOMPARE(keyOf(diagram).id, base::LinkId{1});
        QCOMPARE(keyOf(diagram).name, u"written_by"_s);
        QCOMPARE(keyOf(diagram).onDelete, schema::Action::Cascade);
        QCOMPARE(diagram.stack.count(), 1);
        diagram.stack.undo();
        QCOMPARE(diagram.document.schema(), twoColumns());
    }

    void whatALinkWouldBeIsWorkedOutOnceAPlace()
    {
        DiagramFixture diagram(twoColumns());
        QVERIFY(diagram.settle());
        diagram.view.resetZoom();
        ui::HintLabel hint(diagram.view.viewport());
        ui::LinkAim aim(diagram.scene(), hint);
        int asked = 0;
        const auto point = [&](const QString &column, QPoint step) {
            const QPoint place = diagram.row(2, column) + step;
            aim.at(diagram.scene().hit(diagram.view.mapToScene(place), 1), place,
                   [&asked](const ui::DiagramHit &) -> base::Result<QString> {
                       ++asked;
                       return u"a link"_s;
                   });
        };
        point(u"editor_id"_s, {});
        point(u"editor_id"_s, {3, 0});
        QCOMPARE(asked, 1);
        point(u"author_name"_s, {});
        QCOMPARE(asked, 2);
        QCOMPARE(aim.nowhere(), ui::DraftLink::Verdict::Open);
        point(u"author_name"_s, {});
        QCOMPARE(asked, 3);
    }

    void whatWasDeclaredAboutTheLinkStays()
    {
        DiagramFixture diagram(twoColumns());
        QVERIFY(diagram.settle());
        const auto given = mapping::withSideRenamed(
            diagram.document.design(), *diagram.document.schema().parentSide(base::LinkId{1}), u"works"_s);
        QVERIFY(diagram.document.change(
            {u"x"_s, {mapping::GivenChange{diagram.document.design().given, *given}}}));
        diagram.view.resetZoom();
        diagram.drag(endOf(diagram, true), diagram.row(2, u"editor_id"_s));
        QCOMPARE(keyOf(diagram).columns, QStringList{u"editor_id"_s});
        QCOMPARE(diagram.document.schema().parentSide(base::LinkId{1})->name, u"works"_s);
    }

    void theParentsEndMovesToAnotherTable()
    {
        DiagramFixture diagram(twoColumns());
        QVERIFY(diagram.settle());
        diagram.view.resetZoom();
        diagram.drag(endOf(diagram, false), diagram.row(3, u"id"_s));
        QVERIFY2(diagram.problems.isEmpty(), qPrintable(diagram.problems.join(u'\n')));
        QCOMPARE(keyOf(diagram).table, u"tag"_s);
        QCOMPARE(keyOf(diagram).columns, QStringList{u"author_id"_s});
        QCOMPARE(diagram.scene().selectedLinks(), QList{keyOf(diagram).id});
        QVERIFY(diagram.document.schema().relationship(u"tag"_s, u"posts"_s));
        QVERIFY(!diagram.document.schema().relationship(u"author"_s, u"posts"_s));
    }

    void whatCannotBeIsRefusedWhereItWasDropped()
    {
        DiagramFixture diagram(twoColumns());
        QVERIFY(diagram.settle());
        diagram.view.resetZoom();
        diagram.drag(endOf(diagram, true), diagram.row(2, u"title"_s));
        QCOMPARE(diagram.problems.size(), 1);
        QVERIFY(diagram.problems.first().contains(u"can never be equal"_s));
        QCOMPARE(diagram.document.schema(), twoColumns());
    }

    void droppedInTheEmptyOrWhereItWasItStays()
    {
        DiagramFixture diagram(twoColumns());
        QVERIFY(diagram.settle());
        diagram.view.resetZoom();
        diagram.drag(endOf(diagram, true), diagram.emptyPlace());
        diagram.drag(endOf(diagram, true), diagram.row(2, u"author_id"_s));
        QCOMPARE(diagram.stack.count(), 0);
        QVERIFY(diagram.problems.isEmpty());
    }

    void escapeLeavesTheLinkAsItWas()
    {
        DiagramFixture diagram(twoColumns());
        QVERIFY(diagram.settle());
        diagram.view.resetZoom();
        const QPoint from = endOf(diagram, true);
        diagram.press(from);
        diagram.moveTo(from, diagram.row(2, u"editor_id"_s));
        diagram.key(Qt::Key_Escape);
        diagram.release(diagram.row(2, u"editor_id"_s));
        QCOMPARE(diagram.document.schema(), twoColumns());
    }

    void aClickOnAnEndSelectsTheLink()
    {
        DiagramFixture diagram(twoColumns());
        QVERIFY(diagram.settle());
        diagram.view.resetZoom();
        diagram.click(endOf(diagram, true));
        QCOMPARE(diagram.scene().selectedLinks(), QList{base::LinkId{1}});
    }
};

QTEST_MAIN(LinkEndsTest)
#include "tst_linkends.moc"
