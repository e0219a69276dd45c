#include "core/base/value.h"
#include "ui/browser/recordgriddelegate.h"
#include "ui/models/recordtablemodel.h"
#include "ui/theme/theme.h"

#include <QPaintEngine>
#include <QPainter>
#include <QStandardItemModel>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using base::Value;
using ui::RecordTableModel;

namespace {

/// Draws nothing, and remembers the texts.
class TextEngine : public QPaintEngine
{
public:
    TextEngine() : QPaintEngine(AllFeatures) {}
    bool begin(QPaintDevice *) override { return true; }
    bool end() override { return true; }
    void updateState(const QPaintEngineState &) override {}
    void drawPixmap(const QRectF &, const QPixmap &, const QRectF &) override {}
    void drawTextItem(const QPointF &, const QTextItem &item) override { texts += item.text(); }
    Type type() const override { return User; }

    QStringList texts;
};

class TextDevice : public QPaintDevice
{
public:
    QPaintEngine *paintEngine() const override { return &m_engine; }
    QString texts() const { return m_engine.texts.join(u'|'); }

protected:
    int metric(PaintDeviceMetric metric) const override
    {
        switch (metric) {
        case PdmDpiX:
        case PdmDpiY:
        case PdmPhysicalDpiX:
        case PdmPhysicalDpiY:
            return 96;
        case PdmDevicePixelRatio:
            return 1;
        case PdmDevicePixelRatioScaled:
            return int(devicePixelRatioFScale());
        default:
            return 1000;
        }
    }

private:
    mutable TextEngine m_engine;
};

QString painted(const Value &value, const QHash<int, QString> &roles, int width)
{
    const ui::Theme theme;
    const ui::RecordGridDelegate delegate(theme);
    QStandardItemModel model(1, 1);
    const QModelIndex cell = model.index(0, 0);
    model.setData(cell, value.toDisplay(), Qt::DisplayRole);
    model.setData(cell, QVariant::fromValue(value), RecordTableModel::ValueRole);
    for (auto role = roles.cbegin(); role != roles.cend(); ++role)
        model.setData(cell, *role, role.key());
    TextDevice device;
    QPainter painter(&device);
    QStyleOptionViewItem option;
    option.rect = QRect(0, 0, width, 26);
    delegate.paint(&painter, option, cell);
    painter.end();
    return device.texts();
}

} // namespace

/// A number that does not fit its cell is cut in its middle: its size stands at both ends.
class CutCellsTest : public QObject
{
    Q_OBJECT

private slots:
    void numbersKeepBothEndsWhereverTheyStand_data()
    {
        QTest::addColumn<int>("role");
        QTest::addColumn<QString>("beside");
        QTest::newRow("alone") << -1 << QString();
        QTest::newRow("after a parent's title")
            << int(RecordTableModel::ParentTitleRole) << u"A parent with quite a long title"_s;
        QTest::newRow("beside another class") << int(RecordTableModel::MisfitRole) << u"real"_s;
    }
    void numbersKeepBothEndsWhereverTheyStand()
    {
        QFETCH(int, role);
        QFETCH(QString, beside);
        QHash<int, QString> roles;
        if (role >= 0)
            roles.insert(role, beside);
        const QString whole = painted(Value::real(-1.2345678901234568e-300), roles, 2000);
        QVERIFY2(whole.contains(u"-1.2345678901234568e-300"_s), qPrintable(whole));
        const QString cut = painted(Value::real(-1.2345678901234568e-300), roles, 180);
        QVERIFY2(cut.contains(u'…') && cut.contains(u"-1."_s) && cut.contains(u"00"_s), qPrintable(cut));
        const QString text = painted(Value::text(u"a text that is much too long for its cell"_s), roles, 180);
        QVERIFY2(text.contains(u"a t"_s) && !text.contains(u"cell"_s), qPrintable(text));
    }
};

QTEST_MAIN(CutCellsTest)
#include "tst_cutcells.moc"
