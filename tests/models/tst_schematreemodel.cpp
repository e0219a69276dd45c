#include "ui/models/schematreemodel.h"

#include "ui/models/schematreefilter.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QPersistentModelIndex>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using ui::SchemaTreeModel;

namespace {

schema::Column column(const QString &name, const QString &type = {})
{
    schema::Column made;
    made.name = name;
    made.type = type;
    return made;
}

schema::Table table(int id, const QString &name, const QStringList &columns,
                    schema::TableKind kind = schema::TableKind::Table)
{
    schema::Table made;
    made.id.number = id;
    made.name = name;
    made.kind = kind;
    for (const QString &words : columns)
        made.columns.append(column(words.section(u' ', 0, 0), words.section(u' ', 1)));
    if (kind == schema::TableKind::Table)
        made.primaryKey = {made.columns.first().name};
    return made;
}

schema::ForeignKey foreignKey(int id, const QString &own, const QString &target, const QString &targetColumn)
{
    schema::ForeignKey key;
    key.id.number = id;
    key.columns = {own};
    key.table = target;
    key.targetColumns = {targetColumn};
    return key;
}

mapping::MappedSchema music()
{
    mapping::MappedSchema schema;
    schema.tables = {
        table(1, u"Track"_s, {u"TrackId integer"_s, u"Name text"_s, u"AlbumId integer"_s}),
        table(2, u"Album"_s, {u"AlbumId integer"_s, u"Title nvarchar(160)"_s, u"ArtistId integer"_s}),
        table(3, u"Artist"_s, {u"ArtistId integer"_s, u"Name"_s})};
    schema.tables[0].foreignKeys = {foreignKey(1, u"AlbumId"_s, u"Album"_s, u"AlbumId"_s)};
    schema.tables[1].foreignKeys = {foreignKey(2, u"ArtistId"_s, u"Artist"_s, u"ArtistId"_s)};
    return mapping::mapped(static_cast<const schema::Schema &>(schema));
}

QString printed(const QAbstractItemModel &model, const QModelIndex &parent = {}, int depth = 0)
{
    QString text;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        text += QString(depth * 2, u' ');
        const QString icon = index.data(SchemaTreeModel::IconNameRole).toString();
        if (depth > 0 && !icon.isEmpty())
            text += icon + u": "_s;
        text += index.data().toString();
        const QString note = index.data(SchemaTreeModel::NoteRole).toString();
        text += note.isEmpty() ? u"\n"_s : u" | "_s + note + u'\n';
        text += printed(model, index, depth + 1);
    }
    return text;
}

} // namespace

