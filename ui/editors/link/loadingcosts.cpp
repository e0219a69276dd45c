#include "ui/editors/link/loadingcosts.h"

#include "core/async/whendone.h"
#include "ui/editors/link/loadingsql.h"
#include "ui/insight/costbars.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace relata::ui {

using namespace Qt::StringLiterals;
using insight::LoadCost;
using mapping::KeyEnd;
using mapping::Lazy;
using mapping::Side;

namespace {

/// Ways that load anything: of a list, and of a single object.
constexpr int kWaysToList = 7;
constexpr int kWaysToOne = 5;
constexpr qint64 kFewestAdvised = 10; ///< rows: fewer cost little in any way

qint64 statementsOf(const QList<LoadCost> &costs, Lazy lazy)
{
    const auto found = std::ranges::find(costs, lazy, &LoadCost::lazy);
    return found == costs.cend() ? 0 : found->statements;
}

QString tableOf(const mapping::MappedSchema &schema, const QString &className)
{
    const auto found = std::ranges::find(schema.classes, className, &mapping::MappedClass::name);
    return found == schema.classes.cend() ? QString() : found->table;
}

/// Below 0 where nobody has counted them.
qint64 countOf(const mapping::MappedSchema &schema, const QString &name, const insight::KnownRows &rows)
{
    const schema::Table *table = schema.table(name);
    return table ? rows.value(table->id, -1) : -1;
}

QLabel *wrapped(const QString &name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    return label;
}

} // namespace

LoadingCosts::LoadingCosts(const mapping::MappedSchema &schema, const mapping::DeclaredLink &link,
                           insight::LoadPredictor &predictor, const Theme &theme, QWidget *parent)
    : QWidget(parent),
      m_schema(schema),
      m_link(link),
      m_predictor(predictor),
      m_theme(theme),
      m_end(works(KeyEnd::Parent) ? KeyEnd::Parent : KeyEnd::Child),
      m_words(wrapped(u"costWords"_s, this)),
      m_bars(new CostBars(theme, this)),
      m_advice(new QWidget(this)),
      m_adviceWords(wrapped(u"costAdvice"_s, m_advice)),
      m_adviceButton(new QPushButton(m_advice)),
      m_sql(new LoadingSql(theme, this))
{
    setObjectName(u"loadingCosts"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    makeEndField();
    makeAdvice();
    m_words->setProperty("dim", true);
    if (m_endField)
        column->addWidget(m_endField);
    for (QWidget *each : {static_cast<QWidget *>(m_words), static_cast<QWidget *>(m_bars), m_advice,
                          static_cast<QWidget *>(m_sql)})
        column->addWidget(each);
    connect(m_bars, &CostBars::chosen, this, [this](Lazy lazy) { emit lazyChosen(m_end, lazy); });
    connect(m_bars, &CostBars::pointedAt, this, &LoadingCosts::showSql);
    connect(m_bars, &CostBars::left, this, [this] { showSql(side().lazy); });
}

/// Nobody waits for the answers any more.
LoadingCosts::~LoadingCosts()
{
    m_costs.cancel();
    m_statements.cancel();
}

bool LoadingCosts::works(KeyEnd end) const
{
    const std::optional<Side> &found = m_link.side(end);
    return found && found->number >= 0;
}

void LoadingCosts::makeEndField()
{
    if (!works(KeyEnd::Parent) || !works(KeyEnd::Child))
        return;
    m_endField = new QComboBox(this);
    m_endField->setObjectName(u"costSide"_s);
    m_endField->setAccessibleName(tr("Whose loading is told of"));
    m_endField->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_endField->setFocusPolicy(Qt::StrongFocus);
    m_endField->installEventFilter(this);
    for (const KeyEnd end : {KeyEnd::Parent, KeyEnd::Child}) {
        const Side &each = *m_link.side(end);
        m_endField->addItem(tr("Loading %1.%2").arg(each.className, each.name), int(end));
    }
    m_endField->setCurrentIndex(m_endField->findData(int(m_end)));
    connect(m_endField, &QComboBox::activated, this, [this](int index) {
        setEnd(KeyEnd(m_endField->itemData(index).toInt()));
        emit endChosen(m_end);
    });
}

/// The wheel scrolls the panel.
bool LoadingCosts::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_endField && event->type() == QEvent::Wheel) {
        event->ignore();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void LoadingCosts::makeAdvice()
{
    auto *column = new QVBoxLayout(m_advice);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    m_adviceButton->setObjectName(u"costAdviceButton"_s);
    m_adviceButton->setText(tr("Set lazy='selectin'"));
    connect(m_adviceButton, &QPushButton::clicked, this, [this] { emit lazyChosen(m_end, Lazy::Selectin); });
    column->addWidget(m_adviceWords);
    column->addWidget(m_adviceButton, 0, Qt::AlignLeft);
    m_advice->hide();
}

void LoadingCosts::setRows(const insight::KnownRows &rows)
{
    if (m_isAsked && rows == m_rows)
        return;
    m_rows = rows;
    refill();
}

void LoadingCosts::setEnd(KeyEnd end)
{
    if (end == m_end || !works(end))
        return;
    m_end = end;
    if (m_endField)
        m_endField->setCurrentIndex(m_endField->findData(int(end)));
    if (m_isAsked)
        refill();
}

/// Who has told of no rows may never do so.
void LoadingCosts::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!m_isAsked)
        refill();
}

