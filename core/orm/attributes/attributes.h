#pragma once

#include "core/orm/attributes/collectionassignment.h"
#include "core/orm/attributes/columnattributes.h"
#include "core/orm/attributes/expiry.h"
#include "core/orm/attributes/relationshiphistory.h"

namespace relata::orm {

/// The attributes of a session's objects in one place, for whoever loads, flushes or follows a cascade. Each
/// part has an idea of its own; the errors are told there. Belongs to a session, lives in its thread.
class Attributes
{
public:
    /// @param loader is asked for what is not in memory; it may still be under construction
    Attributes(SessionCore &core, LazyLoader &loader)
        : m_core(core),
          m_notes(core),
          m_columns(core, m_notes, loader),
          m_related(core, m_notes, loader),
          m_history(core, m_related, loader),
          m_links(core, m_related, m_notes),
          m_assignment(core, m_related, m_notes, m_links, loader),
          m_expiry(core, m_notes)
    {
    }
    Attributes(const Attributes &) = delete;
    Attributes &operator=(const Attributes &) = delete;

    // Columns: ColumnAttributes
    base::Result<ColumnRead> column(ObjectRef object, int column, Reach reach = kAnywhere)
    {
        return m_columns.read(object, column, reach);
    }
    base::Result<ColumnRead> committedColumn(ObjectRef object, int column, Reach reach)
    {
        return m_columns.readCommitted(object, column, reach);
    }
    base::Done setColumn(ObjectRef object, int column, const base::Value &value)
    {
        return m_columns.set(object, column, value);
    }
    ColumnHistory columnHistory(ObjectRef object, int column) const
    {
        return m_columns.history(object, column);
    }

    // Reading relationships: RelatedObjects
    base::Result<RelatedRead> scalar(ObjectRef object, const MappedRelationship &relationship,
                                     Reach reach = kAnywhere)
    {
        return m_related.scalar(object, relationship, reach);
    }
    base::Result<RelatedRead::Kind> collection(ObjectRef object, const MappedRelationship &relationship,
                                               Reach reach = kAnywhere)
    {
        return m_related.collection(object, relationship, reach);
    }
    const QList<ObjectRef> &items(ObjectRef object, const MappedRelationship &relationship) const
    {
        return m_related.items(object, relationship);
    }
    base::Result<LazyRead> read(ObjectRef object, const MappedRelationship &relationship, Reach reach)
    {
        return m_related.read(object, relationship, reach);
    }
    void setRead(ObjectRef object, const MappedRelationship &relationship, LazyRead read)
    {
        m_related.setRead(object, relationship, std::move(read));
    }
    void setLoadedScalar(ObjectRef object, const MappedRelationship &relationship, ObjectRef value)
    {
        m_related.setLoadedScalar(object, relationship, value);
    }
    void setLoadedCollection(ObjectRef object, const MappedRelationship &relationship,
                             QList<ObjectRef> children)
    {
        m_related.setLoadedCollection(object, relationship, std::move(children));
    }

    // What has changed: RelationshipHistory
    base::Result<RelatedHistory> history(ObjectRef object, const MappedRelationship &relationship,
                                         Reach reach)
    {
        return m_history.of(object, relationship, reach);
    }
    /// Everything a save-update cascade has to look at: what is there and what was before.
    QList<ObjectRef> allPending(ObjectRef object, const MappedRelationship &relationship) const
    {
        return m_history.everyone(object, relationship);
    }
    /// Whether some attribute has a net change.
    bool isModified(ObjectRef object);

    // Changing relationships: Links, CollectionAssignment
    base::Done setScalar(ObjectRef object, const MappedRelationship &relationship, ObjectRef value)
    {
        return m_links.set({object, relationship, value});
    }
    base::Done append(ObjectRef object, const MappedRelationship &relationship, ObjectRef child)
    {
        return m_links.add({object, relationship, child});
    }
    base::Done remove(ObjectRef object, const MappedRelationship &relationship, ObjectRef child)
    {
        return m_links.remove({object, relationship, child});
    }
    base::Done assign(ObjectRef object, const MappedRelationship &relationship,
                      const QList<ObjectRef> &children, Reach reach = kAnywhere)
    {
        return m_assignment.assign(object, relationship, children, reach);
    }

    // As the database has it: ChangeNotes
    void commitAll(ObjectRef object) { m_notes.commitAll(object); }
    void commitColumn(ObjectRef object, int column) { m_notes.commitColumn(object, column); }
    void revert(ObjectRef object) { m_notes.revert(object); }
    void revertColumn(ObjectRef object, int column) { m_notes.revertColumn(object, column); }
    void forgetIfClean(ObjectRef object) { m_notes.forgetIfClean(object); }

    // To be read again: Expiry
    void expireSession() { m_expiry.expireSession(); }
    void expireAll(ObjectRef object) { m_expiry.expireAll(object); }
    void expireColumn(ObjectRef object, int column) { m_expiry.expireColumn(object, column); }
    void expireRelationship(ObjectRef object, const MappedRelationship &relationship)
    {
        m_expiry.expireRelationship(object, relationship);
    }

private:
    SessionCore &m_core;
    ChangeNotes m_notes;
    ColumnAttributes m_columns;
    RelatedObjects m_related;
    RelationshipHistory m_history;
    Links m_links;
    CollectionAssignment m_assignment;
    Expiry m_expiry;
};

} // namespace relata::orm
