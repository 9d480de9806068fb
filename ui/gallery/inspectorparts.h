#pragma once

#include <memory>

#include <QList>
#include <QWidget>

#include "core/study/ids.h"
#include "ui/widgets/studyhandle.h"

namespace widgets {
class Thumbnails;
}

namespace gallery {

/// The picture, and its counterpart beside it, on `browse`.
class InspectorPictures : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(InspectorPictures)

public:
    explicit InspectorPictures(QWidget *parent = nullptr);
    ~InspectorPictures() override;

    void setStudy(const widgets::StudyPtr &study);
    /// `caption` stands under the counterpart; an invalid `partner` leaves its place empty.
    void setPictures(study::AssetId picture, study::AssetId partner, const QString &caption);
    bool isSettled() const;
    QSize sizeHint() const override { return {328, 214}; }

Q_SIGNALS:
    void settledChanged();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintPicture(QPainter *painter, const QRect &box, study::AssetId asset);

    std::unique_ptr<widgets::Thumbnails> m_thumbnails;
    study::AssetId m_picture;
    study::AssetId m_partner;
    QString m_caption;
};

/// Scores under both prompts, and the difference to the counterpart.
class InspectorScores : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(InspectorScores)

public:
    struct Row
    {
        QString name;
        QStringList values;            ///< one per column; the last one is a difference, its sign decides the colour
        bool startsStatistics = false; ///< a heading "picture statistics" stands before it
        QString tip{};
    };

    explicit InspectorScores(QWidget *parent = nullptr);

    /// `titles` of the columns; `note` stands below the rows.
    void setRows(const QList<Row> &rows, const QStringList &titles, const QString &note);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    void paintRow(QPainter *painter, const Row &row, int top) const;
    QRectF column(int index, int top, int height) const;

    QList<Row> m_rows;
    QStringList m_titles;
    QString m_note;
};

/// Lines "name, value", and what people and scorers prefer.
class InspectorFacts : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(InspectorFacts)

public:
    struct Fact
    {
        enum class Mark { None, People, Model };

        QString name;
        QString note; ///< behind the name, with n
        QString value;
        Mark mark = Mark::None;
        QString tip{}; ///< when the value may be cut
    };

    explicit InspectorFacts(QWidget *parent = nullptr);

    void setFacts(const QList<Fact> &facts);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    bool hasSeparator() const;

    QList<Fact> m_facts;
};

} // namespace gallery
