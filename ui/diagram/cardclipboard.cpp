#include "cardclipboard.h"

#include "core/mapping/tableorder.h"
#include "core/project/designdocument.h"
#include "core/project/designfile.h"
#include "core/sql/createtables.h"
#include "core/sql/ddlbuilder.h"
#include "ui/diagram/arranging/freeplace.h"
#include "ui/diagram/diagramscene.h"
#include "ui/diagram/items/tableitem.h"

#include <QClipboard>
#include <QDir>
#include <QGuiApplication>
#include <QMimeData>
#include <QUuid>

#include <algorithm>
#include <cmath>

namespace relata::ui {

using namespace Qt::StringLiterals;
using Places = QHash<base::TableId, QPointF>;

const QString CardClipboard::kTables = u"application/x-relata-tables"_s;
const QString CardClipboard::kOrigin = u"application/x-relata-origin"_s;

namespace {

constexpr qreal kBetween = 72;
constexpr qreal kAside = 32; ///< of a duplicate from its original, where it is free

QString sqlOf(const QList<schema::Table> &tables)
{
    QStringList statements;
    const QList<int> order = mapping::sortedTables(tables).order;
    if (order.size() == tables.size()) {
        for (const int index : order)
            statements += sql::createTable(tables[index]);
    } else {
        for (const schema::Table &table : tables)
            statements += sql::createTable(table);
    }
    return statements.join(u";\n\n"_s) + u";\n"_s;
}

/// How large the card of a table will be.
QSizeF cardSize(const schema::Table &table, const CardStyle &style)
{
    return TableGeometry(table, style.widths(), CardFold::Folded).size();
}

/// Rows of cards, for tables that come without places. None lies on another.
Places inRows(const QList<schema::Table> &tables, const CardStyle &style)
{
    const int columns = std::max(1, int(std::ceil(std::sqrt(double(tables.size())))));
    Places places;
    QPointF at;
    qreal tallest = 0;
    for (qsizetype i = 0; i < tables.size(); ++i) {
        if (i > 0 && i % columns == 0) {
            at = {0, at.y() + tallest + kBetween};
            tallest = 0;
        }
        const QSizeF size = cardSize(tables[i], style);
        places.insert(tables[i].id, at);
        at.rx() += size.width() + kBetween;
        tallest = std::max(tallest, size.height());
    }
    return places;
}

QPointF topLeftOf(const Places &places)
{
    QPointF corner = places.isEmpty() ? QPointF() : *places.cbegin();
    for (const QPointF &place : places)
        corner = {std::min(corner.x(), place.x()), std::min(corner.y(), place.y())};
    return corner;
}

} // namespace

CardClipboard::CardClipboard(const project::DesignDocument &document, DiagramScene &scene)
    : QObject(&scene), m_document(document), m_scene(scene)
{
    const auto renew = [this] { m_origin = QUuid::createUuid().toByteArray(); };
    renew();
    connect(&document, &project::DesignDocument::wasReset, this, renew); // Ids may mean other things now.
}

QList<schema::Table> CardClipboard::selected() const
{
    QList<schema::Table> tables;
    for (const base::TableId id : m_scene.selectedTables()) {
        const schema::Table *table = m_document.schema().table(id);
        if (table && table->kind == schema::TableKind::Table)
            tables += *table;
    }
    return tables;
}

void CardClipboard::duplicate()
{
    const QRectF place = m_scene.selectedPlace();
    const QList<schema::Table> originals = selected();
    if (const base::Done may = m_scene.edits().mayEdit(); !may)
        return m_scene.report(may, place);
    const auto copies = schema::planCopies(m_document.schema(), originals, schema::CopyNames::Copy);
    if (!copies)
        return m_scene.report(base::fail(copies.error()), place);
    Places places;
    QRectF all;
    for (const schema::Table &table : originals) {
        places.insert(table.id, m_scene.tableItem(table.id)->pos());
        all |= m_scene.tableItem(table.id)->card();
    }
    put(*copies, places, all.topLeft() + QPointF(kAside, kAside));
}

void CardClipboard::copy()
{
    const QList<schema::Table> tables = selected();
    if (tables.isEmpty()) {
        emit m_scene.statusText(tr("Select the tables that you want to copy."));
        return;
    }
    project::DesignContent content;
    content.design.schema.engine = m_document.schema().engine;
    content.design.schema.tables = tables;
    for (const schema::Table &table : tables)
        content.layout.positions.insert(table.id, m_scene.tableItem(table.id)->pos());
    auto *mime = new QMimeData;
    mime->setData(kTables, project::designText(content, QDir()));
    mime->setData(kOrigin, m_origin);
    mime->setText(sqlOf(tables));
    QGuiApplication::clipboard()->setMimeData(mime);
    emit m_scene.statusText(tables.size() == 1
                                ? tr("Copied table '%1', also as SQL.").arg(tables.first().name)
                                : tr("Copied %1 tables, also as SQL.").arg(tables.size()));
}

void CardClipboard::cut()
{
    if (const base::Done may = m_scene.edits().mayEdit(); !may)
        return m_scene.report(may, m_scene.selectedPlace());
    copy();
    if (!selected().isEmpty())
        m_scene.removeSelected();
}

void CardClipboard::paste(QPointF at)
{
    const QMimeData *mime = QGuiApplication::clipboard()->mimeData();
    if (mime->hasFormat(kTables)) {
        const auto content = project::designFromText(mime->data(kTables), QDir());
        if (content)
            put(content->design.schema.tables, content->layout.positions, at,
                mime->data(kOrigin) == m_origin ? m_document.baseline() : schema::Schema());
        else
            m_scene.report(base::fail(content.error()), QRectF(at, QSizeF(1, 1)));
    } else if (mime->hasText() && !mime->text().trimmed().isEmpty()) {
        emit sqlPasted(mime->text(), at);
    } else {
        emit m_scene.statusText(tr("The clipboard holds neither tables nor text."));
    }
}

void CardClipboard::add(const QList<schema::Table> &tables, const Places &places, QPointF at)
{
    put(tables, places, at, {});
}

/// @param database whose tables come back as themselves
void CardClipboard::put(const QList<schema::Table> &tables, const Places &places, QPointF at,
                        const schema::Schema &database)
{
    if (const base::Done may = m_scene.edits().mayEdit(); !may)
        return m_scene.report(may, QRectF(at, QSizeF(1, 1)));
    const auto copies = schema::planCopies(m_document.schema(), tables, schema::CopyNames::Number, database);
    if (!copies)
        return m_scene.report(base::fail(copies.error()), QRectF(at, QSizeF(1, 1)));
    put(*copies, places.isEmpty() ? inRows(tables, m_scene.style()) : places, at);
}

/// Adds the copies with the places they have to each other, where all of them find room, and selects them.
void CardClipboard::put(const schema::Copies &copies, const Places &places, QPointF at)
{
    Places wanted;
    for (auto it = copies.copyOf.cbegin(); it != copies.copyOf.cend(); ++it)
        wanted.insert(it.value(), places.value(it.key()));
    const QPointF corner = topLeftOf(wanted);
    QRectF all;
    for (const schema::SchemaStep &step : copies.change.steps) {
        if (const auto *added = std::get_if<schema::AddTable>(&step))
            all |= QRectF(wanted.value(added->table.id), cardSize(added->table, m_scene.style()));
    }
    const QPointF by = m_scene.freePlace(at, all.size()) - corner;
    for (QPointF &place : wanted)
        place = (place + by).toPoint();
    const base::Done done = m_scene.edits().add(copies.change, wanted);
    m_scene.report(done, QRectF(at, QSizeF(1, 1)));
    if (done)
        m_scene.showNew(wanted.keys());
}

} // namespace relata::ui