/// The schema as a tree, and its filter.
class SchemaTreeModelTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void tablesStandByNameWithColumnsThenRelationships()
    {
        SchemaTreeModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setSchema(music());
        model.setRowCount(u"Track"_s, 3503);
        model.setRowCount(u"album"_s, 347);
        QCOMPARE(printed(model), u"Album | 347\n"
                                 "  key: AlbumId integer\n"
                                 "  Title nvarchar(160)\n"
                                 "  foreign-key: ArtistId integer\n"
                                 "  artist → Artist\n"
                                 "  tracks ⇉ Track\n"
                                 "Artist\n"
                                 "  key: ArtistId integer\n"
                                 "  Name\n"
                                 "  albums ⇉ Album\n"
                                 "Track | 3,503\n"
                                 "  key: TrackId integer\n"
                                 "  Name text\n"
                                 "  foreign-key: AlbumId integer\n"
                                 "  album → Album\n"_s);
    }

    void manyToManyHasItsOwnArrow()
    {
        mapping::MappedSchema schema;
        schema.tables = {table(1, u"post"_s, {u"id integer"_s}), table(2, u"tag"_s, {u"id integer"_s}),
                         table(3, u"post_tag"_s, {u"post_id integer"_s, u"tag_id integer"_s})};
        schema.tables[2].primaryKey = {u"post_id"_s, u"tag_id"_s};
        schema.tables[2].foreignKeys = {foreignKey(1, u"post_id"_s, u"post"_s, u"id"_s),
                                        foreignKey(2, u"tag_id"_s, u"tag"_s, u"id"_s)};
        SchemaTreeModel model;
        model.setSchema(mapping::mapped(static_cast<const schema::Schema &>(schema)));
        QVERIFY2(printed(model).contains(u"  tags ⇄ "_s), qPrintable(printed(model)));
    }

    void otherKindsSayWhatTheyAreAndShadowTablesAreLeftOut()
    {
        mapping::MappedSchema schema = music();
        schema.tables += table(4, u"sales"_s, {u"Total"_s}, schema::TableKind::View);
        schema.tables += table(5, u"search"_s, {u"Name"_s}, schema::TableKind::Virtual);
        schema.tables += table(6, u"search_data"_s, {u"block"_s}, schema::TableKind::Shadow);
        schema.tables += table(7, u"zip"_s, {}, schema::TableKind::Broken);
        schema.tables.last().error = u"no such module: zipfile"_s;
        SchemaTreeModel model;
        model.setSchema(schema);
        model.setRowCount(u"search"_s, 12);
        QCOMPARE(model.rowCount(), 6);
        QCOMPARE(model.index(2, 0).data(SchemaTreeModel::NoteRole).toString(), u"view"_s);
        QCOMPARE(model.index(3, 0).data(SchemaTreeModel::NoteRole).toString(), u"virtual · 12"_s);
        const QModelIndex broken = model.index(5, 0);
        QCOMPARE(broken.data(SchemaTreeModel::NoteRole).toString(), u"broken"_s);
        QCOMPARE(broken.data(Qt::ToolTipRole).toString(), u"no such module: zipfile"_s);
        QVERIFY(broken.data(SchemaTreeModel::IsBrokenRole).toBool());
        QVERIFY(!model.indexOfTable(base::TableId{6}).isValid());
    }

    void aChangedSchemaTouchesOnlyTheTablesThatChanged()
    {
        SchemaTreeModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        mapping::MappedSchema schema = music();
        model.setSchema(schema);
        const QPersistentModelIndex artistColumn = model.index(0, 0, model.indexOfTable(base::TableId{3}));
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);

        model.setSchema(schema);
        QCOMPARE(inserted.count(), 0);

        schema.tables[0].columns.append(column(u"Bytes"_s, u"integer"_s));
        schema.tables.append(table(4, u"Genre"_s, {u"GenreId integer"_s}));
        model.setSchema(schema);
        QCOMPARE(inserted.count(), 2);
        QCOMPARE(resets.count(), 0);
        QVERIFY(artistColumn.isValid());
        QCOMPARE(artistColumn.data().toString(), u"ArtistId integer"_s);

        schema.tables.removeAt(1);
        schema.tables.last().name = u"Aardvark"_s;
        schema.classes.clear();
        model.setSchema(schema);
        QStringList names;
        for (int row = 0; row < model.rowCount(); ++row)
            names += model.index(row, 0).data().toString();
        QCOMPARE(names, QStringList({u"Aardvark"_s, u"Artist"_s, u"Track"_s}));
        QVERIFY(artistColumn.isValid());

        model.clear();
        QVERIFY(model.isEmpty());
    }

    void namesThatDifferInCaseOnlyAreToldApart()
    {
        SchemaTreeModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        mapping::MappedSchema schema;
        schema.tables = {table(1, u"post"_s, {u"id"_s}), table(2, u"tag"_s, {u"id"_s})};
        model.setSchema(schema);
        schema.tables[0].name = u"Post"_s;
        model.setSchema(schema);
        QCOMPARE(printed(model), u"Post\n  key: id\ntag\n  key: id\n"_s);
    }

    void theFilterKeepsTablesByNameWithAllTheirChildren()
    {
        SchemaTreeModel model;
        ui::SchemaTreeFilter filter;
        filter.setSourceModel(&model);
        const QAbstractItemModelTester tester(&filter,
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setSchema(music());
        filter.setText(u"TRACK"_s);
        QCOMPARE(printed(filter), u"Track\n"
                                  "  key: TrackId integer\n"
                                  "  Name text\n"
                                  "  foreign-key: AlbumId integer\n"
                                  "  album → Album\n"_s);
        QVERIFY(!filter.isFoundByColumns(filter.index(0, 0)));
        filter.setText(QString());
        QCOMPARE(filter.rowCount(), 3);
    }

    void theFilterKeepsTablesByColumnWithThatColumnAlone()
    {
        SchemaTreeModel model;
        ui::SchemaTreeFilter filter;
        filter.setSourceModel(&model);
        model.setSchema(music());
        filter.setText(u"name"_s);
        QCOMPARE(printed(filter), u"Artist\n  Name\nTrack\n  Name text\n"_s);
        QVERIFY(filter.isFoundByColumns(filter.index(0, 0)));
        filter.setText(u"nvarchar"_s);
        QCOMPARE(filter.rowCount(), 0);
    }
};

QTEST_GUILESS_MAIN(SchemaTreeModelTest)
#include "tst_schematreemodel.moc"
