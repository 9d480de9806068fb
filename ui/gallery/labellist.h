#pragma once

#include <QAbstractScrollArea>
#include <QMap>

namespace gallery {

/// The kinds of the taxonomy below their classes, each with a mark: on all selected pictures, on some, on none.
class LabelList : public QAbstractScrollArea
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LabelList)

public:
    explicit LabelList(QWidget *parent = nullptr);

    /// Forgets what was toggled.
    void setCounts(int pictures, const QMap<QString, int> &counts);
    /// Only kinds whose title, class or description contains every word.
    void setWords(const QString &words);
    QStringList found() const;
    /// The next kind in a direction becomes the current one.
    void step(int direction);
    void toggleCurrent();
    QMap<QString, bool> toggled() const { return m_toggled; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;

private:
    struct Row
    {
        QString label{}; ///< empty: the head of a class
        QString text{};
        QString note{};
    };

    void makeRows();
    void bringIntoView();
    Qt::CheckState state(const QString &label) const;

    QList<Row> m_rows;
    QMap<QString, int> m_counts;
    QMap<QString, bool> m_toggled;
    QString m_words;
    qsizetype m_current = -1;
    int m_pictures = 0;
};

} // namespace gallery
