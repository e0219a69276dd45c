#include "diagramfixture.h"

#include "ui/diagram/typing/cardeditor.h"
#include "tests/support/constraints.h"

#include <QClipboard>
#include <QLabel>
#include <QLineEdit>

using namespace relata;
using namespace relata::tests;

namespace {

/// A diagram with the editor of one table open at a column.
struct OpenCard : DiagramFixture
{
    OpenCard(const schema::Schema &schema, int table, const QString &columnName) : DiagramFixture(schema)
    {
        QTest::mouseDClick(view.viewport(), Qt::LeftButton, {}, row(table, columnName));
        if (!line())
            qFatal("no editor");
    }

    static QLineEdit *line() { return qobject_cast<QLineEdit *>(QApplication::focusWidget()); }

    void retype(const QString &text)
    {
        line()->selectAll();
        type(text);
    }
    void done() { key(Qt::Key_Return, Qt::ControlModifier); }
    QString message() const { return view.findChild<QLabel *>(u"cardEditorMessage"_s)->text(); }
};

QStringList names(const schema::Table &table)
{
    QStringList all;
    for (const schema::Column &each : table.columns)
        all += each.name;
    return all;
}

} // namespace

/// The card is the editor of a table's columns, by keys.
class TypingTablesTest : public QObject
{
    Q_OBJECT

private slots:
    void aDoubleClickOnAColumnOpensItsLine()
    {
        OpenCard card(linkedBlog(), 2, u"author_id"_s);
        QCOMPARE(card.line()->text(), u"author_id INTEGER -> author.id"_s);
        card.key(Qt::Key_Escape);
        QCOMPARE(card.stack.count(), 0);
    }

    void aTableThatRefersToItselfIsRenamedAndItsLinkStays()
    {
        schema::Table node = table(
            1, u"category"_s, {column(u"id"_s, u"INTEGER"_s, false), column(u"parent_id"_s, u"INTEGER"_s)});
        schema::ForeignKey key;
        key.id = base::LinkId{7};
        key.columns = {u"parent_id"_s};
        key.table = u"category"_s;
        key.targetColumns = {u"id"_s};
        node.foreignKeys = {key};
        OpenCard card(mapped({node}), 1, u"id"_s);
        card.retype(u"cid INTEGER PK"_s);
        card.key(Qt::Key_Up);
        card.retype(u"node"_s);
        card.done();
        const schema::Table *now = card.tableNamed(u"node"_s);
        QVERIFY(now);
        QCOMPARE(now->foreignKeys.first().table, u"node"_s);
        QCOMPARE(now->foreignKeys.first().targetColumns, QStringList{u"cid"_s});
        QVERIFY(card.document.schema().parentSide(base::LinkId{7}));
    }

    void aNewTableWhoseProposedKeyIsTakenAwayHasNone()
    {
        DiagramFixture diagram(blog());
        QTest::mouseDClick(diagram.view.viewport(), Qt::LeftButton, {}, diagram.emptyPlace());
        diagram.type(u"log"_s);
        diagram.key(Qt::Key_Return);
        diagram.key(Qt::Key_Return);
        diagram.type(u"message TEXT"_s);
        diagram.key(Qt::Key_Up);
        diagram.key(Qt::Key_Delete, Qt::ControlModifier);
        diagram.key(Qt::Key_Return, Qt::ControlModifier);
        const schema::Table *log = diagram.tableNamed(u"log"_s);
        QVERIFY(log);
        QCOMPARE(names(*log), QStringList{u"message"_s});
        QVERIFY(log->primaryKey.isEmpty());
    }

    void whatIsRefusedStandsBelowItsLineAndOverNone()
    {
        OpenCard card(linkedBlog(), 2, u"title"_s);
        card.key(Qt::Key_Return);
        while (!card.line()->text().isEmpty())
            card.key(Qt::Key_Return);
        card.type(u"title TEXT what"_s);
        card.done(); // Told below the line.
        card.retype(u"title TEXT"_s);
        card.done();
        QTest::qWait(20);
        const auto *message = card.view.findChild<QLabel *>(u"cardEditorMessage"_s);
        QVERIFY2(message->text().contains(u"two columns named 'title'"_s), qPrintable(message->text()));
        const auto placeOf = [&card](const QWidget &widget) {
            return QRect(widget.mapTo(card.view.viewport(), QPoint()), widget.size());
        };
        for (const QLineEdit *line : card.view.findChildren<QLineEdit *>()) {
            if (line->isVisible())
                QVERIFY2(!placeOf(*line).intersects(placeOf(*message)), qPrintable(line->text()));
        }
        QVERIFY(placeOf(*message).top() > placeOf(*card.line()).top());
    }

