#include "ui/editors/table/tableheader.h"

#include "core/project/designdocument.h"
#include "core/schema/partids.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace relata::ui {

using namespace Qt::StringLiterals;

TableHeader::TableHeader(const project::DesignDocument &document, base::TableId table, const Theme &theme,
                         QWidget *parent)
    : QWidget(parent),
      m_document(document),
      m_table(table),
      m_name(new QLineEdit(this)),
      m_classCaption(new QLabel(tr("Class"), this)),
      m_class(new QLineEdit(this)),
      m_comment(new QLineEdit(this)),
      m_state(new QLabel(this))
{
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(8, 8, 8, 8);
    rows->setSpacing(8);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    auto *second = new QHBoxLayout;
    second->setSpacing(16);
    rows->addLayout(row);
    rows->addLayout(second);
    makeField(*m_name, u"tableName"_s, tr("Name of the table"));
    makeField(*m_class, u"className"_s, tr("Name of the class"));
    m_name->setFont(theme.titleFont());
    m_classCaption->setProperty("dim", true);
    makeField(*m_comment, u"tableComment"_s, tr("What the table is for"));
    m_comment->setPlaceholderText(tr("What the table is for"));
    m_comment->setMaximumWidth(QWIDGETSIZE_MAX);
    second->addWidget(m_comment, 1);
    addOption(*second, TableOption::WithoutRowid, u"withoutRowid"_s, tr("WITHOUT ROWID"),
              tr("The rows lie in the primary key itself, which the table then needs"));
    addOption(*second, TableOption::Strict, u"strict"_s, tr("STRICT"),
              tr("SQLite refuses values that are not of a column's type"));
    addOption(*second, TableOption::Autoincrement, u"autoincrement"_s, tr("AUTOINCREMENT"),
              tr("A key that a deleted row had is never given to another one"));
    m_state->setObjectName(u"tableState"_s);
    m_state->setProperty("dim", true);
    row->addWidget(m_name, 3);
    row->addWidget(m_classCaption);
    row->addWidget(m_class, 2);
    row->addStretch(1);
    row->addWidget(m_state);
    connect(m_name, &QLineEdit::editingFinished, this, &TableHeader::takeName);
    connect(m_class, &QLineEdit::editingFinished, this, &TableHeader::takeClass);
    connect(m_comment, &QLineEdit::editingFinished, this, &TableHeader::takeComment);
    connect(&theme, &Theme::changed, this, [this, &theme] { m_name->setFont(theme.titleFont()); });
    renew();
}

void TableHeader::addOption(QBoxLayout &row, TableOption option, const QString &objectName,
                            const QString &caption, const QString &tip)
{
    auto *box = new QCheckBox(caption, this);
    box->setObjectName(objectName);
    box->setToolTip(tip);
    row.addWidget(box);
    m_options.insert(option, box);
    connect(box, &QCheckBox::toggled, this, [this, option](bool isOn) { takeOption(option, isOn); });
}

void TableHeader::makeField(QLineEdit &field, const QString &objectName, const QString &accessibleName)
{
    field.setObjectName(objectName);
    field.setAccessibleName(accessibleName);
    field.setToolTip(accessibleName);
    field.setMinimumWidth(96);
    field.setMaximumWidth(280);
    field.installEventFilter(this);
}

QString TableHeader::className() const
{
    const schema::Table *table = m_document.schema().table(m_table);
    const mapping::MappedClass *mapped = table ? m_document.schema().classOf(table->name) : nullptr;
    return mapped ? mapped->name : QString();
}

void TableHeader::show(QLineEdit &field, const QString &text)
{
    if (!field.isModified() && field.text() != text)
        field.setText(text);
}

void TableHeader::renew()
{
    const schema::Table *table = m_document.schema().table(m_table);
    if (!table)
        return;
    const bool isEditable = table->kind == schema::TableKind::Table;
    show(*m_name, table->name);
    m_name->setReadOnly(!isEditable);
    show(*m_class, className());
    m_class->setVisible(!className().isEmpty());
    m_classCaption->setVisible(!className().isEmpty());
    show(*m_comment, table->comment);
    m_comment->setReadOnly(!isEditable);
    const bool isSqlite = m_document.schema().engine.isEmpty() || m_document.schema().engine == "sqlite"_L1;
    for (auto option = m_options.cbegin(); option != m_options.cend(); ++option) {
        const QSignalBlocker silence(*option);
        (*option)->setChecked(hasOption(*table, option.key()));
        (*option)->setVisible(isEditable && isSqlite);
        (*option)->setEnabled(option.key() != TableOption::Autoincrement || !table->rowidAlias.isEmpty());
    }
    const schema::Table *stored = m_document.baseline().table(m_table);
    const bool hasDatabase = !m_document.baseline().tables.isEmpty();
    m_state->setText(!hasDatabase                               ? QString()
                     : !stored                                  ? tr("new, not in the database yet")
                     : schema::sameForDatabase(*stored, *table) ? QString()
                                                                : tr("changed, not in the database yet"));
}

bool TableHeader::commit()
{
    if (m_name->isModified())
        takeName();
    if (m_class->isModified())
        takeClass();
    if (m_comment->isModified())
        takeComment();
    return !m_name->isModified() && !m_class->isModified() && !m_comment->isModified();
}

bool TableHeader::take(QLineEdit &field, const Plan &plan)
{
    field.setModified(!plan);
    if (!plan) {
        emit refused(plan.error(), &field);
        return false;
    }
    field.setText(QString(field.text())); // Ctrl+Z is the design's again.
    emit mended();
    if (!plan->changes.isEmpty())
        emit changeRequested(*plan);
    renew();
    return true;
}

void TableHeader::takeName()
{
    if (m_name->isModified())
        take(*m_name, planTableName(m_document.design().schema, m_table, m_name->text().trimmed()));
}

void TableHeader::takeClass()
{
    if (m_class->isModified())
        take(*m_class, planClassName(m_document.design(), m_table, m_class->text().trimmed()));
}

void TableHeader::takeComment()
{
    if (m_comment->isModified())
        take(*m_comment,
             planTableComment(m_document.design().schema, m_table, m_comment->text().simplified()));
}

void TableHeader::takeOption(TableOption option, bool isOn)
{
    const Plan plan = planOption(m_document.design().schema, m_table, option, isOn);
    if (!plan)
        emit refused(plan.error(), m_options.value(option));
    else if (!plan->changes.isEmpty())
        emit changeRequested(*plan);
    renew();
}

/// Escape gives a field back what the design says; the next one leaves. Where nothing is being typed Undo is
/// the design's.
bool TableHeader::eventFilter(QObject *watched, QEvent *event)
{
    auto *field = qobject_cast<QLineEdit *>(watched);
    if (field && !field->isModified() && event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) {
            event->ignore();
            return true;
        }
    }
    const bool isEscape =
        event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape;
    if (!field || !isEscape || !field->isModified())
        return QWidget::eventFilter(watched, event);
    field->setModified(false);
    renew();
    field->selectAll();
    emit mended();
    return true;
}

} // namespace relata::ui
