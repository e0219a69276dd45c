#pragma once

#include "core/mapping/plan/declaredlink.h"
#include "core/mapping/plan/pairing.h"
#include "core/project/documentchange.h"

#include <QObject>

#include <functional>

namespace relata::project {
class DesignDocument;
}

namespace relata::ui {

/// What the fields of a link's editor ask for, as changes of the design: an edit of a side, of a foreign key,
/// or of what is given as a whole. Tells why one cannot be. Knows the link as it was when this was made, and
/// no widgets. GUI thread.
class LinkEdits : public QObject
{
    Q_OBJECT

public:
    using Edit = std::function<void(mapping::RelationshipOptions &)>;
    using KeyEdit = std::function<void(schema::ForeignKey &)>;

    /// The document outlives it.
    LinkEdits(const project::DesignDocument &document, base::LinkId link, QObject *parent = nullptr);

    const project::DesignDocument &document() const { return m_document; }
    const mapping::MappedSchema &schema() const;
    const mapping::DeclaredLink &link() const { return m_link; }
    /// How its sides are written.
    mapping::Pairing pairing() const { return m_pairing; }
    /// Null where nobody declares that side.
    const mapping::Side *side(mapping::KeyEnd end) const;
    /// What a side means; null where there is none, or it does not work.
    const mapping::ConfiguredRelationship *facts(mapping::KeyEnd end) const;
    /// The arguments that a side was declared with.
    const mapping::RelationshipOptions &options(mapping::KeyEnd end) const
    {
        return end == mapping::KeyEnd::Parent ? m_parentOptions : m_childOptions;
    }
    /// A foreign key that the link stands on, and its table; null where it stands on none of that id.
    const schema::ForeignKey *key(base::LinkId id) const;
    const schema::Table *keyTable(base::LinkId id) const;

    void editSide(mapping::KeyEnd end, const QString &text, const Edit &edit);
    void renameSide(mapping::KeyEnd end, const QString &name);
    void loadBy(mapping::KeyEnd end, const QString &word);
    /// A foreign key is replaced by one of its id: what was given about it stays.
    void editKey(base::LinkId id, const QString &text, const KeyEdit &edit);
    void ask(const base::Result<mapping::Given> &given, const QString &text);
    void ask(const project::DocumentChange &change) { emit changeRequested(change); }
    /// Says why what a person asked for cannot be; "" where it can.
    void refuse(const QString &fault) { emit refused(fault); }

signals:
    void changeRequested(const relata::project::DocumentChange &change);
    void refused(const QString &fault);

private:
    const project::DesignDocument &m_document;
    mapping::DeclaredLink m_link;
    mapping::Pairing m_pairing = mapping::Pairing::None;
    mapping::RelationshipOptions m_parentOptions;
    mapping::RelationshipOptions m_childOptions;
};

} // namespace relata::ui
