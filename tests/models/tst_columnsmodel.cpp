#include "tests/support/reflected.h"
#include "core/schema/schemachange.h"
#include "ui/editors/table/columnsmodel.h"
#include "ui/editors/table/partsmodel.h"
#include "tests/support/constraints.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using ui::CellModel;
using ui::ColumnField;
using ui::ColumnsModel;
using ui::PartKind;
using ui::PartsModel;

namespace {

const QString kShop =
    u"CREATE TABLE maker (id INTEGER PRIMARY KEY, code TEXT UNIQUE);"
    "CREATE TABLE box (id INTEGER PRIMARY KEY, maker_id INTEGER REFERENCES maker (id) ON DELETE CASCADE, "
    "price NUMERIC DEFAULT 0 CHECK (price >= 0), width REAL, height REAL, CHECK (width > height));"
    "CREATE TABLE part (maker INTEGER, number INTEGER, PRIMARY KEY (maker, number));"
    "CREATE INDEX box_price ON box (price DESC, lower(width)) WHERE price > 1;"
    "CREATE VIEW cheap AS SELECT id FROM box WHERE price < 5;"_s;

/// A table of the shop in both models; what they ask for is granted.
struct Shop
{
    explicit Shop(const QString &tableName, const QString &sql = kShop)
        : schema(tests::reflectedSql(sql)), baseline(schema), id(schema.table(tableName)->id)
    {
        for (CellModel *each : {static_cast<CellModel *>(&columns), static_cast<CellModel *>(&parts)}) {
            QObject::connect(each, &CellModel::changeRequested, each,
                             [this](const project::DocumentChange &change) { grant(change); });
            QObject::connect(each, &CellModel::refused, each,
                             [this](const QModelIndex &, const base::Error &problem) { error = problem; });
        }
        show();
    }

    void show()
    {
        columns.show({schema, {}}, baseline, id);
        parts.show({schema, {}}, baseline, id);
    }

    void grant(const project::DocumentChange &change)
    {
        ++granted;
        for (const project::SingleChange &each : change.changes) {
            if (!schema::applyChange(schema, std::get<schema::SchemaChange>(each)))
                qFatal("a change that was asked for is refused");
        }
        show();
    }

    QModelIndex cell(const QString &column, ColumnField field) const
    {
        for (int row = 0; row < columns.rowCount(); ++row) {
            if (columns.columnAt(row) == column)
                return columns.index(row, int(field));
        }
        qFatal("no such column");
    }
    bool type(const QString &column, ColumnField field, const QString &text)
    {
        return columns.setData(cell(column, field), text);
    }
    bool tick(const QString &column, ColumnField field, bool isOn)
    {
        return columns.setData(cell(column, field), int(isOn ? Qt::Checked : Qt::Unchecked),
                               Qt::CheckStateRole);
    }
    QString text(const QString &column, ColumnField field) const
    {
        return cell(column, field).data(Qt::EditRole).toString();
    }
    const schema::Table &table() const { return *schema.table(id); }

    /// "Kind | name | content | target | rules" of each part.
    QStringList partLines() const
    {
        QStringList lines;
        for (int row = 0; row < parts.rowCount(); ++row) {
            QStringList cells;
            for (int column = 0; column < parts.columnCount(); ++column)
                cells += parts.index(row, column).data(Qt::EditRole).toString();
            lines += cells.join(u" | "_s);
        }
        return lines;
    }
    bool add(PartKind kind, const QHash<int, QString> &texts)
    {
        const int row = parts.begin(kind).row();
        for (const int column :
             {PartsModel::Rules, PartsModel::Name, PartsModel::Target, PartsModel::Content}) {
            if (texts.contains(column) && !parts.setData(parts.index(row, column), texts[column]))
                return false;
        }
        return true;
    }

    schema::Schema schema;
    schema::Schema baseline;
    base::TableId id;
    ColumnsModel columns;
    PartsModel parts;
    QAbstractItemModelTester columnsTester{&columns};
    QAbstractItemModelTester partsTester{&parts};
    base::Error error;
    int granted = 0;
};

} // namespace

