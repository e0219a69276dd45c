#pragma once

#include "core/schema/copies.h"

#include <QObject>
#include <QPointF>

class QMimeData;

namespace relata::project {
class DesignDocument;
}

namespace relata::ui {

class DiagramScene;

/// Duplicates the selected tables, and takes them to the clipboard and back: as they are, places and all, for
/// another window, and as SQL for everybody else. A child of the scene. GUI thread.
class CardClipboard : public QObject
{
    Q_OBJECT

public:
    /// The MIME type of tables as they are.
    static const QString kTables;
    /// Which design they are of, so that what was cut out of it comes back as itself.
    static const QString kOrigin;

    CardClipboard(const project::DesignDocument &document, DiagramScene &scene);

    void duplicate();
    /// Leaves the clipboard alone where no table is selected; says so then.
    void copy();
    void cut();
    /// Adds what the clipboard holds near a point of the scene; SQL is asked for by sqlPasted().
    void paste(QPointF at);
    /// Adds tables of elsewhere near a point; those without a place stand in rows.
    void add(const QList<schema::Table> &tables, const QHash<base::TableId, QPointF> &places, QPointF at);

signals:
    /// The clipboard holds a text: what it makes is to be given to add().
    void sqlPasted(const QString &sql, QPointF at);

private:
    QList<schema::Table> selected() const;
    void put(const QList<schema::Table> &tables, const QHash<base::TableId, QPointF> &places, QPointF at,
             const schema::Schema &database);
    void put(const schema::Copies &copies, const QHash<base::TableId, QPointF> &places, QPointF at);

    const project::DesignDocument &m_document;
    DiagramScene &m_scene;
    QByteArray m_origin; ///< what kOrigin says of tables of this design
};

} // namespace relata::ui