    void aColumnIsRenamedAndItsLinkStays()
    {
        OpenCard card(linkedBlog(), 2, u"author_id"_s);
        card.retype(u"writer_id INTEGER -> author.id"_s);
        card.done();
        const schema::Table &post = *card.tableNamed(u"post"_s);
        QCOMPARE(names(post), QStringList({u"id"_s, u"writer_id"_s, u"title"_s}));
        QCOMPARE(post.foreignKeys.size(), 1);
        QCOMPARE(post.foreignKeys.first().id, base::LinkId{1});
        QCOMPARE(post.foreignKeys.first().columns, QStringList(u"writer_id"_s));
        QCOMPARE(card.stack.count(), 1);
        card.stack.undo();
        QCOMPARE(card.document.schema(), linkedBlog());
    }

    void aReferredColumnIsRenamedAndWhoRefersToItFollows()
    {
        OpenCard card(linkedBlog(), 1, u"id"_s);
        card.retype(u"number INTEGER PK"_s);
        card.done();
        QCOMPARE(card.tableNamed(u"author"_s)->primaryKey, QStringList(u"number"_s));
        QCOMPARE(card.tableNamed(u"post"_s)->foreignKeys.first().targetColumns, QStringList(u"number"_s));
    }

    void twoColumnsChangeTheirNames()
    {
        OpenCard card(blog(), 2, u"author_id"_s);
        card.retype(u"title TEXT"_s);
        card.key(Qt::Key_Down);
        card.retype(u"author_id INTEGER"_s);
        card.done();
        QCOMPARE(names(*card.tableNamed(u"post"_s)), QStringList({u"id"_s, u"title"_s, u"author_id"_s}));
        card.stack.undo();
        QCOMPARE(card.document.schema(), blog());
    }

    void aTypeAndItsConstraintsAreTypedAnew()
    {
        OpenCard card(blog(), 2, u"title"_s);
        card.retype(u"title VARCHAR(200) UNIQUE DEFAULT 'none' CHECK (title <> '')"_s);
        card.done();
        const schema::Table &post = *card.tableNamed(u"post"_s);
        const schema::Column &title = *post.column(u"title"_s);
        QCOMPARE(title.type, u"VARCHAR(200)"_s);
        QVERIFY(title.nullable);
        QCOMPARE(title.defaultValue, u"'none'"_s);
        QVERIFY(post.isUnique({u"title"_s}));
        QCOMPARE(conditionsOf(post.checks), QStringList(u"title <> ''"_s));
    }

    void aTypeOfSqlAlchemyIsUnderstood()
    {
        OpenCard card(blog(), 2, u"title"_s);
        card.retype(u"title String(120)"_s);
        card.key(Qt::Key_Return);
        card.retype(u"body db.UnicodeText"_s);
        card.done();
        QCOMPARE(card.tableNamed(u"post"_s)->column(u"title"_s)->type, u"VARCHAR(120)"_s);
    }

    void aColumnMovesUpWithAlt()
    {
        OpenCard card(blog(), 2, u"title"_s);
        card.key(Qt::Key_Up, Qt::AltModifier);
        card.key(Qt::Key_Up, Qt::AltModifier);
        card.key(Qt::Key_Up, Qt::AltModifier); // It is the first by now.
        card.done();
        QCOMPARE(names(*card.tableNamed(u"post"_s)), QStringList({u"title"_s, u"id"_s, u"author_id"_s}));
        QCOMPARE(card.stack.count(), 1);
        card.stack.undo();
        QCOMPARE(card.document.schema(), blog());
    }

