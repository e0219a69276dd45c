#include "ui/schematree/schematreepanel.h"

#include "ui/theme/panelheader.h"
#include "ui/theme/theme.h"

#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace relata;
using namespace relata::ui;
using base::TableId;

namespace {

schema::Table table(int id, const QString &name, const QStringList &columns)
{
    schema::Table made;
    made.id.number = id;
    made.name = name;
    for (const QString &columnName : columns) {
        schema::Column column;
        column.name = columnName;
        made.columns.append(column);
    }
    return made;
}

schema::Schema music()
{
    schema::Schema schema;
    schema.tables = {table(1, u"Album"_s, {u"AlbumId"_s, u"Title"_s}),
                     table(2, u"Artist"_s, {u"ArtistId"_s, u"Name"_s}),
                     table(3, u"Track"_s, {u"TrackId"_s, u"Name"_s})};
    return schema;
}

} // namespace

/// The schema dock: choosing, opening and filtering tables with keys.
class SchemaTreePanelTest : public QObject
{
    Q_OBJECT

private:
    Theme m_theme;

    static QTreeView *tree(const SchemaTreePanel &panel)
    {
        return panel.findChild<QTreeView *>(u"schemaTree"_s);
    }
    static QLineEdit *box(const SchemaTreePanel &panel)
    {
        return panel.findChild<QLineEdit *>(u"schemaTreeFilter"_s);
    }
    static QStringList shown(const SchemaTreePanel &panel)
    {
        QStringList names;
        const QAbstractItemModel *model = tree(panel)->model();
        for (int row = 0; row < model->rowCount(); ++row) {
            const QModelIndex index = model->index(row, 0);
            names += index.data().toString() + (tree(panel)->isExpanded(index) ? u"+"_s : QString());
        }
        return names;
    }

private slots:
    void movingToATableChoosesItOnce()
    {
        SchemaTreePanel panel(&m_theme);
        panel.setSchema(mapping::mapped(music()));
        panel.show();
        QSignalSpy chosen(&panel, &SchemaTreePanel::tableChosen);
        QTest::keyClick(tree(panel), Qt::Key_Down);
        QCOMPARE(chosen.takeFirst().at(0).value<TableId>(), TableId{1});
        QTest::keyClick(tree(panel), Qt::Key_Right);
        QTest::keyClick(tree(panel), Qt::Key_Down);
        QCOMPARE(tree(panel)->currentIndex().data().toString(), u"AlbumId"_s);
        QCOMPARE(chosen.count(), 0);
    }

    void enterAndDoubleClickActivate()
    {
        SchemaTreePanel panel(&m_theme);
        panel.setSchema(mapping::mapped(music()));
        panel.resize(240, 300);
        panel.show();
        QSignalSpy activated(&panel, &SchemaTreePanel::tableActivated);
        panel.selectTable(TableId{2});
        QTest::keyClick(tree(panel), Qt::Key_Return);
        QCOMPARE(activated.takeFirst().at(0).value<TableId>(), TableId{2});
        const QPoint track = tree(panel)->visualRect(tree(panel)->model()->index(2, 0)).center();
        QTest::mouseClick(tree(panel)->viewport(), Qt::LeftButton, {}, track);
        QTest::mouseDClick(tree(panel)->viewport(), Qt::LeftButton, {}, track);
        QCOMPARE(activated.count(), 1);
        QCOMPARE(activated.first().at(0).value<TableId>(), TableId{3});
    }

    void aSelectionFromElsewhereIsNotEchoed()
    {
        SchemaTreePanel panel(&m_theme);
        panel.setSchema(mapping::mapped(music()));
        QSignalSpy chosen(&panel, &SchemaTreePanel::tableChosen);
        panel.selectTable(TableId{3});
        QCOMPARE(panel.currentTable(), TableId{3});
        panel.selectTable(TableId{});
        QCOMPARE(panel.currentTable(), TableId{});
        QCOMPARE(chosen.count(), 0);
    }

