#pragma once

#include <QList>
#include <QWidget>

namespace widgets {
class PaneHead;
}

namespace scorers {

/// Facts of one scorer: names in text3, values beside them, on one baseline each.
class DetailsPane : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DetailsPane)

public:
    struct Line
    {
        QString name;
        QString value;

        bool operator==(const Line &) const = default;
    };

    explicit DetailsPane(QWidget *parent = nullptr);

    void setFacts(const QString &title, const QString &note, const QList<Line> &lines);
    const QList<Line> &lines() const { return m_lines; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    widgets::PaneHead *m_head;
    QList<Line> m_lines;
};

} // namespace scorers
