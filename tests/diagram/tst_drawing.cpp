#include "diagramfixture.h"

#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>

using namespace relata;
using namespace relata::tests;

class DrawingTest : public QObject
{
    Q_OBJECT

private slots:
    void aDragFromColumnToColumnMakesAForeignKeyAndARelationshipPair()
    {
        DiagramFixture diagram(blog());
        diagram.drag(diagram.row(2, u"author_id"_s), diagram.row(1, u"id"_s));
        QVERIFY2(diagram.problems.isEmpty(), qPrintable(diagram.problems.join(u'\n')));
        const schema::Table *post = diagram.tableNamed(u"post"_s);
        QCOMPARE(post->foreignKeys.size(), 1);
        QCOMPARE(post->foreignKeys.first().columns, QStringList{u"author_id"_s});
        QCOMPARE(post->foreignKeys.first().table, u"author"_s);
        QCOMPARE(post->foreignKeys.first().targetColumns, QStringList{u"id"_s});
        const mapping::Side *child = diagram.document.schema().childSide(post->foreignKeys.first().id);
        const mapping::Side *parent = diagram.document.schema().parentSide(post->foreignKeys.first().id);
        QVERIFY(child && parent);
        QCOMPARE(child->backPopulates, parent->name);
        QCOMPARE(diagram.scene().linkItems().size(), 1);
        QCOMPARE(diagram.stack.count(), 1);

        diagram.stack.undo();
        QCOMPARE(diagram.document.schema(), blog());
        QVERIFY(diagram.scene().linkItems().isEmpty());
        diagram.stack.redo();
        QCOMPARE(diagram.scene().linkItems().size(), 1);
    }

    void aLinkToAUniqueColumnRefersToThatAndNotToTheKey()
    {
        QList<schema::Table> tables = blog().tables;
        tables[0].uniques = {{{u"name"_s}}};
        tables[1].columns.append(column(u"author_name"_s, u"TEXT"_s));
        DiagramFixture diagram(mapped(tables));
        diagram.drag(diagram.row(2, u"author_name"_s), diagram.row(1, u"name"_s));
        QVERIFY2(diagram.problems.isEmpty(), qPrintable(diagram.problems.join(u'\n')));
        const schema::ForeignKey &key = diagram.tableNamed(u"post"_s)->foreignKeys.first();
        QCOMPARE(key.columns, QStringList{u"author_name"_s});
        QCOMPARE(key.targetColumns, QStringList{u"name"_s});
        const ui::LinkItem *link = diagram.scene().linkItems().first();
        QCOMPARE(link->route().last().y(),
                 diagram.item(1)->pos().y() + diagram.item(1)->geometry().rowY(u"name"_s));
    }

    void aDragOntoATableAddsTheColumnItNeeds()
    {
        DiagramFixture diagram(blog());
        diagram.drag(diagram.row(1, u"id"_s), diagram.header(3));
        QVERIFY2(diagram.problems.isEmpty(), qPrintable(diagram.problems.join(u'\n')));
        const schema::Table *tag = diagram.tableNamed(u"tag"_s);
        QCOMPARE(tag->foreignKeys.size(), 1);
        QCOMPARE(tag->columns.size(), 3);
        QCOMPARE(diagram.item(3)->geometry().rows().size(), 3);
        const ui::LinkItem *link = diagram.scene().linkItems().first();
        QCOMPARE(link->route().first().y(),
                 diagram.item(3)->pos().y() +
                     diagram.item(3)->geometry().rowY(tag->foreignKeys.first().columns.first()));
    }

