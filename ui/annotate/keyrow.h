#pragma once

#include <QList>
#include <QWidget>

namespace annotate {

/// Caps with what they do, in a row at the right: "Space Flip   F1 Help". Painted, not clickable.
class KeyRow : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyRow)

public:
    struct Item
    {
        QStringList caps;
        QString text;
    };

    explicit KeyRow(QWidget *parent = nullptr);

    void setItems(const QList<Item> &items);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    double itemWidth(const Item &item) const;

    QList<Item> m_items;
};

} // namespace annotate
