#include "inspector.h"

#include "core/schema/schemacheck.h"
#include "core/schema/viewcolumns.h"
#include "ui/theme/foreigntext.h"
#include "ui/theme/longtext.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace relata::ui {

using namespace Qt::StringLiterals;
using schema::Relationship;

namespace {

constexpr int kTitleLines = 3;
constexpr int kTitleLength = 200; ///< characters

QString directionWords(const Relationship &side)
{
    switch (side.direction) {
    case schema::Direction::OneToMany:
        return side.uselist ? Inspector::tr("one to many") : Inspector::tr("one to one");
    case schema::Direction::ManyToOne:
        return Inspector::tr("many to one");
    case schema::Direction::ManyToMany:
        break;
    }
    return Inspector::tr("many to many");
}

constexpr int kLongestRun = 24; ///< characters that have to fit into the dock's width

/// Lets a long name break after its underscores, dots and before its capitals, and where it has none of them.
QString breakable(const QString &text)
{
    QString result;
    int run = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool capital = i > 0 && text[i].isUpper() && text[i - 1].isLower();
        const bool isTooLong = run >= kLongestRun && !text[i].isLowSurrogate() && !text[i].isMark();
        if (capital || isTooLong) {
            result += QChar(0x200b);
            run = 0;
        }
        run = text[i].isLetterOrNumber() ? run + 1 : 0;
        result += text[i];
        if (text[i] == u'_' || text[i] == u'.')
            result += QChar(0x200b);
    }
    return result;
}

QString joinWords(const schema::Table &child, const schema::ForeignKey &key)
{
    QStringList parts;
    for (int i = 0; i < key.columns.size(); ++i)
        parts += child.name + u'.' + key.columns[i] + u" = "_s + key.table + u'.' +
                 key.targetColumns.value(i, u"?"_s);
    return parts.join(u"\nand "_s);
}

QString modelLine(const Relationship &side)
{
    QString line = side.name + u" = db.relationship(\n    \""_s + side.target + u"\","_s;
    if (!side.secondary.isNull())
        line += u"\n    secondary=\""_s + side.secondary + u"\","_s;
    if (!side.uselist && side.direction == schema::Direction::OneToMany)
        line += u"\n    uselist=False,"_s;
    return line + u"\n    back_populates=\""_s + side.backPopulates + u"\",\n    lazy=\""_s +
           schema::lazyWord(side.lazy) + u"\")"_s;
}

} // namespace

