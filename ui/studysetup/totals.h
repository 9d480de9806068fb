#pragma once

#include <QList>
#include <QWidget>

namespace studysetup {

/// Numbers at a glance: 18/600 over what they count in 12.
class Totals : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Totals)

public:
    struct Item
    {
        QString number;
        QString what;

        bool operator==(const Item &) const = default;
    };

    explicit Totals(QWidget *parent = nullptr);

    void setItems(const QList<Item> &items);
    const QList<Item> &items() const { return m_items; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<Item> m_items;
};

} // namespace studysetup
