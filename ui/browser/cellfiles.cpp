#include "cellfiles.h"

#include "core/async/whendone.h"
#include "core/schema/columntype.h"
#include "ui/models/recordtablemodel.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QSaveFile>
#include <QtConcurrent>

namespace relata::ui {

using namespace Qt::StringLiterals;
using base::Result;
using base::Value;

namespace {

/// What SQLite holds at most in one value.
constexpr qint64 kLargest = 1'000'000'000;

tl::unexpected<base::Error> refused(const QString &sentence, const QString &detail = {})
{
    return base::fail(base::ErrorCode::CannotWrite, sentence, {}, detail);
}

Result<qint64> written(const QByteArray &bytes, const QString &name)
{
    QSaveFile file(name);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return refused(CellFiles::tr("'%1' cannot be written.").arg(name), file.errorString());
    return bytes.size();
}

Result<Value> valueIn(const QString &name, bool asText)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return refused(CellFiles::tr("'%1' cannot be read.").arg(name), file.errorString());
    if (file.size() > kLargest) {
        return refused(CellFiles::tr("'%1' has %2, more than a value can hold.")
                           .arg(name, base::sizeWords(file.size())));
    }
    const QByteArray bytes = file.readAll();
    if (file.error() != QFileDevice::NoError)
        return refused(CellFiles::tr("'%1' cannot be read.").arg(name), file.errorString());
    if (asText && !bytes.isValidUtf8()) {
        return refused(CellFiles::tr("'%1' is no text in UTF-8, and this cell holds text.").arg(name));
    }
    return asText ? Value::utf8(bytes) : Value::blob(bytes);
}

/// A dialog of ours, which goes when it is answered.
QFileDialog *askFor(QWidget *view, const QString &title, QFileDialog::AcceptMode mode, bool isText)
{
    auto *dialog = new QFileDialog(view, title);
    dialog->setObjectName(u"cellFileDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(mode);
    if (mode == QFileDialog::AcceptSave)
        dialog->selectFile(isText ? u"value.txt"_s : u"value.bin"_s);
    dialog->setFileMode(mode == QFileDialog::AcceptOpen ? QFileDialog::ExistingFile : QFileDialog::AnyFile);
    return dialog;
}

} // namespace

CellFiles::CellFiles(RecordTableModel &model, Save save, QWidget *view)
    : QObject(view), m_model(model), m_save(std::move(save)), m_view(view)
{
}

bool CellFiles::canSave(const QModelIndex &cell) const
{
    return cell.isValid() && !m_model.relationshipAt(cell.column()) && m_model.valueAt(cell).hasBytes();
}

bool CellFiles::canReplace(const QModelIndex &cell) const
{
    if (!cell.isValid() || m_model.relationshipAt(cell.column()))
        return false;
    const Value value = m_model.valueAt(cell);
    const schema::Column &column = m_model.table()->columns[cell.column()];
    const bool takesBytes = schema::affinityOf(column.type) == schema::Affinity::Text ||
                            schema::affinityOf(column.type) == schema::Affinity::Blob;
    return value.hasBytes() || (value.isNull() && takesBytes);
}

/// What a file is taken for: where the cell is NULL the column says it.
bool CellFiles::holdsText(const QModelIndex &cell) const
{
    const Value value = m_model.valueAt(cell);
    const QString &type = m_model.table()->columns[cell.column()].type;
    return value.isNull() ? schema::affinityOf(type) == schema::Affinity::Text
                          : value.type() == Value::Type::Text;
}

void CellFiles::askAndSave(const QModelIndex &cell)
{
    QFileDialog *dialog = askFor(m_view, tr("Save to File"), QFileDialog::AcceptSave, holdsText(cell));
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, cell = QPersistentModelIndex(cell)](const QString &file) { save(cell, file); });
    dialog->open();
}

void CellFiles::askAndReplace(const QModelIndex &cell)
{
    QFileDialog *dialog = askFor(m_view, tr("Replace From File"), QFileDialog::AcceptOpen, holdsText(cell));
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, cell = QPersistentModelIndex(cell)](const QString &file) { replace(cell, file); });
    dialog->open();
}

void CellFiles::save(const QPersistentModelIndex &cell, const QString &file)
{
    if (!cell.isValid())
        return;
    const auto place = m_model.placeOf(cell);
    const bool isCut = place && m_model.valueAt(cell).isCut();
    const QFuture<Result<qint64>> saving =
        isCut ? m_save(*place, file) : QtConcurrent::run([bytes = m_model.valueAt(cell).bytes(), file] {
            return written(bytes, file);
        });
    async::whenDone(saving, this, [this, file](const Result<qint64> &size) {
        if (size)
            emit done(tr("Saved %1 to '%2'").arg(base::sizeWords(*size), file));
        else
            emit failed(size.error().text());
    });
}

void CellFiles::replace(const QPersistentModelIndex &cell, const QString &file)
{
    if (!cell.isValid())
        return;
    const auto reading =
        QtConcurrent::run([file, asText = holdsText(cell)] { return valueIn(file, asText); });
    async::whenDone(reading, this, [this, cell, file](const Result<Value> &value) {
        if (!value || !cell.isValid()) {
            emit failed(value ? tr("The cell is no longer shown; nothing was replaced.")
                              : value.error().text());
            return;
        }
        m_model.setData(cell, QVariant::fromValue(*value), RecordTableModel::ValueRole);
        emit done(
            tr("Replaced by %1 from '%2'; Save writes it").arg(base::sizeWords(value->wholeSize()), file));
    });
}

} // namespace relata::ui
