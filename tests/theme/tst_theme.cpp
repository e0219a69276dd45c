#include "ui/theme/theme.h"

#include "ui/theme/iconengine.h"
#include "ui/theme/systemscheme.h"
#include "ui/theme/themesheet.h"

#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QIcon>
#include <QPalette>
#include <QPushButton>
#include <QSignalSpy>
#include <QStyleOptionComboBox>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace relata::ui;

namespace {

double luminance(const QColor &colour)
{
    const auto linear = [](double part) {
        return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
}

/// The contrast of WCAG 2: 1 to 21.
double contrast(const QColor &a, const QColor &b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    return (qMax(first, second) + 0.05) / (qMin(first, second) + 0.05);
}

/// The colour of the icon's most opaque pixel.
QColor inkOf(const QIcon &icon, QIcon::Mode mode = QIcon::Normal, QIcon::State state = QIcon::Off)
{
    const QImage image = icon.pixmap(QSize(32, 32), 1, mode, state).toImage();
    QColor ink(0, 0, 0, 0);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y).alpha() > ink.alpha())
                ink = image.pixelColor(x, y);
        }
    }
    return ink;
}

} // namespace

/// Tokens, palette, style sheet and icons of both themes.
class ThemeTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QString m_icon;

    QIcon icon(const Theme &theme, QColor Tokens::*colour = &Tokens::text) const
    {
        return QIcon(new IconEngine(m_icon, colour, &theme));
    }

