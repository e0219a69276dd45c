#include "diagramfixture.h"

#include <QSignalSpy>

#include <algorithm>

using namespace relata;
using namespace relata::tests;

class SelectingTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { qRegisterMetaType<base::TableId>(); }

    void aClickSelectsATableAndMakesItsLinksStandOut()
    {
        DiagramFixture diagram(linkedBlog());
        QSignalSpy spy(&diagram.scene(), &ui::DiagramScene::selectedItemsChanged);
        diagram.click(diagram.header(1));
        QCOMPARE(diagram.scene().selectedTables(), QList{base::TableId{1}});
        QCOMPARE(spy.size(), 1);
        QCOMPARE(diagram.scene().linkItems().first()->emphasis(), ui::LinkItem::Emphasis::TableSelected);
        diagram.click(diagram.emptyPlace());
        QVERIFY(diagram.scene().selectedTables().isEmpty());
        QCOMPARE(diagram.scene().linkItems().first()->emphasis(), ui::LinkItem::Emphasis::None);
    }

    void aClickNearALinkSelectsItAndShowsItsNames()
    {
        DiagramFixture diagram(linkedBlog());
        const ui::LinkItem *link = diagram.scene().linkItems().first();
        const QPointF middle = (link->route().at(0) + link->route().at(1)) / 2;
        diagram.click(diagram.view.mapFromScene(middle) + QPoint(0, 4));
        QCOMPARE(diagram.scene().selectedLinks(), QList{base::LinkId{1}});
        QStringList texts;
        for (const ui::LinkLabel &label : link->labels())
            texts.append(label.text);
        QCOMPARE(texts, (QStringList{u"author"_s, u"posts"_s, u"select"_s}));
    }

    void aBandOnTheEmptyCanvasSelectsWhatItTouches()
    {
        DiagramFixture diagram(linkedBlog());
        diagram.drag({2, 2},
                     QPoint(diagram.view.viewport()->width() - 3, diagram.view.viewport()->height() - 3));
        QCOMPARE(diagram.scene().selectedTables().size(), 3);
    }

    void aDoubleClickOnTheHeaderBrowsesTheTable()
    {
        DiagramFixture diagram(linkedBlog());
        QSignalSpy spy(&diagram.scene(), &ui::DiagramScene::tableActivated);
        QTest::mouseDClick(diagram.view.viewport(), Qt::LeftButton, {}, diagram.header(2));
        QCOMPARE(spy.size(), 1);
        QCOMPARE(spy.first().first().value<base::TableId>(), base::TableId{2});
    }

    void controlEnterBrowsesTheSelectedTable()
    {
        DiagramFixture diagram(linkedBlog());
        QSignalSpy spy(&diagram.scene(), &ui::DiagramScene::tableActivated);
        QTest::keyClick(&diagram.view, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(spy.size(), 0);
        diagram.scene().select({base::TableId{3}});
        QTest::keyClick(&diagram.view, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(spy.size(), 1);
    }

    void tabWalksThroughTheTablesAndThenLeaves()
    {
        DiagramFixture diagram(linkedBlog());
        QList<base::TableId> seen;
        for (int i = 0; i < 3; ++i) {
            QTest::keyClick(&diagram.view, Qt::Key_Tab);
            QCOMPARE(diagram.scene().selectedTables().size(), 1);
            seen += diagram.scene().selectedTables();
        }
        std::sort(seen.begin(), seen.end());
        QCOMPARE(seen, (QList{base::TableId{1}, base::TableId{2}, base::TableId{3}}));
        QVERIFY(diagram.view.accessibleDescription().startsWith(u"Table "_s));
    }

    void theArrowsSelectAndEscapeSelectsNothing()
    {
        DiagramFixture diagram(linkedBlog());
        QTest::keyClick(&diagram.view, Qt::Key_Right);
        QCOMPARE(diagram.scene().selectedTables().size(), 1);
        QTest::keyClick(&diagram.view, Qt::Key_Escape);
        QVERIFY(diagram.scene().selectedTables().isEmpty());
    }

    void theKeyLWalksThroughTheLinksOfTheSelectedTable()
    {
        QList<schema::Table> tables = blog().tables;
        tables[1].foreignKeys = {foreignKey(1, u"author_id"_s, u"author"_s),
                                 foreignKey(2, u"title"_s, u"tag"_s)};
        DiagramFixture diagram(mapped(tables));
        QTest::keyClick(&diagram.view, Qt::Key_L);
        QVERIFY(diagram.scene().selectedLinks().isEmpty());
        diagram.scene().select({base::TableId{2}});
        QTest::keyClick(&diagram.view, Qt::Key_L);
        QCOMPARE(diagram.scene().selectedLinks(), QList{base::LinkId{1}});
        QTest::keyClick(&diagram.view, Qt::Key_L);
        QCOMPARE(diagram.scene().selectedLinks(), QList{base::LinkId{2}});
        QTest::keyClick(&diagram.view, Qt::Key_L);
        QCOMPARE(diagram.scene().selectedLinks(), QList{base::LinkId{1}});
    }
};

QTEST_MAIN(SelectingTest)
#include "tst_selecting.moc"