/// The columns and the parts of a table, as cells.
class ColumnsModelTest : public QObject
{
    Q_OBJECT

private slots:
    void aTableIsItsFields()
    {
        const Shop on(u"box"_s);
        QCOMPARE(on.columns.rowCount(), 6); // And the empty row.
        QCOMPARE(on.text(u"id"_s, ColumnField::Key), u"1"_s);
        QCOMPARE(on.text(u"maker_id"_s, ColumnField::Target), u"maker.id ON DELETE CASCADE"_s);
        QCOMPARE(on.text(u"price"_s, ColumnField::Default), u"0"_s);
        QCOMPARE(on.text(u"price"_s, ColumnField::Check), u"price >= 0"_s);
        QCOMPARE(on.text(u"width"_s, ColumnField::Check), QString()); // Of two columns: a part.
        QCOMPARE(on.partLines(),
                 QStringList({u"Foreign key |  | maker_id | maker(id) | ON DELETE CASCADE"_s,
                              u"Index | box_price | price DESC, lower(width) |  | WHERE price > 1"_s,
                              u"Check |  | price >= 0 |  | "_s, u"Check |  | width > height |  | "_s}));
    }

    void eachFieldIsAStepOfItsOwn()
    {
        Shop on(u"box"_s);
        QVERIFY(on.type(u"width"_s, ColumnField::Type, u"NUMERIC(10,2)"_s));
        QVERIFY(on.tick(u"width"_s, ColumnField::NotNull, true));
        QVERIFY(on.tick(u"width"_s, ColumnField::Unique, true));
        QVERIFY(on.type(u"width"_s, ColumnField::Default, u"1.5"_s));
        QVERIFY(on.type(u"width"_s, ColumnField::Collation, u"NOCASE"_s));
        QVERIFY(on.type(u"width"_s, ColumnField::Check, u"width < 100"_s));
        QVERIFY(on.type(u"height"_s, ColumnField::Target, u"maker.id ON DELETE SET NULL"_s));
        QCOMPARE(on.granted, 7);
        const schema::Column width = *on.table().column(u"width"_s);
        QCOMPARE(width.type, u"NUMERIC(10,2)"_s);
        QVERIFY(!width.nullable);
        QCOMPARE(width.defaultValue, u"1.5"_s);
        QCOMPARE(width.collation, u"NOCASE"_s);
        QVERIFY(tests::columnsOf(on.table().uniques).contains(QStringList{u"width"_s}));
        QVERIFY(tests::conditionsOf(on.table().checks).contains(u"width < 100"_s));
        QCOMPARE(on.table().foreignKeys.last().onDelete, schema::Action::SetNull);
        QVERIFY(on.type(u"width"_s, ColumnField::Check, u""_s));
        QVERIFY(!tests::conditionsOf(on.table().checks).contains(u"width < 100"_s));
        QVERIFY(on.type(u"height"_s, ColumnField::Target, u""_s));
        QCOMPARE(on.table().foreignKeys.size(), 1);
        QVERIFY(on.type(u"width"_s, ColumnField::Default, u"1.5"_s)); // Nothing new.
        QCOMPARE(on.granted, 9);
    }

    void aNewNameIsARenameThatKeysFollow()
    {
        Shop on(u"maker"_s);
        const QPersistentModelIndex row = on.cell(u"id"_s, ColumnField::Type);
        QVERIFY(on.type(u"id"_s, ColumnField::Name, u"nr"_s));
        QVERIFY(row.isValid());
        QCOMPARE(on.columns.columnAt(row.row()), u"nr"_s);
        QCOMPARE(on.table().primaryKey, QStringList{u"nr"_s});
        QCOMPARE(on.schema.table(u"box"_s)->foreignKeys.first().targetColumns, QStringList{u"nr"_s});
    }

    void aKeyIsOrdered()
    {
        Shop on(u"part"_s);
        QCOMPARE(on.text(u"number"_s, ColumnField::Key), u"2"_s);
        QVERIFY(on.type(u"number"_s, ColumnField::Key, u"1"_s));
        QCOMPARE(on.table().primaryKey, QStringList({u"number"_s, u"maker"_s}));
        QVERIFY(on.type(u"maker"_s, ColumnField::Key, u""_s));
        QCOMPARE(on.table().primaryKey, QStringList{u"number"_s});
        QVERIFY(!on.type(u"maker"_s, ColumnField::Key, u"first"_s));
        QVERIFY2(on.error.sentence.contains(u"no place in the primary key"_s), qPrintable(on.error.sentence));
    }

