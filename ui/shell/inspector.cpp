#include "inspector.h"

#include "core/schema/viewcolumns.h"
#include "ui/theme/foreigntext.h"
#include "ui/theme/longtext.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace relata::ui {

using namespace Qt::StringLiterals;
using mapping::Side;

namespace {

constexpr int kTitleLines = 3;
constexpr int kTitleLength = 200; ///< characters

QString directionWords(const Side &side)
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

QString kindWords(const mapping::DeclaredLink &link)
{
    if (link.keyless)
        return Inspector::tr("relationship without a foreign key");
    if (link.isManyToMany() && (link.parentSide || link.childSide))
        return Inspector::tr("many to many through %1").arg(link.stand.junction);
    return link.parentSide && link.childSide ? Inspector::tr("relationship") : Inspector::tr("foreign key");
}

QString titleOf(const mapping::DeclaredLink &link)
{
    const auto text = [](const Side &side) { return side.className + u'.' + side.name; };
    const bool isPair =
        link.parentSide && link.childSide && link.parentSide->backPopulates == link.childSide->name;
    if (isPair)
        return text(*link.parentSide) + u" ↔ "_s + text(*link.childSide);
    if (link.keyless || link.isManyToMany()) {
        QStringList sides;
        for (const std::optional<Side> &each : {link.parentSide, link.childSide}) {
            if (each)
                sides += text(*each);
        }
        if (!sides.isEmpty())
            return sides.join(Inspector::tr(" and "));
    }
    return link.child + (link.isManyToMany() ? u" ↔ "_s : u" → "_s) + link.parent;
}

QString joinWords(const QString &child, const QStringList &columns, const QString &parent,
                  const QStringList &targets)
{
    QStringList parts;
    for (qsizetype i = 0; i < columns.size(); ++i)
        parts += child + u'.' + columns[i] + u" = "_s + parent + u'.' + targets.value(i, u"?"_s);
    return parts.join(u"\nand "_s);
}

} // namespace

