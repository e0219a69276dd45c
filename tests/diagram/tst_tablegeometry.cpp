#include "ui/diagram/items/tablegeometry.h"

#include "diagramfixture.h"

using namespace relata;
using namespace relata::tests;
using ui::CardFold;
using ui::CardRow;
using ui::TableGeometry;

namespace {

/// Ten units a letter, whatever the font.
ui::TextWidths tenALetter()
{
    const auto width = [](const QString &text) { return 10.0 * qreal(text.size()); };
    return {width, width, width};
}

schema::Table wide(int columns)
{
    schema::Table made = table(1, u"t"_s, {column(u"id"_s, u"INTEGER"_s, false)});
    for (int i = 1; i < columns; ++i)
        made.columns.append(column(u"c%1"_s.arg(i), u"TEXT"_s));
    return made;
}

TableGeometry geometryOf(const schema::Table &made, CardFold fold = CardFold::Folded)
{
    return TableGeometry(made, tenALetter(), fold);
}

} // namespace

class TableGeometryTest : public QObject
{
    Q_OBJECT

private slots:
    void rowsFollowTheHeaderWithoutGapsInDeclaredOrder()
    {
        const TableGeometry geometry = geometryOf(blog().tables.at(1));
        QCOMPARE(geometry.rows().size(), 3);
        QVERIFY(geometry.rows().first().rect.top() >= geometry.header().bottom());
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(geometry.rows().at(i).column, i);
            QCOMPARE(geometry.rows().at(i).rect.height(), TableGeometry::kRowHeight);
            if (i > 0)
                QCOMPARE(geometry.rows().at(i).rect.top(), geometry.rows().at(i - 1).rect.bottom());
        }
        QVERIFY(geometry.rect().contains(geometry.rows().last().rect));
    }

    void theWidthFollowsTheContentsWithinItsBounds()
    {
        QCOMPARE(geometryOf(table(1, u"t"_s, {column(u"a"_s, {})}, {})).size().width(),
                 TableGeometry::kMinWidth);
        const schema::Table long_ = table(1, u"t"_s, {column(QString(80, u'x'), u"TEXT"_s)}, {});
        QCOMPARE(geometryOf(long_).size().width(), TableGeometry::kMaxWidth);
        const schema::Table middle = table(1, u"t"_s, {column(QString(12, u'x'), u"TEXT"_s)}, {});
        const qreal width = geometryOf(middle).size().width();
        QVERIFY(width > TableGeometry::kMinWidth && width < TableGeometry::kMaxWidth);
    }

    void theRowOfAColumnIsFoundWhateverItsLetterCase()
    {
        const TableGeometry geometry = geometryOf(blog().tables.at(1));
        QCOMPARE(geometry.rowY(u"AUTHOR_ID"_s), geometry.rows().at(1).rect.center().y());
        QCOMPARE(geometry.rowAt(geometry.rows().at(2).rect.center())->column, 2);
    }

    void anUnknownColumnMeetsTheHeader()
    {
        QCOMPARE(geometryOf(blog().tables.at(1)).rowY(u"nothing"_s), TableGeometry::kHeaderHeight / 2);
    }

    void aPointInTheHeaderIsInNoRow()
    {
        const TableGeometry geometry = geometryOf(blog().tables.at(1));
        QVERIFY(!geometry.rowAt(geometry.header().center()));
        QVERIFY(!geometry.rowAt({-5, 50}));
    }

    void aTableOfTwentyFourColumnsShowsThemAll()
    {
        const TableGeometry geometry = geometryOf(wide(24));
        QCOMPARE(geometry.rows().size(), 24);
        QCOMPARE(geometry.rows().last().kind, CardRow::Kind::Column);
    }

    void aLongerTableFoldsAllButItsFirstColumns()
    {
        const TableGeometry geometry = geometryOf(wide(40));
        QCOMPARE(geometry.rows().size(), 24);
        QCOMPARE(geometry.rows().last().kind, CardRow::Kind::More);
        QCOMPARE(geometry.rows().last().text, u"… 17 more"_s);
        QCOMPARE(geometry.rowY(u"c39"_s), geometry.rows().last().rect.center().y());
    }

    void keysAndForeignKeysOfALongTableAreNeverFoldedAway()
    {
        schema::Table made = wide(40);
        made.primaryKey = {u"c38"_s};
        made.foreignKeys = {foreignKey(1, u"c39"_s, u"other"_s)};
        const TableGeometry geometry = geometryOf(made);
        QCOMPARE(geometry.rows().at(0).column, 38);
        QCOMPARE(geometry.rows().at(1).column, 39);
        QCOMPARE(geometry.rows().at(2).column, 0);
    }

    void anUnfoldedTableShowsEveryColumnAndTheWayBack()
    {
        const TableGeometry geometry = geometryOf(wide(40), CardFold::Unfolded);
        QCOMPARE(geometry.rows().size(), 41);
        QCOMPARE(geometry.rows().last().kind, CardRow::Kind::Fewer);
    }

    void aBrokenTableSaysWhyInAtMostThreeLines()
    {
        schema::Table made = table(1, u"t"_s, {}, {});
        made.kind = schema::TableKind::Broken;
        made.error =
            u"no such module: fts9 and some more words of the database about what is wrong with this table here"_s;
        const TableGeometry geometry = geometryOf(made);
        QCOMPARE(geometry.rows().size(), 3);
        QStringList lines;
        for (const CardRow &row : geometry.rows()) {
            QCOMPARE(row.kind, CardRow::Kind::Reason);
            lines.append(row.text);
        }
        QCOMPARE(lines.join(u' '), made.error);
    }

    void aColumnThatIsBothKeysGetsRoomForBothMarks()
    {
        schema::Table made = blog().tables.at(1);
        const qreal one = geometryOf(made).markWidth();
        made.foreignKeys = {foreignKey(1, u"id"_s, u"author"_s)};
        QVERIFY(geometryOf(made).markWidth() > one);
    }
};

QTEST_MAIN(TableGeometryTest)
#include "tst_tablegeometry.moc"