    void closingTheCardEditorLeavesTheSelectionAsItWas_data()
    {
        QTest::addColumn<int>("ending");
        QTest::newRow("given up") << int(Qt::Key_Escape);
        QTest::newRow("nothing renamed") << int(Qt::Key_Return);
        QTest::newRow("typed and given up after a column") << int(Qt::Key_Tab);
    }
    void closingTheCardEditorLeavesTheSelectionAsItWas()
    {
        QFETCH(int, ending);
        for (const int table : {1, 2, 3}) {
            DiagramFixture diagram(linkedBlog());
            diagram.click(diagram.header(table));
            diagram.key(Qt::Key_F2);
            QVERIFY(qobject_cast<QLineEdit *>(QApplication::focusWidget()));
            diagram.key(Qt::Key(ending));
            if (ending == Qt::Key_Tab)
                diagram.key(Qt::Key_Escape);
            QCOMPARE(QApplication::focusWidget(), &diagram.view);
            QCOMPARE(diagram.scene().selectedTables(), QList{base::TableId{table}});
            diagram.key(Qt::Key_Delete);
            QCOMPARE(diagram.document.schema().tables.size(), 2);
            QVERIFY(!diagram.document.schema().table(base::TableId{table}));
        }
    }

    void anEditorThatVanishesWithItsDrawingSelectsNothing()
    {
        DiagramFixture diagram(linkedBlog());
        diagram.key(Qt::Key_N);
        diagram.document.reset(blog(), {});
        QVERIFY(diagram.scene().selectedTables().isEmpty());
    }

    void aLinkThatCannotBeIsRefusedWithTheReasonAndChangesNothing()
    {
        DiagramFixture diagram(blog());
        const QPoint from = diagram.row(2, u"title"_s);
        const QPoint to = diagram.row(1, u"id"_s);
        diagram.press(from);
        diagram.moveTo(from, to);
        const auto *hint = diagram.view.viewport()->findChild<QLabel *>(u"diagramHint"_s);
        QVERIFY(hint && hint->isVisible());
        QVERIFY2(hint->text().contains(u"title"_s), qPrintable(hint->text()));
        diagram.release(to);
        QVERIFY(!hint->isVisible());
        QCOMPARE(diagram.problems.size(), 1);
        QCOMPARE(diagram.document.schema(), blog());
        QCOMPARE(diagram.stack.count(), 0);
    }

    void aPossibleLinkSaysWhatItWouldBe()
    {
        DiagramFixture diagram(blog());
        const QPoint from = diagram.row(2, u"author_id"_s);
        const QPoint to = diagram.row(1, u"id"_s);
        diagram.press(from);
        diagram.moveTo(from, to);
        const auto *hint = diagram.view.viewport()->findChild<QLabel *>(u"diagramHint"_s);
        QCOMPARE(hint->text(), u"post.author_id → author.id"_s);
        QTest::keyClick(&diagram.view, Qt::Key_Escape);
        diagram.release(to);
        QCOMPARE(diagram.document.schema(), blog());
    }

    void aDragIntoTheEmptyTypesANewChild()
    {
        DiagramFixture diagram(blog());
        diagram.drag(diagram.row(1, u"id"_s), diagram.emptyPlace());
        QCOMPARE(diagram.document.schema(), blog());
        QVERIFY(diagram.problems.isEmpty());
        diagram.type(u"review"_s);
        diagram.key(Qt::Key_Return, Qt::ControlModifier);
        const schema::Table *review = diagram.tableNamed(u"review"_s);
        QVERIFY(review);
        QCOMPARE(review->foreignKeys.size(), 1);
        QCOMPARE(review->foreignKeys.first().columns, QStringList(u"author_id"_s));
        QCOMPARE(review->foreignKeys.first().table, u"author"_s);
        QCOMPARE(diagram.stack.count(), 1);
    }

    void escapeAfterADragIntoTheEmptyLeavesNothing()
    {
        DiagramFixture diagram(blog());
        diagram.drag(diagram.row(1, u"id"_s), diagram.emptyPlace());
        diagram.key(Qt::Key_Escape);
        QCOMPARE(diagram.document.schema(), blog());
        QCOMPARE(diagram.stack.count(), 0);
    }