    void typingFiltersAndOpensTablesFoundByColumn()
    {
        SchemaTreePanel panel(&m_theme);
        panel.setSchema(mapping::mapped(music()));
        panel.show();
        panel.focusFilter();
        QTest::keyClicks(box(panel), u"name"_s);
        QCOMPARE(shown(panel), QStringList({u"Artist+"_s, u"Track+"_s}));
        box(panel)->setText(u"alb"_s);
        QCOMPARE(shown(panel), QStringList({u"Album"_s}));
    }

    void escapeClearsTheFilterAndRestoresWhatWasOpen()
    {
        SchemaTreePanel panel(&m_theme);
        panel.setSchema(mapping::mapped(music()));
        panel.show();
        panel.selectTable(TableId{1});
        tree(panel)->expand(tree(panel)->model()->index(0, 0));
        QSignalSpy chosen(&panel, &SchemaTreePanel::tableChosen);
        QTest::keyClicks(box(panel), u"track"_s);
        QCOMPARE(shown(panel), QStringList({u"Track"_s}));
        QCOMPARE(panel.currentTable(), TableId{});
        QTest::keyClick(box(panel), Qt::Key_Escape);
        QCOMPARE(box(panel)->text(), QString());
        QCOMPARE(shown(panel), QStringList({u"Album+"_s, u"Artist"_s, u"Track"_s}));
        QCOMPARE(panel.currentTable(), TableId{1});
        QCOMPARE(chosen.count(), 0);
    }

    void enterInTheFilterFindsTheTableThatIsMeant_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("meant");
        QTest::newRow("the name") << u"PARTY"_s << u"party"_s;
        QTest::newRow("its beginning") << u"party_"_s << u"party_lang"_s;
        QTest::newRow("a part of it") << u"k_p"_s << u"bank_party"_s;
        QTest::newRow("a column") << u"owner"_s << u"party_lang"_s;
    }

    void enterInTheFilterFindsTheTableThatIsMeant()
    {
        QFETCH(QString, typed);
        QFETCH(QString, meant);
        schema::Schema schema;
        schema.tables = {table(1, u"bank_party"_s, {u"id"_s}), table(2, u"party_lang"_s, {u"owner"_s}),
                         table(3, u"party"_s, {u"id"_s})};
        SchemaTreePanel panel(&m_theme);
        panel.setSchema(mapping::mapped(schema));
        panel.show();
        panel.selectTable(TableId{1});
        QSignalSpy activated(&panel, &SchemaTreePanel::tableFound);
        QTest::keyClicks(box(panel), typed);
        QTest::keyClick(box(panel), Qt::Key_Return);
        const auto opened = activated.takeFirst().at(0).value<TableId>();
        QCOMPARE(schema.tables[opened.number - 1].name, meant);
    }

    void aChangedSchemaKeepsWhatIsOpenAndSelected()
    {
        SchemaTreePanel panel(&m_theme);
        schema::Schema schema = music();
        panel.setSchema(mapping::mapped(schema));
        panel.selectTable(TableId{2});
        tree(panel)->expand(tree(panel)->model()->index(1, 0));
        QSignalSpy chosen(&panel, &SchemaTreePanel::tableChosen);
        schema.tables[1].name = u"Zebra"_s;
        panel.setSchema(mapping::mapped(schema));
        QCOMPARE(shown(panel), QStringList({u"Album"_s, u"Track"_s, u"Zebra+"_s}));
        QCOMPARE(panel.currentTable(), TableId{2});
        QCOMPARE(chosen.count(), 0);
    }

    void emptyStatesSayWhy()
    {
        SchemaTreePanel panel(&m_theme);
        panel.show();
        auto *label = tree(panel)->findChild<QLabel *>();
        QVERIFY(label->isVisible());
        QVERIFY(label->text().startsWith(u"No tables yet"_s));
        panel.setSchema(mapping::mapped(music()));
        panel.setDatabaseName(u"chinook"_s);
        QCOMPARE(panel.header()->note(), u"chinook"_s);
        QVERIFY(!label->isVisible());
        box(panel)->setText(u"qqq"_s);
        QVERIFY(label->isVisible());
        QVERIFY(label->text().contains(u"“qqq”"_s));
        panel.clear();
        QVERIFY(label->text().startsWith(u"No tables yet"_s));
        QCOMPARE(box(panel)->text(), QString());
    }
};

QTEST_MAIN(SchemaTreePanelTest)
#include "tst_schematreepanel.moc"