    void aColumnGoesWithItsLink()
    {
        OpenCard card(linkedBlog(), 2, u"author_id"_s);
        card.key(Qt::Key_Delete, Qt::ControlModifier);
        card.done();
        const schema::Table &post = *card.tableNamed(u"post"_s);
        QCOMPARE(names(post), QStringList({u"id"_s, u"title"_s}));
        QVERIFY(post.foreignKeys.isEmpty());
        QVERIFY(card.scene().linkItems().isEmpty());
        QCOMPARE(card.stack.undoText(), u"Remove column 'post.author_id'"_s);
        card.stack.undo();
        QCOMPARE(card.document.schema(), linkedBlog());
        QCOMPARE(card.scene().linkItems().size(), 1);
    }

    void anEmptiedLineIsAColumnThatGoes()
    {
        OpenCard card(blog(), 2, u"title"_s);
        card.line()->clear();
        card.done();
        QCOMPARE(names(*card.tableNamed(u"post"_s)), QStringList({u"id"_s, u"author_id"_s}));
    }

    void aColumnThatACheckNeedsStaysWithTheReason()
    {
        QList<schema::Table> tables = blog().tables;
        tables[1].checks = {schema::Check{u"title <> 'bad'"_s}};
        OpenCard card(mapped(tables), 2, u"title"_s);
        card.key(Qt::Key_Delete, Qt::ControlModifier);
        card.done();
        QVERIFY2(card.message().contains(u"CHECK (title <> 'bad')"_s), qPrintable(card.message()));
        QCOMPARE(card.stack.count(), 0);
    }

    void anArrowMakesALink()
    {
        OpenCard card(blog(), 2, u"author_id"_s);
        card.retype(u"author_id INTEGER -> author ON DELETE CASCADE"_s);
        card.done();
        const schema::ForeignKey key = card.tableNamed(u"post"_s)->foreignKeys.value(0);
        QCOMPARE(key.table, u"author"_s);
        QCOMPARE(key.targetColumns, QStringList(u"id"_s));
        QCOMPARE(int(key.onDelete), int(schema::Action::Cascade));
        QCOMPARE(card.scene().linkItems().size(), 1);
        QVERIFY(card.document.schema().childSide(key.id));
    }

    void aNewColumnTakesTheTypeOfWhatItRefersTo()
    {
        QList<schema::Table> tables = blog().tables;
        tables[0].columns[0].type = u"BIGINT"_s;
        OpenCard card(mapped(tables), 3, u"word"_s);
        card.key(Qt::Key_Down);
        card.type(u"owner -> author"_s);
        card.done();
        QCOMPARE(card.tableNamed(u"tag"_s)->column(u"owner"_s)->type, u"BIGINT"_s);
    }

    void aKeyThatLeadsNowhereIsTakenAndFound_data()
    {
        QTest::addColumn<QString>("target");
        QTest::newRow("no such table") << u"autor.id"_s;
        QTest::newRow("no such column") << u"author.ident"_s;
    }
    void aKeyThatLeadsNowhereIsTakenAndFound()
    {
        QFETCH(QString, target);
        OpenCard card(blog(), 2, u"author_id"_s);
        const QList<mapping::Diagnostic> before = card.document.findings();
        card.retype(u"author_id INTEGER -> "_s + target);
        card.done();
        QCOMPARE(card.tableNamed(u"post"_s)->foreignKeys.size(), 1);
        const auto &found = card.document.findings();
        QVERIFY(std::ranges::any_of(found, [](const mapping::Diagnostic &each) {
            return each.grade == mapping::Grade::Error && each.where.table == "post"_L1 &&
                   std::ranges::any_of(
                       each.fixes, [](const mapping::Fix &fix) { return fix.text.contains(u"author"_s); });
        }));
        QCOMPARE(card.item(2)->marks().nowhere, QStringList(u"author_id"_s)); // It is drawn as broken.
        QCOMPARE(card.item(2)->marks().columns, QStringList(u"author_id"_s));
        card.stack.undo();
        QCOMPARE(card.document.schema(), blog());
        QCOMPARE(card.document.findings(), before);
        QVERIFY(card.item(2)->marks() == ui::TableItem::Marks());
    }

    void takingTheArrowAwayTakesTheLink()
    {
        OpenCard card(linkedBlog(), 2, u"author_id"_s);
        card.retype(u"author_id INTEGER"_s);
        card.done();
        QVERIFY(card.tableNamed(u"post"_s)->foreignKeys.isEmpty());
        QVERIFY(!card.document.schema().childSide(base::LinkId{1}));
    }

