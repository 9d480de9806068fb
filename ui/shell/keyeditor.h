#pragma once

#include <QWidget>

#include "ui/shell/keychanges.h"
#include "ui/widgets/cellmodel.h"

class QLineEdit;

namespace widgets {
class Button;
class Strip;
class TableView;
} // namespace widgets

namespace shell {

/// The keys of Annotate as a table: Change… waits for a key; a key that means something else already is said, and moves
/// over when that is wanted.
class KeyEditor : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyEditor)

public:
    explicit KeyEditor(QWidget *parent = nullptr);

    void setKeys(const QString &layout, const QMap<QString, QStringList> &changes);
    const KeyChanges &keys() const { return m_keys; }
    /// Only actions with these words; empty: all.
    void setFilter(const QString &words);
    bool isWaiting() const { return !m_waitingFor.isEmpty(); }
    widgets::TableView *table() const { return m_table; }

Q_SIGNALS:
    void changed(const QMap<QString, QStringList> &changes);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void fill();
    void waitFor(const QString &path);
    void stopWaiting();
    void take(const QKeyEvent &event);
    void giveOffered();
    QString titleOf(const QString &path) const;

    QList<KeyAction> m_actions;
    QList<KeyAction> m_shown;
    KeyChanges m_keys;
    QString m_filter;
    QString m_waitingFor; ///< path of the action that gets the next key
    QString m_offeredTo;  ///< path of the action that may take `m_offered` from another one
    QString m_offered;
    widgets::Strip *m_strip;
    widgets::CellModel *m_model;
    widgets::TableView *m_table;
};

} // namespace shell