insight::LoadScale LoadingCosts::scale() const
{
    const qint64 owners = countOf(m_schema, tableOf(m_schema, side().className), m_rows);
    if (owners <= 0)
        return {kShownRows};
    return {std::min(owners, kShownRows), countOf(m_schema, side().targetTable, m_rows)};
}

/// Whose numbers they are.
QString LoadingCosts::scaleWords() const
{
    const Side &told = side();
    const QString owner = tableOf(m_schema, told.className);
    const qint64 owners = countOf(m_schema, owner, m_rows);
    const qint64 targets = countOf(m_schema, told.targetTable, m_rows);
    const QLocale locale;
    const QString shown = locale.toString(scale().owners);
    if (owners < 0)
        return tr("Statements for %1 rows of %2 with their %3, as many as that are assumed")
            .arg(shown, told.className, told.name);
    if (owners == 0)
        return tr("In this database %1 is empty. Statements for %2 rows with their %3, as many as that are "
                  "assumed")
            .arg(owner, shown, told.name);
    const QString counts =
        targets < 0 || schema::sameName(owner, told.targetTable)
            ? tr("In this database: %1 in %2.").arg(locale.toString(owners), owner)
            : tr("In this database: %1 in %2, %3 in %4.")
                  .arg(locale.toString(owners), owner, locale.toString(targets), told.targetTable);
    // Who shares a parent needs no statement for it; how many do is not counted.
    const bool isShared = told.direction == schema::Direction::ManyToOne;
    const QString format = isShared && owners > kShownRows
                               ? tr("Statements, at most, for the first %1 rows of %2 with their %3")
                           : isShared ? tr("Statements, at most, for all %1 rows of %2 with their %3")
                           : owners > kShownRows ? tr("Statements for the first %1 rows of %2 with their %3")
                                                 : tr("Statements for all %1 rows of %2 with their %3");
    const QString what = format.arg(shown, told.className, told.name);
    return counts + u' ' + what;
}

/// Empty where no other strategy costs a fraction.
QString LoadingCosts::adviceWords(const QList<LoadCost> &costs) const
{
    const QLocale locale;
    const insight::LoadScale shown = scale();
    const qint64 now = statementsOf(costs, side().lazy);
    const qint64 then = statementsOf(costs, Lazy::Selectin);
    const bool isFlood = side().lazy == Lazy::Select || side().lazy == Lazy::Immediate;
    if (isFlood && shown.owners >= kFewestAdvised && then < now)
        return tr("%1 statements; with selectin %2").arg(locale.toString(now), locale.toString(then));
    const insight::RowProduct product = insight::rowProduct(m_schema, side().className, m_rows);
    if (side().lazy != Lazy::Joined || !side().uselist || !product.multiplies())
        return {};
    const QString names = product.collections.join(u", "_s);
    if (!product.isKnown())
        return tr("%1 are joined together: a row of %2 with 10 of each comes in %3 rows")
            .arg(names, side().className,
                 locale.toString(qint64(std::pow(10, double(product.collections.size())))));
    QStringList held;
    for (const double each : product.held)
        held += locale.toString(each, 'f', 1);
    return tr("%1 are joined together: %2 rows of %3 come in about %4 rows (%5 for each)")
        .arg(names, locale.toString(shown.owners), side().className,
             locale.toString(qRound64(double(shown.owners) * product.rowsOfEach())), held.join(u" × "_s));
}

void LoadingCosts::refill()
{
    m_isAsked = true;
    m_words->setText(scaleWords());
    m_bars->expect(side().uselist ? kWaysToList : kWaysToOne);
    m_costs.cancel();
    m_costs = m_predictor.costs(m_schema, {side()}, scale());
    async::whenDone(m_costs, this, [this](const QList<QList<LoadCost>> &costs) { showCosts(costs.first()); });
    showSql(side().lazy);
}

void LoadingCosts::showCosts(QList<LoadCost> costs)
{
    if (!side().uselist) { // SQLAlchemy refuses them for a single object.
        costs.removeIf(
            [](const LoadCost &each) { return each.lazy == Lazy::Dynamic || each.lazy == Lazy::WriteOnly; });
    }
    m_bars->setCosts(costs, side().lazy);
    const QString advice = adviceWords(costs);
    m_adviceWords->setText(advice);
    m_advice->setVisible(!advice.isEmpty());
}

void LoadingCosts::showSql(Lazy lazy)
{
    m_statements.cancel();
    m_statements = m_predictor.sql(m_schema, side(), lazy, scale());
    async::whenDone(m_statements, this, [this, lazy](const QList<insight::LoadSql> &statements) {
        m_sql->show(lazy, statements, scale());
    });
}

} // namespace relata::ui
