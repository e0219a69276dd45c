#include "diagramfixture.h"

#include <QSignalSpy>

using namespace relata;
using namespace relata::tests;

class ZoomingTest : public QObject
{
    Q_OBJECT

private slots:
    void theWheelScrollsAndWithShiftSideways()
    {
        DiagramFixture diagram(linkedBlog());
        const QPointF before = diagram.view.mapToScene(0, 0);
        diagram.wheel({300, 300}, {0, -120});
        const QPointF down = diagram.view.mapToScene(0, 0);
        QVERIFY(down.y() > before.y());
        QCOMPARE(down.x(), before.x());
        diagram.wheel({300, 300}, {0, -120}, Qt::ShiftModifier);
        QVERIFY(diagram.view.mapToScene(0, 0).x() > down.x());
        QCOMPARE(diagram.view.mapToScene(0, 0).y(), down.y());
    }

    void controlAndWheelZoomAboutThePointer()
    {
        DiagramFixture diagram(linkedBlog());
        diagram.view.setZoom(1);
        QSignalSpy spy(&diagram.view, &ui::DiagramView::zoomChanged);
        const QPoint pointer(700, 200);
        const QPointF under = diagram.view.mapToScene(pointer);
        diagram.wheel(pointer, {0, 120}, Qt::ControlModifier);
        QCOMPARE(diagram.view.zoom(), 1.25);
        QVERIFY((diagram.view.mapToScene(pointer) - under).manhattanLength() < 3);
        QCOMPARE(spy.size(), 1);
        for (int i = 0; i < 40; ++i)
            diagram.wheel(pointer, {0, 120}, Qt::ControlModifier);
        QCOMPARE(diagram.view.zoom(), 4.0);
        for (int i = 0; i < 80; ++i)
            diagram.wheel(pointer, {0, -120}, Qt::ControlModifier);
        QCOMPARE(diagram.view.zoom(), 0.05);
    }

    void fitShowsEverythingHoweverMuchThereIs()
    {
        schema::Schema schema = manyTables(1000);
        project::DiagramLayout layout;
        for (int i = 0; i < 1000; ++i)
            layout.positions.insert(base::TableId{i + 1}, QPointF(i % 32 * 1400, i / 32 * 1800));
        DiagramFixture diagram(schema, layout);
        diagram.key(Qt::Key_F);
        const auto seen = [&] {
            return diagram.view.mapToScene(diagram.view.viewport()->rect()).boundingRect();
        };
        QVERIFY(diagram.view.zoom() < 0.05);
        QVERIFY(seen().contains(diagram.scene().extent()));
        // The wheel leads no further out than that, and comes back in.
        for (int i = 0; i < 10; ++i)
            diagram.wheel({300, 300}, {0, -120}, Qt::ControlModifier);
        QVERIFY(seen().height() < 1.2 * diagram.scene().extent().height());
        const qreal least = diagram.view.zoom();
        diagram.wheel({300, 300}, {0, 120}, Qt::ControlModifier);
        QCOMPARE(diagram.view.zoom(), least * 1.25);
        diagram.view.resize(500, 300);
        diagram.key(Qt::Key_F);
        QVERIFY(seen().contains(diagram.scene().extent()));
    }

    void theMiddleButtonAndSpacePan()
    {
        DiagramFixture diagram(linkedBlog());
        QPointF before = diagram.view.mapToScene(0, 0);
        diagram.drag({400, 300}, {340, 280}, Qt::MiddleButton);
        QVERIFY(diagram.view.mapToScene(0, 0).x() > before.x());
        before = diagram.view.mapToScene(0, 0);
        QTest::keyPress(&diagram.view, Qt::Key_Space);
        diagram.drag(diagram.header(1), diagram.header(1) + QPoint(50, 30));
        QTest::keyRelease(&diagram.view, Qt::Key_Space);
        QVERIFY(diagram.view.mapToScene(0, 0).x() < before.x());
        QCOMPARE(diagram.stack.count(), 0);
    }

    void showingATableMovesTheViewOnlyWhereItHasTo()
    {
        DiagramFixture diagram(linkedBlog());
        const QPointF before = diagram.view.mapToScene(0, 0);
        diagram.view.showTable(base::TableId{2});
        QCOMPARE(diagram.view.mapToScene(0, 0), before);
        QCOMPARE(diagram.scene().selectedTables(), QList{base::TableId{2}});
        diagram.view.setZoom(0.1);
        diagram.view.showTable(base::TableId{2});
        QCOMPARE(diagram.view.zoom(), 1.0);
    }

    void fitShowsEveryCard()
    {
        DiagramFixture diagram(manyTables(40));
        diagram.view.setZoom(4);
        diagram.view.fit();
        const QRectF seen = diagram.view.mapToScene(diagram.view.viewport()->rect()).boundingRect();
        QVERIFY(seen.contains(diagram.scene().extent()));
    }
};

QTEST_MAIN(ZoomingTest)
#include "tst_zooming.moc"