    void theKeyIsTypedToo()
    {
        OpenCard card(blog(), 3, u"id"_s);
        card.retype(u"id INTEGER"_s);
        card.key(Qt::Key_Down);
        card.retype(u"word TEXT PK"_s);
        card.done();
        QCOMPARE(card.tableNamed(u"tag"_s)->primaryKey, QStringList(u"word"_s));
    }

    void severalPastedLinesAreSeveralColumns()
    {
        OpenCard card(blog(), 3, u"word"_s);
        card.key(Qt::Key_Down);
        QApplication::clipboard()->setText(u"  color TEXT NOT NULL,\n\n  size INTEGER,\r\n  created_at\n"_s);
        card.key(Qt::Key_V, Qt::ControlModifier);
        card.done();
        QCOMPARE(names(*card.tableNamed(u"tag"_s)),
                 QStringList({u"id"_s, u"word"_s, u"color"_s, u"size"_s, u"created_at"_s}));
    }

    void whatIsNotUnderstoodIsSaidUnderItsLineAndGoesWhenItIsRight()
    {
        OpenCard card(blog(), 2, u"author_id"_s);
        card.retype(u"author_id integer pknote"_s);
        card.done();
        auto *words = card.view.findChild<QLabel *>(u"cardEditorMessage"_s);
        QVERIFY2(words->text().contains(u"pknote"_s), qPrintable(words->text()));
        QCoreApplication::processEvents();
        QCOMPARE(words->mapTo(&card.view, QPoint()).y(),
                 card.line()->mapTo(&card.view, QPoint(0, card.line()->height())).y());
        card.retype(u"author_id integer"_s);
        card.key(Qt::Key_Return);
        QVERIFY2(!words->text().contains(u"pknote"_s), qPrintable(words->text()));
        card.done();
        QCOMPARE(card.tableNamed(u"post"_s)->column(u"author_id"_s)->type, u"integer"_s);
    }

