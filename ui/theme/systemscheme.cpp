#include "ui/theme/systemscheme.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QFileInfo>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

const QString &portalService()
{
    static const QString name = u"org.freedesktop.portal.Desktop"_s;
    return name;
}

const QString &portalPath()
{
    static const QString path = u"/org/freedesktop/portal/desktop"_s;
    return path;
}

const QString &portalInterface()
{
    static const QString name = u"org.freedesktop.portal.Settings"_s;
    return name;
}

const QString &appearanceGroup()
{
    static const QString name = u"org.freedesktop.appearance"_s;
    return name;
}

const QString &schemeKey()
{
    static const QString name = u"color-scheme"_s;
    return name;
}

/// Without a running bus libdbus would start one, which takes its time.
bool hasSessionBus()
{
    return qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS") ||
           QFileInfo::exists(qEnvironmentVariable("XDG_RUNTIME_DIR") + u"/bus"_s);
}

} // namespace

SystemScheme::SystemScheme(QObject *parent) : QObject(parent)
{
    if (!hasSessionBus())
        return;
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    // Qt 6.4 refuses a slot with a QDBusVariant until something has used that type.
    qDBusRegisterMetaType<QDBusVariant>();
    // No service name here: with one, QtDBus asks the bus for its owner and waits for the answer.
    bus.connect(QString(), portalPath(), portalInterface(), u"SettingChanged"_s,
                QStringList{appearanceGroup(), schemeKey()}, QString(), this,
                SLOT(readSetting(QString, QString, QDBusVariant)));
    askPortal();
}

SystemScheme::Scheme SystemScheme::fromPortal(const QVariant &value)
{
    QVariant inner = value;
    while (inner.canConvert<QDBusVariant>())
        inner = inner.value<QDBusVariant>().variant();
    switch (inner.toUInt()) {
    case 1:
        return Scheme::Dark;
    case 2:
        return Scheme::Light;
    default:
        return Scheme::Unknown;
    }
}

void SystemScheme::readSetting(const QString &group, const QString &key, const QDBusVariant &value)
{
    if (group == appearanceGroup() && key == schemeKey())
        setScheme(fromPortal(QVariant::fromValue(value)));
}

void SystemScheme::askPortal()
{
    QDBusMessage question =
        QDBusMessage::createMethodCall(portalService(), portalPath(), portalInterface(), u"Read"_s);
    question << appearanceGroup() << schemeKey();
    auto *watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(question), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this](QDBusPendingCallWatcher *finished) {
        const QDBusPendingReply<QDBusVariant> reply = *finished;
        if (reply.isValid())
            setScheme(fromPortal(QVariant::fromValue(reply.value())));
        finished->deleteLater();
    });
}

void SystemScheme::setScheme(Scheme scheme)
{
    if (m_scheme == scheme)
        return;
    m_scheme = scheme;
    emit changed();
}

} // namespace relata::ui