    void aDragWithCtrlMakesAManyToMany()
    {
        DiagramFixture diagram(blog());
        const QPoint from = diagram.row(2, u"id"_s);
        const QPoint to = diagram.header(3);
        diagram.press(from, Qt::LeftButton, Qt::ControlModifier);
        diagram.moveTo(from, to);
        const auto *hint = diagram.view.viewport()->findChild<QLabel *>(u"diagramHint"_s);
        QCOMPARE(hint->text(), u"Link 'post' and 'tag' by 'post_tag'"_s);
        diagram.release(to);
        const schema::Table *link = diagram.tableNamed(u"post_tag"_s);
        QVERIFY(link);
        QCOMPARE(link->primaryKey, QStringList({u"post_id"_s, u"tag_id"_s}));
        QCOMPARE(link->foreignKeys.size(), 2);
        const mapping::MappedSchema &schema = diagram.document.schema();
        QVERIFY(schema.relationship(u"post"_s, u"tags"_s));
        QCOMPARE(schema.relationship(u"tag"_s, u"posts"_s)->secondary, u"post_tag"_s);
        const QRectF card = diagram.item(link->id.number)->card();
        QVERIFY(!card.intersects(diagram.item(2)->card()) && !card.intersects(diagram.item(3)->card()));
        QCOMPARE(diagram.stack.count(), 1);
        diagram.stack.undo();
        QCOMPARE(diagram.document.schema(), blog());
    }

    void aTableLinksItselfManyToMany()
    {
        DiagramFixture diagram(blog());
        const QPoint from = diagram.row(1, u"id"_s);
        const QPoint to = diagram.row(1, u"name"_s);
        diagram.press(from, Qt::LeftButton, Qt::ControlModifier);
        diagram.moveTo(from, to);
        diagram.release(to);
        const schema::Table *link = diagram.tableNamed(u"author_author"_s);
        QVERIFY(link);
        QCOMPARE(link->primaryKey, QStringList({u"author_id"_s, u"author_id_2"_s}));
        QVERIFY(!diagram.document.schema().configuration->firstError());
    }

    void aClickOnARowSelectsItsTable()
    {
        DiagramFixture diagram(blog());
        diagram.click(diagram.row(2, u"author_id"_s));
        QCOMPARE(diagram.scene().selectedTables(), QList{base::TableId{2}});
    }

    void anEmptyCanvasTakesATypedTable()
    {
        DiagramFixture diagram({});
        QTest::keyClick(&diagram.view, Qt::Key_N);
        diagram.type(u"post"_s);
        diagram.key(Qt::Key_Return);
        diagram.key(Qt::Key_Return);
        diagram.type(u"title VARCHAR(80) NOT NULL"_s);
        diagram.key(Qt::Key_Tab);
        diagram.type(u"slug TEXT UNIQUE"_s);
        diagram.key(Qt::Key_Return);
        diagram.key(Qt::Key_Return);
        const schema::Table *post = diagram.tableNamed(u"post"_s);
        QVERIFY(post);
        QCOMPARE(post->columns.size(), 3);
        QCOMPARE(post->primaryKey, QStringList{u"id"_s});
        QVERIFY(!post->column(u"title"_s)->nullable);
        QVERIFY(post->isUnique({u"slug"_s}));
        QCOMPARE(diagram.scene().tableItems().size(), 1);
        QVERIFY(diagram.document.layout().positions.contains(post->id));
        QCOMPARE(diagram.stack.count(), 1);
        QTRY_VERIFY(!diagram.view.findChild<QWidget *>(u"cardEditor"_s));

        diagram.stack.undo();
        QVERIFY(diagram.scene().tableItems().isEmpty());
        QVERIFY(diagram.document.layout().positions.isEmpty());
        diagram.stack.redo();
        QCOMPARE(diagram.scene().tableItems().size(), 1);
    }

    void aSecondTypedTableCanBeLinkedToTheFirst()
    {
        DiagramFixture diagram(blog());
        diagram.view.setZoom(0.6);
        QTest::mouseDClick(diagram.view.viewport(), Qt::LeftButton, {}, QPoint(20, 20));
        diagram.type(u"comment"_s);
        diagram.key(Qt::Key_Return, Qt::ControlModifier);
        const schema::Table *comment = diagram.tableNamed(u"comment"_s);
        QVERIFY(comment);
        QCOMPARE(comment->columns.size(), 1);
        const int id = comment->id.number;
        diagram.drag(diagram.row(2, u"id"_s), diagram.header(id));
        QVERIFY2(diagram.problems.isEmpty(), qPrintable(diagram.problems.join(u'\n')));
        QCOMPARE(diagram.tableNamed(u"comment"_s)->foreignKeys.size(), 1);
    }

