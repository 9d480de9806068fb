#pragma once

#include <memory>

#include <QWidget>

#include "ui/gallery/gallerydata.h"
#include "ui/widgets/studyhandle.h"

class QVBoxLayout;

namespace widgets {
class Button;
class Label;
class Paragraph;
} // namespace widgets

namespace gallery {

class InspectorPictures;
class InspectorScores;
class InspectorFacts;

/// The right pane: the current picture with its counterpart, prompts, scores, what people said, facts.
class GalleryInspector : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GalleryInspector)

public:
    explicit GalleryInspector(QWidget *parent = nullptr);
    ~GalleryInspector() override;

    void setStudy(const widgets::StudyPtr &study);
    /// Indices of the selected pictures; empty: says that nothing is selected.
    void showPictures(const GalleryData &data, const QList<int> &pictures);
    bool isSettled() const;
    QSize sizeHint() const override { return {328, 600}; }

Q_SIGNALS:
    void compareRequested();
    void settledChanged();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showOne(const GalleryData &data, int picture);

    InspectorPictures *m_pictures;
    widgets::Label *m_title;
    widgets::Label *m_group;
    widgets::Paragraph *m_prompt;
    widgets::Paragraph *m_otherPrompt;
    InspectorScores *m_scores;
    InspectorFacts *m_facts;
    widgets::Paragraph *m_nothing;
    QWidget *m_nothingPage;
    widgets::Button *m_compare;
    QWidget *m_details;
};

} // namespace gallery