    void upFromTheNameLeadsToANewColumn()
    {
        DiagramFixture diagram(blog());
        diagram.click(diagram.header(3));
        diagram.key(Qt::Key_F2);
        diagram.key(Qt::Key_Up);
        diagram.type(u"color TEXT"_s);
        diagram.key(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(names(*diagram.tableNamed(u"tag"_s)), QStringList({u"id"_s, u"word"_s, u"color"_s}));
    }

    void aLongCardStaysInTheViewAndScrollsToTheCaret()
    {
        QList<schema::Column> columns = {column(u"id"_s, u"INTEGER"_s, false)};
        for (int i = 0; i < 80; ++i)
            columns += column(u"c%1"_s.arg(i), u"TEXT"_s);
        DiagramFixture diagram(mapped({table(1, u"wide"_s, columns)}));
        diagram.view.editTable(base::TableId{1});
        auto *card = diagram.view.findChild<ui::CardEditor *>();
        QVERIFY(card);
        QVERIFY2(card->geometry().bottom() <= diagram.view.viewport()->height(),
                 qPrintable(QString::number(card->geometry().bottom())));
        diagram.key(Qt::Key_Up);
        QWidget *last = QApplication::focusWidget();
        QCOMPARE(last->objectName(), u"cardEditorColumn82"_s);
        const QRect shown(last->mapTo(card, QPoint()), last->size());
        QVERIFY(card->rect().contains(shown));
        QVERIFY(!last->visibleRegion().isEmpty());
    }

    void aKeyThatMayHoldNullStaysSoUnlessItIsTypedOtherwise()
    {
        QList<schema::Table> tables = blog().tables;
        tables[2].primaryKey = {u"word"_s}; // A TEXT key, which SQLite lets NULL into.
        OpenCard card(mapped(tables), 3, u"word"_s);
        card.retype(u"word VARCHAR(20) PK"_s);
        card.done();
        QVERIFY(card.tableNamed(u"tag"_s)->column(u"word"_s)->nullable);
    }

    void aTableThatAKeyNamesAlreadyCanBeDrawnAndTakenBack_data()
    {
        QTest::addColumn<QString>("target");
        QTest::newRow("with its column") << u"note.id"_s;
        QTest::newRow("the table alone") << u"note"_s;
    }
    void aTableThatAKeyNamesAlreadyCanBeDrawnAndTakenBack()
    {
        QFETCH(QString, target);
        DiagramFixture diagram(blog());
        diagram.click(diagram.header(3));
        diagram.key(Qt::Key_F2);
        diagram.key(Qt::Key_Up); // To a new line at the end.
        diagram.type(u"note_id INTEGER -> "_s + target);
        diagram.key(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(diagram.tableNamed(u"tag"_s)->foreignKeys.size(), 1);
        QVERIFY(diagram.scene().linkItems().isEmpty());
        diagram.key(Qt::Key_N);
        diagram.type(u"note"_s);
        diagram.key(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY2(diagram.problems.isEmpty(), qPrintable(diagram.problems.join(u'\n')));
        QVERIFY(diagram.tableNamed(u"note"_s));
        QCOMPARE(diagram.scene().linkItems().size(), 1);
        QVERIFY(diagram.document.schema().relationship(u"note"_s, u"tags"_s));
        diagram.stack.undo();
        QVERIFY(!diagram.tableNamed(u"note"_s));
        QCOMPARE(diagram.tableNamed(u"tag"_s)->foreignKeys.size(), 1);
        diagram.stack.redo();
        QCOMPARE(diagram.scene().linkItems().size(), 1);
    }

    void aGeneratedColumnAndACommentAreTyped()
    {
        DiagramFixture diagram(blog());
        const auto author = [&diagram]() -> const schema::Table & {
            return *diagram.tableNamed(u"author"_s);
        };
        diagram.click(diagram.header(1));
        diagram.key(Qt::Key_F2);
        diagram.key(Qt::Key_Down);
        diagram.key(Qt::Key_Down);
        diagram.type(u" -- of the person"_s);
        diagram.key(Qt::Key_Down);
        diagram.type(u"shout TEXT AS (upper(name)) STORED"_s);
        diagram.key(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(author().columns.size(), 3);
        QCOMPARE(author().columns[1].comment, u"of the person"_s);
        QCOMPARE(author().columns[2].expression, u"upper(name)"_s);
        QCOMPARE(author().columns[2].generated, schema::Generated::Stored);
        const base::ColumnId id = author().columns[2].id;
        QVERIFY(id.isValid());
        diagram.click(diagram.header(1));
        diagram.key(Qt::Key_F2);
        for (int line = 0; line < 3; ++line)
            diagram.key(Qt::Key_Down);
        diagram.key(Qt::Key_End);
        diagram.type(u" -- loudly"_s);
        diagram.key(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(author().columns[2].comment, u"loudly"_s);
        QCOMPARE(author().columns[2].expression, u"upper(name)"_s);
        QCOMPARE(author().columns[2].id, id);
        diagram.stack.undo();
        diagram.stack.undo();
        QCOMPARE(diagram.document.schema(), blog());
    }

    void whatNamesARenamedColumnFollowsOnTheCard()
    {
        schema::Table line = table(1, u"line"_s,
                                   {column(u"id"_s, u"INTEGER"_s, false), column(u"price"_s, u"INTEGER"_s),
                                    column(u"total"_s, u"INTEGER"_s)});
        line.columns[2].generated = schema::Generated::Stored;
        line.columns[2].expression = u"price * 2"_s;
        line.checks = {{u"price > 0"_s, u"positive"_s}};
        DiagramFixture diagram(mapped({line}));
        diagram.click(diagram.header(1));
        diagram.key(Qt::Key_F2);
        diagram.key(Qt::Key_Down);
        diagram.key(Qt::Key_Down);
        const auto *field = qobject_cast<QLineEdit *>(QApplication::focusWidget());
        QVERIFY(field);
        QCOMPARE(field->text(), u"price INTEGER CHECK (price > 0)"_s);
        diagram.key(Qt::Key_A, Qt::ControlModifier);
        diagram.type(u"cost INTEGER CHECK (price > 0)"_s);
        diagram.key(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY2(diagram.problems.isEmpty(), qPrintable(diagram.problems.join(u'\n')));
        const schema::Table now = *diagram.tableNamed(u"line"_s);
        QCOMPARE(now.columns[2].expression, u"cost * 2"_s);
        QCOMPARE(now.checks.size(), 1);
        QCOMPARE(now.checks.first().condition, u"cost > 0"_s);
        QCOMPARE(now.checks.first().name, u"positive"_s);
        // Typed over, it is another one.
        diagram.click(diagram.header(1));
        diagram.key(Qt::Key_F2);
        diagram.key(Qt::Key_Down);
        diagram.key(Qt::Key_Down);
        diagram.key(Qt::Key_A, Qt::ControlModifier);
        diagram.type(u"cost INTEGER CHECK (cost > 9)"_s);
        diagram.key(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(conditionsOf(diagram.tableNamed(u"line"_s)->checks), QStringList{u"cost > 9"_s});
    }

    void undoBringsBackWhatEscapeGaveUp()
    {
        DiagramFixture diagram(blog());
        diagram.click(diagram.header(1));
        diagram.key(Qt::Key_F2);
        diagram.type(u"writer"_s);
        diagram.key(Qt::Key_Down);
        diagram.key(Qt::Key_Down);
        diagram.type(u" NOT NULL"_s);
        diagram.key(Qt::Key_Escape);
        QVERIFY(diagram.tableNamed(u"author"_s));
        QVERIFY(!qobject_cast<QLineEdit *>(QApplication::focusWidget()));
        diagram.key(Qt::Key_Z, Qt::ControlModifier);
        auto *name = qobject_cast<QLineEdit *>(QApplication::focusWidget());
        QVERIFY(name);
        QCOMPARE(name->text(), u"writer"_s);
        diagram.key(Qt::Key_Return, Qt::ControlModifier);
        const schema::Table *writer = diagram.tableNamed(u"writer"_s);
        QVERIFY(writer);
        QCOMPARE(writer->id, base::TableId{1});
        QVERIFY(!writer->columns.at(1).nullable);
        QCOMPARE(diagram.stack.count(), 1);
    }

    void aNewTableIsBroughtBackToo()
    {
        DiagramFixture diagram(blog());
        diagram.key(Qt::Key_N);
        diagram.type(u"note"_s);
        diagram.key(Qt::Key_Escape);
        diagram.key(Qt::Key_Z, Qt::ControlModifier);
        auto *name = qobject_cast<QLineEdit *>(QApplication::focusWidget());
        QVERIFY(name);
        QCOMPARE(name->text(), u"note"_s);
        diagram.key(Qt::Key_Escape); // Given up for good.
        diagram.key(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(!qobject_cast<QLineEdit *>(QApplication::focusWidget()));
    }

    void whatWasNotTouchedIsNotBroughtBack()
    {
        DiagramFixture diagram(blog());
        diagram.click(diagram.header(1));
        diagram.key(Qt::Key_F2);
        diagram.key(Qt::Key_Escape);
        diagram.key(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(!qobject_cast<QLineEdit *>(QApplication::focusWidget()));
    }

    void theMessageIsInViewAtTheLowerEdge()
    {
        DiagramFixture diagram(blog());
        QVERIFY(diagram.settle());
        const QPoint low(300, diagram.view.viewport()->height() - 60);
        QTest::mouseDClick(diagram.view.viewport(), Qt::LeftButton, {}, low);
        diagram.type(u"note"_s);
        diagram.key(Qt::Key_Return);
        for (int i = 0; i < 4; ++i) {
            diagram.key(Qt::Key_Return);
            diagram.type(u"column_%1 TEXT"_s.arg(i));
        }
        diagram.type(u" what is this"_s);
        diagram.key(Qt::Key_Return);
        QTest::qWait(0);
        auto *message = diagram.view.findChild<QLabel *>(u"cardEditorMessage"_s);
        QVERIFY(message && message->isVisible());
        const QRect there(message->mapTo(diagram.view.viewport(), QPoint()), message->size());
        QVERIFY2(
            diagram.view.viewport()->rect().contains(there),
            qPrintable(u"%1..%2 of %3"_s.arg(QString::number(there.top()), QString::number(there.bottom()),
                                             QString::number(diagram.view.viewport()->height()))));
    }
};

QTEST_MAIN(TypingTablesTest)
#include "tst_typingtables.moc"