Inspector::Inspector(const Theme &theme, QWidget *parent) : QScrollArea(parent), m_theme(theme)
{
    setObjectName(u"inspector"_s);
    setFrameShape(NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void Inspector::showNothing(const schema::Schema &schema)
{
    begin({}, tr("Nothing selected"));
    addText(tr("Select a table or a link to see what it is."));
    const QList<schema::Problem> problems = schema::checkSchema(schema);
    if (!problems.isEmpty())
        addHeading(problems.size() == 1 ? tr("1 problem") : tr("%L1 problems").arg(problems.size()));
    for (const schema::Problem &problem : problems.mid(0, 50))
        addText(u"• "_s + problem.text);
    end();
}

void Inspector::showTable(const schema::Schema &schema, base::TableId id)
{
    const schema::Table *table = schema.table(id);
    if (!table)
        return showNothing(schema);
    begin(schema::kindWord(table->kind), table->name);
    if (const schema::MappedClass *mapped = schema.classOf(table->name))
        addRow(tr("Class"), mapped->name);
    addRow(tr("Primary key"), table->primaryKey.isEmpty() ? tr("none") : table->primaryKey.join(u", "_s));
    if (!table->triggers.isEmpty())
        addRow(tr("Triggers"), table->triggers.join(u", "_s));
    if (!table->error.isEmpty())
        addText(table->error);
    if (schema::isUnreadView(*table))
        addText(
            tr("Its columns have not been read: SQLite takes long for this view. Browse it to read them."));
    addHeading(tr("Columns"));
    for (const schema::Column &column : table->columns) {
        QString words = column.type.isEmpty() ? tr("no type") : column.type;
        if (!column.nullable)
            words += tr(" · not null");
        if (column.defaultValue)
            words += tr(" · default %1").arg(*column.defaultValue);
        if (!column.collation.isEmpty())
            words += tr(" · collate %1").arg(column.collation);
        if (column.generated != schema::Generated::No)
            words += tr(" · computed");
        addRow(column.name, words);
    }
    if (const schema::MappedClass *mapped = schema.classOf(table->name);
        mapped && !mapped->relationships.isEmpty()) {
        addHeading(tr("Relationships"));
        for (const Relationship &side : mapped->relationships)
            addRow(side.name, side.target + u" · "_s + directionWords(side));
    }
    QStringList constraints;
    for (const QStringList &unique : table->uniques)
        constraints += tr("UNIQUE (%1)").arg(unique.join(u", "_s));
    for (const QString &check : table->checks)
        constraints += tr("CHECK (%1)").arg(check);
    for (const schema::Index &index : table->indexes) {
        const QStringList &terms = index.terms.isEmpty() ? index.columns : index.terms;
        QString words = (index.unique ? tr("unique index %1 (%2)") : tr("index %1 (%2)"))
                            .arg(index.name, terms.join(u", "_s));
        if (index.partial)
            words += tr(" for rows where %1").arg(index.condition);
        constraints += words;
    }
    if (!constraints.isEmpty())
        addHeading(tr("Constraints and indexes"));
    for (const QString &constraint : std::as_const(constraints))
        addText(constraint, true);
    end();
}

void Inspector::showLink(const schema::Schema &schema, base::LinkId id)
{
    const schema::Table *child = schema.tableOfLink(id);
    const schema::ForeignKey *key = child ? child->foreignKey(id) : nullptr;
    if (!key)
        return showNothing(schema);
    const Relationship *childSide = schema.childSide(id);
    const Relationship *parentSide = schema.parentSide(id);
    if (childSide && parentSide)
        begin(tr("relationship"), parentSide->backPopulates.isEmpty()
                                      ? childSide->name
                                      : childSide->target + u'.' + parentSide->name + u" ↔ "_s +
                                            parentSide->target + u'.' + childSide->name);
    else
        begin(tr("foreign key"), child->name + u" → "_s + key->table);
    if (parentSide)
        addRow(tr("Direction"), directionWords(*parentSide));
    addRow(tr("Join"), joinWords(*child, *key));
    if (parentSide)
        addRow(tr("Loading"), schema::lazyWord(parentSide->lazy));
    if (childSide)
        addRow(tr("Other side"), schema::lazyWord(childSide->lazy));
    addRow(tr("Constraint"), key->name.isEmpty() ? tr("no name") : key->name);
    addRow(tr("On delete"), schema::actionWords(key->onDelete));
    addRow(tr("On update"), schema::actionWords(key->onUpdate));
    if (key->deferrable)
        addRow(tr("Checked"),
               key->initiallyDeferred ? tr("at the end of the transaction") : tr("at once, deferrable"));
    if (parentSide) {
        addHeading(tr("Model code"));
        addText(modelLine(*parentSide), true);
    }
    if (childSide)
        addText(modelLine(*childSide), true);
    end();
}

void Inspector::begin(const QString &kind, const QString &title)
{
    m_text.clear();
    m_page = new QWidget;
    m_page->setObjectName(u"inspectorPage"_s);
    m_layout = new QVBoxLayout(m_page);
    m_layout->setContentsMargins(12, 8, 12, 12);
    m_layout->setSpacing(8);
    if (!kind.isEmpty())
        addHeading(kind);
    auto *label = new QLabel(m_page);
    label->setFont(m_theme.titleFont());
    label->setWordWrap(true);
    label->setText(breakable(shortened(title, kTitleLines, kTitleLength)));
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_layout->addWidget(label);
    m_text += title + u'\n';
}

void Inspector::addRow(const QString &name, const QString &value)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    auto *left = new QLabel(m_page);
    left->setProperty("dim", true);
    left->setFixedWidth(104);
    left->setText(left->fontMetrics().elidedText(inOneShortLine(name), Qt::ElideRight, 104));
    left->setToolTip(toolTipOf(name));
    left->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_text += name + u": "_s + value + u'\n';
    if (isLong(value)) {
        row->addWidget(left, 1);
        m_layout->addLayout(row);
        addLongText(value, false);
        return;
    }
    auto *right = new QLabel(m_page);
    right->setWordWrap(true);
    right->setTextInteractionFlags(Qt::TextSelectableByMouse);
    right->setMinimumWidth(0);
    right->setSizePolicy(QSizePolicy::Ignored,
                         QSizePolicy::Minimum); // A long name must not widen the dock's page.
    right->setText(breakable(value));
    row->addWidget(left);
    row->addWidget(right, 1);
    m_layout->addLayout(row);
}

void Inspector::addHeading(const QString &text)
{
    auto *label = new QLabel(text.toUpper(), m_page);
    label->setFont(m_theme.headingFont());
    label->setProperty("dim", true);
    m_layout->addSpacing(4);
    m_layout->addWidget(label);
}

void Inspector::addText(const QString &text, bool monospace)
{
    m_text += text + u'\n';
    if (isLong(text)) {
        addLongText(text, monospace);
        return;
    }
    auto *label = new QLabel(text, m_page);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    if (monospace)
        label->setFont(m_theme.monospaceFont());
    m_layout->addWidget(label);
}

void Inspector::addLongText(const QString &text, bool monospace)
{
    auto *whole = new LongText(m_page);
    if (monospace)
        whole->setFont(m_theme.monospaceFont());
    whole->setText(text);
    m_layout->addWidget(whole);
}

void Inspector::end()
{
    m_layout->addStretch(1);
    setWidget(m_page); // The page before is deleted.
}

} // namespace relata::ui
