#include "ui/editors/link/loadingsql.h"

#include "ui/editors/link/brokensql.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace relata::ui {

using namespace Qt::StringLiterals;
using insight::LoadSql;

namespace {

constexpr int kBoxHeight = 168; ///< pixels; the same for each way, so that nothing below moves

/// What a statement is for, as a comment before it.
QString remark(const LoadSql &statement, qint64 rows)
{
    switch (statement.sent) {
    case LoadSql::Sent::Once:
        return u"-- %1"_s.arg(statement.label);
    case LoadSql::Sent::PerKeys:
        return LoadingSql::tr("-- %1, once for each 500 keys").arg(statement.label);
    case LoadSql::Sent::PerRow:
        break;
    }
    return rows == 1 ? LoadingSql::tr("-- %1, once for the row").arg(statement.label)
                     : LoadingSql::tr("-- %1, again for each row").arg(statement.label);
}

} // namespace

LoadingSql::LoadingSql(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_title(new QLabel(this)), m_box(new QPlainTextEdit(this))
{
    setObjectName(u"loadingSql"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 4, 0, 0);
    column->setSpacing(4);
    auto *header = new QHBoxLayout;
    m_title->setProperty("dim", true);
    m_title->setTextFormat(Qt::PlainText);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    auto *button = new QPushButton(tr("Copy"), this);
    button->setObjectName(u"copySql"_s);
    button->setToolTip(tr("Copies the statements with all their placeholders"));
    connect(button, &QPushButton::clicked, this, &LoadingSql::copy);
    header->addWidget(m_title, 1);
    header->addWidget(button);
    column->addLayout(header);
    m_box->setObjectName(u"sqlBox"_s);
    m_box->setAccessibleName(tr("SQL of loading"));
    m_box->setReadOnly(true);
    m_box->setTabChangesFocus(true);
    m_box->setFixedHeight(kBoxHeight);
    m_box->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    column->addWidget(m_box);
    adoptTheme();
    connect(&theme, &Theme::changed, this, &LoadingSql::adoptTheme);
}

void LoadingSql::adoptTheme()
{
    m_box->setFont(m_theme.monospaceFont());
}

void LoadingSql::show(mapping::Lazy lazy, const QList<LoadSql> &statements, const insight::LoadScale &scale)
{
    m_title->setText(tr("SQL of %1").arg(mapping::lazyWord(lazy)));
    QStringList whole;
    for (const LoadSql &each : statements)
        whole += remark(each, scale.owners) + u'\n' + inClauses(each.sql) + u';';
    m_text = whole.join(u"\n\n"_s);
    const QString shown = withShortLists(m_text);
    if (m_box->toPlainText() != shown)
        m_box->setPlainText(shown);
}

void LoadingSql::copy() const
{
    QGuiApplication::clipboard()->setText(m_text);
}

} // namespace relata::ui