    void whatIsRefusedStaysInItsCellWithTheReason_data()
    {
        QTest::addColumn<int>("field");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("words");
        QTest::newRow("a taken name")
            << int(ColumnField::Name) << u"price"_s << u"two columns named 'price'"_s;
        QTest::newRow("no name") << int(ColumnField::Name) << u""_s << u"needs a name"_s;
        QTest::newRow("an open type") << int(ColumnField::Type) << u"NUMERIC(10"_s << u"not closed"_s;
        QTest::newRow("more than a type") << int(ColumnField::Type) << u"TEXT UNIQUE"_s << u"more than"_s;
        QTest::newRow("no condition") << int(ColumnField::Check) << u"width > (1"_s << u"not closed"_s;
        QTest::newRow("no action") << int(ColumnField::Target) << u"maker.id ON DELETE EAT"_s
                                   << u"no action"_s;
    }
    void whatIsRefusedStaysInItsCellWithTheReason()
    {
        QFETCH(int, field);
        QFETCH(QString, typed);
        QFETCH(QString, words);
        Shop on(u"box"_s);
        const schema::Schema before = on.schema;
        const QModelIndex cell = on.cell(u"width"_s, ColumnField(field));
        QVERIFY(!on.columns.setData(cell, typed));
        QVERIFY2(on.error.sentence.contains(words), qPrintable(on.error.sentence));
        QCOMPARE(cell.data(Qt::EditRole).toString(), typed);
        QVERIFY(cell.data(CellModel::FaultRole).toString().contains(words));
        QCOMPARE(on.schema, before);
        on.columns.forget(cell);
        QVERIFY(!cell.data(CellModel::FaultRole).isValid());
        QVERIFY(cell.data(Qt::EditRole).toString() != typed);
    }

    void theEmptyRowMakesAColumn()
    {
        Shop on(u"maker"_s);
        QVERIFY(on.columns.setData(on.columns.index(on.columns.newRow(), 0), u"joined_at"_s));
        QCOMPARE(on.table().columns.last().name, u"joined_at"_s);
        QCOMPARE(on.table().columns.last().type, u"DATETIME"_s);
        QVERIFY(on.columns.setData(on.columns.index(on.columns.newRow(), 0), u"rating INT NOT NULL"_s));
        QVERIFY(!on.table().column(u"rating"_s)->nullable);
        QVERIFY(on.columns.setData(on.columns.index(on.columns.newRow(), 0), u"motto"_s));
        QCOMPARE(on.table().column(u"motto"_s)->type, u"TEXT"_s);
        QCOMPARE(on.columns.rowCount(), 6);
        QCOMPARE(on.columns.index(4, 0).data(CellModel::StateRole).toInt(), int(CellModel::State::New));
        QCOMPARE(on.columns.index(0, 0).data(CellModel::StateRole).toInt(), int(CellModel::State::Same));
    }

    void columnsMoveAndGo()
    {
        Shop on(u"box"_s);
        const QPersistentModelIndex height = on.cell(u"height"_s, ColumnField::Name);
        on.columns.moveRowsOf({3, 4}, -1);
        QCOMPARE(on.table().columns[2].name, u"width"_s);
        QCOMPARE(height.row(), 3);
        on.columns.moveRowsOf({0}, -1); // It is the first already.
        QCOMPARE(on.granted, 1);
        on.columns.removeRowsOf({1});
        QVERIFY(!on.table().column(u"maker_id"_s));
        QVERIFY(on.table().foreignKeys.isEmpty());
        on.columns.removeRowsOf({height.row()});
        QVERIFY2(on.error.sentence.contains(u"CHECK"_s), qPrintable(on.error.sentence));
        QVERIFY(on.table().column(u"height"_s));
    }

    void typesThatAreUsedHereComeFirst()
    {
        const Shop on(u"box"_s);
        const QList<ui::Completion> types = on.columns.completions(on.cell(u"id"_s, ColumnField::Type));
        QCOMPARE(types.first(), (ui::Completion{u"INTEGER"_s, u"6 here"_s}));
        QVERIFY(std::ranges::any_of(types, [](const auto &each) { return each.text == "JSON"_L1; }));
        const auto targets = on.columns.completions(on.cell(u"id"_s, ColumnField::Target));
        QVERIFY(std::ranges::any_of(targets, [](const auto &each) { return each.text == "maker.code"_L1; }));
        QCOMPARE(on.columns.typeNote(0), u"INTEGER in SQLite, db.Integer in the model"_s);
    }

