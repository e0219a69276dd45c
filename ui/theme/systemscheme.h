#pragma once

#include <QDBusVariant>
#include <QObject>

namespace relata::ui {

/// Whether the desktop prefers dark windows: the color-scheme of the desktop portal, asked over D-Bus without
/// waiting and followed from then on. Unknown until the answer comes, and for good where no portal answers.
/// Owned by Theme; GUI thread.
class SystemScheme : public QObject
{
    Q_OBJECT

public:
    enum class Scheme { Unknown, Light, Dark };
    Q_ENUM(Scheme)

    explicit SystemScheme(QObject *parent = nullptr);

    Scheme scheme() const { return m_scheme; }

    /// The scheme that the portal's value means: 1 dark, 2 light, 0 no preference. Read answers with a
    /// variant inside a variant.
    static Scheme fromPortal(const QVariant &value);

signals:
    void changed();

private slots:
    void readSetting(const QString &group, const QString &key, const QDBusVariant &value);

private:
    void askPortal();
    void setScheme(Scheme scheme);

    Scheme m_scheme = Scheme::Unknown;
};

} // namespace relata::ui
