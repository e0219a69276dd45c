#include "ui/theme/systemscheme.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDBusVariant>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using relata::ui::SystemScheme;

/// What the desktop portal offers, as far as SystemScheme asks.
class FakePortal : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")

public:
    uint scheme = 1;

    void tell(uint value)
    {
        scheme = value;
        QDBusMessage signal = QDBusMessage::createSignal(
            u"/org/freedesktop/portal/desktop"_s, u"org.freedesktop.portal.Settings"_s, u"SettingChanged"_s);
        signal << u"org.freedesktop.appearance"_s << u"color-scheme"_s
               << QVariant::fromValue(QDBusVariant(value));
        QDBusConnection::sessionBus().send(signal);
    }

public slots:
    QDBusVariant Read(const QString &, const QString &) // The interface names it so.
    {
        return QDBusVariant(QVariant::fromValue(QDBusVariant(scheme)));
    }
};

/// Following the desktop over a session bus: run it below dbus-run-session where there is none. Skipped on a
/// desktop with a real portal.
class SystemSchemeTest : public QObject
{
    Q_OBJECT

private:
    FakePortal m_portal;

private slots:
    void initTestCase()
    {
        QDBusConnection bus = QDBusConnection::sessionBus();
        if (!qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS") || !bus.isConnected())
            QSKIP("There is no session bus.");
        if (bus.interface()->isServiceRegistered(u"org.freedesktop.portal.Desktop"_s).value() ||
            !bus.registerService(u"org.freedesktop.portal.Desktop"_s))
            QSKIP("A real portal runs here.");
        QVERIFY(bus.registerObject(u"/org/freedesktop/portal/desktop"_s, &m_portal,
                                   QDBusConnection::ExportAllSlots));
    }

    void thePortalsAnswerComesLaterAndIsFollowed()
    {
        const SystemScheme scheme;
        QSignalSpy changes(&scheme, &SystemScheme::changed);
        QCOMPARE(scheme.scheme(), SystemScheme::Scheme::Unknown);
        QTRY_COMPARE(scheme.scheme(), SystemScheme::Scheme::Dark);
        m_portal.tell(2);
        QTRY_COMPARE(scheme.scheme(), SystemScheme::Scheme::Light);
        QCOMPARE(changes.count(), 2);
    }
};

QTEST_GUILESS_MAIN(SystemSchemeTest)
#include "tst_systemscheme.moc"
