#include "diagramfixture.h"

#include "ui/diagram/typing/linegrip.h"

#include <QLineEdit>
#include <QScrollArea>
#include <QScrollBar>

using namespace relata;
using namespace relata::tests;

namespace {

/// A diagram with the editor of a card open, whose lines are moved by the mouse.
struct OpenCard : DiagramFixture
{
    OpenCard(const schema::Schema &schema, int table, const QString &columnName) : DiagramFixture(schema)
    {
        QTest::mouseDClick(view.viewport(), Qt::LeftButton, {}, row(table, columnName));
        if (!lineWith(columnName))
            qFatal("no editor");
    }

    /// From the top.
    QList<QLineEdit *> lines() const
    {
        QList<QLineEdit *> found;
        for (int i = 1;; ++i) {
            auto *line = view.findChild<QLineEdit *>(u"cardEditorColumn%1"_s.arg(i));
            if (!line)
                return found;
            found += line;
        }
    }
    QStringList texts() const
    {
        QStringList found;
        for (const QLineEdit *line : lines())
            found += line->text().section(u' ', 0, 0);
        return found;
    }
    QLineEdit *lineWith(const QString &name) const { return lines().value(texts().indexOf(name)); }
    ui::LineGrip *gripOf(const QString &name) const
    {
        return lineWith(name)->parentWidget()->findChild<ui::LineGrip *>();
    }

    void press(const QString &name) { QTest::mousePress(gripOf(name), Qt::LeftButton); }
    /// With the button held, in a few steps, so many pixels down from where the grip stands now.
    void dragBy(ui::LineGrip *grip, int pixels)
    {
        const QPoint from = grip->mapToGlobal(grip->rect().center());
        for (int step = 1; step <= 6; ++step) {
            const QPoint at = from + QPoint(0, pixels * step / 6);
            QMouseEvent moved(QEvent::MouseMove, grip->mapFromGlobal(at), at, Qt::NoButton, Qt::LeftButton,
                              Qt::NoModifier);
            QCoreApplication::sendEvent(grip, &moved);
        }
    }
    void drag(const QString &name, int pixels)
    {
        ui::LineGrip *grip = gripOf(name);
        press(name);
        dragBy(grip, pixels);
        QTest::mouseRelease(grip, Qt::LeftButton);
    }
    int lineHeight() const { return lines().first()->height(); }
};

QStringList names(const schema::Table &table)
{
    QStringList all;
    for (const schema::Column &each : table.columns)
        all += each.name;
    return all;
}

} // namespace

/// The grips at the left of an open card's lines.
class MovingLinesTest : public QObject
{
    Q_OBJECT

private slots:
    void theEmptyLineAtTheEndStaysThere()
    {
        OpenCard card(blog(), 2, u"title"_s);
        const QStringList before = card.texts();
        QVERIFY(before.last().isEmpty());
        card.drag(QString(), -3 * card.lineHeight());
        QCOMPARE(card.texts(), before);
        card.lines().last()->setFocus();
        card.type(u"rank INTEGER"_s);
        card.drag(u"rank"_s, -3 * card.lineHeight());
        QVERIFY(card.texts().indexOf(u"rank"_s) < before.size() - 1);
    }

    void aLineIsDraggedUpByItsGrip()
    {
        OpenCard card(linkedBlog(), 2, u"title"_s);
        card.drag(u"title"_s, -2 * card.lineHeight());
        QCOMPARE(card.texts(), (QStringList{u"title"_s, u"id"_s, u"author_id"_s, QString()}));
        QCOMPARE(card.stack.count(), 0); // Nothing is kept before the card is.
        card.key(Qt::Key_Return, Qt::ControlModifier);
        const schema::Table &post = *card.tableNamed(u"post"_s);
        QCOMPARE(names(post), (QStringList{u"title"_s, u"id"_s, u"author_id"_s}));
        QCOMPARE(post.primaryKey, QStringList{u"id"_s});
        QCOMPARE(post.foreignKeys.value(0).columns, QStringList{u"author_id"_s});
        QCOMPARE(card.stack.count(), 1);
        card.stack.undo();
        QCOMPARE(card.document.schema(), linkedBlog());
    }

