#pragma once

#include "core/orm/store/identitymap.h"
#include "core/orm/store/mapper.h"
#include "core/orm/store/objectref.h"
#include "core/orm/store/overlay.h"

#include <QSet>

#include <optional>

namespace relata::orm {

/// Bits of an object's state.
enum ObjectFlag : quint8 {
    InSession = 1,
    HasKey = 2,     ///< has an identity key: it was in the database
    IsNew = 4,      ///< pending: the next flush inserts it
    WasDeleted = 8, ///< a flush deleted its row
    IsExpired = 16, ///< every column that is not loaded has to be asked for
    IsModified = 32,
    LostParent = 64,  ///< let go of by a relationship with delete-orphan, since the session last saw it
    RowIsKnown = 128, ///< with IsExpired: named attributes have been read again since, so it has its row
};

/// All objects of one class: columns, identity keys, relationships, what changed. An object is a row number
/// and never goes away. About 9 bytes a cell, 9 a key column and 8 to 16 for the identity map. Belongs to a
/// session, lives in its thread.
class ClassHeap
{
public:
    explicit ClassHeap(const Mapper &mapper);

    /// A copy that has nothing in common with this one.
    std::unique_ptr<ClassHeap> clone() const;

    const Mapper &mapper() const { return m_mapper; }
    CellStore &cells() { return m_cells; }
    const CellStore &cells() const { return m_cells; }
    /// The identity keys; a row has one if HasKey is set.
    CellStore &keys() { return m_keys; }
    const CellStore &keys() const { return m_keys; }
    IdentityMap &identities() { return m_identities; }
    const IdentityMap &identities() const { return m_identities; }
    quint32 rowCount() const { return m_cells.rowCount(); }
    quint32 addRow();

    bool has(quint32 row, ObjectFlag flag) const { return m_flags[row] & flag; }
    void set(quint32 row, ObjectFlag flag, bool on = true);

    base::Values key(quint32 row) const;

    bool isLoaded(quint32 row, int slot) const;
    /// Of a loaded scalar relationship; None where there is nobody.
    ObjectRef scalar(quint32 row, int slot) const;
    void setScalar(quint32 row, int slot, ObjectRef value);
    /// Of a loaded collection. The reference holds until a collection of the class changes.
    const QList<ObjectRef> &items(quint32 row, int slot) const;
    QList<ObjectRef> &editItems(quint32 row, int slot);
    void setItems(quint32 row, int slot, QList<ObjectRef> items);
    void unload(quint32 row, int slot);

    /// Null where the object is as it was.
    Overlay *overlay(quint32 row);
    const Overlay *overlay(quint32 row) const;
    Overlay &editOverlay(quint32 row) { return m_overlays[row]; }
    void dropOverlay(quint32 row) { m_overlays.remove(row); }

    /// The number of the loader options with which the object was loaded (SessionCore::contexts); 0: none.
    quint32 context(quint32 row) const { return row < m_contexts.size() ? m_contexts[row] : 0; }
    void setContext(quint32 row, quint32 context);

    /// How the object loads a relationship lazily, where a query's options made that another way than the
    /// class has it.
    std::optional<mapping::Lazy> ownStrategy(quint32 row, int slot) const;
    void setOwnStrategy(quint32 row, int slot, mapping::Lazy strategy)
    {
        m_ownStrategies.insert({row, slot}, strategy);
    }
    void forgetOwnStrategy(quint32 row, int slot);
    bool hasOwnStrategies() const { return !m_ownStrategies.isEmpty(); }

    /// What is known of a cell that was too large to be loaded with its row: a cut value, null where there is
    /// none. Such a cell is Unloaded until somebody asks for it; where it has been set since it is that of
    /// before.
    const base::Value *deferred(quint32 row, int column) const;
    bool isDeferred(quint32 row, int column) const
    {
        return !m_cells.isLoaded(row, column) && deferred(row, column);
    }
    /// Unloads the cell.
    void setDeferred(quint32 row, int column, const base::Value &cut);
    void forgetDeferred(quint32 row, int column);
    void forgetDeferred(quint32 row) { m_deferred.remove(row); }

    /// Columns that were expired by name.
    QSet<int> expiredColumns(quint32 row) const { return m_expired.value(row); }
    void expireColumn(quint32 row, int column) { m_expired[row].insert(column); }
    void clearExpired(quint32 row) { m_expired.remove(row); }

private:
    struct Scalars
    {
        std::vector<quint32> rows;
    };

    const MappedRelationship *relationship(int slot) const;

    const Mapper &m_mapper;
    CellStore m_cells;
    CellStore m_keys;
    IdentityMap m_identities;
    std::vector<quint8> m_flags;
    std::vector<Scalars> m_scalars;                        ///< by slot, made when first needed
    std::vector<QHash<quint32, QList<ObjectRef>>> m_lists; ///< by slot
    std::vector<ObjectRef> m_ofOtherClass;                 ///< scalars of a class that does not belong there
    std::vector<int> m_targets;                            ///< by slot
    QHash<quint32, Overlay> m_overlays;
    QHash<quint32, QSet<int>> m_expired;
    QHash<quint32, QHash<int, base::Value>> m_deferred;
    std::vector<quint32> m_contexts; ///< as long as the last object that has one
    QHash<std::pair<quint32, int>, mapping::Lazy> m_ownStrategies;

    friend class SessionCore;
};

} // namespace relata::orm
