#pragma once

#include <QHash>
#include <QScrollArea>

#include "core/interchange/columnpreview.h"

class QComboBox;
class QGridLayout;

namespace studysetup {

/// What each column of a table means: its name, a choice "Use as…", and its first values below.
class ImportColumns : public QScrollArea
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ImportColumns)

public:
    explicit ImportColumns(QWidget *parent = nullptr);

    /// `kind` says which of our columns are offered; choices made before stay where they still fit.
    void setColumns(const interchange::ColumnPreview &preview, const QString &kind);
    /// Their column → ours, only where a choice was made; "" leaves a column out.
    QHash<QString, QString> choices() const { return m_choices; }
    void forgetChoices();
    /// Columns that mean nothing to the import as things stand.
    QStringList unused() const;

Q_SIGNALS:
    void changed();

private:
    void rebuild();
    QComboBox *makeChoice(const QString &column, const QStringList &ours);

    interchange::ColumnPreview m_preview;
    QString m_kind;
    QHash<QString, QString> m_choices;
    QGridLayout *m_grid = nullptr;
};

} // namespace studysetup
