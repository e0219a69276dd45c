#include "diagramfixture.h"

#include "ui/diagram/cardhint.h"

using namespace relata;
using namespace relata::tests;

/// Where a schema cannot be changed, whoever tries it is told why at the card.
class RefusedEditingTest : public QObject
{
    Q_OBJECT

    const QString m_why = u"This diagram shows an existing database."_s;

    /// The card of the post, in the viewport.
    static QRect card(DiagramFixture &diagram)
    {
        return diagram.view.mapFromScene(diagram.item(2)->card()).boundingRect();
    }

    static QPoint middleOfTheLink(DiagramFixture &diagram)
    {
        const QList<QPointF> route = diagram.scene().linkItems().first()->route();
        return diagram.view.mapFromScene(route.value(route.size() / 2));
    }

    static bool isBeside(const QRect &hint, const QRect &place)
    {
        return hint.adjusted(-30, -30, 30, 30).intersects(place);
    }

private slots:
    void everyRefusedGestureSaysWhyAtTheCard_data()
    {
        QTest::addColumn<QString>("gesture");
        for (const QString &gesture : {u"Delete"_s, u"Backspace"_s, u"F2"_s, u"Enter"_s, u"Delete a link"_s,
                                       u"N"_s, u"double click"_s, u"drag from a row to another card"_s})
            QTest::newRow(qPrintable(gesture)) << gesture;
    }
    void everyRefusedGestureSaysWhyAtTheCard()
    {
        QFETCH(QString, gesture);
        DiagramFixture diagram(linkedBlog());
        QVERIFY(diagram.settle());
        diagram.scene().setEditable(false, m_why);
        diagram.view.setZoom(1);
        QRect place = card(diagram);
        diagram.click(diagram.header(2));
        if (gesture == "Delete"_L1) {
            diagram.key(Qt::Key_Delete);
        } else if (gesture == "Backspace"_L1) {
            diagram.key(Qt::Key_Backspace);
        } else if (gesture == "F2"_L1) {
            diagram.key(Qt::Key_F2);
        } else if (gesture == "Enter"_L1) {
            diagram.key(Qt::Key_Return);
        } else if (gesture == "Delete a link"_L1) {
            diagram.scene().select({}, {base::LinkId{1}});
            diagram.key(Qt::Key_Delete);
            place = QRect(middleOfTheLink(diagram), QSize(1, 1));
        } else if (gesture == "N"_L1) {
            QTest::mouseMove(diagram.view.viewport(), diagram.emptyPlace());
            diagram.key(Qt::Key_N);
            place = QRect(diagram.emptyPlace(), QSize(1, 1));
        } else if (gesture == "double click"_L1) {
            QTest::mouseDClick(diagram.view.viewport(), Qt::LeftButton, {}, diagram.emptyPlace());
            place = QRect(diagram.emptyPlace(), QSize(1, 1));
        } else {
            place = QRect(diagram.header(3), QSize(1, 1));
            diagram.drag(diagram.row(2, u"title"_s), place.topLeft());
        }
        const ui::CardHint &hint = diagram.view.hint();
        QCOMPARE(hint.words(), m_why);
        QVERIFY2(isBeside(hint.geometry(), place), qPrintable(gesture));
        QVERIFY(diagram.view.viewport()->rect().contains(hint.geometry()));
        QCOMPARE(diagram.problems, QStringList{m_why});
        QCOMPARE(diagram.stack.count(), 0);
        diagram.key(Qt::Key_Escape);
        QCOMPARE(hint.words(), QString());
    }

    void theWordsGoWithAPressAndWhenTheViewMoves()
    {
        DiagramFixture diagram(linkedBlog());
        QVERIFY(diagram.settle());
        diagram.scene().setEditable(false, m_why);
        diagram.click(diagram.header(2));
        diagram.key(Qt::Key_Delete);
        QCOMPARE(diagram.view.hint().words(), m_why);
        diagram.click(diagram.header(2));
        QCOMPARE(diagram.view.hint().words(), QString());
        diagram.key(Qt::Key_Delete);
        diagram.wheel(diagram.emptyPlace(), {0, 120});
        QCOMPARE(diagram.view.hint().words(), QString());
        diagram.key(Qt::Key_Delete);
        diagram.wheel(diagram.emptyPlace(), {0, 120}, Qt::ControlModifier);
        QCOMPARE(diagram.view.hint().words(), QString());
    }

    void aLinkThatCannotBeDrawnSaysWhyWhereItWasDropped()
    {
        DiagramFixture diagram(linkedBlog());
        QVERIFY(diagram.settle());
        diagram.view.setZoom(1);
        const QPoint at = diagram.row(1, u"id"_s);
        diagram.drag(diagram.row(2, u"author_id"_s), at); // It is there already.
        QVERIFY(!diagram.view.hint().words().isEmpty());
        QVERIFY(isBeside(diagram.view.hint().geometry(), QRect(at, QSize(1, 1))));
        QCOMPARE(diagram.stack.count(), 0);
    }
};

QTEST_MAIN(RefusedEditingTest)
#include "tst_refusedediting.moc"
