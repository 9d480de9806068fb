#pragma once

#include <QMap>
#include <QPointer>
#include <QWidget>

class QLineEdit;

namespace gallery {

class LabelList;

/// Edits the taxonomy labels of the selected pictures by keyboard: type to find a kind, arrows choose, Space marks it,
/// Enter saves all marks as one change, Esc leaves everything as it was.
class LabelPopup : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LabelPopup)

public:
    explicit LabelPopup(QWidget *parent);

    /// Opens over the parent. `counts` says how many of `pictures` carry each label.
    void open(int pictures, const QMap<QString, int> &counts);
    /// The labels found by what was typed; for tests.
    QStringList found() const;

Q_SIGNALS:
    /// Label → whether every selected picture is to carry it from now on.
    void saved(const QMap<QString, bool> &toggled);

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *object, QEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    bool handleKey(int key);
    void save();

    QString m_title;
    QLineEdit *m_find;
    LabelList *m_list;
    QPointer<QWidget> m_focusBefore;
};

} // namespace gallery