private slots:
    void initTestCase()
    {
        m_icon = m_folder.filePath(u"square.svg"_s);
        QFile file(m_icon);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"16\" height=\"16\" viewBox=\"0 0 16 16\">"
            "<rect x=\"2\" y=\"2\" width=\"12\" height=\"12\" fill=\"#000000\"/></svg>");
    }

    void textsContrastWithWhatTheyStandOn_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<QColor>("text");
        QTest::addColumn<QColor>("ground");
        for (const Tokens *tokens : {&lightTokens(), &darkTokens()}) {
            const char *name = tokens->isDark ? "dark" : "light";
            const auto add = [&](const char *pair, const QColor &text, const QColor &ground) {
                QTest::addRow("%s %s", name, pair) << tokens->isDark << text << ground;
            };
            add("text on window", tokens->text, tokens->window);
            add("text on pane", tokens->text, tokens->pane);
            add("text on selection", tokens->text, tokens->accentSoft);
            add("dim on window", tokens->dim, tokens->window);
            add("dim on pane", tokens->dim, tokens->pane);
            add("accent on pane", tokens->accent, tokens->pane);
            add("text on accent", tokens->onAccent, tokens->accent);
            add("new", tokens->newText, tokens->newRow);
            add("changed", tokens->changedText, tokens->changedRow);
            add("deleted", tokens->deletedText, tokens->deletedRow);
            add("error on pane", tokens->deletedText, tokens->pane);
        }
    }
    void textsContrastWithWhatTheyStandOn()
    {
        QFETCH(QColor, text);
        QFETCH(QColor, ground);
        QVERIFY2(contrast(text, ground) >= 4.5, qPrintable(QString::number(contrast(text, ground))));
    }

    void marksContrastWithThePane()
    {
        for (const Tokens *tokens : {&lightTokens(), &darkTokens()}) {
            for (const QColor &mark : {tokens->key, tokens->foreignKey, tokens->link})
                QVERIFY2(contrast(mark, tokens->pane) >= 3, qPrintable(mark.name()));
        }
    }

    void aChangeIsToldOnce()
    {
        Theme theme;
        theme.setChoice(Theme::Choice::Light);
        QSignalSpy changes(&theme, &Theme::changed);
        theme.setChoice(Theme::Choice::Dark);
        QCOMPARE(changes.count(), 1);
        theme.setFontSize(14);
        QCOMPARE(changes.count(), 2);
    }

    void theSameChoiceTwiceDoesNothing()
    {
        Theme theme;
        theme.setChoice(Theme::Choice::Dark);
        QSignalSpy changes(&theme, &Theme::changed);
        theme.setChoice(Theme::Choice::Dark);
        theme.setFontSize(0);
        QCOMPARE(changes.count(), 0);
        QCOMPARE(theme.choice(), Theme::Choice::Dark);
    }

    void paletteAndSheetFollowTheChoice()
    {
        Theme theme;
        theme.setChoice(Theme::Choice::Dark);
        QCOMPARE(QApplication::palette().color(QPalette::Base), darkTokens().pane);
        QCOMPARE(QApplication::palette().color(QPalette::Text), darkTokens().text);
        QVERIFY(qApp->styleSheet().contains(darkTokens().pane.name()));
        theme.setChoice(Theme::Choice::Light);
        QCOMPARE(QApplication::palette().color(QPalette::Base), lightTokens().pane);
        QVERIFY(QApplication::palette().color(QPalette::Disabled, QPalette::Text) != lightTokens().text);
        QVERIFY(!qApp->styleSheet().contains(darkTokens().pane.name()));
        QVERIFY(!styleSheetOf(theme).contains(u'@'));
    }

    void sizesOfFontsFollowTheBase()
    {
        Theme theme;
        theme.setFontSize(13);
        QCOMPARE(theme.baseFont().pointSize(), 13);
        QVERIFY(qAbs(theme.smallFont().pointSizeF() - 12) < 0.1);
        QVERIFY(qAbs(theme.tinyFont().pointSizeF() - 11) < 0.1);
        QVERIFY(qAbs(theme.titleFont().pointSizeF() - 15) < 0.1);
        QCOMPARE(QApplication::font().pointSize(), 13);
        theme.setFontSize(30);
        QVERIFY(theme.rowHeight() > 40);
        theme.setFontSize(0);
    }

    void anIconMadeOnceFollowsTheTheme()
    {
        Theme theme;
        theme.setChoice(Theme::Choice::Light);
        const QIcon made = icon(theme);
        QCOMPARE(inkOf(made), lightTokens().text);
        theme.setChoice(Theme::Choice::Dark);
        QCOMPARE(inkOf(made), darkTokens().text);
        QCOMPARE(inkOf(icon(theme, &Tokens::onAccent)), darkTokens().onAccent);
    }

    void anIconShowsItsStateByItsColour()
    {
        Theme theme;
        theme.setChoice(Theme::Choice::Light);
        const QIcon made = icon(theme);
        QCOMPARE(inkOf(made, QIcon::Normal, QIcon::On), lightTokens().accent);
        const QColor disabled = inkOf(made, QIcon::Disabled);
        QVERIFY(contrast(disabled, lightTokens().pane) < contrast(lightTokens().dim, lightTokens().pane));
        QCOMPARE(inkOf(icon(theme, &Tokens::key), QIcon::Normal, QIcon::On), lightTokens().key);
    }

    void anIconIsRenderedAtTheDevicesPixels()
    {
        Theme theme;
        const QPixmap doubled = icon(theme).pixmap(QSize(16, 16), 2.0);
        QCOMPARE(doubled.size(), QSize(32, 32));
        QCOMPARE(doubled.devicePixelRatio(), 2.0);
        const QImage image = doubled.toImage();
        QCOMPARE(image.pixelColor(3, 16).alpha(), 0);
        QCOMPARE(image.pixelColor(4, 16).alpha(), 255);
    }

    void anIconOutlivesItsTheme()
    {
        QIcon made;
        {
            Theme theme;
            theme.setChoice(Theme::Choice::Dark);
            made = icon(theme);
        }
        QCOMPARE(inkOf(made), lightTokens().text);
    }

    void anUnknownIconIsNull()
    {
        Theme theme;
        QVERIFY(theme.icon(u"no-such-icon"_s).isNull());
    }

    void aWidgetShownInBothThemesIsPaintedDifferently()
    {
        Theme theme;
        QPushButton button(u"Save"_s);
        button.setProperty("primary", true);
        theme.setChoice(Theme::Choice::Light);
        const QImage light = button.grab().toImage();
        theme.setChoice(Theme::Choice::Dark);
        const QImage dark = button.grab().toImage();
        QCOMPARE(light.pixelColor(6, light.height() / 2), lightTokens().accent);
        QCOMPARE(dark.pixelColor(6, dark.height() / 2), darkTokens().accent);
    }

    void aComboBoxHasRoomForItsLongestEntry()
    {
        const Theme theme;
        QComboBox combo;
        combo.addItem(u"Flask-SQLAlchemy: db.Column"_s);
        combo.resize(combo.sizeHint());
        QStyleOptionComboBox option;
        option.initFrom(&combo);
        const QRect field =
            combo.style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, &combo);
        QVERIFY(field.width() >= combo.fontMetrics().horizontalAdvance(combo.itemText(0)));
    }

    void thePortalsNumberIsRead()
    {
        using Scheme = SystemScheme::Scheme;
        const auto wrapped = [](uint value) {
            return QVariant::fromValue(QDBusVariant(QVariant::fromValue(QDBusVariant(value))));
        };
        QCOMPARE(SystemScheme::fromPortal(wrapped(1)), Scheme::Dark);
        QCOMPARE(SystemScheme::fromPortal(QVariant::fromValue(QDBusVariant(2U))), Scheme::Light);
        QCOMPARE(SystemScheme::fromPortal(wrapped(0)), Scheme::Unknown);
        QCOMPARE(SystemScheme::fromPortal(u"dark"_s), Scheme::Unknown);
    }
};

QTEST_MAIN(ThemeTest)
#include "tst_theme.moc"