    void escapeLeavesNoTable()
    {
        DiagramFixture diagram({});
        QTest::keyClick(&diagram.view, Qt::Key_N);
        diagram.type(u"post"_s);
        diagram.key(Qt::Key_Escape);
        QTRY_VERIFY(!diagram.view.findChild<QWidget *>(u"cardEditor"_s));
        QVERIFY(diagram.document.schema().tables.isEmpty());
        QCOMPARE(diagram.stack.count(), 0);
    }

    void aTakenNameIsRefusedInTheCardWithNothingLost()
    {
        DiagramFixture diagram(blog());
        QTest::keyClick(&diagram.view, Qt::Key_N);
        diagram.type(u"Author"_s);
        diagram.key(Qt::Key_Return, Qt::ControlModifier);
        const auto *message = diagram.view.findChild<QLabel *>(u"cardEditorMessage"_s);
        QVERIFY(message && message->isVisible());
        QVERIFY2(message->text().contains(u"uthor"_s), qPrintable(message->text()));
        QCOMPARE(diagram.document.schema(), blog());
        diagram.type(u"ity"_s);
        diagram.key(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(diagram.tableNamed(u"Authority"_s));
    }

    void aLineThatIsNoColumnSaysWhyAndKeepsTheFocus()
    {
        DiagramFixture diagram({});
        QTest::keyClick(&diagram.view, Qt::Key_N);
        diagram.type(u"post"_s);
        diagram.key(Qt::Key_Return);
        diagram.key(Qt::Key_Return);
        diagram.type(u"title"_s);
        diagram.key(Qt::Key_Return);
        const auto *message = diagram.view.findChild<QLabel *>(u"cardEditorMessage"_s);
        QVERIFY2(message->text().contains(u"has no type"_s), qPrintable(message->text()));
        diagram.type(u" TEXT"_s);
        diagram.key(Qt::Key_Return);
        diagram.key(Qt::Key_Return);
        QVERIFY(diagram.tableNamed(u"post"_s));
        QCOMPARE(diagram.tableNamed(u"post"_s)->columns.size(), 2);
    }

    void fTwoRenamesTheTableAndItsLinksStay()
    {
        DiagramFixture diagram(linkedBlog());
        diagram.click(diagram.header(1));
        QTest::keyClick(&diagram.view, Qt::Key_F2);
        diagram.type(u"writer"_s);
        diagram.key(Qt::Key_Return);
        QVERIFY(diagram.tableNamed(u"writer"_s));
        QCOMPARE(diagram.tableNamed(u"post"_s)->foreignKeys.first().table, u"writer"_s);
        QCOMPARE(diagram.scene().linkItems().size(), 1);
        QCOMPARE(diagram.stack.count(), 1);
        diagram.stack.undo();
        QCOMPARE(diagram.document.schema(), linkedBlog());
    }

    void columnsCanBeAddedToADrawnTable()
    {
        DiagramFixture diagram(linkedBlog());
        diagram.click(diagram.header(3));
        QTest::keyClick(&diagram.view, Qt::Key_F2);
        diagram.key(Qt::Key_Up);
        diagram.type(u"color TEXT DEFAULT 'red'"_s);
        diagram.key(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(diagram.tableNamed(u"tag"_s)->columns.size(), 3);
        QCOMPARE(diagram.item(3)->geometry().rows().size(), 3);
        QCOMPARE(diagram.stack.count(), 1);
    }

    void anUnchangedEditorIsNoStepOfUndo()
    {
        DiagramFixture diagram(linkedBlog());
        diagram.click(diagram.header(3));
        QTest::keyClick(&diagram.view, Qt::Key_F2);
        diagram.key(Qt::Key_Return);
        QCOMPARE(diagram.stack.count(), 0);
    }

    void deleteRemovesASelectedLink()
    {
        DiagramFixture diagram(linkedBlog());
        diagram.scene().select({}, {base::LinkId{1}});
        QTest::keyClick(&diagram.view, Qt::Key_Delete);
        QVERIFY(diagram.tableNamed(u"post"_s)->foreignKeys.isEmpty());
        QVERIFY(!diagram.document.schema().childSide(base::LinkId{1}));
        QVERIFY(diagram.scene().linkItems().isEmpty());
        diagram.stack.undo();
        QCOMPARE(diagram.document.schema(), linkedBlog());
        QCOMPARE(diagram.scene().linkItems().size(), 1);
    }

    void deleteRemovesASelectedTableWithItsLinksAndUndoBringsItBackInPlace()
    {
        DiagramFixture diagram(linkedBlog());
        const QPointF place = diagram.position(1);
        diagram.click(diagram.header(1));
        QTest::keyClick(&diagram.view, Qt::Key_Delete);
        QVERIFY(!diagram.tableNamed(u"author"_s));
        QVERIFY(diagram.tableNamed(u"post"_s)->foreignKeys.isEmpty());
        QVERIFY(!diagram.document.layout().positions.contains(base::TableId{1}));
        QVERIFY(diagram.scene().selectedTables().isEmpty());
        diagram.stack.undo();
        QCOMPARE(diagram.document.schema(), linkedBlog());
        QCOMPARE(diagram.item(1)->pos(), place);
    }

    void whereTheSchemaCannotBeEditedNothingIsDrawnAndTheReasonIsGiven()
    {
        DiagramFixture diagram(linkedBlog());
        diagram.scene().setEditable(false, u"Changing an existing database comes later."_s);
        diagram.scene().select({base::TableId{1}}, {base::LinkId{1}});
        QTest::keyClick(&diagram.view, Qt::Key_Delete);
        QTest::keyClick(&diagram.view, Qt::Key_N);
        QTest::keyClick(&diagram.view, Qt::Key_F2);
        diagram.drag(diagram.row(2, u"author_id"_s), diagram.row(3, u"id"_s));
        QCOMPARE(diagram.problems.size(), 4);
        for (const QString &problem : std::as_const(diagram.problems))
            QCOMPARE(problem, u"Changing an existing database comes later."_s);
        QCOMPARE(diagram.document.schema(), linkedBlog());
        QCOMPARE(diagram.stack.count(), 0);
        QVERIFY(!diagram.view.findChild<QWidget *>(u"cardEditor"_s));
    }

    void theContextMenuOfATableBrowsesAndCopies()
    {
        DiagramFixture diagram(linkedBlog());
        QSignalSpy browsed(&diagram.scene(), &ui::DiagramScene::tableActivated);
        QSignalSpy copied(&diagram.scene(), &ui::DiagramScene::copySqlRequested);
        QContextMenuEvent event(QContextMenuEvent::Mouse, diagram.header(2),
                                diagram.view.viewport()->mapToGlobal(diagram.header(2)));
        QCoreApplication::sendEvent(diagram.view.viewport(), &event);
        auto *menu = diagram.view.findChild<QMenu *>(u"diagramMenu"_s);
        QVERIFY(menu);
        for (QAction *action : menu->actions()) {
            if (action->text() == u"Browse"_s || action->text() == u"Copy as SQL"_s)
                action->trigger();
        }
        QCOMPARE(browsed.size(), 1);
        QCOMPARE(copied.size(), 1);
        QCOMPARE(diagram.scene().selectedTables(), QList{base::TableId{2}});
        menu->close();
    }

    void theEmptyCanvasSaysHowToBegin()
    {
        DiagramFixture diagram({});
        auto *empty = diagram.view.findChild<QWidget *>(u"emptyCanvas"_s);
        QVERIFY(empty->isVisible());
        auto *button = diagram.view.findChild<QWidget *>(u"emptyCanvasNewTable"_s);
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(diagram.view.findChild<QWidget *>(u"cardEditor"_s));
        diagram.type(u"post"_s);
        diagram.key(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(!empty->isVisible());
    }
};

QTEST_MAIN(DrawingTest)
#include "tst_drawing.moc"