    void aLineIsDraggedDownAndNotBelowTheEmptyOne()
    {
        OpenCard card(blog(), 2, u"title"_s);
        card.drag(u"id"_s, 20 * card.lineHeight());
        QCOMPARE(card.texts(), (QStringList{u"author_id"_s, u"title"_s, u"id"_s, QString()}));
        card.key(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(names(*card.tableNamed(u"post"_s)), (QStringList{u"author_id"_s, u"title"_s, u"id"_s}));
        QCOMPARE(card.stack.count(), 1);
    }

    void theLinesMakeRoomWhileOneIsDragged()
    {
        OpenCard card(blog(), 2, u"title"_s);
        ui::LineGrip *grip = card.gripOf(u"id"_s);
        card.press(u"id"_s);
        QCOMPARE(QApplication::focusWidget(), card.lineWith(u"id"_s));
        card.dragBy(grip, card.lineHeight());
        QCOMPARE(card.texts(), (QStringList{u"author_id"_s, u"id"_s, u"title"_s, QString()}));
        QTest::mouseRelease(grip, Qt::LeftButton);
    }

    void escapePutsADraggedLineBackAndTheCardStaysOpen()
    {
        OpenCard card(blog(), 2, u"title"_s);
        ui::LineGrip *grip = card.gripOf(u"title"_s);
        card.press(u"title"_s);
        card.dragBy(grip, -2 * card.lineHeight());
        QCOMPARE(card.texts().first(), u"title"_s);
        card.key(Qt::Key_Escape);
        QCOMPARE(card.texts(), (QStringList{u"id"_s, u"author_id"_s, u"title"_s, QString()}));
        card.dragBy(grip, -2 * card.lineHeight()); // The button is still held.
        QTest::mouseRelease(grip, Qt::LeftButton);
        QCOMPARE(card.texts(), (QStringList{u"id"_s, u"author_id"_s, u"title"_s, QString()}));
        card.key(Qt::Key_Escape);
        QCOMPARE(card.stack.count(), 0);
    }

    void whatIsTypedInADraggedLineGoesWithIt()
    {
        OpenCard card(blog(), 2, u"title"_s);
        card.lineWith(u"title"_s)->selectAll();
        card.type(u"heading VARCHAR(99)"_s);
        card.drag(u"heading"_s, -card.lineHeight());
        card.key(Qt::Key_Return, Qt::ControlModifier);
        const schema::Table &post = *card.tableNamed(u"post"_s);
        QCOMPARE(names(post), (QStringList{u"id"_s, u"heading"_s, u"author_id"_s}));
        QCOMPARE(post.column(u"heading"_s)->type, u"VARCHAR(99)"_s);
        QCOMPARE(card.stack.count(), 1);
    }

    void aLongCardScrollsToWhereTheLineIsDragged()
    {
        OpenCard card(manyTables(30), 29, u"id"_s);
        auto *scroll = card.view.findChild<QScrollArea *>(u"cardEditorScroll"_s);
        QVERIFY(scroll && scroll->verticalScrollBar()->maximum() > 0);
        card.drag(u"id"_s, 100 * card.lineHeight());
        QCOMPARE(card.texts().indexOf(u"id"_s), card.lines().size() - 2);
        QVERIFY(scroll->verticalScrollBar()->value() > 0);
    }

    void aClickOnAGripChangesNothing()
    {
        OpenCard card(blog(), 2, u"title"_s);
        QTest::mouseClick(card.gripOf(u"id"_s), Qt::LeftButton);
        QCOMPARE(QApplication::focusWidget(), card.lineWith(u"id"_s));
        card.key(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(card.stack.count(), 0);
    }
};

QTEST_MAIN(MovingLinesTest)
#include "tst_movinglines.moc"