Inspector::Inspector(const Theme &theme, QWidget *parent) : QScrollArea(parent), m_theme(theme)
{
    setObjectName(u"inspector"_s);
    setFrameShape(NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void Inspector::setFindings(const QList<mapping::Diagnostic> &findings)
{
    m_findings = findings;
    m_findings.removeIf([](const mapping::Diagnostic &each) { return each.grade == mapping::Grade::Lint; });
}

template<typename IsAbout>
void Inspector::addFindings(IsAbout isAbout)
{
    QList<mapping::Diagnostic> found = m_findings;
    found.removeIf([&isAbout](const mapping::Diagnostic &each) { return !isAbout(each.where); });
    if (!found.isEmpty())
        addHeading(found.size() == 1 ? tr("1 problem") : tr("%L1 problems").arg(found.size()));
    for (const mapping::Diagnostic &each : found.mid(0, 50))
        addText(u"• "_s + each.sentence + (each.hint.isEmpty() ? QString() : u' ' + each.hint));
}

void Inspector::showNothing()
{
    begin({}, tr("Nothing selected"));
    addText(tr("Select a table or a link to see what it is."));
    addFindings([](const mapping::Place &) { return true; });
    end();
}

void Inspector::showSeveral(qsizetype tables, qsizetype links)
{
    QStringList words;
    if (tables > 0)
        words += tables == 1 ? tr("1 table") : tr("%L1 tables").arg(tables);
    if (links > 0)
        words += links == 1 ? tr("1 link") : tr("%L1 links").arg(links);
    begin(tr("selected"), words.join(tr(" and ")));
    addText(tr("Drag one and all move; the menu of the right button aligns tables. Ctrl+D duplicates them, "
               "Delete removes them."));
    end();
}

/// What SQLite keeps of the table besides its columns, in SQL's words.
QStringList Inspector::optionWords(const schema::Table &table)
{
    QStringList words;
    if (table.withoutRowid)
        words += u"WITHOUT ROWID"_s;
    if (table.strict)
        words += u"STRICT"_s;
    if (table.keyClause.autoincrement)
        words += u"AUTOINCREMENT"_s;
    return words;
}

void Inspector::showTable(const mapping::MappedSchema &schema, base::TableId id)
{
    const schema::Table *table = schema.table(id);
    if (!table)
        return showNothing();
    begin(schema::kindWord(table->kind), table->name);
    addEditButton(*table);
    if (const mapping::MappedClass *mapped = schema.classOf(table->name))
        addRow(tr("Class"), mapped->name);
    addRow(tr("Primary key"), table->primaryKey.isEmpty() ? tr("none") : table->primaryKey.join(u", "_s));
    QStringList triggers;
    for (const schema::Trigger &trigger : table->triggers)
        triggers += trigger.name;
    if (!triggers.isEmpty())
        addRow(tr("Triggers"), triggers.join(u", "_s));
    if (const QStringList options = optionWords(*table); !options.isEmpty())
        addRow(tr("Options"), options.join(u", "_s));
    if (!table->comment.isEmpty())
        addText(table->comment);
    if (!table->error.isEmpty())
        addText(table->error);
    if (schema::isUnreadView(*table))
        addText(
            tr("Its columns have not been read: SQLite takes long for this view. Browse it to read them."));
    addFindings([table](const mapping::Place &where) { return schema::sameName(where.table, table->name); });
    addColumns(*table);
    if (const mapping::MappedClass *mapped = schema.classOf(table->name);
        mapped && !mapped->relationships.isEmpty()) {
        addHeading(tr("Relationships"));
        for (const Side &side : mapped->relationships)
            addRow(side.name, side.target + u" · "_s + directionWords(side));
    }
    addConstraints(*table);
    end();
}

void Inspector::addColumns(const schema::Table &table)
{
    addHeading(tr("Columns"));
    for (const schema::Column &column : table.columns) {
        QString words = column.type.isEmpty() ? tr("no type") : column.type;
        if (!column.nullable)
            words += tr(" · not null");
        if (column.defaultValue)
            words += tr(" · default %1").arg(*column.defaultValue);
        if (!column.collation.isEmpty())
            words += tr(" · collate %1").arg(column.collation);
        if (column.generated != schema::Generated::No)
            words += column.expression.isEmpty() ? tr(" · computed") : tr(" · as %1").arg(column.expression);
        if (!column.comment.isEmpty())
            words += u'\n' + column.comment;
        addRow(column.name, words);
    }
}

void Inspector::addConstraints(const schema::Table &table)
{
    QStringList constraints;
    for (const schema::Unique &unique : table.uniques)
        constraints += tr("UNIQUE (%1)").arg(unique.columns.join(u", "_s));
    for (const schema::Check &check : table.checks)
        constraints += tr("CHECK (%1)").arg(check.condition);
    for (const schema::Index &index : table.indexes) {
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
}

void Inspector::showLink(const mapping::MappedSchema &schema, const mapping::DeclaredLink &link,
                         QWidget *editor, const QStringList &told, const QString &code)
{
    if (link.child.isEmpty()) {
        delete editor;
        return showNothing();
    }
    begin(kindWords(link), titleOf(link));
    for (const QString &each : told)
        m_text += each + u'\n';
    m_layout->addWidget(editor);
    if (link.parentSide)
        addRow(tr("Direction"), directionWords(*link.parentSide));
    for (const base::LinkId id : link.keys) {
        const schema::Table &owner = *schema.tableOfLink(id);
        const schema::ForeignKey &key = *owner.foreignKey(id);
        addRow(tr("Join"), joinWords(owner.name, key.columns, key.table, key.targetColumns));
    }
    if (link.keyless && link.keyless->isJoined())
        addRow(tr("Join"),
               joinWords(link.child, link.keyless->childColumns, link.parent, link.keyless->parentColumns));
    addModelCode(code);
    end();
}

void Inspector::addEditButton(const schema::Table &table)
{
    if (table.kind != schema::TableKind::Table)
        return;
    auto *button = new QPushButton(tr("Edit table"), m_page);
    button->setObjectName(u"editTableButton"_s);
    button->setToolTip(tr("Columns, keys, indexes and checks in a grid (Alt+Return)"));
    connect(button, &QPushButton::clicked, this, [this, id = table.id] { emit editRequested(id); });
    m_layout->addWidget(button, 0, Qt::AlignLeft);
}

void Inspector::addModelCode(const QString &code)
{
    if (code.isEmpty())
        return;
    addHeading(tr("Model code"));
    addText(code.trimmed(), true);
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
    auto *label =
        new QLabel(breakable(text).toUpper(), m_page); // Broken where the letters' case tells words.
    label->setWordWrap(true);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Minimum);
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
    if (QWidget *before = takeWidget())
        before->deleteLater(); // One of its fields may have asked for what is shown now.
    setWidget(m_page);
}

} // namespace relata::ui
