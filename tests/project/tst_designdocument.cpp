#include "core/project/designdocument.h"
#include "core/schema/linkplanner.h"
#include "core/schema/linkremoval.h"

#include <QSignalSpy>
#include <QTest>

#include <limits>
#include <memory>

using namespace Qt::StringLiterals;
using namespace relata::project;
using namespace relata::schema;
using relata::base::ErrorCode;
using relata::base::TableId;

namespace {

/// Tables user (1) and post (2), each with its key.
Schema twoTables()
{
    Schema schema;
    for (const QString &name : {u"user"_s, u"post"_s}) {
        const auto change = planTable(schema, name);
        if (!change || !applyChange(schema, *change))
            qFatal("no table");
        schema.tables.last().id.number = int(schema.tables.size()); // Instead of one by chance.
    }
    return schema;
}

const TableId kUser = {1};
const TableId kPost = {2};

DiagramLayout places()
{
    return {{{kUser, {0, 0}}, {kPost, {300, 40}}}};
}

} // namespace

class DesignDocumentTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_document = std::make_unique<DesignDocument>();
        m_document->reset(relata::mapping::mapped(twoTables()), places());
    }

    void aRefusedChangeLeavesTheDocumentAsItWas()
    {
        const QSignalSpy changed(m_document.get(), &DesignDocument::changed);
        const DocumentChange change{u"test"_s,
                                    {LayoutChange{u"test"_s, {{kUser, {9, 9}}}, {}},
                                     SchemaChange{u"test"_s, {RenameTable{kUser, u"person"_s}}},
                                     SchemaChange{u"test"_s, {RenameTable{kPost, u"person"_s}}}}};
        const auto made = m_document->change(change);
        QVERIFY(!made);
        QCOMPARE(made.error().code, ErrorCode::NameTaken);
        QVERIFY(m_document->schema() == twoTables());
        QVERIFY(m_document->layout() == places());
        QCOMPARE(changed.count(), 0);
    }

    void aCardIsNeverPlacedNowhere()
    {
        const qreal nowhere = std::numeric_limits<qreal>::quiet_NaN();
        const auto made =
            m_document->change({u"test"_s, {LayoutChange{u"test"_s, {{kUser, {1, nowhere}}}, {}}}});
        QVERIFY(!made);
        QCOMPARE(made.error().code, ErrorCode::InvalidChange);
        QVERIFY(m_document->layout() == places());
    }

    void aChangeIsToldOnceWithTheDocumentChangedAlready()
    {
        QSignalSpy changed(m_document.get(), &DesignDocument::changed);
        QString nameThen;
        connect(m_document.get(), &DesignDocument::changed, this,
                [&] { nameThen = m_document->schema().table(kUser)->name; });
        const DocumentChange change{u"Rename"_s,
                                    {SchemaChange{u"Rename"_s, {RenameTable{kUser, u"person"_s}}}}};
        QVERIFY(m_document->change(change));
        QCOMPARE(changed.count(), 1);
        QVERIFY(changed[0][0].value<DocumentChange>() == change);
        QCOMPARE(nameThen, u"person"_s);
    }

    void theInverseGivesBackSchemaAndLayout_data()
    {
        QTest::addColumn<DocumentChange>("change");
        const Schema schema = twoTables();
        const SchemaChange table = *planTable(schema, u"tag"_s);
        const TableId tag = std::get<relata::schema::AddTable>(table.steps.first()).table.id;
        QTest::newRow("nothing") << DocumentChange{u"a"_s, {}};
        QTest::newRow("move") << DocumentChange{
            u"a"_s, {LayoutChange{u"m"_s, {{kUser, {5, 6}}, {kPost, {7, 8}}}, {}}}};
        QTest::newRow("new table with its place")
            << DocumentChange{u"a"_s, {table, LayoutChange{u"m"_s, {{tag, {5, 6}}}, {}}}};
        QTest::newRow("table goes with its place")
            << DocumentChange{u"a"_s, {*planRemoval(schema, {kUser}, {}), LayoutChange{u"m"_s, {}, {kUser}}}};
        QTest::newRow("place goes before the table")
            << DocumentChange{u"a"_s, {LayoutChange{u"m"_s, {}, {kUser}}, *planRemoval(schema, {kUser}, {})}};
        QTest::newRow("removes a place twice")
            << DocumentChange{u"a"_s, {LayoutChange{u"m"_s, {{kUser, {1, 1}}}, {kUser, kUser}}}};
        QTest::newRow("removes a place that is not there")
            << DocumentChange{u"a"_s, {LayoutChange{u"m"_s, {}, {TableId{7}}}}};
        QTest::newRow("link") << DocumentChange{u"a"_s,
                                                {planLink(schema, {kUser, u"id"_s, kPost, {}})->change}};
    }

    void theInverseGivesBackSchemaAndLayout()
    {
        QFETCH(DocumentChange, change);
        const auto inverse = m_document->change(change);
        QVERIFY2(inverse, qPrintable(inverse ? QString() : inverse.error().text()));
        QCOMPARE(inverse->text, change.text);
        const Schema schema = m_document->schema();
        const DiagramLayout layout = m_document->layout();
        const auto again = m_document->change(*inverse);
        QVERIFY(again);
        QVERIFY(m_document->schema() == twoTables());
        QVERIFY(m_document->layout() == places());
        QVERIFY(m_document->change(*again));
        QVERIFY(m_document->schema() == schema);
        QVERIFY(m_document->layout() == layout);
    }

    void aTableThatIsPlacedAndRemovedIsRemoved()
    {
        QVERIFY(m_document->change({u"a"_s, {LayoutChange{u"m"_s, {{kUser, {1, 1}}}, {kUser}}}}));
        QVERIFY(!m_document->layout().positions.contains(kUser));
    }

    void onlyAChangedSchemaIsModified()
    {
        QVERIFY(!m_document->isModified());
        QVERIFY(m_document->change({u"a"_s, {LayoutChange{u"m"_s, {{kUser, {5, 6}}}, {}}}}));
        QVERIFY(!m_document->isModified());
        const auto inverse =
            m_document->change({u"a"_s, {SchemaChange{u"a"_s, {RenameTable{kUser, u"person"_s}}}}});
        QVERIFY(m_document->isModified());
        QVERIFY(m_document->baseline() == twoTables());
        QVERIFY(m_document->change(*inverse));
        QVERIFY(!m_document->isModified());
    }

    void aResetReplacesEverythingAndSaysSo()
    {
        QVERIFY(m_document->change({u"a"_s, {SchemaChange{u"a"_s, {RenameTable{kUser, u"person"_s}}}}}));
        const QSignalSpy wasReset(m_document.get(), &DesignDocument::wasReset);
        const QSignalSpy changed(m_document.get(), &DesignDocument::changed);
        m_document->reset({}, {});
        QCOMPARE(wasReset.count(), 1);
        QCOMPARE(changed.count(), 0);
        QVERIFY(m_document->schema() == Schema());
        QVERIFY(m_document->layout() == DiagramLayout());
        QVERIFY(!m_document->isModified());
    }

private:
    std::unique_ptr<DesignDocument> m_document;
};

QTEST_GUILESS_MAIN(DesignDocumentTest)
#include "tst_designdocument.moc"
