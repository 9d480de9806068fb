#pragma once

#include <QAbstractButton>

namespace annotate {

/// One label of one picture: key cap, title, and its intensity as segments on the lower edge.
class LabelCell : public QAbstractButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LabelCell)

public:
    LabelCell(const QString &key, const QString &title, int maximumIntensity, QWidget *parent);

    QString key() const { return m_key; }
    void setCap(const QString &cap) { m_cap = cap; }
    /// The cells of the other picture are flat and carry no caps.
    void setActive(bool active);
    /// 0: not chosen.
    void setLevel(int level);
    int level() const { return m_level; }
    int naturalWidth() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_key;
    QString m_cap;
    int m_maximum;
    int m_level = 0;
    bool m_active = true;
};

} // namespace annotate