    void partsAreAddedEditedAndRemoved()
    {
        Shop on(u"box"_s);
        QVERIFY(on.add(PartKind::Unique, {{PartsModel::Content, u"width, Height"_s}}));
        QCOMPARE(tests::columnsOf(on.table().uniques),
                 QList<QStringList>{QStringList({u"width"_s, u"height"_s})});
        QVERIFY(on.add(PartKind::Check, {{PartsModel::Content, u"height > 0 OR width > 0"_s}}));
        QVERIFY(on.add(PartKind::ForeignKey, {{PartsModel::Target, u"part(maker, number)"_s},
                                              {PartsModel::Rules, u"on delete cascade deferrable"_s},
                                              {PartsModel::Name, u"fk_part"_s},
                                              {PartsModel::Content, u"maker_id, width"_s}}));
        const schema::ForeignKey key = on.table().foreignKeys.last();
        QCOMPARE(key.columns, QStringList({u"maker_id"_s, u"width"_s}));
        QCOMPARE(key.targetColumns, QStringList({u"maker"_s, u"number"_s}));
        QCOMPARE(key.onDelete, schema::Action::Cascade);
        QVERIFY(key.deferrable && !key.initiallyDeferred);
        QVERIFY(on.add(PartKind::Index, {{PartsModel::Rules, u"UNIQUE WHERE width > 2"_s},
                                         {PartsModel::Content, u"lower(width), height DESC"_s}}));
        const schema::Index index = on.table().indexes.last();
        QCOMPARE(index.name, u"ix_box_expr_height"_s);
        QCOMPARE(index.columns, QStringList({QString(), u"height"_s}));
        QCOMPARE(index.terms, QStringList({u"lower(width)"_s, u"height DESC"_s}));
        QVERIFY(index.unique && index.partial);
        QCOMPARE(index.condition, u"width > 2"_s);
        QCOMPARE(on.granted, 4);
        QCOMPARE(on.parts.waitingRow(), -1);
        const int row = int(on.partLines().indexOf(
            u"Foreign key | fk_part | maker_id, width | part(maker, number) | ON DELETE CASCADE DEFERRABLE"_s));
        QVERIFY(row >= 0);
        QVERIFY(on.parts.setData(on.parts.index(row, PartsModel::Rules), u"ON UPDATE CASCADE"_s));
        QCOMPARE(on.table().foreignKeys.last().id, key.id);
        QCOMPARE(on.table().foreignKeys.last().onDelete, schema::Action::NoAction);
        QList<int> rows;
        for (int each = 0; each < on.parts.rowCount(); ++each)
            rows += each;
        on.parts.removeRowsOf(rows);
        QVERIFY(on.partLines().isEmpty());
    }

    void aPartThatCannotBeSaysWhy_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("content");
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("words");
        QTest::newRow("no such column")
            << int(PartKind::Unique) << u"depth"_s << u""_s << u"no column 'depth'"_s;
        QTest::newRow("twice") << int(PartKind::Unique) << u"width, width"_s << u""_s << u"twice"_s;
        QTest::newRow("no list") << int(PartKind::Index) << u"width) (height"_s << u""_s << u"no list"_s;
        QTest::newRow("too few") << int(PartKind::ForeignKey) << u"width"_s << u"part"_s
                                 << u"as many columns"_s;
        QTest::newRow("an open end") << int(PartKind::Check) << u"width > (2"_s << u""_s << u"not closed"_s;
    }
    void aPartThatCannotBeSaysWhy()
    {
        QFETCH(int, kind);
        QFETCH(QString, content);
        QFETCH(QString, target);
        QFETCH(QString, words);
        Shop on(u"box"_s);
        const schema::Schema before = on.schema;
        QHash<int, QString> texts = {{PartsModel::Content, content}};
        if (!target.isEmpty())
            texts.insert(PartsModel::Target, target);
        QVERIFY(!on.add(PartKind(kind), texts));
        QVERIFY2(on.error.text().contains(words), qPrintable(on.error.text()));
        QCOMPARE(on.schema, before);
        const QModelIndex cell = on.parts.index(on.parts.waitingRow(), PartsModel::Content);
        QCOMPARE(cell.data(Qt::EditRole).toString(), content); // Nothing typed is lost.
        on.parts.dropWaiting();
        QCOMPARE(on.parts.waitingRow(), -1);
    }

    void aViewIsReadOnlyAndSaysWhy()
    {
        const Shop on(u"cheap"_s);
        QVERIFY2(on.columns.whyNot().contains(u"is a view"_s), qPrintable(on.columns.whyNot()));
        QCOMPARE(on.columns.newRow(), -1);
        QCOMPARE(on.columns.rowCount(), 1);
        QVERIFY(!(on.cell(u"id"_s, ColumnField::Type).flags() & Qt::ItemIsEditable));
    }
};

QTEST_GUILESS_MAIN(ColumnsModelTest)
#include "tst_columnsmodel.moc"
