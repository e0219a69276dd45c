#pragma once

#include "core/insight/loadsql.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;

namespace relata::ui {

class Theme;

/// The statements of one way of loading as text, in a box of a fixed height, with a button that copies them
/// whole. GUI thread.
class LoadingSql : public QWidget
{
    Q_OBJECT

public:
    explicit LoadingSql(const Theme &theme, QWidget *parent = nullptr);

    /// @param scale for which the statements were listed
    void show(mapping::Lazy lazy, const QList<insight::LoadSql> &statements, const insight::LoadScale &scale);
    /// Whole, as it is copied.
    QString text() const { return m_text; }

private:
    void adoptTheme();
    void copy() const;

    const Theme &m_theme;
    QLabel *m_title;
    QPlainTextEdit *m_box;
    QString m_text;
};

} // namespace relata::ui
