#include "ui/diagram/items/drawnlink.h"
#include "ui/diagram/items/linklabels.h"
#include "ui/diagram/items/linkshape.h"
#include "ui/diagram/arranging/subjectareas.h"
#include "ui/diagram/tablenavigation.h"

#include "diagramfixture.h"

using namespace relata;
using namespace relata::tests;
using ui::DrawnLink;

class LinkShapeTest : public QObject
{
    Q_OBJECT

private slots:
    void theRowsOfACompositeKeyAreTiedTogether()
    {
        const QList<QPointF> route = {{100, 50}, {150, 50}, {150, 90}, {200, 90}};
        const ui::DrawnLink link = ui::drawnLinks(linkedBlog()).first();
        const QRectF plain = ui::linkShape(route, link).marks.boundingRect();
        const QRectF tied = ui::linkShape(route, link, {{72}, {112, 134}}).marks.boundingRect();
        QCOMPARE(plain.bottom(), 95.0);
        QCOMPARE(tied.bottom(), 134.0);
        QCOMPARE(tied.left(), plain.left());
        QCOMPARE(tied.right(), 200.0);
    }

    void everyColumnOfACompositeKeyIsDrawn()
    {
        schema::Schema schema = linkedBlog();
        schema.tables[1].foreignKeys[0].columns = {u"author_id"_s, u"title"_s};
        schema.tables[1].foreignKeys[0].targetColumns = {u"id"_s, u"name"_s};
        const ui::DrawnLink link = ui::drawnLinks(schema).first();
        QCOMPARE(link.childColumns, (QStringList{u"author_id"_s, u"title"_s}));
        QCOMPARE(link.parentColumns, (QStringList{u"id"_s, u"name"_s}));
    }

    void aForeignKeyToNowhereIsNotDrawn()
    {
        schema::Schema made = linkedBlog();
        made.tables[2].foreignKeys = {foreignKey(2, u"word"_s, u"missing"_s)};
        QCOMPARE(ui::drawnLinks(made).size(), 1);
    }

    void theEndsTellHowManyAndWhetherOne()
    {
        schema::Schema made = linkedBlog();
        DrawnLink link = ui::drawnLinks(made).first();
        QCOMPARE(link.childEnd, DrawnLink::ChildEnd::Many);
        QCOMPARE(link.parentEnd, DrawnLink::ParentEnd::ZeroOrOne);
        made.tables[1].columns[1].nullable = false;
        made.tables[1].uniques = {{{u"author_id"_s}}};
        link = ui::drawnLinks(made).first();
        QCOMPARE(link.childEnd, DrawnLink::ChildEnd::One);
        QCOMPARE(link.parentEnd, DrawnLink::ParentEnd::One);
    }

    void innerTablesOfVirtualOnesAreNotDrawn()
    {
        schema::Schema made = linkedBlog();
        made.tables[0].kind = schema::TableKind::Shadow;
        QVERIFY(ui::drawnLinks(made).isEmpty());
    }

    void marksStayOutsideTheCards()
    {
        const QList<QPointF> route{{100, 50}, {150, 50}, {150, 90}, {200, 90}};
        const ui::LinkShape shape = ui::linkShape(route, ui::drawnLinks(linkedBlog()).first());
        QVERIFY(shape.marks.boundingRect().left() >= 100);
        QVERIFY(shape.marks.boundingRect().right() <= 200);
        QCOMPARE(shape.rings.size(), 2);
        QCOMPARE(shape.line.pointAtPercent(0), route.first());
        QCOMPARE(shape.line.pointAtPercent(1), route.last());
    }

    void distanceIsMeasuredToTheNearestStretch()
    {
        const QList<QPointF> route{{0, 0}, {100, 0}, {100, 100}};
        QCOMPARE(ui::distanceToRoute(route, {50, 7}), 7.0);
        QCOMPARE(ui::distanceToRoute(route, {104, 50}), 4.0);
        QCOMPARE(ui::distanceToRoute(route, {-3, -4}), 5.0);
    }

    void namesAreWrittenBesideTheCardsNotOverThem()
    {
        const QRectF child(0, 0, 100, 200);
        const QRectF parent(200, 0, 100, 200);
        const QList<QPointF> route{{100, 50}, {150, 50}, {150, 150}, {200, 150}};
        const ui::LinkWords words{u"author"_s, u"posts"_s, u"select"_s, {40, 14}, {36, 14}, {44, 16}};
        const QList<ui::LinkLabel> labels = ui::placeLabels(route, words, {child, parent});
        QCOMPARE(labels.size(), 3);
        for (const ui::LinkLabel &label : labels) {
            QVERIFY2(!label.rect.intersects(child) && !label.rect.intersects(parent), qPrintable(label.text));
        }
        for (int i = 0; i < 3; ++i) {
            for (int j = i + 1; j < 3; ++j)
                QVERIFY(!labels.at(i).rect.intersects(labels.at(j).rect));
        }
    }

    void aLinkWithoutARelationshipHasNoNames()
    {
        QVERIFY(ui::placeLabels({{0, 0}, {50, 0}}, {}, {}).isEmpty());
    }

    void linkedTablesShareAnAreaAndALoneOneHasNone()
    {
        const auto areas = ui::subjectAreas(linkedBlog());
        QCOMPARE(areas.value(base::TableId{1}), areas.value(base::TableId{2}));
        QCOMPARE(areas.value(base::TableId{3}), ui::kNoArea);
    }

    void tablesNamedAlikeShareAnArea()
    {
        QList<schema::Table> tables;
        const QStringList names{u"party_a"_s, u"party_b"_s, u"party_c"_s, u"sale_a"_s,
                                u"sale_b"_s,  u"sale_c"_s,  u"log"_s};
        for (const QString &name : names)
            tables.append(table(int(tables.size()) + 1, name, {}));
        const auto areas = ui::subjectAreas(mapped(tables));
        QCOMPARE(areas.value(base::TableId{1}), areas.value(base::TableId{3}));
        QCOMPARE(areas.value(base::TableId{4}), areas.value(base::TableId{6}));
        QVERIFY(areas.value(base::TableId{1}) != areas.value(base::TableId{4}));
        QCOMPARE(areas.value(base::TableId{7}), ui::kNoArea);
    }

    void theArrowsGoToTheNearestCardAheadAndStayAtTheEdge()
    {
        const QList<ui::CardPlace> cards{{base::TableId{1}, {0, 0, 100, 100}},
                                         {base::TableId{2}, {200, 10, 100, 100}},
                                         {base::TableId{3}, {200, 300, 100, 100}}};
        using ui::Towards;
        QCOMPARE(ui::tableTowards(cards, base::TableId{1}, Towards::Right), base::TableId{2});
        QCOMPARE(ui::tableTowards(cards, base::TableId{2}, Towards::Down), base::TableId{3});
        QCOMPARE(ui::tableTowards(cards, base::TableId{1}, Towards::Left), base::TableId{1});
        QCOMPARE(ui::tableTowards(cards, base::TableId(), Towards::Up), base::TableId{1});
        QCOMPARE(ui::tableTowards({}, base::TableId(), Towards::Up), base::TableId());
    }
};

QTEST_MAIN(LinkShapeTest)
#include "tst_linkshape.moc"
