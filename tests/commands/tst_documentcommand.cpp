#include "ui/commands/documentcommand.h"

#include "core/project/designdocument.h"
#include "core/schema/linkplanner.h"

#include <QSignalSpy>
#include <QTest>
#include <QUndoStack>

using namespace Qt::StringLiterals;
using namespace relata::project;
using namespace relata::schema;
using relata::base::TableId;
using relata::ui::pushChange;

class DocumentCommandTest : public QObject
{
    Q_OBJECT

private slots:
    void aRefusedChangeLeavesNoStep()
    {
        DesignDocument document;
        QUndoStack stack;
        const auto pushed =
            pushChange(stack, document, {u"a"_s, {SchemaChange{u"a"_s, {RenameTable{TableId{5}, u"x"_s}}}}});
        QVERIFY(!pushed);
        QCOMPARE(pushed.error().code, relata::base::ErrorCode::UnknownTable);
        QCOMPARE(stack.count(), 0);
    }

    void aPushedChangeIsMadeOnceAndUndoneAndRedone()
    {
        DesignDocument document;
        QUndoStack stack;
        const QSignalSpy changed(&document, &DesignDocument::changed);
        const LayoutChange place{u"Place"_s, {{TableId{1}, {4, 5}}}, {}};
        QVERIFY(pushChange(stack, document, {u"Add table 'user'"_s, {*planTable({}, u"user"_s), place}}));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(stack.undoText(), u"Add table 'user'"_s);
        const Schema schema = document.schema();
        const DiagramLayout layout = document.layout();
        QVERIFY(
            pushChange(stack, document, {u"Move"_s, {LayoutChange{u"Move"_s, {{TableId{1}, {9, 9}}}, {}}}}));
        for (int round = 0; round < 3; ++round) {
            stack.undo();
            QVERIFY(document.schema() == schema && document.layout() == layout);
            stack.undo();
            QVERIFY(document.schema() == Schema() && document.layout() == DiagramLayout());
            stack.redo();
            QVERIFY(document.schema() == schema && document.layout() == layout);
            stack.redo();
            QVERIFY(document.layout().positions.value(TableId{1}) == QPointF(9, 9));
        }
        QCOMPARE(changed.count(), 2 + 3 * 4);
    }
};

QTEST_GUILESS_MAIN(DocumentCommandTest)
#include "tst_documentcommand.moc"
