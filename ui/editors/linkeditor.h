#pragma once

#include "core/mapping/cascades.h"
#include "core/mapping/plan/keyless.h"
#include "core/project/documentchange.h"

#include <QWidget>

#include <functional>
#include <optional>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;

namespace relata::project {
class DesignDocument;
}

namespace relata::ui {

class CostBars;
class Theme;

/// Edits the relationship that stands on a foreign key, or on none: a column for each side, a row for each
/// property, and below them what the database does, what a deletion means and what loading costs. Each edit
/// is asked for at once; what cannot be says why. Shows the document as it was when the editor was made. GUI
/// thread.
class LinkEditor : public QWidget
{
    Q_OBJECT

public:
    /// How many rows a price is told for.
    static constexpr qint64 kPricedRows = 100;

    /// The document outlives the editor.
    LinkEditor(const project::DesignDocument &document, base::LinkId link, const Theme &theme,
               QWidget *parent = nullptr);

    /// The names of its fields ("childName"), for the focus.
    void focusField(const QString &objectName);
    /// The first thing that people come for: the name of the parent's side, else of what there is.
    void focusFirst();

signals:
    void changeRequested(const relata::project::DocumentChange &change);

private:
    using Edit = std::function<void(mapping::RelationshipOptions &)>;
    using KeyEdit = std::function<void(schema::ForeignKey &)>;

    const mapping::Side *side(bool isChild) const;
    const schema::ForeignKey *key() const;
    const schema::Table *child() const;
    QString parentName() const;
    const mapping::ConfiguredRelationship &facts(const mapping::Side &side) const;
    void makePairing();
    void makeTitles();
    void makeSide(bool isChild);
    void makeEnds();
    void makeOrder(const mapping::Side &parent);
    void makeCascades(const mapping::Side &parent);
    void makeKeyRules();
    void makeKeyRemoval();
    void makeKeyAddition();
    void makeDeletion(const mapping::Side &parent);
    void makeCosts();
    QCheckBox *makeViewonly(bool isChild, const mapping::Side &shown);
    QComboBox *makeCombo(const QString &name, const QString &accessibleName);
    void addRow(const QString &caption, QWidget *field);
    void tellFault(const QString &fault);

    void takeName(bool isChild, QLineEdit *field);
    void takeLazy(bool isChild, const QString &word);
    void takeCascades(mapping::Cascades cascades);
    void takeEnds(bool isMandatory, bool isOne);
    void takeKeyName(QLineEdit *field);
    void editSide(const mapping::Side &side, const QString &text, const Edit &edit);
    void editKey(const QString &text, const KeyEdit &edit);
    void ask(const base::Result<mapping::Given> &given, const QString &text);

    const project::DesignDocument &m_document;
    const base::LinkId m_link;
    std::optional<mapping::KeylessLink> m_keyless; ///< where no foreign key has the link's id
    const Theme &m_theme;
    QGridLayout *m_grid;
    QLabel *m_fault = nullptr;
    int m_row = 0; ///< of the grid, the next free one
};

} // namespace relata::ui
